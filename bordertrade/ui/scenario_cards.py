"""The answer of a scenario: a card for each book, with formula, inputs and how it adds up."""

from __future__ import annotations

import streamlit as st

from bordertrade import selecting
from bordertrade.measures.model_sources import model_sources
from bordertrade.measures.sources import Source, sources
from bordertrade.palette import either
from bordertrade.topics.scenario.chart import chosen_levers
from bordertrade.topics.scenario.measure.levers import AT_REST, GENEROUS, Lever
from bordertrade.topics.scenario.measure.result import BookScenario, ScenarioResult, scenario_result
from bordertrade.topics.scenario.measure.sensitivity import Effect, Need
from bordertrade.topics.scenario.words import levers
from bordertrade.topics.scenario.words import paths as scenario_words
from bordertrade.ui import blocks, layout, scenario_controls
from bordertrade.ui.scenario_transit import box
from bordertrade.ui.state import Current
from bordertrade.ui.workings import Input, workings
from bordertrade.view import DEFAULT, link
from bordertrade.vocabulary import Channel
from bordertrade.words import _, dates, labels, numbers
from bordertrade.words import fuel as fuel_words
from bordertrade.words import levels as levels_words
from bordertrade.words.markup import escape
from bordertrade.words.methods import METHODS


def answer_beside_levers(now: Current) -> None:
    """The answer first; on a phone the levers follow it."""
    result = _result(now)
    wide, narrow = layout.wide_and_narrow()
    with wide:
        _answer(result, now)
    with narrow:
        scenario_controls.panel(now, result)


def _result(now: Current) -> ScenarioResult:
    basis, chosen = selecting.target_basis(now.view), chosen_levers(now.view)
    return scenario_result(now.dataset, basis, chosen)


def _answer(result: ScenarioResult, now: Current) -> None:
    if not result.books and not result.refused:
        text = _("Neither book has a figure for that base year. Choose another year or book.")
        st.html(f'<p class="bt-absent">{escape(text)}</p>')
        return
    refused = "".join(
        f'<p class="bt-refusal">{escape(scenario_words.scenario_refusal(each))}</p>'
        for each in result.refused
    )
    cards = "".join(_card(each, result, now) for each in result.books)
    lead = scenario_words.scenario_years(result) if result.books else ""
    st.html(
        f'<p class="bt-lead bt-scenario">{escape(lead)}</p>{refused}<div class="bt-cards bt-halves">{cards}</div>'
    )


def _card(book: BookScenario, result: ScenarioResult, now: Current) -> str:
    rows = "".join(
        f"<div><dt>{escape(term)}</dt><dd>{text}</dd></div>" for term, text in _facts(book, result)
    )
    tag = escape(_("hypothetical"))
    return (
        f'<article class="bt-card bt-hypothetical" style="--c:{either(str(book.reporter))}">'
        f'<h3>{escape(labels.book(book.reporter))} <span class="bt-modelled">{tag}</span></h3>'
        f"{_big(book, result)}<dl>{rows}</dl>{_sum(book, result)}{_workings(book, result, now)}"
        f"</article>"
    )


def _big(book: BookScenario, result: ScenarioResult) -> str:
    """The year, and what it would be with the levers at rest."""
    told = _("{target} reached", target=numbers.usd(result.target.value_usd))
    if not result.is_at_rest:
        before = scenario_words.years_short(book.baseline_reached)
        told = _("{told}; levers at rest: {before}", told=told, before=before)
    years = scenario_words.years_short(book.reached)
    return f'<p class="bt-big"><b>{escape(years)}</b> {escape(told)}</p>'


