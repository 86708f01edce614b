"""The heading of each page: its name, and the question it answers."""

from __future__ import annotations

from bordertrade.ui.blocks import page_title
from bordertrade.words import _


def overview() -> None:
    page_title(
        _("How far is the target?"),
        _(
            "Pakistan and Iran want US$10 billion of trade a year. This is what their books say, "
            "what is carried past them, and what is known of the first three border markets."
        ),
    )


def markets() -> None:
    page_title(
        _("Gabd, Mand and Chadgi"),
        _("What crosses beside each market, lawfully and otherwise, and how sure that is."),
    )


def target() -> None:
    page_title(
        _("The target and the road to it"),
        _(
            "Both books against the announced target. The basis is your choice and stays in the link."
        ),
    )


def mirror() -> None:
    page_title(
        _("One border, two books"),
        _(
            "What one state says it sent, the other should say it received. Here both stand on one "
            "axis, with the gap between them."
        ),
    )


def informal() -> None:
    page_title(
        _("What is carried past customs"),
        _("Every published estimate, who made it, how, and where the arithmetic does not close."),
    )


def formalisation() -> None:
    page_title(
        _("How much of it is lawful?"),
        _(
            "The markets exist to turn smuggling into trade. This is the share that is recorded, as "
            "a range, and what it is worth to the treasury."
        ),
    )


def scenario() -> None:
    page_title(
        _("What would it take?"),
        _(
            "Move the levers and see when the target would be reached. Hypothetical throughout; the "
            "whole scenario stands in the link."
        ),
    )


def coverage() -> None:
    page_title(
        _("What is known, and what is not"),
        _("Each market, month and channel: observed, modelled, or why there is no figure."),
    )


def border_map() -> None:
    page_title(
        _("The border on a map"),
        _("Touch a market to look at it alone, here and on every other page."),
    )


def data() -> None:
    page_title(
        _("The record, row by row"),
        _("Every table behind this site, with what each column means."),
    )


def update() -> None:
    page_title(
        _("Bring your own figures"),
        _("From your file to the updated chart in five steps; the last one can be undone."),
    )


def history() -> None:
    page_title(
        _("What changed, when and why"),
        _(
            "Every record that was published here, who published it, and what differs between any two."
        ),
    )


def sources() -> None:
    page_title(
        _("Sources and methods"),
        _("Who says so, how each number was worked out, and what nobody knows."),
    )
