"""The one-minute answer, in HTML and inline SVG: no chart library is loaded for it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from bordertrade.figures.svg import spark
from bordertrade.measures.book_level import DIRECTIONS, Level, last_published
from bordertrade.measures.events import Event, latest_events
from bordertrade.measures.fuel import FuelEstimate
from bordertrade.measures.rows_behind.behind import RowsBehind, joined
from bordertrade.measures.rows_behind.books import behind_levels
from bordertrade.measures.rows_behind.estimates import behind_fuel
from bordertrade.measures.sources import sources
from bordertrade.measures.target import Progress
from bordertrade.palette import either
from bordertrade.remembered import once
from bordertrade.topics.coverage import words as coverage_words
from bordertrade.topics.coverage.measure.freshness import Freshness, freshness
from bordertrade.topics.target.measure.result import TargetResult, broken_at_changes
from bordertrade.ui import blocks, rows_behind
from bordertrade.ui.blocks import section, source_line, source_link
from bordertrade.ui.state import Current
from bordertrade.ui.target_cards import both_books
from bordertrade.vocabulary import Direction
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words import fuel as fuel_words
from bordertrade.words import levels as levels_words
from bordertrade.words.markup import escape

_EVENTS = 5


def answer(now: Current) -> None:
    """Both books against the target, and informal trade as a range beside them."""
    blocks.drawing(once(now.dataset, "answer", now.view, now.today, make=lambda: _answer(now)))
    rows_behind.disclosure("answer", now, lambda: _rows(now))


def _rows(now: Current) -> RowsBehind:
    """The rows of the rungs of the ladder."""
    result = both_books(now)
    books = behind_levels(each.base for each in result.progress)
    return joined(books, behind_fuel(now.dataset, result.fuel)) if result.fuel else books


def lately(now: Current) -> None:
    """The newest events, and how fresh each part of the record is."""
    events_column, fresh_column = st.columns([7, 5], gap="large")
    with events_column:
        section(_("Latest events"))
        st.html(once(now.dataset, "events", make=lambda: _events(now)))
    with fresh_column:
        section(_("How fresh the record is"))
        st.html(once(now.dataset, "fresh", now.today, make=lambda: _fresh(now)))


# --- the answer -----------------------------------------------------------------------------------


def _answer(now: Current) -> str:
    result = both_books(now)
    if not result.progress:
        text = escape(_("No book has a full year at this level of evidence."))
        return f'<p class="bt-absent">{text}</p>'
    return (
        f'<p class="bt-headline">{_headline(result)}</p>'
        f'<div class="bt-ladder">{_ladder(result, now)}</div>'
        f'<div class="bt-facts">{"".join(_fact(each) for each in result.progress)}</div>'
        f"{_history(result)}"
    )


def _headline(result: TargetResult) -> str:
    told = [
        _(
            "<b>{amount}</b> on {book}",
            amount=_amount(each.base),
            book=escape(labels.book(each.reporter)),
        )
        for each in result.progress
    ]
    return _(
        "A year of trade is {levels}. The target is <b class='bt-target'>{target}</b>.",
        levels=_(" and ").join(told),
        target=escape(levels_words.target_name(result.target)),
    )


def _amount(level: Level) -> str:
    amount = numbers.usd(level.value_usd)
    return escape(amount if level.is_complete else _("at least {amount}", amount=amount))


def _ladder(result: TargetResult, now: Current) -> str:
    rows = [_book_row(each, result, now) for each in result.progress]
    if result.fuel is not None:
        rows.append(_fuel_row(result.fuel, result.target.value_usd, now))
    return "".join(rows) + _scale(result)


@dataclass(frozen=True, slots=True)
class _Rung:
    """One bar of the ladder. ``amount``, ``bar`` and ``detail`` are HTML, the rest plain text."""

    title: str
    amount: str
    when: str
    bar: str
    detail: str
    label: str

    def html(self) -> str:
        return (
            f'<div class="bt-rung"><div class="bt-rung-head"><h3>{escape(self.title)}</h3>'
            f"<strong>{self.amount}</strong><small>{escape(self.when)}</small></div>"
            f'<div class="bt-track" role="img" aria-label="{escape(self.label, quote=True)}">'
            f'{self.bar}</div><p class="bt-rung-foot">{self.detail}</p></div>'
        )


def _book_row(progress: Progress, result: TargetResult, now: Current) -> str:
    level = progress.base
    parts = [_part(level, direction, result.target.value_usd) for direction in DIRECTIONS]
    when = levels_words.period_and_age(level.period, level.age_months(now.today))
    return _Rung(
        title=labels.book(progress.reporter),
        amount=_amount(level),
        when=when,
        bar="".join(parts),
        detail=_parts_text(level, now),
        label=levels_words.progress(progress),
    ).html()


def _part(level: Level, direction: Direction, target_usd: float) -> str:
    part = level.part(direction)
    if part is None or part.value_usd <= 0:
        return ""
    share = min(1.0, part.value_usd / target_usd) * 100
    stripe = " bt-stripe" if direction is Direction.PK_TO_IR else ""
    return (
        f'<span class="bt-fill{stripe}" '
        f'style="inline-size:{share:.2f}%;--c:{either(str(direction))}"></span>'
    )


def _parts_text(level: Level, now: Current) -> str:
    told = []
    for direction in DIRECTIONS:
        part = level.part(direction)
        name = labels.direction(direction)
        if part is not None:
            amount = numbers.usd(part.value_usd)
            key = f'<i class="bt-key" style="--c:{either(str(direction))}"></i>'
            grade = blocks.grade(part.obs_status, part.evidence)
            told.append(f"{key}{escape(name)} <b>{escape(amount)}</b> {grade}")
        else:
            told.append(escape(_not_published(level, direction, now)))
    return f"{' · '.join(told)}<br>{_sources(level.sources, now)}"


def _sources(ids: tuple[str, ...], now: Current) -> str:
    return f'<span class="bt-src">{source_line(sources(now.dataset, ids))}</span>'


def _not_published(level: Level, direction: Direction, now: Current) -> str:
    name = labels.direction(direction)
    last = last_published(now.dataset, level.reporter, direction)
    if last is None:
        return _("{direction}: not published", direction=name)
    return _(
        "{direction}: not published for this year (last: {amount}, {period})",
        direction=name,
        amount=numbers.usd(last.value_usd),
        period=dates.period(last.period),
    )


def _fuel_row(fuel: FuelEstimate, target_usd: float, now: Current) -> str:
    value = fuel.value_usd
    start, end = value.low / target_usd * 100, min(100.0, value.high / target_usd * 100)
    bar = (
        f'<span class="bt-range" style="margin-inline-start:{start:.2f}%;'
        f'inline-size:{end - start:.2f}%;--c:{either("informal")}"></span>'
    )
    return _Rung(
        title=_("Carried outside customs: fuel only"),
        amount=escape(numbers.usd_range(value)),
        when=_(
            "estimate for {period}; never added to the bars above", period=dates.period(fuel.period)
        ),
        bar=bar,
        detail=f"{escape(fuel_words.fuel(fuel))}<br>{_sources(fuel.sources, now)}",
        label=fuel_words.fuel(fuel),
    ).html()


def _scale(result: TargetResult) -> str:
    """The ends of the ladder: nothing, and the target."""
    target = escape(numbers.usd(result.target.value_usd))
    return f'<div class="bt-scale" aria-hidden="true"><span>0</span><span>{target}</span></div>'


def _fact(progress: Progress) -> str:
    growth = (
        numbers.percent(progress.growth, 1)
        if progress.growth is not None
        else levels_words.refusal(progress.refusal)
    )
    missing = numbers.usd(max(0.0, progress.gap_usd))
    share = numbers.percent(progress.share)
    needed = _("growth needed every year, {first}–{last}", **_years(progress))
    rows = (
        (_bounded(needed, _("at most"), progress), growth),
        (_bounded(_("missing to the target"), _("at most"), progress), missing),
        (_bounded(_("of the target reached"), _("at least"), progress), share),
    )
    items = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(text)}</dd></div>" for term, text in rows
    )
    return (
        f'<div class="bt-fact" style="--c:{either(str(progress.reporter))}">'
        f"<h3>{escape(labels.book(progress.reporter))}</h3><dl>{items}</dl></div>"
    )


def _bounded(term: str, bound: str, progress: Progress) -> str:
    """A term with its bound, where the level is "at least"."""
    if progress.base.is_complete:
        return term
    return _("{term}, {bound}", term=term, bound=bound)


def _years(progress: Progress) -> dict[str, object]:
    return {"first": progress.base.period.end_year, "last": progress.deadline_year or "?"}


def _history(result: TargetResult) -> str:
    """Twenty years of both books in one small line drawing."""
    rows = result.history[result.history["year"] >= _SPARK_FROM]
    lines = []
    for reporter, part in rows.groupby("reporter", sort=False):
        drawn = broken_at_changes(part)
        points = zip(drawn["year"].tolist(), drawn["value_usd"].tolist(), strict=True)
        lines.append((str(reporter), list(points)))
    title = _("Published trade by book since {year}, US$", year=_SPARK_FROM)
    ends = "; ".join(levels_words.progress(each) for each in result.progress)
    drawing = spark(lines, title=f"{title}. {ends}", ceiling=result.target.value_usd)
    keys = "".join(
        f'<span><i class="bt-key" style="--c:{either(role)}"></i>{escape(labels.book(role))}</span>'
        for role, _line in lines
    )
    target = f'<span class="bt-target">- · - {escape(numbers.usd(result.target.value_usd))}</span>'
    note = _(
        "Gaps are years without a figure, or with other directions published. Every year with its "
        "figures stands in the table on the page Target."
    )
    last = int(rows["year"].max()) if len(rows) else _SPARK_FROM
    return (
        f'<figure class="bt-history"><figcaption>{escape(title)} {keys}{target}</figcaption>'
        f"{drawing}<div class='bt-years'><span>{_SPARK_FROM}</span><span>{last}</span></div>"
        f'<p class="bt-src">{escape(note)}</p></figure>'
    )


_SPARK_FROM = 2003


# --- lately ---------------------------------------------------------------------------------------


def _events(now: Current) -> str:
    return f'<ol class="bt-events">{"".join(_event(e, now) for e in latest_events(now.dataset, _EVENTS))}</ol>'


def _event(event: Event, now: Current) -> str:
    links = ", ".join(source_link(each) for each in sources(now.dataset, event.sources[:2]))
    effect = labels.of(labels.EFFECTS, event.effect)
    return (
        f"<li><time>{escape(dates.partial_span(event.date_text, event.end_text))}</time>"
        f"<div><b>{escape(event.title)}</b> <span class='bt-tag'>{escape(effect)}</span>"
        f"<p>{escape(event.description)}</p><small>{links}</small></div></li>"
    )


def _fresh(now: Current) -> str:
    return (
        f'<dl class="bt-fresh">{"".join(_fresh_row(e, now) for e in freshness(now.dataset))}</dl>'
    )


def _fresh_row(each: Freshness, now: Current) -> str:
    what = coverage_words.subject(each)
    months = each.age_months(now.today)
    stale = " bt-stale" if months > _STALE_MONTHS else ""
    return (
        f"<div><dt>{escape(what)}</dt><dd>{escape(dates.period(each.period, with_span=True))}"
        f'<br><span class="bt-age{stale}">{escape(numbers.age(months))}</span></dd></div>'
    )


_STALE_MONTHS = 12
