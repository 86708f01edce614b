"""What can be asked for: one entry a resource. Routes, limits and ``openapi.json`` are made of it.

To add one: an entry in ``RESOURCES``; tests and documentation loop over them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bordertrade.charts import CHARTS
from bordertrade.exports.contract_csv import table_csv
from bordertrade.exports.package import package
from bordertrade.exports.spreadsheet import csv_bytes
from bordertrade.sharing.recounted import recount
from bordertrade.sharing.series import (
    MIRROR_COLUMNS,
    SERIES_COLUMNS,
    TARGET_COLUMNS,
    VERSION_COLUMNS,
    Answer,
    Column,
    chart_answer,
    frame_of,
    mirror_answer,
    record_rows,
    revision_rows,
    series_answer,
    table_facts,
    target_answer,
)
from bordertrade.store import StoreUnavailable
from bordertrade.view import encode, link
from bordertrade.web.api.call import PAGING, Call, at_version
from bordertrade.web.api.keys import VERSION_KEYS, VIEW_KEYS
from bordertrade.web.api.problem import Problem

ROOT = "/api/v1"
#: Rows of a table that are written at once: bounds the memory of a long answer.
_CHUNK_ROWS = 20_000
_MARK = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Resource:
    """``path`` below ``/api/v1``; ``json`` makes what is written as JSON, ``csv`` bytes or pieces.

    ``columns`` are those of its rows where they are always the same; ``kept`` whether finished
    bytes may be kept for a version and view; ``parts`` give the values that the path's places
    may have, none for those that the data know. ``file`` makes one of another ``kind``.
    """

    name: str
    path: str
    summary: str
    json: Callable[[Call], dict[str, Any]] | None = None
    csv: Callable[[Call], bytes | Iterator[bytes]] | None = None
    keys: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kept: bool = True
    pages: bool = False
    file: Callable[[Call], bytes] | None = None
    kind: str = "application/json"


# --- answers that are made of a view --------------------------------------------------------------


def _of_view(
    name: str, path: str, summary: str, make: Callable[[Call], Answer], **more: Any
) -> Resource:
    return Resource(
        name,
        path,
        summary,
        json=lambda call: _told(make(call), call, path),
        csv=lambda call: _rows_csv(make(call), call),
        keys=VIEW_KEYS,
        **more,
    )


def _told(answer: Answer, call: Call, path: str) -> dict[str, Any]:
    first = answer.told[0]
    return {
        "title": first.title,
        "sentence": " ".join(each.sentence for each in answer.told if each.sentence),
        "basis": first.basis,
        "newest": answer.newest,
        "version": call.dataset.fingerprint,
        "language": call.view.language,
        "query": encode(call.view),
        "links": _links(answer, call, path.format(**call.parts)),
        "charts": list(answer.told),
        "sources": list(answer.sources),
        "columns": [{"name": each.name, "title": each.told} for each in answer.columns],
        "rows": list(answer.rows),
        "recounted": recount(answer.place.path, call.dataset, call.view),
    }


def _links(answer: Answer, call: Call, path: str) -> dict[str, str]:
    """Of the page and of this answer, live and frozen."""
    frozen = call.dataset.in_links(call.view.version)
    views = {"live": at_version(call, ""), "frozen": at_version(call, frozen)}
    return {
        f"{what}_{age}": call.address + link(place, view.with_(chart=answer.chart))
        for age, view in views.items()
        for what, place in (("page", answer.place.path), ("api", (ROOT + path).lstrip("/")))
    }


def _rows_csv(answer: Answer, call: Call) -> bytes:
    """The rows; the version stands in each, because a file loses the answer's headers."""
    frame = frame_of(answer.columns, answer.rows)
    frame["version"] = call.dataset.version
    return csv_bytes(frame)


def _chart(call: Call) -> Answer:
    return chart_answer(call.parts["chart"], call.dataset, call.view, call.today)


# --- the record -----------------------------------------------------------------------------------


