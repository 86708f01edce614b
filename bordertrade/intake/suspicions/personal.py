"""The do-no-harm guard: what could point to a person is never published, whatever the reason.

Informal traders can be exposed by a name or a number in a remark. The guard looks at the headings
of a file and at cells of free text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bordertrade.dataset import Column, Table
from bordertrade.dataset.cells import latin
from bordertrade.intake.suspicions.given import Finding, Given
from bordertrade.problems import Problem, Severity

#: Headings of columns about persons: English, Urdu, Persian.
_HEADINGS = (
    *("cnic", "nic no", "nic number", "national id", "national identity", "identity card"),
    *("id card", "passport", "phone", "telephone", "mobile", "cell no", "cell number", "whatsapp"),
    *("email", "e mail", "date of birth", "dob", "home address", "postal address", "surname"),
    *("trader name", "name of trader", "owner name", "name of owner", "driver name"),
    *("name of driver", "importer name", "name of importer", "exporter name", "name of exporter"),
    *("consignee", "consignor", "agent name", "full name", "first name", "last name"),
    *("father name", "fathers name", "person name", "name of person", "contact person"),
    *("شناختی کارڈ", "قومی شناختی", "پاسپورٹ", "فون", "موبائل", "ای میل", "تاریخ پیدائش"),
    *("نام تاجر", "تاجر کا نام", "ڈرائیور کا نام", "مالک کا نام", "والد کا نام", "ولدیت"),
    *("کد ملی", "کدملی", "شماره ملی", "شناسنامه", "گذرنامه", "پاسپورت", "تلفن", "موبایل"),
    *("شماره همراه", "تلفن همراه", "ایمیل", "پست الکترونیک", "نام خانوادگی", "نام پدر"),
    *("نام بازرگان", "نام راننده", "نام مالک", "نام تاجر", "تاریخ تولد", "نشانی منزل"),
)
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "ة": "ه", "\u200c": " ", "’": "", "'": ""})

_CNIC = re.compile(r"(?<!\d)[1-9]\d{4}-\d{7}-\d(?!\d)")
_IRANIAN = re.compile(r"(?<![\d.,/-])\d{10}(?![\d.,/-]*\d)")
_PHONE = re.compile(
    r"(?<![\d/])(?:(?:\+|00)(?:92|98)[ -]?\d{2,3}|0(?:3\d{2}|9\d{2}))[ -]?\d{3}[ -]?\d{4}(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PASSPORT = re.compile(
    r"(?:passport|پاسپورٹ|پاسپورت|گذرنامه)\W{0,12}(?:\w{1,8}\W{1,3})?[A-Z]{1,2}\d{7,8}(?!\d)",
    re.IGNORECASE,
)
#: Columns that hold codes and addresses of publishers, not remarks.
_NOT_TEXT = frozenset({"id", "url", "source", "spellings"})


def personal_headings(table: Table, header: Iterable[str]) -> tuple[Problem, ...]:
    """An error for each heading of a file that promises data about persons, mapped or not."""
    known = set(table.column_names)
    return tuple(
        Problem("personal_column", table.name, column=heading.strip(), value=heading.strip())
        for heading in header
        if heading.strip() not in known and is_personal_heading(heading)
    )


def is_personal_heading(heading: str) -> bool:
    words = f" {_folded(heading)} "
    return any(f" {name} " in words for name in _HEADINGS)


def _folded(text: str) -> str:
    plain = text.translate(_LETTERS).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", plain).split())


def personal_data(given: Given) -> Iterator[Problem]:
    """Cells of free text that hold an identity number, a phone number, a passport, an e-mail."""
    for column in given.table.columns:
        if not _is_free_text(column, given.table):
            continue
        cells = given.fresh[column.name]
        kinds = {text: kind for text in cells.unique() if (kind := personal_kind(str(text)))}
        hits = cells[cells.isin(list(kinds))]
        # the cell itself is not repeated: a report is passed on
        pairs = zip(hits.index.tolist(), hits.tolist(), strict=True)
        findings: list[Finding] = [(line, None, {"kind": kinds[text]}) for line, text in pairs]
        yield from given.told("personal_data", column.name, findings, Severity.ERROR)


def _is_free_text(column: Column, table: Table) -> bool:
    keys = {key.column for key in table.foreign_keys}
    return (
        column.type == "string"
        and not column.enum
        and not column.pattern
        and not column.semantic
        and column.name not in keys | _NOT_TEXT
    )


def personal_kind(text: str) -> str:
    """What a text gives away: ``cnic``, ``national_id``, ``phone``, ``email``, ``passport``, ""."""
    if len(text) < 7:
        return ""
    plain = latin(text)
    for kind, pattern in (
        ("cnic", _CNIC),
        ("email", _MAIL),
        ("passport", _PASSPORT),
        ("phone", _PHONE),
    ):
        if pattern.search(plain):
            return kind
    if any(is_iranian_id(found) for found in _IRANIAN.findall(plain)):
        return "national_id"
    return ""


def is_iranian_id(digits: str) -> bool:
    """Ten digits with the check digit of Iran's national ID; ten equal digits are none."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)
