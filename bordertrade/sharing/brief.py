"""A view on one A4 page: what somebody takes into a meeting. Real text, no browser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

import plotly.graph_objects as go
from fpdf import FPDF
from fpdf.enums import Align

from bordertrade.charts import Finished
from bordertrade.figures.svg import natural_height, svg
from bordertrade.measures.sources import Source, sources
from bordertrade.palette import colour, rgb
from bordertrade.sharing import citation, qr, raster, status
from bordertrade.sharing.filters import filters
from bordertrade.sharing.recounted import recount
from bordertrade.sharing.report_view import view_of
from bordertrade.sharing.settings import settings
from bordertrade.sharing.statement import source_name
from bordertrade.sharing.subject import Subject, statement
from bordertrade.typography import ARABIC, BOLD, REGULAR, SIGNS
from bordertrade.words import _, dates, language, ngettext
from bordertrade.words.markup import unturned

_MARGIN = 15.0  # mm
_WIDTH = 210 - 2 * _MARGIN
_FOOT = 38.0
_BOTTOM = 297 - _MARGIN - _FOOT
#: The picture is drawn this wide, px, and printed at about 220 dots an inch.
_PICTURE = 720
_SCALE = 2.2
_LEAST_PICTURE = 45.0
_MOST_SOURCES = 4
_LONGEST = 620
#: Figures of an old link that are given both ways.
_MOST_RECOUNTED = 2


def brief(subject: Subject, address: str) -> bytes:
    """A PDF of one page, the same bytes on the same day. ``address`` is the site's, without a slash
    at its end.
    """
    said = statement(subject)
    sheet = _Sheet(_opened(said.title, subject))
    sheet.say(_("Border-market trade, Pakistan – Iran"), 9, "accent", bold=True)
    sheet.say(said.title, 19, bold=True)
    sheet.say(_cut(said.sentence), 10.5)
    sheet.say(_choices(subject), 8, "quiet")
    _recounted(sheet, subject)
    _target(sheet, subject)
    _chart(sheet, subject)
    _foot(sheet, subject, address)
    return bytes(sheet.pdf.output())


def _opened(title: str, subject: Subject) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_creation_date(datetime.combine(subject.today, time(), UTC))
    pdf.set_title(title)
    pdf.set_lang(language())
    pdf.set_author(_("Border-market trade dashboard"))
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(_MARGIN)
    pdf.add_font("text", fname=REGULAR)
    pdf.add_font("text", "B", fname=BOLD)
    pdf.add_font("arabic", fname=ARABIC)
    pdf.add_font("signs", fname=SIGNS)
    pdf.set_fallback_fonts(["signs", "arabic"], exact_match=False)
    pdf.add_page()
    return pdf


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page, filled from the top."""

    pdf: FPDF

    @property
    def room(self) -> float:
        """What is left above the foot, mm."""
        return float(_BOTTOM - self.pdf.get_y())

    def say(
        self,
        text: str,
        points: float,
        role: str = "text",
        *,
        bold: bool = False,
        width: float = _WIDTH,
    ) -> None:
        text = unturned(text)
        if text:
            self._ready(points, role, bold=bold)
            self.pdf.multi_cell(
                width, _line(points), text, align=Align.L, new_x="LEFT", new_y="NEXT"
            )
            self.pdf.set_xy(self.pdf.get_x(), self.pdf.get_y() + 0.8)

    def _ready(self, points: float, role: str, *, bold: bool) -> None:
        self.pdf.set_font("text", "B" if bold else "", points)
        self.pdf.set_text_color(*rgb(_INK.get(role) or colour(role)))

    def height(
        self, text: str, points: float, *, bold: bool = False, width: float = _WIDTH
    ) -> float:
        """What a text needs, mm."""
        self._ready(points, "text", bold=bold)
        needed = self.pdf.multi_cell(
            width, _line(points), unturned(text), align=Align.L, dry_run=True, output="HEIGHT"
        )
        return float(needed) + 0.8  # type: ignore[arg-type]

    def rule(self) -> None:
        self.pdf.set_draw_color(*rgb(colour("line")))
        y = self.pdf.get_y() + 1
        self.pdf.line(_MARGIN, y, _MARGIN + _WIDTH, y)
        self.pdf.set_xy(_MARGIN, y + 2)


_INK = {"accent": colour("formal")}


def _line(points: float) -> float:
    return points * 0.3528 * 1.32


def _choices(subject: Subject) -> str:
    """Filters and assumptions in a line."""
    view = view_of(subject)
    chosen = (*filters(subject.dataset, view), *settings(view))
    return "; ".join(f"{name}: {told}" for name, told in chosen)


def _recounted(sheet: _Sheet, subject: Subject) -> None:
    """Of an old link: that methods changed, and the first figures as they were and as they are."""
    found = recount(subject.place.path, subject.dataset, subject.view)
    if found is None:
        return
    sheet.say(found.sentence, 8.5, bold=True)
    for each in found.figures[:_MOST_RECOUNTED]:
        told = _(
            "{figure}: {then} then, {now} now", figure=each.figure, then=each.then, now=each.now
        )
        sheet.say(told, 8)
    more = len(found.figures) - _MOST_RECOUNTED
    if more > 0:
        rest = ngettext(
            "{count} more figure: see the page", "{count} more figures: see the page", more
        )
        sheet.say(rest, 8)


