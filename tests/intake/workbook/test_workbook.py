"""What is read of a workbook, beside what openpyxl reads of it; and what is refused."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.workbook import Workbook

from bordertrade.intake.workbook.book import opened
from bordertrade.intake.workbook.forms import Form, Shown, form_of, number_text
from bordertrade.intake.workbook.package import WorkbookRefused, is_under_password
from bordertrade.intake.workbook.ranges import Range, column_at, letters_of, survey
from bordertrade.intake.workbook.rows import SheetRow, sheet_rows
from tests.intake.books import CONTRACT_ROWS, formatted, one, part, rezipped


def rows_of(content: bytes, sheet: int = 0) -> list[SheetRow]:
    with opened(content) as book:
        return list(sheet_rows(book, book.sheets[sheet], most_columns=500, texts=book.texts()))


def texts_of(content: bytes) -> list[list[str]]:
    return [row.cells for row in rows_of(content)]


FORMATS = [
    (datetime.fromisoformat("2024-01-01"), "mmm-yy", "2024-01"),
    (datetime.fromisoformat("2024-01-31"), "mmmm yyyy", "2024-01"),
    (datetime.fromisoformat("2024-01-31"), "yyyy", "2024"),
    (datetime.fromisoformat("2024-01-31"), "dd/mm/yyyy", "2024-01-31"),
    (datetime.fromisoformat("2024-01-31"), '[$-409]d" of "mmm\\-yy;@', "2024-01-31"),
    (datetime.fromisoformat("2024-01-31 13:45"), "yyyy-mm-dd hh:mm", "2024-01-31 13:45:00"),
    (datetime.fromisoformat("2024-03-20"), "[$-fa-IR,16]mmmm yyyy", "SH1403-01"),
    (datetime.fromisoformat("2024-03-20"), "[$-3160429]yyyy", "SH1403"),
    (0.5, "h:mm", "12:00:00"),
    (804, "0000", "0804"),
    (0.05, "0%", "5%"),
    (0.1234, "0.0%", "12.34%"),
    (1250000, "#,##0", "1250000"),
    (1250000.5, '#,##0.00" Rs"', "1250000.5"),
    (1250000, '#,##0,"k"', "1250000"),
    (-12.5, "0.00;[Red]-0.00", "-12.5"),
    (0.1 + 0.2, "General", "0.3"),
    (1e-7, "General", "0.0000001"),
    (1.5e15, "0.00E+00", "1500000000000000"),
    (123456789012345, "General", "123456789012345"),
]


@pytest.mark.parametrize(("value", "code", "text"), FORMATS)
def test_a_number_is_read_as_its_format_shows_it(value: Any, code: str, text: str) -> None:
    assert texts_of(formatted([(value, code)])) == [[text]]


def test_days_are_counted_as_the_workbook_counts_them() -> None:
    def of_1904(book: Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert texts_of(one([[date(2024, 2, 29)]], of_1904)) == [["2024-02-29"]]
    assert texts_of(formatted([(1, "yyyy-mm-dd"), (61, "yyyy-mm-dd")])) == [
        ["1900-01-01"],
        ["1900-03-01"],
    ]


def test_what_a_format_shows() -> None:
    assert form_of("General") == form_of("@") == form_of("#,##0.00") == Form()
    assert form_of("[h]:mm").shown is Shown.TIME
    assert form_of('"day" 0').shown is Shown.NUMBER
    assert number_text("1E3") == "1000"
    assert number_text("nonsense") == "nonsense"


def test_cells_of_every_kind_stand_at_their_rows() -> None:
    found = rows_of(one([["a", None, True], [], ["b", "=1+1", 2.50]]))
    assert [(row.line, row.cells, row.numbers) for row in found] == [
        (1, ["a", "", "true"], []),
        (3, ["b", "=1+1", "2.5"], [2]),
    ]
    assert found[1].faults == [(1, "formula_no_value")]


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def by_hand(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet is written out, with a prefix as some programs write."""
    content = (
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )
    return rezipped(one([["x"]]), {SHEET: content.encode()})


def test_a_formula_gives_what_is_stored_of_it() -> None:
    rows = (
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>12.5</v></c>'
        '<c r="B1" t="str"><f>"a"</f><v>a</v></c><c r="C1" t="str"><f>""</f><v></v></c>'
        '<c r="D1"><f>1/0</f></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="F1" t="d"><v>2024-01-31T00:00:00Z</v></c>'
        '<c r="G1" t="inlineStr"><is><r><t>Ri</t></r><r><t>ce_x000D_</t></r>'
        "<rPh><t>no</t></rPh></is></c></row>"
    )
    (row,) = rows_of(by_hand(rows))
    assert row.cells == ["12.5", "a", "", "=1/0", "#DIV/0!", "2024-01-31", "Rice\n"]
    assert row.faults == [(3, "formula_no_value"), (4, "cell_error")]


