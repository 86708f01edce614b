"""Each check of the registry has a file that breaks exactly its rule."""

from datetime import date
from pathlib import Path

import pytest

from bordertrade.dataset import Dataset
from bordertrade.dataset.keys import key_columns
from bordertrade.intake import CHECKS, CheckReport, check_file, template
from bordertrade.problems import Severity
from bordertrade.words import problems as words

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TODAY = date(2026, 11, 1)
#: Where a check's code is not its name.
CODES = {"unknown_further_source": "unknown_reference", "value_expected": "value_missing"}
HEADER = "period,market,reporter,direction,value,currency,obs_status,evidence,source\n"
ROW = "2024-07,gabd,PK,IR_TO_PK,5,USD,A,count,BR40282284\n"


def sample(name: str) -> Path:
    (path,) = SAMPLES.glob(f"bad/*/{name}.csv")
    return path


def check(dataset: Dataset, table: str, content: str | bytes) -> CheckReport:
    data = content.encode() if isinstance(content, str) else content
    return check_file(data, dataset.contract.tables[table], dataset, TODAY)


def codes(report: CheckReport) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.line, problem.column) for problem in report.problems]


@pytest.mark.parametrize("name", CHECKS)
def test_a_bad_file_breaks_exactly_one_rule(
    dataset: Dataset, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample(name)
    report = check(dataset, path.parent.name, path.read_bytes())
    assert [problem.code for problem in report.problems] == [CODES.get(name, name)]
    (problem,) = report.problems
    assert problem.table == path.parent.name
    assert problem.column in dataset.contract.tables[problem.table]
    assert words.sentence(problem)
    assert problem.line not in report.frame().index
    assert len(report.frame()) == report.rows - 1
    monkeypatch.delitem(CHECKS, name)
    assert check(dataset, path.parent.name, path.read_bytes()).is_clean


def test_every_sample_belongs_to_a_check() -> None:
    assert {path.stem for path in SAMPLES.glob("bad/*/*.csv")} == set(CHECKS)


def test_a_clean_file(dataset: Dataset) -> None:
    report = check(dataset, "formal_trade", (SAMPLES / "clean_formal_trade.csv").read_bytes())
    assert codes(report) == []
    assert report.is_clean
    assert report.rows == len(report.frame()) == 4
    assert report.frame()["market"].tolist() == ["gabd", "chadgi", "mand", "mand"]
    assert report.frame()["value"].tolist()[:2] == [1e6, 250_000]
    assert report.frame().index.tolist() == [2, 4, 5, 6]


def test_faults_of_form_and_of_rule_stand_in_order_of_lines(dataset: Dataset) -> None:
    text = HEADER + ROW + ROW.replace("5,USD", "x,USD") + ROW + ROW.replace("gabd", "mand")
    report = check(dataset, "formal_trade", text)
    assert codes(report) == [("number", 3, "value"), ("duplicate_row", 4, "period")]
    assert (report.rows, report.frame().index.tolist()) == (4, [2, 5])


def test_a_repeated_row_names_the_first(dataset: Dataset) -> None:
    blank, problem = check(dataset, "formal_trade", HEADER + ROW + "\n" + ROW).problems
    assert (blank.code, blank.line, blank.severity) == ("blank_lines", 3, Severity.WARNING)
    assert (problem.line, problem.record, problem.expected) == (4, 2, ("2",))
    assert problem.value == "2024-07, gabd, PK, IR_TO_PK"


@pytest.mark.parametrize("status", ["S", "L", "M"])
def test_a_value_that_its_status_denies(dataset: Dataset, status: str) -> None:
    text = HEADER + ROW.replace(",A,", f",{status},")
    assert codes(check(dataset, "formal_trade", text)) == [("value_but_absent", 2, "value")]
    assert check(dataset, "formal_trade", text.replace(",5,", ",,")).is_clean


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("1,2,3", []),
        ("2,2,2", []),
        (",2,", []),
        ("1,3,2", ["range_order"]),
        ("3,2,1", ["range_order"]),
        ("1,,3", ["range_incomplete"]),
        ("1,,", ["range_incomplete"]),
        (",,3", ["range_incomplete"]),
        (",2,3", ["range_incomplete"]),
        ("3,,1", ["range_order", "range_incomplete"]),
        ("2,1,", ["range_order", "range_incomplete"]),
    ],
)
def test_a_range_is_whole_and_in_order(dataset: Dataset, ends: str, expected: list[str]) -> None:
    text = (
        "period,market,direction,value_low,value,value_high,currency,method,obs_status,evidence,"
        f"source\n2024-07,mand,IR_TO_PK,{ends},USD,asked,E,sample,PNG_GWADAR\n"
    )
    report = check(dataset, "informal_trade", text)
    assert codes(report) == [(code, 2, "value_low") for code in expected]
    assert report.is_clean == (not expected)


