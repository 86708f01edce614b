"""The base path: Streamlit serves its pages below it, and so do we our own routes.

A proxy in front passes on what lies below the base path alone. Without this our routes would lie
beside it, where nobody comes.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

#: What is ours below the base path; all else is Streamlit's, which knows the path by itself.
OURS = (
    *("/api/", "/embed/", "/preview/", "/feed.xml", "/robots.txt", "/sitemap.xml"),
    *("/livez", "/readyz"),
)


class BasePath:
    """Takes the base path ("" or "/trade") off the addresses of our routes."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(below(scope, self._base) if self._is_ours(scope) else scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        if scope["type"] != "http" or not self._base:
            return False
        path: str = scope["path"]
        return path.startswith(tuple(self._base + each for each in OURS))


def below(scope: Scope, base: str) -> Scope:
    """The same request, as asked of an app mounted at the base path."""
    root = scope.get("root_path", "") + base
    return {**scope, "root_path": root, "app_root_path": root}
