"""Wide tables of ITC Trade Map and the Pakistan Bureau of Statistics: known, asked about, read once."""

from __future__ import annotations

import pytest

from bordertrade.dataset import Dataset
from bordertrade.intake.check_at_once import check_file
from bordertrade.intake.declaration import Declaration
from bordertrade.intake.understanding import Understanding
from bordertrade.words import questions as question_words
from tests.intake.books import one
from tests.intake.office import Looks
from tests.intake.published_tables import ALONE, FILLS, ITC, PBS, TABLES

GOODS = ("period", "reporter", "direction", "code", "value_usd", "quantity")


def understood(look: Looks, content: str | bytes, answers: dict[str, str]) -> Understanding:
    return look(content, declared=Declaration().declare(answered=answers))


def taken(
    look: Looks, dataset: Dataset, content: str | bytes, answers: dict[str, str]
) -> list[tuple[object, ...]]:
    found = understood(look, content, answers)
    assert found.questions == ()
    table = dataset.contract.tables[found.tables[0]]
    given = {**found.declaration.fills}
    fills = {name: text for name, text in FILLS.items() if name in table and name not in given}
    columns = {*found.declaration.columns}
    fills = {name: text for name, text in fills.items() if name not in columns}
    declared = Declaration().declare(answered=answers, fills=fills)
    raw = content.encode() if isinstance(content, str) else content
    frame = check_file(raw, table, dataset, declared=declared).frame()
    frame = frame.assign(**{name: "" for name in GOODS if name not in frame})
    rows = frame[list(GOODS)].itertuples(name=None)
    return [
        tuple(None if cell in ("", None) or cell != cell else cell for cell in row) for row in rows
    ]


def awaited(name: str) -> list[tuple[object, ...]]:
    return [tuple(None if cell == "" else cell for cell in row) for row in TABLES[name][3]]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("is_book", [False, True], ids=["csv", "xlsx"])
def test_a_published_table_is_known_and_read(
    look: Looks, dataset: Dataset, name: str, is_book: bool
) -> None:
    text, answers, table, _rows = TABLES[name]
    content: str | bytes = text
    if is_book:
        mark = "\t" if "\t" in text else ","
        lines = [_cells(line, mark) for line in text.split("\n")[:-1]]
        content = one([[cell or None for cell in line] for line in lines])
    asked = look(content).questions
    assert [each.id for each in asked] == list(answers)
    assert "{" not in question_words.sentence(asked[0])
    assert understood(look, content, answers).tables[0] == table
    assert taken(look, dataset, content, answers) == awaited(name)


def _cells(line: str, mark: str) -> list[str]:
    import csv

    return next(csv.reader([line], delimiter=mark), [])


def test_what_is_left_out_is_told(look: Looks) -> None:
    text, answers = TABLES["Trade Map, years"][:2]
    notes = understood(look, text, answers).notes
    assert [n.value for n in notes if n.code == "other_column"] == [
        "Iran, Islamic Republic of's exports to world: Value in 2024"
    ]


def test_the_row_of_all_goods_is_kept_out_and_counted(look: Looks, dataset: Dataset) -> None:
    text, answers = TABLES["Trade Map, years"][:2]
    fills = {"obs_status": "A", "evidence": "count", "source": "BR40282284"}
    declared = Declaration().declare(answered=answers, fills=fills)
    table = dataset.contract.tables["commodity_trade"]
    report = check_file(text.encode(), table, dataset, declared=declared)
    (note,) = (each for each in report.problems if each.code == "rows_kept_out")
    assert (note.value, note.details["found"]) == ("'TOTAL", "2")
    assert [p.details.get("hint") for p in report.problems if p.code == "cell_count"] == ["footer"]


def test_a_scale_that_no_title_says_is_chosen(look: Looks, dataset: Dataset) -> None:
    text = TABLES["Trade Map, years"][0].replace("Unit : US Dollar thousand", "")
    (question,) = look(text).questions
    assert [each.key for each in question.answers] == ["take", "take_as_written", "by_hand"]
    values = [taken(look, dataset, text, {ITC: key})[0][5] for key in ("take", "take_as_written")]
    assert values == [812_000_000, 812_000]


def test_euros_are_asked_about(look: Looks) -> None:
    text = TABLES["Trade Map, years"][0].replace("US Dollar thousand", "Euro thousand")
    found = understood(look, text, {ITC: "take"})
    (question,) = found.questions
    assert (question.code, question.answers[0].key) == ("currency_line", "leave_out")


def test_a_table_without_a_partner_is_not_taken_unasked(look: Looks) -> None:
    text = TABLES["PBS, goods with the period in the title"][0]
    (question,) = look(text).questions
    assert (question.id, question.answers[0].key) == (ALONE, "leave_out")
    left = understood(look, text, {ALONE: "leave_out"})
    assert "value_usd" not in left.declaration.columns
    listed = "List of products imported by Pakistan\t\t\nCode\tProduct label\tImported value in 2024\n'27\tFuels\t5\n"
    (question,) = look(listed).questions
    assert question.id == "partner_unsaid:ITC Trade Map"


def test_provisional_figures_have_their_status(look: Looks, dataset: Dataset) -> None:
    text, answers = TABLES["PBS, goods by month"][:2]
    found = understood(look, text, answers)
    assert {row[3:5] for row in found.sample} >= {("2024-05", "P"), ("2024-04", "A")}
    text, answers = TABLES["PBS, countries by fiscal year"][:2]
    assert understood(look, text, answers).declaration.fills["obs_status"] == "P"


@pytest.mark.parametrize("question", [ITC, PBS])
def test_a_person_can_name_the_columns(look: Looks, question: str) -> None:
    name = "Trade Map, years" if question == ITC else "PBS, exports beside imports"
    found = understood(look, TABLES[name][0], {question: "by_hand"})
    assert question not in [each.id for each in found.questions]
    assert found.declaration.fills == {}
    assert found.header[0] in TABLES[name][0]


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan Bureau of Statistics\nMonth,Commodity,Value (US$ thousand)\n2024-05,Rice,5\n",
        "Month,Market,Commodity,Value (Rs),Value (US$)\n2024-05,Gabd,Rice,5,6\n",
        "Product,Code,Value in 2024,Quantity in 2024\nRice,1006,5,6\n",
    ],
)
def test_other_files_are_no_published_table(look: Looks, text: str) -> None:
    codes = {each.code for each in look(text).questions}
    assert not codes & {"known_export", "partner_unsaid"}
