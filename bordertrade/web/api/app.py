"""The way in: who may ask how often, what is asked for, and in which form it is answered."""

from __future__ import annotations

import hashlib
import logging
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bordertrade import __version__, clock, words
from bordertrade.shelf import Shelf
from bordertrade.store import StoreError
from bordertrade.web.api.call import Call, choices, understood
from bordertrade.web.api.kept import SMALL_BYTES, Body, Kept
from bordertrade.web.api.limiter import Limiter
from bordertrade.web.api.openapi import openapi, pattern
from bordertrade.web.api.problem import Problem
from bordertrade.web.api.resources import RESOURCES, ROOT, Resource
from bordertrade.web.api.writing import Writing
from bordertrade.web.keeping import FROZEN, LIVE, is_known
from bordertrade.web.turns import visitor
from bordertrade.words import stopping

_LOG = logging.getLogger("bordertrade")
_METHODS = "GET, HEAD, OPTIONS"
_JSON, _CSV = "application/json", "text/csv"
_OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": (
        "ETag, Link, Content-Disposition, Retry-After, "
        "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
    ),
}
_PREFLIGHT = {
    "allow": _METHODS,
    "access-control-allow-methods": _METHODS,
    "access-control-allow-headers": "If-None-Match, Accept",
    "access-control-max-age": "86400",
}


class _Found(NamedTuple):
    resource: Resource
    parts: Mapping[str, str]
    is_csv: bool


class Api:
    """An ASGI app for every path below ``/api/v1``."""

    def __init__(
        self,
        shelf: Shelf,
        limiter: Limiter,
        today: Callable[[], date] = clock.today,
        two_publishers: Callable[[], bool] = lambda: False,
    ) -> None:
        self._shelf, self._limiter, self._today = shelf, limiter, today
        self._kept = Kept()
        self._writing = Writing(shelf, two_publishers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        turn = self._limiter.take(visitor(request))
        try:
            if not turn.allowed:
                raise Problem(429, "Too many requests.", "Wait as long as Retry-After says.")
            response = await self._answered(request, receive)
        except Problem as problem:
            response = problem.response()
        except StoreError as error:
            response = _unavailable(error)
        except Exception:
            _LOG.exception("an answer of the API could not be made")
            response = Problem(500, "This answer could not be made.").response()
        response.headers.update({**_OPEN, **turn.headers})
        await response(scope, receive, send)

    async def _answered(self, request: Request, receive: Receive) -> Response:
        path = _path(request)
        if self._writing.has(path):
            if request.method != "POST":
                raise Problem(405, "Only POST is possible here.", headers={"allow": "POST"})
            words.use(words.languages()[0])
            return await self._writing.answer(path, request, receive)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_PREFLIGHT)
        if request.method not in {"GET", "HEAD"}:
            raise Problem(405, "Only reading is possible here.", headers={"allow": _METHODS})
        return await run_in_threadpool(self._read, request)

    def _read(self, request: Request) -> Response:
        words.use(words.languages()[0])
        found = _found(request)
        call = understood(request, found.parts, found.resource.keys, self._shelf, self._today())
        if "table" in found.parts and found.parts["table"] not in call.dataset.contract.tables:
            raise _nothing()
        headers = _headers(found, call)
        if found.resource.name == "table" and found.is_csv:
            return _streamed(request, found, call, headers)
        return self._whole(request, found, call, headers)

    def _whole(
        self, request: Request, found: _Found, call: Call, headers: dict[str, str]
    ) -> Response:
        key = _key(found, call)
        if found.resource.kept:
            headers["etag"] = _tag(key.encode())
            if is_known(request.headers, headers["etag"]):
                return Response(status_code=304, headers=headers)
            body = self._kept.body(key, lambda: _made(found, call))
        else:
            body = Body(_made(found, call))
            headers["etag"] = _tag(body.plain)
            if is_known(request.headers, headers["etag"]):
                return Response(status_code=304, headers=headers)
        return _sent(request, body, headers, _CSV if found.is_csv else found.resource.kind)


def api_routes(
    shelf: Shelf,
    limiter: Limiter,
    today: Callable[[], date] = clock.today,
    two_publishers: Callable[[], bool] = lambda: False,
) -> list[BaseRoute]:
    """Every path below ``/api/v1``, known or not: a mistake is answered as one."""
    api = Api(shelf, limiter, today, two_publishers)
    register_url_convertor("rest", _Rest())
    return [Route(ROOT, api), Route(ROOT + "/{rest:rest}", api)]


