"""A book’s prospects: when at its pace, on track or not, what the markets are of it."""

from __future__ import annotations

from bordertrade.measures.pace import Pace
from bordertrade.measures.three_markets import ThreeMarkets
from bordertrade.topics.target.measure.markets_share import MarketsShare
from bordertrade.topics.target.measure.outlook import Outlook
from bordertrade.topics.target.measure.result import TargetResult
from bordertrade.topics.target.measure.status import Status
from bordertrade.vocabulary import Reporter
from bordertrade.words import dates, labels, numbers
from bordertrade.words.catalogue import N_, _
from bordertrade.words.fuel import span_of_months
from bordertrade.words.levels import progress

_NO_YEAR = {
    "reached": N_("The target is reached on this basis."),
    "base": N_("Nothing stands at the beginning, so there is no pace to go on with."),
    "no_growth": N_("At the observed pace trade does not grow: the target is never reached."),
    "too_far": N_("At the observed pace the target would not be reached in this century."),
    "one_point": N_("There is one year only on this basis: no pace can be told from one point."),
    "directions": N_("No direction is published at both ends, so there is no pace."),
    "no_pace": N_("There is no earlier year to compare with: no pace can be told from one point."),
    "informal": N_(
        "Informal trade has one estimate and no pace of its own, so no year is given with it."
    ),
}

_NO_STATUS = {
    "one_point": N_("No status: it needs two years, and there is one."),
    "directions": N_("No status: no direction is published at both ends."),
    "base": N_("No status: nothing stands at the beginning."),
    "deadline": N_("No status: this target was announced without a year. Choose an end year."),
    "years": N_("No status: the deadline is not after the first year."),
    "target": N_("No status: the target is not a positive amount."),
}


def pace(value: Pace) -> str:
    """ "22.7 % a year since FY2019-20, counting Iran → Pakistan" """
    if value.growth is None:
        return _(_NO_YEAR[value.refusal])
    return _(
        "{growth} a year since {period}, counting {directions}",
        growth=numbers.percent(value.growth, 1),
        period=dates.period(value.first.period),
        directions=directions(value),
    )


def directions(value: Pace) -> str:
    return _(" and ").join(labels.direction(each) for each in value.directions)


def target(result: TargetResult) -> str:
    """The whole target page in a paragraph: distance, growth needed and year reached."""
    told = [
        part
        for each in result.outlooks
        for part in (progress(each.progress), year(each) if each.refusal != "reached" else "")
        if part
    ]
    return " ".join(told) if told else _("No book has a figure for this basis.")


def year(value: Outlook) -> str:
    """When the target would be reached at the observed pace, or why no year can be given."""
    if value.year is None or value.pace is None:
        return _(_NO_YEAR[value.refusal])
    return _(
        "At the observed pace ({pace}) it would be reached in {year}: a continuation, not a "
        "forecast.",
        pace=pace(value.pace),
        year=value.year,
    )


def status(value: Status) -> str:
    """The status with its inputs; never without its first year."""
    if value.band == "achieved":
        return labels.of(labels.STATUS_BANDS, value.band)
    if value.ratio is None or value.required is None or value.pace.growth is None:
        return _(_NO_STATUS[value.refusal])
    return _(
        "{band}: since {period} formal trade grew {observed} a year, {required} were needed; R = {ratio}.",
        band=labels.of(labels.STATUS_BANDS, value.band),
        period=dates.period(value.pace.first.period),
        observed=numbers.percent(value.pace.growth, 1),
        required=numbers.percent(value.required, 1),
        ratio=numbers.decimal(value.ratio, 2),
    )


def start_matters(value: Outlook) -> str:
    """Whether another first year would change the status, and to what."""
    if value.status is None or not value.status_depends_on_start:
        return _(
            "Every first year that this book allows gives the same status; R itself differs, see "
            "the table."
        )
    told = [
        _(
            "from {period} {band}",
            period=dates.period(each.pace.first.period),
            band=labels.of(labels.STATUS_BANDS, each.band).lower(),
        )
        for each in value.statuses
        if each.band and each.band != value.status.band
    ]
    return _("The choice of the first year changes it: {list}.", list="; ".join(told))


def share_of_level(value: MarketsShare) -> str:
    """What the three markets are of a book, as a range; above 100 % the sources disagree."""
    if value.of_part is None or value.formal is None:
        return _("No row of the model speaks of the three markets on this book.")
    told = _(
        "{direction}: beside the three markets {amount} of {part} in {period}, {share}.",
        direction=labels.direction(value.formal.direction),
        amount=numbers.usd_range(value.formal.value_usd),
        part=numbers.usd(value.part_usd),
        period=_period(value.formal),
        share=numbers.percent_range(value.of_part),
    )
    if not value.sources_disagree:
        return told
    return _(
        "{told} More than 100 % cannot be: the sources disagree (goods cleared at Gwadar’s three "
        "points exceed Pakistan’s whole imports of the same months).",
        told=told,
    )


def share_of_gap(value: MarketsShare) -> str:
    """The most that the three markets could bring into the books."""
    if value.already_counted:
        return _(
            "On this basis informal fuel is counted in the level already, that of the three "
            "districts too: declaring it would add nothing."
        )
    if value.of_gap is None or value.informal is None:
        return _("Nothing is missing to the target, or no row of the model speaks of the markets.")
    return _(
        "At most: if all informal fuel of the three districts were declared, {amount} "
        "({period}) would join the books, {share} of what is missing. Formal trade beside the "
        "markets is in the books already and adds nothing.",
        amount=numbers.usd_range(value.informal.value_usd),
        period=_period(value.informal),
        share=numbers.percent_range(value.of_gap),
    )


def _period(value: ThreeMarkets) -> str:
    name = (
        dates.period(value.period)
        if value.period.text
        else dates.span(value.period.start, value.period.end)
    )
    return span_of_months(name, value.months)


def missing_years(result: TargetResult, reporter: Reporter) -> str:
    """Which years a book has no figure for, as ranges."""
    rows = result.history
    rows = rows[(rows["reporter"] == reporter) & rows["value_usd"].isna()]
    if rows.empty:
        return ""
    return _(
        "{book}: no figure published for {years}.",
        book=labels.book(reporter),
        years=", ".join(dates.year_ranges(rows["year"].tolist())),
    )
