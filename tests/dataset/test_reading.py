"""A CSV to typed rows: right lines, right faults, nothing dropped in silence."""

import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import (
    Contract,
    Dataset,
    MarketNames,
    Table,
    TableRead,
    read_contract,
    read_table,
)

HEADER = "period,market,reporter,direction,value,currency,obs_status,evidence,source,note"
ROW = "2024-07,gabd,PK,IR_TO_PK,100,USD,A,count,BR40282284,"


@pytest.fixture(scope="module")
def contract(data_folder: Path) -> Contract:
    return read_contract(data_folder)


@pytest.fixture(scope="module")
def formal(contract: Contract) -> Table:
    return contract.tables["formal_trade"]


@pytest.fixture(scope="module")
def names(dataset: Dataset) -> MarketNames:
    return dataset.names()


def read(text: str | bytes, table: Table, names: MarketNames) -> TableRead:
    content = text.encode() if isinstance(text, str) else text
    return read_table(content, table, names)


def faults(found: TableRead) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(p.code, p.line, p.record, p.column) for p in found.problems]


def with_cell(column: str, value: str) -> str:
    cells = dict(zip(HEADER.split(","), ROW.split(","), strict=True)) | {column: value}
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(cells.values())
    return f"{HEADER}\n{text.getvalue()}"


def test_a_clean_file(formal: Table, names: MarketNames) -> None:
    found = read(f"{HEADER}\n{ROW}\n", formal, names)
    assert (found.rows, found.problems) == (1, ())
    assert list(found.frame.columns) == list(formal.column_names)
    row = found.frame.iloc[0]
    assert (row["period"], row["market"], row["value"]) == ("2024-07", "gabd", 100.0)
    assert math.isnan(row["quantity"])
    assert (row["commodity"], row["more_sources"]) == ("", "")
    assert [str(found.frame[name].dtype) for name in ("period", "value")] == ["str", "float64"]


def test_dtypes_of_whole_numbers_and_truths(contract: Contract, names: MarketNames) -> None:
    text = (
        "id,announced,announced_by,target_usd,deadline_year,deadline_basis,scope,source\n"
        "one,2024,A,5,2029,stated,two-way,TT1\ntwo,2024,A,5.5,,none,two-way,TT1\n"
    )
    frame = read(text, contract.tables["targets"], names).frame
    assert str(frame["deadline_year"].dtype) == "Int64"
    assert frame["deadline_year"].tolist()[0] == 2029
    assert frame["deadline_year"].isna().tolist() == [False, True]


def test_lines_are_physical_lines(formal: Table, names: MarketNames) -> None:
    text = "\n".join(
        [
            HEADER,  # line 1
            f'{ROW}"a note',  # 2
            "of two",  # 3
            'lines"',  # 4
            "",  # 5: nobody's row
            ROW,  # 6
            ROW.replace("100", "many"),  # 7
            "",  # 8
        ]
    )
    found = read(text, formal, names)
    assert found.frame.index.tolist() == [2, 6]
    assert found.records == (1, 2)
    assert found.frame.iloc[0]["note"] == "a note\nof two\nlines"
    assert faults(found) == [("number", 7, 3, "value")]
    assert found.rows == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks(
    formal: Table, names: MarketNames, end: str, mark: str
) -> None:
    text = mark + end.join([HEADER, ROW, ROW.replace("gabd", "nowhere"), ROW]) + end
    found = read(text, formal, names)
    assert found.frame.index.tolist() == [2, 4]
    assert faults(found) == [("market_unknown", 3, 2, "market")]


@pytest.mark.parametrize(
    "end",
    [pytest.param("\n", id="LF"), pytest.param("\r\n", id="CRLF"), pytest.param("\r", id="CR")],
)
def test_a_wrong_encoding_names_byte_and_line(formal: Table, names: MarketNames, end: str) -> None:
    content = end.join([HEADER, ROW, ROW + "caf\xe9"]).encode("latin-1")
    found = read(content, formal, names)
    assert faults(found) == [("encoding", 3, None, None)]
    assert found.problems[0].value == "0xe9"
    assert (found.rows, len(found.frame)) == (0, 0)


def test_utf_16_is_refused(formal: Table, names: MarketNames) -> None:
    assert faults(read(f"{HEADER}\n{ROW}\n".encode("utf-16"), formal, names)) == [
        ("encoding", 1, None, None)
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "  \r\n"])
def test_an_empty_file(formal: Table, names: MarketNames, text: str) -> None:
    assert faults(read(text, formal, names)) == [("empty_file", None, None, None)]


