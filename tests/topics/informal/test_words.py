"""What is said of informal trade is what was measured, with its unit and its doubt."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from bordertrade import calendars
from bordertrade.dataset import Dataset
from bordertrade.envelope import Envelope
from bordertrade.measures.estimates import (
    Bounds,
    Measured,
    all_estimates,
    estimates,
    values_of_goods,
)
from bordertrade.measures.selection import Selection
from bordertrade.topics.formalisation import words as told
from bordertrade.topics.formalisation.measure.revenue import revenue, usual_rates
from bordertrade.topics.formalisation.measure.shares import (
    FormalShare,
    formalisation,
    newest_of_each,
)
from bordertrade.topics.informal.measure.arithmetic import arithmetic, weakest
from bordertrade.topics.informal.measure.summary import informal_summary
from bordertrade.topics.informal.words import arithmetic as sums
from bordertrade.topics.informal.words import estimates as informal_words
from bordertrade.vocabulary import EvidenceFloor
from bordertrade.words import estimates as estimate_words
from bordertrade.words import numbers

NBSP = "\u00a0"
EVERY = Selection(markets=("gabd", "mand", "chadgi"))


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def native_of(dataset: Dataset, id_: str) -> str:
    (found,) = [each for each in all_estimates(dataset) if each.id == id_]
    return plain(estimate_words.native(found))


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (numbers.litres(2.8e9), "2.8 bn litres"),
        (numbers.litres(0), "0 litres"),
        (numbers.litres(float("nan")), "–"),
        (numbers.rupees(227e9), "Rs227 bn"),
        (numbers.rupees(None), "–"),
        (numbers.litres_range(1.7e9, 3.65e9), "1.7–3.65 bn litres"),
        (numbers.litres_range(2.8e9, 2.8e9), "2.8 bn litres"),
        (numbers.litres_range(25.55e6, 3.65e9), "25.6 m–3.65 bn litres"),
        (numbers.rupees_range(100e9, 150e9), "Rs100–150 bn"),
        (numbers.rupees_range(0, 150e9), "Rs0–150 bn"),
    ],
)
def test_volumes_and_rupees_carry_their_unit(text: str, wanted: str) -> None:
    assert plain(text) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (Envelope(0.262, 0.36, 0.5755), "26–58 %"),
        (Envelope(0.006, 0.2, 0.916), "0.6–92 %"),
        (Envelope(0, 0.07, 0.877), "0–88 %"),
        (Envelope(1, 1, 1), "100 %"),
    ],
)
def test_shares_are_ranges_and_a_small_low_is_not_nought(value: Envelope, wanted: str) -> None:
    assert plain(told.percent_range(value)) == wanted


# --- estimates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "wanted"),
    [
        ("diesel_attock_2023", "7,000–8,000 tonnes a day"),
        ("fuel_report_day_fy24", "10 m litres a day"),
        ("fuel_all_borders_2020", "at most 11 m litres a day"),
        ("fuel_inquiry_2020", "at least Rs250 bn a year"),
        ("diesel_share_2023", "at least 30 % of the market"),
        ("fuel_share_senate_2022", "19.5 % of demand"),
        ("dependants_2024", "2.2 m–2.4 m people"),
        ("illegal_pumps_2024", "533 outlets"),
    ],
)
def test_what_was_published_in_its_own_unit(dataset: Dataset, id_: str, wanted: str) -> None:
    assert native_of(dataset, id_) == wanted


def test_every_unit_of_the_record_has_words(dataset: Dataset) -> None:
    units = set(dataset["informal_estimates"]["unit"])
    assert units <= set(estimate_words.NATIVE_UNITS)
    kinds = set(dataset["informal_estimates"]["measures"])
    assert kinds <= set(estimate_words.KINDS)


def test_volumes_are_told_with_what_they_are_not(dataset: Dataset) -> None:
    said = plain(informal_words.volumes(estimates(dataset, Measured.VOLUME)))
    for part in (
        "7 published figures for Pakistan’s border",
        "0.256–3.65 bn litres",
        "2 more repeat another source",
        "2 speak of all of Iran’s neighbours and cannot be compared",
        "1.7–3.65 bn litres",
        "no body has published it",
    ):
        assert part in said
    observed = informal_words.volumes(estimates(dataset, Measured.VOLUME, EvidenceFloor.OBSERVED))
    assert "no body has published it" not in observed


def test_losses_are_no_value(dataset: Dataset) -> None:
    said = plain(informal_words.losses(estimates(dataset, Measured.REVENUE)))
    assert "Rs60–548 bn" in said
    assert "not the value of the fuel" in said


def test_values_say_which_are_modelled_and_what_was_left_out(dataset: Dataset) -> None:
    result = values_of_goods(dataset)
    said = plain(informal_words.values(result))
    assert "at least Rs250 bn a year (at least US$1.545 bn)" in said
    assert "7 volumes, the one composed here among them, come to US$0.76–2.9 bn" in said
    assert "(modelled)" in said
    reasons = informal_words.not_valued(result)
    assert len(reasons) == len(result.left_out)
    assert any("repeats a volume" in each for each in reasons)
    assert any("no price of its time" in each for each in reasons)
    published = values_of_goods(dataset, EvidenceFloor.OBSERVED)
    assert "modelled" not in informal_words.values(published)


def test_remarks_keep_other_scopes_repeats_and_our_own_apart(dataset: Dataset) -> None:
    rows = estimates(dataset, Measured.VOLUME)
    remarks = {each.id: estimate_words.remarks(each, rows) for each in rows}
    assert remarks["oil_prime_fy25"] == (
        "repeats Intelligence report 2023, not a second measurement",
    )
    assert remarks["fuel_fy24_band"] == ("our composition of three figures, not one measurement",)
    assert "not Pakistan alone" in remarks["fuel_all_borders_2020"][0]
    assert remarks["fuel_report_year_fy24"] == remarks["oil_prime_fy25"]
    assert remarks["fuel_report_2023"] == ()
    for each in rows:
        assert len(estimate_words.short_remarks(each)) == len(remarks[each.id])


def test_the_rate_is_told_or_that_there_is_none(dataset: Dataset) -> None:
    by_id = {each.id: each for each in all_estimates(dataset)}
    assert "Rs279.7 for US$1" in estimate_words.dollar_note(by_id["fuel_loss_ocac_2025"])
    assert "Rs278.6–280.4 for US$1" in estimate_words.dollar_note(by_id["fuel_report_loss_fy24"])
    assert "Rs161.8 for US$1" in estimate_words.dollar_note(by_id["fuel_inquiry_2020"])
    assert estimate_words.dollar_note(by_id["illegal_pumps_2024"]) == ""
    assert not informal_words.without_dollars(estimates(dataset, Measured.REVENUE))
    rates = dataset["exchange_rates"]
    earlier = rates[~rates["id"].str.match("pkr-(mid|hmrc)")]
    given = replace(dataset, tables=MappingProxyType({**dataset.tables, "exchange_rates": earlier}))
    notes = informal_words.without_dollars(estimates(given, Measured.REVENUE))
    assert [note.split(",")[0] for note in notes] == ["PRIME", "OCAC"]


@pytest.mark.parametrize(
    ("bounds", "wanted"),
    [
        (Bounds(1e9, None, None), "at least 1 bn litres"),
        (Bounds(None, None, 1e9), "at most 1 bn litres"),
        (Bounds(None, 1e9, None), "1 bn litres"),
        (Bounds(1e9, None, 2e9), "1–2 bn litres"),
    ],
)
def test_one_sided_is_told_one_sided(bounds: Bounds, wanted: str) -> None:
    assert plain(estimate_words.litres(bounds)) == wanted


# --- the answer and the arithmetic ----------------------------------------------------------------


def test_the_answer_says_how_much_and_that_nobody_counted(dataset: Dataset) -> None:
    said = plain(informal_words.answer(informal_summary(dataset)))
    for part in ("1.7–3.65 bn litres", "US$0.76–2.9 bn", "assumed price", "Nobody has counted"):
        assert part in said
    assert "US$" not in informal_words.answer(informal_summary(dataset, EvidenceFloor.OBSERVED))
    assert "no figure at all" in informal_words.answer(
        informal_summary(dataset, EvidenceFloor.COUNT)
    )


def test_the_filter_says_what_it_removes(dataset: Dataset) -> None:
    for floor, part in (
        (EvidenceFloor.OBSERVED, "hides 1 figure that we composed"),
        (EvidenceFloor.COUNT, "hides all 22 estimates"),
    ):
        assert part in informal_words.removed(informal_summary(dataset, floor), floor)
    every = informal_summary(dataset)
    assert informal_words.removed(every, EvidenceFloor.ALL) == ""


def test_each_check_has_words_and_its_two_amounts(dataset: Dataset) -> None:
    for check in arithmetic(dataset):
        assert sums.check_title(check)
        assert "{" not in sums.meaning(check)
        assert (" a year" in sums.amount(check, check.left)) != (check.unit == "rupees_litre")
        wanted = {True: "closes", False: "does not close", None: "cannot be checked"}
        assert sums.verdict(check).startswith(wanted[check.closes])
    by_id = {each.id: each for each in arithmetic(dataset)}
    day = by_id["day_and_year"]
    assert "280 days" in sums.meaning(day)
    assert "3.66 bn litres" in plain(sums.meaning(day))
    assert plain(sums.statement(day, day.left)) == (
        "Intelligence report: 10 m litres a day → 3.65 bn litres a year"
    )
    assert plain(sums.amount(by_id["ocac_share"], by_id["ocac_share"].left)) == (
        "18.25 bn litres a year"
    )
    assert sums.closing(arithmetic(dataset)).startswith("1 of 6 pairs")


def test_the_weakest_number_is_named_with_its_reason(dataset: Dataset) -> None:
    check = weakest(arithmetic(dataset))
    assert check is not None
    said = plain(sums.weakest_number(check))
    for part in ("Rs1.5 bn a day", "OCAC", "Rs548 bn a year", "2.4 times"):
        assert part in said


# --- the lawful share -----------------------------------------------------------------------------


def test_the_share_of_the_border_and_of_each_market(dataset: Dataset) -> None:
    result = formalisation(dataset, EVERY)
    said = plain(told.answer(result))
    assert "FY2023-24, 26–58 % was recorded at customs" in said
    assert "if fuel is all" in said
    for share in newest_of_each(result):
        assert share.ratio is not None
        assert plain(told.percent_range(share.ratio)) in plain(told.shares(result))
    assert "1.38 times" in told.disagreement(result)
    assert "says little" in told.width(result)
    assert told.lacking(result) == ""


def test_without_informal_figures_it_says_what_would_help(dataset: Dataset) -> None:
    result = formalisation(dataset, Selection(markets=("gabd",), floor=EvidenceFloor.OBSERVED))
    assert "Nobody can say" in told.answer(result)
    assert "informal_trade" in told.removed(EvidenceFloor.OBSERVED)
    assert told.removed(EvidenceFloor.ALL) == ""
    assert "Gabd: no figure of informal trade" in told.shares(result)
    assert (told.disagreement(result), told.width(result)) == ("", "")


@pytest.mark.parametrize(
    ("formal", "informal_", "wanted"),
    [
        (False, False, "observed"),
        (True, True, "modelled"),
        (False, True, "formal observed, informal modelled"),
        (True, False, "formal modelled, informal observed"),
    ],
)
def test_observed_or_modelled_is_marked(formal: bool, informal_: bool, wanted: str) -> None:
    some = Envelope(1, 2, 3)
    share = FormalShare("gabd", "PK", calendars.parse("2024-03"), some, some, 1, formal, informal_)
    assert told.grade(share) == wanted
    assert wanted in told.share(share)
    nothing = Envelope.exact(0)
    none = FormalShare("", "PK", calendars.parse("2024"), nothing, nothing, 6, formal, informal_)
    assert "no share" in told.share(none)


def test_revenue_names_rates_and_what_others_published(dataset: Dataset) -> None:
    result = revenue(dataset, EVERY, 0.12, 0.45)
    said = plain(told.revenue(result))
    for part in ("US$92 m to 1.3 bn", "12–45 %", "28.5 %", "not what would be collected"):
        assert part in said
    beside = plain(told.published(result.published))
    for part in ("Rs227 bn a year (US$810–815 m)", "Rs548 bn"):
        assert part in beside
    assert told.published(()) == ""
    usual = usual_rates(dataset)
    assert usual is not None
    for part in ("12.5 %", "44.6 %", "Rs20.4 bn", "Rs163.5 bn", "no confirmation"):
        assert part in plain(told.usual(usual))
