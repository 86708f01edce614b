"""What is known by goods, in sentences."""

from __future__ import annotations

from bordertrade.dataset.rows import rows_of
from bordertrade.topics.goods.measure import GoodsResult
from bordertrade.words import dates, labels, money, numbers
from bordertrade.words.catalogue import _, ngettext


def goods(result: GoodsResult) -> str:
    """What is known by goods, or that nothing is."""
    if result.frame.empty:
        undivided = (
            _(
                " {amount} were observed without a division by goods.",
                amount=money.amount_range(result.undivided, result.money),
            )
            if result.undivided.high
            else ""
        )
        return (
            _(
                "No goods have been observed at these markets. The model supports no split by goods "
                "and none is shown."
            )
            + undivided
        )
    told = (
        _(
            "{goods} at {market}{book}, {span}: {amount}",
            goods=row.label,
            span=dates.span(row.start.date(), row.end.date()),
            market=labels.market(row.market),
            book=_(", {book}", book=labels.book(row.reporter)) if row.reporter else "",
            amount=money.amount_range(
                numbers.envelope(row.value_low, row.value, row.value_high), result.money
            ),
        )
        for row in rows_of(result.largest)
    )
    if not result.left_out:
        return _("Observed: {list}.", list="; ".join(told))
    return ngettext(
        "Observed: {list}; and {count} smaller one in the table.",
        "Observed: {list}; and {count} smaller ones in the table.",
        result.left_out,
        list="; ".join(told),
    )
