"""An upload on its way in: checked, previewed, merged."""

from bordertrade.intake.checking import CheckReport, check_file
from bordertrade.intake.checks import CHECKS
from bordertrade.intake.merging import Merge, Mode, merge
from bordertrade.intake.template import template

__all__ = ["CHECKS", "CheckReport", "Merge", "Mode", "check_file", "merge", "template"]
