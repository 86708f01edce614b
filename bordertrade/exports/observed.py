"""The rows behind the closer look at what was observed: concentration, unit values, growth, days.

As everywhere: labels in the reader's language, US$, an empty cell for a missing figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from bordertrade.exports import coded
from bordertrade.measures.concentration import Concentration, ConcentrationResult
from bordertrade.measures.contributions import DIRECTIONS, Decomposition, GrowthResult
from bordertrade.measures.open_days import BEFORE, Line, OpenDaysResult, PerDay
from bordertrade.measures.unit_values import IMPLAUSIBLE, UnitValues
from bordertrade.words import _, dates, labels, sentences
from bordertrade.words.numbers import significant

_INDEX_DIGITS = 4
_SHARE_DIGITS = 1
_PRICE_FIGURES = 4
_SCORE_DIGITS = 2


def concentration_table(result: ConcentrationResult) -> pd.DataFrame:
    """One row for each trade: the index with its floor, N and the largest part."""
    return pd.DataFrame([_concentration(each) for each in result.all])


def _concentration(each: Concentration) -> dict[str, object]:
    evidence = labels.evidence("model") if each.estimated else _("Observed")
    return {
        **coded.pair("market_code", each.market, _("Where"), sentences.concentration_place(each)),
        **coded.pair(
            "period_code", _period(each), _("Period"), sentences.concentration_period(each)
        ),
        **coded.channel(each.channel),
        **coded.direction(each.direction),
        **coded.book(each.reporter),
        **coded.pair(
            "series_code", each.series, _("Compiler"), labels.of(labels.SERIES, each.series)
        ),
        _("Parts (N)"): each.count,
        _("Index, low"): round(each.index.low, _INDEX_DIGITS),
        _("Index, central"): round(each.index.central, _INDEX_DIGITS),
        _("Index, high"): round(each.index.high, _INDEX_DIGITS),
        _("Floor (1/N)"): round(each.floor, _INDEX_DIGITS),
        _("Normalised index"): _rounded(each.normalised, _INDEX_DIGITS),
        _("Largest part"): sentences.largest_part(each),
        _("Its share (%)"): round(100 * each.largest.share, _SHARE_DIGITS),
        **coded.pair("modelled", each.estimated, _("Evidence"), evidence),
    }


def _period(each: Concentration) -> str:
    return each.period or coded.days_code(each.start, each.end)


def unit_values_table(result: UnitValues) -> pd.DataFrame:
    """Every observed row with value and quantity, the implausible first; none is left out."""
    first = (result.frame["verdict"] != IMPLAUSIBLE).rename("first")
    rows = result.frame.loc[first.sort_values(kind="stable").index]
    price = _("US$ a unit")
    return pd.DataFrame(
        {
            _("Verdict"): _named(rows["verdict"], lambda each: labels.of(labels.VERDICTS, each)),
            "verdict_code": rows["verdict"],
            _("Where"): _named(
                rows["market"], lambda each: labels.market(each) if each else _("Whole border")
            ),
            "market_code": rows["market"],
            _("Goods"): _named(rows["label"], lambda each: each or _("All goods together")),
            "goods_code": rows["goods"],
            _("Period"): _named(rows["period"], dates.period),
            "period_code": rows["period"],
            _("Channel"): _named(rows["channel"], labels.channel),
            "channel_code": rows["channel"],
            _("Direction"): _named(rows["direction"], labels.direction),
            "direction_code": rows["direction"],
            _("Book"): _named(rows["reporter"], lambda each: labels.book(each) if each else ""),
            "reporter_code": rows["reporter"],
            _("Value (US$)"): rows["value_usd"].round().astype("int64"),
            _("Quantity"): rows["quantity"],
            _("Unit"): rows["unit"],
            _("{price}, low", price=price): _figures(rows["low_usd"]),
            _("{price}, central", price=price): _figures(rows["unit_value_usd"]),
            _("{price}, high", price=price): _figures(rows["high_usd"]),
            _("For one"): _named(rows["base_unit"], sentences.unit_name),
            _("Compared rows"): rows["observations"],
            _("Their median (US$)"): _figures(rows["median_usd"]),
            _("Modified z-score"): rows["score"].round(_SCORE_DIGITS),
            _("Table"): rows["table"],
            _("Line"): rows["line"],
            _("Source"): rows["source"],
        }
    ).reset_index(drop=True)


def _named(column: pd.Series[str], name: Callable[[str], str]) -> pd.Series[str]:
    """Each code named once: a table may have a hundred thousand rows."""
    return column.map({each: name(each) for each in column.unique()})


def _figures(column: pd.Series[float]) -> pd.Series[float]:
    return column.map(lambda value: significant(value, _PRICE_FIGURES))


def growth_table(result: GrowthResult) -> pd.DataFrame:
    """For each headline its parts, the residual and the whole: points add up to the whole."""
    return pd.DataFrame([row for each in result.found for row in _growth(each)])


def _growth(each: Decomposition) -> Iterable[dict[str, object]]:
    for part in each.parts:
        name = labels.direction(part.code) if each.by == DIRECTIONS else part.name
        values = (part.before_usd, part.after_usd, part.change_usd, part.points)
        yield _growth_row(each, name, values, part.kind)
    if each.residual_usd:
        rest = (None, None, each.residual_usd, each.residual_points)
        yield _growth_row(each, _("Not divided by the source"), rest, "")
    whole = (each.before_usd, each.after_usd, each.change_usd, each.growth)
    yield _growth_row(each, _("Whole"), whole, "")


def _growth_row(
    each: Decomposition,
    name: str,
    values: tuple[float | None, float | None, float, float],
    kind: str,
) -> dict[str, object]:
    before, after, change, points = values
    before_, after_ = each.grades
    return {
        **coded.book(each.reporter),
        **coded.direction(each.direction or ""),
        _("Part"): name,
        **coded.pair("from_period_code", each.first.text, _("From"), dates.period(each.first)),
        **coded.pair("to_period_code", each.last.text, _("To"), dates.period(each.last)),
        _("Before (US$)"): _whole(before),
        _("After (US$)"): _whole(after),
        _("Change (US$)"): _whole(change),
        _("Contribution (points)"): round(100 * points, _SHARE_DIGITS) + 0.0,  # never "-0"
        **coded.pair("kind_code", kind, _("Kind"), labels.of(labels.PART_KINDS, kind)),
        **coded.pair(
            "from_obs_status_code", before_, _("Status before"), sentences.grades(before_)
        ),
        **coded.pair("to_obs_status_code", after_, _("Status after"), sentences.grades(after_)),
    }


def open_days_table(result: OpenDaysResult) -> pd.DataFrame:
    """One row for each line and period, newest last; "closed" where no day was open."""
    return pd.DataFrame([_open_days(line, cell) for line in result.lines for cell in line.cells])


def _open_days(line: Line, cell: PerDay) -> dict[str, object]:
    day = cell.per_day_usd
    known = None if cell.state == BEFORE else cell.open_days.days
    open_day = cell.per_open_day_usd
    value = cell.value_usd
    where = labels.market(line.market) if line.market else _("Whole border")
    return {
        **coded.pair("market_code", line.market, _("Where"), where),
        **coded.channel(line.channel),
        **coded.direction(line.direction),
        **coded.book(line.reporter),
        **coded.period(cell.period),
        **coded.pair(
            "openness_code", cell.state, _("State"), labels.of(labels.OPENNESS, cell.state)
        ),
        _("Days"): cell.days,
        _("Open days, fewest"): known.low if known else None,
        _("Open days, central"): known.central if known else None,
        _("Open days, most"): known.high if known else None,
        _("Value, low (US$)"): _whole(value.low if value else None),
        _("Value, central (US$)"): _whole(value.central if value else None),
        _("Value, high (US$)"): _whole(value.high if value else None),
        _("US$ a calendar day"): _whole(day.central if day else None),
        _("US$ an open day, low"): _whole(cell.at_least_usd),
        _("US$ an open day, central"): _whole(open_day.central if open_day else None),
        _("US$ an open day, high"): _whole(open_day.high if open_day else None),
    }


def _whole(value: float | None) -> int | None:
    return None if value is None or pd.isna(value) else round(value)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
