"""The whole record in one file: a zip that is a Data Package.

The same bytes for the same version, so that whoever has the zip twice can tell that nothing
changed.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bordertrade.dataset import Dataset, Table
from bordertrade.exports.contract_csv import CONTRACT, plain_csv
from bordertrade.words import _, ngettext

_README = "README.txt"
#: The earliest time that a zip can tell: no file of it says when it was made.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def package(dataset: Dataset, cite: str = "") -> bytes:
    """The version as a zip; ``cite`` is a ready citation for its README."""
    file = io.BytesIO()
    write_zip(dataset, file, cite)
    return file.getvalue()


def write_zip(dataset: Dataset, file: BinaryIO, cite: str = "") -> None:
    """The same into a file; one table at a time is held as text."""
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for path, content in _contents(dataset, cite):
            entry = ZipInfo(path, _NO_TIME)
            entry.external_attr = _READABLE
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, content)


def _contents(dataset: Dataset, cite: str) -> Iterator[tuple[str, bytes]]:
    described = json.loads((dataset.folder / CONTRACT).read_text(encoding="utf-8"))
    yield _README, _readme(dataset, described, cite).encode()
    yield CONTRACT, _description(described, dataset)
    for table in dataset.contract.tables.values():
        yield table.path, plain_csv(table, dataset[table.name])
    for resource in described["resources"]:
        if "schema" not in resource:
            yield resource["path"], (dataset.folder / resource["path"]).read_bytes()


def _description(described: dict[str, Any], dataset: Dataset) -> bytes:
    """The contract, and which version this is."""
    own = {"fingerprint": dataset.fingerprint, **described}
    return (json.dumps(own, ensure_ascii=False, indent=1) + "\n").encode()


def _readme(dataset: Dataset, described: dict[str, Any], cite: str) -> str:
    licence = described["licenses"][0]
    tables = dataset.contract.tables.values()
    lines = [
        dataset.contract.title,
        "",
        dataset.contract.description,
        "",
        _("Version: {fingerprint}", fingerprint=dataset.fingerprint),
        *([_("Release of the record: {release}", release=dataset.release)] * bool(dataset.release)),
        _("Licence: {title} {path}", title=licence["title"], path=licence["path"]),
        *([_("How to cite: {citation}", citation=cite)] if cite else []),
        "",
        _(
            "Not official statistics. Modelled figures are outer envelopes, not confidence intervals."
        ),
        _("Missing is never zero. The books of the two countries are never added up."),
        _("What each column means stands in {file}.", file=CONTRACT),
        _("What changed with each release, and why, stands in {file}.", file="changes.csv"),
        "",
        *(_file(each, len(dataset[each.name])) for each in tables),
    ]
    return "\n".join(lines) + "\n"


def _file(table: Table, count: int) -> str:
    return ngettext(
        "{file}: {title} ({count} row)",
        "{file}: {title} ({count} rows)",
        count,
        file=table.path,
        title=table.title,
    )
