"""Labels of codes: what a market, a direction, a book or a status is called on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bordertrade.dataset import markets
from bordertrade.vocabulary import THREE
from bordertrade.words.catalogue import N_, _, language


class _Markets(Mapping[str, str]):
    """Markets are called what ``markets.csv`` calls them, in the reader's language."""

    def __getitem__(self, code: str) -> str:
        return _TOGETHER[code] if code in _TOGETHER else markets.name_of(code, language())

    def __iter__(self) -> Iterator[str]:
        return iter((*markets.named(), *_TOGETHER))

    def __len__(self) -> int:
        return len(tuple(iter(self)))


_TOGETHER = {THREE: N_("The three markets together")}
MARKETS: Mapping[str, str] = _Markets()
CHANNELS = {"formal": N_("Formal"), "informal": N_("Informal")}
DIRECTIONS = {
    "IR_TO_PK": N_("Iran → Pakistan"),
    "PK_TO_IR": N_("Pakistan → Iran"),
    "TWO_WAY": N_("Both ways"),
}
BOOKS = {
    "PK": N_("Pakistan’s books"),
    "IR": N_("Iran’s books"),
    "both": N_("Both books, side by side"),
    "": N_("Book not stated"),
}
SERIES = {
    "pk_moc": N_("Pakistan, Ministry of Commerce (customs declarations)"),
    "sbp": N_("State Bank of Pakistan (payments through banks)"),
    "ir_customs": N_("Iran Customs (IRICA)"),
    "ir_tpo": N_("Iran Trade Promotion Organization"),
    "wits": N_("World Bank WITS / UN Comtrade"),
    "cow": N_("Correlates of War trade data"),
    "unctad": N_("UNCTAD trade matrix"),
    "itc": N_("ITC Trade Map"),
    "press": N_("Press report"),
}
RATE_BASES = {
    "official": N_("official rate"),
    "nima": N_("NIMA, the rate of exporters and importers"),
    "open_market": N_("open market"),
}
CHANGES = {
    "correction": N_("Correction"),
    "refused": N_("Correction refused"),
    "addition": N_("New rows"),
    "left_out": N_("Left out"),
    "contract": N_("Form of a table"),
    "model": N_("Baseline made anew"),
}
OBS_STATUS = {
    "A": N_("Normal"),
    "B": N_("Break in series"),
    "D": N_("Definition differs"),
    "E": N_("Estimated"),
    "F": N_("Forecast"),
    "I": N_("Imputed"),
    "L": N_("Not collected"),
    "M": N_("Not yet open"),
    "P": N_("Provisional"),
    "S": N_("Closed"),
    "U": N_("Low reliability"),
}
EVIDENCE = {
    "count": N_("Full count"),
    "sample": N_("Sample scaled up"),
    "ratio": N_("Ratio estimate"),
    "informant": N_("Key informant"),
    "press": N_("Press or leak"),
    "model": N_("Modelled"),
}
EVIDENCE_FLOORS = {
    "all": N_("All, modelled too"),
    "observed": N_("Observed only"),
    "count": N_("Full counts only"),
}
INFORMAL_BASES = {
    "none": N_("Formal only"),
    "low": N_("+ informal, low"),
    "central": N_("+ informal, central"),
    "high": N_("+ informal, high"),
}
RANGE_ENDS = {"low": N_("low"), "central": N_("central"), "high": N_("high")}
#: Open SDG's bands of progress.
STATUS_BANDS = {
    "achieved": N_("Target reached"),
    "on_track": N_("On track"),
    "moderate": N_("Moderate progress, faster growth needed"),
    "limited": N_("Limited progress, far too slow"),
    "away": N_("Moving away"),
}
CALENDARS = {
    "greg": N_("Months (Gregorian)"),
    "fy": N_("Pakistan fiscal years"),
    "sh": N_("Solar Hijri years"),
}
YEARS = {
    "greg": N_("Calendar years"),
    "fy": N_("Pakistan’s fiscal years"),
    "sh": N_("Solar Hijri years"),
}
#: How well a year of one calendar can be made of the pieces of another.
FITS = {
    "exact": N_("exact"),
    "approximate": N_("approximate, by whole months"),
    "incomplete": N_("months missing"),
    "refused": N_("cannot be re-cut"),
}
#: Where a piece of a published series comes from.
BLOCK_BASES = {
    "published": N_("published"),
    "residual": N_("left of a published block"),
    "implied": N_("implied by published blocks"),
    "annual": N_("published whole year"),
}
EFFECTS = {
    "opened": N_("Opened"),
    "closed": N_("Closed"),
    "partly_closed": N_("Partly closed"),
    "rule": N_("Rule"),
    "agreement": N_("Agreement"),
    "target": N_("Target"),
    "security": N_("Security"),
    "report": N_("Report"),
    "energy": N_("Energy"),
}
DEADLINE_BASES = {
    "stated": N_("stated"),
    "inferred": N_("inferred"),
    "one_source": N_("one source"),
    "none": N_("no date given"),
}
COUNTRIES = {"PK": N_("Pakistan"), "IR": N_("Iran")}
PRICE_KINDS = {
    "official": N_("Official price"),
    "market": N_("Price in shops and markets"),
    "street": N_("Street price of smuggled goods"),
    "border": N_("Price at the border"),
    "contract": N_("Contract price"),
}
#: What a step in an organisation or agreement amounts to.
STANDINGS = {
    "member": N_("Member"),
    "not_member": N_("Not a member"),
    "in_principle": N_("Agreed in principle"),
    "memorandum": N_("Memorandum"),
    "in_force": N_("In force"),
    "partly_applied": N_("In force in part"),
    "not_applied": N_("Not applied"),
    "held": N_("Held"),
    "statement": N_("Statement"),
}
#: What a statement rests on.
AUTHORITIES = {
    "document": N_("Official document"),
    "official": N_("Official statement"),
    "count": N_("Full count"),
    "informant": N_("Key informant"),
    "press": N_("Press"),
    "analysis": N_("Analysis"),
    "encyclopaedia": N_("Encyclopaedia"),
    "estimate": N_("Estimate"),
    "forecast": N_("Forecast"),
}
#: How far a road, railway or plan is.
FACT_STATES = {
    "open": N_("Open"),
    "limited": N_("Limited"),
    "trial": N_("Trial"),
    "under_construction": N_("Under construction"),
    "planned": N_("Planned"),
    "suspended": N_("Suspended"),
    "closed": N_("Closed"),
    "done": N_("Done"),
    "in_force": N_("In force"),
    "expired": N_("Expired"),
    "doubtful": N_("Doubtful"),
    "fact": N_("Measured or agreed"),
}
PLACE_KINDS = {
    "market": N_("Border market"),
    "market_planned": N_("Planned market"),
    "crossing": N_("Crossing"),
    "border_town": N_("Border town"),
    "port": N_("Port"),
    "port_city": N_("Port city"),
    "capital": N_("Capital"),
    "city": N_("City"),
    "town": N_("Town"),
}
STATES = {
    "observed": N_("Observed"),
    "modelled": N_("Modelled"),
    "zero": N_("True zero"),
    "closed": N_("Closed"),
    "not_open": N_("Not yet open"),
    "not_collected": N_("Not collected"),
    "no_rate": N_("No exchange rate"),
}

