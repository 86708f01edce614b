"""What looks odd is said, with its line; what is ordinary is not. Each suspicion has its case."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import UPLOADED, Dataset, provenance_of
from bordertrade.intake import NEED_REASON, Mode, merge, seen_before, suspicions
from bordertrade.intake.suspicions import SUSPICIONS, Came, personal_headings
from bordertrade.intake.suspicions.personal import is_iranian_id, personal_kind
from bordertrade.problems import Problem
from bordertrade.words import problems as words
from tests.tables import FORMAL, INFORMAL, Row, added, read_rows, replaced

MARKETS = ("gabd", "mand", "chadgi")
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]


def history(**changes: str) -> list[Row]:
    """A year of three markets, both directions, that varies as trade does."""
    return [
        FORMAL
        | {
            "period": month,
            "market": market,
            "direction": direction,
            "value": str(size * (10 + place % 5) * 1000),
        }
        | changes
        for place, month in enumerate(MONTHS)
        for market in MARKETS
        for direction, size in (("IR_TO_PK", 100), ("PK_TO_IR", 4))
    ]


def next_month(**changes: str) -> list[Row]:
    """January 2025, like the December before it but not the same."""
    rows = [row | {"period": "2025-01"} for row in history() if row["period"] == "2024-12"]
    return [row | {"value": str(int(row["value"]) + 77)} | changes for row in rows]


@pytest.fixture(scope="module")
def base(dataset: Dataset) -> Dataset:
    return replaced(dataset, "formal_trade", *history())


def odd(
    base: Dataset, rows: list[Row], mode: Mode = Mode.APPEND, name: str = "formal_trade"
) -> list[Problem]:
    table = base.contract.tables[name]
    frame = read_rows(base, name, rows)
    made = merge(base, table, frame, mode, provenance_of("up.csv", b"up", UPLOADED, len(rows)))
    found = suspicions(base, table, frame, mode, made.dataset)
    for problem in found:
        assert words.sentence(problem)
        assert "{" not in words.sentence(problem)
    return list(found)


def told(found: list[Problem]) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in found]


def changed(rows: list[Row], place: int, **cells: str) -> list[Row]:
    return [row | cells if at == place else row for at, row in enumerate(rows)]


def test_an_ordinary_month_is_not_suspected(base: Dataset) -> None:
    assert odd(base, next_month()) == []


CASES: dict[str, tuple[Callable[[], list[Row]], list[tuple[str, int | None]]]] = {
    "a thousand times": (
        lambda: changed(next_month(), 2, value="1100000000"),
        [("value_far_from_history", 4)],
    ),
    "a thousandth": (
        lambda: changed(next_month(), 0, value="1100"),
        [("value_far_from_history", 2)],
    ),
    "a revision of a thousandth": (
        lambda: changed([row for row in history() if row["period"] == "2024-05"], 0, value="1400"),
        [("value_far_from_history", 2)],
    ),
    "twice as much": (lambda: changed(next_month(), 2, value="2400000"), []),
    "last month once more": (
        lambda: [r | {"period": "2025-01"} for r in history() if r["period"] == "2024-12"],
        [("period_repeated", 2)],
    ),
    "directions exchanged": (
        lambda: [
            row | {"direction": "PK_TO_IR" if row["direction"] == "IR_TO_PK" else "IR_TO_PK"}
            for row in next_month()
        ],
        [("direction_swapped", line) for line in (6, 2, 4)],
    ),
    "zeros for a quarter": (
        lambda: [
            row | {"period": period, "value": "0"} if row["market"] == "gabd" else row
            for period in ("2025-01", "2025-02", "2025-03")
            for row in next_month(period=period)
        ],
        [("zero_run", 2), ("zero_run", 3)],
    ),
    "one zero": (lambda: changed(next_month(), 0, value="0"), []),
    "a month left out": (
        lambda: next_month(period="2025-02"),
        [("missing_month", line) for line in (6, 7, 2, 3, 4, 5)],
    ),
    "a market left out": (
        lambda: [row for row in next_month() if row["market"] != "mand"],
        [("missing_market", None)] * 2,
    ),
    "a year far before": (
        lambda: [*next_month(), next_month(period="1925-01")[0]],
        [("long_before_series", 8)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_planted_oddity_is_said_and_nothing_else(base: Dataset, name: str) -> None:
    rows, expected = CASES[name]
    assert sorted(told(odd(base, rows())), key=str) == sorted(expected, key=str)


def test_rows_without_a_pair_of_directions_are_not_held_against_each_other(
    dataset: Dataset, base: Dataset
) -> None:
    one_way = [row for row in next_month() if row["direction"] == "IR_TO_PK"]
    codes = {problem.code for problem in odd(base, one_way)}
    assert "direction_swapped" not in codes
    closed = [row | {"value": "", "obs_status": "S"} for row in next_month()]
    assert odd(base, closed) == []
    assert odd(replaced(dataset, "formal_trade"), closed) == []


def test_tomans_given_as_rials(dataset: Dataset) -> None:
    base = replaced(dataset, "formal_trade", *history(currency="IRR"))
    month = next_month(currency="IRR")
    assert odd(base, month) == []
    tenth = [row | {"value": str(int(row["value"]) // 10)} for row in month]
    assert {code for code, _line in told(odd(base, tenth))} == {"rial_or_toman"}
    declared = [row | {"currency": "IRT"} for row in tenth]
    assert odd(base, declared) == [], "a toman is ten rials"


@pytest.mark.parametrize("name", ["formal_trade", "informal_trade"])
def test_rows_that_no_rate_turns_into_dollars_are_told_first(dataset: Dataset, name: str) -> None:
    form = FORMAL if name == "formal_trade" else INFORMAL
    rows = [
        form | {"period": "2027-07", "currency": "PKR"},
        form | {"period": "2027-06", "currency": "PKR", "market": "mand"},
        form | {"period": "2027-06", "currency": "PKR"},
        form | {"period": "2023-06", "currency": "PKR"},
        form | {"period": "2027-06", "market": "chadgi"},
        form | {"period": "2030-01", "currency": "IRT", "market": "mand"},
        form | {"period": "2027-05", "currency": "PKR", "value": "", "obs_status": "S"},
    ]
    irt, pkr = odd(dataset, rows, name=name)[:2]
    assert [each.code for each in (irt, pkr)] == ["no_exchange_rate"] * 2
    assert (irt.value, irt.expected, irt.details["rows"]) == ("IRT", ("2030-01",), "1")
    assert (pkr.value, pkr.expected, pkr.details["rows"]) == ("PKR", ("2027-06", "2027-07"), "3")
    assert not pkr.is_error
    assert "no_exchange_rate" not in NEED_REASON
    assert "PKR in 2027-06, 2027-07" in words.sentence(pkr)


def test_a_rate_that_comes_with_the_file_is_enough(dataset: Dataset) -> None:
    rupees = [FORMAL | {"period": "2025-06", "currency": "PKR"}]
    rate = {
        "id": "pkr-2025-06",
        "period": "2025-06",
        "currency": "PKR",
        "rate_type": "official",
        "lcu_per_usd": "282",
        "source": "IMF_ENDA",
    }
    assert odd(added(dataset, "exchange_rates", rate), rupees) == []
    known = added(dataset, "formal_trade", *rupees)
    assert odd(known, rupees) == [], "nothing is added or changed"


@pytest.mark.parametrize(
    ("cells", "is_told"),
    [
        ({"value": "5200000000000"}, True),
        ({"value": "1100000000"}, True),
        ({"value": "900000000"}, False),
        ({"value": "300000000", "market": "chadgi"}, True),
        ({"value": "900000000", "direction": "PK_TO_IR"}, True),
        ({"value": "2500000000", "period": "FY2024-25"}, True),
        ({"value": "2300000000", "period": "FY2024-25"}, False),
        ({"value": "4600000000", "period": "2023-01/2024-12"}, False),
        ({"value": "275000000000", "currency": "PKR", "period": "2023-06"}, False),
        ({"value": "5200000000000", "currency": "PKR", "period": "2023-06"}, True),
    ],
)
def test_without_history_a_market_is_held_against_the_whole_border(
    dataset: Dataset, cells: Row, *, is_told: bool
) -> None:
    found = odd(dataset, [FORMAL | {"period": "2025-06"} | cells])
    assert told(found) == ([("larger_than_border", 2)] if is_told else [])
    assert "larger_than_border" in NEED_REASON


def test_many_rows_of_one_period_are_held_against_it_together(dataset: Dataset) -> None:
    codes = [f"{code:02d}01" for code in range(1, 21)]
    rows = [FORMAL | {"hs_code": code, "value": "60000000"} for code in codes]
    assert told(odd(dataset, rows)) == [("larger_than_border", 2)]
    parted = [row | {"period": f"2024-{at % 2 + 7:02d}"} for at, row in enumerate(rows)]
    assert odd(dataset, parted) == []


def test_an_absurd_figure_in_the_record_makes_no_good_one_odd(dataset: Dataset) -> None:
    absurd = [FORMAL | {"period": month, "value": "5200000000000"} for month in MONTHS[:5]]
    base = replaced(dataset, "formal_trade", *absurd)
    good = [FORMAL | {"period": month, "value": "5200000"} for month in (*MONTHS, "2025-01")]
    assert odd(base, good) == [], "neither the absurd cells' corrections nor the new ones"
    assert "larger_than_border" in {
        each.code for each in odd(base, [absurd[0] | {"value": "5e12"}])
    }


def test_large_figures_are_written_out(base: Dataset) -> None:
    (problem,) = odd(base, changed(next_month(), 2, value="5200000000000"))
    assert problem.value == "5,200,000,000,000"
    assert problem.details["typical"] == "1,188,000"
    assert "e+" not in words.sentence(problem)


def test_ten_times_in_dollars_is_trade(base: Dataset) -> None:
    assert odd(base, changed(next_month(), 0, value="11000000")) == []


@pytest.mark.parametrize(
    ("mode", "rows", "expected"),
    [
        (Mode.TABLE, 43, ["fewer_rows"]),
        (Mode.TABLE, 44, []),
        (Mode.APPEND, 3, []),
        (Mode.PERIOD, 3, []),
    ],
)
def test_a_file_with_far_fewer_rows(
    base: Dataset, mode: Mode, rows: int, expected: list[str]
) -> None:
    assert [problem.code for problem in odd(base, history()[:rows], mode)] == expected


@pytest.mark.parametrize(
    ("there", "kept", "expected"),
    [
        (1, 0, []),
        (2, 2, []),
        (2, 1, ["fewer_rows"]),
        (3, 2, []),
        (4, 2, ["fewer_rows"]),
        (9, 5, []),
        (9, 4, ["fewer_rows"]),
        (2, 0, ["fewer_rows"]),
    ],
)
def test_half_of_a_small_table_does_not_go_without_a_word(
    dataset: Dataset, there: int, kept: int, expected: list[str]
) -> None:
    rows = history()[:there]
    base = replaced(dataset, "formal_trade", *rows)
    found = odd(base, rows[:kept], Mode.TABLE)
    assert [problem.code for problem in found] == expected
    added_to = odd(base, next_month()[:kept], Mode.APPEND)
    assert "fewer_rows" not in {problem.code for problem in added_to}


def test_other_rows_in_the_place_of_a_small_table(dataset: Dataset) -> None:
    rows = history()[:4]
    base = replaced(dataset, "formal_trade", *rows)
    others = [row | {"period": "2024-02"} for row in rows]
    assert "fewer_rows" in {problem.code for problem in odd(base, others[:3], Mode.TABLE)}
    assert "fewer_rows" not in {problem.code for problem in odd(base, others, Mode.TABLE)}


def test_a_price_that_cannot_be(dataset: Dataset) -> None:
    goods = {"hs_code": "2711", "quantity": "1000", "unit": "t"}
    base = replaced(dataset, "formal_trade", *history(**goods))
    month = [row | goods for row in next_month()]
    assert odd(base, month) == []
    kilograms = changed(month, 0, quantity="1000000")
    assert told(odd(base, kilograms)) == [("unit_value_far", 2)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Paid by 35202-1234567-1 at the gate", "cnic"),
        ("۳۵۲۰۲-۱۲۳۴۵۶۷-۱", "cnic"),
        ("کد ملی ۰۰۸۴۵۷۵۹۴۸", "national_id"),
        ("Call 0301-234 5678", "phone"),
        ("0912 345 6789", "phone"),
        ("+98 912 345 6789", "phone"),
        ("mail to ali.k@example.org please", "email"),
        ("Passport no. AB1234567", "passport"),
        ("source BR40282284, 12 trucks", ""),
        ("DT1181441", ""),
        ("1,234,567,890 rials in 2024", ""),
        ("HS 8471300000", ""),
        ("0084575949", ""),
        ("1111111111", ""),
        ("2021-04-21 to 2023-05-18", ""),
    ],
)
def test_what_points_to_a_person(text: str, kind: str) -> None:
    assert personal_kind(text) == kind


def test_a_personal_cell_blocks_and_is_not_repeated(base: Dataset) -> None:
    rows = changed(next_month(), 1, note="Haji X, 35202-1234567-1")
    (problem,) = odd(base, rows)
    assert (problem.code, problem.line, problem.column) == ("personal_data", 3, "note")
    assert problem.is_error
    assert problem.value is None
    assert "35202" not in words.sentence(problem)


@given(st.integers(0, 999_999_999))
def test_the_check_digit_of_a_national_id_is_one_of_ten(number: int) -> None:
    body = f"{number:09d}"
    valid = [last for last in range(10) if is_iranian_id(f"{body}{last}")]
    assert len(valid) == 1 or len(set(body)) == 1


@pytest.mark.parametrize(
    "heading",
    [
        *("CNIC", "Mobile No.", "Name of Trader", "driver_name", "E-mail", "Father's Name"),
        *("شناختی کارڈ نمبر", "كد ملي", "نام\u200cخانوادگی", "تلفن همراه"),
    ],
)
def test_headings_that_promise_persons(dataset: Dataset, heading: str) -> None:
    table = dataset.contract.tables["formal_trade"]
    (problem,) = personal_headings(table, ["period", heading, "value"])
    assert problem.is_error
    assert problem.value == heading
    assert heading in words.sentence(problem)


@pytest.mark.parametrize("heading", ["name", "commodity", "said_by", "Phoney goods", "نام کالا"])
def test_headings_about_goods_and_places_are_none(dataset: Dataset, heading: str) -> None:
    assert personal_headings(dataset.contract.tables["formal_trade"], [heading]) == ()


def test_no_column_of_the_contract_is_personal(dataset: Dataset) -> None:
    for table in dataset.contract.tables.values():
        headings = [*table.column_names, *(column.title for column in table.columns)]
        assert personal_headings(table, headings) == ()


def test_a_file_that_came_before(dataset: Dataset) -> None:
    table = dataset.contract.tables["formal_trade"]
    assert seen_before(table, "ab" * 32, {}) == ()
    (problem,) = seen_before(table, "ab" * 32, {"ab" * 32: Came("0123456789 (revision 4)")})
    assert problem.code in NEED_REASON
    assert "revision 4" in words.sentence(problem)


def test_a_file_that_was_taken_back_needs_no_reason(dataset: Dataset) -> None:
    came = Came("0123456789 (revision 4)", undone_in=5)
    table = dataset.contract.tables["formal_trade"]
    (problem,) = seen_before(table, "ab" * 32, {"ab" * 32: came})
    assert problem.code == "file_undone_before"
    assert problem.code not in NEED_REASON
    assert "taken back in revision 5" in words.sentence(problem)


@pytest.mark.parametrize("mode", Mode)
def test_the_shipped_tables_are_not_suspected_of_anything(dataset: Dataset, mode: Mode) -> None:
    for table in dataset.contract.uploadable():
        frame = dataset[table.name]
        made = merge(dataset, table, frame, mode, provenance_of("u", b"u", UPLOADED, 0))
        assert suspicions(dataset, table, frame, mode, made.dataset) == (), table.name


def test_a_code_of_no_chapter(base: Dataset) -> None:
    codes = ("0804", "77", "770100", "9701", "9901", "00", "0101")
    rows = [FORMAL | {"period": "2025-01", "hs_code": code} for code in codes]
    found = [each for each in odd(base, rows) if each.code == "unknown_chapter"]
    assert [(each.line, each.value) for each in found] == [(3, "77"), (4, "770100"), (7, "00")]


def test_nothing_in_an_empty_record_is_measured_by_history(dataset: Dataset) -> None:
    empty = replaced(dataset, "formal_trade")
    assert odd(empty, history()) == []


def test_every_suspicion_has_words() -> None:
    assert set(NEED_REASON) <= words.codes()
    assert len(SUSPICIONS) == 16


def test_many_findings_are_counted_and_the_first_told(base: Dataset) -> None:
    frame = read_rows(base, "formal_trade", next_month())
    many = pd.concat([frame.assign(hs_code=f"{code:04d}") for code in range(1000, 1300)])
    many = many.assign(note="write to a@b.org").set_axis(range(2, len(many) + 2))
    table = base.contract.tables["formal_trade"]
    found = suspicions(base, table, many, Mode.APPEND, base)
    personal = [problem for problem in found if problem.code == "personal_data"]
    assert len(personal) == 1000
    assert personal[0].details["count"] == str(len(many)) == "1800"
