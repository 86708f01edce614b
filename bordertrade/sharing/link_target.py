"""What a link opens to: the same view and version, whoever asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bordertrade.charts import CHART_NAMES
from bordertrade.dataset import Dataset
from bordertrade.remembered import once
from bordertrade.sharing.subject import Subject, subject_of
from bordertrade.shelf import Looking, Shelf, look_strictly
from bordertrade.view import Choices, choices_of, decode
from bordertrade.words import languages, versions


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """With ``trouble`` (why, in words) nothing of the subject's figures may be shown: they are
    those of another version.
    """

    subject: Subject
    looking: Looking

    @property
    def trouble(self) -> str:
        if self.looking.withdrawal:
            return versions.gone(self.looking.withdrawal)
        if self.looking.trouble:
            return versions.trouble(self.looking.trouble, self.looking.asked)
        return ""

    @property
    def is_frozen(self) -> bool:
        return bool(self.subject.view.version)

    @property
    def link(self) -> str:
        """Path and query of the link that opens to this: frozen if it came so."""
        return self.subject.live if self.looking.trouble else self.subject.asked


def opened(path: str, query: Mapping[str, str], shelf: Shelf, today: date) -> Opened:
    """What the link of a page (``path``) shows. Never raises: what is not understood falls back."""
    asked, _unknown = decode(query, every_choice(shelf.record().dataset))
    found = look_strictly(asked.version, shelf)
    view, _unknown = decode(query, every_choice(found.dataset))
    return Opened(subject_of(path, view, found.dataset, today), found)


def every_choice(dataset: Dataset) -> Choices:
    """All that a link may name in a version."""
    made: Choices = once(
        dataset, "choices", make=lambda: choices_of(dataset, CHART_NAMES, languages())
    )
    return made
