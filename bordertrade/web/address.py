"""Where this site is reached from: for links that leave it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from starlette.datastructures import URL
from starlette.requests import HTTPConnection

#: The public address of the site (``https://trade.example.org/dashboard``), where a proxy hides it.
VARIABLE = "BORDERTRADE_ADDRESS"


def address(asked: HTTPConnection) -> str:
    """Scheme, host and base path, without a slash at the end.

    The operator's word counts; else the address that the visitor asked for. What a proxy says of
    itself counts only where ``BORDERTRADE_PROXIES`` names it (``front``).
    """
    given = urlsplit(os.environ.get(VARIABLE, ""))
    if given.scheme in {"http", "https"} and given.netloc:
        return f"{given.scheme}://{given.netloc}{given.path.rstrip('/')}"
    url: URL = asked.base_url
    return str(url).rstrip("/")
