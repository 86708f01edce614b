"""Cells as they stand in the files of offices: read as declared, refused otherwise, never guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Column, Dataset
from bordertrade.dataset.cells import CellError, Value, read_cell
from bordertrade.dataset.neutral import neutralised
from bordertrade.intake.declaration import ALL_MONEY, DateOrder, Declaration, Replacement
from bordertrade.intake.forms import cell_reader

Reads = Callable[..., Value]

PLAIN = Declaration()
ENGLISH = Declaration(decimal=".", thousands=",")
GERMAN = Declaration(decimal=",", thousands=".")
PERSIAN = Declaration(decimal="٫", thousands="٬")
SPACED = Declaration(decimal=",", thousands=" ")
SWISS = Declaration(decimal=".", thousands="'")
SLASHED = Declaration(decimal="/", thousands=",")
BOOKKEEPING = Declaration(negatives=True)

GREG = Declaration(calendar=Calendar.GREGORIAN)
FISCAL = Declaration(calendar=Calendar.FISCAL)
HIJRI = Declaration(calendar=Calendar.SOLAR_HIJRI)
DAY_FIRST = Declaration(date_order=DateOrder.DAY_FIRST)
MONTH_FIRST = Declaration(date_order=DateOrder.MONTH_FIRST)

#: A number without a lower bound.
NUMBER = Column("number", "number", "", "")


@pytest.fixture(scope="module")
def column(dataset: Dataset) -> Callable[[str], Column]:
    """The column called so in any uploadable table ("table.column" for one of them)."""

    def find(name: str) -> Column:
        if name == "number":
            return NUMBER
        table, dot, rest = name.partition(".")
        tables = [t for t in dataset.contract.uploadable() if not dot or t.name == table]
        return next(t.column(rest or name) for t in tables if (rest or name) in t)

    return find


@pytest.fixture(scope="module")
def read(dataset: Dataset, column: Callable[[str], Column]) -> Reads:
    """(column, text, declaration) -> value."""

    def reading(name: str, text: str, declaration: Declaration = PLAIN) -> Value:
        return cell_reader(column(name), declaration, dataset.names())(text)

    return reading


def fault(read: Reads, name: str, text: str, declaration: Declaration = PLAIN) -> tuple[str, str]:
    """(code, suggestion)."""
    with pytest.raises(CellError) as found:
        read(name, text, declaration)
    return found.value.code, found.value.suggestion


NUMBERS = [
    ("1250000", PLAIN, 1250000),
    ("12.5", PLAIN, 12.5),
    ("-0", PLAIN, 0),
    ("+5", PLAIN, 5),
    ("۱۲۳", PLAIN, 123),
    ("١٢٣", PLAIN, 123),
    (" 12 ", PLAIN, 12),
    ("\u00a012\u2009", PLAIN, 12),
    ("\u200f12\u202c", PLAIN, 12),
    ("\u206612\u2069", PLAIN, 12),
    ("−500", PLAIN, -500),
    ("–500", PLAIN, -500),
    ("1,234.5", ENGLISH, 1234.5),
    ("12,34,567", ENGLISH, 1234567),
    ("1,23,45,678", ENGLISH, 12345678),
    ("42000", ENGLISH, 42000),
    ("1.234,5", GERMAN, 1234.5),
    ("1.234", GERMAN, 1234),
    ("1.234", PLAIN, 1.234),
    ("۱٬۲۳۴٬۵۶۷٫۸۹", PERSIAN, 1234567.89),
    ("1 234 567,5", SPACED, 1234567.5),
    ("1\u00a0234\u202f567", SPACED, 1234567),
    ("1’234.5", SWISS, 1234.5),
    ("۱۲/۵", SLASHED, 12.5),
    ("(500)", BOOKKEEPING, -500),
    ("500-", BOOKKEEPING, -500),
    ("(۵۰۰)", BOOKKEEPING, -500),
    ("1e-05", PLAIN, 0.00001),
]


@pytest.mark.parametrize(("text", "declaration", "number"), NUMBERS)
def test_numbers_are_read_as_declared(
    read: Reads, text: str, declaration: Declaration, number: float
) -> None:
    assert read("number", text, declaration) == number


NO_NUMBERS = [
    ("1,234", PLAIN, "number", ""),
    ("1,234.5", PLAIN, "number", "1234.5"),
    ("1.234,5", ENGLISH, "number", "1234.5"),
    ("1,234.5", GERMAN, "number", "1234,5"),
    ("1,2345", ENGLISH, "number", "1.2345"),
    ("12,345,67", ENGLISH, "number", ""),
    ("1,23,4", ENGLISH, "number", ""),
    ("0,123", ENGLISH, "number", "0.123"),
    ("(500)", PLAIN, "number", "-500"),
    ("500-", PLAIN, "number", "-500"),
    ("NaN", PLAIN, "not_finite", ""),
    ("inf", PLAIN, "not_finite", ""),
    ("-Infinity", PLAIN, "not_finite", ""),
    ("1e400", PLAIN, "not_finite", ""),
    ("1_000", PLAIN, "number", "1000"),
    ("0x1F", PLAIN, "number", ""),
    ("1e3", PLAIN, "number", "1000"),
    ("8.03E+05", PLAIN, "number", "803000"),
    ("5%", PLAIN, "number_unit", ""),
    ("1250 b", PLAIN, "number_unit", "1250"),
    ("5 million USD", PLAIN, "number_unit", "5000000"),
    ("Rs 5 million", PLAIN, "number_unit", "5000000"),
    ("$5", PLAIN, "number_unit", "5"),
    ("Rs 5", PLAIN, "number_unit", "5"),
    ("5 million", PLAIN, "number_unit", "5000000"),
    ("۵ میلیون", PLAIN, "number_unit", "5000000"),
    ("12 lakh", PLAIN, "number_unit", "1200000"),
    ("1.5 million", GERMAN, "number_unit", "1500000"),
    ("1,5 million", GERMAN, "number_unit", "1500000"),
    ("ریال ۵۰۰", PLAIN, "number_unit", "500"),
    ("1" * 25, PLAIN, "too_large", ""),
    ("۱۲3٤", PLAIN, "mixed_digits", "1234"),
    ("-", PLAIN, "number", ""),
    ("..", PLAIN, "number", ""),
    ("n/a", PLAIN, "number", ""),
    ("نامشخص", PLAIN, "number", ""),
    ("abc", PLAIN, "number", ""),
    ("5.", PLAIN, "number", ""),
    (".5", PLAIN, "number", ""),
    ("1 2", PLAIN, "number", ""),
    ("१२३", PLAIN, "number", ""),
]


@pytest.mark.parametrize(("text", "declaration", "code", "suggestion"), NO_NUMBERS)
def test_what_is_not_declared_is_no_number(
    read: Reads, text: str, declaration: Declaration, code: str, suggestion: str
) -> None:
    assert fault(read, "number", text, declaration) == (code, suggestion)


@pytest.mark.parametrize("filler", [" ", "1 ", "a", "1,", "(", "-", "ه "])
@pytest.mark.parametrize("name", ["number", "period", "sources.accessed", "events.date", "hs_code"])
def test_no_long_cell_keeps_a_reader_busy(read: Reads, name: str, filler: str) -> None:
    for text in (f"1{filler * 9000}x", f"x{filler * 9000}1", f"{filler * 9000}("):
        with pytest.raises(CellError):
            read(name, text, BOOKKEEPING)


def test_a_value_below_its_bound_is_told_so_in_every_form(read: Reads) -> None:
    assert fault(read, "formal_trade.value", "−500")[0] == "too_small"
    assert fault(read, "formal_trade.value", "(500)", BOOKKEEPING)[0] == "too_small"


def test_only_money_is_scaled_unless_a_column_is_named(read: Reads) -> None:
    thousands = Declaration(scales={ALL_MONEY: 1000})
    assert read("formal_trade.value", "2.3", thousands) == 2300
    assert read("bilateral_trade.value_usd", "1.001", thousands) == 1001
    assert read("formal_trade.quantity", "2.3", thousands) == 2.3
    assert read("exchange_rates.lcu_per_usd", "280", thousands) == 280
    each = Declaration(scales={"value": 10**6, "quantity": 1000})
    assert read("formal_trade.value", "2.3", each) == 2_300_000
    assert read("formal_trade.quantity", "2.3", each) == 2300


def test_a_column_may_have_marks_of_its_own(read: Reads) -> None:
    each = Declaration(marks={"value": (",", ".")})
    assert read("formal_trade.value", "1.250.000", each) == 1_250_000
    assert read("formal_trade.quantity", "12.5", each) == 12.5


def test_whole_numbers_may_have_marks_but_no_parts(read: Reads) -> None:
    assert read("exchange_rates.days", "۱۲") == 12
    assert read("exchange_rates.days", "1,234", ENGLISH) == 1234
    assert fault(read, "exchange_rates.days", "1.5")[0] == "integer"


PERIODS = [
    *((each, PLAIN, each) for each in ("2024-07", "2024-Q3", "2024", "FY2024-25", "SH1403-05")),
    *((each, HIJRI, each) for each in ("2024-07", "FY2024-25", "SH1403", "2022-07/2022-12")),
    ("1403/5", HIJRI, "SH1403-05"),
    ("۱۴۰۳/۰۵", HIJRI, "SH1403-05"),
    ("1403-05", HIJRI, "SH1403-05"),
    ("1403", HIJRI, "SH1403"),
    ("05/1403", HIJRI, "SH1403-05"),
    ("مرداد ۱۴۰۳", HIJRI, "SH1403-05"),
    ("مرداد ماه ۱۴۰۳", HIJRI, "SH1403-05"),
    ("Mordad 1403", HIJRI, "SH1403-05"),
    ("SHAHRIVAR 1403", HIJRI, "SH1403-06"),
    ("فروردين 1403", HIJRI, "SH1403-01"),
    ("1403-01/1403-10", HIJRI, "SH1403-01/SH1403-10"),
    ("۱۴۰۳/۱ تا ۱۴۰۳/۱۰", HIJRI, "SH1403-01/SH1403-10"),
    ("1403/05/12", HIJRI, "2024-08-02/2024-08-02"),
    ("May-24", GREG, "2024-05"),
    ("May 2024", GREG, "2024-05"),
    ("July 2024", GREG, "2024-07"),
    ("2024/5", GREG, "2024-05"),
    ("مئی 2024", GREG, "2024-05"),
    ("جولائی ۲۰۲۴", GREG, "2024-07"),
    ("ژوئن 2024", GREG, "2024-06"),
    ("Q3 2024", GREG, "2024-Q3"),
    ("2024-25", FISCAL, "FY2024-25"),
    ("2024-2025", FISCAL, "FY2024-25"),
    ("2011-12", FISCAL, "FY2011-12"),
    ("2011-12", PLAIN, "2011-12"),
    ("2024-07", FISCAL, "2024-07"),
    ("FY25", FISCAL, "FY2024-25"),
    ("مالی سال 2024-25", FISCAL, "FY2024-25"),
    ("03/04/2024", DAY_FIRST, "2024-04-03/2024-04-03"),
    ("03/04/2024", MONTH_FIRST, "2024-03-04/2024-03-04"),
]


@pytest.mark.parametrize(("text", "declaration", "period"), PERIODS)
def test_periods_are_read_in_the_declared_calendar(
    read: Reads, text: str, declaration: Declaration, period: str
) -> None:
    assert read("period", text, declaration) == period


NO_PERIODS = [
    ("1403-13", HIJRI, "period_form", ""),
    ("1403-00", HIJRI, "period_form", ""),
    ("14O3-05", HIJRI, "period_form", "SH1403-05"),
    ("2O24-05", GREG, "period_form", "2024-05"),
    ("1403-05", PLAIN, "period_year_range", "SH1403-05"),
    ("1403-05", GREG, "period_calendar", "SH1403-05"),
    ("May-24", HIJRI, "period_calendar", "2024-05"),
    ("May-24", PLAIN, "period_form", "2024-05"),
    ("2024-25", PLAIN, "period_form", "FY2024-25"),
    ("2024-25", GREG, "period_calendar", "FY2024-25"),
    ("2024", FISCAL, "period_calendar", ""),
    ("2024-13", PLAIN, "period_date", ""),
    ("2022-12/2022-07", PLAIN, "period_span_order", ""),
    ("1850-01", PLAIN, "period_year_range", ""),
    ("03/04/2024", PLAIN, "period_order", ""),
    ("25/04/2024", PLAIN, "period_order", "2024-04-25/2024-04-25"),
    ("2024-05-01", PLAIN, "period_form", "2024-05"),
    ("45413", PLAIN, "period_serial", "2024-05"),
    ("45413", HIJRI, "period_serial", "2024-05"),
    ("۱۴۰3-05", HIJRI, "mixed_digits", "1403-05"),
    ("Total", PLAIN, "period_form", ""),
]


@pytest.mark.parametrize(("text", "declaration", "code", "suggestion"), NO_PERIODS)
def test_other_periods_are_refused(
    read: Reads, text: str, declaration: Declaration, code: str, suggestion: str
) -> None:
    assert fault(read, "period", text, declaration) == (code, suggestion)


DATES = [
    ("sources.accessed", "2025-07-31", PLAIN, "2025-07-31"),
    ("sources.accessed", "۲۰۲۵-۰۷-۳۱", PLAIN, "2025-07-31"),
    ("sources.accessed", "2025-07-31 00:00:00", PLAIN, "2025-07-31"),
    ("sources.accessed", "03/04/2024", DAY_FIRST, "2024-04-03"),
    ("sources.accessed", "03/04/2024", MONTH_FIRST, "2024-03-04"),
    ("sources.accessed", "3.4.24", DAY_FIRST, "2024-04-03"),
    ("sources.accessed", "5-May-24", DAY_FIRST, "2024-05-05"),
    ("sources.accessed", "۱۴۰۳/۰۵/۱۲", HIJRI, "2024-08-02"),
    ("sources.accessed", "12 مرداد 1403", HIJRI, "2024-08-02"),
    ("sources.accessed", "2024-08-02", HIJRI, "2024-08-02"),
    ("events.date", "2024", PLAIN, "2024"),
    ("events.date", "2024-08", PLAIN, "2024-08"),
    ("events.date", "May 2024", GREG, "2024-05"),
    ("events.date", "1403/05/12", HIJRI, "2024-08-02"),
]


@pytest.mark.parametrize(("name", "text", "declaration", "day"), DATES)
def test_dates_are_read_as_declared(
    read: Reads, name: str, text: str, declaration: Declaration, day: str
) -> None:
    assert read(name, text, declaration) == day


NO_DATES = [
    ("03/04/2024", PLAIN, "date_order", ""),
    ("25/04/2024", PLAIN, "date_order", "2024-04-25"),
    ("25/13/2024", DAY_FIRST, "date", ""),
    ("2024/8/2", PLAIN, "date", "2024-08-02"),
    ("1403/05/12", PLAIN, "date_calendar", "2024-08-02"),
    ("1403-05-12", PLAIN, "date_calendar", "2024-08-02"),
    ("45413", PLAIN, "date_serial", "2024-05-01"),
    ("2024-02-30", PLAIN, "date", ""),
    ("soon", PLAIN, "date", ""),
]


@pytest.mark.parametrize(("text", "declaration", "code", "suggestion"), NO_DATES)
def test_other_dates_are_refused(
    read: Reads, text: str, declaration: Declaration, code: str, suggestion: str
) -> None:
    assert fault(read, "sources.accessed", text, declaration) == (code, suggestion)


def test_a_solar_hijri_month_is_no_partial_date(read: Reads) -> None:
    assert fault(read, "events.date", "1403/05", HIJRI) == ("date_calendar", "")


CODES = [
    ("hs_code", "0804", "0804"),
    ("hs_code", "۰۸۰۴", "0804"),
    ("hs_code", "0804.10", "080410"),
    ("hs_code", "0804.10.20", "08041020"),
    ("market", "ریمدان", "gabd"),
    ("market", "Gabd-Rimdan", "gabd"),
    ("events.markets", "gabd~mand~chadgi", "gabd~mand~chadgi"),
    ("events.markets", "Gabd, Mand", "gabd~mand"),
    ("events.markets", "گبد", "gabd"),
    ("events.markets", "مند و ریمدان", "mand~gabd"),
    ("events.markets", "Gabd، گبد", "gabd"),
    ("reporter", " PK\u200f", "PK"),
    ("preferred", "TRUE", True),
    ("formal_trade.unit", "t", "t"),
    ("formal_trade.unit", "tonnes/day", "tonnes/day"),
    ("formal_trade.unit", "GWh", "GWh"),
    ("formal_trade.commodity", "Rs 5 - odd, \u200cname", "Rs 5 - odd, \u200cname"),
    ("formal_trade.note", "'=1+1", "=1+1"),
    ("formal_trade.note", "'tis", "'tis"),
    ("formal_trade.note", "", None),
    ("formal_trade.note", "\u200f", None),
]


@pytest.mark.parametrize(("name", "text", "value"), CODES)
def test_codes_and_texts(read: Reads, name: str, text: str, value: Value) -> None:
    assert read(name, text) == value


NO_CODES = [
    ("hs_code", "804", "code_zero", "0804"),
    ("hs_code", "80410", "code_zero", "080410"),
    ("hs_code", "804.0", "code_zero", "0804"),
    ("hs_code", "8.03E+05", "code_power", ""),
    ("hs_code", "dates", "pattern", ""),
    ("commodity_trade.code", "8.03E+05", "code_power", ""),
    ("market", "Gbad", "market_unknown", "gabd"),
    ("market", "Lahore", "market_unknown", ""),
    ("market", "Pishin", "market_ambiguous", "mand"),
    ("events.markets", "Gabd, Lahore", "market_unknown", ""),
    ("events.markets", "Gbad~Mand", "market_unknown", "gabd~mand"),
    ("events.markets", "Gabd, پیشین", "market_ambiguous", "gabd~mand"),
    ("events.markets", ", ،", "market_unknown", ""),
    ("reporter", "Pakistan?", "not_in_list", "PK"),
    ("reporter", "pk", "not_in_list", "PK"),
    ("reporter", "ایران", "not_in_list", "IR"),
    ("currency", "Rs", "not_in_list", "PKR"),
    ("direction", "Exports", "not_in_list", ""),
    ("obs_status", "provisional", "not_in_list", "P"),
    ("preferred", "ہاں", "not_in_list", "true"),
    ("formal_trade.unit", "tonz", "unit_unknown", "t"),
    ("formal_trade.unit", "Kgs", "unit_unknown", "kg"),
    ("formal_trade.unit", "کیلوگرم", "unit_unknown", "kg"),
    ("source", "br40282284", "pattern", "BR40282284"),
    ("market", "", "required", ""),
    ("market", " \u200f ", "required", ""),
]


@pytest.mark.parametrize(("name", "text", "code", "suggestion"), NO_CODES)
def test_other_codes_are_refused(
    read: Reads, name: str, text: str, code: str, suggestion: str
) -> None:
    assert fault(read, name, text) == (code, suggestion)


def test_exports_are_a_direction_of_the_book_that_the_file_is_from(read: Reads) -> None:
    for book, way in (("PK", "PK_TO_IR"), ("IR", "IR_TO_PK")):
        declared = Declaration(fills={"reporter": book})
        assert fault(read, "direction", "صادرات", declared) == ("not_in_list", way)


def test_no_value_is_what_is_declared_and_never_zero(read: Reads) -> None:
    declared = Declaration(nulls=("-", "..", "N/A", "نامشخص"))
    for text in ("-", "–", "..", "n/a", "نامشخص", "\u200fنامشخص "):
        assert read("value", text, declared) is None
    assert read("value", "0", declared) == 0
    assert fault(read, "market", "-", declared) == ("required", "")


def test_a_replacement_is_read_like_any_text_and_only_in_its_column(read: Reads) -> None:
    repaired = Declaration(
        decimal=",",
        replacements=(
            Replacement("reporter", "Pakistan", "PK"),
            Replacement("value", "5 million", "5000000,5"),
            Replacement("note", "?", ""),
        ),
    )
    assert read("reporter", " Pakistan\u200f", repaired) == "PK"
    assert fault(read, "reporter", "PAKISTAN", repaired)[0] == "not_in_list"
    assert read("value", "5 million", repaired) == 5000000.5
    assert read("note", "?", repaired) is None
    assert read("commodity", "?", repaired) == "?"


@pytest.mark.parametrize(("text", "declaration", "code", "suggestion"), NO_NUMBERS)
def test_what_is_suggested_for_a_number_can_be_read(
    read: Reads, text: str, declaration: Declaration, code: str, suggestion: str
) -> None:
    if suggestion:
        assert isinstance(read("number", suggestion, declaration), float), code


@pytest.mark.parametrize(("text", "declaration", "code", "suggestion"), NO_PERIODS)
def test_what_is_suggested_for_a_period_can_be_read(
    read: Reads, text: str, declaration: Declaration, code: str, suggestion: str
) -> None:
    if suggestion:
        assert read("period", suggestion, declaration), code


# --- what we write is read ----------------------------------------------------------------------


def test_every_shipped_cell_is_read_as_the_shipped_reader_reads_it(dataset: Dataset) -> None:
    names = dataset.names()
    for table in dataset.contract.uploadable():
        for column in table.columns:
            read = cell_reader(column, PLAIN, names)
            texts = {str(value) for value in dataset[table.name][column.name].dropna().tolist()}
            for text in texts:
                shown = neutralised(text)
                assert read(shown) == read_cell(shown, column, names), (table.name, column.name)
