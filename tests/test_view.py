"""The link is the view: there and back, nothing for defaults, never an error."""

from dataclasses import fields, replace
from itertools import combinations
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bordertrade import view as views
from bordertrade.calendars import Calendar
from bordertrade.dataset import Dataset
from bordertrade.measures.target import targets
from bordertrade.money import MoneyBasis
from bordertrade.view import (
    BOUNDS,
    DEFAULT,
    EARLIEST,
    LATEST,
    LONGEST_SEARCH,
    LONGEST_VALUE,
    MOST_GOODS,
    UNREADABLE,
    Choices,
    Fallback,
    Percents,
    TimeSpan,
    Toggle,
    ViewState,
    choices_of,
    decode,
    encode,
    link,
)
from bordertrade.vocabulary import Channel, Direction, EvidenceFloor, InformalBasis, Reporter

CHARTS = ("f", "d", "g", "t")
KEYS = {key.key for key in views.KEYS}
PAGES = (
    *("", "markets", "target", "mirror", "informal", "formalisation", "scenario"),
    *("coverage", "history"),
)


@pytest.fixture(scope="module")
def choices(dataset: Dataset) -> Choices:
    """The codes of the shipped data, with goods as an upload would bring them."""
    return replace(
        choices_of(dataset, CHARTS, ("en", "ur", "fa")),
        goods=("1006", "271113", "live-animals", "none", "caf-1a2b3c4d", "2711131900"),
    )


MONTHS = st.builds(lambda y, m: f"{y:04d}-{m:02d}", st.integers(1950, 2090), st.integers(1, 12))


def _span(ends: tuple[str, str]) -> TimeSpan:
    return TimeSpan(*sorted(ends))


SPANS = st.one_of(
    st.tuples(MONTHS, MONTHS).map(_span),
    MONTHS.map(lambda month: TimeSpan(month, LATEST)),
    MONTHS.map(lambda month: TimeSpan(EARLIEST, month)),
    st.just(TimeSpan()),
)


PERCENTS = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda ends: Percents(*sorted(ends))
)


VERSIONS = st.just("") | st.from_regex(r"[0-9a-f]{10}|[0-9a-f]{16,64}", fullmatch=True)


def some_of(codes: tuple[str, ...], most: int | None = None) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes), unique=True, max_size=most).map(tuple)


def view_of(choices: Choices) -> st.SearchStrategy[ViewState]:
    return st.builds(
        ViewState,
        markets=some_of(choices.markets).map(choices.some_markets),
        channels=some_of(tuple(Channel)),
        directions=some_of((Direction.PK_TO_IR, Direction.IR_TO_PK)),
        reporter=st.sampled_from(["both", *map(str, Reporter)]),
        goods=some_of(choices.goods, MOST_GOODS),
        time=SPANS,
        calendar=st.sampled_from(Calendar),
        currency=st.sampled_from(MoneyBasis),
        evidence=st.sampled_from(EvidenceFloor),
        informal=st.sampled_from(InformalBasis),
        target=st.sampled_from(choices.targets),
        base_year=st.none() | st.integers(1900, 2099),
        end_year=st.none() | st.integers(1900, 2099),
        since_year=st.none() | st.integers(1900, 2099),
        duty=PERCENTS,
        markets_year=st.none() | st.integers(1900, 2099),
        events=st.sampled_from(Toggle),
        table=st.sampled_from(choices.tables),
        search=st.text().map(_printable),
        tables=some_of(choices.charts),
        language=st.sampled_from(choices.languages),
        version=VERSIONS,
        versus=VERSIONS,
        **{field: st.integers(low, high) for field, (low, high) in BOUNDS.items()},
    )


def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())[:LONGEST_SEARCH]


def test_each_field_stands_in_the_codec_once() -> None:
    assert sorted(key.field for key in views.KEYS) == sorted(
        field.name for field in fields(ViewState)
    )
    assert len(KEYS) == len(views.KEYS)


