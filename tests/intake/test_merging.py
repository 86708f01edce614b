"""An upload and the table it joins, against a slow twin over plain rows."""

import csv
import hashlib
import io
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade.dataset import UPLOADED, Dataset, Table, from_file, provenance_of, read_table
from bordertrade.dataset.fingerprint import canonical
from bordertrade.dataset.keys import key_columns
from bordertrade.dataset.lineage import files, lines
from bordertrade.intake import (
    Because,
    Merge,
    Mode,
    check_file,
    merge,
    modes,
    suggested_mode,
    template,
)
from bordertrade.intake.merging import covered_by
from bordertrade.words import suspicions as words

Cells = dict[str, str]

UP = hashlib.sha256(b"").hexdigest()
#: What a file of bilateral_trade covers.
COVERED = ("period", "reporter", "series")


def written(frame: pd.DataFrame) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(frame.columns)
    writer.writerows([canonical(cell) for cell in row] for row in frame.itertuples(index=False))
    return text.getvalue().encode()


def rows_of(frame: pd.DataFrame) -> list[Cells]:
    return list(csv.DictReader(io.StringIO(written(frame).decode(), newline="")))


def frame_of(rows: list[Cells], table: Table, dataset: Dataset) -> pd.DataFrame:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, table.column_names)
    writer.writeheader()
    writer.writerows(rows)
    read = read_table(text.getvalue().encode(), table, dataset.names())
    assert not read.problems
    return read.frame


def join(dataset: Dataset, table: Table, rows: pd.DataFrame, mode: Mode) -> Merge:
    return merge(dataset, table, rows, mode, provenance_of("up.csv", b"", UPLOADED, len(rows)))


def uploadable(dataset: Dataset) -> list[Table]:
    return list(dataset.contract.uploadable())


@pytest.mark.parametrize("mode", Mode)
def test_a_table_downloaded_and_uploaded_again_changes_nothing(
    dataset: Dataset, mode: Mode
) -> None:
    for table in uploadable(dataset):
        if dataset[table.name].empty:
            continue  # a file without rows is refused: tests/exports/test_contract_csv.py
        content = written(dataset[table.name])
        report = check_file(content, table, dataset, date(2026, 11, 1))
        assert report.problems == (), table.name
        result = join(dataset, table, report.frame(), mode)
        assert (result.added, result.changed, result.removed) == (0, 0, 0), table.name
        assert result.unchanged == len(dataset[table.name])
        assert result.changes_nothing
        assert result.dataset is dataset
        assert result.difference.is_empty


def test_a_template_uploaded_as_it_is_changes_nothing_or_adds_its_row(dataset: Dataset) -> None:
    for table in uploadable(dataset):
        report = check_file(template(table, dataset), table, dataset)
        result = join(dataset, table, report.frame(), Mode.APPEND)
        filled = len(dataset[table.name]) > 0
        assert result.added == (0 if filled else len(report.frame())), table.name
        assert (result.changed, result.removed) == (0, 0)
        assert result.unchanged == len(dataset[table.name])


def slow_merge(
    before: list[Cells], upload: list[Cells], key: tuple[str, ...], mode: Mode
) -> tuple[list[Cells], dict[str, int]]:
    """Each old row in turn: replaced, removed, kept, or kept without being the preferred one."""
    counts = {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    after = []
    for old in before:
        rivals = [new for new in upload if all(new[name] == old[name] for name in key)]
        covered = any(all(new[name] == old[name] for name in COVERED) for new in upload)
        if not rivals and (mode is Mode.TABLE or (mode is Mode.PERIOD and covered)):
            counts["removed"] += 1
            continue
        stays = rivals[0] if rivals else old
        if not rivals:
            claimed = any(
                new["preferred"] == "true"
                and all(new[name] == old[name] for name in ("period", "reporter", "direction"))
                for new in upload
            )
            stays = old | {"preferred": "false"} if claimed else old
            after.append(stays)
        counts["unchanged" if stays == old else "changed"] += 1
    for new in upload:
        if not any(all(new[name] == old[name] for name in key) for old in before):
            counts["added"] += 1
        after.append(new)
    return after, counts


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 261),
        st.sampled_from(["value_usd", "note", "period", "series", "source", ""]),
        st.sampled_from(["1", "2", "3"]),
    ),
    max_size=8,
    unique_by=lambda change: change[0],
)
VALUES = {
    "value_usd": {"1": "1", "2": "2.5", "3": "3000000"},
    "note": {"1": "", "2": "a, note", "3": 'two\nlines "quoted"'},
    "period": {"1": "1991", "2": "SH1370", "3": "1991-01"},
    "series": {"1": "sbp", "2": "press", "3": "itc"},
    "source": {"1": "BONBAST", "2": "TGJU", "3": "IMF_ENDA"},
}


