"""Who is signed in, and the way in and out: one calm line where it matters."""

from __future__ import annotations

import streamlit as st

from bordertrade.people import VISITOR, BadList, Role
from bordertrade.signing import LOCAL_MARK
from bordertrade.store import StoreUnavailable
from bordertrade.ui import notices, roles, state
from bordertrade.words import N_, _, stopping, use
from bordertrade.words.markup import escape

_SAID = "bt_signing_said"
_ROLES = {
    Role.PUBLISHER: N_("publisher"),
    Role.CONTRIBUTOR: N_("contributor"),
    Role.READER: N_("reader"),
}


def line() -> None:
    """Nothing where nobody can sign in."""
    if told := st.session_state.pop(_SAID, ""):
        notices.notice("bt-error", told)
    person, providers = roles.person(), _providers()
    if person == VISITOR and not providers:
        return
    with st.container(key="signing", horizontal=True, vertical_alignment="center", gap="small"):
        if person == VISITOR:
            st.html(f'<p class="bt-source">{escape(_invitation())}</p>', width="content")
            for name in providers:
                _way_in(name)
        else:
            st.html(f'<p class="bt-source">{escape(_signed_in())}</p>', width="content")
            st.button(
                _("Sign out"),
                key="sign_out",
                type="tertiary",
                icon=":material/logout:",
                on_click=_leave,
            )


def _invitation() -> str:
    return _("Officers sign in first, then bring their file; you come back to this page.")


def _signed_in() -> str:
    person = roles.person()
    return _(
        "Signed in as {name}, {role}.", name=person.name or person.id, role=_(_ROLES[person.role])
    )


def _way_in(provider: str) -> None:
    st.button(
        _("Sign in with {name}", name=provider) if provider else _("Sign in"),
        key=f"sign_in_{provider}",
        icon=":material/login:",
        type="tertiary",
        on_click=st.login,
        args=(provider,) if provider else (),
    )


def _leave() -> None:
    """Ended here and now; the browser then goes to the provider, to end it there too."""
    use(state.view_now().language)  # a click comes before the page has its language
    is_local = roles.secret().startswith(LOCAL_MARK)
    try:
        roles.leave()
    except StoreUnavailable as error:
        st.session_state[_SAID] = stopping.store(error)
        return
    if not is_local:
        st.logout()


def _providers() -> tuple[str, ...]:
    try:
        return roles.porter().providers()
    except BadList:
        return ()
