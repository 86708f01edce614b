"""Days in the column of periods that stand for months: 31/01, 29/02, 31/03 or 1/1, 2/1, 3/1.

A spreadsheet makes a date of a month, and statistical programs name a month by its last day. Read
as days, each row would be a span of one day beside the modelled month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bordertrade.calendars import Calendar, month_holding
from bordertrade.dataset.cells import CellError
from bordertrade.intake.days import read_day
from bordertrade.intake.declaration import DateOrder
from bordertrade.intake.listing import listed
from bordertrade.intake.questions import Answer, Head, Question

MONTHS, DAYS, DAY_FIRST, MONTH_FIRST = "months", "days", "day_first", "month_first"
KINDS: Mapping[str, tuple[str, ...]] = {
    "dates_for_months": (MONTHS, DAYS, DAY_FIRST, MONTH_FIRST),
}

#: One date may be a day; two that both end or begin their months are hardly by chance.
_FEWEST = 2
_SHOWN = 3
_Days = tuple[date, ...]


def ask(head: Head) -> Iterator[Question]:
    """Whether dates are months, where all of them begin, or all end, a month in one order."""
    for place, heading in enumerate(head.headings):
        if heading.column in head.table and _is_period(head, heading.column):
            texts = head.texts(place)
            answers = _answers(texts, head.declaration.calendar, head.declaration.date_order)
            if answers:
                found = listed(texts, _SHOWN)
                yield Question("dates_for_months", heading.text, found, answers)


def _is_period(head: Head, column: str) -> bool:
    return head.table.column(column).semantic == "period"


def _answers(
    texts: list[str], calendar: Calendar | None, order: DateOrder | None
) -> tuple[Answer, ...]:
    """Months first, then the days that the same texts may be; none where they are no months."""
    orders = (
        (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
        if order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
        else (DateOrder.YEAR_FIRST,)
    )
    read = {each: days for each in orders if (days := _days(texts, calendar, each))}
    as_months = [each for each, days in read.items() if _are_months(days, calendar)]
    if not as_months:
        return ()
    months = Answer(MONTHS, {"months": True, "date_order": as_months[0]})
    if len(read) == 1:
        return months, Answer(DAYS, {"date_order": as_months[0]})
    return (
        months,
        *(Answer(_KEYS[each], {"date_order": each}) for each in read),
    )


_KEYS = {DateOrder.DAY_FIRST: DAY_FIRST, DateOrder.MONTH_FIRST: MONTH_FIRST}


def _days(texts: list[str], calendar: Calendar | None, order: DateOrder) -> _Days:
    """All texts as days; none where any is none."""
    try:
        return tuple(read_day(text, calendar, order) for text in texts)
    except CellError:
        return ()


def _are_months(days: _Days, calendar: Calendar | None) -> bool:
    """Whether the days are different months' first ones, or their last ones."""
    own = Calendar.SOLAR_HIJRI if calendar is Calendar.SOLAR_HIJRI else Calendar.GREGORIAN
    months = {month_holding(day, own) for day in days}
    if len(set(days)) < _FEWEST or len(months) < len(set(days)):
        return False
    first, last = ({getattr(month, end) for month in months} for end in ("start", "end"))
    return set(days) in (first, last)
