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
                if name == call:
                    found |= _texts(node.args[place])
    return found


def _texts(node: ast.expr | None) -> set[str]:
    """The constant texts that an expression can be; of a pair, its first."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} - {""}
    if isinstance(node, ast.IfExp):
        return _texts(node.body) | _texts(node.orelse)
    return _texts(node.elts[0]) if isinstance(node, ast.Tuple) else set()


def _returned(module: str, *functions: str) -> set[str]:
    """The texts that functions return: codes that others raise."""
    tree = ast.parse((PACKAGE / "intake" / module).read_text(encoding="utf-8"))
    chosen = [
        each
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and each.name in functions
    ]
    assert len(chosen) == len(functions)
    returns = [each for tree in chosen for each in ast.walk(tree) if isinstance(each, ast.Return)]
    return set().union(*(_texts(each.value) for each in returns))


def _kept_aside(*modules: str) -> set[str]:
    """Codes that modules put into a name or a list first, and raise later."""
    trees = [ast.parse((PACKAGE / "intake" / each).read_text(encoding="utf-8")) for each in modules]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.expr)]
    return set().union(*map(_texts, nodes)) & words.codes()


@cache
def used_codes() -> set[str]:
    periods = {f"period_{reason}" for reason in _first_texts("PeriodError", 1)}
    return (
        _first_texts("Problem", 0)
        | _first_texts("CellError", 0)
        | _first_texts("problem", 0)
        | _first_texts("told", 0)
        | _first_texts("_told", 1)
        | _first_texts("_problem", 2)
        | _first_texts("WorkbookRefused", 0)
        | _first_texts("_note", 1)
        | _kept_aside("findings.py", "ending.py", "workbook/rows.py")
        | _returned("oddities.py", "of_row", "of_width")
        | _returned("hygiene.py", "_error")
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
