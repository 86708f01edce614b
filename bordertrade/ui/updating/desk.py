"""What a visitor has on the desk: the files they brought, and how far each has come.

The desk lives in the session. Files lie in a folder of its own, not in memory, and go with the
session; what was worked out for a file is kept under plain keys, so that a click redoes nothing.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st

from bordertrade import clock
from bordertrade.intake.declaration import Declaration, How, Replacement
from bordertrade.intake.form_memory import Recalled
from bordertrade.intake.jobs import Job, JobFailed
from bordertrade.intake.joining import shown_name
from bordertrade.intake.merging import Mode
from bordertrade.intake.questions import Effect
from bordertrade.intake.report import CheckReport
from bordertrade.intake.understanding import Understanding
from bordertrade.store import Draft, Revision

_DESK = "bt_desk"
_PREFIX = "bordertrade-desk-"
#: A folder this old belongs to a server that was killed, seconds.
_FORGOTTEN = 24 * 3600


@dataclass(slots=True)
class Paper:
    """One file on its way in, and what a person said about it.

    ``said`` holds parts of the declaration, ``answers`` what holds for all rows, ``answered`` the
    answers to questions about the file, by their ids; ``mapped`` the column of the table for a
    column of the file, by its place; ``accepted`` guesses that a person
    confirmed, as they were. ``declaration`` is what all that and the file itself come to.
    """

    name: str
    checksum: str
    size: int
    path: Path
    table: str = ""
    table_how: How = How.GUESSED
    said: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)
    mapped: dict[int, str] = field(default_factory=dict)
    accepted: dict[str, Any] = field(default_factory=dict)
    repairs: tuple[Replacement, ...] = ()
    left_out: tuple[int, ...] = ()
    #: Single rows of a turned table, by line and heading.
    left_out_cells: tuple[tuple[int, str], ...] = ()
    #: None until the file has been looked at with all that.
    understanding: Understanding | None = None
    #: What the answers to each open question would do, by its id.
    effects: dict[str, tuple[Effect, ...]] = field(default_factory=dict)
    declaration: Declaration = field(default_factory=Declaration)
    #: The columns were matched as somebody confirmed them for an earlier file.
    remembered: bool = False
    #: That match: folded heading -> column.
    mapping: Mapping[str, str] = field(default_factory=dict)
    #: What was answered for the last file of this form: a guess until a person confirms it.
    recalled: Recalled = field(default_factory=Recalled)
    #: What such tables usually say where neither file nor person does: a guess as well.
    usual: dict[str, str] = field(default_factory=dict)
    #: The key of the file's form, and its words of money; a person said "as last time".
    form: str = ""
    money: str = ""
    as_before: bool = False
    #: The id of the source that this file brings, if it was named on the page.
    new_source: str = ""
    job: Job | None = None
    #: What the running or finished job was asked: a check is not repeated for the same.
    asked: tuple[object, ...] = ()
    report: CheckReport | None = None
    failed: JobFailed | None = None
    mode: Mode = Mode.APPEND
    #: What the report keeps out (table, declaration, checksum of the rejects), and what of that a
    #: person agreed to leave out: the word holds when the check is done again and finds the same.
    kept_out: tuple[object, ...] = ()
    agreed_to: tuple[object, ...] = ()

    @property
    def key(self) -> str:
        """What tells the widgets of this file apart."""
        return self.checksum[:10]

    @property
    def agreed(self) -> bool:
        """Rows with errors are left out, said by a person about these very rows."""
        return bool(self.kept_out) and self.kept_out == self.agreed_to

    @property
    def is_read(self) -> bool:
        return self.understanding is not None and self.understanding.refusal is None

    def say(self, **parts: Any) -> None:
        """A person said how the file is written."""
        self.said.update(parts)
        self.understanding = None

    def answer(self, column: str, value: str) -> None:
        """A person said what holds for all rows; nothing takes an answer back."""
        self.answers.pop(column, None)
        if value:
            self.answers[column] = value
        self.understanding = None

    def settle(self, question: str, key: str) -> None:
        """A person answered a question about the file."""
        self.answered[question] = key
        self.understanding = None

    def map(self, place: int, column: str) -> None:
        """A person said what a column of the file is."""
        self.mapped[place] = column
        self.understanding = None

    @property
    def obeyed(self) -> Declaration:
        """The declaration with the repairs: what the checker obeys."""
        mended = {(each.column, each.found) for each in self.repairs}
        others = (r for r in self.declaration.replacements if (r.column, r.found) not in mended)
        return replace(
            self.declaration,
            replacements=(*others, *self.repairs),
            left_out=self.left_out,
            left_out_cells=self.left_out_cells,
        )

    def forget_check(self) -> None:
        """Let go of the check: its child process and its folder."""
        if self.job is not None:
            self.job.discard()
        self.job, self.report, self.failed = None, None, None
        self.asked, self.kept_out = (), ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done last: a draft, a published version, or an undo: ``revision`` is that of the last
    two."""

    version: str
    revision: Revision | None
    draft: Draft | None = None
    undone: bool = False
    #: The markets whose trade it changed, and the newest of it in words.
    markets: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


