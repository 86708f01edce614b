"""Understanding a file that nobody has seen: from its head to a declaration.

Only the first megabyte is read, also of a file of a gigabyte. What the file says for certain is
certain; everything else is a guess that a person confirms before anything is applied.

Parts of the declaration that can be guessed, as named in ``Declaration.how``: ``encoding``,
``columns`` (by alias or likeness), ``decimal`` (with ``thousands``), ``calendar``,
``date_order``, ``fills`` (a currency or unit that a heading or title names), ``scales`` and
``replacements`` (spellings taken for codes). ``delimiter`` and ``header_line`` are certain: the
names in the header prove them. Whether rials or tomans are meant, what "-" stands for and
whether (500) is negative is never guessed. Where two readings are likely a question is asked
(``intake.asked``); its answer is a person's word like any other, with which the file is understood
again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bordertrade.dataset import Contract, Dataset, MarketNames, Table
from bordertrade.dataset.names import fold
from bordertrade.intake import contents, findings, habits
from bordertrade.intake.asked import asked
from bordertrade.intake.declaration import ALL_MONEY, IGNORED, Declaration, How
from bordertrade.intake.encodings import decoded, encoding_of
from bordertrade.intake.ends import head_of, tail_of
from bordertrade.intake.headings import Heading, Match, matched, needed
from bordertrade.intake.kinds import WORKBOOK, kind_of
from bordertrade.intake.layouts import Known, Layout, Record, first_lines, layout_of, sheet_layout
from bordertrade.intake.limits import Limits
from bordertrade.intake.made_ids import lacking
from bordertrade.intake.questions import Head, Question, joined
from bordertrade.intake.shapes.beside import Beside, beside_of
from bordertrade.intake.shapes.exports import EXPORT_QUESTIONS
from bordertrade.intake.shapes.seen import Around, shaped
from bordertrade.intake.sureness import how_joined, how_matched, settled, unless_certain
from bordertrade.intake.workbook.head import sheets_of
from bordertrade.intake.workbook.package import ZIP_MAGIC, WorkbookRefused, is_under_password
from bordertrade.problems import Problem

#: How many records are shown as written.
SAMPLE_RECORDS = 20
#: No table has more than 20; this leaves room for a wide export.
MOST_COLUMNS = 500
#: Nor as many as this before months and markets among them are turned into rows: each is compared
#: with all names. Of a sheet still fewer are read, and none beyond those may be lost in silence.
MOST_WRITTEN = 2_000


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the head of a file says.

    ``refusal`` is set when nothing can be done with the file. ``tables`` are those that the file
    may be for, best first: one alone if it is unmistakable. ``header`` and ``sample`` (at most 20
    records) stand as written; so do ``first_lines``, where no header was found or it was refused
    for a person to point elsewhere. ``notes`` are warnings; ``unmapped`` names what needs a person:
    headings that were guessed or not known, then required columns that the file lacks.
    ``signature`` is the key of a remembered mapping. ``questions`` are open, ``answered`` were
    answered and can be answered otherwise.
    """

    refusal: Problem | None = None
    tables: tuple[str, ...] = ()
    declaration: Declaration = field(default_factory=Declaration)
    header: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    notes: tuple[Problem, ...] = ()
    unmapped: tuple[str, ...] = ()
    signature: str = ""
    first_lines: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    answered: tuple[Question, ...] = ()


def understand(  # noqa: PLR0913, PLR0917 - each is a thing that may be known beforehand
    file: Path | bytes,
    contract: Contract,
    dataset: Dataset,
    table: str | None = None,
    remembered: Mapping[str, str] | None = None,
    declared: Declaration | None = None,
    mapped: Mapping[int, str] | None = None,
) -> Understanding:
    """Look at the head of a file. ``table`` and ``remembered`` (folded heading -> column) are known.

    The parts of ``declared`` that a person said (``How.DECLARED`` in its ``how``) stand, and so do
    the columns in ``mapped``, by the place of the file's column.

    Refusals: ``empty_file``, ``not_a_csv``, those of ``WorkbookRefused``, ``sheet_unknown``, ``encoding_unknown``,
    ``delimiter_unknown``, ``no_header``, ``too_many_columns``, ``column_unnamed``, ``column_twice``, ``no_rows``.
    """
    head, is_whole = head_of(file)
    tail = tail_of(file)
    tables = [contract.tables[table]] if table else list(contract.uploadable())
    said = joined(declared.said if declared else {}, {"columns": dict(mapped)} if mapped else {})
    look = _Look(tables, dataset.names(), remembered or {}, said, is_whole, tail)
    name = table or ""
    if not head.strip():
        return Understanding(refusal=Problem("empty_file", name))
    if is_under_password(head):
        return Understanding(refusal=Problem("workbook_password", name))
    kind = kind_of(head)
    if kind == WORKBOOK:
        return _with_answers(look, file, name)
    if kind:
        found = {"found": kind.lower()}
        return Understanding(refusal=Problem("not_a_csv", name, value=kind, details=found))
    return _with_answers(look, head, name)


