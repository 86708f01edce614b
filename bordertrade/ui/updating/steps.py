"""The five steps: where the visitor stands, and each step's heading with its fold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum, StrEnum

import streamlit as st

from bordertrade.ui.updating.desk import Desk
from bordertrade.words import N_, _
from bordertrade.words.markup import escape


class Step(IntEnum):
    FILE = 1
    UNDERSTAND = 2
    CHECK = 3
    PREVIEW = 4
    APPLY = 5


class State(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"


_TITLES = {
    Step.FILE: N_("Drop the file"),
    Step.UNDERSTAND: N_("Is this how it reads?"),
    Step.CHECK: N_("Row by row"),
    Step.PREVIEW: N_("What it changes"),
    Step.APPLY: N_("Apply"),
}
_SHORT = {
    Step.FILE: N_("File"),
    Step.UNDERSTAND: N_("Understood"),
    Step.CHECK: N_("Checked"),
    Step.PREVIEW: N_("Compared"),
    Step.APPLY: N_("Applied"),
}
_SAID = {State.DONE: N_("done"), State.NOW: N_("now"), State.LATER: N_("later")}


def trail(states: dict[Step, State]) -> None:
    """All five at a glance."""
    items = "".join(_mark(step, state) for step, state in states.items())
    name = escape(_("Steps"), quote=True)
    st.html(f'<ol class="bt-steps" aria-label="{name}">{items}</ol>')


def _mark(step: Step, state: State) -> str:
    current = ' aria-current="step"' if state is State.NOW else ""
    sign = "✓" if state is State.DONE else str(int(step))
    said = escape(_(_SAID[state]))
    return (
        f'<li class="bt-{state}"{current}><b aria-hidden="true">{sign}</b>'
        f'<span>{escape(_(_SHORT[step]))}<i class="bt-unseen"> {said}</i></span></li>'
    )


@contextmanager
def step(number: Step, state: State, desk: Desk, summary: str = "") -> Iterator[bool]:
    """A step's frame. Says whether its inside is to be drawn: a done step is one line."""
    foldable = state is State.DONE
    shown = not foldable or number in desk.unfolded
    with st.container(key=f"step_{int(number)}_{state}_{'open' if shown else 'folded'}"):
        with st.container(
            key=f"step_head_{int(number)}",
            horizontal=True,
            wrap=False,
            gap="small",
            vertical_alignment="center",
        ):
            st.html(_heading(number, state, "" if shown else summary), width="stretch")
            if foldable:
                st.button(
                    _("Fold") if shown else _("Change"),
                    key=f"fold_{int(number)}",
                    type="tertiary",
                    on_click=_toggle,
                    args=(number, desk),
                )
        yield shown


def _heading(number: Step, state: State, summary: str) -> str:
    sign = "✓" if state is State.DONE else str(int(number))
    told = f"<span>{escape(summary)}</span>" if summary else ""
    return (
        f'<div class="bt-step-head bt-{state}"><b aria-hidden="true">{sign}</b>'
        f"<h2>{escape(_(_TITLES[number]))}</h2>{told}</div>"
    )


def _toggle(number: Step, desk: Desk) -> None:
    desk.unfolded ^= {int(number)}


def part(title: str) -> None:
    """The heading of a part of a step."""
    st.html(f'<h3 class="bt-ask">{escape(title)}</h3>')
