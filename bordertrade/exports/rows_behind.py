"""The rows behind displayed totals, as people read them: where each stands and what it adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from bordertrade.dataset import Provenance
from bordertrade.dataset.rows import rows_of
from bordertrade.envelope import Envelope
from bordertrade.measures.rows_behind.behind import FACTOR, NAMES, PART, VALUES, RowsBehind
from bordertrade.money import MoneyBasis
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, dates, labels, money, ngettext, numbers

_SHORT = 8
_LITRES = "litres"
_ENDS = ("low", "central", "high")


def names_of(behind: RowsBehind) -> dict[int, str]:
    """What each total is of, with its amount: "Gabd, Iran → Pakistan, June 2025: US$4 m"."""
    return {
        number: _("{name}: {amount}", name=_named(row), amount=_total(behind, number))
        for number, row in enumerate(rows_of(behind.totals))
    }


def told(behind: RowsBehind, total: int, rows: pd.DataFrame) -> str:
    """How many rows add up to the total, and whether something multiplied them."""
    count = int((rows["role"] == PART).sum())
    text = ngettext(
        "{count} row is this number: {amount}.",
        "{count} rows add up to this number: {amount}.",
        count,
        amount=_total(behind, total),
    )
    if (rows["role"] == FACTOR).any():
        factors = _(
            "The rates or prices that turned it into this unit, or the quantities that it is "
            "divided by, stand below it."
        )
        return f"{text} {factors}"
    return text


def short_table(
    behind: RowsBehind, rows: pd.DataFrame, files: Mapping[str, Provenance]
) -> pd.DataFrame:
    """Three narrow columns: where a row stands, what stands there, what it adds."""
    return pd.DataFrame(
        [
            {
                _("File and line"): _where(row, files),
                _("As written"): _written(row),
                _("Adds"): _adds(row, behind.unit_of(row.total)),
            }
            for row in rows_of(rows)
        ]
    )


def rows_table(
    behind: RowsBehind, rows: pd.DataFrame, files: Mapping[str, Provenance]
) -> pd.DataFrame:
    """Everything about rows of totals, for a spreadsheet: one line for each row, numbers whole."""
    names = names_of(behind)
    columns: dict[str, Any] = {
        _("Total"): rows["total"].map(names),
        _("Part or factor"): rows["role"].map({PART: _("part"), FACTOR: _("factor")}),
        _("Table"): rows["table"],
        _("File"): rows["file"].map(lambda sum_: _file(sum_, files)),
        _("Line in the file"): rows["line"],
        _("SHA-256 of the file"): rows["file"],
        **{name: rows[name] for name in (*NAMES, "obs_status", "evidence", "source")},
        _("written, low"): rows["written_low"],
        _("written"): rows["written"],
        _("written, high"): rows["written_high"],
        _("written in"): rows["unit"],
        **_added(behind, rows),
    }
    return pd.DataFrame(columns)


def _added(behind: RowsBehind, rows: pd.DataFrame) -> dict[str, Any]:
    """What each row adds; where totals are of several units, with the unit in a column."""
    ends = zip(_ENDS, VALUES, strict=True)
    if not behind.units:
        unit = _unit(behind.unit)
        return {_("adds, {end} ({unit})", end=end, unit=unit): rows[name] for end, name in ends}
    units = rows["total"].map(lambda total: _unit(behind.unit_of(total)))
    added = {_("adds, {end}", end=end): rows[name] for end, name in ends}
    return {**added, _("adds, in"): units}


def _named(row: Any) -> str:
    parts = [
        labels.market(row.market) if row.market else "",
        row.goods if row.goods != "all" else "",
        labels.channel(row.channel).lower() if row.channel else "",
        labels.direction(row.direction) if row.direction else "",
        labels.book(row.reporter) if row.reporter in set(Reporter) else row.reporter,
        dates.period(row.period) if row.period else "",
    ]
    return ", ".join(part for part in parts if part)


def _total(behind: RowsBehind, number: int) -> str:
    low, central, high = behind.totals[VALUES].to_numpy(dtype=float)[number]
    return _amount(low, central, high, behind.unit_of(number))


def _where(row: Any, files: Mapping[str, Provenance]) -> str:
    return _(
        "{file}, line {line} · {sum}",
        file=_file(row.file, files),
        line=row.line,
        sum=row.file[:_SHORT],
    )


def _file(checksum: str, files: Mapping[str, Provenance]) -> str:
    return files[checksum].file if checksum in files else checksum[:_SHORT]


def _written(row: Any) -> str:
    ends = [end for end in (row.written_low, row.written, row.written_high) if end == end]
    shown = " / ".join(dict.fromkeys(_plain(end) for end in ends)) or numbers.MISSING
    when = dates.period(row.period) if row.period else ""
    return ": ".join(part for part in (when, f"{shown} {row.unit}".strip()) if part)


def _plain(value: float) -> str:
    return numbers.decimal(value, 0 if float(value).is_integer() else 2)


def _adds(row: Any, unit: str) -> str:
    if row.role == FACTOR:
        return _("a factor")
    return _amount(row.value_low, row.value, row.value_high, unit)


def _amount(low: float, central: float, high: float, unit: str) -> str:
    """A range with its centre; one number where the ends are the same, or only one was given."""
    given = [end for end in (low, central, high) if end == end]
    if not given:
        return numbers.MISSING
    if unit == _LITRES:
        return numbers.litres_range(min(given), max(given))
    basis = MoneyBasis(unit)
    if min(given) == max(given):
        return money.amount(given[0], basis)
    middle = central if central == central else given[0]
    told_range = money.amount_range(Envelope(min(given), middle, max(given)), basis, 3)
    if central != central:
        return told_range
    return _("{range} (central {centre})", range=told_range, centre=money.amount(central, basis, 3))


def _unit(unit: str) -> str:
    return _("litres") if unit == _LITRES else money.name(MoneyBasis(unit))
