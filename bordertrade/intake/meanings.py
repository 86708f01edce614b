"""What a text beside the numbers says about them: shares, running sums, other countries, money.

Such a text is never dropped unasked (``intake.asked``); the checker marks notes that hold one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bordertrade.dataset.names import fold
from bordertrade.intake.scales import scale_in_sentence
from bordertrade.intake.spellings import country_spelled, currency_in, words_of

_CUMULATIVE = (
    *("cumulative", "cumulated", "cum", "ytd", "year to date", "since the beginning of the year"),
    *("since july", "running total", "accumulated", "تجمعی", "تجمیعی", "انباشته", "از ابتدای سال"),
    *("از اول سال", "مجموعی", "جولائی سے", "سال کے آغاز سے"),
)
_SHARE = re.compile(r"[%٪‰]|\bper\s?cent|درصد|فیصد|فی صد", re.IGNORECASE)
#: Countries and groups that trade figures of either book are also given for.
_OTHERS = (
    *("World", "All countries", "W00", "جهان", "دنیا", "کل دنیا"),
    *("Afghanistan", "AFG", "افغانستان", "China", "CHN", "چین", "India", "IND", "هند", "بھارت"),
    *("Iraq", "IRQ", "عراق", "Turkey", "Türkiye", "TUR", "ترکیه", "ترکی", "UAE", "ARE"),
    *("United Arab Emirates", "امارات", "امارات متحده عربی", "متحدہ عرب امارات", "Oman", "OMN"),
    *("عمان", "Qatar", "QAT", "قطر", "Kuwait", "KWT", "کویت", "Saudi Arabia", "SAU"),
    *("عربستان", "سعودی عرب", "Turkmenistan", "TKM", "ترکمنستان", "Tajikistan", "TJK"),
    *("تاجیکستان", "Uzbekistan", "UZB", "ازبکستان", "Azerbaijan", "AZE", "آذربایجان", "Armenia"),
    *("ARM", "ارمنستان", "Russia", "Russian Federation", "RUS", "روسیه", "روس", "Germany", "DEU"),
    *("آلمان", "جرمنی", "United States", "USA", "آمریکا", "امریکہ", "United Kingdom", "GBR"),
    *("انگلستان", "برطانیہ", "Japan", "JPN", "ژاپن", "جاپان", "Korea", "KOR", "Malaysia", "MYS"),
    *("Indonesia", "IDN", "Bangladesh", "BGD", "بنگلادش", "بنگلہ دیش", "Sri Lanka", "LKA"),
    *("Kazakhstan", "KAZ", "قزاقستان", "Kyrgyzstan", "KGZ", "Syria", "SYR", "سوریه", "Lebanon"),
    *("LBN", "Italy", "ITA", "France", "FRA", "Spain", "ESP", "Brazil", "BRA", "Netherlands"),
)
_OTHER = {fold(name): name for name in _OTHERS}
#: Moneys that this record does not take, as titles and units name them.
_OTHER_MONEYS = frozenset(
    map(
        fold,
        (
            *("euro", "euros", "eur", "yuan", "cny", "rmb", "renminbi", "dirham", "dirhams", "aed"),
            *("pound", "pounds", "gbp", "yen", "jpy", "inr", "afghani", "afghanis", "sdr", "chf"),
            *("یورو", "یوان", "درهم", "پوند", "ین", "یورو", "درہم", "پاؤنڈ", "افغانی"),
        ),
    )
)
#: What stands beside a country's name: "Iran, Islamic Rep.".
_BESIDE = re.compile(r"[,(\[].*$")


def is_cumulative(text: str) -> bool:
    """Whether a text speaks of sums since the start of a year."""
    told = f" {' '.join(words_of(text))} "
    return any(f" {' '.join(words_of(each))} " in told for each in _CUMULATIVE)


def is_share(text: str) -> bool:
    """Whether a text speaks of percent."""
    return bool(_SHARE.search(text))


@lru_cache(maxsize=4096)
def country_in(text: str) -> str:
    """ "PK" or "IR" where a cell names one of the two, "other" for another country, "" for none."""
    for each in (text, _BESIDE.sub("", text)):
        own = country_spelled(each)
        if own:
            return own
        if fold(each) in _OTHER:
            return "other"
    return ""


def other_country_in(line: str) -> str:
    """Another country that a line names; "" for none."""
    words = words_of(line)
    spelled = {"".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, at + 4)}
    return next((name for key, name in _OTHER.items() if len(key) > 3 and key in spelled), "")


def other_money_in(line: str) -> str:
    """A money that a line names and this record does not take: "Euro"; "" for none."""
    if "€" in line:
        return "€"
    return next((word for word in words_of(line) if word in _OTHER_MONEYS), "")


def says_something(line: str) -> bool:
    """Whether a line says something about numbers: their scale, money, kind or country."""
    return bool(
        scale_in_sentence(line) != 1
        or currency_in(line)
        or other_money_in(line)
        or is_share(line)
        or is_cumulative(line)
        or other_country_in(line)
    )


def line_of(cells: Sequence[str]) -> str:
    """The text of a record that is no row: its cells that say anything."""
    return " ".join(cell.strip() for cell in cells if cell.strip())[:200]
