"""What a tonne or a litre cost, which figures cannot be, and what is missing to say so."""

from __future__ import annotations

from typing import Any

from bordertrade.dataset.rows import rows_of
from bordertrade.topics.unit_values.measure import ALONE, UnitValues
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _, ngettext

#: More flagged rows than this stand in the table only.
_NAMED = 3
_NEEDED = N_(
    "To check a price somebody must give value and quantity of the same goods: upload rows of "
    "formal_trade or informal_trade with hs_code or commodity, value, currency, quantity and unit "
    "(template on “Update data”)."
)


def unit_values(result: UnitValues) -> str:
    """How many rows could be divided, how many look wrong, and which."""
    rows = result.frame
    told = [
        ngettext(
            "{count} observed row gives both a value and a quantity.",
            "{count} observed rows give both a value and a quantity.",
            len(rows),
        )
    ]
    alone = rows[rows["verdict"] == ALONE]
    told += [_alone(row) for row in rows_of(alone.head(_NAMED))]
    if len(alone) < len(rows):
        told.append(_flags(result, len(rows) - len(alone)))
    told += [_flagged(row) for row in rows_of(result.flagged.head(_NAMED))]
    if result.flagged.empty and len(alone) == len(rows):
        told.append(_(_NEEDED))
    return " ".join(told)


def unit_values_absence() -> str:
    return _(
        "No observed row of this choice gives both a value and a quantity. {needed}",
        needed=_(_NEEDED),
    )


def _flags(result: UnitValues, compared: int) -> str:
    return ngettext(
        "{flagged} of {count} that can be compared is implausible; nothing was left out.",
        "{flagged} of {count} that can be compared are implausible; nothing was left out.",
        compared,
        flagged=len(result.flagged),
    )


def _alone(row: Any) -> str:
    return _(
        "{goods} at {place}, {period}: {amount}, with nothing to compare it with.",
        goods=goods(row),
        place=place(row),
        period=dates.period(row.period),
        amount=per_unit(row.unit_value_usd, row.base_unit),
    )


def _flagged(row: Any) -> str:
    return _(
        "{goods} at {place}, {period}: {amount}, where {count} rows have a median of {median}.",
        goods=goods(row),
        place=place(row),
        period=dates.period(row.period),
        amount=per_unit(row.unit_value_usd, row.base_unit),
        count=row.observations,
        median=per_unit(row.median_usd, row.base_unit),
    )


def goods(row: Any) -> str:
    return row.label or _("All goods together")


def place(row: Any) -> str:
    return labels.market(row.market) if row.market else _("the whole border")


def per_unit(usd: float, unit: str) -> str:
    """ "US$920 a tonne"."""
    return _("{amount} {unit}", amount=numbers.usd(usd, 3), unit=unit_name(unit))


def unit_name(unit: str) -> str:
    if unit in labels.PER_UNIT:
        return labels.of(labels.PER_UNIT, unit)
    return _("for one {unit}", unit=unit)


def without_quantity(result: UnitValues) -> tuple[str, ...]:
    """For each table, the rows that nothing can be divided by."""
    return tuple(
        _(
            "{table}: {without} of {rows} observed rows with a value have no quantity in a unit of "
            "their own.",
            table=table,
            without=count,
            rows=result.rows[table],
        )
        for table, count in result.without.items()
        if count
    )


def observed_only(rows: int) -> str:
    """What the closer look rests on, and how many rows the markets have."""
    return _(
        "Observed figures only; nothing modelled enters here. For the whole border there is a "
        "record; for the three markets {told}.",
        told=ngettext(
            "there is {count} observed row with a value",
            "there are {count} observed rows with a value",
            rows,
        ),
    )