@given(CHANGES, st.sampled_from(Mode))
def test_a_merge_equals_its_slow_twin(
    dataset: Dataset, changes: list[tuple[int, str, str]], mode: Mode
) -> None:
    table = dataset.contract.tables["bilateral_trade"]
    before = rows_of(dataset["bilateral_trade"])
    key = key_columns(table)
    upload: list[Cells] = []
    for place, column, which in changes:
        row = before[place] | ({column: VALUES[column][which]} if column else {})
        if not any(all(row[name] == other[name] for name in key) for other in upload):
            upload.append(row)
    result = join(dataset, table, frame_of(upload, table, dataset), mode)
    after, counts = slow_merge(before, upload, key, mode)
    assert {name: getattr(result, name) for name in counts} == counts
    found = rows_of(result.dataset["bilateral_trade"])
    assert sorted(map(str, found)) == sorted(map(str, after))
    assert result.changes_nothing == (result.dataset.fingerprint == dataset.fingerprint)
    told = result.difference
    assert (told.added, told.changed, told.removed) == tuple(list(counts.values())[:3])


def test_a_preferred_figure_gives_way_to_an_uploaded_one(dataset: Dataset) -> None:
    table = dataset.contract.tables["bilateral_trade"]
    mine = "period == 'FY2024-25' and series in ('pk_moc', 'wits')"
    rows = rows_of(dataset["bilateral_trade"].query(mine))
    upload = frame_of(
        [row | {"series": "wits", "value_usd": "1300000000"} for row in rows], table, dataset
    )
    result = join(dataset, table, upload, Mode.APPEND)
    assert (result.added, result.changed, result.removed) == (1, 1, 0)
    after = result.dataset["bilateral_trade"].query(mine)
    assert sorted(zip(after["series"], after["preferred"], strict=True)) == [
        ("pk_moc", False),
        ("wits", True),
    ]


def test_an_upload_of_nothing(dataset: Dataset) -> None:
    table = dataset.contract.tables["events"]
    nothing = frame_of([], table, dataset)
    assert join(dataset, table, nothing, Mode.APPEND).changes_nothing
    emptied = join(dataset, table, nothing, Mode.TABLE)
    assert emptied.removed == len(dataset["events"])
    assert len(emptied.dataset["events"]) == 0


def test_the_data_set_before_stays_as_it_was(dataset: Dataset) -> None:
    table = dataset.contract.tables["events"]
    rows = dataset["events"].iloc[:1].assign(title="Another title")
    result = join(dataset, table, rows, Mode.APPEND)
    assert result.changed == 1
    assert "Another title" in set(result.dataset["events"]["title"])
    assert "Another title" not in set(dataset["events"]["title"])
    assert result.dataset.provenance["events"].file == "up.csv"


def lineage_of(frame: pd.DataFrame) -> dict[str, tuple[str, int]]:
    shown = map(str, rows_of(frame))
    return dict(zip(shown, zip(files(frame), lines(frame), strict=True), strict=True))


