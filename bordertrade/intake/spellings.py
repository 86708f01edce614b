"""How people spell the contract's codes, in English, Urdu and Persian.

A spelling that stands here is understood as its code and shown to be confirmed; one that is only
near is suggested. Codes that stand for themselves ("USD") need no entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from bordertrade.dataset.contract import Column
from bordertrade.dataset.names import fold
from bordertrade.intake.scales import parted
from bordertrade.vocabulary import Direction, Reporter

#: Between a number and a word: 1000USD.
_BORDERS = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")

Spellings = Mapping[str, tuple[str, ...]]

_REPORTERS: Spellings = {
    "PK": ("Pakistan", "Pak", "PAK", "Islamic Republic of Pakistan", "پاکستان", "پاک", "پاكستان"),
    "IR": ("Iran", "IRN", "Islamic Republic of Iran", "I.R. Iran", "ایران", "جمهوری اسلامی ایران"),
}
_CURRENCIES: Spellings = {
    "USD": (
        *(
            "$",
            "US$",
            "US $",
            "USD$",
            "US dollar",
            "US dollars",
            "U.S. dollars",
            "dollar",
            "dollars",
        ),
        *("دلار", "دلاری", "دلار آمریکا", "دلار امریکا", "ڈالر", "امریکی ڈالر"),
    ),
    "PKR": (
        *(
            "Rs",
            "Rs.",
            "Re",
            "Rupee",
            "Rupees",
            "Pak Rs",
            "Pakistani rupee",
            "Pakistani rupees",
            "₨",
        ),
        *("روپیہ", "روپے", "روپئے", "پاکستانی روپیہ", "پاکستانی روپے", "روپیه", "روپیه پاکستان"),
    ),
    "IRR": (
        "rial",
        "rials",
        "riyal",
        "Iranian rial",
        "Iranian rials",
        "﷼",
        "ریال",
        "ریالی",
        "ریال ایران",
        "ایرانی ریال",
    ),
    "IRT": ("toman", "tomans", "tuman", "touman", "تومان", "تومانی", "تومن", "ایرانی تومان"),
}
_DIRECTIONS: Spellings = {
    "PK_TO_IR": (
        *("Pakistan to Iran", "PK to IR", "PK-IR", "PK→IR", "PK>IR", "Pakistan-Iran", "to Iran"),
        *("از پاکستان به ایران", "پاکستان به ایران", "به ایران", "پاکستان سے ایران", "ایران کو"),
    ),
    "IR_TO_PK": (
        *(
            "Iran to Pakistan",
            "IR to PK",
            "IR-PK",
            "IR→PK",
            "IR>PK",
            "Iran-Pakistan",
            "to Pakistan",
        ),
        *(
            "از ایران به پاکستان",
            "ایران به پاکستان",
            "به پاکستان",
            "ایران سے پاکستان",
            "پاکستان کو",
        ),
    ),
    "TWO_WAY": (
        "two-way",
        "two way",
        "both",
        "both ways",
        "دوطرفه",
        "دو طرفه",
        "دوطرفہ",
        "دو طرفہ",
    ),
}
_EXPORTS = ("export", "exports", "exported", "صادرات", "صادر", "برآمد", "برآمدات", "ایکسپورٹ")
_IMPORTS = ("import", "imports", "imported", "واردات", "وارد", "درآمد", "درآمدات", "امپورٹ")
_FLOWS = {
    **{fold(name): "X" for name in _EXPORTS},
    **{fold(name): "M" for name in _IMPORTS},
}
_STATUSES: Spellings = {
    "A": ("normal", "final", "actual", "confirmed", "قطعی", "نهایی", "عادی", "حتمی", "معمول"),
    "B": ("break", "break in series"),
    "D": ("definition differs",),
    "E": ("estimate", "estimated", "derived", "برآورد", "برآوردی", "تخمینی", "تخمین", "تخمینہ"),
    "F": ("forecast", "projected", "پیش‌بینی", "پیش گوئی"),
    "I": ("imputed",),
    "L": ("not collected", "missing", "جمع‌آوری نشده", "جمع نہیں ہوا"),
    "M": ("cannot exist", "not applicable"),
    "P": (
        "provisional",
        "preliminary",
        "prov",
        "prov.",
        "موقت",
        "موقتی",
        "مقدماتی",
        "عارضی",
        "ابتدائی",
    ),
    "S": ("closed", "closure", "strike", "بسته", "تعطیل", "بند"),
    "U": ("low reliability", "unreliable", "کم‌اعتبار", "غیر معتبر"),
}
_EVIDENCE: Spellings = {
    "count": (
        "full count",
        "counted",
        "customs",
        "customs record",
        "شمارش",
        "گمرک",
        "گنتی",
        "کسٹمز",
    ),
    "sample": ("survey", "sample survey", "نمونه", "نمونه‌گیری", "نمونہ"),
    "ratio": ("ratio estimate", "نسبت"),
    "informant": ("key informant", "interview", "مطلع", "مصاحبه", "اطلاع دہندہ"),
    "press": ("press report", "news", "media", "newspaper", "مطبوعات", "روزنامه", "اخبار", "میڈیا"),
    "model": ("modelled", "modeled", "مدل", "ماڈل"),
}
_SERIES: Spellings = {
    "pk_moc": ("Ministry of Commerce", "MoC", "وزارت تجارت", "وزارتِ تجارت"),
    "sbp": ("State Bank", "State Bank of Pakistan", "اسٹیٹ بینک", "بانک دولتی پاکستان"),
    "ir_customs": ("IRICA", "Iran customs", "Iranian customs", "گمرک ایران", "گمرک"),
    "ir_tpo": ("TPO", "Trade Promotion Organization", "سازمان توسعه تجارت"),
    "press": ("news", "media", "مطبوعات", "اخبار"),
}
_RATE_TYPES: Spellings = {
    "official": ("official rate", "interbank", "inter-bank", "رسمی", "سرکاری"),
    "nima": ("NIMA rate", "Nima", "نیما", "نرخ نیما", "سامانه نیما", "نیمایی"),
    "open_market": ("open market", "free market", "market", "بازار آزاد", "آزاد", "اوپن مارکیٹ"),
}
_CLASSIFICATIONS: Spellings = {
    "HS": ("H.S.", "Harmonized System", "HS code", "سامانه هماهنگ"),
    "SITC1": ("SITC", "SITC Rev. 1", "SITC 1"),
    "other": ("others", "سایر", "دیگر"),
}
_EFFECTS: Spellings = {
    "opened": ("open", "opening", "reopened", "باز", "افتتاح", "کھول دیا", "بازگشایی"),
    "closed": ("close", "closure", "shut", "بسته", "بند"),
    "partly_closed": ("partly closed", "partially closed"),
    "agreement": ("agreed", "توافق", "معاہدہ", "توافقنامه"),
    "security": ("attack", "امنیتی", "سیکیورٹی"),
    "report": ("گزارش", "رپورٹ"),
    "energy": ("انرژی", "توانائی"),
}
_PRICE_KINDS: Spellings = {
    "official": ("official price", "notified", "pump", "pump price", "رسمی", "مصوب", "سرکاری"),
    "market": ("market price", "retail", "wholesale", "shop", "بازار", "خرده‌فروشی", "مارکیٹ"),
    "street": ("street price", "smuggled", "roadside", "قاچاق", "سڑک", "اسمگل شدہ"),
    "border": ("border price", "at the border", "مرز", "لب مرز", "سرحد"),
    "contract": ("contract price", "agreed price", "قرارداد", "قراردادی", "معاہدہ"),
}
_STANDINGS: Spellings = {
    "member": ("full member", "joined", "acceded", "عضو", "رکن"),
    "not_member": ("not a member", "applied", "observer", "غیرعضو", "غیر رکن"),
    "in_principle": ("agreed in principle", "اصولی", "اصولی منظوری"),
    "memorandum": ("MoU", "memorandum of understanding", "تفاهم‌نامه", "مفاہمت نامہ"),
    "in_force": ("in effect", "effective", "لازم‌الاجرا", "نافذ"),
    "held": ("meeting", "summit", "برگزار شد", "منعقد"),
    "statement": ("said", "interest", "اظهار نظر", "بیان"),
}
_AUTHORITIES: Spellings = {
    "document": ("official document", "treaty", "order", "سند", "دستاویز"),
    "official": ("official statement", "statement", "مقام رسمی", "سرکاری بیان"),
    "count": ("counted", "statistics", "شمارش", "گنتی"),
    "informant": ("key informant", "interview", "مطلع", "اطلاع دہندہ"),
    "press": ("press report", "news", "media", "مطبوعات", "اخبار"),
}
_BOOLEANS: Spellings = {
    "true": ("yes", "y", "1", "✓", "بله", "بلی", "آری", "ہاں", "جی ہاں"),
    "false": ("no", "n", "0", "خیر", "نه", "نہیں"),
}
#: Units have no closed list: only a spelling of one of these is understood or suggested.
_UNITS: Spellings = {
    "kg": (
        "kgs",
        "kgm",
        "kilo",
        "kilogram",
        "kilograms",
        "kilogramme",
        "کیلوگرم",
        "کیلو",
        "کلوگرام",
        "کلو",
    ),
    "t": (
        *("ton", "tons", "tonne", "tonnes", "mt", "metric ton", "metric tons", "metric tonne"),
        *("تن", "ٹن", "میٹرک ٹن", "تن متریک"),
    ),
    "litres": ("litre", "liter", "liters", "ltr", "لیتر", "لیٹر"),
    "trucks": ("truck", "lorry", "lorries", "کامیون", "ٹرک"),
    "trailers": ("trailer", "تریلی", "تریلر", "ٹریلر"),
    "people": ("persons", "نفر", "افراد"),
}

_BY_MEANING: Mapping[str, Spellings] = {
    "reporter": _REPORTERS,
    "country": _REPORTERS,
    "price_kind": _PRICE_KINDS,
    "standing": _STANDINGS,
    "authority": _AUTHORITIES,
    "currency": _CURRENCIES,
    "direction": _DIRECTIONS,
    "obs_status": _STATUSES,
    "evidence": _EVIDENCE,
    "series": _SERIES,
    "rate_type": _RATE_TYPES,
    "rate_basis": _RATE_TYPES,
    "classification": _CLASSIFICATIONS,
    "effect": _EFFECTS,
    "boolean": _BOOLEANS,
    "unit": _UNITS,
}


def meaning_of(column: Column) -> str:
    """Under which name a column's codes are spelled here: its semantic, its name or its type."""
    return next(
        (each for each in (column.semantic, column.name, column.type) if each in _BY_MEANING), ""
    )


