"""The file as a whole."""

from __future__ import annotations

from bordertrade.sharing.subject import Subject, statement
from bordertrade.words import language
from bordertrade.words.markup import escape


def report(subject: Subject, address: str) -> bytes:
    """HTML in UTF-8 without script or any outside file. ``address`` is the site's, without a slash
    at its end.
    """
    said = statement(subject)
    return (
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8"><title>'
        f"{escape(said.title)}</title><h1>{escape(said.title)}</h1><p>{escape(said.sentence)}</p>"
        f"<p>{escape(said.dated)}</p><p>{escape(address + subject.frozen)}</p></html>"
    ).encode()
