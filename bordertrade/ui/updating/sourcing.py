"""A source that the record does not know yet: named here, it comes along as a file of its own."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import CellError
from bordertrade.intake.declaration import DateOrder, Declaration
from bordertrade.intake.forms import cell_reader
from bordertrade.ui import state
from bordertrade.ui.updating.desk import Desk
from bordertrade.words import _, use
from bordertrade.words.markup import escape

_FIELDS = ("publisher", "title", "date", "url")
_LONGEST_ID = 24
#: Solar Hijri years and Gregorian ones cannot be mistaken for each other.
_EITHER = Declaration(calendar=Calendar.SOLAR_HIJRI, date_order=DateOrder.YEAR_FIRST)


def new_source(desk: Desk, place: str, dataset: Dataset, then: Callable[[str], None]) -> None:
    """A short form; its row goes through the same steps as any other file's. ``then`` gets its id;
    ``place`` tells the forms of a page apart.
    """
    with st.expander(_("The source is not in the list? Name it here"), key=f"new_{place}"):
        labels = {
            "publisher": _("Who published it"),
            "title": _("Title"),
            "date": _("Date: 2025, 2025-07, 2025-07-31 or 1404-05-09"),
            "url": _("Address on the web, if it has one"),
        }
        with st.container(key=f"new_source_{place}", horizontal=True, gap="small"):
            for field in _FIELDS:
                st.text_input(labels[field], key=_key(place, field), max_chars=300, width=300)
        _converted(place, dataset)
        wrong = st.session_state.get(_key(place, "wrong"), "")
        if wrong:
            st.html(f'<p class="bt-stale">{escape(wrong)}</p>')
        st.button(
            _("Add this source"),
            key=f"add_source_{place}",
            icon=":material/add:",
            on_click=_add,
            args=(desk, place, dataset, then),
        )


def _key(place: str, field: str) -> str:
    return f"source_{field}_{place}"


def _add(desk: Desk, place: str, dataset: Dataset, then: Callable[[str], None]) -> None:
    """Lay the row on the desk as a file, and say what rests on it."""
    use(state.view_now().language)  # a click comes before the page has its language
    given = {field: str(st.session_state[_key(place, field)]).strip() for field in _FIELDS}
    wrong = _wrong(given, dataset)
    st.session_state[_key(place, "wrong")] = wrong
    if wrong:
        return
    given["date"] = _day(given["date"], dataset)
    row = {**given, "id": _new_id(given, set(dataset["sources"]["id"]))}
    columns = dataset.contract.tables["sources"].column_names
    text = io.StringIO(newline="")
    csv.writer(text).writerows([columns, [row.get(name, "") for name in columns]])
    chosen = desk.chosen
    paper = desk.take(_("new source {name}.csv", name=row["id"]), text.getvalue().encode())
    paper.new_source = row["id"]
    desk.chosen = chosen or paper.checksum
    then(row["id"])


def _wrong(given: dict[str, str], dataset: Dataset) -> str:
    if not given["publisher"] or not given["title"]:
        return _("Say who published it, and its title.")
    try:
        _day(given["date"], dataset)
    except CellError as error:
        if error.code == "date_calendar":
            return _(
                "A Solar Hijri month or year lies in two Gregorian ones: write the day too, such "
                "as 1404-05-09."
            )
        return _("Write the date as 2025, 2025-07, 2025-07-31, or Solar Hijri as 1404-05-09.")
    return ""


def _day(text: str, dataset: Dataset) -> str:
    """A day, month or year as the record writes it; of Solar Hijri, days only. Raises CellError."""
    column = dataset.contract.tables["sources"].column("date")
    return str(cell_reader(column, _EITHER, dataset.names())(text) or "") if text else ""


def _converted(place: str, dataset: Dataset) -> None:
    """What a date of another calendar or form was read as."""
    text = str(st.session_state.get(_key(place, "date")) or "").strip()
    with suppress(CellError):
        day = _day(text, dataset)
        if day != text:
            told = _("{text} is {day}", text=text, day=day)
            st.html(f'<p class="bt-source"><bdi>{escape(told)}</bdi></p>')


def _new_id(given: dict[str, str], known: set[str]) -> str:
    """An id that nobody has: letters of the publisher and the date, numbered if need be."""
    letters = re.sub(r"[^A-Z0-9]", "", given["publisher"].upper()) or "SOURCE"
    start = f"{letters[:_LONGEST_ID]}_{given['date'].replace('-', '')}".rstrip("_")
    number, found = 1, start
    while found in known:
        number += 1
        found = f"{start}_{number}"
    return found
