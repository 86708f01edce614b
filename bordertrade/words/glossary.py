"""The field's words explained, and what is not known."""

from __future__ import annotations

from bordertrade.words.catalogue import N_

#: (term, meaning)
GLOSSARY: tuple[tuple[str, str], ...] = (
    (
        N_("Reporter, book"),
        N_(
            "The state that recorded a figure. Pakistan’s and Iran’s books disagree; they stand side by side and are never blended."
        ),
    ),
    (
        N_("Pakistan’s two books"),
        N_(
            "The Ministry of Commerce counts customs declarations, the State Bank payments through banks. For imports from Iran in FY2024-25 the first says US$1,222 m; the second leaves at most US$165 m for all seven small neighbours together. They count different things and are never mixed: the level of Pakistan’s book is the customs’ one."
        ),
    ),
    (
        N_("Basis of an exchange rate"),
        N_(
            "A rial has three rates: the official one (42,000 to 2023, for essential goods only), NIMA, at which exporters sell and importers buy (known from November 2018 to October 2025), and the open market. Amounts in rials are turned into US$ at the open market unless their file names another basis; where NIMA is not known the open market stands in for it."
        ),
    ),
    (N_("Direction"), N_("Which way the goods went: Iran → Pakistan or Pakistan → Iran.")),
    (N_("Channel"), N_("Formal: recorded at customs. Informal: not recorded.")),
    (
        N_("Mirror statistics"),
        N_(
            "The same flow on two books. What one says it sent, the other should say it received; the gap is formal trade on the other book, never informal trade."
        ),
    ),
    (
        N_("CIF and FOB"),
        N_(
            "Imports are valued with freight and insurance (CIF), exports without (FOB), so mirror figures differ even when both are right."
        ),
    ),
    (
        N_("Envelope"),
        N_(
            "Low, central and high. A sum adds lows to lows and highs to highs: an outer envelope, wider than a confidence interval."
        ),
    ),
    (
        N_("Modelled"),
        N_(
            "Worked out from cited anchors because nobody published the figure. Drawn hatched and dashed; can be switched off."
        ),
    ),
    (N_("Evidence"), N_("How a number was made, from a full count to a press report or a model.")),
    (
        N_("Observation status"),
        N_(
            "The SDMX letter that says whether a figure is normal, estimated, provisional, or why there is none."
        ),
    ),
    (
        N_("Not collected, closed, not yet open, true zero"),
        N_("Four different reasons for an empty place in a chart; each has its own mark."),
    ),
    (
        N_("Required growth"),
        N_(
            "(target / base)^(1 / years) − 1: the yearly growth that would reach the target. A need, not a forecast."
        ),
    ),
    (
        N_("Fiscal year, Solar Hijri year"),
        N_(
            "Pakistan’s year runs from July to June, Iran’s from Nowruz (20 or 21 March). A figure moves to another calendar only where it fits whole."
        ),
    ),
    (
        N_("Joint border market"),
        N_(
            "One of six markets agreed on 21 April 2021. The first three are Gabd–Rimdan, Mand–Pishin and Chadgi–Kouhak."
        ),
    ),
)

NOT_KNOWN: tuple[str, ...] = (
    N_("The turnover of any joint border market: never published."),
    N_(
        "Working days, item lists and tax rates of the markets, beyond 152 items and US$50–100 a person at Mand."
    ),
    N_("The names of the second three markets."),
    N_("Trade by market and month: what stands here is modelled."),
    N_("Informal trade in anything but fuel, and informal trade from Pakistan to Iran."),
    N_(
        "Pakistan’s exports to Iran in FY2024-25: not published in any source seen; near zero since 2020 on Pakistan’s book, hundreds of millions on Iran’s."
    ),
    N_("Full-year figures for FY2025-26 and SH1404, and Iran’s for SH1395–SH1399."),
    N_(
        "Whether US$10 bn is meant to include informal trade, and by when: 2029 is inferred from “the next five years”; 2028 was stated twice, in August and November 2025."
    ),
    N_("Surveyed positions of the markets: those on the map are good to 3–5 km."),
)
