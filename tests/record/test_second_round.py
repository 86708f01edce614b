"""Every figure that was brought for the second release of the record is in it, or is listed.

``second/NAME.csv`` is what was brought, as it was brought. ``entered/NAME.csv`` says of each of its
rows where it stands: ``row`` counts from 1 below the header, ``table`` and ``key`` name one row of
the record ("id=x", or several columns joined by "~"), ``column`` the cell with the figure. Where
the record writes it otherwise, ``stands_as`` is what it writes and ``why`` the reason; a row
without ``column`` only confirms what the record has, which ``why`` then says. ``source`` names the
record's source where it is not the page brought, again with ``why``. ``left_out/NAME.csv``
has one reason a row for the rest.

To add a file: put it into ``second`` and its lists into the other two; nothing else.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "data"
BROUGHT = sorted(path.stem for path in (HERE / "second").glob("*.csv"))
Row = dict[str, str]
#: Columns of a range, by the column of its figure.
_ENDS = {
    "value": ("value_low", "value_high"),
    "value_usd": ("value_low_usd", "value_high_usd"),
    "central": ("low", "high"),
    "price": ("price_low", "price_high"),
}


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache
def record(table: str) -> tuple[Row, ...]:
    return tuple(read(DATA / f"{table}.csv"))


def entered(name: str) -> Iterator[tuple[Row, Row]]:
    """Each brought row that is in the record, with what is said of where it stands."""
    brought = read(HERE / "second" / f"{name}.csv")
    for place in read(HERE / "entered" / f"{name}.csv"):
        yield brought[int(place["row"]) - 1], place


def found(place: Row) -> Row:
    """The one row of the record that a place names."""
    wanted = dict(part.split("=", 1) for part in place["key"].split("~"))
    (row,) = [row for row in record(place["table"]) if wanted.items() <= row.items()]
    return row


def same(first: str, second: str) -> bool:
    """Whether two cells say the same: as numbers, else as texts."""
    try:
        return float(first) == float(second)
    except ValueError:
        return first == second


def page(url: str) -> str:
    """An address without what does not change where it leads."""
    parts = urlsplit(unquote(url.strip()))
    path = "/".join(part for part in parts.path.split("/") if part not in ("", "amp", "feeds"))
    return f"{parts.netloc.removeprefix('www.')}/{path}?{parts.query}".casefold()


@lru_cache
def address(source: str) -> str:
    (row,) = [row for row in record("sources") if row["id"] == source]
    return page(row["url"])


def read_at(url: str) -> set[str]:
    """The sources of the record that lead to an address, or to the article of its number."""
    return {row["id"] for row in record("sources") if leads(row["url"], url)}


def leads(ours: str, theirs: str) -> bool:
    first, second = page(ours), page(theirs)
    shorter, longer = sorted((first.rstrip("?"), second.rstrip("?")), key=len)
    return first == second or (bool(shorter) and longer.startswith(f"{shorter}/"))


def names(row: Row) -> set[str]:
    return {row.get("source", ""), *row.get("more_sources", "").split("~")} - {""}


@pytest.mark.parametrize("name", BROUGHT)
def test_every_row_is_in_the_record_or_in_the_list(name: str) -> None:
    count = len(read(HERE / "second" / f"{name}.csv"))
    inside = {int(place["row"]) for _row, place in entered(name)}
    outside = Counter(int(row["row"]) for row in read(HERE / "left_out" / f"{name}.csv"))
    assert set(outside.values()) <= {1}
    assert not inside & outside.keys()
    assert inside | outside.keys() == set(range(1, count + 1))


@pytest.mark.parametrize("name", BROUGHT)
def test_what_was_left_out_has_a_reason(name: str) -> None:
    for row in read(HERE / "left_out" / f"{name}.csv"):
        assert len(row["reason"].split()) >= 3, row


@pytest.mark.parametrize("name", BROUGHT)
def test_a_figure_stands_in_the_record_as_it_was_brought(name: str) -> None:
    for brought, place in entered(name):
        row, column = found(place), place["column"]
        if not column or place["stands_as"]:
            assert len(place["why"].split()) >= 3, place
        if column:
            expected = place["stands_as"] or brought.get("value", "")
            assert same(row[column], expected), (place, row)


@pytest.mark.parametrize("name", BROUGHT)
def test_a_range_stands_in_the_record_as_it_was_brought(name: str) -> None:
    for brought, place in entered(name):
        ends = _ENDS.get(place["column"], ())
        row = found(place)
        for end, column in zip(("low", "high"), ends, strict=False):
            if brought.get(end) and column in row and not place["stands_as"]:
                assert same(row[column], brought[end]), (place, row)


@pytest.mark.parametrize("name", BROUGHT)
def test_a_figure_has_the_source_that_it_was_brought_with(name: str) -> None:
    for brought, place in entered(name):
        own = names(found(place))
        if place.get("source"):
            assert place["source"] in own, place
            assert len(place["why"].split()) >= 3, place
        elif brought.get("url"):
            assert own & read_at(brought["url"]), (place, brought["url"])
