"""Totals before and after an upload: two bars each, for a page that loads no chart library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bordertrade.palette import either
from bordertrade.words import _
from bordertrade.words.markup import escape

Ends = tuple[float, float, float]


class Changed(Protocol):
    """A total that differs: what it is called, as people read it, and its ends in numbers."""

    @property
    def name(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def numbers_before(self) -> Ends | None: ...
    @property
    def numbers_after(self) -> Ends | None: ...
    @property
    def unit(self) -> str: ...


def before_after(changes: Sequence[Changed], *, most: int) -> str:
    """The largest changes of amounts as HTML, the old bar open and the new one filled; "" for
    none. Ranges run from low to high.
    """
    drawn = sorted((c for c in changes if _is_amount(c)), key=_size, reverse=True)[:most]
    if not drawn:
        return ""
    top = max(_high(each.numbers_before, each.numbers_after) for each in drawn) or 1.0
    rows = "".join(_row(each, top) for each in drawn)
    told = escape(
        _("Totals before and after; the open bar is the record as it is now."), quote=True
    )
    return f'<div class="bt-shifts" role="img" aria-label="{told}">{rows}</div>'


def _is_amount(change: Changed) -> bool:
    return change.unit == "US$" and (change.numbers_before or change.numbers_after) is not None


def _size(change: Changed) -> float:
    before, after = change.numbers_before or (0, 0, 0), change.numbers_after or (0, 0, 0)
    return max(abs(a - b) for a, b in zip(after, before, strict=True))


def _high(*ends: Ends | None) -> float:
    return max((each[2] for each in ends if each), default=0.0)


def _row(change: Changed, top: float) -> str:
    return (
        f'<div class="bt-shift"><p>{escape(change.name)}</p>'
        f"{_bar(change.numbers_before, top, change.before, 'bt-was')}"
        f"{_bar(change.numbers_after, top, change.after, 'bt-will')}</div>"
    )


def _bar(ends: Ends | None, top: float, told: str, kind: str) -> str:
    """One bar with its amount in words; no bar where there is no figure."""
    low, high = (ends[0], ends[2]) if ends else (0.0, 0.0)
    start = low / top * 100 if ends and low != high else 0.0
    width = (high / top * 100 - start) if ends else 0.0
    style = f"--c:{either('formal')};margin-inline-start:{start:.2f}%;inline-size:{width:.2f}%"
    return (
        f'<div class="bt-shift-row"><span class="bt-shift-track"><i class="{kind}" '
        f'style="{style}"></i></span><span>{escape(told)}</span></div>'
    )
