"""A small table as HTML: for a dozen rows that are read, not sorted or scrolled."""

from __future__ import annotations

import pandas as pd

from bordertrade.words import numbers
from bordertrade.words.markup import escape


def html_table(rows: pd.DataFrame, caption: str = "") -> str:
    """Columns as headings, numbers to the right with their separators, missing as a dash."""
    heads = "".join(f"<th>{escape(str(name))}</th>" for name in rows.columns)
    body = "".join(
        f"<tr>{''.join(_cell(value) for value in row)}</tr>"
        for row in rows.astype(object).itertuples(index=False)
    )
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="bt-scroll"><table class="bt-table bt-numbers">{told}<thead><tr>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    if value is None or value != value:
        return f'<td class="bt-num">{numbers.MISSING}</td>'
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"<td>{escape(str(value))}</td>"
    return f'<td class="bt-num">{escape(_number(value))}</td>'


def _number(value: float) -> str:
    """A year such as 2029 stays as it is; amounts are read in words."""
    if float(value).is_integer() and abs(value) < 10_000:
        return str(int(value))
    return numbers.scaled(value) if abs(value) >= 1_000_000 else numbers.decimal(value, 2)
