"""A part of a page as finished HTML, made once for what it looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bordertrade.charts.used import once_for_used
from bordertrade.ui.state import Current


def kept_html(name: str, now: Current, make: Callable[[Current], str]) -> str:
    """What ``make`` returns, made once for a data version, language, day, and the keys of the view
    that it looks at. It may look at nothing else that differs between readers.
    """
    made: str = once_for_used(
        now.dataset,
        f"html {name}",
        now.view,
        now.today,
        make=lambda seen: make(replace(now, view=seen)),
    )
    return made
