"""The distance to the target in numbers, with formula and inputs to open."""

from __future__ import annotations

import streamlit as st

from bordertrade import selecting
from bordertrade.envelope import Envelope
from bordertrade.measures.sources import sources
from bordertrade.measures.target import Progress
from bordertrade.palette import either
from bordertrade.sharing import answers
from bordertrade.topics.target import words as outlook_words
from bordertrade.topics.target.measure.outlook import Outlook, growth_from
from bordertrade.topics.target.measure.result import TargetResult
from bordertrade.ui.blocks import grade, source_line
from bordertrade.ui.kept_html import kept_html
from bordertrade.ui.state import Current
from bordertrade.ui.workings import Input, workings
from bordertrade.vocabulary import InformalBasis
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words import fuel as fuel_words
from bordertrade.words import levels as levels_words
from bordertrade.words.markup import escape


def result_of(now: Current) -> TargetResult:
    """The target's result for the view, made once."""
    return answers.on_target(now.dataset, selecting.target_basis(now.view))


def both_books(now: Current) -> TargetResult:
    """Both books' newest years against the target, without additions: for the first page."""
    return answers.both_books(now.dataset, now.view)


def distance(now: Current) -> None:
    """One card for each book: level, gap, growth needed; or a refusal in words."""
    st.html(kept_html("distance", now, _distance))


def _distance(now: Current) -> str:
    result = result_of(now)
    if not result.outlooks:
        text = _("Neither book has a figure for that base year. Choose another year or book.")
        return f'<p class="bt-absent">{escape(text)}</p>'
    html = "".join(_card(each, result, now) for each in result.outlooks)
    return f'<div class="bt-cards bt-wide">{html}</div>{_informal_note(result)}'


def _card(outlook: Outlook, result: TargetResult, now: Current) -> str:
    progress = outlook.progress
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{text}</dd></div>"
        for term, text in [*_level(progress, result, now), *_prospects(outlook, now)]
    )
    line = source_line(sources(now.dataset, progress.base.sources))
    return (
        f'<article class="bt-card" style="--c:{either(progress.reporter)}">'
        f"<h3>{escape(labels.book(progress.reporter))}</h3>{_big(outlook)}<dl>{rows}</dl>"
        f'{_workings(outlook, result, now)}<p class="bt-src">{line}</p></article>'
    )


def _big(outlook: Outlook) -> str:
    progress = outlook.progress
    if progress.growth is None:
        return f'<p class="bt-refusal">{escape(levels_words.refusal(progress.refusal))}</p>'
    told = _("growth needed every year until {year}", year=progress.deadline_year)
    if not progress.base.is_complete:
        told = _("{told}, at most", told=told)
    whole = _whole_range(outlook.growth_range)
    return (
        f'<p class="bt-big"><b>{escape(numbers.percent(progress.growth, 1))}</b> '
        f"{escape(told)}{whole}</p>"
    )


def _whole_range(growth: Envelope | None) -> str:
    """Where one end of a range is counted, what the whole range would ask for."""
    if growth is None:
        return ""
    text = _(
        "{range} over the whole informal estimate (modelled)",
        range=numbers.percent_range(growth, 1),
    )
    return f"<br><small>{escape(text)}</small>"


def _level(progress: Progress, result: TargetResult, now: Current) -> list[tuple[str, str]]:
    base = progress.base
    amount = numbers.usd(base.value_usd)
    level = amount if base.is_complete else _("at least {amount}", amount=amount)
    when = levels_words.period_and_age(base.period, base.age_months(now.today))
    tags = " ".join(dict.fromkeys(grade(p.obs_status, p.evidence) for p in base.parts))
    rows = [(_("Level"), f"<b>{escape(level)}</b> {tags}<br><small>{escape(when)}</small>")]
    if progress.informal_usd:
        rows.append((_("Informal fuel added"), _added(progress, result)))
    missing = ", ".join(labels.direction(each) for each in base.missing)
    if missing:
        rows.append((_("Not published"), escape(missing)))
    gap = (
        levels_words.at_most(numbers.usd(progress.gap_usd), base)
        if progress.gap_usd > 0
        else _("reached")
    )
    share = _(
        "{share} of the target",
        share=levels_words.at_least(numbers.percent(progress.share), base),
    )
    return [
        *rows,
        (_("Missing to the target"), f"{escape(gap)} <small>({escape(share)})</small>"),
    ]


