"""Translations: gettext catalogues read from ``locale/<language>/bordertrade.po``.

The message ids are the English texts, so English needs no catalogue. The language is set once
for each run of a page, in a context variable: figures and sentences need not hand it through.
Text is marked with ``_``, ``ngettext`` or, in tables of constants, ``N_``.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "bordertrade"
SOURCE_LANGUAGE = "en"

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


def languages() -> tuple[str, ...]:
    """English, and each language that has a catalogue."""
    found = sorted(path.parent.name for path in LOCALE_FOLDER.glob(f"*/{DOMAIN}.po"))
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


def use(language: str) -> None:
    """Speak a language from here on, in this run."""
    _language.set(language)


def language() -> str:
    return _language.get()


def locale() -> Locale:
    """The Babel locale for numbers and dates."""
    return _parsed(language())


@lru_cache(maxsize=16)
def _parsed(name: str) -> Locale:
    return Locale.parse(name)


def is_right_to_left() -> bool:
    return locale().text_direction == "rtl"


@lru_cache(maxsize=16)
def catalogue(name: str) -> NullTranslations:
    path = LOCALE_FOLDER / name / f"{DOMAIN}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=name, domain=DOMAIN))
    compiled.seek(0)
    return Translations(compiled)


def _(message: str, /, **values: object) -> str:
    """A text in the reader's language, with its ``{named}`` places filled."""
    text = catalogue(language()).gettext(message)
    return text.format(**values) if values else text


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """A text that depends on a number; the catalogue knows the language's plurals."""
    return catalogue(language()).ngettext(one, many, count).format(count=count, **values)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark a text for translation where it stands; ``_`` translates it when it is shown."""
    return message
