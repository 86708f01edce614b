"""What is said of a view when it is passed on: words that stand without the picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bordertrade.calendars import months_between
from bordertrade.measures.sources import Source
from bordertrade.words import _, dates, numbers
from bordertrade.words.message import message


@dataclass(frozen=True, eq=False, slots=True)
class Statement:
    """``sentence`` holds the numbers; ``basis`` what they rest on; ``newest`` the last day that a
    figure speaks of; ``version`` how the data version begins.
    """

    title: str
    sentence: str
    basis: str
    sources: tuple[Source, ...]
    newest: date | None
    version: str
    today: date
    #: That a method changed since the link was made, if it is an old one.
    changed: str = ""

    @property
    def dated(self) -> str:
        """Which version and how old, and whether it is counted as when the link was made: what
        travels must carry that."""
        return " · ".join(filter(None, (self.age, self.changed)))

    @property
    def age(self) -> str:
        """Which version and how old."""
        version = _("data {version}", version=self.version)
        if self.newest is None:
            return version
        age = numbers.age(months_between(self.newest, self.today))
        text = _("newest figure ends {day}, {age}", day=dates.day(self.newest), age=age)
        return f"{text} · {version}"

    @property
    def message(self) -> str:
        """Title, sentence, basis, sources, version: plain text for people to pass on."""
        names = [source_name(each) for each in self.sources]
        return message(self.title, self.sentence, self.basis, names, self.dated)


def source_name(source: Source) -> str:
    """Publisher and date."""
    return ", ".join(part for part in (source.publisher, source.date) if part)