#: What a unit value is found to be among others of the same goods.
VERDICTS = {
    "plausible": N_("Plausible"),
    "implausible": N_("Implausible: ask the source"),
    "alone": N_("Nothing to compare with"),
}
#: Whether a part of trade was there in both periods of a comparison.
PART_KINDS = {
    "continuing": N_("in both periods"),
    "new": N_("new"),
    "vanished": N_("vanished"),
}
#: What is known of the days of a period.
OPENNESS = {
    "open": N_("Open"),
    "closed": N_("Closed"),
    "unbounded": N_("Disputed throughout"),
    "before": N_("Before the official opening"),
}
#: What one unit of a quantity is called after "US$ …".
PER_UNIT = {"t": N_("a tonne"), "litre": N_("a litre")}


def of(labels: Mapping[str, str], code: str) -> str:
    """The label of a code; a code that has none stands for itself."""
    return _(labels[code]) if code in labels else code


def market(code: str) -> str:
    return of(MARKETS, code)


def direction(code: str) -> str:
    return of(DIRECTIONS, code)


def channel(code: str) -> str:
    return of(CHANNELS, code)


def book(code: str) -> str:
    return of(BOOKS, code)


def line(direction_: str, reporter: str, modelled: bool) -> str:
    """One line of figures: its direction, its book where it has one, and how it was made."""
    return ", ".join(
        [
            direction(direction_),
            *([book(reporter)] if reporter else []),
            _("modelled range") if modelled else _("observed"),
        ]
    )


def evidence(code: str) -> str:
    return of(EVIDENCE, code)
