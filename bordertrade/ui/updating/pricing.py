"""The exchange rate that a file's money lacks: one field, kept as a row with its source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from bordertrade.dataset import Dataset
from bordertrade.dataset.rows import rows_of
from bordertrade.intake.new_rates import FAR, TABLE, Lacking, far_from_known, rates_file
from bordertrade.ui import state
from bordertrade.ui.updating import reading, sourcing
from bordertrade.ui.updating.desk import Desk
from bordertrade.words import _, numbers, uploads, use
from bordertrade.words import own_money as words
from bordertrade.words.markup import escape

_MOST = 12
_DIGITS = 4
_WIDTH = 300


def rates(desk: Desk, wanted: Sequence[Lacking], dataset: Dataset, key: str) -> None:
    """A field for each missing rate, the source they rest on, and the button that adds them."""
    asked = tuple(wanted[:_MOST])
    with st.container(key=f"rates_{key}", horizontal=True, gap="small"):
        for place, each in enumerate(asked):
            st.number_input(
                words.rate_asked(each),
                min_value=0.0,
                value=None,
                format=f"%.{_DIGITS}f",
                key=_field(key, place),
                width=_WIDTH,
            )
        _source(desk, dataset, key)
    sourcing.new_source(desk, f"rate_{key}", dataset, lambda name: _chosen(key, name))
    wrong = st.session_state.get(f"rate_wrong_{key}", "")
    if wrong:
        st.html(f'<p class="bt-stale">{escape(wrong)}</p>')
    st.button(
        _("Add the rate"),
        key=f"add_rate_{key}",
        icon=":material/add:",
        on_click=_add,
        args=(desk, asked, dataset, key),
    )


def _field(key: str, place: int) -> str:
    return f"rate_{key}_{place}"


def _source(desk: Desk, dataset: Dataset, key: str) -> None:
    """Who published the rate: a number without a source does not enter the record."""
    names = {
        row.id: uploads.coded(row.id, ", ".join(p for p in (row.publisher, row.date) if p))
        for row in rows_of(dataset["sources"][["id", "publisher", "date"]])
    }
    for paper in desk.papers.values():  # a source that was just named is known after its check
        if paper.new_source:
            names.setdefault(paper.new_source, paper.new_source)
    st.selectbox(
        _("Where the rate stands"),
        list(names),
        index=None,
        format_func=lambda code: names[code],
        key=f"rate_source_{key}",
        placeholder=_("Choose …"),
        width=_WIDTH,
    )


def _chosen(key: str, source: str) -> None:
    st.session_state[f"rate_source_{key}"] = source


def _add(desk: Desk, asked: Sequence[Lacking], dataset: Dataset, key: str) -> None:
    """Lay the rates on the desk as a file of their own: they go in by the same deed as the rows."""
    use(state.view_now().language)  # a click comes before the page has its language
    given = {each: st.session_state.get(_field(key, at)) for at, each in enumerate(asked)}
    told = {each: float(rate) for each, rate in given.items() if rate}
    source = st.session_state.get(f"rate_source_{key}") or ""
    wrong = _wrong(told, source, dataset, f"rate_warned_{key}")
    st.session_state[f"rate_wrong_{key}"] = wrong
    if wrong:
        return
    rows = [each.row(f"{rate:.{_DIGITS}f}", source) for each, rate in told.items()]
    chosen = desk.chosen
    period = next(iter(told)).period
    name = _("exchange rate {period}.csv", period=period.replace("/", "-"))
    paper = desk.take(name, rates_file(dataset, rows))
    reading.choose_table(paper, TABLE)
    desk.chosen = chosen or paper.checksum


def _wrong(told: dict[Lacking, float], source: str, dataset: Dataset, warned: str) -> str:
    """What keeps the rates from being added; one far from all that is known must be said twice."""
    if not told:
        return _("Write the rate.")
    if not source:
        return _("Say where the rate stands: a number without a source does not enter the record.")
    for wanted, rate in told.items():
        times = far_from_known(dataset, wanted, rate)
        if times >= FAR and st.session_state.get(warned) != told:
            st.session_state[warned] = told
            return _(
                "{rate} is {times} times away from the newest known rate. Check the money (rial or "
                "toman, rupees or rials); if it is right, press again.",
                rate=numbers.decimal(rate, 2),
                times=numbers.decimal(times),
            )
    return ""
