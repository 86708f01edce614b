"""Every text that a page puts before a reader, wherever it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from streamlit.testing.v1 import AppTest

#: The fields of Streamlit's messages that people read.
_FIELDS = {"label", "help", "placeholder", "alt", "content", "options", "caption", "title"}
#: Attributes that a screen reader or a tooltip reads out.
_ATTRIBUTES = {"aria-label", "title", "alt", "placeholder"}
#: Keys of a figure's or a map's JSON whose texts are drawn.
_DRAWN = {"text", "name", "hovertext", "ticktext", "hovertemplate", "tooltip", "label"}


def texts(app: AppTest, cut: Callable[[str], str] = str) -> Iterator[str]:
    """All of them, HTML taken apart into its pieces of text after ``cut`` has had it whole."""
    for node in app.main:
        kind = getattr(node, "type", "")
        proto: Any = getattr(node, "proto", None)
        if kind in ("html", "markdown"):
            yield from _of_html(cut(str(proto.body)))
        elif kind == "plotly_chart":
            yield from _of_json(json.loads(proto.spec))
        elif kind == "deck_gl_json_chart":
            yield from _of_json(json.loads(proto.json))
        elif kind == "bidi_component":
            yield from _of_json(_component(proto), {"label", "done", "text"})
        elif kind == "dataframe":
            yield from _of_frame(node.value)  # type: ignore[union-attr]
        if proto is not None:
            yield from _of_message(proto)


def _of_html(body: str) -> list[str]:
    if body.startswith("<style"):
        return []
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value for name, value in attrs if name in _ATTRIBUTES and value]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data)


def _of_json(part: Any, keys: set[str] = _DRAWN) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _of_json(each, keys)
    if isinstance(part, dict):
        for key, value in part.items():
            for each in value if isinstance(value, list) else [value]:
                if key in keys and isinstance(each, str):
                    yield re.sub(r"%\{\w+\}", "", each)
            yield from _of_json(value, keys)


def _component(proto: Any) -> Any:
    found = [value for _field, value in proto.ListFields() if isinstance(value, str | bytes)]
    parsed = []
    for value in found:
        try:
            parsed.append(json.loads(value))
        except (ValueError, UnicodeDecodeError):
            continue
    return parsed


def _of_frame(frame: Any) -> Iterator[str]:
    yield from map(str, frame.columns)
    for name in frame.columns:
        yield from {value for value in frame[name].tolist() if isinstance(value, str) and value}


def _of_message(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        values = value if isinstance(value, str) or not hasattr(value, "__iter__") else list(value)
        for each in values if isinstance(values, list) else [values]:
            if hasattr(each, "ListFields"):
                yield from _of_message(each)
            elif isinstance(each, str) and field.name in _FIELDS:
                yield each
