"""A chart's figures as a table for screen, phone and paper.

What is the same in every row is said once, above. Long texts stand below their row: twenty columns
would not go on a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from bordertrade.words import _, numbers
from bordertrade.words.markup import escape

#: A text longer than this stands below its row where columns are many.
_LONG = 40
#: Columns that fit beside each other in full size.
_FEW = 8
#: Amounts from here on are read in words.
_LARGE = 1_000_000
_YEARS = 10_000


def html_table(rows: pd.DataFrame, caption: str) -> str:
    """``caption`` is plain text. "" without rows."""
    if rows.empty:
        return ""
    same = [name for name in rows.columns if len(rows) > 1 and _is_same(rows[name])]
    beside = [name for name in rows.columns if name not in same]
    below = _long(rows, beside)
    beside = [name for name in beside if name not in below]
    css = "wide" if len(beside) > _FEW else "narrow"
    heads = "".join(_head(rows, name) for name in beside)
    body = "".join(_row(row, beside, below) for row in rows.astype(object).to_dict("records"))
    return (
        f'{_said_once(rows, same)}<div class="scroll" tabindex="0"><table class="{css}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>{body}</table></div>"
    )


def cell(value: object) -> str:
    """A cell's text: amounts in words, a missing one as a dash, never a nought."""
    if value is None or value != value:
        return numbers.MISSING
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if abs(value) >= _LARGE:
        return numbers.scaled(value)
    if float(value).is_integer():
        return str(int(value)) if abs(value) < _YEARS else numbers.decimal(value)
    return numbers.decimal(value, 1 if abs(value) >= 100 else 2)


def _is_same(cells: pd.Series[Any]) -> bool:
    return bool(cells.astype(str).nunique() == 1)


def _long(rows: pd.DataFrame, names: list[str]) -> list[str]:
    if len(names) <= _FEW:
        return []
    return [name for name in names if _is_text(rows, name) and rows[name].str.len().max() > _LONG]


def _is_text(rows: pd.DataFrame, name: str) -> bool:
    return bool(pd.api.types.is_string_dtype(rows[name]))


def _said_once(rows: pd.DataFrame, names: list[str]) -> str:
    cells = [(name, cell(rows[name].astype(object).iloc[0])) for name in names]
    text = "; ".join(f"{name}: {value}" for name, value in cells if value.strip())
    if not text:
        return ""
    told = _("The same in every row: {list}.", list=text)
    return f'<p class="same">{escape(told)}</p>'


def _head(rows: pd.DataFrame, name: str) -> str:
    css = "" if _is_text(rows, name) else ' class="n"'
    return f'<th scope="col"{css}>{escape(str(name))}</th>'


def _row(row: Mapping[Any, Any], beside: list[str], below: list[str]) -> str:
    cells = "".join(_cell(row[name]) for name in beside)
    told = [f"{name}: {row[name]}" for name in below if str(row[name] or "").strip()]
    if not told:
        return f"<tbody><tr>{cells}</tr></tbody>"
    more = escape(" · ".join(told))
    return f'<tbody><tr>{cells}</tr><tr class="more"><td colspan="{len(beside)}">{more}</td></tr></tbody>'


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    return f'<td class="n">{escape(cell(value))}</td>'
