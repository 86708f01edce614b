"""Files in which something that carries meaning stands beside the numbers, kind by kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.cells import Value
from bordertrade.intake.check_at_once import check_file
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.report import CheckReport
from bordertrade.intake.understanding import Understanding
from tests.intake.office import HEADER, ROW, Looks, rows

FILES = Path(__file__).parent / "files"
OFFICE = "Month,Border market,Reporter,Flow,Goods,{value},Currency,Status,Evidence,Source"
LINE = "2024-01,Gabd,PK,IR_TO_PK,LPG,{value},USD,A,count,AAJ330457541"
BOOK = "Year,Reporter,{more},Trade Flow,Value,Series,Preferred,Status,Evidence,Source"
YEAR = "2024,Pakistan,{more},Export,{value},wits,false,A,count,AAJ330457541"


def file(name: str) -> bytes:
    (found,) = FILES.glob(f"{name}_*")
    return found.read_bytes()


def office(heading: str, value: str, more: str = "") -> str:
    return f"{OFFICE.format(value=heading)}\n{LINE.format(value=value)}\n{more}"


def told(look: Looks, content: bytes | str, **keys: str) -> Understanding:
    """With answers by the code of their question."""
    seen = look(content)
    ids = {each.code: each.id for each in (*seen.questions, *seen.answered)}
    answered = {ids[code]: key for code, key in keys.items()}
    return look(content, declared=Declaration().declare(answered=answered))


def asked(found: Understanding) -> dict[str, list[str]]:
    return {each.code: [answer.key for answer in each.answers] for each in found.questions}


def first(found: Understanding, dataset: Dataset) -> dict[str, Value]:
    return rows(found, dataset)[0]


# --- lines beside the table ---------------------------------------------------------------------

TITLES = [
    ("(All values in millions)", 1_250_000),
    ("Amounts in thousand", 1250),
    ("Figures are in lakhs", 125_000),
    ("ارقام به میلیون", 1_250_000),
    ("رقم کروڑ میں", 12_500_000),
]


@pytest.mark.parametrize(("title", "value"), TITLES)
@pytest.mark.parametrize("place", ["title", "units", "footnote"])
def test_a_scale_word_beside_the_table_is_asked_about(
    look: Looks, dataset: Dataset, title: str, value: int, place: str
) -> None:
    row = ROW.replace("1250000", "1.25")
    units = f"{',' * 5}{title}{',' * 4}"
    content = {
        "title": f"{title}\n\n{HEADER}\n{row}\n",
        "units": f"{HEADER}\n{units}\n{row}\n",
        "footnote": f"{HEADER}\n{row}\n\n{title}\n",
    }[place]
    found = look(content)
    (code,), (keys,) = asked(found), asked(found).values()
    assert (code, keys[-1]) == ("scale_word", "as_written")
    answered = told(look, content, scale_word=keys[0])
    assert answered.questions == ()
    assert checked(answered, content, dataset).frame()["value"].tolist() == [value]


def test_a_footnote_beyond_the_head_is_asked_about(look: Looks, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"{HEADER}\n" + f"{ROW}\n" * 25_000 + "Values in US$ million\n", "utf-8")
    assert path.stat().st_size > 1024 * 1024
    assert list(asked(look(path))) == ["scale_word"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Cumulative since July", "cumulative_line"),
        ("ارقام تجمعی است", "cumulative_line"),
        ("Change in % over last year", "share_line"),
        ("درصد تغییر", "share_line"),
        ("Afghanistan transit trade", "country_line"),
        ("تجارت با افغانستان", "country_line"),
        ("All amounts in Rs", "currency_line"),
        ("مبالغ به تومان", "currency_line"),
    ],
)
def test_what_a_line_says_about_the_numbers_is_asked(look: Looks, line: str, code: str) -> None:
    assert list(asked(look(f"{line}\n\n{HEADER}\n{ROW}\n"))) == [code]


def test_a_line_that_says_nothing_about_numbers_is_not_asked_about(look: Looks) -> None:
    content = f"Trade through border markets\n\n{HEADER}\n{ROW}\nSource: Gwadar customs house\n"
    assert look(content).questions == ()


@pytest.mark.parametrize("name", ["04", "05"])
def test_files_with_their_scale_in_a_line(look: Looks, dataset: Dataset, name: str) -> None:
    assert asked(look(file(name))) == {"scale_word": ["millions", "as_written"]}
    found = told(look, file(name), scale_word="millions")
    values = checked(found, file(name), dataset).frame()["value"].tolist()
    assert values == [1_250_000, 1_400_000]


def test_nothing_is_called_lost_of_a_line_of_units(dataset: Dataset) -> None:
    report = check_file(file("05"), dataset.contract.tables["formal_trade"], dataset)
    (note,) = (each for each in report.problems if each.code == "note_row")
    assert note.details["hint"] == "says_something"


# --- words of headings --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Value (USD mio)", 1_250_000),
        ("Value (US$ 1000)", 1250),
        ("ارزش (هزاردلار)", 1250),
        ("Trade Value 1000USD", 1250),
        ('"Value (US$ 1,000)"', 1250),
        ("مالیت (۱۰۰۰ ڈالر)", 1250),
        ("Amount (in thsd. US$)", 1250),
    ],
)
def test_scale_words_of_headings_are_guesses(
    look: Looks, dataset: Dataset, heading: str, value: int
) -> None:
    found = look(office(heading, "1.25"))
    assert "scales" in found.declaration.unconfirmed
    assert first(found, dataset)["value"] == value


@pytest.mark.parametrize("name", ["07a", "07b", "07c"])
def test_files_with_their_scale_in_a_heading(look: Looks, name: str) -> None:
    found = look(file(name))
    assert "scales" in found.declaration.unconfirmed
    assert set(found.declaration.scales) == {"value"}


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("Value (gazillions)", "(gazillions)"),
        ("Value (Mrd. EUR)", "(Mrd. EUR)"),
        ("ارزش (واحد)", "(واحد)"),
    ],
)
def test_words_of_a_heading_that_were_not_understood_are_asked_about(
    look: Looks, heading: str, rest: str
) -> None:
    (question,) = look(office(heading, "1.25")).questions
    assert (question.code, question.found) == ("heading_words", rest)


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Value (cumulative)", "cumulative_heading"),
        ("ارزش (تجمعی)", "cumulative_heading"),
        ("Value (% change)", "share_heading"),
        ("ارزش (درصد)", "share_heading"),
    ],
)
def test_headings_of_other_numbers_are_asked_about(look: Looks, heading: str, code: str) -> None:
    content = office(heading, "1.25")
    assert list(asked(look(content))) == [code]
    assert "value" not in told(look, content, **{code: "leave_out"}).declaration.columns


def test_words_that_change_no_number_are_not_asked_about(look: Looks) -> None:
    for heading in ("Value (CIF)", "Value (US$)", "Value (declared)", "ارزش (دلار)"):
        assert look(office(heading, "1.25")).questions == (), heading


# --- columns that are left out ------------------------------------------------------------------


def test_rows_of_other_partners_are_kept_out_counted_and_told(
    look: Looks, dataset: Dataset
) -> None:
    cells = [("Afghanistan", "1"), ("Iran", "2"), ("China", "3"), ("Iran, Islamic Rep.", "4")]
    lines = [
        YEAR.format(more=f'"{name}"', value=value).replace("2024", str(2020 + at))
        for at, (name, value) in enumerate(cells)
    ]
    content = "\n".join([BOOK.format(more="Partner"), *lines]) + "\n"
    (question,) = look(content).questions
    assert (question.code, question.found) == ("other_partner", "Afghanistan, China")
    report = checked(told(look, content, other_partner="keep_out"), content, dataset)
    (note,) = (each for each in report.problems if each.code == "rows_kept_out")
    assert (note.details["found"], note.value) == ("2", "Afghanistan, China")
    assert report.accepted + report.rejected == 2


@pytest.mark.parametrize("heading", ["Partner", "Partner country", "کشور طرف معامله", "شریک ملک"])
def test_a_partner_that_is_always_ours_is_no_question_but_guards_later_rows(
    look: Looks, heading: str
) -> None:
    found = look(f"{BOOK.format(more=heading)}\n{YEAR.format(more='Iran', value='1')}\n")
    assert found.questions == ()
    assert "Iran" in found.declaration.kept[2]
    assert [note.code for note in found.notes] == ["column_decides"]


def test_the_file_of_another_partner(look: Looks, dataset: Dataset) -> None:
    found = told(look, file("09"), other_partner="keep_out")
    report = checked(found, file("09"), dataset)
    assert (report.rows, report.accepted, report.rejected) == (2, 0, 0)


@pytest.mark.parametrize(
    ("heading", "country", "book"),
    [("Country", "Iran", "PK"), ("کشور", "پاکستان", "IR"), ("ملک", "ایران", "PK")],
)
def test_country_may_be_the_partner(
    look: Looks, dataset: Dataset, heading: str, country: str, book: str
) -> None:
    direction = "PK_TO_IR" if book == "PK" else "IR_TO_PK"
    header = BOOK.replace("Reporter,{more}", heading)
    row = YEAR.replace("Pakistan,{more}", country).format(value="600000")
    content = f"{header}\n{row}\n"
    assert asked(look(content)) == {"country_role": ["partner", "reporter"]}
    as_partner = told(look, content, country_role="partner")
    assert as_partner.declaration.fills["reporter"] == book
    assert first(as_partner, dataset)["direction"] == direction
    as_book = told(look, content, country_role="reporter")
    assert first(as_book, dataset)["direction"] != direction


def test_the_file_headed_country(look: Looks, dataset: Dataset) -> None:
    found = told(look, file("10"), country_role="partner")
    assert [row["direction"] for row in rows(found, dataset)] == ["PK_TO_IR", "IR_TO_PK"]


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("UNIT_MULT", "6", 1_250_000),
        ("Multiplier", "3", 1250),
        ("POWERCODE", "Millions", 1_250_000),
    ],
)
def test_a_column_of_powers_of_ten_is_read(
    look: Looks, dataset: Dataset, heading: str, cell: str, value: int
) -> None:
    found = look(f"{HEADER},{heading}\n{ROW.replace('1250000', '1.25')},{cell}\n")
    assert "scales" in found.declaration.unconfirmed
    assert found.declaration.kept == {10: (cell,)}
    assert first(found, dataset)["value"] == value


def test_two_powers_of_ten_are_asked_about(look: Looks, dataset: Dataset) -> None:
    content = f"{HEADER},UNIT_MULT\n{ROW},0\n{ROW.replace('gabd', 'mand')},3\n"
    assert asked(look(content)) == {"unit_mult": ["units", "thousands"]}
    report = checked(told(look, content, unit_mult="thousands"), content, dataset)
    assert report.frame()["value"].tolist() == [1_250_000_000]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Cumulative value", "cumulative_column"),
        ("ارزش تجمعی", "cumulative_column"),
        ("% change", "share_column"),
        ("Share (%)", "share_column"),
        ("Value (Rs million)", "other_amount"),
    ],
)
def test_numbers_beside_the_values_are_asked_about(
    look: Looks, dataset: Dataset, heading: str, code: str
) -> None:
    content = f"{HEADER},{heading}\n{ROW},77\n"
    assert asked(look(content)) == {code: ["leave_out", "is_value"]}
    assert first(told(look, content, **{code: "leave_out"}), dataset)["value"] == 1_250_000
    assert first(told(look, content, **{code: "is_value"}), dataset)["value"] in (77, 77_000_000)


def test_customs_houses_without_a_market_are_asked_about(look: Looks, dataset: Dataset) -> None:
    header, row = HEADER.replace("market", "Customs house"), ROW.replace("gabd", "Gwadar")
    other = ROW.replace("gabd", "Turbat")
    content = f"{header}\n{row}\n{other}\n"
    found = asked(look(content, table="formal_trade"))
    assert found["customs_house"] == ["all_rows", "is_market"]


# --- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "value"),
    [("US$ million", 1_250_000), ("thousand dollars", 1250), ("میلیون دلار", 1_250_000)],
)
def test_money_in_the_unit_is_asked_about(
    look: Looks, dataset: Dataset, unit: str, value: int
) -> None:
    content = f"{HEADER},unit\n{ROW.replace('1250000', '1.25')},{unit}\n"
    assert asked(look(content)) == {"unit_is_money": ["of_value", "leave_out"]}
    found = told(look, content, unit_is_money="of_value")
    assert first(found, dataset)["value"] == value
    assert "unit" not in found.declaration.columns


@pytest.mark.parametrize("unit", ["thousand tons", "هزار تن", "million litres"])
def test_a_scale_in_the_unit_is_asked_about(look: Looks, dataset: Dataset, unit: str) -> None:
    content = f"{HEADER},quantity,unit\n{ROW},2.4,{unit}\n"
    found = told(look, content, unit_scale="of_quantity")
    assert found.questions == ()
    assert first(found, dataset)["quantity"] in (2400, 2_400_000)
    assert first(found, dataset)["unit"] in ("t", "litres")


def test_money_in_a_later_unit_is_a_finding(dataset: Dataset) -> None:
    content = f"{HEADER},quantity,unit\n{ROW},2.4,Rs crore\n".encode()
    report = check_file(content, dataset.contract.tables["formal_trade"], dataset)
    assert [each.code for each in report.problems] == ["unit_is_money"]


def test_the_file_with_its_scale_in_the_unit(look: Looks, dataset: Dataset) -> None:
    found = told(look, file("06"), unit_is_money="of_value")
    assert [row["value"] for row in rows(found, dataset)] == [1_250_000, 1_400_000]


# --- scale and number style of each column ------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [("Quantity (thousand tons)", 2400), ("وزن (هزار تن)", 2400), ("Weight (000 kg)", 2400)],
)
def test_each_heading_says_its_own_scale(
    look: Looks, dataset: Dataset, heading: str, quantity: int
) -> None:
    content = office(f"Value (US$ million),{heading}", "1.25,2.4")
    row = first(look(content), dataset)
    assert (row["value"], row["quantity"]) == (1_250_000, quantity)


def test_the_file_of_thousand_tons(look: Looks, dataset: Dataset) -> None:
    row = first(look(file("08")), dataset)
    assert (row["value"], row["quantity"]) == (1_250_000, 2400)


@pytest.mark.parametrize(
    ("values", "quantities", "read"),
    [
        (["1.250.000", "990.000"], ["12.5", "9.8"], [(1_250_000, 12.5), (990_000, 9.8)]),
        (["1,250,000", "990,000"], ["12,5", "9,8"], [(1_250_000, 12.5), (990_000, 9.8)]),
        (["۱٬۲۵۰٬۰۰۰", "۹۹۰٬۰۰۰"], ["12.5", "9.8"], [(1_250_000, 12.5), (990_000, 9.8)]),
        (["1250000", "990000"], ["12.500", "9.875"], [(1_250_000, 12.5), (990_000, 9.875)]),
        (["۱۲۵۰۰۰۰٫۵", "۱۲٫۵"], ["12.5", "9.8"], [(1_250_000.5, 12.5), (12.5, 9.8)]),
    ],
)
def test_each_column_has_its_own_style(
    look: Looks,
    dataset: Dataset,
    values: list[str],
    quantities: list[str],
    read: list[tuple[float, float]],
) -> None:
    header = f"{HEADER},quantity".replace(",", ";")
    lines = [
        f"{ROW.replace('1250000', value)},{{}}".replace(",", ";").replace("{}", quantity)
        if "," not in value
        else f"{ROW},{{}}".replace(",", ";").replace("1250000", value).replace("{}", quantity)
        for value, quantity in zip(values, quantities, strict=True)
    ]
    found = look("\n".join([header, *lines]) + "\n")
    told_ = [(row["value"], row["quantity"]) for row in rows(found, dataset)]
    assert told_ == read


@pytest.mark.parametrize("name", ["13", "14", "15"])
def test_files_with_two_styles(look: Looks, dataset: Dataset, name: str) -> None:
    found = look(file(name))
    value, quantity = (rows(found, dataset)[0][each] for each in ("value", "quantity"))
    assert isinstance(value, float)
    assert int(value) == 1_250_000
    assert quantity == 12.5


def test_an_odd_number_in_a_column_is_a_finding_on_its_row(dataset: Dataset) -> None:
    lines = [ROW.replace("1250000", f'"{text}"') for text in ("1,250.5", "1,310.5", "1.250,5")]
    content = "\n".join([HEADER, *lines]) + "\n"
    report = check_file(content.encode(), dataset.contract.tables["formal_trade"], dataset)
    assert [(p.code, p.line) for p in report.problems if p.code == "number"] == [("number", 4)]


# --- encodings ----------------------------------------------------------------------------------


@pytest.mark.parametrize("byte", [b"\xff", b"\x81", b"\xbf"])
def test_a_byte_that_is_no_letter_is_damage(dataset: Dataset, byte: bytes) -> None:
    content = f"{HEADER}\n{ROW}\n".encode().replace(b"Dates", b"Da" + byte + b"es")
    report = check_file(content, dataset.contract.tables["formal_trade"], dataset)
    assert [each.code for each in report.problems] == ["undecodable"]


def test_the_file_with_one_bad_byte(dataset: Dataset) -> None:
    report = check_file(file("24"), dataset.contract.tables["formal_trade"], dataset)
    assert [(each.code, each.line) for each in report.problems] == [("undecodable", 2)]


def test_cells_that_a_guessed_encoding_changes_are_shown(look: Looks) -> None:
    content = f"{HEADER}\n{ROW.replace('Dates', 'Niño')}\n".encode("cp1252")
    found = look(content)
    assert "encoding" in found.declaration.unconfirmed
    assert [(n.code, n.line, n.value) for n in found.notes] == [("encoding_cell", 2, "Niño")]


def checked(found: Understanding, content: bytes | str, dataset: Dataset) -> CheckReport:
    """The whole file, read as it was understood."""
    table = dataset.contract.tables[found.tables[0]]
    given = content.encode() if isinstance(content, str) else content
    return check_file(
        given, table, dataset, declared=Declaration().declare(answered=found.declaration.answered)
    )
