"""What pages are built of: headings, charts with their table and source, notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from bordertrade import charts
from bordertrade.charts import AnyChart, Chart, Finished, Result
from bordertrade.exports.spreadsheet import csv_bytes
from bordertrade.figures.packed import Packed
from bordertrade.measures.sources import Source
from bordertrade.sharing.statement import Statement, source_name
from bordertrade.ui import arriving, downloads, plots, rows_behind, share, state
from bordertrade.ui.state import Current
from bordertrade.vocabulary import Evidence, ObsStatus
from bordertrade.words import _, labels, numbers
from bordertrade.words.markup import escape, plain, unturned

#: More sources than this are counted under a chart; all stand on the sources page.
_NAMED_SOURCES = 3
_SEPARATED_FROM = 10_000
#: Streamlit sizes a column by its first rows; ten figures need this much, px.
_AMOUNT_WIDTH = 130
_CHART, _TABLE = "chart", "table"


def page_title(title: str, lead: str) -> None:
    """The page's name and, in one sentence, the question it answers."""
    st.html(f'<header class="bt-title"><h1>{escape(title)}</h1><p>{escape(lead)}</p></header>')


def section(title: str, lead: str = "") -> None:
    text = f'<p class="bt-lead">{escape(lead)}</p>' if lead else ""
    st.html(f'<div class="bt-section"><h2>{escape(title)}</h2>{text}</div>')


def drawing(html: str) -> None:
    """HTML that holds inline SVG, which ``st.html`` would take out.

    A blank line would end it: what follows, a cell of a file perhaps, would be read as Markdown.
    """
    st.markdown(" ".join(html.splitlines()), unsafe_allow_html=True)


def chart(spec: AnyChart, now: Current) -> None:
    """Title, sentence, picture or table, source line and download: one block for every chart."""
    done = finished(spec, now)
    with st.container(key=f"chart_{spec.name}"):
        st.html(f'<h3 class="bt-chart-title">{escape(done.title)}</h3>')
        if done.drawn is None:
            st.html(f'<p class="bt-absent">{escape(done.sentence)}</p>')
            return
        arriving.told(spec.name, now)
        if _switch(spec, now):
            table(done.table, key=f"table_{spec.name}", alt=done.title)
        else:
            _picture(spec, done)
        st.html(f'<p class="bt-sentence">{escape(done.sentence)}</p>{_notes(done.notes)}')
        _foot(spec, done, now)
        rows_behind.disclosure(
            spec.name,
            now,
            lambda: spec.behind(measured(spec, now), now.dataset, now.view),
            spec.file,
            _(spec.inputs) if spec.inputs else "",
        )


def bare_chart(spec: AnyChart, now: Current) -> None:
    """A chart inside another site's page: to read, with nothing to press."""
    done = finished(spec, now)
    with st.container(key=f"chart_{spec.name}"):
        st.html(f'<h3 class="bt-chart-title">{escape(done.title)}</h3>')
        if done.drawn is None:
            st.html(f'<p class="bt-absent">{escape(done.sentence)}</p>')
            return
        _picture(spec, done)
        sources = f'<p class="bt-source">{_source_line(done, now)}</p>'
        st.html(f'<p class="bt-sentence">{escape(done.sentence)}</p>{sources}')


def _picture(spec: AnyChart, done: Finished) -> None:
    if isinstance(done.drawn, Packed):
        drawing(done.legend)
        plots.plot(done.drawn, key=f"fig_{spec.name}", alt=done.sentence)
    elif done.drawn:
        drawing(done.drawn)


def finished(spec: AnyChart, now: Current) -> Finished:
    """The chart of the visitor's view."""
    return charts.finished(spec, now.dataset, now.view, now.scheme, now.today)


def measured(spec: Chart[Result], now: Current) -> Result | None:
    """What a chart measures of the visitor's view."""
    return charts.measured(spec, now.dataset, now.view, now.today)


