"""Names of goods that differ only in spelling are one: in a file, beside the record, in units."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import UPLOADED, Dataset, provenance_of
from bordertrade.dataset.goods import spelled
from bordertrade.intake import Merge, Mode, check_file, merge, suggested_mode, suspicions
from tests.tables import FORMAL, Row, read_rows, replaced

TODAY = date(2026, 11, 24)

ALIKE = [
    ("Rice", "RICE", " rice ", "Ri ce", "ｒｉｃｅ", "Rice\u200f"),
    ("یخچال", "يخچال", "یـخچال", "یخ‌چال"),
    ("کشمش", "كشمش", "ڪشمش"),
    ("Pétrole", "Petrole", "PÉTROLE", "Pe\u0301trole"),
    ("Diesel 10", "diesel ۱۰", "DIESEL-10", "Diesel ١٠"),
    ("چای", "چاي", "چای\u064b"),
    ("Straße", "STRASSE", "strasse"),
]
UNLIKE = [
    ("Rice", "Mice"),
    ("Diesel 1.5%", "Diesel 15%"),
    ("Size 1,5", "Size 15"),
    ("A 1-2", "A 12"),
    ("پیاز", "پیازچه"),
    ("---", "///"),
    ("", "Rice"),
]


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_a_name_is_the_same_however_it_is_spelled(names: tuple[str, ...]) -> None:
    assert len(set(map(spelled, names))) == 1


@pytest.mark.parametrize("names", UNLIKE, ids=lambda names: names[0])
def test_other_names_stay_apart(names: tuple[str, str]) -> None:
    assert spelled(names[0]) != spelled(names[1])


@given(st.text(max_size=30))
def test_blanks_around_a_name_do_not_tell_it_from_another(name: str) -> None:
    assert spelled(f" {name} ") == spelled(name)


HEADER = "period,market,reporter,direction,hs_code,commodity,value,currency,quantity,unit,obs_status,evidence,source\n"


def file_of(*goods: str, value: int = 100) -> bytes:
    rows = (
        f"2024-07,gabd,PK,IR_TO_PK,,{each},{value},USD,5,t,A,count,BR40282284\n" for each in goods
    )
    return (HEADER + "".join(rows)).encode()


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_a_repeat_in_another_spelling_is_a_repeat(dataset: Dataset, names: tuple[str, ...]) -> None:
    table = dataset.contract.tables["formal_trade"]
    report = check_file(file_of(*names[:2]), table, dataset, TODAY)
    assert [(each.line, each.code) for each in report.problems] == [(3, "duplicate_row")]
    assert report.accepted == 1


def joined(base: Dataset, *rows: Row) -> Merge:
    table, frame = base.contract.tables["formal_trade"], read_rows(base, "formal_trade", rows)
    origin = provenance_of("up.csv", b"up", UPLOADED, len(rows))
    return merge(base, table, frame, Mode.APPEND, origin)


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_an_upload_that_differs_only_in_spelling_changes_nothing(
    dataset: Dataset, names: tuple[str, ...]
) -> None:
    base = replaced(dataset, "formal_trade", FORMAL | {"commodity": names[0]})
    for name in names[1:]:
        row = FORMAL | {"commodity": name}
        done = joined(base, row)
        assert done.changes_nothing
        assert done.dataset.fingerprint == base.fingerprint
        frame = read_rows(base, "formal_trade", [row])
        table = base.contract.tables["formal_trade"]
        assert suggested_mode(base, table, frame).rows == 0
        assert suspicions(base, table, frame, Mode.APPEND, done.dataset) == ()


def test_a_figure_in_another_spelling_takes_the_place_of_the_old_one(dataset: Dataset) -> None:
    base = replaced(dataset, "formal_trade", FORMAL | {"commodity": "برنج كهنه"})
    done = joined(base, FORMAL | {"commodity": "برنج کهنه", "value": "200"})
    assert (done.added, done.changed, done.removed) == (0, 1, 0)
    assert done.dataset["formal_trade"]["commodity"].tolist() == ["برنج كهنه"]


def test_new_goods_of_one_file_are_one_kind(dataset: Dataset) -> None:
    base = replaced(dataset, "formal_trade")
    rows = [FORMAL | {"period": f"2024-0{at}", "commodity": n} for at, n in enumerate(ALIKE[0], 1)]
    done = joined(base, *rows)
    assert set(done.dataset["formal_trade"]["commodity"]) == {"Rice"}
    assert done.dataset.cube[~done.dataset.cube["modelled"].astype(bool)]["goods"].nunique() == 1


def test_a_unit_is_held_against_goods_in_another_spelling(dataset: Dataset) -> None:
    table = dataset.contract.tables["formal_trade"]
    content = file_of("Rice", "rice ").decode().replace("2024-07,gabd", "2024-08,gabd", 1)
    content = content[: content.rindex(",t,")] + ",kg," + content[content.rindex(",t,") + 3 :]
    report = check_file(content.encode(), table, dataset, TODAY)
    assert [(each.line, each.code) for each in report.problems] == [(3, "unit_changes")]
