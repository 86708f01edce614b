"""What went wrong, as an answer: ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson
from starlette.responses import Response

PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A key of the query that was not understood: what was found, what was expected."""

    key: str
    found: str
    expected: str


class Problem(Exception):  # noqa: N818 - the standard's own word
    """An answer that holds no numbers. ``detail`` says what to do."""

    def __init__(
        self,
        status: int,
        title: str,
        detail: str = "",
        mistakes: Sequence[Mistake] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail
        self.mistakes, self.headers = tuple(mistakes), dict(headers or {})

    def response(self) -> Response:
        told: dict[str, object] = {"title": self.title, "status": self.status}
        if self.detail:
            told["detail"] = self.detail
        if self.mistakes:
            told["problems"] = [
                {"key": each.key, "found": each.found, "expected": each.expected}
                for each in self.mistakes
            ]
        headers = {"cache-control": "no-store", **self.headers}
        return Response(orjson.dumps(told), self.status, headers, PROBLEM_TYPE)