@given(st.data())
def test_there_and_back(choices: Choices, data: st.DataObject) -> None:
    view = data.draw(view_of(choices))
    assert decode(encode(view), choices) == (view, ())
    query = dict(parse_qsl(urlsplit(link("markets", view)).query, keep_blank_values=True))
    assert decode(query, choices) == (view, ())


@given(st.data())
def test_defaults_leave_no_trace(choices: Choices, data: st.DataObject) -> None:
    view = data.draw(view_of(choices))
    fields_of = {key.key: key.field for key in views.KEYS}
    for key, field in fields_of.items():
        same = getattr(view, field) == getattr(DEFAULT, field)
        assert (key not in encode(view)) == same
        assert key not in encode(view.with_(**{field: getattr(DEFAULT, field)}))


def test_the_default_view_is_the_bare_page() -> None:
    assert encode(DEFAULT) == {}
    assert link("markets", DEFAULT) == "/markets"
    assert link("", DEFAULT) == "/"


def test_keys_stand_in_one_order() -> None:
    one = DEFAULT.with_(search="x", markets=("mand",))
    assert list(encode(one)) == ["market", "q"]
    assert link("data", one) == "/data?market=mand&q=x"


def test_lists_and_spans_can_be_read_in_a_link() -> None:
    view = DEFAULT.with_(markets=("gabd", "mand"), time=TimeSpan("2021-01"))
    assert link("", view) == "/?market=gabd~mand&time=2021-01..latest"


def test_an_empty_selection_is_kept(choices: Choices) -> None:
    view = DEFAULT.with_(markets=(), channels=(), directions=())
    assert encode(view) == {"market": "none", "channel": "none", "dir": "none"}
    assert decode({"market": "none"}, choices) == (DEFAULT.with_(markets=()), ())


def test_no_link_without_a_search_reaches_500_characters(dataset: Dataset) -> None:
    """The longest value of each field at once: no view can have a longer link."""
    choices = choices_of(dataset, tuple("fidbgtmnpvrlawkuhyoscx"), ("en", "fa"))
    fields_of = {key.field: key for key in views.KEYS}

    def longest(field: str, *values: object) -> object:
        return max(values, key=lambda value: len(fields_of[field].format(value)))

    view = ViewState(
        goods=("2711131900", "2711131901", "2711131902"),
        time=TimeSpan("2021-01", "2025-06"),
        base_year=2025,
        end_year=2029,
        since_year=2022,
        duty=Percents(99, 100),
        markets_year=2028,
        events=Toggle.OFF,
        tables=choices.charts,
        chart="f",
        language="fa",
        version="0123456789",
        versus="9876543210",
    ).with_(
        markets=longest("markets", *combinations(choices.markets, 2), choices.markets[:1], ()),
        channels=longest("channels", (Channel.FORMAL,), (Channel.INFORMAL,), ()),
        directions=longest("directions", (Direction.PK_TO_IR,), (Direction.IR_TO_PK,), ()),
        reporter=longest("reporter", *Reporter),
        calendar=longest("calendar", *set(Calendar) - {Calendar.GREGORIAN}),
        evidence=longest("evidence", *set(EvidenceFloor) - {EvidenceFloor.ALL}),
        informal=longest("informal", *set(InformalBasis) - {InformalBasis.NONE}),
        target=longest("target", *choices.targets),
        table=longest("table", *choices.tables),
        currency=longest("currency", *MoneyBasis),
        **{field: low if low < 0 else high for field, (low, high) in BOUNDS.items()},
    )
    assert set(encode(view)) == KEYS - {"q"}
    assert decode(encode(view), replace(choices, goods=view.goods)) == (view, ())
    assert max(len(link(page, view)) for page in PAGES) < 500


