"""What the server's log may not hold: a draft's link is all that it takes to read the draft."""

from __future__ import annotations

import logging

#: Where the server names the addresses that it was asked for.
_TELLING = ("uvicorn.access", "uvicorn.error")


class WithoutQueries(logging.Filter):
    """Cuts addresses at their question mark."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(map(_cut, record.args))
        return True


def _cut(told: object) -> object:
    if isinstance(told, str) and told.startswith("/"):
        return told.partition("?")[0]
    return told


def keep_drafts_secret() -> None:
    """From now on no address is logged with its query. Calling it again changes nothing."""
    for name in _TELLING:
        logger = logging.getLogger(name)
        if not any(isinstance(each, WithoutQueries) for each in logger.filters):
            logger.addFilter(WithoutQueries())
