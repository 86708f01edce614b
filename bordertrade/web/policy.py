"""The Content-Security-Policy: what a page may load, run and talk to. Only us.

Style attributes are allowed because Streamlit and plotly write them. Scripts are our server's files,
those that stand in its own index page, each by its hash, and what a running script makes: Streamlit
hands a component's code over as a blob, and its decoder of messages is WebAssembly.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

_HOST = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)
_REST = (
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


class Policy:
    """The policy for a server whose index page is ``index`` (HTML)."""

    def __init__(self, index: str) -> None:
        hashes = "".join(f" 'sha256-{_hash(script)}'" for script in inline_scripts(index))
        scripts = f"'self' blob: 'wasm-unsafe-eval'{hashes}"
        self._start = f"default-src 'self'; script-src {scripts}; "

    def header(self, host: str, *, framed: bool = False) -> str:
        """For an answer to who asked for ``host``: older browsers do not take 'self' to allow the
        page's own websocket. ``framed``: other sites may show it inside their pages.
        """
        sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        ancestors = "*" if framed else "'self'"
        frames = f"frame-ancestors {ancestors}"
        return self._start + "; ".join((f"connect-src 'self'{sockets}", *_REST, frames))


def inline_scripts(page: str) -> tuple[str, ...]:
    """The texts of the scripts that stand in a page itself, in order."""
    reader = _Scripts()
    reader.feed(page)
    reader.close()
    return tuple(reader.found)


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def _hash(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
