"""What the reader is looking at, and its link.

The link is the view: stable codes, defaults left out, never an error. A value that is unknown
falls back to its default and is named, so that a page can say so; an unknown version becomes
``UNREADABLE``, so that no page shows other figures in its place. Which codes exist depends on
the data (markets, targets, goods), so decoding takes the ``Choices`` of a data set.

| key | field | form |
| --- | --- | --- |
| market | markets | ids joined by "~", ``none`` for an empty selection; without it all of the data set |
| channel | channels | ``formal~informal`` |
| dir | directions | ``PK_TO_IR~IR_TO_PK`` |
| reporter | reporter | ``both``, ``PK``, ``IR`` |
| goods | goods | codes joined by "~" |
| time | time | ``2021-01..latest`` |
| cal, cur | calendar, currency | codes |
| evidence | evidence | ``all``, ``observed``, ``count`` |
| informal | informal | ``none``, ``low``, ``central``, ``high`` |
| target, base, end | target, base_year, end_year | id, years |
| events | events | ``on``, ``off`` |
| table, q | table, search | table name, free text (the data page) |
| since | since_year | year in which the first year of the observed pace ends |
| cif | cif_margin | percent taken off the importer's figure on the mirror page |
| duty | duty | ``11..45``: lowest and highest duty rate, percent |
| s_fuel | fuel_formalised | percent of the informal fuel that becomes formal |
| s_growth | growth_change | percentage points added to the yearly growth |
| s_markets, s_year | more_markets, markets_year | how many more markets, and from when |
| s_days | opening_days | days a year that the markets are open |
| s_gap | price_gap | percent by which the fuel price gap changes |
| tab | tables | names of the charts that are shown as tables, joined by "~" |
| chart | chart | name of the one chart that the link is about; "" for the whole page |
| lang | language | code |
| v | version | first 16 of a fingerprint (10 up to 0.4.0), or a draft’s name; without it the current one |
| vs | versus | the same: the version that the history page compares with |
"""

from bordertrade.view.choices import Choices, choices_of
from bordertrade.view.codec import KEYS, Fallback, decode, encode, link
from bordertrade.view.state import (
    BOTH,
    BOUNDS,
    DEFAULT,
    DUTY,
    EARLIEST,
    LATEST,
    LONGEST_SEARCH,
    LONGEST_VALUE,
    MOST_GOODS,
    OPENING_DAYS,
    UNREADABLE,
    Percents,
    TimeSpan,
    Toggle,
    ViewState,
)

__all__ = [
    "BOTH",
    "BOUNDS",
    "DEFAULT",
    "DUTY",
    "EARLIEST",
    "KEYS",
    "LATEST",
    "LONGEST_SEARCH",
    "LONGEST_VALUE",
    "MOST_GOODS",
    "OPENING_DAYS",
    "UNREADABLE",
    "Choices",
    "Fallback",
    "Percents",
    "TimeSpan",
    "Toggle",
    "ViewState",
    "choices_of",
    "decode",
    "encode",
    "link",
]
