"""What machines may write, for ``openapi.json``: made of the fields that the form takes."""

from __future__ import annotations

from typing import Any

from bordertrade.web.api.fields import FIELDS
from bordertrade.web.api.forms import MOST_BYTES, MOST_FILES
from bordertrade.web.api.keys import Schema
from bordertrade.web.api.problem import PROBLEM_TYPE
from bordertrade.web.api.resources import ROOT

SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "Made with “python -m bordertrade tokens make”",
    }
}
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_VERSION: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_FILES: Schema = {
    "type": "array",
    "description": "The report of each file, as “check --json” prints it",
    "items": {
        "type": "object",
        "properties": {
            "file": _TEXT,
            "checksum": _TEXT,
            "table": {"type": ["string", "null"]},
            "rows": _NUMBER,
            "accepted": _NUMBER,
            "rejected": _NUMBER,
            "unconfirmed": {"type": "array", "items": _TEXT},
            "questions": {"type": "array", "items": {"type": "object"}},
            "needs_reason": {"type": "array", "items": _TEXT},
            "problems": {"type": "array", "items": {"type": "object"}},
            "changes": {"type": ["object", "null"]},
        },
    },
}
_DRAFT: Schema = {
    "type": "object",
    "required": ["files", "changes", "version", "link"],
    "properties": {
        "files": _FILES,
        "changes": {"type": "boolean", "description": "False where every row was there already"},
        "version": _VERSION,
        "link": {"type": "string", "format": "uri"},
        "base": {"type": "integer", "description": "The revision that it was made from"},
        "who": _TEXT,
        "at": {"type": "string", "format": "date-time"},
        "why": _TEXT,
        "expires": {"type": "null"},
        "details": {"type": "object"},
    },
}
_REVISION: Schema = {
    "type": "object",
    "required": ["revision", "version", "link", "who", "at", "why"],
    "properties": {
        "revision": {"type": "integer", "minimum": 1},
        "version": _VERSION,
        "link": {"type": "string", "format": "uri"},
        "action": _TEXT,
        "who": _TEXT,
        "at": {"type": "string", "format": "date-time"},
        "why": _TEXT,
        "file": _TEXT,
        "checksum": _TEXT,
        "details": {"type": "object"},
    },
}
_ALWAYS = {
    "400": "A field that was not understood",
    "401": "No token, or one that is not known",
    "403": "A token whose role does not allow it, or that was revoked or is over",
    "408": "The body did not come in time",
    "411": "The size was not said first",
    "413": f"More than {MOST_BYTES // 2**20} MB",
    "415": "A body of another kind",
    "429": "Too many requests: wait as long as Retry-After says",
    "503": "The record cannot be written now, or too many files are being checked",
}
SCHEMAS = {"draft": _DRAFT, "revision": _REVISION}


def paths() -> dict[str, Any]:
    """The paths below the site's address."""
    return {ROOT + "/drafts": {"post": _draft()}, ROOT + "/drafts/{version}/publish": _publish()}


def _draft() -> dict[str, Any]:
    return {
        "operationId": "make_draft",
        "summary": "Check files and make one draft of the record with their rows: all or none",
        "security": [{"token": []}],
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "required": ["file", "why"],
                        "properties": {
                            "file": _file(),
                            **{each.name: each.described for each in FIELDS},
                        },
                    }
                }
            },
        },
        "responses": {
            "201": _answer("The draft and the report of each file", "draft"),
            "200": _answer("Nothing to do: every row is there already", "draft"),
            "422": _failure("The report of each file: nothing was made", files=_FILES),
            **{status: _failure(told) for status, told in _ALWAYS.items()},
        },
    }


def _file() -> Schema:
    one = {"type": "string", "format": "binary"}
    told = "CSV or Excel workbook (.xlsx); several go in by one deed"
    return {"type": "array", "items": one, "maxItems": MOST_FILES, "description": told}


def _publish() -> dict[str, Any]:
    place = {"name": "version", "in": "path", "required": True, "schema": _VERSION}
    body = {
        "type": "object",
        "required": ["why"],
        "properties": {
            "why": {"type": "string", "description": "Why: one line for the history"},
            "expected": {
                "type": "integer",
                "description": "Only if the draft was made from this revision",
            },
        },
    }
    failures = {
        **_ALWAYS,
        "404": "There is no such draft",
        "410": "A draft that was declined, or a version that was withdrawn",
    }
    return {
        "parameters": [place],
        "post": {
            "operationId": "publish_draft",
            "summary": "Publish a draft over the revision that it was made from",
            "security": [{"token": []}],
            "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
            "responses": {
                "200": _answer("The revision that was made", "revision"),
                "409": _failure(
                    "Somebody else published meanwhile; nothing was changed",
                    head={"type": ["object", "null"]},
                ),
                **{status: _failure(told) for status, told in failures.items()},
            },
        },
    }


def _answer(told: str, shape: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{shape}"}
    return {"description": told, "content": {"application/json": {"schema": schema}}}


def _failure(told: str, **more: Schema) -> dict[str, Any]:
    """A problem, here perhaps with members of its own."""
    schema: Schema = {"$ref": "#/components/schemas/Problem"}
    if more:
        own = {"title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT, **more}
        schema = {"type": "object", "required": ["title", "status"], "properties": own}
    return {"description": told, "content": {PROBLEM_TYPE: {"schema": schema}}}