def test_only_commas_are_no_header(formal: Table, names: MarketNames) -> None:
    found = read(",,,\n", formal, names)
    assert (found.rows, len(found.frame)) == (0, 0)


def test_a_header_alone_is_a_table_without_rows(formal: Table, names: MarketNames) -> None:
    found = read(HEADER, formal, names)
    assert (found.rows, found.problems, len(found.frame)) == (0, (), 0)


@pytest.mark.parametrize(
    ("header", "code", "column"),
    [
        (HEADER.replace("currency", "money"), "column_unknown", "money"),
        (HEADER.replace("currency", "money"), "column_missing", "currency"),
        (HEADER.replace("note", "value"), "column_twice", "value"),
        (HEADER + ",", "column_unknown", ""),
    ],
)
def test_a_header_with_a_fault(
    formal: Table, names: MarketNames, header: str, code: str, column: str
) -> None:
    found = read(f"{header}\n{ROW}\n", formal, names)
    assert (code, 1, None, column) in faults(found)
    assert len(found.frame) == 0


def test_a_broken_header_is_the_fault_and_not_the_rows_below(
    formal: Table, names: MarketNames
) -> None:
    found = read(f'"period"x,market\n{ROW}\n{ROW}\n', formal, names)
    assert faults(found) == [("broken_quotes", 1, None, None)]


def test_an_optional_column_may_stay_away(formal: Table, names: MarketNames) -> None:
    assert "quantity" not in HEADER
    assert read(f"{HEADER}\n{ROW}\n", formal, names).problems == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f'{ROW}"open', "broken_quotes"),
        (f'{ROW}"shut"late', "broken_quotes"),
        (f"{ROW},one more", "cell_count"),
        ("2024-07,gabd", "cell_count"),
    ],
)
def test_a_broken_record_is_named(formal: Table, names: MarketNames, row: str, code: str) -> None:
    found = read(f"{HEADER}\n{ROW}\n{row}", formal, names)
    assert faults(found) == [(code, 3, 2, None)]
    assert (found.rows, len(found.frame)) == (2, 1)


def test_reading_goes_on_after_a_broken_record(formal: Table, names: MarketNames) -> None:
    found = read(f'{HEADER}\n{ROW}"shut"late\n{ROW}\n', formal, names)
    assert faults(found) == [("broken_quotes", 2, 1, None)]
    assert found.frame.index.tolist() == [3]
    assert found.records == (2,)


def test_an_endless_cell_is_an_open_quote(formal: Table, names: MarketNames) -> None:
    found = read(f'{HEADER}\n{ROW}"{"x" * 20_000}"\n{ROW}\n', formal, names)
    assert faults(found)[0] == ("broken_quotes", 2, 1, None)
    assert found.frame.index.tolist() == [3]


def test_a_wrong_cell_count_says_both_numbers(formal: Table, names: MarketNames) -> None:
    (problem,) = read(f"{HEADER}\n2024-07,gabd\n", formal, names).problems
    assert problem.details == {"found": "2", "expected": "10"}


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("value", "NaN", "not_finite"),
        ("value", "inf", "not_finite"),
        ("value", "-Infinity", "not_finite"),
        ("value", "1e999", "not_finite"),
        ("value", "1,250", "number"),
        ("value", "1 250", "number"),
        ("value", "US$5", "number"),
        ("value", "1_000", "number"),
        ("value", "0x10", "number"),
        ("value", ".5", "number"),
        ("value", "-1", "too_small"),
        ("market", "Taftan", "market_unknown"),
        ("market", "Pishin", "market_ambiguous"),
        ("market", "", "required"),
        ("market", "   ", "required"),
        ("direction", "TWO_WAY", "not_in_list"),
        ("direction", "ir_to_pk", "not_in_list"),
        ("obs_status", "Z", "not_in_list"),
        ("period", "1403", "period_year_range"),
        ("period", "2024-13", "period_date"),
        ("period", "Mai 2024", "period_form"),
        ("period", "2024-07/2024-01", "period_span_order"),
        ("period", "2024-07/SH1403-05", "period_span_mixed"),
        ("source", "not an id", "pattern"),
    ],
)
def test_a_cell_out_of_form(
    formal: Table, names: MarketNames, column: str, value: str, code: str
) -> None:
    found = read(with_cell(column, value), formal, names)
    assert faults(found) == [(code, 2, 1, column)]
    assert found.problems[0].value == value


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("value", "۱۲۵۰٫۵".replace("٫", "."), 1250.5),
        ("value", "١٢٥٠", 1250.0),
        ("value", "1.5e3", 1500.0),
        ("value", "-0", 0.0),
        ("value", " 7 ", 7.0),
        ("period", "۲۰۲۴-۰۷", "2024-07"),
        ("period", "SH١٤٠٣-٠٥", "SH1403-05"),
        ("market", "ريمدان", "gabd"),
        ("market", "Kouhak", "chadgi"),
    ],
)
def test_a_cell_in_another_dress(
    formal: Table, names: MarketNames, column: str, text: str, value: object
) -> None:
    found = read(with_cell(column, text), formal, names)
    assert found.problems == ()
    assert found.frame.iloc[0][column] == value


