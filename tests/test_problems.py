"""Every fault that can be found has words, and every word a fault."""

import ast
from functools import cache
from pathlib import Path

import pytest

from bordertrade import problems
from bordertrade.calendars import PeriodError
from bordertrade.problems import DataError, Problem
from bordertrade.words import problems as words

PACKAGE = Path(problems.__file__).parent


def _first_texts(call: str, place: int) -> set[str]:
    """The constant texts given to a call of that name, at one place, anywhere in the package."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > place:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                argument = node.args[place]
                if name == call and isinstance(argument, ast.Constant):
                    found.add(str(argument.value))
    return found


@cache
def used_codes() -> set[str]:
    periods = {f"period_{reason}" for reason in _first_texts("PeriodError", 1)}
    return (
        _first_texts("Problem", 0)
        | _first_texts("CellError", 0)
        | _first_texts("problem", 0)
        | _first_texts("told", 0)
        | _first_texts("_told", 1)
        | periods
    )


def test_the_search_for_codes_finds_each_way_of_raising_one() -> None:
    assert {"encoding", "not_finite", "duplicate_row", "period_year_range"} <= used_codes()


@pytest.mark.parametrize("code", sorted(used_codes() | words.codes()))
def test_every_code_in_use_has_words_and_no_words_are_idle(code: str) -> None:
    assert code in words.codes()
    assert code in used_codes()


def test_an_error_of_data_names_each_fault() -> None:
    faults = (Problem("number", "events", 3, 2, "value", "x"), Problem("empty_file", "places"))
    error = DataError(faults)
    assert error.problems == faults
    assert str(error) == "events: number x; places: empty_file"


def test_a_period_error_keeps_text_and_reason() -> None:
    error = PeriodError("1403", "year_range")
    assert (error.text, error.reason, str(error)) == ("1403", "year_range", "'1403': year_range")
