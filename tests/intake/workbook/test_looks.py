"""A look at a stranger's workbook costs little, and what it did not reach is told."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
import xlsxwriter

from bordertrade.dataset import Dataset
from bordertrade.intake.understanding import understand
from bordertrade.intake.workbook import head, ranges, rows
from bordertrade.intake.workbook.book import opened
from bordertrade.intake.workbook.forms import Form, form_of
from bordertrade.intake.workbook.head import SheetHead, head_of, sheets_of
from bordertrade.intake.workbook.package import Package, WorkbookRefused
from bordertrade.intake.workbook.ranges import Filling, Range, survey, surveyed, whole_tags
from tests.intake.books import CONTRACT_ROWS, book, one, part, rezipped

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
CHUNK = 256 * 1024


def sheet(inner: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData>{after}</worksheet>'.encode()


def grown(extra: bytes) -> bytes:
    """An honest workbook with something put at the end of its sheet."""
    honest = one(CONTRACT_ROWS)
    content = part(honest, SHEET).replace(b"</worksheet>", extra + b"</worksheet>")
    return rezipped(honest, {SHEET: content})


def several(sheets: int) -> bytes:
    """A workbook with shared texts, as a spreadsheet writes it."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    for number in range(sheets):
        made.add_worksheet().write_row(0, 0, [f"first {number}", "second"])
    made.close()
    return stream.getvalue()


