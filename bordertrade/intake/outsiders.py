"""Rows that are about something else, as a column of the file says: kept out, counted and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bordertrade.intake.tidying import folded, visible
from bordertrade.problems import Problem, Severity

#: So many different texts are counted apart, and so many of them named.
_MOST_TEXTS = 1000
_MOST_NAMED = 5
_SHOWN_CHARACTERS = 40


class Outsiders:
    """Tells by ``Declaration.kept`` and ``dropped`` which rows stay, and counts the others."""

    def __init__(
        self,
        kept: Mapping[int, Sequence[str]],
        header: Sequence[str],
        dropped: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        wanted, barred = (
            {place: frozenset(map(folded, texts)) for place, texts in each.items()}
            for each in (kept, dropped or {})
        )
        places = [place for place in {**wanted, **barred} if place < len(header)]
        #: By place, the texts that let a row stay (None: all) and those that keep it out.
        self.wanted = {at: (wanted.get(at), barred.get(at, frozenset[str]())) for at in places}
        self._header = header
        self._stays: dict[int, dict[str, bool]] = {place: {} for place in self.wanted}
        self._counts: dict[int, Counter[str]] = {place: Counter() for place in self.wanted}
        self.count = 0

    def stay(self, cells: Sequence[Sequence[str]]) -> list[bool]:
        """Which of some records, all as wide as the header, stay. A blank cell is no other."""
        found = [self._stay(each) for each in cells]
        self.count += found.count(False)
        return found

    def _stay(self, cells: Sequence[str]) -> bool:
        for place, (texts, barred) in self.wanted.items():
            text, known = cells[place], self._stays[place]
            if text not in known:
                if len(known) > _MOST_TEXTS:
                    known.clear()
                told = folded(text)
                is_wanted = texts is None or told in texts
                known[text] = not visible(text) or (is_wanted and told not in barred)
            if not known[text]:
                self._note(place, text)
                return False
        return True

    def _note(self, place: int, text: str) -> None:
        counts = self._counts[place]
        if len(counts) < _MOST_TEXTS or text in counts:
            counts[text] += 1

    def problems(self, table: str) -> Iterator[Problem]:
        """One a column: how many rows it kept out, and the most frequent of its texts."""
        for place, counts in self._counts.items():
            if counts:
                named = (
                    text.strip()[:_SHOWN_CHARACTERS] for text, _ in counts.most_common(_MOST_NAMED)
                )
                details, heading = {"found": str(counts.total())}, self._header[place]
                value = ", ".join(named)
                yield Problem(
                    "rows_kept_out",
                    table,
                    value=value,
                    expected=(heading,),
                    details=details,
                    severity=Severity.WARNING,
                )
