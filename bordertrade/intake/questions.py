"""Questions about a file: what was found that may mean two things, and what each answer would do.

An asker (``intake.asked``) looks at the head of a file and asks where nobody may guess. An answer
says parts of the declaration; with it the file is understood again, as if a person had said them.
While a question is open nothing of the file is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bordertrade.dataset import Contract, MarketNames, Table
from bordertrade.dataset.cells import CellError, Value
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.encodings import decoded
from bordertrade.intake.forms import cell_reader
from bordertrade.intake.headings import Heading
from bordertrade.intake.layouts import Layout, Record, records_of
from bordertrade.intake.meanings import line_of
from bordertrade.intake.tidying import folded, visible
from bordertrade.problems import Problem

if TYPE_CHECKING:
    from bordertrade.intake.understanding import Understanding

#: Parts of a declaration in which what is said joins what is there.
_MAPPINGS = ("fills", "scales", "marks", "kept", "dropped", "columns", "shape")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``key`` is ASCII and stable, as in ``--answer ID=KEY``.

    ``says`` holds the parts of the declaration that it sets: mappings are joined to what is there,
    replacements added; ``columns`` may be a mapping from the place of a file's column to the
    column it is. ``about`` is the text of the file that the answer itself is about, if any.
    """

    key: str
    says: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must say. ``code`` is its kind; ``about`` the heading, line or sheet asked about
    as written, "" for the whole file; ``found`` the text that was found; the likeliest answer
    stands first."""

    code: str
    about: str
    found: str
    answers: tuple[Answer, ...]

    @property
    def id(self) -> str:
        """What answers are given by: the same for the next file of the same form."""
        return f"{self.code}:{self.about}" if self.about else self.code

    def answer(self, key: str | None) -> Answer | None:
        """The answer of a key; None where it has no such answer."""
        return next((each for each in self.answers if each.key == key), None)


@dataclass(frozen=True, slots=True)
class Head:
    """What askers look at. ``headings`` are settled, ``declaration`` is how the file is understood
    without the questions; ``tail`` are the last bytes of the file."""

    layout: Layout
    headings: tuple[Heading, ...]
    table: Table
    names: MarketNames
    declaration: Declaration
    tail: bytes = b""

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in lines that are no rows: before the header, among the rows, at the end."""
        notes = (each for each in self.layout.records if _is_note(each.cells))
        end = (each for each in self._end() if _is_note(each.cells))
        every = (*self.layout.skipped, *notes, *end)
        return tuple(dict.fromkeys(line_of(each.cells) for each in every))

    def _end(self) -> Iterable[Record]:
        """The last records of a file of text; the first line of its last bytes is cut off."""
        if not self.tail:
            return ()
        lines = decoded(self.tail, self.declaration.encoding).splitlines()[1:]
        return records_of("\n".join(lines), self.layout.delimiter)

    def texts(self, place: int) -> list[str]:
        """The different texts of a column of the file, in their order."""
        cells = (r.cells[place] for r in self.layout.records if place < len(r.cells))
        return list(dict.fromkeys(text for cell in cells if (text := visible(cell))))


def _is_note(cells: Sequence[str]) -> bool:
    """One cell of words and nothing beside it."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and any(map(str.isalpha, filled[0]))


def joined(there: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Parts of a declaration and further ones: mappings are merged, replacements added."""
    found = {**there, **more}
    for name in _MAPPINGS:
        if name in there and name in more:
            found[name] = _merged(there[name], more[name])
    if "replacements" in there and "replacements" in more:
        found["replacements"] = (*there["replacements"], *more["replacements"])
    return found


def _merged(there: Any, more: Any) -> Any:
    """Two mappings; a tuple of columns is one by place."""
    if isinstance(there, tuple) and isinstance(more, tuple):
        return more
    if isinstance(there, tuple):
        return tuple(more.get(place, name) for place, name in enumerate(there))
    return {**there, **(dict(enumerate(more)) if isinstance(more, tuple) else more)}


