"""The heading of each page: its name, and the question it answers."""

from __future__ import annotations

from bordertrade.sharing.places import PLACES
from bordertrade.ui.blocks import page_title
from bordertrade.ui.state import Current
from bordertrade.words import _


def of(now: Current) -> None:
    place = PLACES[now.page]
    page_title(_(place.title), _(place.lead))
