"""An upload on its way in: checked, previewed, merged."""

from bordertrade.intake.check_at_once import check_file
from bordertrade.intake.merging import (
    Because,
    Merge,
    Mode,
    Suggestion,
    merge,
    modes,
    suggested_mode,
)
from bordertrade.intake.report import CheckReport
from bordertrade.intake.row_rules import CHECKS
from bordertrade.intake.suspicions import NEED_REASON, personal_headings, seen_before, suspicions
from bordertrade.intake.template import template

__all__ = [
    "CHECKS",
    "NEED_REASON",
    "Because",
    "CheckReport",
    "Merge",
    "Mode",
    "Suggestion",
    "check_file",
    "merge",
    "modes",
    "personal_headings",
    "seen_before",
    "suggested_mode",
    "suspicions",
    "template",
]