class Counter:
    """Counts the bytes that are read of a workbook's parts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of: dict[str, int] = {}
        chunks = Package.chunks

        def counted(package: Package, name: str, *more: int, **named: int) -> Iterator[bytes]:
            for chunk in chunks(package, name, *more, **named):
                self.of[name] = self.of.get(name, 0) + len(chunk)
                yield chunk

        monkeypatch.setattr(Package, "chunks", counted)

    @property
    def sheets(self) -> int:
        return sum(size for name, size in self.of.items() if "worksheets" in name)


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


# --- tags ---------------------------------------------------------------------------------------

FLOODS = {
    "tags that never end": b"<mergeCell <row <col hidden= ",
    "one tag": b'<row hidden="1" ' + b'hidden="1" ',
    "a word": b"<col hidden=",
    "prefixes": b"<a:row <b:col <c:mergeCell hidden=",
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_tags_is_gone_through_once(flood: str) -> None:
    """Eight megabytes of each: with a search that starts again at each tag none of them ends."""
    again = FLOODS[flood] if flood != "a word" else b"a"
    file = grown(b"<!--" + FLOODS[flood] + again * (8_000_000 // len(again)) + b"<-->")
    with opened(file) as made:
        assert survey(made.package, SHEET) == ranges.Survey()
    assert len(sheets_of(file)[0].records) == len(CONTRACT_ROWS)


def test_tags_are_whole_wherever_a_chunk_ends() -> None:
    text = (
        '<cols><col min="2" max="3" hidden="1"/></cols><row r="1" hidden="1"><c/></row>'
        "<row r='2' hidden='true' ><c/></row><row r=\"3\" hidden=\"1\"/>"
        "<mergeCell ref=\"A1:B2\"/><x:mergeCell\nref='C3:D4'></x:mergeCell>"
    )
    for size in range(1, len(text)):
        parts = [text[at : at + size] for at in range(0, len(text), size)]
        found = surveyed(parts)
        assert found.merged == (Range(1, 0, 2, 1), Range(3, 2, 4, 3))
        assert (found.hidden_rows, found.hidden_columns) == (2, (1, 2))


def test_what_waits_for_the_next_chunk_stays_short() -> None:
    chunks = ["<" + "a" * 10_000] * 50
    assert "".join(whole_tags(chunks)) == "".join(chunks)
    assert max(map(len, whole_tags(chunks))) < 12_000


def test_hidden_columns_without_end_are_marked_once() -> None:
    columns = b'<col min="1" max="99999999" hidden="1"/>' * 100_000
    with opened(grown(b"<cols>" + columns + b"</cols>")) as made:
        assert survey(made.package, SHEET).hidden_columns == tuple(range(16_384))
    with opened(grown(b'<cols><col min="0" max="0" hidden="1"/></cols>')) as made:
        assert survey(made.package, SHEET).hidden_columns == ()


# --- sheets -------------------------------------------------------------------------------------


def test_a_part_is_one_sheet() -> None:
    file = book({f"S{number}": CONTRACT_ROWS for number in range(200)})
    links = part(file, "xl/_rels/workbook.xml.rels")
    same = re.sub(rb"worksheets/sheet\d+", b"worksheets/sheet1", links)
    for written in (same, same.replace(b"sheet1.xml", b"SHEET1.xml", 1)):
        with pytest.raises(WorkbookRefused) as told:
            sheets_of(rezipped(file, {"xl/_rels/workbook.xml.rels": written}))
        assert told.value.code == "workbook_broken"


EMPTY = "<row>" + "<c/>" * 600_000 + "</row>"


def test_cells_without_a_value_are_read_up_to_a_bound(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(head, "_BOOK_BYTES", 5_000_000)
    many = {f"xl/worksheets/sheet{number}.xml": sheet(EMPTY) for number in range(2, 11)}
    file = rezipped(book({f"S{n}": CONTRACT_ROWS for n in range(1, 11)}), many)
    found = sheets_of(file)
    assert counter.sheets <= 5_000_000 + 10 * head._FEW_BYTES
    assert max(counter.of.values()) <= head._SHEET_BYTES + head._FEW_BYTES
    assert [each.name for each in found] == [f"S{number}" for number in range(1, 11)]
    assert found[0].is_whole
    assert [(each.records, each.is_whole) for each in found[1:]] == [((), False)] * 9


def test_what_a_look_does_not_reach_is_told(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(head, "_CHOSEN_BYTES", 2_000_000)
    file = rezipped(
        book({"Data": CONTRACT_ROWS, "Far": [["x"]]}),
        {"xl/worksheets/sheet2.xml": sheet(EMPTY)},
    )
    found = understand(file, dataset.contract, dataset)
    assert found.sheets == ("Data", "Far")
    assert ("sheets_left", "Far") in [(note.code, note.value) for note in found.notes]
    alone = understand(rezipped(one([["x"]]), {SHEET: sheet(EMPTY)}), dataset.contract, dataset)
    assert alone.refusal is not None
    assert alone.refusal.code == "workbook_bomb"
    with pytest.raises(WorkbookRefused):
        head_of(rezipped(one([["x"]]), {SHEET: sheet(EMPTY)}), "Data")


def test_a_sheet_of_which_enough_was_read_is_not_whole() -> None:
    rows_ = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    (found,) = sheets_of(rezipped(one([["x"]]), {SHEET: sheet(rows_ + EMPTY)}))
    assert (found.records[0].cells, found.is_whole) == (("a",), False)


def test_rows_of_far_cells_take_no_more_than_the_allowance() -> None:
    far = sheet("".join(f'<row r="{r}"><c r="ALL{r}"><v>1</v></c></row>' for r in range(1, 61)))
    names = range(1, 151)
    file = rezipped(
        book({f"S{n}": [["x"]] for n in names}),
        {f"xl/worksheets/sheet{n}.xml": far for n in names},
    )
    found = sheets_of(file)
    kept = sum(len(record.cells) for each in found for record in each.records)
    assert 1_000_000 < kept * head._CELL_BYTES <= head._BOOK_BYTES
    assert len(found) == 150
    assert not found[-1].is_whole


def test_a_large_honest_sheet_is_looked_at_as_ever(counter: Counter, dataset: Dataset) -> None:
    """Of the sheet the first rows are read, and its tags are surveyed."""
    body = CONTRACT_ROWS[1:]
    width = len(body[0])
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"constant_memory": True})
    at = made.add_worksheet("Data")
    at.write_row(0, 0, CONTRACT_ROWS[0])
    for line in range(1, 100_000 // width):
        at.write_row(line, 0, body[line % len(body)])
    made.close()
    file = stream.getvalue()
    (first,) = sheets_of(file)
    assert (len(first.records), first.is_whole) == (60, False)
    assert counter.sheets <= CHUNK
    whole = head_of(file, "Data")
    assert (len(whole.records), whole.is_whole) == (2_000, False)
    assert understand(file, dataset.contract, dataset).refusal is None


def test_a_long_text_is_looked_at_in_part() -> None:
    cell = f'<c t="inlineStr"><is><t>{"a" * 50_000}</t></is></c>'
    (found,) = sheets_of(rezipped(one([["x"]]), {SHEET: sheet(f"<row>{cell}</row>")}))
    assert found.records[0].cells == ("a" * 10_000,)


# --- texts --------------------------------------------------------------------------------------


def with_texts(file: bytes, count: int, size: int) -> bytes:
    """The same workbook with so many more texts before those of its own."""
    texts = part(file, TEXTS)
    own = re.search(rb"<si>.*</si>", texts, re.DOTALL)
    assert own
    more = b"<si><t>" + b"a" * size + b"</t></si>"
    return rezipped(file, {TEXTS: b"<sst>" + own[0] + more * count + b"</sst>"})


def test_large_texts_are_read_once_for_all_sheets(counter: Counter) -> None:
    file = with_texts(several(20), 300, 20_000)
    found = sheets_of(file)
    assert [each.records[0].cells for each in found] == [
        (f"first {number}", "second") for number in range(20)
    ]
    assert counter.of[TEXTS] <= CHUNK


def last_text(texts: int) -> bytes:
    cell = f'<row r="1"><c r="A1" t="s"><v>{texts - 1}</v></c></row>'
    return rezipped(
        several(1),
        {SHEET: sheet(cell), TEXTS: b"<sst>" + b"<si><t>ab</t></si>" * texts + b"</sst>"},
    )


def test_texts_far_back_are_refused_in_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    file = last_text(300_000)
    assert sheets_of(file)[0].records[0].cells == ("ab",)
    for bound, most in (("_MOST_LOOK_BYTES", 1_000_000), ("_MOST_LOOK_TEXTS", 100_000)):
        with monkeypatch.context() as less:
            less.setattr(f"bordertrade.intake.workbook.book.{bound}", most)
            with pytest.raises(WorkbookRefused) as told:
                head._sheets(file)  # not the one that is remembered
            assert told.value.code == "workbook_bomb"


def test_a_text_that_is_not_there_is_damage_in_large_ones_too() -> None:
    missing = sheet('<row r="1"><c r="A1" t="s"><v>300001</v></c></row>')
    with pytest.raises(WorkbookRefused) as told:
        sheets_of(rezipped(last_text(300_000), {SHEET: missing}))
    assert told.value.code == "workbook_broken"


def test_texts_of_blanks_are_no_rows_however_many_texts_there_are() -> None:
    file = last_text(300_000)
    texts = part(file, TEXTS).replace(b"<t>ab</t></si></sst>", b"<t>  </t></si></sst>")
    assert sheets_of(rezipped(file, {TEXTS: texts})) == ()


def test_texts_are_searched_for_suspects_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file, asked = several(20), list[int]()
    with opened(file) as made:
        suspects = type(made).suspects

        def counted(self: object) -> frozenset[int]:
            asked.append(0)
            return suspects(self)  # type: ignore[arg-type]

        monkeypatch.setattr(type(made), "suspects", counted)
        for each in made.sheets:
            assert list(rows.sheet_rows(made, each, most_columns=9, texts=made.texts()))
        assert made.suspects() is made.suspects()
    assert len(asked) == 22


# --- merged cells -------------------------------------------------------------------------------


class Cells(list[str]):
    """A row's cells that count how often one is written."""

    written = 0

    def __setitem__(self, at: object, value: object) -> None:
        Cells.written += 1
        super().__setitem__(at, value)  # type: ignore[call-overload]


