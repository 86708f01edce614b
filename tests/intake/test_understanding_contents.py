"""Headings and cells: which columns they are, how numbers and dates are written, codes spelled."""

from __future__ import annotations

import json

import pytest

from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import CellError
from bordertrade.dataset.names import fold
from bordertrade.intake.declaration import IGNORED, DateOrder, Declaration, How, Replacement
from bordertrade.intake.understanding import mapping_of
from tests.intake.office import CONTRACT_FILE, HEADER, ROW, Looks, codes, rows

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


def test_a_column_about_persons_is_no_column_that_is_merely_left_out(look: Looks) -> None:
    found = look(f"{HEADER},CNIC,checked_by\n{ROW},x,y\n")
    assert found.header[-2] == "CNIC"
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


def test_a_year_beside_a_month_is_no_period_until_somebody_joins_them(look: Looks) -> None:
    text = f"سال,ماه,{HEADER[7:]}\n1403,05,{ROW[8:]}\n"
    (question,) = look(text).questions
    assert (question.code, question.found) == ("period_in_parts", "سال, ماه")
    left = look(text, declared=Declaration().declare(answered={question.id: "leave"}))
    assert left.declaration.columns[:2] == (IGNORED, IGNORED)
    assert codes(left) == [("period_in_parts", 1)]
    assert "period" in left.unmapped
    joined = look(text, declared=Declaration().declare(answered={question.id: "join"}))
    assert joined.header[-1] == "period"
    assert joined.sample[0][-1] == "1403 05"


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
    assert "ارزش (ریال)" in found.unmapped


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
    assert declared.fills.get("currency", "") == currency
    assert declared.scale_of("value", is_money=True) == scale
    assert ("fills" in declared.unconfirmed) == bool(currency)
    assert ("scales" in declared.unconfirmed) == (scale != 1)


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


# --- a column that nobody knows by name ---------------------------------------------------------

TERMINALS = (
    "گمرك ريمدان\r\n\r\n"
    "ماه;پايانه مربوط;جهت تجارت;شرح كالا;مبلغ نهايي (ميليون ريال)\r\n"
    "1405/01;ريمدان;صادرات;سيمان;1,200\r\n"
    "1405/01;كوهك;صادرات;برنج;350\r\n"
    "جمع كل;;;;1,550\r\n"
)


def test_a_column_of_market_names_is_guessed_to_be_the_market(look: Looks) -> None:
    found = look(TERMINALS)
    assert found.declaration.columns[1] == "market"
    assert "پايانه مربوط" in found.unmapped
    assert "market" not in found.declaration.fills, "the title does not speak for the other market"


def test_two_columns_of_market_names_are_left_to_a_person(look: Looks) -> None:
    found = look(f"{HEADER},to\n".replace("market", "from") + f"{ROW},mand\n")
    assert "market" not in found.declaration.columns


def test_a_heading_that_a_person_explains_says_its_money_and_scale(look: Looks) -> None:
    asked = look(TERMINALS)
    assert (asked.declaration.scales, asked.declaration.fills.get("currency")) == ({}, None)
    columns = (*asked.declaration.columns[:4], "value")
    found = look(TERMINALS, declared=Declaration().declare(columns=columns))
    assert found.declaration.scale_of("value", is_money=True) == 10**6
    assert found.declaration.fills["currency"] == "IRR"
    assert [code for code, _line in codes(found)] == ["lines_skipped"], "nothing is left out now"
