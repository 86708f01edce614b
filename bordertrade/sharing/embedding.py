"""A view on other people's pages: where its card lies, and the frame that shows it there."""

from __future__ import annotations

from bordertrade.figures.svg import natural_height
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.statement import source_name
from bordertrade.sharing.subject import Subject, statement
from bordertrade.typography import wrapped
from bordertrade.words.markup import escape

#: What the first page is called where its path cannot be empty.
FIRST = "overview"
#: The widths that a card's chart is drawn for, px: a column of a newspaper, a phone.
WIDE, NARROW = 720, 360
#: Title, basis, dates and link around sentence, chart and sources, px.
_AROUND = 185
_LOWEST, _HIGHEST = 260, 1200


def slug(path: str) -> str:
    """A page's path as it stands in other addresses."""
    return path or FIRST


def path_of(name: str) -> str | None:
    """The page's path of such a name; None for none of ours."""
    path = "" if name == FIRST else name or None
    return path if path in PLACES else None


def card_path(link: str) -> str:
    """Path and query of the card of a link."""
    return _below("embed", link)


def picture_path(link: str) -> str:
    """Path and query of the picture that stands for a link."""
    return _below("preview", link, ".png")


def snippet(subject: Subject, address: str, *, frozen: bool) -> str:
    """HTML to paste into another page; what is not ``frozen`` follows new data. ``address`` is the
    site's, without a slash at its end.
    """
    src = address + card_path(subject.frozen if frozen else subject.live)
    return (
        f'<iframe src="{escape(src)}" title="{escape(statement(subject).title)}" width="100%" '
        f'height="{height(subject)}" style="border:0" loading="lazy"></iframe>'
    )


def height(subject: Subject) -> int:
    """What a card needs in a column of a page, px; a narrower frame scrolls."""
    said = statement(subject)
    names = "; ".join(map(source_name, said.sources))
    words = _rows(said.sentence, 15) * 22 + _rows(names, 13) * 19
    leading = subject.leading
    figure = subject.done(leading).figure if leading else None
    if figure is None or isinstance(figure, str):
        return max(_LOWEST, words + _AROUND)
    return min(_HIGHEST, words + _AROUND + natural_height(figure, WIDE))


def _rows(text: str, size_px: float) -> int:
    """Lines that a text takes in a column: the reader's own letters may be wider than ours."""
    return len(wrapped(text, WIDE * 0.92, size_px))


def _below(folder: str, link: str, ending: str = "") -> str:
    path, mark, query = link.partition("?")
    return f"/{folder}/{slug(path.strip('/'))}{ending}{mark}{query}"
