"""How each measure is told to people: its title, formula and meaning."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.words.catalogue import N_


@dataclass(frozen=True, slots=True)
class Method:
    """English texts, translated when they are shown. Keys are those of ``MEASURES``."""

    title: str
    formula: str
    meaning: str


METHODS: dict[str, Method] = {
    "level": Method(
        N_("Level of a book"),
        N_("imports + exports of one period on one book"),
        N_(
            "Only directions that the book publishes for that very year; where one is missing the level reads “at least”. Preferred figures are chosen in the order of the methods document."
        ),
    ),
    "required_growth": Method(
        N_("Required growth"),
        N_("(target / base)^(1 / years) − 1"),
        N_(
            "Years are counted from the Gregorian year in which the base period ends to the deadline."
        ),
    ),
    "growth_from_now": Method(
        N_("Growth needed if trade has stood still"),
        N_("(target / base)^(1 / (deadline − this year)) − 1"),
        N_(
            "The newest figures are more than a year old: this is what the years that are really left would ask for."
        ),
    ),
    "pace": Method(
        N_("Observed pace"),
        N_("(level now / level then)^(1 / years) − 1"),
        N_(
            "Compound growth on one book since FY2019-20 (Pakistan) or SH1400 (Iran), or another year of your choice. Only directions published at both ends are compared."
        ),
    ),
    "year_reached": Method(
        N_("Year reached at the observed pace"),
        N_("base year + ln(target / base) / ln(1 + pace), rounded up"),
        N_(
            "A continuation, not a forecast. None is given with informal trade, which has one estimate and no pace."
        ),
    ),
    "status": Method(
        N_("Status by Open SDG’s method"),
        N_("R = observed growth / required growth, both from t0"),
        N_(
            "R of 0.95 and more: on track; 0.60: moderate; 0: limited; below: moving away. The choice of the first year t0 changes it, so every t0 is shown."
        ),
    ),
    "targets_in_force": Method(
        N_("The target as it moved"),
        N_("the amount last announced, year by year"),
        N_("US$1 bn in 2006, 3 in 2012, 5 in 2016, 10 in 2024."),
    ),
    "three_markets": Method(
        N_("The three markets together"),
        N_("Σ months of the model’s own row for the three; of the three, where one is observed"),
        N_("Part of the national figures; never added to them."),
    ),
    "markets_share": Method(
        N_("What the three markets are, and could be"),
        N_("formal beside the markets / published figure; informal fuel / what is missing"),
        N_("Over 100 % of a published figure the sources disagree; it is said and never clipped."),
    ),
    "scenario": Method(
        N_("Scenario"),
        N_(
            "(1 + g + points)^(t − Y0) × (L0 + three × (days / 250 − 1) + markets × three / 3 × days / 250) + fuel × pays × share × phase"
        ),
        N_(
            "A thought experiment on one book, no forecast. With all levers at rest it is L0 × (1 + g)^(t − Y0) exactly. Lows go with lows; where fewer days take trade away the most that is lost belongs to the low."
        ),
    ),
    "pace_range": Method(
        N_("Range of the pace"),
        N_("least and most growth a year from any later first year to the newest"),
        N_(
            "How much the pace depends on where it is counted from; the chosen first year is central."
        ),
    ),
    "lever_effects": Method(
        N_("What each lever changes"),
        N_("level with one lever alone − level with all at rest, in the target’s year"),
        N_("Single effects and what they do together sum to the whole, end by end of the range."),
    ),
    "lever_reach": Method(
        N_("Which lever matters most"),
        N_("change of the level from one end of a lever’s reach to the other, moved alone"),
        N_("The reach of each lever is a judgement and stands with its reason under the chart."),
    ),
    "lever_need": Method(
        N_("What one lever would need"),
        N_("smallest whole setting, alone, with level ≥ target in the target’s year"),
        N_(
            "Found by halving; where even the furthest setting falls short, what is missing is told."
        ),
    ),
    "transit": Method(
        N_("Transit"),
        N_("published quantities, as published"),
        N_("Goods that only pass through are on no book of two-way trade and part of no scenario."),
    ),
    "mirror": Method(
        N_("Mirror gap"),
        N_("Iran’s figure − Pakistan’s figure"),
        N_("One direction and period on both books; figures of one compiler are paired first."),
    ),
    "mirror_years": Method(
        N_("Mirror of two years"),
        N_("gap I − P; ratio I / P; asymmetry (I − P) / ((I + P) / 2), from −2 to 2"),
        N_(
            "P and I are the figures of Pakistan’s and Iran’s book, the importer’s divided by 1 + the margin for freight and insurance. Equal periods are paired first, then July–June years with the Solar Hijri year that shares most of their days; the months by which they miss each other stand beside."
        ),
    ),
    "mirror_causes": Method(
        N_("Causes of a mirror gap"),
        N_(
            "freight holds if 0 ≤ importer / exporter − 1 ≤ 30 %; the years hold if Iran’s figure ≤ Σ of all pieces that touch its year"
        ),
        N_(
            "The verdicts on freight and on the years follow from the figures; the others are judgements on what the named sources say."
        ),
    ),
    "recut": Method(
        N_("One series in another calendar"),
        N_("Σ of the pieces in a year; between Σ of those inside it and Σ of those that touch it"),
        N_(
            "Exact where pieces fill the year to the day, approximate where whole months count for the year that holds most of their days, otherwise refused: only the source could divide a piece."
        ),
    ),
    "import_years": Method(
        N_("Pakistan’s imports in three calendars"),
        N_("months and blocks of months, then whole fiscal years"),
        N_(
            "A published block less the months published inside it is a piece; halves of a year are not."
        ),
    ),
    "fuel": Method(
        N_("Informal fuel, national"),
        N_("litres a year × US$ a litre"),
        N_(
            "Low × low, central × central, high × high. The volume is published, the price assumed."
        ),
    ),
    "estimates": Method(
        N_("Published estimates"),
        N_("litres or rupees a day × 365, or a month × 12; tonnes × 1,175 litres"),
        N_(
            "Each estimate as its source gave it: one number stays one number, “at least” and “at most” stay one-sided. Rupees become US$ at the mean rate of the estimate’s own period; without a sourced rate there is no dollar figure."
        ),
    ),
    "value_of_goods": Method(
        N_("Value of smuggled fuel"),
        N_("litres a year × US$ a litre"),
        N_(
            "Modelled wherever no value was published. Each volume of Pakistan’s border from 2023 on is valued once; repeats are not."
        ),
    ),
    "arithmetic": Method(
        N_("Arithmetic that does not close"),
        N_("larger statement / smaller statement; it closes up to 1.15"),
        N_("One quantity computed from two published statements that should agree."),
    ),
    "formalisation": Method(
        N_("Formalisation ratio"),
        N_("formal / (formal + informal)"),
        N_(
            "Goods from Iran only. Low = F low / (F low + I high), high = F high / (F high + I low), in periods that both channels have. Informal means fuel, so the true share of lawful trade is lower."
        ),
    ),
    "national_share": Method(
        N_("Formalisation ratio of the whole border"),
        N_("imports / (imports + informal fuel), of one year"),
        N_(
            "Pakistan’s imports from Iran in the very year that the national fuel estimate speaks of."
        ),
    ),
    "revenue_at_stake": Method(
        N_("Revenue at stake"),
        N_("informal value × duty rate"),
        N_(
            "Low × lowest rate, high × highest rate, central × the rate half way between. The rates are the reader’s choice."
        ),
    ),
    "usual_rates": Method(
        N_("The usual duty rates"),
        N_("duties / goods at Gwadar; revenue lost / value of the fuel"),
        N_("The lowest and the highest rate that the record itself supports: 12 % and 45 %."),
    ),
    "money": Method(
        N_("Another money"),
        N_(
            "published amount × (US$ for one unit) ÷ (US$ for one unit of the chosen money), both at the mean rate of the figure’s own period"
        ),
        N_(
            "A figure published in the chosen money stays as it was written; a toman is ten rials. Between yearly means the two nearest give a range, which widens that of the figure. Without a sourced rate there is no figure."
        ),
    ),
    "market_years": Method(
        N_("Markets in another calendar"),
        N_("Σ of the months that have most of their days in the year"),
        N_(
            "Pakistan’s fiscal years are exact sums of Gregorian months; a Solar Hijri year of Gregorian months is April to March and called approximate. Longer periods that lie across the turn of the year are refused, with their days in each."
        ),
    ),
    "market_series": Method(
        N_("Trade of a market over time"),
        N_("Σ goods of one market, direction, book and period"),
        N_(
            "Years are sums of their months, lows to lows and highs to highs; months that a source does not give are never made."
        ),
    ),
    "market_totals": Method(
        N_("Twelve months of a market"),
        N_("Σ of each line’s own last twelve months that have figures"),
        N_(
            "Each market, channel, direction and book over its own months: the newest observed ones "
            "first, then the model’s year, in which observed months replace modelled ones. A total "
            "of the three markets takes only months that all three cover."
        ),
    ),
    "year_totals": Method(
        N_("A market’s year, before and after an upload"),
        N_("Σ of the periods that end in the year and do not overlap"),
        N_("In US$, lows to lows and highs to highs. A period counts for the year it ends in."),
    ),
    "balance": Method(
        N_("Balance of a market"),
        N_("exports − imports, on one book"),
        N_(
            "From Pakistan’s side, each direction on the book that covers most months. Refused "
            "where the two stand on different books."
        ),
    ),
    "book_balance": Method(
        N_("Balance of a book"),
        N_("exports − imports of one year"),
        N_("Only years for which the book gives both directions."),
    ),
    "goods": Method(
        N_("Trade by goods"),
        N_("Σ observed rows of one kind of goods"),
        N_("Observed rows only: the model supports no split by goods."),
    ),
    "newest_observation": Method(
        N_("Newest observation"),
        N_("the last day that a row of trade or activity with a value speaks of"),
        N_(
            "Neither modelled nor forecast. Where a book's totals or a market have had no figure for more than twelve months, every page says so at its head."
        ),
    ),
    "coverage": Method(
        N_("Coverage month by month"),
        N_("observed, else true zero, closed, not yet open, modelled, not collected"),
        N_(
            "One state for each market, channel, direction and month; where rows disagree, the first of the list stands. A longer period counts for each whole month in it, a Solar Hijri month for the month with most of its days. A month without a row is not yet open before the crossing opened, closed if an event shut the market for all of it, else not collected."
        ),
    ),
    "book_years": Method(
        N_("Coverage of the books by year"),
        N_("years with a preferred full-year figure of one direction on one book"),
        N_(
            "A year stands at the Gregorian year in which it ends. Totals of both directions count for neither."
        ),
    ),
    "freshness": Method(
        N_("Age of the record"),
        N_("whole months from the end of the newest period to today"),
        N_(
            "For each book's totals and goods, each market (trade and counts at its crossing), all other crossings and ports, and the model."
        ),
    ),
    "concentration": Method(
        N_("Concentration"),
        N_("H = Σ share², floor 1/N, normalised (H − 1/N) / (1 − 1/N)"),
        N_(
            "World Bank, WITS. Only full divisions: the parts reach the published total. Observed rows only; near 1 one kind of goods or one market is everything."
        ),
    ),
    "unit_values": Method(
        N_("Unit values and their flags"),
        N_("US$ / quantity; flagged when |0.6745 (ln x − median) / MAD| > 3.5"),
        N_(
            "Iglewicz and Hoaglin, 1993. With fewer than five rows of the same goods, or most of them equal: more than ten times from their median. A flag is a question; no row is left out."
        ),
    ),
    "growth_by_direction": Method(
        N_("What made trade grow, by direction"),
        N_("(imports or exports after − before) / total before"),
        N_(
            "On one book, between two years for which it gives both directions. Refused where the parts of a year come from different compilers."
        ),
    ),
    "growth_by_goods": Method(
        N_("What made trade grow, by goods"),
        N_("(goods after − before) / total before"),
        N_(
            "One compiler, one direction, two full divisions. What the source does not divide is a step of its own, so the steps add up to the whole."
        ),
    ),
    "per_open_day": Method(
        N_("Trade by the open day"),
        N_("value / open days; low = value / most, high = value / fewest"),
        N_(
            "Only closures with a known end count. A disputed day counts as closed, half or open; a period closed throughout reads “closed”."
        ),
    ),
}
