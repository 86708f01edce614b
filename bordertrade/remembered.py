"""What is made once for a data version and a few plain values, and shared by all who ask again."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Any

from cachetools import LRUCache, cached

from bordertrade.dataset import Dataset
from bordertrade.words import language

_MOST = 512
_MADE: LRUCache[tuple[str, str], Any] = LRUCache(_MOST)
_CHANGED = Condition()
_COUNTED = [0]


def once(dataset: Dataset, *key: object, make: Callable[[], Any]) -> Any:
    """What ``make`` returns, made once for a data version and a key.

    The language counts too. The key's parts must tell apart everything that ``make`` depends on;
    they are compared by ``repr``, and a frame has no place among them. The result is shared:
    nobody may change it.
    """
    return _made(_name(dataset, key), make)


def kept(dataset: Dataset, *key: object) -> Any:
    """What ``once`` keeps for a data version and a key, None where it keeps nothing."""
    with _CHANGED:
        return _MADE.get(_name(dataset, key))


def _name(dataset: Dataset, key: tuple[object, ...]) -> tuple[str, str]:
    return dataset.fingerprint, f"{language()} {key!r}"


def forget() -> None:
    """Forget everything: for measurements of a cold start."""
    with _CHANGED:
        _MADE.clear()


def made() -> int:
    """How many things have been made since the start of the process."""
    return _COUNTED[0]


@cached(_MADE, key=lambda key, _make: key, condition=_CHANGED)
def _made(_key: tuple[str, str], make: Callable[[], Any]) -> Any:
    _COUNTED[0] += 1  # a number lost between two threads matters to nobody
    return make()
