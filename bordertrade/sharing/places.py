"""The pages as links name them: their names, the question each answers, and their charts.

A page's path stands in links and never changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from bordertrade import charts
from bordertrade.charts import AnyChart
from bordertrade.sharing.own_answers import BorderMap, Overview, OwnAnswer
from bordertrade.words import N_


@dataclass(frozen=True, slots=True)
class Place:
    """``path`` is "" for the first page; ``name`` stands in the menu, ``title`` and ``lead`` above
    the page. ``charts`` in the order of the page: the first that holds figures stands for it.
    ``answer`` is that of a page without charts that draws in its own way.
    A page that is not ``frameable`` stands inside no page of others: clicks there do something.
    """

    path: str
    name: str
    title: str
    lead: str
    charts: tuple[AnyChart, ...] = ()
    answer: OwnAnswer | None = None
    frameable: bool = True


PLACES: dict[str, Place] = {
    place.path: place
    for place in (
        Place(
            "",
            N_("Overview"),
            N_("How far is the target?"),
            N_(
                "Pakistan and Iran want US$10 billion of trade a year. This is what their books "
                "say, what is carried past them, and what is known of the first three border "
                "markets."
            ),
            answer=Overview(),
        ),
        Place(
            "markets",
            N_("Markets"),
            N_("Gabd, Mand and Chadgi"),
            N_("What crosses beside each market, lawfully and otherwise, and how sure that is."),
            (
                *(charts.FORMAL, charts.INFORMAL, charts.DIRECTIONS, charts.BALANCE),
                *(charts.GOODS, charts.ELECTRICITY),
            ),
        ),
        Place(
            "target",
            N_("Target"),
            N_("The target and the road to it"),
            N_(
                "Both books against the announced target. The basis is your choice and stays in "
                "the link."
            ),
            (charts.TARGET,),
        ),
        Place(
            "mirror",
            N_("Mirror"),
            N_("One border, two books"),
            N_(
                "What one state says it sent, the other should say it received. Here both stand on "
                "one axis, with the gap between them."
            ),
            (charts.INTO_PAKISTAN, charts.INTO_IRAN, charts.THREE_CALENDARS),
        ),
        Place(
            "informal",
            N_("Informal"),
            N_("What is carried past customs"),
            N_(
                "Every published estimate, who made it, how, and where the arithmetic does not "
                "close."
            ),
            (charts.VOLUME, charts.VALUE, charts.LOSS),
        ),
        Place(
            "formalisation",
            N_("Formalisation"),
            N_("How much of it is lawful?"),
            N_(
                "The markets exist to turn smuggling into trade. This is the share that is "
                "recorded, as a range, and what it is worth to the treasury."
            ),
            (
                charts.SHARE,
                charts.STAKE,
                charts.GROWTH_BY_DIRECTION,
                charts.GROWTH_BY_GOODS,
                charts.CONCENTRATION,
                charts.OPEN_DAYS,
                charts.UNIT_VALUES,
            ),
        ),
        Place(
            "scenario",
            N_("Scenario"),
            N_("What would it take?"),
            N_(
                "Move the levers and see when the target would be reached. Hypothetical "
                "throughout; the whole scenario stands in the link."
            ),
            (charts.SCENARIO, charts.LEVERS),
        ),
        Place(
            "map",
            N_("Map"),
            N_("The border on a map"),
            N_("Touch a market to look at it alone, here and on every other page."),
            answer=BorderMap(),
        ),
        Place(
            "coverage",
            N_("Coverage"),
            N_("What is known, and what is not"),
            N_("Each market, month and channel: observed, modelled, or why there is no figure."),
            (charts.COVERAGE,),
        ),
        Place(
            "data",
            N_("Data"),
            N_("The record, row by row"),
            N_("Every table behind this site, with what each column means."),
        ),
        Place(
            "update",
            N_("Update data"),
            N_("Bring your own figures"),
            N_("From your file to the updated chart in five steps; the last one can be undone."),
            frameable=False,
        ),
        Place(
            "history",
            N_("History"),
            N_("What changed, when and why"),
            N_(
                "Every record that was published here, who published it, and what differs between "
                "any two."
            ),
            frameable=False,
        ),
        Place(
            "sources",
            N_("Sources & methods"),
            N_("Sources and methods"),
            N_("Who says so, how each number was worked out, and what nobody knows."),
        ),
    )
}
