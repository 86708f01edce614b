"""The parts of a report: what stands above, each chart, who says so, where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

import plotly.graph_objects as go

from bordertrade.charts import AnyChart, Finished
from bordertrade.exports.methods_changed import figures_then_and_now
from bordertrade.figures.svg import natural_height, svg
from bordertrade.measures.sources import Source
from bordertrade.sharing import citation, qr, status
from bordertrade.sharing.filters import filters
from bordertrade.sharing.recounted import recount
from bordertrade.sharing.report.colours import adaptable, own_ids
from bordertrade.sharing.report.newest import newest
from bordertrade.sharing.report.table import html_table
from bordertrade.sharing.report_view import rows, view_of
from bordertrade.sharing.settings import settings
from bordertrade.sharing.statement import source_name
from bordertrade.sharing.subject import Subject, statement
from bordertrade.tables.coded import readable
from bordertrade.words import _, dates, ngettext
from bordertrade.words.markup import escape

#: The widths that a picture is drawn for, px: a sheet or a screen, and a phone.
_WIDE, _NARROW = 720, 356


def head(subject: Subject) -> str:
    """What it is about, the answer, and how old it is."""
    said = statement(subject)
    lead = "" if subject.chart else f'<p class="lead">{escape(_(subject.place.lead))}</p>'
    site = _("Border-market trade, Pakistan – Iran")
    return (
        f'<header><p class="site">{escape(site)}</p><h1>{escape(said.title)}</h1>{lead}'
        f'<p class="answer">{escape(said.sentence)}</p>'
        f"<p class=quiet>{escape(said.dated)}</p></header>"
    )


def choices(subject: Subject) -> str:
    """The filters and assumptions behind every number below."""
    view = view_of(subject)
    chosen = [*filters(subject.dataset, view), *settings(view)]
    title = escape(_("What was chosen"))
    return f'<section class="choices"><h2>{title}</h2><dl>{_terms(chosen)}</dl></section>'


def recounted(subject: Subject) -> str:
    """What an old link's figures were when it was made; "" where nothing is counted otherwise."""
    found = recount(subject.place.path, subject.dataset, subject.view)
    if found is None:
        return ""
    caption = _("The same rows, counted then and now")
    table = html_table(figures_then_and_now(found.figures), caption) if found.figures else ""
    return (
        f'<section class="recounted"><h2>{escape(found.sentence)}</h2>'
        f'<ul class="notes">{_items(map(escape, found.methods))}</ul>{table}</section>'
    )


def target(subject: Subject) -> str:
    """Both books against the target."""
    books = status.status(subject)
    title = _("The target: {target}", target=status.target_name(subject))
    if not books:
        told = escape(_("No book has a full year at this level of evidence."))
        return f"<section><h2>{escape(title)}</h2><p>{told}</p></section>"
    caption = escape(_("Each country’s own book. The two are never added up."))
    return (
        f'<section class="target"><h2>{escape(title)}</h2><p class="quiet">{caption}</p>'
        f'<div class="books">{"".join(map(_book, books))}</div></section>'
    )


def _book(book: status.BookStatus) -> str:
    named = zip(status.heads()[1:], book.cells[1:], strict=True)
    return f"<div><h3>{escape(book.book)}</h3><dl>{_terms(named)}</dl></div>"


def _terms(named: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in named)


def figures(subject: Subject, address: str) -> str:
    """Each chart with its sentence, table and sources."""
    return "".join(
        _section(subject, chart, number, address) for number, chart in enumerate(subject.shown)
    )


def _section(subject: Subject, chart: AnyChart, number: int, address: str) -> str:
    done = subject.done(chart)
    title = f"<h2>{escape(done.title)}</h2>"
    if done.drawn is None:
        return f'<section>{title}<p class="absent">{escape(done.sentence)}</p></section>'
    return (
        f"<section><figure>{title}{_picture(done, number)}<figcaption>"
        f"{escape(done.sentence)}</figcaption></figure>"
        f'<p class="quiet">{escape(done.basis)}</p>{_notes(done.notes)}'
        f"{_table(subject, chart, done, address)}{_sources(done.sources)}</section>"
    )


def _picture(done: Finished, number: int) -> str:
    """Drawn twice: what is legible on a sheet is too small on a phone."""
    figure = done.figure
    if not isinstance(figure, go.Figure):
        return str(figure)
    drawings = [
        svg(figure, width, natural_height(figure, width), title=done.title)
        for width in (_WIDE, _NARROW)
    ]
    wide, narrow = (
        adaptable(own_ids(each, f"f{number}{way}"))
        for each, way in zip(drawings, "wn", strict=True)
    )
    return f'<div class="for-wide">{wide}</div><div class="for-narrow">{narrow}</div>'


def _notes(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    title = escape(_("Missing or left out, and why"))
    return f'<h3>{title}</h3><ul class="notes">{_items(map(escape, notes))}</ul>'


def _table(subject: Subject, chart: AnyChart, done: Finished, address: str) -> str:
    coded = rows(subject, chart)
    kept = newest(coded)
    caption = _("The figures: {title}", title=done.title)
    table = html_table(readable(coded.iloc[kept]), caption)
    if len(kept) == len(coded):
        return table
    told = _(
        "The newest {count} of {all} rows. All of them stand on the page, as a table and to "
        "download:",
        count=len(kept),
        all=len(coded),
    )
    return f'{table}<p class="quiet">{escape(told)} {_link(address + subject.frozen)}</p>'


def _sources(found: tuple[Source, ...]) -> str:
    if not found:
        return ""
    title = escape(ngettext("{count} source", "{count} sources", len(found)))
    return f'<h3>{title}</h3><ol class="sources">{_items(map(_source, found))}</ol>'


def _source(source: Source) -> str:
    named = escape(source_name(source))
    title = f" <cite>{escape(source.title)}</cite>" if source.title else ""
    url = f"<br>{_link(source.url)}" if source.url.startswith(("https://", "http://")) else ""
    return f"{named}.{title}{url}"


def foot(subject: Subject, address: str) -> str:
    """Where these very numbers stand, where the newest do, and how to cite."""
    frozen, live = address + subject.frozen, address + subject.live
    lines = (
        (_("These very numbers"), _link(frozen)),
        (_("The same view, with the newest numbers"), _link(live)),
        (_("How to cite"), escape(citation.plain(subject, address, subject.today))),
        (_("Data version"), escape(subject.dataset.fingerprint)),
        (_("Made on"), escape(dates.day(subject.today))),
    )
    rules = (
        _("Not official statistics: a public record compiled from published sources."),
        _("Modelled figures are an outer envelope, not a confidence interval."),
        _("A dash is a missing figure, never a zero."),
    )
    heading = escape(_("Where this comes from"))
    items = "".join(f"<div><dt>{escape(name)}</dt><dd>{text}</dd></div>" for name, text in lines)
    return (
        f"<footer><h2>{heading}</h2><div class=origin>"
        f'<img src="{escape(qr.data_uri(frozen))}" alt="{escape(_code_alt())}"><dl>{items}</dl></div>'
        f'<ul class="notes">{_items(map(escape, rules))}</ul></footer>'
    )


def _code_alt() -> str:
    return _("QR code of the link to these very numbers")


def _link(url: str) -> str:
    return f'<a href="{escape(url)}">{escape(url)}</a>'


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{text}</li>" for text in texts)
