"""What the pages' socket tells: Streamlit says where its script lies and on what system it runs."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Discreet:
    """Sends on what ``told`` leaves of each message of the pages' socket."""

    def __init__(self, app: ASGIApp, told: Callable[[bytes], bytes]) -> None:
        self.app, self._told = app, told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                message = {**message, "bytes": self._told(message["bytes"])}
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "websocket" else send)
