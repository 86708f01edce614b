"""One button a chart or table, and behind it everything there is to take away.

Nothing is made before the choice is opened, and no file before its own button is pressed; that
button turns until the file is there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context

import pandas as pd
import streamlit as st

from bordertrade.charts import AnyChart, Finished, measured
from bordertrade.dataset import Table
from bordertrade.exports.workbook import MOST_ROWS, too_many_rows
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.remembered import once
from bordertrade.sharing.takeaway import Takeaway
from bordertrade.ui.state import Current
from bordertrade.view import link
from bordertrade.words import _, ngettext, numbers, use
from bordertrade.words.markup import escape, plain

CSV, XLSX, ZIP = "CSV", "XLSX", "ZIP"
_MIME = {
    CSV: "text/csv",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ZIP: "application/zip",
}
#: Cells that are written in a second on a small server, and what is worth a word.
_CELLS_A_SECOND = 75_000
_TOLD_FROM = 2

Make = Callable[[], bytes]


def of_chart(spec: AnyChart, done: Finished, now: Current) -> None:
    """The button under a chart."""
    if _button(spec.name, done.title):
        st.dialog(_("Download"), width="medium")(_chart)(spec, done.title, len(done.table), now)


def of_table(table: Table, rows: Callable[[], pd.DataFrame], found: int, now: Current) -> None:
    """The button under a table of the record; ``rows`` are the ``found`` that a search left."""
    if _button(f"table_{table.name}", table.title):
        st.dialog(_("Download"), width="medium")(_table)(table, rows, found, now)


def later(make: Make) -> Make:
    """For files that are made in another thread: in the language of whoever asks now."""
    context = copy_context()
    return lambda: context.copy().run(make)


def _button(name: str, about: str) -> bool:
    return st.button(
        _("Download"),
        key=f"dl_{name}",
        help=plain(about),
        type="tertiary",
        icon=":material/download:",
    )


def _chart(spec: AnyChart, title: str, count: int, now: Current) -> None:
    use(now.view.language)  # a dialog's own runs do not begin with the page
    taken = _takeaway(now, spec.name)
    about = _("As displayed, with a stable code beside each label.")
    _part(title, f"{_rows(count)}. {about}")
    _files(
        spec.file,
        now,
        (CSV, "chart_csv", count, lambda: taken.chart_csv(spec)),
        (XLSX, "chart_xlsx", count, lambda: taken.chart_xlsx(spec)),
    )
    _whole_tables(_tables_behind(spec, now), taken, now)
    _everything(taken, now)


def _table(table: Table, rows: Callable[[], pd.DataFrame], found: int, now: Current) -> None:
    use(now.view.language)
    taken = _takeaway(now, "")
    if 0 < found < len(now.dataset[table.name]):
        about = _("The rows that hold “{text}”.", text=now.view.search)
        _part(_("Rows found"), f"{_rows(found)}. {about}")
        _files(
            f"{table.name}-found",
            now,
            (CSV, "found_csv", found, lambda: taken.table_csv(table, rows())),
            (XLSX, "found_xlsx", found, lambda: taken.table_xlsx(table, rows())),
        )
    _whole_tables((table.name,), taken, now)
    _everything(taken, now)


def _whole_tables(first: tuple[str, ...], taken: Takeaway, now: Current) -> None:
    """Any table of the record, those that the chart rests on first."""
    dataset = now.dataset
    tables = dataset.contract.tables
    _part(_("A whole table"), _("Every row and column of the record, whatever is chosen here."))
    name = st.selectbox(
        _("Table"),
        list(dict.fromkeys((*first, *tables))),
        format_func=lambda each: f"{tables[each].title} ({numbers.decimal(len(dataset[each]), 0)})",
        key="dl_which",
        label_visibility="collapsed",
    )
    table, frame = tables[name], dataset[name]
    _files(
        name,
        now,
        (CSV, "table_csv", len(frame), lambda: taken.table_csv(table, frame)),
        (XLSX, "table_xlsx", len(frame), lambda: taken.table_xlsx(table, frame)),
        columns=2 * len(table.columns),
    )
    st.html(
        '<p class="bt-sentence">'
        + escape(
            _(
                "CSV: codes, as the page “Update data” takes them back. XLSX: codes and labels, "
                "what each column means, the sources."
            )
        )
        + "</p>"
    )


def _everything(taken: Takeaway, now: Current) -> None:
    tables = now.dataset.contract.tables
    count = sum(len(now.dataset[name]) for name in tables)
    about = _(
        "{tables} tables, {rows}, maps and what every column means, as a Data Package.",
        tables=len(tables),
        rows=_rows(count),
    )
    _part(_("Everything"), about)
    _files("border-trade", now, (ZIP, "everything", count, taken.everything))


def _part(title: str, about: str) -> None:
    st.html(
        f'<h3 class="bt-chart-title">{escape(title)}</h3><p class="bt-sentence">{escape(about)}</p>'
    )


def _files(name: str, now: Current, *files: tuple[str, str, int, Make], columns: int = 20) -> None:
    """A button for each form: its kind, key, number of rows and what makes it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for kind, key, count, make in files:
            refused = kind == XLSX and count > MOST_ROWS
            st.download_button(
                kind,
                data=later(make),
                file_name=f"{name}-{now.dataset.version}.{kind.lower()}",
                mime=_MIME[kind],
                key=f"dl_{key}",
                help=too_many_rows(count) if refused else _how_long(count * columns),
                on_click="ignore",
                disabled=refused or not count,
                icon=":material/download:",
            )


def _how_long(cells: int) -> str | None:
    seconds = round(cells / _CELLS_A_SECOND)
    if seconds < _TOLD_FROM:
        return None
    return _("Takes about {seconds} seconds to make.", seconds=seconds)


def _rows(count: int) -> str:
    shown = numbers.decimal(count, 0)
    return ngettext("{shown} row", "{shown} rows", count, shown=shown)


def _tables_behind(spec: AnyChart, now: Current) -> tuple[str, ...]:
    """The tables that a chart adds up; none where it is worked out from totals."""
    key = ("tables behind", spec.name, now.view)
    found: tuple[str, ...] = once(now.dataset, *key, make=lambda: _behind(spec, now))
    return found


def _behind(spec: AnyChart, now: Current) -> tuple[str, ...]:
    result = measured(spec, now.dataset, now.view, now.today)
    behind = spec.behind(result, now.dataset, now.view)
    if not isinstance(behind, RowsBehind):
        return ()
    names = behind.rows["table"].value_counts().index
    return tuple(str(name) for name in names if name in now.dataset.contract.tables)


def _takeaway(now: Current, chart: str) -> Takeaway:
    """What there is to take away of a chart, or of a table where ``chart`` is ""."""
    return Takeaway(now.dataset, now.view, now.today, _address(now, chart))


def _address(now: Current, chart: str) -> str:
    """The link that keeps these very numbers, with the address that the browser asked for."""
    version = now.dataset.in_links(now.view.version)
    own = link(now.page, now.view.with_(version=version, chart=chart))
    page = (st.context.url or "").partition("?")[0]
    return page + own[own.find("?") :] if page else own