# --- what answers do to a row -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell of the sample row: as found, and its value or the code of its fault."""

    column: str
    found: str
    value: Value = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer would do: the cells of a sample row that other answers read otherwise.

    ``rows`` are the rows of the sample, of which ``stay`` are not kept out; ``is_kept_out`` tells
    of the sample row. ``refusal`` is set when nothing could be done with the file.
    """

    key: str
    cells: tuple[Seen, ...] = ()
    rows: int = 0
    stay: int = 0
    is_kept_out: bool = False
    refusal: Problem | None = None


def effects(
    question: Question,
    again: Callable[[str], Understanding],
    contract: Contract,
    names: MarketNames,
) -> tuple[Effect, ...]:
    """What each answer would do to a row of the sample: the first that they read differently, and
    that the first answer does not keep out.

    ``again`` understands the same file with an answer to this question, given by its key.
    """
    seen = [again(each.key) for each in question.answers]
    read = [_rows(each, contract, names) for each in seen]
    most = max(map(len, read))
    differ = [at for at in range(most) if len({_shown(rows, at) for rows in read}) > 1]
    stay = [at for at in differ if at < len(read[0]) and read[0][at] is not None]
    at = next(iter((*stay, *differ)), 0)
    rows = [each[at] if at < len(each) else {} for each in read]
    differing = {
        column
        for row in rows
        for column in (row or ())
        if len({_value(other, column) for other in rows}) > 1
    }
    return tuple(
        Effect(
            answer.key,
            tuple(cell for cell in (row or {}).values() if cell.column in differing),
            len(found),
            sum(1 for each in found if each is not None),
            row is None,
            understood.refusal,
        )
        for answer, understood, found, row in zip(question.answers, seen, read, rows, strict=True)
    )


_Row = Mapping[str, Seen] | None


def _rows(seen: Understanding, contract: Contract, names: MarketNames) -> list[_Row]:
    """The rows of the sample as the checker will read them; None for one that is kept out."""
    if seen.refusal is not None or not seen.tables:
        return []
    declared, table = seen.declaration, contract.tables[seen.tables[0]]
    given = [
        *((name, place, "") for place, name in enumerate(declared.columns) if name in table),
        *((name, -1, text) for name, text in declared.fills.items() if name in table),
    ]
    readers = {name: cell_reader(table.column(name), declared, names) for name, _, _ in given}
    stays = keeper(declared.kept, declared.dropped)
    found: list[_Row] = []
    for cells in seen.sample:
        if not stays(cells):
            found.append(None)
            continue
        texts = {
            name: (cells[place] if place < len(cells) else "") if place >= 0 else text
            for name, place, text in given
        }
        found.append({name: _seen(name, text, readers[name]) for name, text in texts.items()})
    return found


def _seen(column: str, text: str, read: Callable[[str], Value]) -> Seen:
    try:
        return Seen(column, text, read(text))
    except CellError as fault:
        return Seen(column, text, fault=fault.code)


def _shown(rows: Sequence[_Row], at: int) -> object:
    row = rows[at] if at < len(rows) else {}
    if row is None:
        return None
    return frozenset((name, each.value, each.fault) for name, each in row.items())


def _value(row: _Row, column: str) -> object:
    cell = (row or {}).get(column)
    return cell and (cell.value, cell.fault)


def keeper(
    kept: Mapping[int, Iterable[str]], dropped: Mapping[int, Iterable[str]] | None = None
) -> Callable[[Sequence[str]], bool]:
    """Whether the cells of a record let it stay: see ``Declaration.kept`` and ``dropped``."""
    wanted = {place: frozenset(map(folded, texts)) for place, texts in kept.items()}
    barred = {place: frozenset(map(folded, texts)) for place, texts in (dropped or {}).items()}

    def stays(cells: Sequence[str]) -> bool:
        out = ((cells[place], texts) for place, texts in barred.items() if place < len(cells))
        if any(visible(text) and folded(text) in texts for text, texts in out):
            return False
        given = ((cells[place], texts) for place, texts in wanted.items() if place < len(cells))
        return all(not visible(text) or folded(text) in texts for text, texts in given)

    return stays
