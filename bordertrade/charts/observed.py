"""The charts of the closer look: concentration, unit values, what made trade grow, open days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bordertrade.charts import selecting
from bordertrade.charts.chart import Chart
from bordertrade.dataset import Dataset
from bordertrade.exports import observed
from bordertrade.figures.concentration import concentration_figure
from bordertrade.figures.contributions import contributions_figure
from bordertrade.figures.open_days import open_days_figure
from bordertrade.figures.unit_values import unit_values_figure
from bordertrade.measures.concentration import ConcentrationResult, concentration
from bordertrade.measures.contributions import GrowthResult, growth_by_direction, growth_by_goods
from bordertrade.measures.open_days import OpenDaysResult, per_open_day
from bordertrade.measures.rows_behind import (
    behind_concentration,
    behind_growth,
    behind_open_days,
    behind_unit_values,
)
from bordertrade.measures.unit_values import UnitValues, chosen_unit_values
from bordertrade.view import ViewState
from bordertrade.words import N_, _, sentences


def _no_model(_result: object) -> bool:
    """Nothing here is modelled by us: only observed rows are looked at."""
    return False


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


# --- concentration --------------------------------------------------------------------------------


def _concentration(dataset: Dataset, view: ViewState) -> ConcentrationResult | None:
    result = concentration(dataset, selecting.observed(view))
    return result if result.all else None


def _concentration_basis(result: ConcentrationResult) -> str:
    if any(each.estimated for each in result.all):
        return _("Observed; hatched where the compiler itself estimated")
    return ""


CONCENTRATION = Chart(
    name="c",
    file="concentration",
    heading=N_("How much hangs on few goods"),
    measure=_concentration,
    figure=lambda result, _view, look: concentration_figure(result, look),
    title=lambda _result, _view: _("How much hangs on few goods: the concentration index (HHI)"),
    sentence=lambda result, _view: sentences.concentration(result),
    table=lambda result, _view: observed.concentration_table(result),
    sources=lambda result, _dataset: _distinct(s for each in result.all for s in each.sources),
    absence=lambda _view: sentences.concentration_absence(),
    newest=lambda result: max(each.end for each in result.all),
    modelled=_no_model,
    basis=_concentration_basis,
    notes=lambda result: (
        *(sentences.lonely(each) for each in result.lonely),
        *(sentences.partial(each) for each in result.partial),
    ),
    behind=lambda result, dataset, view: behind_concentration(
        dataset, selecting.observed(view), result
    ),
    inputs=N_("Shares and their index are worked out from these totals, each with its rows."),
)


# --- unit values ----------------------------------------------------------------------------------


def _unit_values(dataset: Dataset, view: ViewState) -> UnitValues | None:
    result = chosen_unit_values(dataset, selecting.observed(view))
    return None if result.frame.empty else result


def _newest_row(result: UnitValues) -> date:
    newest: date = result.frame["end"].max().date()
    return newest


UNIT_VALUES = Chart(
    name="u",
    file="unit-values",
    heading=N_("What a tonne or a litre cost"),
    measure=_unit_values,
    figure=lambda result, _view, look: unit_values_figure(result, look),
    title=lambda _result, _view: _(
        "What a tonne or a litre cost: values that look wrong are flagged"
    ),
    sentence=lambda result, _view: sentences.unit_values(result),
    table=lambda result, _view: observed.unit_values_table(result),
    sources=lambda result, _dataset: _distinct(s for s in result.frame["source"].unique() if s),
    absence=lambda _view: sentences.unit_values_absence(),
    newest=_newest_row,
    modelled=_no_model,
    notes=sentences.without_quantity,
    behind=lambda result, dataset, _view: behind_unit_values(dataset, result),
    inputs=N_(
        "What a tonne or a litre cost is the value of a row divided by its quantity: each row stands here "
        "with both."
    ),
)


# --- what made trade grow -------------------------------------------------------------------------


def _by_direction(dataset: Dataset, view: ViewState) -> GrowthResult | None:
    found = growth_by_direction(
        dataset, view.reporters, view.since_year, view.base_year, view.evidence
    )
    return found if found.found or found.refused else None


def _by_goods(dataset: Dataset, view: ViewState) -> GrowthResult | None:
    found = growth_by_goods(
        dataset, view.reporters, view.directions, view.since_year, view.evidence
    )
    return found if found.found or found.refused else None


def _growth_notes(result: GrowthResult) -> tuple[str, ...]:
    told = [sentences.refused_growth(each) for each in result.refused]
    told += [sentences.level(each) for each in result.incomplete]
    return tuple(filter(None, told))


def _compilers(result: GrowthResult, _dataset: Dataset) -> str:
    return " ".join(filter(None, (sentences.compilers(each) for each in result.found)))


def _growth_sources(result: GrowthResult, _dataset: Dataset) -> tuple[str, ...]:
    return _distinct(s for each in result.found for s in each.sources)


_FROM_BOTH_YEARS = N_(
    "Growth is worked out from the totals of both years, each with its rows; what a part "
    "contributed is its change divided by the whole of the first year."
)

GROWTH_BY_DIRECTION = Chart(
    name="p",
    file="growth-by-direction",
    heading=N_("What made trade grow: which direction"),
    measure=_by_direction,
    figure=lambda result, _view, look: contributions_figure(result, look),
    title=lambda _result, _view: _("What made trade grow: which direction, on each state’s book"),
    sentence=lambda result, _view: sentences.growth(result),
    table=lambda result, _view: observed.growth_table(result),
    sources=_growth_sources,
    absence=lambda _view: _(
        "Choose a book. Upload rows of bilateral_trade with both directions of two years to take "
        "their growth apart (template on “Update data”)."
    ),
    newest=lambda result: max((each.last.end for each in result.found), default=None),
    modelled=_no_model,
    caution=_compilers,
    notes=_growth_notes,
    behind=lambda result, dataset, view: behind_growth(dataset, result, view.evidence),
    inputs=_FROM_BOTH_YEARS,
)

GROWTH_BY_GOODS = Chart(
    name="a",
    file="growth-by-goods",
    heading=N_("What made trade grow: which goods"),
    measure=_by_goods,
    figure=lambda result, _view, look: contributions_figure(result, look),
    title=lambda _result, _view: _("What made trade grow or fall: which goods, whole border"),
    sentence=lambda result, _view: sentences.growth(result),
    table=lambda result, _view: observed.growth_table(result),
    sources=_growth_sources,
    absence=lambda _view: _(
        "No two full divisions by goods of one compiler for this choice: upload rows of "
        "commodity_trade for two years, with period, reporter, series, direction, code and "
        "value_usd of all goods (template on “Update data”)."
    ),
    newest=lambda result: max((each.last.end for each in result.found), default=None),
    modelled=_no_model,
    caution=_compilers,
    notes=_growth_notes,
    behind=lambda result, dataset, view: behind_growth(dataset, result, view.evidence),
    inputs=_FROM_BOTH_YEARS,
)


# --- by the open day ------------------------------------------------------------------------------


def _open_days(dataset: Dataset, view: ViewState) -> OpenDaysResult | None:
    result = per_open_day(dataset, selecting.observed(view))
    return result if result.lines else None


def _day_sources(result: OpenDaysResult, _dataset: Dataset) -> tuple[str, ...]:
    figures = (cell.source for line in result.lines for cell in line.cells)
    return _distinct((*figures, *(each.source for each in result.closures)))


OPEN_DAYS = Chart(
    name="o",
    file="per-open-day",
    heading=N_("Trade by the open day"),
    measure=_open_days,
    figure=lambda result, _view, look: open_days_figure(result, look),
    title=lambda _result, _view: _("Trade by the open day: what a closed border hides"),
    sentence=lambda result, _view: sentences.open_days(result),
    table=lambda result, _view: observed.open_days_table(result),
    sources=_day_sources,
    absence=lambda _view: sentences.open_days_absence(),
    newest=lambda result: max(c.period.end for line in result.lines for c in line.cells),
    modelled=_no_model,
    notes=sentences.closures_counted,
    behind=lambda result, dataset, view: behind_open_days(
        dataset, selecting.observed(view), result
    ),
    inputs=N_(
        "These are the figures of each period, with their rows; the picture divides them by days. "
        "Which closures were counted stands above."
    ),
)
