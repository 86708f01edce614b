"""``tokens``: by which machines show who they are: made, listed, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import click

from bordertrade import clock
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.people import who_option
from bordertrade.commands.record import Record, record_options
from bordertrade.people import Role
from bordertrade.store import Token
from bordertrade.words import _, dates, versions

_ROLES = (Role.CONTRIBUTOR.value, Role.PUBLISHER.value)
_USUAL_DAYS, _MOST_DAYS = 90, 366
_LONGEST_NAME = 60


@click.group("tokens", invoke_without_command=False)
def command() -> None:
    """Tokens by which machines hand in drafts and publish them, over /api/v1/drafts.

    A token is shown once, when it is made; the store keeps only its hash. The audit names what it
    did as “token: NAME”.
    """


def _name(_context: click.Context, _option: click.Parameter, given: str) -> str:
    """For the audit and for readers of the History: no address of anybody."""
    name = " ".join(given.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or "@" in name:
        raise click.BadParameter(
            f"{given!r} is no name of 1 to {_LONGEST_NAME} characters without “@”: readers of the "
            "History see it. Name the office or the machine."
        )
    return name


@command.command("make")
@click.argument("name", callback=_name)
@click.option(
    "--role",
    type=click.Choice(_ROLES),
    default=Role.CONTRIBUTOR.value,
    show_default=True,
    help="contributor: hands in drafts; publisher: publishes them too.",
)
@click.option(
    "--days",
    type=click.IntRange(1, _MOST_DAYS),
    default=_USUAL_DAYS,
    show_default=True,
    help="How long it is good.",
)
@who_option
@record_options
@answers
def make(name: str, role: str, days: int, who: str, record: Record) -> Answer:
    """Make a token for NAME, an office or a machine, and show it this once."""
    expires = clock.now() + timedelta(days=days)
    made, text = record.store().tokens.make(name, role, who=who, expires=expires)
    return Answer(
        {**_told(made), "token": text},
        [
            text,
            _("Keep it now: it is shown this once. Send it as “Authorization: Bearer …”."),
            _line(made),
        ],
    )


@command.command("list")
@record_options
@answers
def list_(record: Record) -> Answer:
    """List all tokens there ever were, newest first; none can be read again."""
    found = record.store().tokens.all()
    lines = [_line(each) for each in found] or [_("There are no tokens.")]
    return Answer({"tokens": [_told(each) for each in found]}, lines)


@command.command("revoke")
@click.argument("name")
@who_option
@record_options
@answers
def revoke(name: str, who: str, record: Record) -> Answer:
    """Revoke the token of this NAME or id: it opens nothing from now on."""
    found = record.store().tokens.revoke(name, who=who)
    return Answer(_told(found), [_line(found)])


def _told(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "made": token.made.isoformat(),
        "made_by": token.made_by,
        "expires": token.expires.isoformat(),
        "revoked": token.revoked.isoformat() if token.revoked else None,
        "revoked_by": token.revoked_by or None,
        "stands": token.stands,
    }


def _line(token: Token) -> str:
    named = f"{token.id}  {token.name}  {token.role}"
    if token.revoked:
        moment = versions.moment(token.revoked)
        told = _("revoked on {moment} by {who}", moment=moment, who=token.revoked_by)
    elif token.stands:
        told = _("good until {day}", day=dates.day(token.expires.date()))
    else:
        told = _("over since {day}", day=dates.day(token.expires.date()))
    return f"{named}  {told}"