def test_merged_cells_that_overlap_are_filled_once() -> None:
    overlapping = [Range(3, 0, 2_000 + number, 16_383) for number in range(20_000)]
    filling = Filling(overlapping, 1_000)
    for line in range(1, 51):
        Cells.written = 0
        cells = Cells(["a"])
        filling.fill(line, cells)
        assert len(cells) == (1_000 if line >= 3 else 1)
        assert Cells.written <= 1_000


def test_honest_merged_cells_are_filled_as_ever() -> None:
    filling = Filling([Range(5, 1, 6, 1), Range(2, 0, 4, 1), Range(5, 0, 6, 0)], 1_000)
    lines = {2: ["x", "", "1"], 3: ["", "", "2"], 4: [], 5: ["y", "z"], 6: ["", "", "3"], 7: [""]}
    for line, cells in lines.items():
        filling.fill(line, cells)
    assert lines == {
        2: ["x", "x", "1"],
        3: ["x", "x", "2"],
        4: ["x", "x"],
        5: ["y", "z"],
        6: ["y", "z", "3"],
        7: [""],
    }


def test_a_range_as_wide_as_the_sheet_takes_no_memory() -> None:
    wide = b'<mergeCells><mergeCell ref="A3:XFD2000"/></mergeCells>'
    found: SheetHead = head_of(grown(wide), "Data").merged(2)
    assert max(len(record.cells) for record in found.records) <= 1_000


# --- styles and names ---------------------------------------------------------------------------


def test_a_format_without_end_is_read_as_far_as_spreadsheets_do() -> None:
    assert form_of("[$-" * 1_000_000) == Form()
    assert form_of("yyyy-mm-dd" + ";" * 1_000).shown.value == "day"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/styles.xml", b"<a>" + b"<xf>" * 200_000),
        ("xl/styles.xml", b"<a><cellXfs>" + b"<xf/>" * 200_000),
        ("[Content_Types].xml", b"<a>" + b"<b/>" * 1_000_000),
        ("xl/_rels/workbook.xml.rels", b"<a>" + b"<b/>" * 1_000_000),
        ("xl/workbook.xml", b"<a>" + b"<b/>" * 2_600_000),
    ],
)
def test_parts_that_name_others_are_short(name: str, content: bytes) -> None:
    with pytest.raises(WorkbookRefused) as told:
        sheets_of(rezipped(one(CONTRACT_ROWS), {name: content}))
    assert told.value.code == "workbook_bomb"


def months(count: int) -> list[list[object]]:
    """A table with so many months beside each other."""
    names = [f"{1940 + at // 12}-{at % 12 + 1:02}" for at in range(count)]
    return [["market", "direction", "commodity", *names], ["gabd", "import", "dates", *[1] * count]]


def test_no_column_of_a_sheet_is_lost_in_silence(dataset: Dataset) -> None:
    """Of a sheet a thousand columns are read: more are told of also where they become rows."""
    for count, code in ((990, ""), (1_000, "too_many_columns"), (1_020, "too_many_columns")):
        found = understand(one(months(count)), dataset.contract, dataset)
        assert (found.refusal.code if found.refusal else "") == code
