"""The headings of large databases' exports, as their documentation and public files have them.

UN Comtrade's API and its older downloads, WITS, SDMX-CSV of trade by partner, the monthly tables of
Iran's customs (IRICA), and the wide tables of ITC Trade Map (``trade_map`` reads these).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bordertrade.dataset.names import fold
from bordertrade.intake.spellings import flow_in


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
#: ITC Trade Map's tables: of goods, and of the markets of one kind of goods.
CODES = frozenset(map(fold, ("Product code", "Code", "HS4", "HS6", "HS code")))
LABELS = frozenset(map(fold, ("Product label", "Product description")))
MARKETS = frozenset(map(fold, ("Exporters", "Importers")))
#: "Pakistan's imports from Iran: Value in 2023", "Imported quantity in 2024-Q1, Tons".
FIGURE = re.compile(
    r"(?P<about>.*?)[\s:,;-]*\b(?P<flow>imported|exported)?\s*(?P<kind>value|quantity)\s+in\s+"
    r"(?P<year>\d{4})(?:-?(?P<part>[QM])(?P<number>\d{1,2}))?(?P<more>\s*[,(].*)?",
    re.IGNORECASE,
)
_LONGEST = 200
#: What the rows of tables of imports and exports are about.
_SUBJECTS = frozenset(
    map(
        fold,
        (
            "Country",
            "Countries",
            "Partner",
            "Commodity",
            "Commodities",
            "کشور",
            "کالا",
            "ملک",
            "مال",
        ),
    )
)
#: More than names that are known: such a header is sure.
_WORTH = 20


def export_of(header: Sequence[str]) -> Export | None:
    """The database whose export has such a header."""
    names = set(map(fold, header[:200]))
    return next(
        (e for e in EXPORTS if all(any(each in names for each in any_) for any_ in e.needs)), None
    )


def is_trade_map(header: Sequence[str]) -> bool:
    """Whether a record is the header of a table of ITC Trade Map, or the first line of it."""
    short = [text.strip() for text in header[:200] if len(text) <= _LONGEST]
    names = [fold(text) for text in short]
    if any(each in LABELS for each in names):
        return any(each in CODES for each in names)
    return any(each in MARKETS for each in names) and any(map(FIGURE.fullmatch, short))


def export_worth(header: Sequence[str]) -> int:
    """How much a record looks like the header of a known export."""
    return _WORTH if export_of(header) or is_trade_map(header) else _flows_worth(header)


def _flows_worth(header: Sequence[str]) -> int:
    """Imports and exports beside countries or goods: how many such headings there are."""
    short = [text for text in header[:200] if len(text) <= _LONGEST]
    flows = sum(1 for text in short if any(flow_in(word) for word in text.split()))
    subjects = sum(1 for text in short if fold(text) in _SUBJECTS)
    return flows + subjects if flows and subjects else 0