@given(st.data())
def test_no_view_without_a_search_has_a_long_link(choices: Choices, data: st.DataObject) -> None:
    view = data.draw(view_of(choices)).with_(search="", tables=("g",))
    assert max(len(link(page, view)) for page in PAGES) < 500


@given(st.data())
def test_one_selection_has_one_link(choices: Choices, data: st.DataObject) -> None:
    view = data.draw(view_of(choices))
    chosen = choices.markets if view.markets is None else view.markets
    other = view.with_(
        markets=choices.some_markets(data.draw(st.permutations(chosen))),
        channels=tuple(data.draw(st.permutations(view.channels))),
        directions=tuple(data.draw(st.permutations(view.directions))),
    )
    assert link("markets", other) == link("markets", view)
    assert other.markets == view.markets


def test_a_link_names_markets_in_the_order_of_the_data_or_not_at_all(choices: Choices) -> None:
    assert decode({"market": "mand~gabd"}, choices)[0].markets == ("gabd", "mand")
    assert decode({"market": "chadgi~mand~gabd"}, choices) == (DEFAULT, ())
    later = replace(choices, markets=(*choices.markets, "rajay", "jalgai"))
    view = DEFAULT.with_(markets=later.some_markets(("rajay", "mand", "jalgai", "gabd")))
    assert view.markets == ("gabd", "mand", "rajay", "jalgai")


def test_an_older_link_keeps_its_markets_where_there_are_more(choices: Choices) -> None:
    later = replace(choices, markets=(*choices.markets, "rajay"))
    assert decode({"market": "~".join(choices.markets)}, later)[0].markets == choices.markets
    assert decode({}, later)[0].markets is None