def _tables(call: Call) -> dict[str, Any]:
    return {"version": call.dataset.fingerprint, "tables": table_facts(call.dataset)}


def _table(call: Call) -> dict[str, Any]:
    name = call.parts["table"]
    return {
        "table": name,
        "version": call.dataset.fingerprint,
        "total": len(call.dataset[name]),
        "limit": call.limit,
        "offset": call.offset,
        "rows": record_rows(call.dataset, name, call.offset, call.limit),
    }


def _table_csv(call: Call) -> Iterator[bytes]:
    """The whole table in the contract's own form, some rows at a time."""
    table, frame = (
        call.dataset.contract.tables[call.parts["table"]],
        call.dataset[call.parts["table"]],
    )
    for first in range(0, max(1, len(frame)), _CHUNK_ROWS):
        piece = table_csv(table, frame.iloc[first : first + _CHUNK_ROWS])
        yield piece if first == 0 else _without_head(piece)


def _without_head(piece: bytes) -> bytes:
    return piece.removeprefix(_MARK).partition(b"\r\n")[2]


def _versions(call: Call) -> dict[str, Any]:
    return {"current": call.dataset.fingerprint, "versions": _revisions(call)}


def _versions_csv(call: Call) -> bytes:
    return csv_bytes(frame_of(VERSION_COLUMNS, _revisions(call)))


def _revisions(call: Call) -> list[dict[str, Any]]:
    try:
        return [*revision_rows(call.shelf.store().audit())]
    except StoreUnavailable as error:
        raise Problem(
            503,
            "The place where versions are kept cannot be reached.",
            "Try again in a minute.",
            headers={"retry-after": "60"},
        ) from error


def _index(call: Call) -> dict[str, Any]:
    return {
        "title": call.dataset.contract.title,
        "version": call.dataset.fingerprint,
        "resources": [
            {
                "name": each.name,
                "path": f"{call.address}{ROOT}{each.path}",
                "summary": each.summary,
                "csv": each.csv is not None,
            }
            for each in RESOURCES
        ],
        "documentation": f"{call.address}{ROOT}/openapi.json",
    }


RESOURCES = (
    Resource("index", "", "What there is", json=_index, keys=("lang",)),
    _of_view(
        "series",
        "/series",
        "Trade of the markets over time, both channels, with what is missing and why",
        lambda call: series_answer(call.dataset, call.view, call.today),
        columns=SERIES_COLUMNS,
    ),
    _of_view(
        "target",
        "/target",
        "Where each state’s book stands against the target; the two are never added",
        lambda call: target_answer(call.dataset, call.view, call.today),
        columns=TARGET_COLUMNS,
    ),
    _of_view(
        "mirror",
        "/mirror",
        "One flow on both books, year by year, with the gap between them",
        lambda call: mirror_answer(call.dataset, call.view, call.today),
        columns=MIRROR_COLUMNS,
    ),
    _of_view(
        "chart",
        "/charts/{chart}",
        "Any chart of the site: its title, its sentence and the rows beside the picture",
        _chart,
        parts={"chart": tuple(CHARTS)},
    ),
    Resource(
        "versions",
        "/versions",
        "What was published, when, by whom and why",
        json=_versions,
        csv=_versions_csv,
        keys=("lang",),
        columns=VERSION_COLUMNS,
        kept=False,
    ),
    Resource("tables", "/tables", "The tables of the record", json=_tables, keys=VERSION_KEYS),
    Resource(
        "table",
        "/tables/{table}",
        "The rows of a table, as the record holds them: JSON in pages, CSV as a whole",
        json=_table,
        csv=_table_csv,
        keys=(*VERSION_KEYS, *PAGING),
        parts={"table": ()},
        pages=True,
    ),
    Resource(
        "package",
        "/package.zip",
        "The whole record as a Data Package",
        file=lambda call: package(call.dataset),
        keys=VERSION_KEYS,
        kind="application/zip",
    ),
)