def _with_answers(look: _Look, head: bytes | Path, name: str) -> Understanding:
    """The file understood again with each answer to a question that it raises."""
    given: Mapping[str, str] = look.said.get("answered", {})
    done: dict[str, Question] = {}
    found = look.at(head, name)
    while new := [q for q in found.questions if q.id not in done and q.answer(given.get(q.id))]:
        says: dict[str, Any] = {}
        for question in new:
            answer = question.answer(given[question.id])
            says = joined(says, answer.says if answer else {})
            done[question.id] = question
        look = replace(look, said=joined(says, look.said))
        found = look.at(head, name)
    open_ = tuple(each for each in found.questions if each.id not in done)
    declaration = replace(found.declaration, open_questions=tuple(each.id for each in open_))
    return replace(found, declaration=declaration, questions=open_, answered=tuple(done.values()))


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at the head of a file, with what is known beforehand."""

    tables: Sequence[Table]
    names: MarketNames
    remembered: Mapping[str, str]
    said: Mapping[str, Any]
    is_whole: bool
    #: The last bytes of the file.
    tail: bytes = b""

    def at(self, head: bytes | Path, name: str) -> Understanding:
        """What the head of a CSV says, or a workbook, which is given whole."""
        if isinstance(head, Path) or head.startswith(ZIP_MAGIC):
            return self._at_book(head, name)
        if "encoding" in self.said:
            encoding, how = self.said["encoding"], How.DECLARED
        else:
            encoding, how = encoding_of(head)
        try:
            text = decoded(head, encoding)
        except LookupError:
            return Understanding(refusal=Problem("encoding_unknown", name, value=encoding))
        if not text.strip():
            return Understanding(refusal=Problem("empty_file", name))
        if len(self.said.get("delimiter", ",")) != 1:
            mark = self.said["delimiter"]
            return Understanding(refusal=Problem("delimiter_unknown", name, value=mark))
        layout = self._layout(text)
        start = Declaration(encoding=encoding, how=unless_certain(encoding=how))
        if layout is None:
            found = Understanding(refusal=findings.no_header(self.tables))
        else:
            found = self._understood(layout, start, Beside())
        if found.refusal is None:
            return found
        return replace(found, declaration=start, first_lines=first_lines(text))

    def _at_book(self, file: bytes | Path, name: str) -> Understanding:
        try:
            sheets = sheets_of(file)
            if not sheets:
                return Understanding(refusal=Problem("empty_file", name))
            beside = beside_of(file, sheets, self.said, self._sheet_layout)
        except WorkbookRefused as refused:
            return Understanding(refusal=Problem(refused.code, name, value=refused.value))
        except LookupError:
            wanted, given = self.said["sheet"], tuple(each.name for each in sheets)
            return Understanding(
                refusal=Problem("sheet_unknown", name, value=wanted, expected=given)
            )
        start = Declaration(sheet=beside.sheet)
        names = tuple(each.name for each in sheets)
        look = replace(self, is_whole=beside.is_whole, tail=b"")
        if beside.layout is None:
            found = Understanding(refusal=findings.no_header(self.tables))
        else:
            found = look._understood(beside.layout, start, beside)
        found = replace(found, sheets=names)
        if found.refusal is None:
            return found
        return replace(found, declaration=start, first_lines=beside.first_lines)

    def _known(self) -> Known:
        return Known(self.tables, self.remembered, self.names)

    def _sheet_layout(self, records: Sequence[Record]) -> Layout | None:
        line = self.said.get("header_line")
        return sheet_layout(records, self._known(), line)

    def _layout(self, text: str) -> Layout | None:
        """Whole lines only: the last of a head is cut off."""
        whole = text if self.is_whole else text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
        delimiter, line = self.said.get("delimiter"), self.said.get("header_line")
        return layout_of(whole, self._known(), delimiter, line)

    def _understood(self, found: Layout, start: Declaration, beside: Beside) -> Understanding:
        most = Limits().columns if start.sheet else MOST_WRITTEN
        if len(found.header.cells) > most:
            return Understanding(refusal=findings.too_many_columns(found, most))
        said = self.said.get("shape", {})
        likely = self._ranked(found)[0][0]
        seen = shaped(found, Around(self.names, said, beside.lines, needed(likely)))
        layout, header = seen.layout, seen.layout.header.cells
        if said:
            self = replace(self, said={**self.said, "shape": seen.parts})  # noqa: PLW0642
        if len(header) > MOST_COLUMNS:
            return Understanding(refusal=findings.too_many_columns(layout, MOST_COLUMNS))
        ranked = self._ranked(layout)
        (table, headings), names = ranked[0], tuple(table.name for table, _ in ranked)
        refusal = findings.fault_of(layout, table, self.is_whole)
        if refusal:
            return Understanding(refusal=refusal, tables=names, header=header)
        sure = settled(headings, self._said_of(table, len(header)).get("columns"))
        declaration = self._declaration(layout, sure, table, start)
        parts = {**beside.parts, **seen.parts, **declaration.shape}
        declaration = replace(declaration, shape=parts)
        # Whether it is a known export comes first: its answer settles most of the others.
        is_open = any(each.code in EXPORT_QUESTIONS for each in seen.questions)
        head = Head(layout, sure, table, self.names, declaration, self.tail)
        questions = () if is_open else asked(head)
        return Understanding(
            tables=names,
            declaration=declaration,
            header=header,
            sample=tuple(record.cells for record in layout.records[:SAMPLE_RECORDS]),
            notes=(
                *beside.notes,
                *seen.notes,
                *findings.notes_of(layout, sure, table, declaration),
            ),
            unmapped=_unmapped(headings, table, declaration),
            signature=signature_of(header, table.name),
            questions=(*beside.questions, *seen.questions, *questions),
        )

    def _ranked(self, layout: Layout) -> list[tuple[Table, tuple[Heading, ...]]]:
        """The tables a header may be for, best first, without those that explain fewer headings.

        One heading alone tells nothing: then all stay, in the order of the contract.
        """
        header, records = layout.header.cells, layout.records
        found = [(table, matched(header, table, self.remembered)) for table in self.tables]
        found = [(t, contents.with_markets_told(h, records, t, self.names)) for t, h in found]
        known = [sum(1 for each in headings if each.match) for _, headings in found]
        if max(known) <= 1 < len(header):
            return found
        likely = [pair for pair, count in zip(found, known, strict=True) if count == max(known)]
        return sorted(likely, key=lambda pair: _rank(*pair))

    def _declaration(
        self, layout: Layout, headings: Sequence[Heading], table: Table, start: Declaration
    ) -> Declaration:
        """What the settled headings and the cells say, and over it what a person said."""
        said = self._said_of(table, len(headings))
        said.pop("columns", None)  # the headings are settled by it
        columns = tuple(each.column for each in headings)
        fills = contents.fills_of(headings, layout.skipped, table, self.names)
        given = {**fills, **said.get("fills", {})}
        scales = contents.scales_of(headings, layout.skipped, table)
        if (factor := contents.multiplier_of(headings, layout.records)) != 1:
            scales = {ALL_MONEY: factor}
        as_written, how = self._habits(layout, columns, table)
        repairs = contents.replacements_of(layout.records, columns, table, given)
        found = {
            "delimiter": layout.delimiter or start.delimiter,
            "header_line": layout.header.line,
            "columns": columns,
            "fills": fills,
            "scales": scales,
            "kept": contents.kept_of(headings, layout.records),
            "replacements": repairs,
            **as_written,
        }
        guessed = {
            "columns": how_matched(headings, self._said_of(table, len(headings))),
            **how,
            **{part: how_joined(found[part], said.get(part)) for part in _JOINED},
        }
        if guessed["kept"] is How.GUESSED:  # its rows say so; those that do not are told
            guessed["kept"] = How.CERTAIN
        if guessed["marks"] is How.GUESSED:  # the cells may prove their marks
            guessed["marks"] = how["marks"]
        whole = joined(found, said)
        whole["replacements"] = tuple(dict.fromkeys(whole["replacements"]))
        alone = {part: value for part, value in said.items() if part not in _JOINED}
        understood = replace(start, **whole, how={**start.how, **unless_certain(**guessed)})
        return understood.declare(**alone)

    def _habits(
        self, layout: Layout, columns: Sequence[str], table: Table
    ) -> tuple[dict[str, Any], dict[str, How]]:
        """Number marks, date order and calendar, as the cells show them."""

        def texts(*kinds: str, without_numbers: bool = False) -> list[str]:
            wanted = {c.name for c in table.columns if c.type in kinds or c.semantic in kinds}
            return contents.texts_of(layout.records, columns, wanted, without_numbers)

        numeric = ("number", "integer", "year")
        amounts = {
            column.name: contents.texts_of(
                layout.records, columns, {column.name}, without_numbers=True
            )
            for column in table.columns
            if column.type in numeric or column.semantic in numeric
        }
        found = habits.numbers_of(amounts, self.said.get("decimal"), self.said.get("thousands"))
        periods, dates = texts("period"), texts("date", "date_partial")
        order, order_how = habits.date_order([*periods, *dates])
        calendar = habits.calendar_of(periods, dates, self.said.get("date_order", order))
        style = found.style
        marks = {"decimal": style.decimal, "thousands": style.thousands, "marks": found.marks}
        how = {
            "decimal": found.style_how,
            "marks": found.marks_how,
            "date_order": order_how,
            "calendar": How.GUESSED if calendar else How.CERTAIN,
        }
        return {**marks, "date_order": order, "calendar": calendar}, how

    def _said_of(self, table: Table, columns: int) -> dict[str, Any]:
        """What a person said, without what was said of another header or table."""
        said = dict(self.said)
        names = said.pop("columns", ())
        if isinstance(names, tuple) and len(names) != columns:
            names = ()
        pairs = enumerate(names) if isinstance(names, tuple) else names.items()
        named = {place: name for place, name in pairs if place < columns}
        if set(named.values()) <= {IGNORED, *table.column_names} and named:
            said["columns"] = named
        if "fills" in said:
            said["fills"] = {name: text for name, text in said["fills"].items() if name in table}
        return said


def _rank(table: Table, headings: Sequence[Heading]) -> tuple[int, int]:
    """Surer matches come first, then fewer required columns that the file lacks."""
    given = {each.column for each in headings}
    missing = sum(1 for column in table.columns if column.required and column.name not in given)
    return -sum(each.match for each in headings), missing


#: Parts in which what a person said joins what the file says.
_JOINED = ("fills", "scales", "replacements", "marks", "kept")


def _unmapped(
    headings: Sequence[Heading], table: Table, declaration: Declaration
) -> tuple[str, ...]:
    unsure = [each.text for each in headings if each.match <= Match.ALIAS and each.text.strip()]
    given = {*declaration.columns, *declaration.fills}
    missing = [column.name for column in lacking(table, given)]
    return (*unsure, *missing)


def signature_of(header: Sequence[str], table: str) -> str:
    """The key of a remembered mapping: the same for the same header, however it is spelled."""
    text = "\n".join([table, *map(fold, header)])
    return hashlib.sha256(text.encode()).hexdigest()


def answers_key(signature: str) -> str:
    """Under which earlier releases remembered the answers for files with such a header."""
    return hashlib.sha256(f"answers {signature}".encode()).hexdigest()


def mapping_of(declaration: Declaration, header: Sequence[str]) -> dict[str, str]:
    """What a store remembers of a declaration: folded heading -> column (``IGNORED`` for none)."""
    pairs = zip(header, declaration.columns, strict=True)
    return {fold(name): column for name, column in pairs if fold(name)}