class _Rest(Convertor[str]):
    """Any text: "path" leaves out what holds a line break."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


# --- what is asked for ----------------------------------------------------------------------------


def _description(call: Call) -> dict[str, Any]:
    return openapi(call.dataset, choices(call.dataset), call.address)


_DESCRIPTION = Resource("openapi", "/openapi.json", "This description", json=_description)
_PATTERNS: tuple[tuple[re.Pattern[str], Resource, str], ...] = (
    (pattern(_DESCRIPTION, ""), _DESCRIPTION, _JSON),
    *((pattern(each, ".json"), each, _JSON) for each in RESOURCES if each.path and each.json),
    *((pattern(each, ".csv"), each, _CSV) for each in RESOURCES if each.csv is not None),
    *((pattern(each, ""), each, "") for each in RESOURCES),
)


def _found(request: Request) -> _Found:
    path = _path(request)
    for place, resource, form in _PATTERNS:
        match = place.fullmatch(path)
        if match and _is_there(resource, match.groupdict()):
            is_csv = form == _CSV or (not form and resource.csv is not None and _wants_csv(request))
            return _Found(resource, match.groupdict(), is_csv)
    raise _nothing()


def _path(request: Request) -> str:
    """Below the root."""
    rest = request.path_params.get("rest", "")
    return f"/{rest}" if rest else ""


def _is_there(resource: Resource, parts: Mapping[str, str]) -> bool:
    return all(not resource.parts[name] or parts[name] in resource.parts[name] for name in parts)


def _nothing() -> Problem:
    return Problem(404, "There is nothing here.", f"What there is stands in {ROOT}.")


def _wants_csv(request: Request) -> bool:
    """Whether CSV stands before JSON in what is accepted."""
    accepted = request.headers.get("accept", "").lower()
    csv, json = accepted.find(_CSV), accepted.find(_JSON)
    return csv >= 0 and (json < 0 or csv < json)


# --- how it is answered ---------------------------------------------------------------------------


def _key(found: _Found, call: Call) -> str:
    """Everything that the bytes depend on; some charts show the silence until this month."""
    view = call.view.with_(version=call.view.version if call.frozen else "")
    parts = (
        *(__version__, call.dataset.fingerprint, found.resource.name, *found.parts.values()),
        *(found.is_csv, view, call.address, f"{call.today:%Y-%m}", call.limit, call.offset),
    )
    return repr(parts)


def _tag(text: bytes) -> str:
    return f'W/"{hashlib.sha256(text).hexdigest()[:32]}"'


def _headers(found: _Found, call: Call) -> dict[str, str]:
    ages = "private, no-store" if call.secret else FROZEN if call.frozen else LIVE
    headers = {"cache-control": ages, "vary": "Accept, Accept-Encoding"}
    if found.resource.pages and not found.is_csv:
        headers |= _paging(found, call)
    if found.is_csv or found.resource.file:
        name = "-".join([*(found.parts.values() or [found.resource.name]), call.dataset.version])
        ending = "csv" if found.is_csv else "zip"
        headers["content-disposition"] = f'inline; filename="{name}.{ending}"'
    return headers


def _paging(found: _Found, call: Call) -> dict[str, str]:
    total, first = len(call.dataset[found.parts["table"]]), call.offset
    starts = {"next": first + call.limit, "prev": max(0, first - call.limit)}
    there = {"next": starts["next"] < total, "prev": first > 0}
    version = f"&v={call.view.version}" if call.view.version else ""
    place = call.address + ROOT + found.resource.path.format(**found.parts)
    links = [
        f'<{place}?limit={call.limit}&offset={start}{version}>; rel="{name}"'
        for name, start in starts.items()
        if there[name]
    ]
    return {"link": ", ".join(links)} if links else {}


def _made(found: _Found, call: Call) -> bytes:
    if found.is_csv:
        assert found.resource.csv is not None
        made = found.resource.csv(call)
        return made if isinstance(made, bytes) else b"".join(made)
    if found.resource.file:
        return found.resource.file(call)
    assert found.resource.json is not None
    return orjson.dumps(found.resource.json(call))


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "").lower()


def _sent(request: Request, body: Body, headers: dict[str, str], kind: str) -> Response:
    content = body.plain
    if kind in {_JSON, _CSV} and len(content) > SMALL_BYTES and _takes_gzip(request):
        content, headers = body.packed, {**headers, "content-encoding": "gzip"}
    headers["content-length"] = str(len(content))
    return Response(b"" if request.method == "HEAD" else content, 200, headers, kind)


def _streamed(request: Request, found: _Found, call: Call, headers: dict[str, str]) -> Response:
    headers["etag"] = _tag(_key(found, call).encode())
    if is_known(request.headers, headers["etag"]):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(b"", 200, headers, _CSV)
    assert found.resource.csv is not None
    pieces = found.resource.csv(call)
    assert not isinstance(pieces, bytes)
    if _takes_gzip(request):
        headers["content-encoding"] = "gzip"
        pieces = _packed(pieces)
    return StreamingResponse(pieces, 200, headers, _CSV)


def _packed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for piece in pieces:
        yield packer.compress(piece)
    yield packer.flush()


def _unavailable(error: StoreError) -> Response:
    return Problem(
        503,
        "The place where versions are kept cannot be used.",
        stopping.store(error),
        headers={"retry-after": "60"},
    ).response()
