"""The command line, called in this process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from bordertrade.__main__ import cli
from bordertrade.commands.exits import Exit


@dataclass(frozen=True)
class Told:
    """What a command answered. ``json`` is None where it was not asked for."""

    exit: Exit
    output: str
    errors: str
    json: Any


def run(*arguments: object) -> Told:
    """Call ``python -m bordertrade`` with these arguments."""
    result = CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)
    is_json = "--json" in arguments and result.exit_code != Exit.USAGE
    told = json.loads(result.stdout) if is_json else None
    return Told(Exit(result.exit_code), result.stdout, result.stderr, told)
