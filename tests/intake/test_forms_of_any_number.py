"""Any number in any style comes back; no text breaks a reader."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bordertrade.calendars import Calendar
from bordertrade.dataset import Column, Dataset
from bordertrade.dataset.cells import CellError
from bordertrade.intake.amounts import DECIMAL_MARKS, THOUSANDS_MARKS, NumberStyle
from bordertrade.intake.declaration import DateOrder, Declaration
from bordertrade.intake.forms import cell_reader

#: A number without a lower bound.
NUMBER = Column("number", "number", "", "")

STYLES = [
    Declaration(decimal=decimal, thousands=thousands, negatives=negatives)
    for decimal in DECIMAL_MARKS
    for thousands in ("", *THOUSANDS_MARKS)
    for negatives in (False, True)
    if decimal != thousands
]
SCRIPTS = ("0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")
MINUSES = ("-", "−", "\ufe63")
WRITING = st.tuples(st.sampled_from(SCRIPTS), st.sampled_from(MINUSES))
NUMBERS_OF_ALL_SIZES = st.decimals(
    min_value=-(10**14), max_value=10**14, allow_nan=False, allow_infinity=False, places=2
)


def as_written(
    number: Decimal, declared: Declaration, digits: str, minus: str, *, indian: bool
) -> str:
    """A number as a person of that style writes it."""
    whole, _, part = f"{abs(number):.2f}".partition(".")
    if declared.thousands:
        head, tail = whole[:-3], whole[-3:]
        size = 2 if indian else 3
        groups = re.findall(f".{{1,{size}}}", head[::-1])
        whole = declared.thousands.join([*(group[::-1] for group in reversed(groups)), tail])
    text = f"{whole}{declared.decimal}{part}".translate(str.maketrans(SCRIPTS[0], digits))
    if number >= 0:
        return text
    return f"({text})" if declared.negatives and indian else f"{minus}{text}"


@given(NUMBERS_OF_ALL_SIZES, st.sampled_from(STYLES), WRITING, st.booleans())
def test_any_number_comes_back_from_its_own_style(
    dataset: Dataset, number: Decimal, style: Declaration, writing: tuple[str, str], indian: bool
) -> None:
    digits, minus = writing
    text = as_written(number, style, digits, minus, indian=indian)
    assert cell_reader(NUMBER, style, dataset.names())(text) == float(number)


@given(NUMBERS_OF_ALL_SIZES, st.sampled_from(STYLES), st.sampled_from(STYLES))
def test_another_style_never_reads_another_number_unless_its_marks_do(
    dataset: Dataset, number: Decimal, written: Declaration, declared: Declaration
) -> None:
    """With two decimals a mark can be told from a thousands mark: it is read right or refused."""
    text = as_written(number, written, SCRIPTS[0], "-", indian=False)
    try:
        value = cell_reader(NUMBER, declared, dataset.names())(text)
    except CellError:
        return
    assert value == float(number)


def slow_number(text: str) -> float | None:
    """The contract's own form, character by character: the twin of the plain style."""
    digits, point = 0, False
    for place, character in enumerate(text):
        if character in "+-":
            if place:
                return None
        elif character == ".":
            if point or not digits or place == len(text) - 1:
                return None
            point = True
        elif character in "0123456789":
            digits += 1
        else:
            return None
    return float(text) if digits and text[-1] != "." else None


@given(st.text("0123456789.-+,", max_size=12))
def test_the_plain_style_reads_what_its_slow_twin_reads(text: str) -> None:
    found = NumberStyle().parse(text)
    assert (None if found is None else float(found)) == slow_number(text)


@given(st.text(max_size=15))
def test_any_text_is_a_value_or_a_fault(dataset: Dataset, text: str) -> None:
    table = dataset.contract.tables["formal_trade"]
    hijri = Declaration(calendar=Calendar.SOLAR_HIJRI, thousands=",")
    for declared in (Declaration(), hijri, Declaration(date_order=DateOrder.DAY_FIRST)):
        for column in table.columns:
            with suppress(CellError):
                cell_reader(column, declared, dataset.names())(text)