def test_ids_of_the_same_file_are_known(dataset: Dataset) -> None:
    text = (
        "id,period,scope,commodity,measures,central,unit,method,repeats,obs_status,evidence,source\n"
        "b,2024,x,fuel,volume,5,l,m,a,A,press,PMM2024\na,2024,x,fuel,volume,5,l,m,,A,press,PMM2024\n"
    )
    assert check(dataset, "informal_estimates", text).is_clean
    lost = check(dataset, "informal_estimates", text.replace(",m,a,", ",m,z,"))
    assert codes(lost) == [("unknown_reference", 2, "repeats")]
    assert lost.problems[0].expected == ("informal_estimates",)


def test_a_modelled_figure_enters_no_total(dataset: Dataset) -> None:
    text = (
        "period,reporter,series,direction,value_usd,preferred,obs_status,evidence,source\n"
        "FY2025-26,PK,pk_moc,IR_TO_PK,5,true,E,model,JOURNALIST2025\n"
    )
    assert codes(check(dataset, "bilateral_trade", text)) == [("modelled_evidence", 2, "evidence")]


@pytest.mark.parametrize(("today", "clean"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True)])
def test_a_period_may_have_begun_today(dataset: Dataset, today: date, clean: bool) -> None:
    table = dataset.contract.tables["formal_trade"]
    assert check_file((HEADER + ROW).encode(), table, dataset, today).is_clean == clean


def test_a_file_with_a_faulty_header_is_not_checked_further(dataset: Dataset) -> None:
    report = check(dataset, "formal_trade", HEADER.replace("evidence", "elsewhere") + ROW)
    assert {problem.code for problem in report.problems} == {"column_missing"}
    assert (report.rows, len(report.frame())) == (0, 0)


def uploadable(dataset: Dataset) -> list[str]:
    return [table.name for table in dataset.contract.uploadable()]


def test_templates_check_clean(dataset: Dataset) -> None:
    for name in uploadable(dataset):
        table = dataset.contract.tables[name]
        content = template(table, dataset)
        assert content.startswith(b"\xef\xbb\xbf")
        header = content.decode("utf-8-sig").splitlines()[0]
        assert header == ",".join(table.column_names)
        report = check_file(content, table, dataset, TODAY)
        made_up = [] if len(dataset[name]) else [("unknown_reference", 2, "source")]
        assert (name, codes(report)) == (name, made_up)
        assert report.rows == max(1, min(3, len(dataset[name])))


def test_keys_hold_no_measurement(dataset: Dataset) -> None:
    tables = dataset.contract.tables
    assert key_columns(tables["events"]) == ("id",)
    assert key_columns(tables["formal_trade"]) == (
        "period",
        "market",
        "reporter",
        "direction",
        "hs_code",
        "commodity",
    )
    assert "source" in key_columns(tables["bilateral_trade"])
    for name in uploadable(dataset):
        assert set(key_columns(tables[name])) <= set(tables[name].column_names)


def test_a_total_is_told_as_people_write_sums(dataset: Dataset) -> None:
    path = SAMPLES.parent / "catalogue" / "083-totals-rows.csv"
    report = check(dataset, "formal_trade", path.read_bytes())
    told = [words.fix(problem) for problem in report.problems]
    assert "agrees with the sum of the rows, 2,602,000;" in told[0]
    assert "It says 9,999,999, but the rows make 2,602,000:" in told[2]
