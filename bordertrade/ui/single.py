"""One thing for the process."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar

T = TypeVar("T")


class Single(Generic[T]):
    """Made when first asked for. Streamlit's caches can be emptied from outside; what all visitors
    share may not be.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make, self._making = make, RLock()
        self._made: list[T] = []

    def __call__(self) -> T:
        with self._making:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def clear(self) -> None:
        """For tests: as if the process had just started."""
        with self._making:
            self._made.clear()
