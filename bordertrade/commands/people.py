"""``people``: who may do what, who is signed in; and what commands ask: who does it, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import click

from bordertrade import clock
from bordertrade.commands.answer import Answer, answers
from bordertrade.commands.record import Record, record_options
from bordertrade.people import AllowList, Role, Secrets, local_user
from bordertrade.store import SignIn
from bordertrade.words import _, ngettext, versions
from bordertrade.words.catalogue import N_

who_option = click.option(
    "--who",
    envvar="BORDERTRADE_WHO",
    default=local_user,
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


@click.command("people")
@click.option(
    "--sign-out",
    metavar="PERSON",
    help="End all sign-ins of a person, named as in the list (an address in lower case).",
)
@record_options
@answers
def command(sign_out: str | None, record: Record) -> Answer:
    """List who may do what, and who is signed in.

    Who may do what stands in the section [people] of the file of secrets
    (.streamlit/secrets.toml, or BORDERTRADE_SECRETS). A change holds from the next click on.
    """
    store = record.store()
    if sign_out is not None:
        return _signed_out(sign_out, store.sign_ins.end_all(sign_out))
    allowed, sign_ins = Secrets().allowed(), store.sign_ins.all()
    told = {
        "people": [{"who": who, "role": str(role)} for who, role in _listed(allowed)],
        "two_publishers": allowed.two_publishers,
        "hours": allowed.hours,
        "sign_ins": [_as_json(each, allowed) for each in sign_ins],
    }
    return Answer(told, _lines(allowed, sign_ins))


def _signed_out(person: str, count: int) -> Answer:
    told = ngettext(
        "{count} sign-in of {person} was ended.",
        "{count} sign-ins of {person} were ended.",
        count,
        person=person,
    )
    return Answer({"person": person, "ended": count}, (told,))


def _listed(allowed: AllowList) -> Iterator[tuple[str, Role]]:
    """Addresses, and values of the claim that gives roles."""
    claim = allowed.role_claim
    for role, addresses, values in (
        (Role.PUBLISHER, allowed.publishers, allowed.publisher_claims),
        (Role.CONTRIBUTOR, allowed.contributors, allowed.contributor_claims),
    ):
        yield from ((each, role) for each in sorted(addresses))
        yield from ((f"{claim} = {each}", role) for each in sorted(values))


def _as_json(found: SignIn, allowed: AllowList) -> dict[str, Any]:
    return {
        "person": found.person,
        "made": found.made.isoformat(),
        "seen": found.seen.isoformat(),
        "ended": found.ended.isoformat() if found.ended else None,
        "holds": _holds(found, allowed, clock.now()),
    }


def _holds(found: SignIn, allowed: AllowList, now: datetime) -> bool:
    return found.ended is None and now - found.made < allowed.lasts


def _lines(allowed: AllowList, sign_ins: tuple[SignIn, ...]) -> Iterator[str]:
    listed = list(_listed(allowed))
    for who, role in listed:
        yield f"{_(_ROLES[role]):<12}{who}"
    if not listed:
        yield _("Nobody is listed: nobody publishes by sign-in.")
    if allowed.two_publishers:
        yield _("A draft is published by somebody other than its author.")
    now = clock.now()
    for each in sign_ins:
        if _holds(each, allowed, now):
            yield _(
                "{person} is signed in since {made}, last seen {seen}.",
                person=each.person,
                made=versions.moment(each.made),
                seen=versions.moment(each.seen),
            )


_ROLES = {Role.PUBLISHER: N_("publisher"), Role.CONTRIBUTOR: N_("contributor")}
