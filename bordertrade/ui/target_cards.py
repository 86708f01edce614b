"""The distance to the target in numbers, with formula and inputs to open."""

from __future__ import annotations

from html import escape

import streamlit as st

from bordertrade.measures.sources import sources
from bordertrade.measures.target import Progress, TargetResult, target_result
from bordertrade.palette import either
from bordertrade.ui import cache, selecting
from bordertrade.ui.blocks import grade, source_line
from bordertrade.ui.state import Current
from bordertrade.vocabulary import InformalBasis
from bordertrade.words import _, dates, labels, numbers, sentences


def distance(now: Current) -> None:
    """One card for each book: level, gap, growth needed; or a refusal in words."""
    result: TargetResult = cache.once(
        now.dataset,
        "target",
        now.view,
        make=lambda: target_result(now.dataset, selecting.target_basis(now.view)),
    )
    if not result.progress:
        text = _("Neither book has a figure for that base year. Choose another year or book.")
        st.html(f'<p class="bt-absent">{escape(text)}</p>')
        return
    html = "".join(_card(each, result, now) for each in result.progress)
    st.html(f'<div class="bt-cards bt-wide">{html}</div>{_informal_note(result)}')


def _card(progress: Progress, result: TargetResult, now: Current) -> str:
    tone = either(str(progress.reporter))
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{text}</dd></div>"
        for term, text in _facts(progress, result, now)
    )
    how = _("How this is worked out")
    line = source_line(sources(now.dataset, progress.base.sources))
    return (
        f'<article class="bt-card" style="--c:{tone}"><h3>{escape(labels.book(progress.reporter))}'
        f"</h3>{_big(progress)}<dl>{rows}</dl>"
        f'<details class="bt-notes"><summary>{escape(how)}</summary>'
        f"<p>{escape(_formula(progress))}</p></details>"
        f'<p class="bt-src">{line}</p></article>'
    )


def _big(progress: Progress) -> str:
    if progress.growth is None:
        return f'<p class="bt-refusal">{escape(sentences.refusal(progress.refusal))}</p>'
    told = _("growth needed every year until {year}", year=progress.deadline_year)
    return (
        f'<p class="bt-big"><b>{escape(numbers.percent(progress.growth, 1))}</b> {escape(told)}</p>'
    )


def _facts(progress: Progress, result: TargetResult, now: Current) -> list[tuple[str, str]]:
    base = progress.base
    amount = numbers.usd(base.value_usd)
    level = amount if base.is_complete else _("at least {amount}", amount=amount)
    when = sentences.period_and_age(base.period, base.age_months(now.today))
    tags = " ".join(dict.fromkeys(grade(p.obs_status, p.evidence) for p in base.parts))
    rows = [(_("Level"), f"<b>{escape(level)}</b> {tags}<br><small>{escape(when)}</small>")]
    if progress.informal_usd:
        rows.append((_("Informal fuel added"), _added(progress, result)))
    missing = ", ".join(labels.direction(each) for each in base.missing)
    if missing:
        rows.append((_("Not published"), escape(missing)))
    gap = numbers.usd(progress.gap_usd) if progress.gap_usd > 0 else _("reached")
    return [
        *rows,
        (_("Missing to the target"), escape(gap)),
        (_("Reached so far"), escape(numbers.percent(progress.share))),
    ]


def _added(progress: Progress, result: TargetResult) -> str:
    """The chosen end, and the range that it is an end of."""
    chosen = escape(numbers.usd(progress.informal_usd, 2))
    if result.fuel is None:
        return chosen
    whole = numbers.usd_range(result.fuel.value_usd)
    of_range = _("of {range}", range=whole)
    return f"{chosen} <small>{escape(of_range)}</small>"


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


def _informal_note(result: TargetResult) -> str:
    """With informal trade counted, what was added and why it may count twice."""
    if result.informal is InformalBasis.NONE or result.fuel is None:
        return ""
    text = _(
        "Added: the {end} end of the national fuel estimate. {estimate} Iran’s recorded exports may "
        "already hold some of this fuel, so the sum can count it twice.",
        end=labels.of(labels.RANGE_ENDS, result.informal),
        estimate=sentences.fuel(result.fuel),
    )
    return f'<p class="bt-meaning">{escape(text)}</p>'
