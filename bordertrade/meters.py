"""What this process has done since its start, counted: for whoever runs the server.

Counting costs nothing that a visitor would feel, and nothing leaves the process by itself:
``web/metrics.py`` shows the counts where the operator has asked for them.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Meters:
    """Numbers that only grow, each by its name and one label ("" where it has none)."""

    _counts: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, label: str = "", amount: float = 1) -> None:
        with self._lock:
            self._counts[name, label] += amount

    def told(self, name: str) -> dict[str, float]:
        """Label -> count."""
        with self._lock:
            return {label: count for (of, label), count in self._counts.items() if of == name}

    @contextmanager
    def timed(self, name: str, label: str = "") -> Iterator[None]:
        """Counts ``name`` once and adds the time to ``name_seconds``, also when it fails."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.add(name, label)
            self.add(f"{name}_seconds", label, time.perf_counter() - begun)


#: Those of this process.
METERS = Meters()