def code_spelled(column: Column, text: str, reporter: str = "") -> str | None:
    """The code that a text spells in a column; None where it spells none.

    "Exports" is a direction only of a known ``reporter``.
    """
    folded = fold(text) or text.strip()
    known = _spelled(column)
    if folded in known:
        return known[folded]
    if meaning_of(column) == "direction" and reporter in set(Reporter):
        return _by_the_book(reporter).get(folded)
    return None


#: In these the nearest spelling may be the opposite: "from Iran", "Iraq", "Indian rupees".
_HARDLY_NEAR = frozenset({"currency", "direction", "reporter"})
#: So alike are two spellings of which one is a slip of the keyboard.
_SLIP = 0.9


def nearest_code(column: Column, text: str, cutoff: float = 0.7) -> str:
    """The code whose spelling is nearest to a text; "" where none is near.

    A spelling with something before it is none: "unofficial" is not nearly "official".
    """
    if meaning_of(column) in _HARDLY_NEAR:
        cutoff = max(cutoff, _SLIP)
    known, folded = _spelled(column), fold(text)
    found = get_close_matches(folded, known, 1, cutoff)
    return known[found[0]] if found and not folded.endswith(found[0]) else ""


def country_spelled(text: str) -> str:
    """The book that a country's name spells; "" for another country or none."""
    folded = fold(text)
    return _COUNTRIES.get(folded, "") if folded else ""


