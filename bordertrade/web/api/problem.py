"""What went wrong, as an answer: ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A key of the query that was not understood: what was found, what was expected."""

    key: str
    found: str
    expected: str


class Problem(Exception):  # noqa: N818 - the standard's own word
    """An answer that holds no numbers. ``detail`` says what to do; ``more`` are members of its own
    for programs."""

    def __init__(  # noqa: PLR0913, PLR0917 - the standard has that many members
        self,
        status: int,
        title: str,
        detail: str = "",
        mistakes: Sequence[Mistake] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail
        self.mistakes, self.headers = tuple(mistakes), dict(headers or {})
        self.more = dict(more or {})

    def response(self) -> Response:
        told: dict[str, object] = {**self.more, "title": self.title, "status": self.status}
        if self.detail:
            told["detail"] = self.detail
        if self.mistakes:
            told["problems"] = [
                {"key": each.key, "found": each.found, "expected": each.expected}
                for each in self.mistakes
            ]
        headers = {"cache-control": "no-store", **self.headers}
        return Response(written(told), self.status, headers, PROBLEM_TYPE)


def written(told: Mapping[str, object]) -> bytes:
    """JSON of what people and files say: also halves of characters, which a bad file may hold."""
    return json.dumps(told, separators=(",", ":")).encode()
