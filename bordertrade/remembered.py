"""What is made once for a data version, a language and a few plain values, and shared by all who
ask again. The version cache keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bordertrade import version_cache
from bordertrade.dataset import Dataset
from bordertrade.version_cache import forget
from bordertrade.words import language

__all__ = ["forget", "kept", "made", "once"]

_COUNTED = [0]


def once(dataset: Dataset, *key: object, make: Callable[[], Any]) -> Any:
    """What ``make`` returns, made once for a data version and a key.

    The language counts too. The key's parts must tell apart everything that ``make`` depends on;
    they are compared by ``repr``, and a frame has no place among them. The result is shared:
    nobody may change it.
    """

    def counted() -> Any:
        _COUNTED[0] += 1  # a number lost between two threads matters to nobody
        return make()

    return version_cache.made_of(dataset, _name(key), counted)


def kept(dataset: Dataset, *key: object) -> Any:
    """What ``once`` keeps for a data version and a key, None where it keeps nothing."""
    return version_cache.kept_of(dataset, _name(key))


def _name(key: tuple[object, ...]) -> str:
    return f"{language()} {key!r}"


def made() -> int:
    """How many things ``once`` has made since the start of the process."""
    return _COUNTED[0]