def flow_in(word: str) -> str:
    """ "M" for a word of imports, "X" for one of exports, as in "Imported value"; "" for neither."""
    return _FLOWS.get(fold(word), "")


def country_names(code: str) -> tuple[str, ...]:
    """The spellings of one of the two countries."""
    return (code, *_REPORTERS[code], *_CODES_OF_COUNTRIES[code])


def currency_in(text: str) -> str:
    """The currency that a header or title names, as in "Value (Rs million)"; "" for none or two."""
    return _named_in(text, _CURRENCIES)


def unit_in(text: str) -> str:
    """The unit that a header names, as in "Weight (kg)"; "" for none or two."""
    return _named_in(text, _UNITS)


def _named_in(text: str, spellings: Spellings) -> str:
    words = words_of(text)
    found = {
        code
        for code, names in spellings.items()
        for name in (code, *names)
        if f" {' '.join(words_of(name))} " in f" {' '.join(words)} "
    }
    return found.pop() if len(found) == 1 else ""


def names_measure(word: str) -> bool:
    """Whether a folded word is the name of a currency or unit."""
    return word in _measures()


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    spellings = (_CURRENCIES, _UNITS)
    return frozenset(
        fold(name) or name
        for each in spellings
        for code, names in each.items()
        for name in (code, *names)
    )


def words_of(text: str) -> list[str]:
    """The words of a text, folded; signs of money are words, and so is a number before a word."""
    spaced = _BORDERS.sub(" ", text.replace("$", " $ "))
    kept = "".join(c if c.isalnum() or c in "$₨﷼\u200c" else " " for c in spaced)
    return [part for word in kept.split() for part in parted(fold(word) or word)]


#: What statistical offices call the two countries besides.
_CODES_OF_COUNTRIES: Spellings = {
    "PK": ("PAK", "586"),
    "IR": (
        "IRN",
        "364",
        "Iran, Islamic Rep.",
        "Iran (Islamic Republic of)",
        "Islamic Rep. of Iran",
    ),
}
_COUNTRIES = {fold(name): code for code in _CODES_OF_COUNTRIES for name in country_names(code)}


@lru_cache(maxsize=256)
def _spelled(column: Column) -> dict[str, str]:
    """Folded spelling -> code, for the codes that the column allows."""
    spellings = _BY_MEANING.get(meaning_of(column), {})
    allowed = column.enum or tuple(spellings)
    names = {fold(name) or name: code for code in allowed for name in spellings.get(code, ())}
    return {**names, **{fold(code): code for code in allowed}}


def _by_the_book(reporter: str) -> dict[str, str]:
    """Exports and imports, seen from one country's book."""
    out, into = Direction.PK_TO_IR, Direction.IR_TO_PK
    if reporter == Reporter.IR:
        out, into = into, out
    return {
        **{fold(name): str(out) for name in _EXPORTS},
        **{fold(name): str(into) for name in _IMPORTS},
    }