def _target(sheet: _Sheet, subject: Subject) -> None:
    """Both books side by side."""
    books = status.status(subject)
    sheet.rule()
    title = _("The target: {target}", target=status.target_name(subject))
    sheet.say(title, 11, "target", bold=True)
    if not books:
        sheet.say(_("No book has a full year at this level of evidence."), 9)
        return
    top, foot, width = sheet.pdf.get_y(), 0.0, _WIDTH / len(books)
    for number, book in enumerate(books):
        sheet.pdf.set_xy(_MARGIN + number * width, top)
        _book(sheet, book, width - 4)
        foot = max(foot, sheet.pdf.get_y())
    sheet.pdf.set_xy(_MARGIN, foot)
    sheet.say(_("Each country’s own book. The two are never added up."), 8, "quiet")


def _book(sheet: _Sheet, book: status.BookStatus, width: float) -> None:
    sheet.say(book.book, 9, bold=True, width=width)
    sheet.say(book.level, 15, bold=True, width=width)
    sheet.say(book.when, 8, "quiet", width=width)
    heads = status.heads()
    for place in (3, 4, 5, 6):
        sheet.say(f"{heads[place]}: {book.cells[place]}", 8.5, width=width)


def _chart(sheet: _Sheet, subject: Subject) -> None:
    """The chart that stands for it, as large as the room allows."""
    done = _leading(subject)
    sheet.rule()
    figure = done.figure if done else None
    if done is None or not isinstance(figure, go.Figure):
        return
    told = () if subject.chart else (_cut(done.sentence),)
    below = [*(text for text in told if text != _cut(statement(subject).sentence)), done.basis]
    needed = sheet.height(done.title, 11, bold=True) + sum(sheet.height(e, 8.5) for e in below)
    room = sheet.room - needed - 2
    if room < _LEAST_PICTURE:
        below, room = [done.basis], sheet.room - sheet.height(done.title, 11, bold=True) - 8
    sheet.say(done.title, 11, bold=True)
    _picture(sheet, figure, room)
    for text in below:
        sheet.say(text, 8.5)


def _picture(sheet: _Sheet, figure: go.Figure, room: float) -> None:
    height = min(natural_height(figure, _PICTURE), max(240, int(room * _PICTURE / _WIDTH)))
    drawn_ = raster.png(svg(figure, _PICTURE, height), scale=_SCALE)
    tall = min(room, height * _WIDTH / _PICTURE)
    y = sheet.pdf.get_y()
    sheet.pdf.image(
        BytesIO(drawn_), _MARGIN, y, _WIDTH, tall, keep_aspect_ratio=True, alt_text=_("Chart")
    )
    sheet.pdf.set_xy(_MARGIN, y + tall + 1)


def _leading(subject: Subject) -> Finished | None:
    """The first chart that can be drawn here."""
    made = (subject.done(chart) for chart in subject.shown)
    return next((each for each in made if each.is_plotted), None)


def _foot(sheet: _Sheet, subject: Subject, address: str) -> None:
    """Sources, version, link and code, in the room kept for them."""
    said, url = statement(subject), address + subject.frozen
    sheet.pdf.set_xy(_MARGIN, _BOTTOM)
    sheet.rule()
    top, side = sheet.pdf.get_y(), 30.0
    code = BytesIO(qr.png_file(url))
    left = _MARGIN + _WIDTH - side
    sheet.pdf.image(code, left, top, side, side, link=url, alt_text=_("QR code of the link"))
    sheet.pdf.set_xy(_MARGIN, top)
    lines = (
        (_sources(_leading_sources(subject)), 7.5),
        (_rules(), 7.5),
        (f"{said.dated} · {_made(subject)}", 7.5),
        (citation.plain(subject, address, subject.today), 7.5),
    )
    for text, points in lines:
        _within(sheet, text, points, _WIDTH - side - 4)


def _within(sheet: _Sheet, text: str, points: float, width: float) -> None:
    """A text that never runs off the sheet: it shrinks with what room is left."""
    left = 297 - 8 - sheet.pdf.get_y()
    while sheet.height(text, points, width=width) > left and points > 4:
        points -= 0.5
    sheet.say(text, points, "quiet", width=width)


def _leading_sources(subject: Subject) -> tuple[Source, ...]:
    done, found = _leading(subject), recount(subject.place.path, subject.dataset, subject.view)
    leading = statement(subject).sources or (done.sources if done else ())
    return (*leading, *(sources(subject.dataset, found.sources) if found else ()))


def _sources(found: Iterable[Source]) -> str:
    names = list(dict.fromkeys(source_name(each)[:80] for each in found))
    if not names:
        return ""
    told = _("Source:") + " " + "; ".join(names[:_MOST_SOURCES])
    more = len(names) - _MOST_SOURCES
    if more <= 0:
        return told
    rest = ngettext("{count} more source: see the link", "{count} more sources: see the link", more)
    return _("{told}; and {rest}", told=told, rest=rest)


def _rules() -> str:
    return _(
        "Not official statistics. Modelled figures are an outer envelope, not a confidence interval; "
        "what is missing is not zero."
    )


def _made(subject: Subject) -> str:
    return _("made on {day}", day=dates.day(subject.today))


def _cut(text: str, longest: int = _LONGEST) -> str:
    """A long text up to a sentence's end, and where the rest stands."""
    if len(text) <= longest:
        return text
    kept = text[:longest]
    end = kept.rfind(". ") + 1
    kept = kept[: end if end > longest // 2 else kept.rfind(" ")].rstrip()
    return _("{text} (More: see the link.)", text=kept)
