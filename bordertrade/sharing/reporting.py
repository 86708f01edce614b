"""“Report this number”: a letter that whoever keeps the record can check line by line."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from bordertrade import calendars, charts
from bordertrade.exports.rows_behind import names_of, short_table
from bordertrade.measures.rows_behind.behind import RowsBehind
from bordertrade.sharing.subject import Subject, statement
from bordertrade.words import _, ngettext

#: Numbers and rows that a letter lists; the page has all.
_NUMBERS, _ROWS = 6, 12


def letter(subject: Subject, address: str) -> str:
    """What is shown, in which version, and the file, checksum and line of each row behind it."""
    return "\n\n".join([short_letter(subject, address), *_behind(subject)])


def short_letter(subject: Subject, address: str) -> str:
    """The same without rows: it fits into an address for e-mail."""
    said = statement(subject)
    return "\n\n".join(
        [
            _("What looks wrong, and how you know (please write here):"),
            f"{said.title}\n{said.sentence}",
            "\n".join(part for part in (said.basis, said.dated) if part),
            address + subject.frozen,
        ]
    )


def mail_link(contact: str, subject: Subject, address: str) -> str:
    """An address that opens the reader's own e-mail program, with the letter in it."""
    about = _("A number to check: {title}", title=statement(subject).title)
    body = short_letter(subject, address)
    return f"mailto:{quote(contact, safe='@+.-_')}?subject={quote(about)}&body={quote(body)}"


def is_mailbox(contact: str) -> bool:
    """Whether it looks like the address of one mailbox."""
    name, at, host = contact.partition("@")
    return bool(name and at and host) and not any(c.isspace() or c in ",;<>?&" for c in contact)


def _behind(subject: Subject) -> list[str]:
    """Of the chart, or of the one that stands for the page."""
    chart = subject.leading
    if chart is None or chart not in subject.charts:
        return []
    result = charts.measured(chart, subject.dataset, subject.view, subject.today)
    behind = chart.behind(result, subject.dataset, subject.view)
    told = behind if isinstance(behind, str) else _numbers(behind, subject)
    return [f"{subject.done(chart).title}\n{told}"]


def _numbers(behind: RowsBehind, subject: Subject) -> str:
    """The newest numbers first: those are what people look at."""
    names = names_of(behind)
    periods = behind.totals["period"]
    newest = sorted(names, key=lambda number: _end(periods.iloc[number]), reverse=True)[:_NUMBERS]
    parts = [f"- {names[number]}\n{_rows(behind, number, subject)}" for number in newest]
    more = len(names) - len(newest)
    if more > 0:
        text = ngettext(
            "{count} more number stands on the page.",
            "{count} more numbers stand on the page.",
            more,
        )
        parts.append(text)
    return "\n".join(parts)


def _end(period: str) -> date:
    return calendars.parse(period).end if period else date.min


def _rows(behind: RowsBehind, number: int, subject: Subject) -> str:
    rows = behind.of(number)
    table = short_table(behind, rows.head(_ROWS), subject.dataset.files)
    lines = ["    " + " | ".join(row) for row in table.itertuples(index=False, name=None)]
    more = len(rows) - _ROWS
    if more > 0:
        lines.append("    " + ngettext("and {count} more row", "and {count} more rows", more))
    return "\n".join(lines)
