"""The control that only the page of the two books has."""

from __future__ import annotations

from bordertrade.ui import widgets
from bordertrade.ui.state import Current
from bordertrade.words import _


def freight(now: Current) -> None:
    """What freight and insurance add to the importer's figure; 0 compares figures as published."""
    widgets.slider(
        "cif_margin",
        _("Freight and insurance"),
        now,
        form="%d %%",
        about=_(
            "Imports are valued with freight and insurance (CIF), exports without (FOB). The "
            "importer’s figure is divided by 1 + this margin; 0 % compares the figures as "
            "published. The IMF’s Direction of Trade Statistics take 6 %."
        ),
    )
