"""The file as a whole: nothing in it is fetched, nothing runs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bordertrade.sharing.report import parts
from bordertrade.sharing.report.colours import variables
from bordertrade.sharing.subject import Subject, statement
from bordertrade.words import _, language
from bordertrade.words.catalogue import is_right_to_left
from bordertrade.words.markup import escape

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def report(subject: Subject, address: str) -> bytes:
    """HTML in UTF-8 without script or any outside file. ``address`` is the site's, without a slash
    at its end.
    """
    site = _("Border-market trade")
    title = f"{statement(subject).title} · {site}"
    way = "rtl" if is_right_to_left() else "ltr"
    body = "".join(
        [
            parts.head(subject),
            parts.choices(subject),
            parts.recounted(subject),
            parts.target(subject),
            parts.figures(subject, address),
            parts.foot(subject, address),
        ]
    )
    return (
        f'<!doctype html>\n<html lang="{language()}" dir="{way}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    ).encode()


@lru_cache(maxsize=1)
def _style() -> str:
    own = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
    return (
        f":root{{{variables(dark=False)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{variables(dark=True)}}}}}{own}"
    )