def _facts(book: BookScenario, result: ScenarioResult) -> list[tuple[str, str]]:
    level = f"<b>{escape(scenario_words.level_at_end(book))}</b>"
    if not result.is_at_rest:
        before = _("levers at rest {range}", range=scenario_words.amounts(book.baseline_at_end_usd))
        level += f"<br><small>{escape(before)}</small>"
    rows = [
        (_("Level in {year}", year=book.end_year), level),
        (
            _("Missing in {year}", year=book.end_year),
            escape(scenario_words.still_missing(book.gap_usd)),
        ),
        (_("Year on the central path"), escape(scenario_words.year_central(book.reached))),
        (_("Growth a year"), escape(scenario_words.growth_range(book.growth))),
    ]
    missing = ", ".join(labels.direction(each) for each in book.ground.progress.base.missing)
    if missing:
        rows.append((_("Not published"), escape(missing)))
    if book.ground.fuel:
        left = escape(scenario_words.amounts(book.informal_left_usd))
        rows.append((_("Informal fuel left in {year}", year=book.end_year), left))
    return rows


# --- how the levers add up -----------------------------------------------------------------------


def _sum(book: BookScenario, result: ScenarioResult) -> str:
    """From the baseline to the scenario, lever by lever; parts and whole as they are measured."""
    if result.is_at_rest:
        return ""
    before, after = book.baseline_at_end_usd, book.at_end_usd
    rows = [
        _sum_row(_("Levers at rest"), Effect(before.low, before.central, before.high), signed=False)
    ]
    rows += [_sum_row(levers.name(lever), each) for lever, each in book.effects.alone]
    rows.append(_sum_row(scenario_words.lever_effect(None), book.effects.together))
    rows.append(_sum_row(_("Scenario"), Effect(after.low, after.central, after.high), signed=False))
    paths = (_("Low"), _("Central"), _("High"))
    heads = "".join(f"<th>{escape(each)}</th>" for each in ("", *paths))
    title = escape(_("How the levers add up in {year}, US$ million", year=book.end_year))
    note = escape(_("Rounded, so that the last figure may differ from the sum."))
    return (
        f'<details class="bt-notes"><summary>{title}</summary><div class="bt-scroll">'
        f'<table class="bt-table bt-sums"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody>'
        f"</table></div><p>{note}</p></details>"
    )


def _sum_row(name: str, value: Effect, *, signed: bool = True) -> str:
    cells = "".join(
        f"<td>{escape(_millions(each, signed=signed))}</td>"
        for each in (value.low_usd, value.central_usd, value.high_usd)
    )
    return f"<tr><td>{escape(name)}</td>{cells}</tr>"


def _millions(value: float, *, signed: bool) -> str:
    whole = round(value / 1e6)
    told = numbers.decimal(abs(whole))
    if whole < 0:
        return _("−{amount}", amount=told)
    return _("+{amount}", amount=told) if signed and whole else told


# --- formula and inputs --------------------------------------------------------------------------


def _workings(book: BookScenario, result: ScenarioResult, now: Current) -> str:
    return workings(
        _(METHODS["scenario"].formula),
        _inputs(book, result, now),
        _(
            "A thought experiment, no forecast. Low goes with low and high with high: an outer "
            "envelope. Fuel does not grow. That a new market would be like the mean of the first "
            "three is an assumption; the further three have not been named."
        ),
        fuel_words.price_note(book.ground.fuel),
        *scenario_words.inert(book),
    )


def _inputs(book: BookScenario, result: ScenarioResult, now: Current) -> list[Input]:
    ground = book.ground
    base, first = ground.progress.base, ground.pace.first

    def found(ids: tuple[str, ...]) -> tuple[Source, ...]:
        return sources(now.dataset, ids)

    level = numbers.usd(base.value_usd)
    told = level if base.is_complete else _("at least {amount}", amount=level)
    rows = [
        Input(
            _("L0, Y0: level of {period}", period=dates.period(base.period)),
            _("{level}, {year}", level=told, year=ground.first_year),
            found(base.sources),
        ),
        Input(
            _("g: observed pace since {period}", period=dates.period(first.period)),
            _(
                "{pace} a year; from any later first year {range}",
                pace=numbers.percent(ground.growth.central, 1),
                range=scenario_words.growth_range(ground.growth),
            ),
            found(first.sources),
        ),
        Input(_("Target"), levels_words.target_name(result.target), found(result.target.sources)),
        Input(_("Target’s year, or yours"), str(ground.end_year)),
    ]
    rows += [_markets_input(book, now)] if ground.markets else []
    if ground.fuel:
        amount = scenario_words.hypothetical_range(ground.fuel_usd)
        rows.append(Input(_("fuel: informal, a year"), amount, found(ground.fuel.sources)))
        elasticity = _(
            "{low}–{high}, central {central} (judgement)",
            low=numbers.decimal(ground.elasticity.low, 1),
            high=numbers.decimal(ground.elasticity.high, 1),
            central=numbers.decimal(ground.elasticity.central, 1),
        )
        rows.append(Input(_("Elasticity: informal fuel over price gap"), elasticity))
    chosen = [
        Input(levers.name(each), levers.setting(each, result.levers.setting(each)))
        for each in Lever
    ]
    return [*rows, *chosen]


