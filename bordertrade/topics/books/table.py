"""The rows behind the mirror charts, as people read them.

Money is whole US$; an empty cell is a figure that was not published, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from bordertrade.calendars import month_count
from bordertrade.measures.observation import Observation
from bordertrade.measures.recut import Fit
from bordertrade.tables import coded
from bordertrade.topics.books.measure.import_years import ImportYear, ImportYears
from bordertrade.topics.books.measure.years import MirrorYears, YearPair
from bordertrade.topics.books.words import calendars as calendars_words
from bordertrade.vocabulary import Reporter
from bordertrade.words import _, dates, labels


def mirror_table(result: MirrorYears) -> pd.DataFrame:
    """Every year of both books, the newest on top: pairs, years on one book only, parts
    of years that have no figure, and figures published besides.
    """
    rows = [
        *((max(o.period.end for o in p.figures), _pair(p, result)) for p in result.pairs),
        *((o.period.end, _single(o, result, _("one book only"))) for o in result.alone),
        *((o.period.end, _single(o, result, _part(o))) for o in result.parts),
        *((o.period.end, _single(o, result, _("also published"))) for o in result.also),
    ]
    return pd.DataFrame([row for _end, row in sorted(rows, key=lambda each: each[0], reverse=True)])


def _pair(pair: YearPair, result: MirrorYears) -> dict[str, object]:
    return {
        _("Reads as"): _reading(pair),
        **_side(pair.pakistan, result),
        **_side(pair.iran, result),
        **_compared(pair),
        _("Sources"): ", ".join(pair.sources),
    }


def _reading(pair: YearPair) -> str:
    if pair.ratio is None and pair.asymmetry is not None:
        return _("both books, ratio without limit")
    return _("both books")


def _single(figure: Observation, result: MirrorYears, reading: str) -> dict[str, object]:
    sides = {str(reporter): _empty_side(reporter) for reporter in Reporter}
    sides[figure.reporter] = _side(figure, result)
    return {
        _("Reads as"): reading,
        **sides["PK"],
        **sides["IR"],
        **_compared(None),
        _("Sources"): ", ".join(figure.sources),
    }


def _part(figure: Observation) -> str:
    return _("part of a year: {months} of 12 months", months=month_count(figure.period))


def _side(figure: Observation, result: MirrorYears) -> dict[str, object]:
    """One book's columns; the value free of freight only where a margin was chosen."""
    period, published, net, status = _columns(Reporter(figure.reporter))
    own, grade = figure.reporter.lower(), figure.obs_status
    row: dict[str, object] = {
        **coded.pair(f"{own}_period_code", figure.period.text, period, dates.period(figure.period)),
        published: round(figure.value_usd),
        **coded.pair(f"{own}_obs_status_code", grade, status, labels.of(labels.OBS_STATUS, grade)),
    }
    return row | {net: round(result.value_usd(figure))}


def _empty_side(reporter: Reporter) -> dict[str, object]:
    period, published, net, status = _columns(reporter)
    own = reporter.lower()
    return {
        **coded.pair(f"{own}_period_code", "", period, ""),
        published: None,
        **coded.pair(f"{own}_obs_status_code", "", status, ""),
        net: None,
    }


def _columns(reporter: Reporter) -> tuple[str, str, str, str]:
    book = labels.book(reporter)
    return (
        _("{book}: year", book=book),
        _("{book}, as published (US$)", book=book),
        _("{book}, compared (US$)", book=book),
        _("{book}: status", book=book),
    )


def _compared(pair: YearPair | None) -> dict[str, object]:
    asymmetry = pair.asymmetry if pair else None
    ratio = pair.ratio if pair else None
    return {
        _("Gap, Iran’s less Pakistan’s (US$)"): round(pair.gap_usd) if pair else None,
        _("Ratio, Iran’s over Pakistan’s"): None if ratio is None else round(ratio, 3),
        _("Asymmetry (−2 to 2)"): None if asymmetry is None else round(asymmetry, 3),
        _("Margin for freight (%)"): round(100 * pair.margin) if pair else None,
        _("Months shared"): round(pair.shared_months, 1) if pair else None,
        _("Iran’s year begins earlier (months)"): round(pair.missed_months, 1) if pair else None,
    }


def import_years_table(result: ImportYears) -> pd.DataFrame:
    """Each calendar's years in order, then the pieces that they are made of."""
    rows = [_year(each) for years in result.years.values() for each in years]
    return pd.DataFrame([*rows, *_pieces(result)])


def _year(year: ImportYear) -> dict[str, object]:
    found, cut = year.sum, year.sum.cut
    refused = year.fit is Fit.REFUSED
    published = [round(each.value_usd) for each in year.published]
    calendar = labels.of(labels.YEARS, cut.year.calendar)
    return {
        **coded.pair("calendar_code", cut.year.calendar, _("Calendar"), calendar),
        **coded.pair("period_code", cut.year.text, _("Year"), dates.period(cut.year)),
        _("Stands for"): dates.span(cut.start, cut.end),
        _("Fit"): labels.of(labels.FITS, year.fit),
        _("Pakistan’s imports from Iran (US$)"): None if refused else round(found.value or 0),
        _("At least (US$)"): round(found.low),
        _("At most (US$)"): None if found.high is None else round(found.high),
        _("Published for the year (US$)"): published[0] if published else None,
        _("Iran’s books, same year (US$)"): round(year.iran.value_usd) if year.iran else None,
        _("Remark"): calendars_words.cannot_recut(year) if refused else "",
        _("Sources"): "",
    }


def _pieces(result: ImportYears) -> Iterator[dict[str, object]]:
    for piece in result.pieces:
        yield {
            **coded.pair("calendar_code", "", _("Calendar"), _("piece")),
            **coded.pair("period_code", piece.period.text, _("Year"), ""),
            _("Stands for"): dates.period(piece.period),
            _("Fit"): labels.of(labels.BLOCK_BASES, piece.basis),
            _("Pakistan’s imports from Iran (US$)"): round(piece.value_usd),
            _("At least (US$)"): round(piece.value_usd),
            _("At most (US$)"): round(piece.value_usd),
            _("Published for the year (US$)"): None,
            _("Iran’s books, same year (US$)"): None,
            _("Remark"): piece.note,
            _("Sources"): ", ".join(piece.sources),
        }
