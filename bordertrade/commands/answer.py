"""What a command answers: for people, for programs (``--json``) and by its exit code."""

from __future__ import annotations

import functools
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import click

from bordertrade.bringing.reading import Misread
from bordertrade.commands.exits import Exit
from bordertrade.commands.stops import Stop, stop_of

#: Escapes and other control characters, and those that turn the writing or cannot be seen. The
#: joiners of Persian and Urdu are text.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """``told`` is what ``--json`` prints, ``lines`` what people read."""

    told: Mapping[str, Any]
    lines: Iterable[str] = field(default=())
    exit: Exit = Exit.DONE


def answers(command: Callable[..., Answer]) -> Callable[..., None]:
    """A command from a function that answers: adds ``--json``, prints, sets the exit code.

    What cannot be done is an answer too, never a traceback.
    """

    @functools.wraps(command)
    def run(*, as_json: bool, **options: Any) -> None:
        try:
            answer = command(**options)
        except Misread as error:
            raise click.UsageError(str(error)) from None
        except (Exception, KeyboardInterrupt) as error:
            stop = stop_of(error)
            if stop is None:
                raise
            answer = _stopped(stop)
        _print(answer, as_json)
        sys.exit(answer.exit)

    option = click.option("--json", "as_json", is_flag=True, help="Answer for programs.")
    wrapped: Callable[..., None] = option(run)
    return wrapped


def _print(answer: Answer, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.told, indent=2, ensure_ascii=False))
        return
    is_good = answer.exit in (Exit.DONE, Exit.PROBLEMS, Exit.UNCONFIRMED)
    for line in answer.lines:
        click.echo(harmless(line), err=not is_good)


def harmless(text: str) -> str:
    """Text from a file, without power over the terminal: what controls it is written out."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _stopped(stop: Stop) -> Answer:
    told = {"error": {"code": stop.code, "message": stop.message, **stop.details}}
    return Answer(told, (stop.message,), stop.exit)
