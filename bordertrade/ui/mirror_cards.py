"""The newest year that stands on both books, for each direction: the page's answer in numbers."""

from __future__ import annotations

import streamlit as st

from bordertrade.measures.observation import Observation
from bordertrade.measures.sources import sources
from bordertrade.palette import either
from bordertrade.topics.books.chart import measured
from bordertrade.topics.books.measure.years import MirrorYears, YearPair
from bordertrade.topics.books.words import years as books_words
from bordertrade.ui.blocks import grade, source_line
from bordertrade.ui.state import Current
from bordertrade.ui.workings import Input, workings
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words.markup import escape


def newest(now: Current) -> None:
    """One card for each chosen direction."""
    if not now.view.directions:
        text = _("Choose at least one direction.")
        st.html(f'<p class="bt-absent">{escape(text)}</p>')
        return
    found = (measured(now.dataset, now.view, each) for each in now.view.directions)
    cards = "".join(_card(each, now) for each in found)
    st.html(f'<div class="bt-cards bt-wide">{cards}</div>')


def _card(result: MirrorYears, now: Current) -> str:
    direction = escape(labels.direction(result.direction))
    pair = result.newest
    body = (
        _compared(pair, result, now)
        if pair
        else f'<p class="bt-meaning">{escape(books_words.mirror(result))}</p>'
    )
    return (
        f'<article class="bt-card" style="--c:{either(str(result.direction))}">'
        f"<h3>{direction}</h3>{body}</article>"
    )


def _compared(pair: YearPair, result: MirrorYears, now: Current) -> str:
    sides = "".join(_side(each, pair, result) for each in pair.figures)
    newer = "".join(_newer(each, result) for each in result.since)
    facts = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{escape(text)}</dd></div>"
        for term, text in _facts(pair, result)
    )
    since = (each for figure in result.since for each in figure.sources)
    line = source_line(sources(now.dataset, dict.fromkeys((*pair.sources, *since))))
    return (
        f'<div class="bt-two">{sides}</div>'
        f'<p class="bt-times"><b>{escape(_ratio(pair))}</b> {escape(_times(pair))}</p>'
        f"{_nothing(result)}<dl>{newer}{facts}</dl>{_workings(pair, now)}"
        f'<p class="bt-src">{line}</p>'
    )


def _newer(figure: Observation, result: MirrorYears) -> str:
    """A year newer than the pair, or a part of one, that only one book has."""
    amount = books_words.single_figure(figure, result, as_recorded=True)
    term = _(
        "{book} only, {year}",
        book=labels.book(figure.reporter),
        year=dates.period(figure.period),
    )
    tag = grade(figure.obs_status, figure.evidence)
    return f"<div><dt>{escape(term)}</dt><dd><b>{escape(amount)}</b> {tag}</dd></div>"


def _recorded(figure: Observation) -> str:
    return numbers.usd(figure.value_usd) if figure.value_usd else _("nothing (0)")


def _without_freight(figure: Observation, result: MirrorYears) -> str:
    """What the figure is compared as, where freight and insurance are taken off it."""
    value = result.value_usd(figure)
    if value == figure.value_usd:
        return ""
    told = _("compared as {amount}, without freight", amount=numbers.usd(value))
    return f"<small>{escape(told)}</small>"


def _side(figure: Observation, pair: YearPair, result: MirrorYears) -> str:
    """A book's figure, big, with its year and how far to trust it."""
    role = _("imports") if pair.importer == figure.reporter else _("exports")
    name = _("{book}, {role}", book=labels.book(figure.reporter), role=role)
    tag = grade(figure.obs_status, figure.evidence)
    year = dates.period(figure.period, with_span=True)
    return (
        f'<div style="--c:{either(figure.reporter)}"><small>{escape(name)}</small>'
        f"<b>{escape(_recorded(figure))}</b>{_without_freight(figure, result)}"
        f"<small>{escape(year)}</small>{tag}</div>"
    )


def _ratio(pair: YearPair) -> str:
    told = books_words.mirror_ratio(pair)
    return told[0].upper() + told[1:]


def _times(pair: YearPair) -> str:
    if pair.asymmetry is None:
        return _("Neither book holds anything.")
    if pair.ratio is None:
        return _("is the ratio, because Pakistan’s figure is zero")
    return _("Pakistan’s figure on Iran’s books")


def _facts(pair: YearPair, result: MirrorYears) -> list[tuple[str, str]]:
    asymmetry = (
        numbers.MISSING
        if pair.asymmetry is None
        else _(
            "{number} (0: the books agree; 2: one holds nothing)",
            number=numbers.decimal(pair.asymmetry, 2),
        )
    )
    rows = [
        (_("Gap"), numbers.usd(pair.gap_usd)),
        (_("Asymmetry"), asymmetry),
        (_("Their years"), books_words.mirror_missed(pair)),
        (_("Freight"), books_words.freight_verdict(pair)),
    ]
    taken = books_words.mirror_margin(result)
    return [*rows, (_("Taken off"), taken)] if taken else rows


def _nothing(result: MirrorYears) -> str:
    """That a book has held next to nothing for years."""
    if result.next_to_nothing is None:
        return ""
    return (
        f'<p class="bt-meaning">{escape(books_words.next_to_nothing(result.next_to_nothing))}</p>'
    )


def _workings(pair: YearPair, now: Current) -> str:
    inputs = [_published(each, now) for each in pair.figures]
    inputs.append(Input(_("Margin for freight and insurance"), numbers.percent(pair.margin)))
    inputs += [_compared_as(each, pair) for each in Reporter]
    return workings(
        _("gap = I − P; ratio = I / P; asymmetry = (I − P) / ((I + P) / 2)"),
        inputs,
        _(
            "P and I are the figures of Pakistan’s and Iran’s book; the importer’s is divided by "
            "1 + the margin."
        ),
        *(_remark(each) for each in pair.figures),
    )


def _published(figure: Observation, now: Current) -> Input:
    name = _(
        "{book}, {year}, as published",
        book=labels.book(figure.reporter),
        year=dates.period(figure.period),
    )
    return Input(name, numbers.usd(figure.value_usd), sources(now.dataset, figure.sources))


def _compared_as(reporter: Reporter, pair: YearPair) -> Input:
    letter, value = ("P", pair.pakistan_usd) if reporter is Reporter.PK else ("I", pair.iran_usd)
    name = _("{letter}, {book}, compared", letter=letter, book=labels.book(reporter))
    return Input(name, numbers.usd(value))


def _remark(figure: Observation) -> str:
    """What the record says about a figure."""
    if not figure.note:
        return ""
    return _("{book}: {note}.", book=labels.book(figure.reporter), note=figure.note)
