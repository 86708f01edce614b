"""Rows that would be counted twice, or not at all: rows that hold others, and the parts of one figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from bordertrade.dataset import Table
from bordertrade.dataset.cells import CellError, Value
from bordertrade.dataset.goods import SPELLED, spelled
from bordertrade.dataset.keys import key_columns
from bordertrade.intake import alike, wholes
from bordertrade.intake.declaration import IGNORED
from bordertrade.intake.forms import Reader, cell_reader
from bordertrade.intake.listing import listed
from bordertrade.intake.oddities import is_total
from bordertrade.intake.questions import Answer, Head, Question, keeper
from bordertrade.intake.sums import comes_to
from bordertrade.intake.tidying import visible

ADD_UP, APART = "add_up", "apart"
KINDS: Mapping[str, tuple[str, ...]] = {
    "rows_in_rows": (wholes.PARTS, wholes.WHOLE, wholes.ALL),
    "parts_of_one": (ADD_UP, APART),
}
_SHOWN = 3
#: The place of a record among those of the head.
_AT = "at"


def ask(head: Head) -> Iterator[Question]:
    """Which rows count where some hold others; whether rows of one key are parts to be added up."""
    rows = _rows(head)
    if len(rows) > 1:
        yield from _alike(head, rows)
        yield from _holding(head, rows)


def _holding(head: Head, rows: pd.DataFrame) -> Iterator[Question]:
    columns = wholes.columns_of(head.table)
    if not columns or not set(columns) <= set(rows.columns):
        return
    found = wholes.held(head.table, rows)
    if not found.wholes.any():
        return
    answers = tuple(
        Answer(key, {"counted": key}, _sum(head.table, rows[found.kept(key)]))
        for key in (wholes.PARTS, wholes.WHOLE, wholes.ALL)
    )
    names = dict.fromkeys(_goods(row) for row in rows[found.wholes].to_dict("records"))
    yield Question("rows_in_rows", "", listed(list(names), _SHOWN), answers)


def _goods(row: Mapping[Any, Any]) -> str:
    """A kind of goods by its code and name."""
    told = (str(row.get(name, "")) for name in ("hs_code", "code", "commodity"))
    return " ".join(filter(None, told))


def _sum(table: Table, rows: pd.DataFrame) -> str:
    """What the rows come to, in the money that most of them have."""
    amount = wholes.amount_of(table)
    if "currency" not in rows or rows.empty:
        return f"{comes_to(rows[amount])} US$"
    money = rows["currency"].mode().iloc[0]
    return f"{comes_to(rows.loc[rows['currency'] == money, amount])} {money}"


def _alike(head: Head, rows: pd.DataFrame) -> Iterator[Question]:
    """Rows of one key that differ in columns that are left out, and in no other that names them."""
    left_out = [
        (place, heading.text)
        for place, heading in enumerate(head.headings)
        if heading.column == IGNORED and heading.text.strip()
    ]
    if not left_out or not alike.may_be_added(head.table):
        return
    keys = [name for name in key_columns(head.table) if name in rows]
    folded = rows.assign(**{name: rows[name].map(spelled) for name in SPELLED if name in rows})
    groups = folded.groupby(keys, sort=False)[_AT].agg(list)
    repeated = [places for places in groups if len(places) > 1]
    for place, text in left_out:
        told = [[_cell(head, at, place) for at in places] for places in repeated]
        if told and all(len(set(each)) == len(each) for each in told):
            answers = (Answer(ADD_UP, {"add_up": True}), Answer(APART))
            yield Question("parts_of_one", text, listed(told[0], _SHOWN), answers)
            return


def _cell(head: Head, at: int, place: int) -> str:
    cells = head.layout.records[at].cells
    return visible(cells[place]) if place < len(cells) else ""


# --- the rows of the head, as the checker will read them ------------------------------------------


class _Memory(dict[str, tuple[bool, Value]]):
    """Each text of a column, read once: whether it can be, and as what."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> tuple[bool, Value]:
        try:
            self[text] = (True, self._read(text))
        except CellError:
            self[text] = (False, None)
        return self[text]


def _rows(head: Head) -> pd.DataFrame:
    """The good rows, in the columns that name them or are added; ``_AT`` tells their records."""
    table, how = head.table, head.declaration
    wanted = {*key_columns(table), *wholes.columns_of(table), *alike.SUMMED, "currency", "unit"}
    given = {
        heading.column: place
        for place, heading in enumerate(head.headings)
        if heading.column in table and heading.column in wanted
    }
    readers = {
        name: _Memory(cell_reader(table.column(name), how, head.names))
        for name in (*given, *(name for name in how.fills if name in table and name in wanted))
    }
    stays, left_out = keeper(how.kept, how.dropped), frozenset(how.left_out)
    found = []
    for at, record in enumerate(head.layout.records):
        cells = record.cells
        if record.line in left_out or len(cells) != len(head.headings) or not stays(cells):
            continue
        row = {name: readers[name][cells[place]] for name, place in given.items()}
        row |= {name: readers[name][text] for name, text in how.fills.items() if name in readers}
        if all(is_read for is_read, _ in row.values()) and not _is_total(row):
            found.append({_AT: at, **{name: value for name, (_, value) in row.items()}})
    return _typed(pd.DataFrame(found, columns=[_AT, *readers]), table)


def _is_total(row: Mapping[str, tuple[bool, Value]]) -> bool:
    name = row.get("commodity", (True, ""))[1]
    return isinstance(name, str) and is_total(name)


def _typed(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Numbers as numbers, texts as texts; columns of goods that the file lacks are empty."""
    numbers = {name for name in rows.columns if name in alike.SUMMED}
    lacking: dict[str, Any] = {name: "" for name in wholes.columns_of(table) if name not in rows}
    lacking |= {name: np.nan for name in lacking if name in alike.SUMMED}
    texts = {
        name: rows[name].map(lambda value: "" if value is None else str(value))
        for name in rows.columns
        if name not in numbers and name != _AT
    }
    return rows.assign(
        **texts, **{name: rows[name].astype("float64") for name in numbers}, **lacking
    )
