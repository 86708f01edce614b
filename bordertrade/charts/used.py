"""What is made of a view, made once for the keys of the view that it looks at.

A chart of the target does not look at the calendar of the markets: with another calendar in the
link it is the same chart. Which keys it looks at nobody has to write down: a view that is handed to
it notes them. What looked at the same keys and found the same values took the same way through the
code, so it is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from threading import Lock, RLock
from typing import Any, cast

from bordertrade.dataset import Dataset
from bordertrade.remembered import kept, once
from bordertrade.view import ViewState

_KEYS = tuple(each.name for each in fields(ViewState))
_ALL = frozenset(_KEYS)
#: Ways through the code that one name may have; further ones count every key.
_MOST_WAYS = 24

_ways: dict[str, tuple[frozenset[str], ...]] = {}
_making: dict[str, RLock] = {}
_changing = Lock()


def once_for_used(
    dataset: Dataset, name: str, view: ViewState, *rest: object, make: Callable[[ViewState], Any]
) -> Any:
    """What ``make`` returns for the view, made once for a data version, the view's keys that it
    looks at, and ``rest``. ``name`` tells apart what is made; two at a time are not made of one.
    """
    if found := _found(dataset, name, view, rest):
        return found[0]
    with _lock(name):
        if found := _found(dataset, name, view, rest):
            return found[0]  # made while we waited
        seen: set[str] = set()
        made = (make(_watched(view, seen)),)
        return _keep(dataset, name, view, rest, frozenset(seen), made)[0]


def _found(dataset: Dataset, name: str, view: ViewState, rest: tuple[object, ...]) -> Any:
    ways = _ways.get(name, ())
    keys = (_key(name, view, rest, used) for used in ways)
    return next(filter(None, (kept(dataset, *key) for key in keys)), None)


def _keep(  # noqa: PLR0913, PLR0917 - what it is kept under
    dataset: Dataset,
    name: str,
    view: ViewState,
    rest: tuple[object, ...],
    used: frozenset[str],
    made: tuple[Any],
) -> tuple[Any]:
    with _changing:
        ways = _ways.get(name, ())
        if used not in ways:
            used = used if len(ways) < _MOST_WAYS else _ALL
            _ways[name] = tuple(dict.fromkeys((*ways, used)))
    key = _key(name, view, rest, used)
    return cast(tuple[Any], once(dataset, *key, make=lambda: made))


def _key(
    name: str, view: ViewState, rest: tuple[object, ...], used: frozenset[str]
) -> tuple[object, ...]:
    looked = tuple((key, getattr(view, key)) for key in _KEYS if key in used)
    return ("of a view", name, *rest, looked)


def _lock(name: str) -> RLock:
    with _changing:
        return _making.setdefault(name, RLock())


class _Watched(ViewState):
    """A view that notes which of its keys are looked at. It equals the view that it watches; who
    compares or copies it looks at all of them.
    """

    __slots__ = ("_seen",)

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """What is made from it by other values is a plain view again."""
        return ViewState(*given, **named)

    def __getattribute__(self, name: str) -> Any:
        if name in _ALL:
            object.__getattribute__(self, "_seen").add(name)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return _plain(self) == other

    def __hash__(self) -> int:
        return hash(_plain(self))

    def __repr__(self) -> str:
        return repr(_plain(self))


def _watched(view: ViewState, seen: set[str]) -> ViewState:
    watched: ViewState = object.__new__(_Watched)
    for key in _KEYS:
        object.__setattr__(watched, key, object.__getattribute__(view, key))
    object.__setattr__(watched, "_seen", seen)
    return watched


def _plain(view: ViewState) -> ViewState:
    return ViewState(**{key: getattr(view, key) for key in _KEYS})
