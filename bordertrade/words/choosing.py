"""Which code to choose when a file does not say it: each in plain words, as people would ask."""

from __future__ import annotations

from bordertrade.words.catalogue import N_, _

OBS_STATUS = {
    "A": N_("Normal: final figures, nothing special about them"),
    "P": N_("Provisional: the office may still correct them"),
    "E": N_("Estimated: worked out from other figures"),
    "U": N_("Low reliability: whoever gave them doubts them"),
    "B": N_("Break in series: counted in another way from here on"),
    "D": N_("Definition differs: they cover more or less than usual"),
    "F": N_("Forecast: about a time to come"),
    "I": N_("Imputed: filled in where a figure was missing"),
    "L": N_("Not collected: trade went on, nobody counted it"),
    "M": N_("Not yet open: there could be no trade"),
    "S": N_("Closed: a strike or closure stopped the trade"),
}
EVIDENCE = {
    "count": N_("Full count: every consignment was counted, as customs do"),
    "sample": N_("Sample scaled up: some were counted, the rest worked out"),
    "ratio": N_("Ratio estimate: a known figure times a share"),
    "informant": N_("Key informant: somebody in a position to know said it"),
    "press": N_("Press or leak: a newspaper reports it, its origin unknown"),
    "model": N_("Modelled: calculated, nobody counted"),
}
_BY_COLUMN = {"obs_status": OBS_STATUS, "evidence": EVIDENCE}


def choice(column: str, code: str) -> str:
    """What to choose a code for; "" for columns whose codes say so themselves."""
    texts = _BY_COLUMN.get(column, {})
    return _(texts[code]) if code in texts else ""