def test_codes_are_kept_in_latin_digits(formal: Table, names: MarketNames) -> None:
    text = f"{HEADER},hs_code\n{ROW},۱۰۰۶\n{ROW},१००६\n"
    found = read(text, formal, names)
    assert found.frame["hs_code"].tolist() == ["1006"]
    assert faults(found) == [("pattern", 3, 2, "hs_code")]


def test_a_long_value_is_shown_in_part(formal: Table, names: MarketNames) -> None:
    (problem,) = read(with_cell("value", "9z" * 100), formal, names).problems
    assert problem.value == "9z" * 40


@pytest.mark.parametrize("digits", [19, 5000])
def test_a_whole_number_too_long_for_a_frame_is_refused(
    contract: Contract, names: MarketNames, digits: int
) -> None:
    text = f"id,corridor,seq,place,source\na,ITI,{'9' * digits},Quetta,RG60680\n"
    found = read(text, contract.tables["corridors"], names)
    assert faults(found) == [("integer", 2, 1, "seq")]


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2024", None),
        ("2024-05", None),
        ("2024-05-31", None),
        ("۲۰۲۴-۰۵-۳۱", None),
        ("2024-02-30", "date"),
        ("2023-02-29", "date"),
        ("2024-13", "pattern"),
        ("31.5.2024", "pattern"),
    ],
)
def test_dates_as_precise_as_their_source(
    contract: Contract, names: MarketNames, date: str, code: str | None
) -> None:
    text = f"id,date,scope,title,effect,source\nx,{date},border,A title,rule,TT1\n"
    found = read(text, contract.tables["events"], names)
    assert [p.code for p in found.problems] == ([code] if code else [])


def test_a_day_and_a_truth_out_of_form(contract: Contract, names: MarketNames) -> None:
    text = (
        "period,series,direction,value_usd,preferred,obs_status,evidence,source\n"
        "2024,wits,IR_TO_PK,5,yes,A,count,TT1\n2024,wits,IR_TO_PK,5,TRUE,A,count,TT1\n"
    )
    found = read(text, contract.tables["bilateral_trade"], names)
    assert faults(found) == [("not_in_list", 2, 1, "preferred")]
    assert found.frame["preferred"].tolist() == [True]
    text = "id,title,publisher,accessed\nTT1,A,B,2024-02-30\nTT2,A,B,2024-02-29\n"
    found = read(text, contract.tables["sources"], names)
    assert faults(found) == [("date", 2, 1, "accessed")]


PIECES = st.lists(
    st.sampled_from(
        [ROW, ROW.replace("100", "x"), f'{ROW}"a\nb"', f"{ROW},", f'{ROW}"x"y', "", ",,", "z"]
    ),
    max_size=12,
)


@given(PIECES)
def test_nothing_is_dropped_in_silence(
    formal: Table, names: MarketNames, pieces: list[str]
) -> None:
    found = read("\n".join([HEADER, *pieces]), formal, names)
    bad = {problem.record for problem in found.problems}
    good = list(found.records)
    assert not bad & set(good)
    assert {*good, *bad} == set(range(1, found.rows + 1))
    assert len(good) + len(bad) == found.rows
    # a row of nothing but commas and blanks is nobody's row
    assert found.rows == sum(1 for piece in pieces if piece.strip(" ,"))


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything(formal: Table, names: MarketNames, content: bytes) -> None:
    found = read(content, formal, names)
    assert found.problems or found.rows == len(found.frame)


@given(st.text(max_size=60))
def test_no_cell_raises_anything(formal: Table, names: MarketNames, text: str) -> None:
    for column in HEADER.split(","):
        found = read(with_cell(column, text), formal, names)
        assert found.problems or found.rows == len(found.frame)