def _markets_input(book: BookScenario, now: Current) -> Input:
    ways = ", ".join(labels.direction(each.direction) for each in book.ground.markets)
    return Input(
        _("three: beside the three markets, {ways}", ways=ways),
        _("{range} (modelled)", range=scenario_words.hypothetical_range(book.ground.three_usd)),
        sources(now.dataset, model_sources(now.dataset, (Channel.FORMAL,))),
    )


# --- answered backwards --------------------------------------------------------------------------


def backwards(now: Current) -> None:
    """For each lever alone the setting that reaches the target, with a link to try it."""
    result = _result(now)
    if not result.books:
        return
    years = sorted({book.end_year for book in result.books})
    blocks.section(
        _("One lever alone: what would it take?"),
        _(
            "Hypothetical. The smallest setting with which {target} would be reached in {years}, "
            "all other levers at rest: from the high path to the low one.",
            target=numbers.usd(result.target.value_usd),
            years=", ".join(map(str, years)),
        ),
    )
    heads = (_("Lever, moved alone"), *(labels.book(book.reporter) for book in result.books))
    head = "".join(f"<th>{escape(each)}</th>" for each in heads)
    body = "".join(_backwards_row(lever, result, now) for lever in Lever) + _all_row(result, now)
    st.html(
        f'<div class="bt-scroll"><table class="bt-table bt-stack"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _all_row(result: ScenarioResult, now: Current) -> str:
    """All levers at once: whether the target is within their common reach at all."""
    generous = {field: getattr(GENEROUS, field) for field in map(str, Lever)}
    cells = "".join(
        f"<td>{_stacked(book)}{escape(scenario_words.everything(book))}</td>"
        for book in result.books
    )
    name = _("All levers at the generous end of their reach")
    link_ = _link(generous, _("see all"), now)
    return f"<tr><td><b>{escape(name)}</b>{link_}</td>{cells}</tr>"


def _stacked(book: BookScenario) -> str:
    """The book's name where a phone has no heads of columns."""
    return f'<small class="bt-only-stacked">{escape(labels.book(book.reporter))}: </small>'


def _backwards_row(lever: Lever, result: ScenarioResult, now: Current) -> str:
    cells = ""
    for book in result.books:
        need = next(each for each in book.needs if each.lever is lever)
        cells += f"<td>{_stacked(book)}{escape(scenario_words.need(need))}{_try(need, now)}</td>"
    return f"<tr><td><b>{escape(levers.name(lever))}</b></td>{cells}</tr>"


def _try(need: Need, now: Current) -> str:
    """A link to the scenario of the central setting."""
    setting = need.central if need.central is not None else need.best
    if setting is None or setting == AT_REST.setting(need.lever):
        return ""
    text = _("see {setting}", setting=levers.setting(need.lever, setting))
    return _link({str(need.lever): setting}, text, now)


def _link(settings: dict[str, int], text: str, now: Current) -> str:
    """To a scenario, all other levers at rest."""
    rest = {field: getattr(DEFAULT, field) for field in scenario_controls.FIELDS}
    if Lever.MARKETS in settings:
        rest["markets_year"] = now.view.markets_year
    href = link("scenario", now.view.with_(**(rest | settings))).removeprefix("/")
    return f' <a href="{escape(href, quote=True)}" target="_self">{escape(text)}</a>'


def transit(now: Current) -> None:
    """What is published of goods that only pass through, and why they are apart."""
    st.html(box(now))
