"""``openapi.json``, made of the resources and keys: nothing in it is written twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bordertrade import __version__
from bordertrade.dataset import Dataset
from bordertrade.view import Choices
from bordertrade.web.api import openapi_writing
from bordertrade.web.api.call import PAGING
from bordertrade.web.api.keys import Schema, meaning, schema
from bordertrade.web.api.problem import PROBLEM_TYPE
from bordertrade.web.api.resources import RESOURCES, ROOT, Resource

_TEXT: Schema = {"type": "string"}
_CELL: Schema = {"type": ["string", "number", "boolean", "null"]}
_FAILURES = {
    "400": "A key or value that was not understood",
    "404": "Nothing of that name, or a version that is not kept here",
    "405": "Only reading is possible",
    "410": "A version that was withdrawn, or a draft whose time is over",
    "429": "Too many requests: wait as long as Retry-After says",
    "503": "The record cannot be read now",
}


def openapi(dataset: Dataset, choices: Choices, address: str) -> dict[str, Any]:
    """OpenAPI 3.1 for the codes of a data set, served at an address."""
    paths: dict[str, Any] = {}
    for each in RESOURCES:
        values = _parts(each, choices)
        paths[ROOT + each.path] = {"get": _operation(each, values, choices)}
        if each.csv is not None:
            paths[f"{ROOT}{each.path}.csv"] = {"get": _csv_operation(each, values, choices)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": dataset.contract.title,
            "version": __version__,
            "description": dataset.contract.description,
        },
        "servers": [{"url": address}],
        "paths": paths | openapi_writing.paths(),
        "components": {
            "schemas": {"Problem": _PROBLEM, **_shapes(RESOURCES), **openapi_writing.SCHEMAS},
            "securitySchemes": openapi_writing.SECURITY,
        },
    }


def _parts(resource: Resource, choices: Choices) -> dict[str, tuple[str, ...]]:
    return {name: codes or choices.tables for name, codes in resource.parts.items()}


def _operation(
    resource: Resource, values: dict[str, tuple[str, ...]], choices: Choices
) -> dict[str, Any]:
    if resource.file is not None:
        file = {resource.kind: {"schema": {"type": "string", "format": "binary"}}}
        return _described(resource, resource.name, file, values, choices)
    content: dict[str, Any] = {"application/json": {"schema": _ref(resource.name)}}
    if resource.csv is not None:
        content["text/csv"] = {"schema": _TEXT}
    return _described(resource, resource.name, content, values, choices)


def _csv_operation(
    resource: Resource, values: dict[str, tuple[str, ...]], choices: Choices
) -> dict[str, Any]:
    content = {"text/csv": {"schema": _TEXT}}
    return _described(resource, f"{resource.name}_csv", content, values, choices)


def _described(
    resource: Resource,
    name: str,
    content: dict[str, Any],
    values: dict[str, tuple[str, ...]],
    choices: Choices,
) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": resource.summary,
        "parameters": [
            *(_place(part, codes) for part, codes in values.items()),
            *(_query(key, choices) for key in resource.keys),
        ],
        "responses": {
            "200": {"description": resource.summary, "headers": _HEADERS, "content": content},
            "304": {"description": "The answer that was named by If-None-Match is still right"},
            **{status: _failure(told) for status, told in _FAILURES.items()},
        },
    }


_HEADERS = {
    "ETag": {"schema": _TEXT, "description": "Changes with version, view and language"},
    "RateLimit-Remaining": {"schema": _TEXT, "description": "Requests left at once"},
}


def _place(name: str, codes: tuple[str, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": list(codes)},
    }


def _query(key: str, choices: Choices) -> dict[str, Any]:
    told = {"name": key, "in": "query", "required": False}
    if key in PAGING:
        low, usual, most = PAGING[key]
        bounds = {"type": "integer", "minimum": low, "maximum": most, "default": usual}
        return {**told, "schema": bounds, "description": "Rows of one page" if usual else "From"}
    return {**told, "schema": schema(key, choices), "description": meaning(key)}


def _failure(told: str) -> dict[str, Any]:
    return {"description": told, "content": {PROBLEM_TYPE: {"schema": _ref("Problem")}}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


# --- the shapes of answers ------------------------------------------------------------------------


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_VERSION: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_PROBLEM: Schema = {
    **_object(title=_TEXT, status={"type": "integer"}),
    "additionalProperties": False,
}
_PROBLEM["properties"] |= {
    "detail": _TEXT,
    "problems": _list(_object(key=_TEXT, found=_TEXT, expected=_TEXT)),
}
_TOLD = _object(
    chart=_TEXT, title=_TEXT, sentence=_TEXT, basis=_TEXT, notes=_list(_TEXT), newest=_DAY
)
_SOURCE = _object(id=_TEXT, title=_TEXT, publisher=_TEXT, date=_TEXT, url=_TEXT, note=_TEXT)

#: Of a link made by 0.4.0 or before: which methods changed since, and figures as they were counted.
_RECOUNTED: Schema = {
    **_object(
        sentence=_TEXT,
        methods=_list(_TEXT),
        figures=_list(_object(figure=_TEXT, then=_TEXT, now=_TEXT)),
    ),
    "type": ["object", "null"],
}


def _shapes(resources: Iterable[Resource]) -> dict[str, Schema]:
    own: dict[str, Any] = {
        "index": _INDEX,
        "versions": _versions,
        "tables": _TABLES,
        "table": _TABLE,
    }
    found: dict[str, Schema] = {}
    for each in resources:
        shape = own.get(each.name, _view_shape)
        if each.json is not None:
            found[each.name] = shape(each) if callable(shape) else shape
    return found


def _view_shape(resource: Resource) -> Schema:
    return _object(
        title=_TEXT,
        sentence=_TEXT,
        basis=_TEXT,
        newest=_DAY,
        version=_VERSION,
        language=_TEXT,
        query={"type": "object", "additionalProperties": _TEXT},
        links=_object(page_live=_TEXT, page_frozen=_TEXT, api_live=_TEXT, api_frozen=_TEXT),
        charts=_list(_TOLD),
        sources=_list(_SOURCE),
        columns=_list(_object(name=_TEXT, title=_TEXT)),
        rows=_list(_row(resource)),
        recounted=_RECOUNTED,
    )


def _row(resource: Resource) -> Schema:
    if not resource.columns:
        return {"type": "object", "additionalProperties": _CELL}
    return {
        **_object(
            **{
                each.name: {"type": [each.kind, "null"], "description": each.told}
                for each in resource.columns
            }
        ),
        "additionalProperties": False,
    }


def _versions(resource: Resource) -> Schema:
    return _object(current=_VERSION, versions=_list(_row(resource)))


_INDEX = _object(
    title=_TEXT,
    version=_VERSION,
    resources=_list(_object(name=_TEXT, path=_TEXT, summary=_TEXT, csv={"type": "boolean"})),
    documentation=_TEXT,
)
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TABLES = _object(
    version=_VERSION,
    tables=_list(
        _object(
            name=_TEXT,
            title=_TEXT,
            description=_TEXT,
            grain=_TEXT,
            rows=_COUNT,
            columns=_list(_object(name=_TEXT, title=_TEXT, type=_TEXT, unit=_TEXT)),
        )
    ),
)
_TABLE = _object(
    table=_TEXT,
    version=_VERSION,
    total=_COUNT,
    limit=_COUNT,
    offset=_COUNT,
    rows=_list({"type": "object", "additionalProperties": _CELL}),
)


def pattern(resource: Resource, suffix: str) -> re.Pattern[str]:
    """What paths a resource answers."""
    text = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/.]+)", resource.path)
    return re.compile(text + re.escape(suffix))
