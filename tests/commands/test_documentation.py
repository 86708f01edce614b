"""What docs/command-line.md promises is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bordertrade.__main__ import cli
from bordertrade.commands.exits import MEANINGS, Exit
from bordertrade.commands.registry import COMMANDS
from tests.commands.calling import run

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "command-line.md").read_text("utf-8")
#: Options that every document of a command line leaves to ``--help``.
COMMON = {"--help", "--no-negatives", "--draft", "--markdown", "--expected"}


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name: str) -> None:
    assert re.search(rf"^\| `{name}\b", DOCUMENT, re.MULTILINE)
    assert command(name).name == name
    assert command(name).help


@pytest.mark.parametrize("code", Exit)
def test_each_exit_code_is_documented(code: Exit) -> None:
    assert re.search(rf"^\| {int(code)} \|", DOCUMENT, re.MULTILINE)
    assert str(int(code)) in run("--help").output
    assert MEANINGS[code]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_documented(name: str) -> None:
    whole = command(name)
    for each in whole.commands.values() if isinstance(whole, click.Group) else [whole]:
        _is_documented(each)


def _is_documented(one: click.Command) -> None:
    options = {
        spelling
        for parameter in one.params
        for spelling in (*parameter.opts, *parameter.secondary_opts)
        if spelling.startswith("--")
    }
    assert "--json" in options
    missing = {each for each in options - COMMON if each not in DOCUMENT}
    assert not missing


def test_help_needs_no_data() -> None:
    told = run("--help")
    assert told.exit is Exit.DONE
    assert all(name in told.output for name in COMMANDS)


def test_a_command_that_does_not_exist() -> None:
    told = run("chekc")
    assert told.exit is Exit.USAGE
    assert "No such command" in told.errors
