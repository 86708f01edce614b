"""An inspection, told to people at a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

from bordertrade.bringing.inspection import Inspection
from bordertrade.intake.declaration import IGNORED, QUESTIONS, Declaration, How
from bordertrade.words import _, labels, ngettext, questions, shapes, uploads
from bordertrade.words import problems as problem_words

#: How many problems people are shown; ``--json`` and ``--rejects`` hold more.
_SHOWN = 200

#: Parts of a declaration that tell nothing as long as nothing was said about them.
_SILENT: dict[str, Any] = {
    **{
        "fills": {},
        "nulls": (),
        "scales": {},
        "negatives": False,
        "left_out": (),
        "left_out_cells": (),
    },
    **{
        "replacements": (),
        "calendar": None,
        "date_order": None,
        "marks": {},
        "kept": {},
        "unrecorded": {},
        "sheet": "",
        "shape": {},
    },
}


def lines(found: Inspection) -> Iterator[str]:
    """What people read: what was understood, every problem, the sum, what must be confirmed."""
    yield _("{file}: {size}", file=found.name, size=uploads.size(found.size_bytes))
    if found.declaration:
        yield from understood(found)
    yield ""
    yield from findings(found)


def findings(found: Inspection) -> Iterator[str]:
    """Every problem, the sum, what must be confirmed."""
    for problem in found.problems[:_SHOWN]:
        yield problem_words.sentence(problem)
    yield from asked(found)
    yield from _unsaid(found)
    for nothing in found.nothings:
        yield uploads.nothing(nothing)
        yield f"  {uploads.nothing_options(nothing)}"
    yield from _sums(found)


def asked(found: Inspection) -> Iterator[str]:
    """Each open question, with what its answers would do and how to give one."""
    for question, effects in found.asked:
        yield questions.sentence(question)
        for answer, effect in zip(question.answers, effects, strict=True):
            given = shlex.quote(f"{question.id}={answer.key}")
            yield _(
                "  --answer {given}: {label}; {effect}",
                given=given,
                label=questions.label(question, answer),
                effect=questions.effect(effect),
            )


def understood(found: Inspection) -> Iterator[str]:
    """How the file is read, part by part, and how sure that is."""
    if found.declaration is None:
        return
    yield _part("table", found.table or "", How.CERTAIN if found.is_table_sure else How.GUESSED)
    for name, value in _parts(found.declaration).items():
        yield _part(name, value, found.declaration.how.get(name, How.CERTAIN))
    for written, column in zip(found.understood.header, found.declaration.columns, strict=False):
        if column == IGNORED:
            yield _("  {written}: left out", written=written)
        elif written != column:
            yield _("  {written} → {column}", written=written, column=column)


def _part(name: str, value: str, how: How) -> str:
    told = _("{part}: {value}", part=uploads.part(name), value=value)
    if how is How.CERTAIN:
        return told
    return _("{told} ({how})", told=told, how=uploads.how(how))


def _parts(declaration: Declaration) -> dict[str, str]:
    """The parts that say something, each in words."""
    given = {name: getattr(declaration, name) for name in Declaration.__slots__}
    told = {
        "sheet": declaration.sheet,
        "shape": shapes.shape(declaration.shape),
        "encoding": labels.of(uploads.ENCODINGS, declaration.encoding),
        "delimiter": labels.of(uploads.DELIMITERS, declaration.delimiter),
        "header_line": str(declaration.header_line),
        "columns": str(sum(1 for column in declaration.columns if column != IGNORED)),
        "decimal": uploads.number_form(declaration.decimal, declaration.thousands),
        "calendar": labels.of(uploads.CALENDARS, declaration.calendar or ""),
        "date_order": labels.of(uploads.DATE_ORDERS, declaration.date_order or ""),
        "fills": ", ".join(f"{name} = {value}" for name, value in declaration.fills.items()),
        "nulls": ", ".join(declaration.nulls),
        "unrecorded": ", ".join(
            f"{name}: {', '.join(texts)}" for name, texts in declaration.unrecorded.items()
        ),
        "marks": uploads.marks(declaration.marks),
        "scales": uploads.scales(declaration.scales),
        "negatives": _(uploads.NEGATIVES[declaration.negatives]),
        "replacements": ", ".join(f"{e.found} → {e.put}" for e in declaration.replacements),
    }
    if declaration.sheet:
        told = {name: told[name] for name in told if name not in ("encoding", "delimiter")}
    return {
        name: text
        for name, text in told.items()
        if text and given[name] != _SILENT.get(name, object())
    }


def _unsaid(found: Inspection) -> Iterator[str]:
    total = sum(found.counts.values())
    more = total - min(len(found.problems), _SHOWN)
    if more > 0:
        yield ngettext(
            "… and {count} more: see --rejects or --json.",
            "… and {count} more: see --rejects or --json.",
            more,
        )


def _to_say(found: Inspection) -> Iterator[str]:
    """What the file lacks and the caller can say for all of its rows."""
    lacking = [each.column for each in found.refusals if each.code == "column_missing"]
    if lacking:
        options = " ".join(f"--fill {column}=…" for column in lacking)
        yield _("If one value holds for all rows, say it: {options}", options=options)
    if any(each.code == "no_header" for each in found.refusals):
        yield _("If a line has the column names, say which: --header-line N")


def _sums(found: Inspection) -> Iterator[str]:
    report = found.report
    if report is None:
        yield _("The file cannot be taken.")
        yield from _to_say(found)
        return
    yield problem_words.summary(report.rows, sum(found.counts.values()))
    if report.rejected:
        yield _(
            "{accepted} rows can be taken, {rejected} cannot.",
            accepted=report.accepted,
            rejected=report.rejected,
        )
    if totals := found.totals:
        yield uploads.totals(totals)
    guessed = [name for name in found.unconfirmed if name != QUESTIONS]
    if guessed:
        names = ", ".join(uploads.part(name) for name in guessed)
        yield _("To confirm (--yes, or say it): {parts}.", parts=names)
    for code in found.needs_reason:
        yield _("To be applied it needs a reason: --reason {code}=TEXT", code=code)