def test_a_program_that_works_nothing_out_stores_no_value() -> None:
    """xlsxwriter writes 0 for every formula, and asks the spreadsheet to work it out at opening."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    made.add_worksheet().write_row(0, 0, ["=2+2", 0])
    made.close()
    (row,) = rows_of(stream.getvalue())
    assert (row.cells, row.faults) == (["=2+2", "0"], [(0, "formula_no_value")])


def test_prefixes_and_references_left_out_are_understood() -> None:
    content = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>two</x:t></x:is></x:c></x:row>'
        '<x:row hidden="1"><x:c r="C2"><x:v>3</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>'
    )
    file = rezipped(one([["x"]]), {SHEET: content.encode("utf-16")})
    assert [(r.line, r.cells, r.is_hidden) for r in rows_of(file)] == [
        (1, ["1", "two"], False),
        (2, ["", "", "3"], True),
    ]
    with opened(file) as book:
        found = survey(book.package, book.sheets[0].part)
    assert found.merged == (Range(1, 0, 1, 1),)
    assert found.hidden_rows == 1


def test_merged_cells_hidden_rows_columns_and_sheets_are_known() -> None:
    def change(book: Workbook) -> None:
        sheet = book["Data"]
        sheet.merge_cells("B2:B4")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        book.create_sheet("Notes").sheet_state = "veryHidden"

    with opened(one([["a", "b", "c"], [1, 2, 3], [4, 5, 6], [7, 8, 9]], change)) as book:
        assert [(each.name, each.is_hidden) for each in book.sheets] == [
            ("Data", False),
            ("Notes", True),
        ]
        found = survey(book.package, book.sheets[0].part)
    assert found.merged == (Range(2, 1, 4, 1),)
    assert (found.hidden_rows, found.hidden_columns) == (1, (2,))


@given(st.integers(0, 16_383))
def test_columns_have_letters(at: int) -> None:
    assert column_at(letters_of(at)) == at


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12).map(lambda each: round(each, 3)),
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc")), max_size=12),
    st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2100-01-01")).map(
        lambda each: each.replace(microsecond=0)
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=6), max_size=8))
def test_what_openpyxl_reads_is_read(rows: list[list[Any]]) -> None:
    content = one(rows)
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["Data"]
    awaited = [
        (line, cells)
        for line, row in enumerate(sheet.iter_rows(values_only=True), 1)
        if any(cells := _trimmed([_as_text(each) for each in row]))
    ]
    found = [(r.line, r.cells) for r in rows_of(content) if not r.faults]
    faulty = {r.line for r in rows_of(content) if r.faults}  # a text that begins like a formula
    assert found == [each for each in awaited if each[0] not in faulty]


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return (
            f"{value:%Y-%m-%d}"
            if value.time().isoformat() == "00:00:00"
            else f"{value:%Y-%m-%d %H:%M:%S}"
        )
    if isinstance(value, (int, float)):
        return number_text(repr(value))
    return str(value or "")


def _trimmed(cells: list[str]) -> list[str]:
    cells = [text if text.strip() else "" for text in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


# --- what is refused ----------------------------------------------------------------------------

HONEST = one(CONTRACT_ROWS)


def refused(content: bytes) -> str:
    with pytest.raises(WorkbookRefused) as told:
        rows_of(content)
    assert "/" not in told.value.value
    return told.value.code


def test_macros_are_refused() -> None:
    with_macros = rezipped(HONEST, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert refused(with_macros) == "workbook_macros"
    assert refused(rezipped(HONEST, {"XL\\macrosheets\\sheet1.xml": b"<x/>"})) == "workbook_macros"
    types = part(HONEST, "[Content_Types].xml").replace(
        b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
    )
    assert refused(rezipped(HONEST, {"[Content_Types].xml": types})) == "workbook_macros"


def test_values_of_other_files_are_refused() -> None:
    linked = rezipped(HONEST, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert refused(linked) == "workbook_links"
    name = "xl/_rels/workbook.xml.rels"
    relation = (
        b'<Relationship Id="r9" Type="http://x/externalLink" Target="a.xml"/></Relationships>'
    )
    links = part(HONEST, name).replace(b"</Relationships>", relation)
    assert refused(rezipped(HONEST, {name: links})) == "workbook_links"


def test_a_password_is_told_of() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert is_under_password(old + "EncryptedPackage".encode("utf-16-le"))
    assert not is_under_password(old)
    locked = bytearray(HONEST)
    at = locked.find(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(bytes(locked)) == "workbook_password"


def bomb(size: int, parts: int = 1) -> bytes:
    stream = io.BytesIO(HONEST)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(parts):
            package.writestr(f"xl/media/{number}.xml", bytes(size))
    return stream.getvalue()


def test_bombs_are_refused() -> None:
    assert refused(bomb(30_000_000)) == "workbook_bomb"
    assert refused(bomb(1, parts=1_100)) == "workbook_bomb"
    lying = bytearray(bomb(30_000_000))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (1_000).to_bytes(4, "little")
    sheet = rezipped(HONEST, {})
    assert rows_of(sheet)
    # A size that lies is no way in: the part gives no more than it announced, and is damaged.
    small = bytearray(HONEST)
    at = small.find(b"xl/worksheets/sheet1.xml", small.find(b"PK\x01\x02")) - 46
    small[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(small)) == "workbook_broken"


def test_entities_are_refused() -> None:
    evil = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    assert refused(rezipped(HONEST, {SHEET: evil})) == "workbook_broken"


DAMAGE = {
    "cut short": HONEST[: len(HONEST) // 2],
    "no workbook": rezipped(HONEST, {"xl/workbook.xml": None}),
    "no sheet": rezipped(HONEST, {SHEET: None}),
    "no XML": rezipped(HONEST, {SHEET: b"PNG"}),
    "rows go back": by_hand('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>'),
    "row beyond all": by_hand('<row r="99999999"><c><v>1</v></c></row>'),
    "text that is not there": by_hand('<row r="1"><c r="A1" t="s"><v>77</v></c></row>'),
    "text without a number": by_hand('<row r="1"><c r="A1" t="s"><v>x</v></c></row>'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_told_in_a_word(damage: str) -> None:
    assert refused(DAMAGE[damage]) == "workbook_broken"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_ends_in_anything_else(data: st.DataObject) -> None:
    broken = bytearray(HONEST)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with suppress(WorkbookRefused):
        rows_of(bytes(broken))


def test_a_cell_far_away_takes_no_memory() -> None:
    (row,) = rows_of(by_hand('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'))
    assert (len(row.cells), row.cells[0], row.cells[-1]) == (501, "1", "2")
