"""Files that nobody has seen: what is understood of them, what is guessed, what is refused."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import CellError, Value
from bordertrade.dataset.names import fold
from bordertrade.intake import understanding
from bordertrade.intake.declaration import IGNORED, DateOrder, Declaration, How, Replacement
from bordertrade.intake.forms import cell_reader
from bordertrade.intake.understanding import Understanding, mapping_of, understand

Looks = Callable[..., Understanding]

HEADER = "period,market,reporter,direction,commodity,value,currency,obs_status,evidence,source"
ROW = "2025-07,gabd,PK,IR_TO_PK,Dates,1250000,USD,A,count,BR40282284"
CONTRACT_FILE = f"{HEADER}\n{ROW}\n"

#: A month's export of the office at Rimdan: titles, Persian headings, Solar Hijri, millions of rials.
#: Windows has no Persian ye, kaf or digits.
PERSIAN = (
    "گزارش ماهانه بازارچه مرزي ريمدان;;;;;;;\r\n"
    "مبالغ به ميليون ريال;;;;;;;\r\n"
    "\r\n"
    "ماه;گزارشگر;نوع تجارت;كد تعرفه;شرح كالا;وزن (كيلوگرم);ارزش;ملاحظات\r\n"
    "1403/01;ايران;صادرات;0804;خرما;12500;1.250,5;\r\n"
    "1403/02;ايران;صادرات;0804;خرما;13500;1.350;\r\n"
    "1403/03;ايران;واردات;1006;برنج پاكستاني;20000;2.250,25;\r\n"
)
URDU = (
    "مہینہ\tمنڈی\tملک\tسمت\tمال کی تفصیل\tمالیت (لاکھ روپے)\tحیثیت\tماخذ\n"
    "جولائی 2024\tگبد\tپاکستان\tدرآمد\tکھجور\t۱۲٫۵\tعارضی\tBR40282284\n"
    "اگست 2024\tگبد\tپاکستان\tبرآمد\tچاول\t۱۳٫۵\tحتمی\tBR40282284\n"
)


@pytest.fixture(scope="module")
def look(dataset: Dataset) -> Looks:
    """understand(content or text in UTF-8, ...)."""

    def at(content: bytes | str | Path, **known: object) -> Understanding:
        given = content.encode() if isinstance(content, str) else content
        return understand(given, dataset.contract, dataset, **known)  # type: ignore[arg-type]

    return at


def rows(found: Understanding, dataset: Dataset) -> list[dict[str, Value]]:
    """The sample as the checker will read it."""
    declared, table = found.declaration, dataset.contract.tables[found.tables[0]]
    return [
        {
            name: cell_reader(table.column(name), declared, dataset.names())(cell)
            for name, cell in zip(declared.columns, record, strict=True)
            if name != IGNORED
        }
        for record in found.sample
    ]


def codes(found: Understanding) -> list[tuple[str, int | None]]:
    return [(note.code, note.line) for note in found.notes]


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
    assert declared.scale == 1_000_000
    assert set(declared.unconfirmed) == {
        *("encoding", "columns", "calendar", "fills", "scale", "replacements")
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
    assert (declared.scale, dict(declared.fills)) == (100_000, {"currency": "PKR"})
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
    "XLSX": _zip("[Content_Types].xml", "xl/workbook.xml"),
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
]


@pytest.mark.parametrize(("row", "written", "found", "how"), ENCODINGS)
def test_encodings(look: Looks, row: str, written: str, found: str, how: How) -> None:
    understood = look(f"{HEADER}\r\n{row}\r\n".encode(written))
    declared = understood.declaration
    assert (declared.encoding, declared.how.get("encoding", How.CERTAIN)) == (found, how)
    assert understood.sample[0] == tuple(row.split(","))
    assert understood.header[0] == "period"


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


def test_columns_without_name_and_cells_are_dropped(look: Looks) -> None:
    found = look(CONTRACT_FILE.replace("\n", ",\n"))
    assert codes(found) == [("column_dropped", 1)]
    assert found.declaration.columns[-1] == IGNORED
    assert found.declaration.unconfirmed == ()


# --- columns ------------------------------------------------------------------------------------


def test_case_blanks_and_letters_of_two_keyboards_do_not_matter(look: Looks) -> None:
    header = " Period ,MARKET,Reporter, direction,Commodity,Value,Currency,Obs Status,evi\u200cdence,SOURCE"
    found = look(f"{header}\n{ROW}\n")
    assert found.declaration.columns == tuple(HEADER.split(","))
    assert found.declaration.unconfirmed == ()


def test_names_of_offices_are_guesses_to_confirm(look: Looks) -> None:
    found = look(f"Month{HEADER[6:]}\n{ROW}\n")
    assert found.declaration.columns[0] == "period"
    assert found.declaration.unconfirmed == ("columns",)
    assert found.unmapped == ("Month",)


def test_a_slip_of_the_keyboard_is_a_guess_too(look: Looks) -> None:
    found = look(CONTRACT_FILE.replace("commodity", "comodity"))
    assert found.declaration.columns[4] == "commodity"
    assert found.declaration.unconfirmed == ("columns",)


def test_a_column_goes_to_its_surest_heading_alone(look: Looks) -> None:
    found = look(f"Amount,{HEADER}\n1,{ROW}\n")
    assert found.declaration.columns == (IGNORED, *HEADER.split(","))
    assert codes(found) == [("column_ignored", 1)]


def test_unknown_columns_are_left_out_and_listed(look: Looks) -> None:
    found = look(f"{HEADER},checked_by\n{ROW},x\n")
    assert found.declaration.columns[-1] == IGNORED
    assert found.declaration.unconfirmed == ()
    assert [(note.code, note.column) for note in found.notes] == [("column_ignored", "checked_by")]


def test_a_required_column_that_the_file_lacks_is_a_question(look: Looks) -> None:
    found = look(
        "\n".join(line.replace(",USD", "").replace(",currency", "") for line in (HEADER, ROW))
    )
    assert found.refusal is None
    assert found.unmapped == ("currency",)


def test_what_was_confirmed_once_is_not_asked_again(look: Looks) -> None:
    header = "Monat,market,reporter,direction,Extra,value,currency,obs_status,evidence,source"
    first = look(f"{header}\n{ROW}\n")
    columns = ("period", *first.declaration.columns[1:])
    remembered = mapping_of(first.declaration.declare(columns=columns), first.header)
    assert remembered["monat"] == "period"
    again = look(f"{header.upper()}\n{ROW}\n", remembered=remembered)
    assert again.signature == first.signature
    assert again.declaration.columns == columns
    assert again.declaration.unconfirmed == ()
    assert again.declaration.how["columns"] is How.DECLARED


def test_a_year_beside_a_month_is_no_period(look: Looks) -> None:
    found = look(f"سال,ماه,{HEADER[7:]}\n1403,05,{ROW[8:]}\n")
    assert found.declaration.columns[:2] == (IGNORED, IGNORED)
    assert codes(found) == [("period_in_parts", 1)]
    assert "period" in found.unmapped


def test_of_a_value_in_two_moneys_the_money_of_the_taken_one_counts(look: Looks) -> None:
    header = HEADER.replace("value,currency", "ارزش دلاری,ارزش ریالی")
    found = look(f"{header}\n{ROW.replace('USD', '700000000000')}\n", table="formal_trade")
    assert found.declaration.columns[5:7] == ("value", IGNORED)
    assert found.declaration.fills == {"currency": "USD"}


def test_headings_of_another_money_are_not_taken_for_dollars(look: Looks) -> None:
    found = look(
        "period,reporter,series,direction,ارزش (ریال),preferred,obs_status,evidence,source\n"
        "2024,PK,sbp,PK_TO_IR,5,TRUE,A,count,X\n"
    )
    assert found.declaration.columns[4] == IGNORED
    assert "value_usd" in found.unmapped


MONEY = [
    ("Value (Rs million)", "PKR", 10**6),
    ("Value in Rs. thousand", "PKR", 10**3),
    ("Value (US$ '000)", "USD", 10**3),
    ("Value, US$", "USD", 1),
    ("Value (Rs crore)", "PKR", 10**7),
    ("ارزش (ریال)", "IRR", 1),
    ("ارزش (میلیون ریال)", "IRR", 10**6),
    ("ارزش (هزار میلیارد ریال)", "IRR", 10**12),
    ("مبلغ به تومان", "IRT", 1),
    ("مبلغ به هزار دلار", "USD", 10**3),
    ("مالیت (روپے)", "PKR", 1),
    ("ارزش ریالی", "IRR", 1),
    ("ارزش دلاری", "USD", 1),
    ("ڈالر میں مالیت", "USD", 1),
    ("US$ value", "USD", 1),
    ("value_usd", "USD", 1),
    ("Value", "", 1),
    ("Value (million)", "", 10**6),
    ("Value (rial or toman)", "", 1),
]


@pytest.mark.parametrize(("heading", "currency", "scale"), MONEY)
def test_money_and_scale_that_a_heading_names_are_guesses(
    look: Looks, heading: str, currency: str, scale: int
) -> None:
    header = HEADER.replace("value,currency", json.dumps(heading, ensure_ascii=False))
    found = look(f"{header}\n{ROW.replace(',USD', '')}\n", table="formal_trade")
    declared = found.declaration
    assert declared.columns[5] == "value"
    assert (declared.fills.get("currency", ""), declared.scale) == (currency, scale)
    assert ("fills" in declared.unconfirmed) == bool(currency)
    assert ("scale" in declared.unconfirmed) == (scale != 1)


def test_no_two_columns_of_a_table_share_a_name(dataset: Dataset) -> None:
    for table in dataset.contract.uploadable():
        names = [
            (fold(name), column.name)
            for column in table.columns
            for name in {fold(each) for each in (column.name, *column.aliases)}
        ]
        assert len({folded for folded, _ in names}) == len(names), table.name
        assert all(column.aliases for column in table.columns), table.name


# --- values -------------------------------------------------------------------------------------


def values(look: Looks, *texts: str) -> Declaration:
    body = "".join(
        ROW.replace("1250000", json.dumps(text, ensure_ascii=False)) + "\n" for text in texts
    )
    return look(f"{HEADER}\n{body}").declaration


STYLES = [
    (["1250000", "12"], (".", ""), How.CERTAIN),
    (["12.5", "1.234"], (".", ""), How.CERTAIN),
    (["1,234.5", "12"], (".", ","), How.CERTAIN),
    (["1.234,5", "1.234"], (",", "."), How.CERTAIN),
    (["12,34,567"], (".", ","), How.CERTAIN),
    (["1,234,567"], (".", ","), How.CERTAIN),
    (["۱٬۲۳۴٬۵۶۷"], ("٫", "٬"), How.CERTAIN),
    (["1 234,5", "12"], (",", " "), How.CERTAIN),
    (["1,234"], (".", ","), How.GUESSED),
    (["1.234", "5.678"], (",", "."), How.GUESSED),
    (["1,234.5", "1.234,5", "2,345.5"], (".", ","), How.GUESSED),
    (["n/a", "NaN", "$5"], (".", ""), How.CERTAIN),
]


@pytest.mark.parametrize(("texts", "marks", "how"), STYLES)
def test_number_marks(look: Looks, texts: list[str], marks: tuple[str, str], how: How) -> None:
    declared = values(look, *texts)
    assert (declared.decimal, declared.thousands) == marks
    assert declared.how.get("decimal", How.CERTAIN) is how


def test_what_stands_for_no_value_or_a_minus_is_never_guessed(look: Looks) -> None:
    declared = values(look, "-", "n/a", "(500)", "500-", "5")
    assert (declared.nulls, declared.negatives, declared.unconfirmed) == ((), False, ())


def periods(look: Looks, *texts: str) -> Declaration:
    body = "".join(ROW.replace("2025-07", text) + "\n" for text in texts)
    return look(f"{HEADER}\n{body}").declaration


CALENDARS = [
    (["2025-07", "FY2024-25", "SH1403-05"], None),
    (["1403-05", "1403-06"], Calendar.SOLAR_HIJRI),
    (["1404-04", "1404-05", "2025-09"], Calendar.SOLAR_HIJRI),
    (["۱۴۰۳/۰۵"], Calendar.SOLAR_HIJRI),
    (["مرداد ۱۴۰۳"], Calendar.SOLAR_HIJRI),
    (["May-24", "June 2024"], Calendar.GREGORIAN),
    (["2024-25", "2023-24"], Calendar.FISCAL),
    (["2010-11", "2011-12"], Calendar.FISCAL),
    (["2024", "2023", "2024-25"], None),
    (["2011-11", "2011-12"], None),
    (["45413"], None),
]


@pytest.mark.parametrize(("texts", "calendar"), CALENDARS)
def test_calendars(look: Looks, texts: list[str], calendar: Calendar | None) -> None:
    declared = periods(look, *texts)
    assert declared.calendar is calendar
    assert ("calendar" in declared.unconfirmed) == (calendar is not None)


ORDERS = [
    (["2025-07-01"], None, False),
    (["03/04/2024"], DateOrder.DAY_FIRST, True),
    (["25/04/2024", "03/04/2024"], DateOrder.DAY_FIRST, False),
    (["04/25/2024", "03/04/2024"], DateOrder.MONTH_FIRST, False),
    (["04/25/2024", "25/04/2024"], DateOrder.DAY_FIRST, True),
    (["2024/5/3"], DateOrder.YEAR_FIRST, False),
]


@pytest.mark.parametrize(("texts", "order", "is_guess"), ORDERS)
def test_date_orders(
    look: Looks, texts: list[str], order: DateOrder | None, is_guess: bool
) -> None:
    body = "".join(f"S{n},T,P,{text}\n" for n, text in enumerate(texts))
    declared = look(f"id,title,publisher,date\n{body}", table="sources").declaration
    assert declared.date_order is order
    assert ("date_order" in declared.unconfirmed) == is_guess


def test_spellings_of_codes_are_guessed_from_all_rows_of_the_head(look: Looks) -> None:
    other = ROW.replace("PK,", "پاکستان,").replace("USD", "Rs").replace(",A,", ",provisional,")
    found = look(f"{HEADER}\n" + f"{ROW}\n" * 30 + f"{other}\n")
    assert set(found.declaration.replacements) == {
        Replacement("reporter", "پاکستان", "PK"),
        Replacement("currency", "Rs", "PKR"),
        Replacement("obs_status", "provisional", "P"),
    }
    assert found.declaration.unconfirmed == ("replacements",)


def test_exports_of_two_books_are_not_guessed(look: Looks) -> None:
    text = "\n".join(
        [HEADER, ROW.replace("IR_TO_PK", "Exports"), ROW.replace("PK,IR_TO_PK", "IR,Exports")]
    )
    assert look(text).declaration.replacements == ()


def test_what_is_near_a_code_is_left_to_the_checker(look: Looks, dataset: Dataset) -> None:
    found = look(f"{HEADER}\n{ROW.replace('PK,', 'Pakistan?,')}\n")
    assert found.declaration.replacements == ()
    with pytest.raises(CellError) as fault:
        rows(found, dataset)
    assert fault.value.suggestion == "PK"


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
    monkeypatch.setattr(understanding, "HEAD_BYTES", 2000)
    path = tmp_path / "long.csv"
    path.write_bytes(
        f"{HEADER}\n".encode() + f"{PERSIAN_ROW}\n".encode() * 100 + b"\xff\xfe,\n" * 9
    )
    found = look(path)
    assert found.declaration.unconfirmed == ()
    assert found == look(path.read_bytes())
    assert len(found.sample) == understanding.SAMPLE_RECORDS
    assert all(len(record) == 10 for record in found.sample)


def test_a_cell_that_never_ends_is_no_traceback(look: Looks) -> None:
    found = look(f'{CONTRACT_FILE}2025-08,gabd,"{"x" * 200_000}\n')
    assert found.tables == ("formal_trade",)
