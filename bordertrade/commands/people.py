"""Who does it and why: both stand in the audit."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any

import click


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        return "unnamed"


who_option = click.option(
    "--who",
    envvar="BORDERTRADE_WHO",
    default=lambda: f"local user: {_account()}",
    show_default="the account",
    help="Who does this, as the audit will say.",
)


def why_option(*, required: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--why",
        required=required,
        default=None if required else "",
        metavar="TEXT",
        callback=_said,
        help="The reason, as the audit will say.",
    )


def _said(_context: click.Context, option: click.Parameter, given: str | None) -> str:
    if option.required and not (given or "").strip():
        raise click.BadParameter("Say why: it stands in the audit.")
    return (given or "").strip()
