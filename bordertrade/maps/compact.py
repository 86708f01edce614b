"""A deck that travels light: pydeck indents its JSON, which makes it five times as long."""

from __future__ import annotations

import json
from typing import Any

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize


class CompactDeck(pdk.Deck):  # type: ignore[misc]  # pydeck has no types
    """A deck on no map tiles at all.

    ``map_style`` must not be passed, not even None: Streamlit would then ask a tile server for
    a style, and the map shall work without the internet.
    """

    def __init__(self, layers: list[pdk.Layer], view: pdk.ViewState, tooltip: dict[str, Any]):
        super().__init__(layers=layers, initial_view_state=view, map_provider=None, tooltip=tooltip)
        self._json = json.dumps(
            self,
            default=default_serialize,
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        )

    def to_json(self) -> str:
        """Strict JSON on one line, written once: a deck is shared and never changed."""
        return self._json
