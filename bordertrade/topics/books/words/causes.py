"""The causes of mirror gaps in words: what each is, and why it does or does not hold here."""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade.topics.books.measure.causes import Verdict
from bordertrade.words.catalogue import N_

VERDICTS = {
    Verdict.LIKELY: N_("likely here"),
    Verdict.POSSIBLE: N_("possible"),
    Verdict.CANNOT: N_("cannot explain it"),
}


@dataclass(frozen=True, slots=True)
class CauseWords:
    """English texts, translated when they are shown. ``why`` is told by the verdict."""

    name: str
    why: dict[Verdict, str]


CAUSES: dict[str, CauseWords] = {
    "unrecorded": CauseWords(
        N_("Goods written down on one side only"),
        {
            Verdict.LIKELY: N_(
                "Iranian customs told Islamabad of about US$700 m of rice brought in over the Zahedan border between March 2022 and March 2023; Pakistan’s tax authority had no matching record. That alone is most of what Iran’s book holds for SH1401."
            )
        },
    ),
    "banks": CauseWords(
        N_("Trade that is not paid through banks"),
        {
            Verdict.LIKELY: N_(
                "The State Bank reported nil exports “through official channels” in July 2025, and sources at the Ministry of Commerce put the end of exports down to United States sanctions. What is paid for in other ways would not show: the State Bank’s payments leave at most US$165 m of imports in FY2024-25 for seven neighbours together, where customs declarations say US$1,222 m from Iran alone. Pakistan keeps two books; the lines here are the customs’ one."
            )
        },
    ),
    "coverage": CauseWords(
        N_("Different coverage"),
        {
            Verdict.LIKELY: N_(
                "Even Pakistan’s own sources differ: goods cleared at Gwadar’s three Iran crossings in July–December 2023 (Rs130 bn a year before, Rs163.5 bn then) come to more than the national import figure for the same months. Iran’s “non-oil” exports include LPG and petrochemicals."
            )
        },
    ),
    "barter": CauseWords(
        N_("Barter"),
        {
            Verdict.POSSIBLE: N_(
                "Lawful since SRO 642(I)/2023 of June 2023, but the papers differ on whether exports to Iran are covered, no volume was found, and Pakistan’s near-zeros began three years earlier."
            )
        },
    ),
    "residents": CauseWords(
        N_("Small trade of border residents"),
        {
            Verdict.POSSIBLE: N_(
                "Iran’s customs publish a total that takes in the border markets of Sistan-Baluchestan. At Mand purchases of US$50–100 a person are let through; whether Pakistan counts them was not found."
            )
        },
    ),
    "quality": CauseWords(
        N_("Figures that were worked out or passed on"),
        {
            Verdict.POSSIBLE: N_(
                "Iran’s figures for SH1400 and for exports in SH1402 follow from printed growth rates. It may change the size of the gap, hardly that there is one: SH1401 and SH1403 are the customs’ own counts."
            )
        },
    ),
    "transit": CauseWords(
        N_("Transit, re-export and the wrong partner"),
        {
            Verdict.POSSIBLE: N_(
                "Goods on their way through can be booked under another partner. Pakistan’s rules and corridors for transit to Iran date from 2026; for earlier years no evidence was seen either way."
            )
        },
    ),
    "invoicing": CauseWords(
        N_("Invoices below or above the price"),
        {
            Verdict.POSSIBLE: N_(
                "No evidence seen. It cannot turn hundreds of millions into nothing, but may add to the gap in the other direction."
            )
        },
    ),
    "freight": CauseWords(
        N_("Freight and insurance (CIF against FOB)"),
        {
            Verdict.CANNOT: N_(
                "The importer’s figure holds freight and insurance, so it should be the larger one. For Iran → Pakistan it is the smaller one, so taking them off widens the gap; for Pakistan → Iran no margin makes something of nothing."
            ),
            Verdict.POSSIBLE: N_(
                "The importer’s figure holds freight and insurance: try the control above."
            ),
        },
    ),
    "years": CauseWords(
        N_("Years that begin in different months"),
        {
            Verdict.CANNOT: N_(
                "They move the ratio but do not close the gap: even all months that touch Iran’s newest year together hold less than Iran’s figure (see “One series, three calendars”), and a zero stays a zero whichever month a year begins in."
            ),
            Verdict.POSSIBLE: N_(
                "Pakistan’s year runs from July, Iran’s from March; the months that are known do not rule it out."
            ),
        },
    ),
}
