"""The headings of large databases' exports, as their documentation and public files have them.

UN Comtrade's API and its older downloads, WITS, SDMX-CSV of trade by partner, and the monthly
tables of Iran's customs (IRICA).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bordertrade.dataset.names import fold


@dataclass(frozen=True, slots=True)
class Export:
    """One database's form. Headings are folded; of several for one thing the first there counts.

    ``named``: column of the contract -> headings. ``reporter``, ``flow`` and ``partner`` are the
    headings of these; ``only``: heading -> the text whose rows count; ``level`` tells how deep
    goods are. ``fills`` hold for all rows; ``scale`` multiplies the value.
    """

    name: str
    needs: tuple[tuple[str, ...], ...]
    named: Mapping[str, tuple[str, ...]]
    partner: tuple[str, ...]
    reporter: tuple[str, ...] = ()
    flow: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fills: Mapping[str, str] = field(default_factory=dict)
    scale: int = 1


_API = Export(
    "UN Comtrade (API)",
    (("reportercode",), ("flowcode",), ("partnercode",), ("cmdcode",), ("primaryvalue",)),
    {
        "period": ("period",),
        "code": ("cmdcode",),
        "commodity": ("cmddesc",),
        "value_usd": ("primaryvalue",),
        "quantity": ("qty",),
        "unit": ("qtyunitabbr",),
        "classification": ("classificationcode",),
    },
    partner=("partnercode",),
    reporter=("reportercode",),
    flow=("flowcode",),
    level=("aggrlevel",),
    only={"partner2code": ("0",), "customscode": ("C00",), "motcode": ("0",)},
    fills={"classification": "HS"},
)
_VALUES = ("tradevalueus$", "tradevalueus", "tradevalue", "valueus$")
_LEGACY = Export(
    "UN Comtrade (older downloads)",
    (("reportercode",), ("partnercode",), ("commoditycode",), ("period",), _VALUES),
    {
        "period": ("period",),
        "code": ("commoditycode",),
        "commodity": ("commodity",),
        "value_usd": _VALUES,
        "quantity": ("qty",),
        "unit": ("qtyunit",),
        "classification": ("classification",),
    },
    partner=("partnercode",),
    reporter=("reportercode",),
    flow=("tradeflow", "tradeflowcode"),
    level=("aggregatelevel",),
    fills={"classification": "HS"},
)
_THOUSANDS = ("tradevalue1000usd", "tradevaluein1000usd")
_WITS = Export(
    "WITS",
    (("reporter", "reportername"), ("partner", "partnername"), ("productcode",), _THOUSANDS),
    {
        "period": ("year",),
        "code": ("productcode",),
        "commodity": ("productdescription",),
        "value_usd": _THOUSANDS,
        "quantity": ("quantity",),
        "unit": ("quantityunit", "qtyunit"),
        "classification": ("nomenclature",),
    },
    partner=("partner", "partnername"),
    reporter=("reporter", "reportername"),
    flow=("tradeflow", "tradeflowname"),
    fills={"classification": "HS", "series": "wits"},
    scale=1000,
)
_SDMX = Export(
    "SDMX-CSV",
    (("refarea",), ("counterpartarea",), ("timeperiod",), ("obsvalue",)),
    {"period": ("timeperiod",), "value_usd": ("obsvalue",)},
    partner=("counterpartarea",),
    reporter=("refarea",),
    flow=("tradeflow", "flow", "indicator"),
)
_IRICA = Export(
    "IRICA",
    (
        tuple(map(fold, ("کشور", "نام کشور"))),
        tuple(map(fold, ("کد تعرفه", "تعرفه"))),
        tuple(map(fold, ("ارزش دلاری", "ارزش دلار"))),
    ),
    {
        "period": tuple(map(fold, ("ماه", "سال"))),
        "code": tuple(map(fold, ("کد تعرفه", "تعرفه"))),
        "commodity": tuple(map(fold, ("شرح تعرفه", "شرح کالا", "نام تعرفه"))),
        "value_usd": tuple(map(fold, ("ارزش دلاری", "ارزش دلار"))),
        "quantity": tuple(map(fold, ("وزن (کیلوگرم)", "وزن به کیلوگرم"))),
    },
    partner=tuple(map(fold, ("کشور", "نام کشور"))),
    fills={"reporter": "IR", "classification": "HS", "series": "ir_customs", "unit": "kg"},
)
EXPORTS = (_API, _LEGACY, _WITS, _SDMX, _IRICA)
#: More than names that are known: such a header is sure.
_WORTH = 20


def export_of(header: Sequence[str]) -> Export | None:
    """The database whose export has such a header."""
    names = set(map(fold, header[:200]))
    return next(
        (e for e in EXPORTS if all(any(each in names for each in any_) for any_ in e.needs)), None
    )


def export_worth(header: Sequence[str]) -> int:
    """How much a record looks like the header of a known export."""
    return _WORTH if export_of(header) else 0