@given(CHANGES, st.sampled_from(Mode))
def test_rows_that_stay_keep_their_file_and_line(
    dataset: Dataset, changes: list[tuple[int, str, str]], mode: Mode
) -> None:
    table = dataset.contract.tables["bilateral_trade"]
    before = dataset["bilateral_trade"]
    upload: dict[tuple[str, ...], Cells] = {}
    for place, column, which in changes:
        row = rows_of(before.iloc[[place]])[0] | ({column: VALUES[column][which]} if column else {})
        upload.setdefault(tuple(row[name] for name in key_columns(table)), row)
    given_rows = frame_of(list(upload.values()), table, dataset)
    result = join(dataset, table, given_rows, mode)
    own, new = lineage_of(before), lineage_of(from_file(given_rows, UP))
    for text, where in lineage_of(result.dataset["bilateral_trade"]).items():
        gave_way = text.replace("'preferred': 'false'", "'preferred': 'true'")
        assert where == (own.get(text) or new.get(text) or own[gave_way])


def test_a_period_is_replaced_and_no_other(dataset: Dataset) -> None:
    table = dataset.contract.tables["commodity_trade"]
    before = dataset["commodity_trade"]
    first = before.iloc[0]
    alike = before[list(covered_by(table))].eq(first[list(covered_by(table))]).all(axis=1)
    assert 1 < alike.sum() < len(before)
    result = join(dataset, table, before.iloc[:1].assign(value_usd=1.0), Mode.PERIOD)
    assert (result.added, result.changed, result.removed) == (0, 1, int(alike.sum()) - 1)
    assert result.unchanged == len(before) - int(alike.sum())


def test_only_tables_with_periods_can_have_one_replaced(dataset: Dataset) -> None:
    tables = dataset.contract.tables
    assert modes(tables["formal_trade"]) == (Mode.APPEND, Mode.PERIOD, Mode.TABLE)
    assert modes(tables["events"]) == (Mode.APPEND, Mode.TABLE)
    assert covered_by(tables["exchange_rates"]) == ("period", "rate_type", "currency")
    assert covered_by(tables["formal_trade"]) == ("period", "market", "reporter")


def test_rows_keep_their_order_and_new_ones_follow(dataset: Dataset) -> None:
    table = dataset.contract.tables["events"]
    before = dataset["events"]
    upload = pd.concat([before.iloc[[5]].assign(id="new-one"), before.iloc[[3]].assign(note="x")])
    result = join(dataset, table, upload.set_axis([2, 3]), Mode.APPEND)
    after = result.dataset["events"]
    assert after["id"].tolist() == [*before["id"], "new-one"]
    assert after["note"].iloc[3] == "x"
    assert after.index.tolist()[3] == (UP, 3)
    assert after.index.tolist()[-1] == (UP, 2)
    assert UP in result.dataset.files


def test_a_mode_is_suggested_with_its_reason(dataset: Dataset) -> None:
    books, events = (dataset.contract.tables[n] for n in ("commodity_trade", "events"))
    before = dataset["commodity_trade"]
    fresh = before.iloc[:3].assign(period="1991")
    same = before[before["period"] == before["period"].iloc[0]]
    part = before.iloc[:2]
    nearly = dataset["events"].iloc[1:]
    found = [
        suggested_mode(dataset, books, fresh),
        suggested_mode(dataset, books, same),
        suggested_mode(dataset, books, part),
        suggested_mode(dataset, events, nearly),
        suggested_mode(dataset, events, dataset["events"]),
        suggested_mode(dataset, events, nearly.iloc[:0]),
    ]
    assert [(each.mode, each.because) for each in found] == [
        (Mode.APPEND, Because.NEW_PERIODS),
        (Mode.APPEND, Because.SAME_ROWS),
        (Mode.PERIOD, Because.OTHER_ROWS),
        (Mode.TABLE, Because.WHOLE_TABLE),
        (Mode.APPEND, Because.SAME_ROWS),
        (Mode.APPEND, Because.NEW_PERIODS),
    ]
    removed = [
        join(dataset, table, rows, each.mode).removed
        for table, rows, each in zip(
            (books, books, books, events), (fresh, same, part, nearly), found[:4], strict=True
        )
    ]
    assert removed == [each.rows for each in found[:4]]
    assert all(words.suggestion(each) for each in found)
