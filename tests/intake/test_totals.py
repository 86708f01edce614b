"""What a file says it comes to, and what enters."""

from __future__ import annotations

from bordertrade.dataset import Dataset
from bordertrade.intake.check_at_once import check_file
from bordertrade.intake.totals import FileTotals, totals_of
from bordertrade.words import problems, uploads
from tests.intake.office import CONTRACT_FILE, HEADER, ROW
from tests.tables import INFORMAL

MORE = ROW.replace("2025-07", "2025-08").replace("1250000", "750000")


def of(dataset: Dataset, content: str, name: str = "formal_trade") -> FileTotals:
    table = dataset.contract.tables[name]
    found = totals_of(check_file(content.encode(), table, dataset), table)
    assert found is not None
    return found


def test_a_file_without_totals_says_what_enters(dataset: Dataset) -> None:
    found = of(dataset, f"{CONTRACT_FILE}{MORE}\n")
    assert found == FileTotals({"USD": 2_000_000})
    assert uploads.totals(found) == "The rows that enter come to 2,000,000 USD."


def test_the_files_own_total_stands_beside_what_enters(dataset: Dataset) -> None:
    total = f"Total,,,,,2100000{',' * (HEADER.count(',') - 5)}"
    found = of(dataset, f"{CONTRACT_FILE}{MORE}\n{total}\n")
    assert (found.stated, found.line) == (2_100_000, 4)
    assert uploads.totals(found) == (
        "The file’s own total says 2,100,000 (line 4); the rows that enter come to 2,000,000 USD."
    )


def test_of_several_totals_the_largest_is_the_files(dataset: Dataset) -> None:
    part = f"Total,,,,,1250000{',' * (HEADER.count(',') - 5)}"
    whole = part.replace("1250000", "2000000")
    found = of(dataset, f"{CONTRACT_FILE}{part}\n{MORE}\n{whole}\n")
    assert (found.stated, found.line) == (2_000_000, 5)


def test_rows_that_hold_others_are_in_the_files_sum_and_do_not_enter(dataset: Dataset) -> None:
    header = HEADER.replace("commodity", "hs_code,commodity")
    rows = [ROW.replace("Dates", goods) for goods in ("27,Fuels", "2711,Gases")]
    found = of(dataset, "\n".join([header, *rows]) + "\n")
    assert uploads.totals(found) == (
        "With the rows that hold others the file comes to 2,500,000; the rows that enter come to "
        "1,250,000 USD."
    )


def test_moneys_are_not_added_to_each_other(dataset: Dataset) -> None:
    found = of(dataset, f"{CONTRACT_FILE}{MORE.replace('USD', 'PKR')}\n")
    assert uploads.totals(found) == "The rows that enter come to 750,000 PKR and 1,250,000 USD."


def test_of_ranges_both_ends_are_told(dataset: Dataset) -> None:
    row = INFORMAL | {"value_low": "1000", "value": "2000", "value_high": "5000"}
    alone = row | {"period": "2024-08", "value_low": "", "value_high": ""}
    names = tuple(row)
    lines = [",".join(names), *(",".join(each[name] for name in names) for each in (row, alone))]
    found = of(dataset, "\n".join(lines) + "\n", "informal_trade")
    assert (found.enters, found.ends) == ({"USD": 4000}, {"USD": (3000, 7000)})
    assert uploads.totals(found) == "The rows that enter come to 3,000 to 7,000 USD."


def test_what_is_not_known_hides_in_no_total(dataset: Dataset) -> None:
    unknown = MORE.replace("750000", "").replace(",A,", ",L,")
    found = of(dataset, f"{CONTRACT_FILE}{unknown}\n")
    assert found.unknown == 1
    assert uploads.totals(found) == (
        "The rows that enter come to at least 1,250,000 USD (the amount of 1 row is not known)."
    )
    assert uploads.totals(of(dataset, f"{HEADER}\n{unknown}\n")) == (
        "Nothing is known of what the rows that enter come to: none has an amount."
    )


def test_a_closed_border_is_known(dataset: Dataset) -> None:
    closed = MORE.replace("750000", "").replace(",A,", ",S,")
    found = of(dataset, f"{CONTRACT_FILE}{closed}\n")
    assert uploads.totals(found) == "The rows that enter come to 1,250,000 USD."
    found = of(dataset, f"{HEADER}\n{closed}\n")
    assert uploads.totals(found) == "No amount enters: the rows that are taken have none."


def test_parts_of_which_nothing_is_known_come_to_no_nought(dataset: Dataset) -> None:
    header = HEADER.replace("commodity", "hs_code,commodity")
    whole, part = (ROW.replace("Dates", goods) for goods in ("27,Fuels", "2711,Gases"))
    part = part.replace("1250000", "").replace(",A,", ",L,")
    table = dataset.contract.tables["formal_trade"]
    report = check_file(f"{header}\n{whole}\n{part}\n".encode(), table, dataset)
    (problem,) = report.problems
    assert problem.code == "row_of_others"
    assert "all rows together come to ≥ 1,250,000, without such rows to ?" in problems.reason(
        problem
    )
    totals = totals_of(report, table)
    assert totals is not None
    assert (totals.whole, totals.unknown) == (None, 1)


def test_what_is_counted_in_no_money_comes_to_none(dataset: Dataset) -> None:
    table = dataset.contract.tables["crossing_activity"]
    content = ",".join(table.column_names) + "\n"
    assert totals_of(check_file(content.encode(), table, dataset), table) is None


def test_a_table_without_amounts_adds_nothing_up(dataset: Dataset) -> None:
    table = dataset.contract.tables["sources"]
    content = ",".join(table.column_names) + "\n"
    assert totals_of(check_file(content.encode(), table, dataset), table) is None