def _switch(spec: AnyChart, now: Current) -> bool:
    """Chart or table; which one stands in the link."""
    key = f"w_tab_{spec.name}"
    st.session_state[key] = _TABLE if spec.name in now.view.tables else _CHART
    names = {_CHART: _("Chart"), _TABLE: _("Table")}
    chosen = st.segmented_control(
        _("Show as: {chart}", chart=_(spec.heading)),
        [_CHART, _TABLE],
        format_func=lambda each: names[each],
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=_switched,
        args=(spec.name, key),
    )
    return bool(chosen == _TABLE)


def _switched(name: str, key: str) -> None:
    others = tuple(each for each in state.view_now().tables if each != name)
    as_table = st.session_state[key] == _TABLE
    state.change(tables=(*others, name) if as_table else others)


def table(rows: pd.DataFrame, *, key: str, alt: str, height: int | str = "auto") -> None:
    """A table to read. Its own toolbar cannot download: our button neutralises formulas.

    Large numbers get their separators; a year such as 2025 stays as it is.
    """
    amounts = rows.select_dtypes("number")
    large = [name for name in amounts.columns if amounts[name].abs().max() >= _SEPARATED_FROM]
    config = {
        name: st.column_config.NumberColumn(format="localized", width=_AMOUNT_WIDTH)
        for name in large
    }
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        column_config=config,
        placeholder=numbers.MISSING,
        alt=unturned(alt),
        height=height,  # type: ignore[arg-type]
    )


def download(
    rows: pd.DataFrame | Callable[[], pd.DataFrame],
    *,
    name: str,
    key: str,
    label: str,
    about: str = "",
) -> None:
    """The rows as a CSV that a spreadsheet opens safely; built only when asked for."""
    st.download_button(
        label,
        data=downloads.later(lambda: csv_bytes(rows() if callable(rows) else rows)),
        file_name=name,
        mime="text/csv",
        key=key,
        help=plain(about) or None,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _foot(spec: AnyChart, done: Finished, now: Current) -> None:
    with st.container(key=f"foot_{spec.name}", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="bt-source">{_source_line(done, now)}</p>', width="stretch")
        downloads.of_chart(spec, done, now)
        share.of_chart(spec, now)


def stated(done: Finished, now: Current) -> Statement:
    """What a chart says when it is passed on."""
    return Statement(
        done.title,
        done.sentence,
        done.basis,
        done.sources,
        done.newest,
        now.dataset.version,
        now.today,
    )


def _source_line(done: Finished, now: Current) -> str:
    parts = [escape(done.basis), _source_links(done.sources), escape(stated(done, now).dated)]
    return " · ".join(part for part in parts if part)


def _source_links(found: tuple[Source, ...]) -> str:
    if not found:
        return escape(_("Sources and method: see Sources & methods"))
    links = [source_link(each) for each in found[:_NAMED_SOURCES]]
    more = len(found) - _NAMED_SOURCES
    if more > 0:
        links.append(escape(_("and {count} more", count=more)))
    return escape(_("Source:")) + " " + ", ".join(links)


def grade(status: str, evidence: str) -> str:
    """How a figure was made and how far to trust it, as a small tag; nothing for a plain count."""
    marks = [
        labels.of(labels.OBS_STATUS, status) if status != ObsStatus.NORMAL else "",
        labels.evidence(evidence) if evidence != Evidence.COUNT else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    return f'<span class="bt-tag">{escape(told)}</span>' if told else ""


def source_line(found: Iterable[Source]) -> str:
    """All of some sources, as HTML: "Source: …"."""
    links = ", ".join(source_link(each) for each in found)
    word = _("Source:")
    return f"{escape(word)} {links}" if links else ""


def source_link(source: Source) -> str:
    """Publisher and date, leading to the source itself."""
    text = source_name(source)
    if not source.url.startswith(("https://", "http://")):
        return escape(text)
    title = escape(source.title, quote=True)
    url = escape(source.url, quote=True)
    return f'<a href="{url}" title="{title}" target="_blank" rel="noopener">{escape(text)}</a>'


def _notes(notes: tuple[str, ...]) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    title = escape(_("Missing or left out, and why ({count})", count=len(notes)))
    return f'<details class="bt-notes"><summary>{title}</summary><ul>{items}</ul></details>'
