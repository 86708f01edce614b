"""The share dialog: one quiet button for each chart and one for the page."""

from bordertrade.ui.share.dialog import of_chart, of_page

__all__ = ["of_chart", "of_page"]
