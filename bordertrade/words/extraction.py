"""The list of texts to translate, taken from the source: ``locale/bordertrade.pot``."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from bordertrade.words.catalogue import DOMAIN, LOCALE_FOLDER

TEMPLATE = LOCALE_FOLDER / f"{DOMAIN}.pot"

_PACKAGE = Path(__file__).resolve().parents[1]
_KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}


def extracted() -> Catalog:
    """Every text of the package that is marked for translation, with the files it stands in."""
    catalogue = Catalog(project="bordertrade", domain=DOMAIN, fuzzy=False)
    for file, message, comments in sorted(_messages(), key=lambda found: (found[0], str(found[1]))):
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments)
    return catalogue


def _messages() -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    found = extract_from_dir(str(_PACKAGE), [("**.py", "python")], keywords=_KEYWORDS)
    for file, _line, message, comments, _context in found:
        yield f"bordertrade/{Path(file).as_posix()}", message, comments


def template() -> bytes:
    """The template as a file: no dates, no line numbers, so that it changes only with texts."""
    text = BytesIO()
    write_po(text, extracted(), omit_header=True, include_lineno=False, sort_output=True)
    return text.getvalue()
