"""Why two books may differ, and which of the reasons can hold at this border.

The list is the usual one of mirror statistics: UN ESCAP, *Asymmetries in International
Merchandise Trade Statistics* (SD/WP/02, 2016), and the help pages of ITC's Trade Map. The
verdicts on freight and on the years follow from the figures; the others are judgements on what
the named sources say.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bordertrade.topics.books.measure.import_years import ImportYears
from bordertrade.topics.books.measure.years import MirrorYears, YearPair

#: Five times the 6 % that the IMF's Direction of Trade Statistics take, and what the page offers.
HIGHEST_MARGIN = 0.30


class Verdict(StrEnum):
    LIKELY = "likely"
    POSSIBLE = "possible"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Cause:
    """``id`` is a key of ``words.causes``; ``sources`` are ids of what the verdict rests on."""

    id: str
    verdict: Verdict
    sources: tuple[str, ...] = ()


_JUDGED = (
    Cause("unrecorded", Verdict.LIKELY, ("NETMAG",)),
    Cause("banks", Verdict.LIKELY, ("PROFIT20250821", "DT1181441", "DAWN1950513", "IANS20260209")),
    Cause("coverage", Verdict.LIKELY, ("BR40282284", "TREND3288911")),
    Cause("barter", Verdict.POSSIBLE, ("PROPK20230602", "DAWN1758387")),
    Cause("residents", Verdict.POSSIBLE, ("NATION20230529", "TREND3288911")),
    Cause("quality", Verdict.POSSIBLE, ("SEASARK", "OTAGH45461")),
    Cause("transit", Verdict.POSSIBLE, ("AAJ330457541", "BR40427464")),
    Cause("invoicing", Verdict.POSSIBLE),
)


def mirror_causes(
    into: MirrorYears, out: MirrorYears, cut: ImportYears | None
) -> tuple[Cause, ...]:
    """Every cause, the likely ones first. ``into`` and ``out`` are the two directions."""
    newest = tuple(each.newest for each in (into, out) if each.newest)
    found = (*_JUDGED, _freight(newest), _years(into, cut))
    order = list(Verdict)
    return tuple(sorted(found, key=lambda cause: order.index(cause.verdict)))


def _freight(newest: tuple[YearPair, ...]) -> Cause:
    """Freight cannot explain a gap when the importer, who pays it, has the smaller figure, when
    the exporter wrote nothing down, or when it would have to be larger than any freight is.
    """
    needed = [pair.margin_needed for pair in newest]
    could = any(each is not None and 0 <= each <= HIGHEST_MARGIN for each in needed)
    sources = tuple(dict.fromkeys(each for pair in newest for each in pair.sources))
    excluded = bool(newest) and not could
    return Cause("freight", Verdict.CANNOT if excluded else Verdict.POSSIBLE, sources)


def _years(into: MirrorYears, cut: ImportYears | None) -> Cause:
    """The years cannot explain a gap that remains when Pakistan's months are put into Iran's."""
    exceeded = {each.period for each in cut.exceeded} if cut else set()
    excluded = into.newest is not None and into.newest.iran.period in exceeded
    sources = cut.sources[:3] if cut else ()
    return Cause("years", Verdict.CANNOT if excluded else Verdict.POSSIBLE, sources)
