"""What the basis of the rial's rate changes: ``describe --rates``."""

from __future__ import annotations

from dataclasses import asdict

from bordertrade.commands.answer import Answer
from bordertrade.dataset import Dataset
from bordertrade.measures.rial_bases import RialBases, RialYear, rial_bases
from bordertrade.words import _, dates, ngettext, numbers
from bordertrade.words.numbers import MISSING


def rial_rates(dataset: Dataset) -> Answer:
    """The rial's rates by basis, and what NIMA as the default would move."""
    found = rial_bases(dataset)
    return Answer(_told(found), [*_table(found), "", *_moves(found)])


def _told(found: RialBases) -> dict[str, object]:
    years = [
        {**asdict(each), "period": each.period.text, "factor": each.factor} for each in found.years
    ]
    rows = {"rows": found.rows, "open_usd": found.open_usd, "nima_usd": found.nima_usd}
    return {"years": years, "moved": rows}


def _table(found: RialBases) -> list[str]:
    heads = (_("Year"), _("Open market"), _("NIMA"), _("Official"), _("US$ at NIMA"))
    rows = [heads, *(_line(each) for each in found.years)]
    return ["  ".join(f"{cell:>14}" for cell in row) for row in rows]


def _line(each: RialYear) -> tuple[str, ...]:
    times = _("× {factor}", factor=numbers.decimal(each.factor, 2)) if each.factor else MISSING
    return (
        dates.period(each.period),
        *(
            MISSING if rate is None else numbers.decimal(rate, 0)
            for rate in (each.open_market, each.nima, each.official)
        ),
        times,
    )


def _moves(found: RialBases) -> list[str]:
    if not found.rows:
        return [_("No row is in rials without a basis of its own: another default moves nothing.")]
    return [
        ngettext(
            "{count} row in rials names no basis: {market} at the open market, {nima} at NIMA.",
            "{count} rows in rials name no basis: {market} at the open market, {nima} at NIMA.",
            found.rows,
            market=numbers.usd(found.open_usd),
            nima=numbers.usd(found.nima_usd),
        )
    ]
