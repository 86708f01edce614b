"""A request's body, bounded before it is read: files laid in a folder, and the fields beside them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from bordertrade.web.api.problem import Problem

#: Of one request, bytes: as much as a publisher may drop on the page as one file.
MOST_BYTES = 50 * 2**20
MOST_FILES = 10
#: Of what is said beside the files.
_MOST_FIELDS, _MOST_FIELD_BYTES = 500, 100_000
_MOST_JSON_BYTES = 10_000
#: A body that takes longer comes from nobody who wants an answer.
_PATIENCE_SECONDS = 120
_FORM, _JSON = "multipart/form-data", "application/json"


@dataclass(frozen=True, slots=True)
class Form:
    """``files``: path -> what the file calls itself; ``fields`` in the order they came."""

    files: Mapping[Path, str]
    fields: tuple[tuple[str, str], ...]


async def form_of(request: Request, receive: Receive, folder: Path) -> Form:
    """The files, laid in ``folder``, and the fields of a form. Raises Problem."""
    _admit(request, _FORM, MOST_BYTES)
    asked = Request(request.scope, _bounded(receive, MOST_BYTES))
    try:
        async with (
            asyncio.timeout(_PATIENCE_SECONDS),
            asked.form(
                max_files=MOST_FILES,
                max_fields=_MOST_FIELDS,
                max_part_size=_MOST_FIELD_BYTES,
            ) as form,
        ):
            return await run_in_threadpool(_laid, form.multi_items(), folder)
    except (HTTPException, MultiPartException) as error:
        told = str(getattr(error, "detail", "") or getattr(error, "message", ""))
        raise Problem(400, "This form was not understood.", told) from None
    except TimeoutError:
        raise Problem(408, "The body did not come in time.", "Send it again.") from None
    except ClientDisconnect:
        raise Problem(400, "The body came only in part.", "Send it again.") from None


def _laid(items: list[tuple[str, Any]], folder: Path) -> Form:
    files: dict[Path, str] = {}
    fields: list[tuple[str, str]] = []
    for name, item in items:
        if isinstance(item, UploadFile) and name == "file":
            path = folder / str(len(files) + 1)
            with path.open("wb") as kept:
                shutil.copyfileobj(item.file, kept)
            files[path] = item.filename or ""
        else:
            text = item if isinstance(item, str) else "a file"
            fields.append((name, text))
    if not files:
        raise Problem(400, "There is no file in this form.", "Send it in the field “file”.")
    return Form(files, tuple(fields))


async def object_of(request: Request, receive: Receive) -> dict[str, Any]:
    """A small JSON object. Raises Problem."""
    _admit(request, _JSON, _MOST_JSON_BYTES)
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            body = await Request(request.scope, _bounded(receive, _MOST_JSON_BYTES)).body()
        told = orjson.loads(body)
    except (ValueError, ClientDisconnect):
        told = None
    except TimeoutError:
        raise Problem(408, "The body did not come in time.", "Send it again.") from None
    if not isinstance(told, dict):
        raise Problem(400, "The body is no JSON object.", 'Send for instance {"why": "…"}.')
    return told


def _admit(request: Request, kind: str, most: int) -> None:
    """Before a byte of the body is read. Raises Problem."""
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != kind:
        raise Problem(415, "This kind of body is not taken here.", f"Send {kind}.")
    length = request.headers.get("content-length", "")
    if "transfer-encoding" in request.headers or not (length.isascii() and length.isdigit()):
        raise Problem(411, "The size must be said first.", "Send Content-Length.")
    if len(length) > 15 or int(length) > most:
        raise _too_large(most)


def _bounded(receive: Receive, most: int) -> Receive:
    """The same, ended where more comes than was announced."""
    left = most

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise _too_large(most)
        return message

    return counted


def _too_large(most: int) -> Problem:
    told = f"{most // 2**20} MB" if most >= 2**20 else f"{most:,} bytes"
    return Problem(
        413,
        "The body is larger than what may be sent here.",
        f"At most {told} are taken; larger files go through the server’s command line.",
    )
