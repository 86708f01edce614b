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


def before_after(
    changes: Sequence[Changed], *, most: int, names: tuple[str, str] | None = None
) -> str:
    """The changes of amounts that stand out most as HTML, the old bar open and the new one filled;
    "" for none. Ranges run from low to high. ``names``: what to call the two.
    """
    drawn = _chosen(changes)[:most]
    if not drawn:
        return ""
    top = max(map(_top, drawn)) or 1.0
    rows = "".join(_row(each, top) for each in drawn)
    old, new = names or (_("now"), _("with this file"))
    told = escape(
        _("Totals before and after; open bars: {old}, filled bars: {new}.", old=old, new=new),
        quote=True,
    )
    return f'<div class="bt-shifts" role="img" aria-label="{told}">{_key(old, new)}{rows}</div>'


#: Bars this many times shorter than the first one would not be seen, nor it beside longer ones.
_ON_ONE_SCALE = 20


def _chosen(changes: Sequence[Changed]) -> list[Changed]:
    """What is new or changed most for its size comes first; all on one scale."""
    amounts = [each for each in changes if _is_amount(each)]
    ranked = sorted(amounts, key=lambda each: (_share(each), _top(each)), reverse=True)
    if not ranked:
        return []
    first = _top(ranked[0]) or 1.0
    return [each for each in ranked if 1 / _ON_ONE_SCALE <= _top(each) / first <= _ON_ONE_SCALE]


def _share(change: Changed) -> float:
    """How large the change is beside the amount itself: 1 for a figure that is new or gone."""
    return _size(change) / (_top(change) or 1.0)


def _top(change: Changed) -> float:
    return _high(change.numbers_before, change.numbers_after)


def _key(old: str, new: str) -> str:
    style = f"--c:{either('formal')}"
    marks = ((old, "bt-was"), (new, "bt-will"))
    told = "".join(
        f'<span><i class="{kind}" style="{style}"></i>{escape(name)}</span>' for name, kind in marks
    )
    return f'<p class="bt-shift-key">{told}</p>'


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
    bar = _span(ends, top, kind) if ends else ""
    return (
        f'<div class="bt-shift-row"><span class="bt-shift-track">{bar}</span>'
        f"<span>{escape(told)}</span></div>"
    )


def _span(ends: Ends, top: float, kind: str) -> str:
    """From low to high, or from nought where the figure is exact."""
    low, high = ends[0], ends[2]
    start = low / top * 100 if low != high else 0.0
    width = high / top * 100 - start
    style = f"--c:{either('formal')};margin-inline-start:{start:.2f}%;inline-size:{width:.2f}%"
    return f'<i class="{kind}" style="{style}"></i>'