NONSENSE = pytest.mark.parametrize(
    "text",
    [
        *("", " ", "~", "nonsense", "NONE", "00", "-01", "١٤٠٣", "gabd~nonsense", "gabd~", "~gabd"),
        *("2021-01", "..", "2025-01..2021-01", "2021-1..latest", "1403-01..latest", "20250"),
        *(
            "2021-01-01..latest",
            "latest..earliest",
            "TWO_WAY",
            "PK~IR",
            "1..2..3",
            "None",
            "x" * 999,
        ),
        *("<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "\x00", "\ud800", "%7E"),
    ],
)


@pytest.mark.parametrize("key", sorted(KEYS - {"q", "v"}))
@NONSENSE
def test_nonsense_falls_back_and_is_named(choices: Choices, key: str, text: str) -> None:
    view, fallbacks = decode({key: text}, choices)
    assert view == DEFAULT
    assert fallbacks == (Fallback(key, text[:LONGEST_VALUE]),)


@NONSENSE
@pytest.mark.parametrize("more", ["", "27b3f5", "27b3f56356g", "27B3F56356"])
def test_a_version_that_cannot_be_read_is_never_the_current_one(
    choices: Choices, text: str, more: str
) -> None:
    view, fallbacks = decode({"v": text + more}, choices)
    assert (view, fallbacks) == (DEFAULT.with_(version=UNREADABLE), ())
    assert link("", view) == "/?v=unreadable"
    assert decode({"vs": more}, choices) == (DEFAULT, (Fallback("vs", more),))


@pytest.mark.parametrize("length", [1, 9, 11, 15, 65])
def test_a_link_that_lost_its_end_names_no_version(choices: Choices, length: int) -> None:
    """Ten characters are a link of 0.4.0; what is shorter than today's and longer than those is
    neither."""
    cut = ("27b3f5635602f82a" * 5)[:length]
    assert decode({"v": cut}, choices)[0].version == UNREADABLE


@pytest.mark.parametrize("length", [10, 16, 24, 64])
def test_versions_and_drafts_are_named_in_links(choices: Choices, length: int) -> None:
    named = ("27b3f5635602f82a" * 4)[:length]
    assert decode({"v": named, "vs": named}, choices)[0] == DEFAULT.with_(
        version=named, versus=named
    )


def test_one_bad_key_does_not_spoil_the_others(choices: Choices) -> None:
    query = {"market": "mand", "cal": "lunar", "reporter": "IR", "fbclid": "abc"}
    view, fallbacks = decode(query, choices)
    assert view == DEFAULT.with_(markets=("mand",), reporter="IR")
    assert set(fallbacks) == {Fallback("cal", "lunar"), Fallback("fbclid", "abc")}


def test_what_streamlit_keeps_for_itself_is_nobodys_mistake(choices: Choices) -> None:
    assert decode({"embed": "true", "embed_options": "dark_theme"}, choices) == (DEFAULT, ())


def test_codes_that_the_data_no_longer_have_fall_back(choices: Choices) -> None:
    view = DEFAULT.with_(markets=("mand",), goods=("1006",), target="usd5bn_2028")
    fewer = replace(choices, markets=("gabd",), goods=(), targets=("usd10bn_2029",))
    found, fallbacks = decode(encode(view), fewer)
    assert found == DEFAULT
    assert {each.key for each in fallbacks} == {"market", "goods", "target"}


def test_more_goods_than_fit_are_refused(choices: Choices) -> None:
    view, fallbacks = decode({"goods": "~".join(choices.goods[:4])}, choices)
    assert (view.goods, [each.key for each in fallbacks]) == ((), ["goods"])


def test_a_doubled_code_counts_once(choices: Choices) -> None:
    assert decode({"market": "mand~mand"}, choices)[0].markets == ("mand",)


def test_a_search_is_cut_and_cleaned(choices: Choices) -> None:
    view, fallbacks = decode({"q": "fu\x00el\n" + "x" * 500}, choices)
    assert view.search == "fuel" + "x" * (LONGEST_SEARCH - 4)
    assert fallbacks == ()
    assert decode({"q": "\ud800"}, choices)[0] == DEFAULT


HOSTILE = st.dictionaries(st.sampled_from(sorted(KEYS)) | st.text(), st.text() | st.text("~.0-2"))


@given(HOSTILE)
def test_no_query_raises_anything(choices: Choices, query: dict[str, str]) -> None:
    view, fallbacks = decode(query, choices)
    known = {fallback.key for fallback in fallbacks}
    assert decode(encode(view), choices) == (view, ())
    assert link("markets", view).isascii()
    assert all(
        key[:LONGEST_VALUE] in known for key in set(query) - KEYS - {"embed", "embed_options"}
    )


def test_hostile_queries_by_the_hundred(choices: Choices) -> None:
    parts = ["", "~", "..", "none", "gabd", "x" * 10_000, "\x00", "\ud800", "٢", "🙂", "'", "%00"]
    queries = [{key: a + b} for key in sorted(KEYS) for a in parts for b in parts]
    assert len(queries) > 200
    for query in queries:
        view, fallbacks = decode(query, choices)
        assert len(fallbacks) <= 1
        assert all(len(each.value) <= LONGEST_VALUE for each in fallbacks)
        assert decode(encode(view), choices)[0] == view


def test_which_books_a_view_shows() -> None:
    assert DEFAULT.reporters == (Reporter.PK, Reporter.IR)
    assert DEFAULT.with_(reporter="IR").reporters == (Reporter.IR,)


def test_open_spans_follow_new_data() -> None:
    assert str(TimeSpan()) == "earliest..latest"
    assert str(TimeSpan("2021-01")) == "2021-01..latest"


def test_choices_come_from_the_data(dataset: Dataset) -> None:
    choices = choices_of(dataset)
    assert choices.markets == ("gabd", "mand", "chadgi")
    assert DEFAULT.target in choices.targets
    assert DEFAULT.table in choices.tables
    # a target for one sector is none that a book's total can be held against
    assert "usd3bn_agri_2027" not in choices.targets
    assert set(choices.targets) == {target.id for target in targets(dataset)}
    # the model's "all" and "fuel" are no observed goods
    assert choices.goods == ()