@dataclass(slots=True, weakref_slot=True, eq=False)
class Desk:
    """Everything of one visitor. ``inbox`` numbers the uploader, so that it can be emptied."""

    folder: Path
    papers: dict[str, Paper] = field(default_factory=dict)
    chosen: str = ""
    inbox: int = 0
    #: The revision that the work began from; another head meanwhile is told and accepted first.
    base: int | None = None
    base_version: str = ""
    #: Finished steps that the person opened again.
    unfolded: set[int] = field(default_factory=set)
    reasons: dict[str, str] = field(default_factory=dict)
    #: Why all this is brought, for the history.
    why: str = ""
    outcome: Outcome | None = None
    #: Words about the last click that went wrong.
    trouble: str = ""
    held: dict[tuple[str, str], tuple[object, Any]] = field(default_factory=dict)

    @property
    def paper(self) -> Paper | None:
        """The file that is looked at."""
        return self.papers.get(self.chosen) or next(iter(self.papers.values()), None)

    def take(self, name: str, content: bytes) -> Paper:
        """Lay a file on the desk. The same bytes again are the same file."""
        checksum = hashlib.sha256(content).hexdigest()
        if checksum not in self.papers:
            path = self.folder / checksum
            path.write_bytes(content)
            self.papers[checksum] = Paper(shown_name(name), checksum, len(content), path)
        self.chosen = checksum
        return self.papers[checksum]

    def drop(self, checksum: str) -> None:
        """Take a file off the desk, and what was made of it."""
        self.held = {at: each for at, each in self.held.items() if at[0] not in {"", checksum}}
        paper = self.papers.pop(checksum, None)
        if paper is not None:
            paper.forget_check()
            paper.path.unlink(missing_ok=True)

    def clear(self) -> None:
        """Take everything off the desk."""
        for checksum in list(self.papers):
            self.drop(checksum)
        self.unfolded.clear()
        self.reasons.clear()
        self.held.clear()
        self.chosen, self.outcome, self.trouble, self.base, self.why = "", None, "", None, ""

    def leave(self, *, keep_files: bool) -> None:
        """Its visitor has gone: checks end, and files go unless they are kept. Whoever comes back
        finds a check begun anew, or an empty desk.
        """
        if not keep_files:
            self.clear()
            self.inbox += 1
        for paper in self.papers.values():
            if paper.report is None:
                paper.forget_check()

    def once(self, name: str, key: object, make: Callable[[], Any], *, of: str = "") -> Any:
        """What ``make`` returned when it was last asked for the same, made of one file or of all."""
        held = self.held.get((of, name))
        if held is None or held[0] != key:
            held = (key, make())
            self.held[of, name] = held
        return held[1]


def desk() -> Desk:
    """The visitor's desk; an empty one where there is none."""
    if _DESK not in st.session_state:
        _reap()
        st.session_state[_DESK] = _new()
    held: Desk = st.session_state[_DESK]
    return held


def _new() -> Desk:
    """A desk whose folder goes when the session does."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    made = Desk(folder)
    weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
    return made


@st.cache_resource(show_spinner=False, ttl=_FORGOTTEN)
def _reap() -> None:
    """Remove what killed servers left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if clock.seconds_since_change(folder) > _FORGOTTEN:
                shutil.rmtree(folder, ignore_errors=True)
