"""What time it is: asked in one place. The linter forbids every other (`pyproject.toml`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

#: The calendar that ``today`` looks at. Only tests put another here (`tests/day.py`), also in the
#: processes that they start; no setting of a server can make it speak of another day.
calendar: Callable[[], date] = date.today


def today() -> date:
    """The server's day; the age of a figure in months needs no zone."""
    return calendar()


def now() -> datetime:
    """The moment in UTC: for the audit and for what expires, never for the age of a figure."""
    return datetime.now(UTC)


def seconds_since_change(path: Path) -> float:
    """How long ago a file or folder was last written. Raises OSError if it is gone."""
    return time.time() - path.stat().st_mtime
