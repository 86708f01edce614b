"""A view as one HTML file that needs nothing else: to keep, to send, to print."""

from bordertrade.sharing.report.document import report

__all__ = ["report"]
