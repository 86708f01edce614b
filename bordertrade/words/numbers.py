"""Numbers for people: money, ranges, shares, ages. Units always stand with the number."""

from __future__ import annotations

import math
from functools import lru_cache

from babel.numbers import format_decimal

from bordertrade.envelope import Envelope
from bordertrade.words.catalogue import N_, _, language, locale, ngettext

#: A no-break space between a number and its unit; thin ones break in some fonts.
_NBSP = "\u00a0"
MISSING = "–"

_SCALES = (
    (1e12, N_("{number} tn")),
    (1e9, N_("{number} bn")),
    (1e6, N_("{number} m")),
    (1e3, N_("{number} thousand")),
)


def decimal(value: float, digits: int = 0) -> str:
    """A number with the language's separators and a fixed number of decimals."""
    if abs(value) <= 0.5 * 10.0**-digits:
        value = 0.0  # never "-0"
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=locale())


def significant(value: float, figures: int = 2) -> float:
    """A number cut to its significant figures: what a modelled value honestly says."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, figures - 1 - math.floor(math.log10(abs(value))))


def scaled(value: float, figures: int = 4) -> str:
    """1222000000 -> "1.222 bn": at most ``figures`` figures, and the scale in words."""
    return _scaled(value, figures, language())


@lru_cache(maxsize=16384)
def _scaled(value: float, figures: int, _language: str) -> str:
    """Remembered: the same few thousand amounts stand in every view of one record."""
    value = significant(value, figures)
    for size, text in _SCALES:
        if abs(value) >= size:
            return _(text, number=_short(value / size, figures)).replace(" ", _NBSP)
    return _short(value, figures)


def _short(value: float, figures: int) -> str:
    if value == 0:
        return decimal(0)
    digits = max(0, figures - 1 - math.floor(math.log10(abs(value))))
    text = decimal(value, digits)
    if digits:
        point = decimal(0.1, 1)[1]
        text = text.rstrip(decimal(0)).rstrip(point)
    return text


def usd(value: float | None, figures: int = 4) -> str:
    """US$ for people. Missing is a dash, never a nought."""
    if value is None or math.isnan(value):
        return MISSING
    if value < 0:
        return _("−US${amount}", amount=scaled(-value, figures))
    return _("US${amount}", amount=scaled(value, figures))


def usd_range(value: Envelope, figures: int = 2) -> str:
    """A range in US$: both ends, never the middle alone; one number where both read the same.
    "US$0.8–2.9 bn".
    """
    return _usd_range(value, figures, language())


@lru_cache(maxsize=16384)
def _usd_range(value: Envelope, figures: int, _language: str) -> str:
    if value.is_exact:
        return usd(value.central, 4)
    if usd(value.low, figures) == usd(value.high, figures):
        return usd(value.high, figures)
    if value.low < 0:
        return _("{low} to {high}", low=usd(value.low, figures), high=usd(value.high, figures))
    low, high, one_scale = ends(value, figures)
    if one_scale:
        return _("US${low}–{high}", low=low, high=high)
    return _("US${low} to {high}", low=low, high=high)


def ends(value: Envelope, figures: int = 2) -> tuple[str, str, bool]:
    """Both ends of a range without a unit, and whether the scale of the high one is that of both:
    ("0.8", "2.9 bn", True), ("2 m", "2.9 bn", False).
    """
    shown = significant(value.high, figures)
    scale = next((size for size, __ in _SCALES if shown >= size), 1.0)
    high = scaled(value.high, figures)
    if 0 < value.low < scale / 10:
        return scaled(value.low, figures), high, False
    return _short(significant(value.low, figures) / scale, figures + 1), high, True


def litres(value: float | None, figures: int = 3) -> str:
    """A volume for people: "2.8 bn litres"."""
    if value is None or math.isnan(value):
        return MISSING
    return _("{amount} litres", amount=scaled(value, figures)).replace(" ", _NBSP)


def rupees(value: float | None, figures: int = 3) -> str:
    """Pakistani rupees for people: "Rs227 bn"."""
    if value is None or math.isnan(value):
        return MISSING
    return _("Rs{amount}", amount=scaled(value, figures))


def litres_range(low: float, high: float, figures: int = 3) -> str:
    """Both ends of a volume: "1.7–3.65 bn litres"."""
    text = _("{amount} litres", amount=_ends(low, high, figures))
    return text.replace(" ", _NBSP)


def rupees_range(low: float, high: float, figures: int = 3) -> str:
    """Both ends of an amount in rupees: "Rs100–150 bn"."""
    return _("Rs{amount}", amount=_ends(low, high, figures))


def _ends(low: float, high: float, figures: int) -> str:
    """Two amounts of one scale with the scale said once; each with its own where they differ."""
    if scaled(low, figures) == scaled(high, figures):
        return scaled(high, figures)
    scale = next((size for size, __ in _SCALES if significant(high, figures) >= size), 1.0)
    first = (
        scaled(low, figures)
        if 0 < low < scale / 10
        else _short(significant(low, figures) / scale, figures)
    )
    return _("{low}–{high}", low=first, high=scaled(high, figures))


def envelope(low: float, central: float, high: float) -> Envelope:
    """Three cells of a row as a range."""
    return Envelope(float(low), float(central), float(high))


def percent(share: float, digits: int = 0) -> str:
    """0.29 -> "29 %"."""
    return _("{number} %", number=decimal(share * 100, digits)).replace(" ", _NBSP)


def percent_range(value: Envelope, digits: int = 0) -> str:
    """A range of shares: "15–120 %", both ends, never the middle alone."""
    if value.is_exact:
        return percent(value.central, digits)
    low, high = decimal(value.low * 100, digits), percent(value.high, digits)
    return _("{low}–{high}", low=low, high=high) if low != high.split(_NBSP)[0] else high


def width(value: Envelope) -> str:
    """How wide a range is: high over low, or that nothing bounds it below."""
    if value.ratio is None:
        return _("unbounded below")
    digits = 0 if value.ratio >= 10 else 1
    return _("high is {number} times low", number=decimal(value.ratio, digits))


def age(months: int) -> str:
    """How old a figure is."""
    return ngettext("{count} month old", "{count} months old", months)


def ago(months: int) -> str:
    """How long ago something ended."""
    return ngettext("{count} month ago", "{count} months ago", months)