def _prospects(outlook: Outlook, now: Current) -> list[tuple[str, str]]:
    rows = []
    standing = growth_from(outlook.progress, now.today.year)
    if standing is not None:
        text = _(
            "{growth} a year from {year}",
            growth=numbers.percent(standing, 1),
            year=now.today.year,
        )
        rows.append((_("If it has stood still since"), escape(text)))
    if outlook.year is not None and outlook.pace is not None:
        pace = outlook_words.pace(outlook.pace)
        year = f"<b>{outlook.year}</b><br><small>{escape(pace)}</small>"
    else:
        year = f"<small>{escape(outlook_words.year(outlook))}</small>"
    rows.append((_("Reached at the observed pace"), year))
    return rows


def _added(progress: Progress, result: TargetResult) -> str:
    """The chosen end, and the range that it is an end of."""
    chosen = escape(numbers.usd(progress.informal_usd, 2))
    if result.fuel is None:
        return chosen
    whole = numbers.usd_range(result.fuel.value_usd)
    of_range = _("of {range}", range=whole)
    return f"{chosen} <small>{escape(of_range)}</small>"


def _workings(outlook: Outlook, result: TargetResult, now: Current) -> str:
    """Formulas and every input, each with who says so."""
    progress, pace = outlook.progress, outlook.pace
    inputs = [
        Input(
            _("Target, {when}", when=dates.partial_date(result.target.announced)),
            levels_words.target_name(result.target),
            sources(now.dataset, result.target.sources),
        ),
        Input(
            dates.period(progress.base.period, with_span=True),
            numbers.usd(progress.base.value_usd),
            sources(now.dataset, progress.base.sources),
        ),
    ]
    if pace is not None:
        inputs.append(
            Input(
                dates.period(pace.first.period, with_span=True),
                numbers.usd(pace.first_usd),
                sources(now.dataset, pace.first.sources),
            )
        )
    if result.fuel is not None and progress.informal_usd:
        fuel = fuel_words.fuel(result.fuel)
        inputs.append(Input(_("Informal fuel"), fuel, sources(now.dataset, result.fuel.sources)))
    return workings(_formula(progress), inputs, _pace_formula(outlook))


def _formula(progress: Progress) -> str:
    return _(
        "Required growth = (target / base)^(1 / years) − 1, with years = deadline − the year in "
        "which the base period ends. Here: target {target}, base {base} ({period}), years "
        "{deadline} − {end} = {years}. It is an arithmetic need, not a forecast.",
        target=numbers.usd(progress.target_usd),
        base=numbers.usd(progress.base_usd),
        period=dates.period(progress.base.period, with_span=True),
        deadline=progress.deadline_year or "?",
        end=progress.base.period.end_year,
        years=progress.years if progress.years is not None else "?",
    )


def _pace_formula(outlook: Outlook) -> str:
    pace = outlook.pace
    if pace is None or pace.growth is None:
        return ""
    return _(
        "Observed pace = (level now / level then)^(1 / years) − 1 = ({last} / {first})^(1 / {years}) "
        "− 1 = {growth}; year reached = base year + ln(target / base) / ln(1 + pace), rounded up. "
        "Only directions published at both ends are compared: {directions}.",
        last=numbers.usd(pace.last_usd),
        first=numbers.usd(pace.first_usd),
        years=pace.years,
        growth=numbers.percent(pace.growth, 1),
        directions=outlook_words.directions(pace),
    )


def _informal_note(result: TargetResult) -> str:
    """With informal trade counted, what was added and why it may count twice."""
    if result.informal is InformalBasis.NONE or result.fuel is None:
        return ""
    text = _(
        "Added: the {end} end of the national fuel estimate. {estimate} Iran’s recorded exports may "
        "already hold some of this fuel, so the sum can count it twice.",
        end=labels.of(labels.RANGE_ENDS, result.informal),
        estimate=fuel_words.fuel(result.fuel),
    )
    return f'<p class="bt-meaning">{escape(text)}</p>'
