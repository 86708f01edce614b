"""Sources and methods: who says so, how it was worked out, what is not known, the words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from bordertrade.exports.file_list import file_list
from bordertrade.remembered import once
from bordertrade.ui import blocks
from bordertrade.ui.state import Current
from bordertrade.words import _, glossary, labels
from bordertrade.words.markup import escape
from bordertrade.words.methods import METHODS


def formulas() -> None:
    """Each measure: what it is, its formula, where it comes from."""
    blocks.section(_("How the numbers are worked out"))
    items = "".join(
        f"<div><dt>{escape(_(each.title))}</dt><dd><code>{escape(_(each.formula))}</code>"
        f"<p>{escape(_(each.meaning))}</p></dd></div>"
        for each in METHODS.values()
    )
    st.html(f'<dl class="bt-glossary">{items}</dl>')


def model(now: Current) -> None:
    """The assumptions behind modelled figures, and how they fare against their anchors."""
    blocks.section(
        _("The modelled baseline"),
        _(
            "What nobody published is modelled from cited anchors as monthly ranges, drawn hatched, "
            "and can be switched off with the control “Evidence”. Every constant and every check "
            "stands here."
        ),
    )
    assumptions = now.dataset["assumptions"]
    columns = ["name", "low", "value", "high", "unit", "reason", "source", "basis"]
    blocks.table(
        assumptions[columns], key="assumptions", alt=_("Assumptions of the model"), height=360
    )
    anchors = now.dataset["anchors"]
    shown = ["description", "period", "value_low_usd", "value_high_usd"]
    judged = ["model_low_usd", "model_high_usd", "verdict", "source", "note"]
    checks = _("Checks against published figures")
    st.html(f'<h3 class="bt-chart-title">{escape(checks)}</h3>')
    blocks.table(anchors[[*shown, *judged]], key="anchors", alt=_("Anchors and verdicts"))


def unknown() -> None:
    """What is not known: said as plainly as what is."""
    blocks.section(_("What is not known"))
    items = "".join(f"<li>{escape(_(each))}</li>" for each in glossary.NOT_KNOWN)
    st.html(f'<ul class="bt-list">{items}</ul>')


def words() -> None:
    """The field's words, and the marks that charts use."""
    blocks.section(_("Glossary"))
    items = "".join(
        f"<div><dt>{escape(_(term))}</dt><dd><p>{escape(_(meaning))}</p></dd></div>"
        for term, meaning in glossary.GLOSSARY
    )
    st.html(f'<dl class="bt-glossary">{items}</dl>')
    codes = [
        (_("Observation status"), labels.OBS_STATUS),
        (_("Evidence"), labels.EVIDENCE),
        (_("Compilation"), labels.SERIES),
    ]
    rows = [
        {_("List"): name, _("Code"): code, _("Meaning"): _(text)}
        for name, table in codes
        for code, text in table.items()
    ]
    blocks.table(pd.DataFrame(rows), key="codes", alt=_("Codes and their meaning"), height=360)


def sources(now: Current) -> None:
    """Every source, with its address."""
    rows = now.dataset["sources"]
    blocks.section(
        _("Sources"),
        _("Each figure names one of these {count} sources by its id.", count=len(rows)),
    )
    st.dataframe(
        rows,
        key="sources",
        hide_index=True,
        height=480,
        column_config={"url": st.column_config.LinkColumn(_("Address"))},
        alt=_("List of sources"),
    )
    blocks.download(
        rows,
        name=f"sources-{now.dataset.version}.csv",
        key="dl_sources",
        label=_("Download the sources"),
    )


def files(now: Current) -> None:
    """Which file each table's rows come from."""
    rows = once(
        now.dataset,
        "file list",
        make=lambda: file_list(now.dataset, now.dataset.contract.tables),
    )
    blocks.section(
        _("Files behind the record"),
        _(
            "Every row knows its file and its line there. The checksum tells whether a copy of "
            "yours is the same file."
        ),
    )
    blocks.table(rows, key="files", alt=_("Files behind each table"), height=360)
