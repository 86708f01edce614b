"""What a publisher may do here: undo, restore, withdraw, publish or discard a draft.

Each asks for a reason in a form of its own, and asks at the moment of the click who is there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from bordertrade import people
from bordertrade.bringing.publishing import (
    LONGEST_REASON,
    NotYours,
    publish_draft,
    require_publisher,
)
from bordertrade.people import Person
from bordertrade.store import StoreError, UnknownVersion
from bordertrade.ui import cache, notices, roles, state
from bordertrade.words import N_, _, stopping, versions

_FORM, _SAID = "bt_history_form", "bt_history_said"


class Deed(StrEnum):
    UNDO = "undo"
    RESTORE = "restore"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    DISCARD = "discard"
    DECLINE = "decline"


_NAMES = {
    Deed.UNDO: N_("Undo the newest revision"),
    Deed.RESTORE: N_("Publish again"),
    Deed.WITHDRAW: N_("Withdraw"),
    Deed.PUBLISH: N_("Publish"),
    Deed.DISCARD: N_("Discard"),
    Deed.DECLINE: N_("Decline"),
}
_MEANS = {
    Deed.UNDO: N_(
        "Everybody sees the record before this one again, as a new revision. Nothing is deleted."
    ),
    Deed.RESTORE: N_(
        "Everybody sees these figures again, as a new revision. What was published since stays in "
        "the history."
    ),
    Deed.WITHDRAW: N_(
        "Nobody is shown these figures any more, not even by a link that was sent. Your reason is "
        "shown in their place. If this is the current record, the one before takes its place."
    ),
    Deed.PUBLISH: N_("Everybody sees this draft as the record, as a new revision."),
    Deed.DISCARD: N_("The draft’s link stops working. This cannot be taken back."),
    Deed.DECLINE: N_(
        "The draft is not published. Whoever opens its link reads your reason in place of the figures."
    ),
}
_DONE = {
    Deed.UNDO: N_("Undone: everybody sees version {version} now."),
    Deed.RESTORE: N_("Published again: everybody sees version {version} now."),
    Deed.WITHDRAW: N_("Version {version} is withdrawn."),
    Deed.PUBLISH: N_("Published: everybody sees version {version} now."),
    Deed.DISCARD: N_("The draft {version} is discarded."),
    Deed.DECLINE: N_("The draft {version} is declined. Its link says why."),
}


#: Which right each needs. Who throws a draft away decides on it, as who publishes it.
_RIGHTS = {
    Deed.UNDO: people.Deed.UNDO,
    Deed.RESTORE: people.Deed.UNDO,
    Deed.WITHDRAW: people.Deed.WITHDRAW,
    Deed.PUBLISH: people.Deed.PUBLISH,
    Deed.DISCARD: people.Deed.PUBLISH,
    Deed.DECLINE: people.Deed.PUBLISH,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants done with a version; ``expected`` is the revision that was the head
    when they saw it.
    """

    deed: Deed
    version: str
    expected: int

    @property
    def key(self) -> str:
        return f"{self.deed}_{versions.short(self.version)}"


def said() -> None:
    """How the last deed went; told once."""
    told: tuple[str, str] | None = st.session_state.pop(_SAID, None)
    if told:
        notices.notice(*told)


def button(deed: Deed, version: str, head: int) -> None:
    """Opens the form of a deed; ``head`` is the number of the newest revision."""
    wish = Wish(deed, version, head)
    icons = {
        Deed.UNDO: ":material/undo:",
        Deed.RESTORE: ":material/settings_backup_restore:",
        Deed.WITHDRAW: ":material/visibility_off:",
        Deed.PUBLISH: ":material/publish:",
        Deed.DISCARD: ":material/delete:",
        Deed.DECLINE: ":material/block:",
    }
    st.button(
        _(_NAMES[deed]),
        key=f"ask_{wish.key}",
        icon=icons[deed],
        type="tertiary",
        on_click=_open,
        args=(wish,),
    )


def _open(wish: Wish | None) -> None:
    st.session_state[_FORM] = wish


def form(version: str, *deeds: Deed) -> None:
    """The form of one of these deeds, if it was asked for with this version.

    Undo keeps its form when the head moves on meanwhile: the click then says who was faster.
    """
    wish: Wish | None = st.session_state.get(_FORM)
    if wish is None or wish.deed not in deeds:
        return
    if wish.version != version and wish.deed is not Deed.UNDO:
        return
    with st.container(key=f"form_{wish.key}", border=True):
        st.text(_(_MEANS[wish.deed]))
        key = f"why_{wish.key}"
        st.text_input(
            _("Why? One line for the history"),
            key=key,
            max_chars=LONGEST_REASON,
            placeholder=_("for instance: the file held last year’s figures"),
        )
        with st.container(horizontal=True):
            st.button(
                _(_NAMES[wish.deed]),
                key=f"do_{wish.key}",
                type="primary",
                on_click=_do,
                args=(wish, key),
            )
            st.button(_("Leave it"), key=f"leave_{wish.key}", on_click=_open, args=(None,))


def _do(wish: Wish, key: str) -> None:
    """The deed itself: the page that offered it may be old, so everything is asked again."""
    why = str(st.session_state.get(key, "")).strip()
    if not why:
        _say("bt-error", _("Say why, in one line: whoever looks back in a year will ask."))
        return
    try:
        person = roles.require(_RIGHTS[wish.deed])
        version = _DEEDS[wish.deed](wish, person, why)
    except roles.NotAllowedError:
        _say("bt-error", roles.why_not())
    except NotYours:
        _say("bt-error", versions.second_look())
    except StoreError as error:
        _say("bt-error", stopping.store(error))
    else:
        _say("bt-own", _(_DONE[wish.deed], version=versions.short(version)))
        state.look_at_current()
    cache.look_again()
    _open(None)


def _say(kind: str, text: str) -> None:
    st.session_state[_SAID] = (kind, text)


def _undo(wish: Wish, person: Person, why: str) -> str:
    store = cache.store()
    told = people.by(person)
    return store.undo(expected=wish.expected, who=person.id, why=why, details=told).version


def _restore(wish: Wish, person: Person, why: str) -> str:
    made = cache.store().restore(
        wish.version, expected=wish.expected, who=person.id, why=why, details=people.by(person)
    )
    return made.version


def _withdraw(wish: Wish, person: Person, why: str) -> str:
    cache.store().withdraw(wish.version, who=person.id, why=why, details=people.by(person))
    return wish.version


def _publish(wish: Wish, person: Person, why: str) -> str:
    """A draft, with the files it was made from. Raises NotYours where its author would be the only
    one to have looked at it."""
    store = cache.store()
    draft = store.draft(wish.version)
    if draft is None:
        raise UnknownVersion(wish.version)
    require_publisher(person, draft, two_publishers=roles.needs_a_second())
    return publish_draft(store, draft, person, why=why, expected=wish.expected).version


def _discard(wish: Wish, person: Person, why: str) -> str:
    cache.store().discard(wish.version, who=person.id, why=why, details=people.by(person))
    return wish.version


def _decline(wish: Wish, person: Person, why: str) -> str:
    cache.store().decline(wish.version, who=person.id, why=why, details=people.by(person))
    return wish.version


_DEEDS: dict[Deed, Callable[[Wish, Person, str], str]] = {
    Deed.UNDO: _undo,
    Deed.RESTORE: _restore,
    Deed.WITHDRAW: _withdraw,
    Deed.PUBLISH: _publish,
    Deed.DISCARD: _discard,
    Deed.DECLINE: _decline,
}
