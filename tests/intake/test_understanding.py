"""Files that nobody has seen: what is understood of them, what is guessed, what is refused."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.intake import ends, understanding
from bordertrade.intake.declaration import ALL_MONEY, IGNORED, Declaration, How, Replacement
from tests.intake.office import CONTRACT_FILE, HEADER, PERSIAN, ROW, URDU, Looks, codes, rows

# --- whole files --------------------------------------------------------------------------------


def test_a_file_in_the_contract_s_form_asks_nothing(look: Looks) -> None:
    found = look(CONTRACT_FILE)
    assert found.refusal is None
    assert found.tables == ("formal_trade",)
    assert found.declaration == Declaration(columns=tuple(HEADER.split(",")))
    assert (found.notes, found.unmapped) == ((), ())
    assert found.sample == (tuple(ROW.split(",")),)


def test_every_shipped_table_is_its_own_and_certain(look: Looks, dataset: Dataset) -> None:
    for table in dataset.contract.uploadable():
        content = (dataset.folder / table.path).read_bytes()
        if content.count(b"\n") < 2:
            continue
        found = look(content)
        assert (found.tables, found.declaration.unconfirmed) == ((table.name,), ()), table.name
        assert found.declaration.columns == table.column_names


def test_a_persian_export_is_understood_and_every_guess_shown(
    look: Looks, dataset: Dataset
) -> None:
    found = look(PERSIAN.encode("cp1256"))
    declared = found.declaration
    assert (declared.encoding, declared.delimiter, declared.header_line) == ("cp1256", ";", 4)
    assert (declared.decimal, declared.thousands) == (",", ".")
    assert declared.calendar is Calendar.SOLAR_HIJRI
    assert declared.fills == {"currency": "IRR", "unit": "kg", "market": "gabd"}
    assert declared.scales == {ALL_MONEY: 1_000_000}
    assert set(declared.unconfirmed) == {
        *("encoding", "columns", "calendar", "fills", "scales", "replacements")
    }
    assert found.tables[0] == "formal_trade"
    assert len(found.tables) > 1
    assert codes(found) == [("lines_skipped", 1)]
    assert {"obs_status", "evidence", "source"} <= set(found.unmapped)
    first, *_, last = rows(found, dataset)
    assert first["period"] == "SH1403-01"
    assert (first["reporter"], first["direction"]) == ("IR", "IR_TO_PK")
    assert (first["hs_code"], first["commodity"]) == ("0804", "خرما")
    assert (first["value"], first["quantity"]) == (1_250_500_000, 12_500)
    assert (last["direction"], last["value"]) == ("PK_TO_IR", 2_250_250_000)


def test_an_urdu_export_in_utf_16(look: Looks, dataset: Dataset) -> None:
    found = look(URDU.encode("utf-16"))
    declared = found.declaration
    assert (declared.encoding, declared.delimiter) == ("utf-16", "\t")
    assert declared.calendar is Calendar.GREGORIAN
    assert (dict(declared.scales), dict(declared.fills)) == (
        {"value": 100_000},
        {"currency": "PKR"},
    )
    assert "encoding" not in declared.how
    first, second = rows(found, dataset)
    assert (first["period"], first["market"], first["reporter"]) == ("2024-07", "gabd", "PK")
    assert (first["direction"], first["value"], first["obs_status"]) == ("IR_TO_PK", 1_250_000, "P")
    assert second["direction"] == "PK_TO_IR"


def test_a_table_of_the_whole_border_in_english(look: Looks, dataset: Dataset) -> None:
    found = look(
        "Year;Country;Compiled by;Flow;Value in US$ thousand;Preferred figure;Status;Evidence;Source\n"
        "2022-23;Pakistan;State Bank;Exports;12,5;yes;final;customs;SBP1\n"
        "2023-24;Pakistan;State Bank;Imports;13,5;no;final;customs;SBP1\n"
    )
    assert found.tables == ("bilateral_trade",)
    first, second = rows(found, dataset)
    assert first == {
        "period": "FY2022-23",
        "reporter": "PK",
        "series": "sbp",
        "direction": "PK_TO_IR",
        "value_usd": 12_500,
        "preferred": True,
        "obs_status": "A",
        "evidence": "count",
        "source": "SBP1",
    }
    assert second["direction"] == "IR_TO_PK"


# --- what kind of file --------------------------------------------------------------------------


def _zip(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "0" * 1000)
    return content.getvalue()


NO_CSV = {
    "XLSB": _zip("[Content_Types].xml", "xl/workbook.bin"),
    "DOCX": _zip("[Content_Types].xml", "word/document.xml"),
    "ODS": _zip("mimetype application/vnd.oasis.opendocument.spreadsheet"),
    "ZIP": _zip("data.csv"),
    "XLS": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "PDF": b"%PDF-1.7\n%\xe2\xe3",
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(20),
    "JPEG": b"\xff\xd8\xff\xe0" + bytes(20),
    "Parquet": b"PAR1" + bytes(20),
    "SQLite": b"SQLite format 3\x00" + bytes(80),
    "gzip": gzip.compress(CONTRACT_FILE.encode()),
    "HTML": b"\xef\xbb\xbf \n<!DOCTYPE html><html><body>502, Bad, Gateway</body></html>",
    "XML": b"<?xml version='1.0'?><rows/>",
    "JSON": json.dumps([{"period": "2024-07"}]).encode(),
}


@pytest.mark.parametrize("kind", NO_CSV)
def test_other_formats_are_refused_by_name(look: Looks, kind: str) -> None:
    refusal = look(NO_CSV[kind]).refusal
    assert refusal is not None
    assert (refusal.code, refusal.value) == ("not_a_csv", kind)


REFUSED = [
    ("", "empty_file"),
    ("  \r\n\t\n", "empty_file"),
    ("\ufeff\n", "empty_file"),
    (f"{HEADER}\n", "no_rows"),
    (f"{ROW}\n{ROW}\n", "no_header"),
    (CONTRACT_FILE.replace(",", " "), "no_header"),
    (CONTRACT_FILE.replace("commodity", ""), "column_unnamed"),
    (CONTRACT_FILE.replace("commodity", "Value"), "column_twice"),
    (HEADER + "," + ",".join(f"c{n}" for n in range(20_000)) + "\n1\n", "too_many_columns"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_files_without_a_table_are_refused(look: Looks, text: str, code: str) -> None:
    refusal = look(text).refusal
    assert refusal is not None
    assert refusal.code == code


def test_a_refusal_for_want_of_a_header_lists_the_columns(look: Looks) -> None:
    refusal = look(f"{ROW}\n", table="events").refusal
    assert refusal is not None
    assert {"date", "title", "source"} <= set(refusal.expected)
    assert refusal.table == "events"


# --- encoding -----------------------------------------------------------------------------------

PERSIAN_ROW = ROW.replace("Dates", "خرما و زعفران درجه یک")
WINDOWS_ROW = ROW.replace("Dates", "خرما و زعفران درجه يك")

ENCODINGS = [
    (PERSIAN_ROW, "utf-8", "utf-8", How.CERTAIN),
    (PERSIAN_ROW, "utf-8-sig", "utf-8-sig", How.CERTAIN),
    (PERSIAN_ROW, "utf-16", "utf-16", How.CERTAIN),
    (PERSIAN_ROW, "utf-16-le", "utf-16-le", How.GUESSED),
    (PERSIAN_ROW, "utf-16-be", "utf-16-be", How.GUESSED),
    (WINDOWS_ROW, "cp1256", "cp1256", How.GUESSED),
    (ROW.replace("Dates", "باسمتي چاول اور کھجور"), "cp1256", "cp1256", How.GUESSED),
    (ROW.replace("Dates", "قهوة عربية"), "iso8859-6", "iso8859-6", How.GUESSED),
    (ROW.replace("Dates", "Zürich"), "cp1252", "cp1252", How.GUESSED),
    (ROW.replace("Dates", "El Niño"), "cp1252", "cp1252", How.GUESSED),
]


@pytest.mark.parametrize(("row", "written", "found", "how"), ENCODINGS)
def test_encodings(look: Looks, row: str, written: str, found: str, how: How) -> None:
    understood = look(f"{HEADER}\r\n{row}\r\n".encode(written))
    declared = understood.declaration
    assert (declared.encoding, declared.how.get("encoding", How.CERTAIN)) == (found, how)
    assert understood.sample[0] == tuple(row.split(","))
    assert understood.header[0] == "period"


@pytest.mark.parametrize(
    "goods", ["برنج", "نفت گاز", "سيمان", "كفش", "پسته خندان", "آم", "کھجور", "مچھلي", "ميوه تازه"]
)
def test_one_word_is_enough_to_tell_windows_persian(look: Looks, goods: str) -> None:
    content = f"{HEADER}\r\n{ROW.replace('Dates', goods)}\r\n".encode("cp1256")
    assert look(content).sample[0][4] == goods


def test_one_wrong_byte_does_not_make_another_encoding(look: Looks) -> None:
    content = f"{HEADER}\n{PERSIAN_ROW}\n{ROW}\n".encode().replace(b"Dates", b"Da\xfftes")
    assert look(content).declaration.encoding == "utf-8"
    assert "encoding" not in look(content).declaration.how


def test_a_said_encoding_is_obeyed_and_a_strange_one_refused(look: Looks) -> None:
    content = f"{HEADER}\n{WINDOWS_ROW}\n".encode("cp1256")
    found = look(content, declared=Declaration().declare(encoding="iso8859-6"))
    assert found.declaration.encoding == "iso8859-6"
    assert found.declaration.how["encoding"] is How.DECLARED
    refusal = look(content, declared=Declaration().declare(encoding="klingon")).refusal
    assert refusal is not None
    assert refusal.code == "encoding_unknown"


@pytest.mark.parametrize("misread", ["cp1252", "cp1256"])
def test_text_saved_in_the_wrong_encoding_is_told_with_what_it_was(
    look: Looks, misread: str
) -> None:
    spoilt = "خرما".encode().decode(misread)
    (note,) = look(f"{HEADER}\n{ROW}\n{ROW.replace('Dates', spoilt)}\n").notes
    assert (note.code, note.line, note.record, note.column) == ("mojibake", 3, 2, "commodity")
    assert (note.value, note.suggestion) == (spoilt, "خرما")
    assert not note.is_error


@pytest.mark.parametrize(
    "text", ["خرما", "Ørsted, Århus", "Café Ürümqi", "کھجور", "“quoted” – dash"]
)
def test_sound_text_is_not_called_spoilt(look: Looks, text: str) -> None:
    assert (
        look(f"{HEADER}\n{ROW.replace('Dates', json.dumps(text, ensure_ascii=False))}\n").notes
        == ()
    )


# --- delimiter and header -----------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(look: Looks, delimiter: str) -> None:
    found = look(CONTRACT_FILE.replace(",", delimiter))
    assert found.declaration.delimiter == delimiter
    assert found.declaration.unconfirmed == ()
    assert len(found.header) == 10


def test_a_line_that_says_the_delimiter_is_obeyed_and_not_data(look: Looks) -> None:
    found = look("sep=;\r\n" + CONTRACT_FILE.replace(",", ";"))
    assert (found.declaration.delimiter, found.declaration.header_line) == (";", 2)
    assert found.notes == ()


def test_lines_before_the_header_are_skipped_and_shown(look: Looks) -> None:
    found = look(f'"Trade,\nmonthly",,\n\nOffice of the Collector,,\n{CONTRACT_FILE}')
    assert found.declaration.header_line == 5
    (note,) = found.notes
    assert (note.code, note.line, note.line_end) == ("lines_skipped", 1, 4)
    assert "Office of the Collector" in (note.value or "")


def test_a_header_below_line_25_is_none(look: Looks) -> None:
    assert look("note\n" * 24 + CONTRACT_FILE).declaration.header_line == 25
    assert look("note\n" * 25 + CONTRACT_FILE).refusal is not None


def test_a_said_header_line_stands_whatever_is_on_it(look: Looks) -> None:
    said = Declaration().declare(header_line=1, delimiter=",")
    found = look(f"one,two\n{CONTRACT_FILE}", declared=said)
    assert found.header == ("one", "two")
    assert found.declaration.header_line == 1


def test_a_said_header_line_without_known_names_still_has_its_columns(look: Looks) -> None:
    said = Declaration().declare(header_line=2)
    assert look("title\nein;zwei;drei\n1;2;3\n", declared=said).header == ("ein", "zwei", "drei")


def test_a_said_delimiter_of_two_characters_is_refused(look: Looks) -> None:
    refusal = look(CONTRACT_FILE, declared=Declaration().declare(delimiter="::")).refusal
    assert refusal is not None
    assert refusal.code == "delimiter_unknown"


def test_columns_without_name_and_cells_are_dropped(look: Looks) -> None:
    found = look(CONTRACT_FILE.replace("\n", ",\n"))
    assert codes(found) == [("column_dropped", 1)]
    assert found.declaration.columns[-1] == IGNORED
    assert found.declaration.unconfirmed == ()


# --- what a person said -------------------------------------------------------------------------


def test_what_a_person_said_stands(look: Looks) -> None:
    said = Declaration().declare(
        calendar=Calendar.GREGORIAN,
        decimal=".",
        thousands="",
        nulls=("-",),
        fills={"market": "mand"},
    )
    found = look(PERSIAN.encode("cp1256"), declared=said)
    declared = found.declaration
    assert (declared.calendar, declared.decimal, declared.nulls) == (
        Calendar.GREGORIAN,
        ".",
        ("-",),
    )
    assert declared.fills == {"currency": "IRR", "unit": "kg", "market": "mand"}
    assert not {"calendar", "decimal", "nulls"} & set(declared.unconfirmed)


def test_to_say_one_thing_confirms_no_guess_beside_it(look: Looks) -> None:
    said = Declaration().declare(
        fills={"reporter": "IR"}, replacements=(Replacement("note", "x", ""),)
    )
    declared = look(PERSIAN.encode("cp1256"), declared=said).declaration
    assert {"fills", "replacements"} <= set(declared.unconfirmed)
    told = {"currency": "IRR", "unit": "kg", "market": "gabd", "reporter": "IR"}
    whole = look(PERSIAN.encode("cp1256"), declared=Declaration().declare(fills=told)).declaration
    assert whole.how["fills"] is How.DECLARED


def test_of_two_marks_one_said_leaves_the_other_to_the_file(look: Looks) -> None:
    content = f"{HEADER}\n{ROW.replace('1250000', '1.234')}\n"
    for decimal, thousands in ((".", ""), (",", ".")):
        declared = look(content, declared=Declaration().declare(decimal=decimal)).declaration
        assert (declared.decimal, declared.thousands) == (decimal, thousands)
        assert declared.unconfirmed == ()


def test_all_guesses_confirmed_and_looked_at_again_is_the_same(look: Looks) -> None:
    first = look(PERSIAN.encode("cp1256")).declaration.confirmed()
    again = look(PERSIAN.encode("cp1256"), declared=first).declaration
    assert again == first


def test_what_was_said_of_another_table_is_forgotten(look: Looks) -> None:
    said = look(CONTRACT_FILE).declaration.declare(
        columns=tuple(HEADER.split(",")), fills={"reporter": "PK"}
    )
    found = look(CONTRACT_FILE, table="informal_trade", declared=said)
    assert "reporter" not in found.declaration.columns
    assert found.declaration.fills == {}


# --- only the head ------------------------------------------------------------------------------


def test_only_the_head_of_a_file_is_read(
    look: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ends, "HEAD_BYTES", 2000)
    path = tmp_path / "long.csv"
    path.write_bytes(
        f"{HEADER}\n".encode() + f"{PERSIAN_ROW}\n".encode() * 100 + b"\xff\xfe,\n" * 9
    )
    found = look(path)
    assert found.declaration.unconfirmed == ()
    assert found == look(path.read_bytes())
    assert len(found.sample) == understanding.SAMPLE_RECORDS
    assert all(len(record) == 10 for record in found.sample)


def test_no_wide_header_keeps_us_busy(look: Looks, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred thousand headings are refused before each is compared with all names."""
    monkeypatch.setattr(understanding, "matched", None)
    found = look(HEADER + "," + ",".join(f"c{n}" for n in range(100_000)) + "\n1\n")
    assert found.refusal is not None
    assert found.refusal.code == "too_many_columns"
    assert int(found.refusal.details["found"]) > understanding.MOST_WRITTEN


@pytest.mark.parametrize("filler", ["(", "ه ", "a,", '"', "Ø", "sep=", "US$ "])
def test_no_long_line_keeps_us_busy(look: Looks, filler: str) -> None:
    long = filler * (300_000 // len(filler))
    for text in (long, f"{long}\n{CONTRACT_FILE}", f"{HEADER},{long}\n{ROW}\n"):
        look(text)


def test_a_cell_that_never_ends_is_no_traceback(look: Looks) -> None:
    found = look(f'{CONTRACT_FILE}2025-08,gabd,"{"x" * 200_000}\n')
    assert found.tables == ("formal_trade",)


def test_a_header_that_nobody_knows_is_read_where_a_person_points(look: Looks) -> None:
    file = "Statement\r\n\r\nNo;The worth;Post\r\n1;12,5;gabd\r\n"
    unknown = look(file)
    assert unknown.refusal is not None
    assert unknown.first_lines == ("Statement", "", "No;The worth;Post", "1;12,5;gabd")
    found = look(file, declared=Declaration().declare(header_line=3))
    assert (found.refusal, found.header) == (None, ("No", "The worth", "Post"))
    assert found.tables[0] == "formal_trade", "one heading alone says nothing of the table"
