"""The controls of the formalisation page that no other page has."""

from __future__ import annotations

from bordertrade.calendars import Calendar
from bordertrade.ui import widgets
from bordertrade.ui.state import Current
from bordertrade.words import _, labels


def calendar(now: Current) -> None:
    """Months or fiscal years: Solar Hijri years would cut the model's months in two."""
    options = (Calendar.GREGORIAN, Calendar.FISCAL)
    widgets.select("calendar", _("Calendar"), options, labels.CALENDARS, now)


def duty(now: Current) -> None:
    widgets.percents(
        "duty",
        _("Duty rates, lowest and highest"),
        now,
        about=_(
            "What the fuel would have paid. The usual range comes from Gwadar’s customs and from the "
            "intelligence report; see “How this is worked out”."
        ),
    )
