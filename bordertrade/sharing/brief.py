"""A view on one A4 page: what somebody takes into a meeting."""

from __future__ import annotations

from fpdf import FPDF

from bordertrade.sharing.subject import Subject, statement
from bordertrade.typography import REGULAR


def brief(subject: Subject, address: str) -> bytes:
    """A PDF of one page. ``address`` is the site's, without a slash at its end."""
    said = statement(subject)
    page = FPDF(format="A4")
    page.add_font("text", fname=REGULAR)
    page.set_font("text", size=11)
    page.add_page()
    page.multi_cell(0, text=f"{said.title}\n\n{said.message}\n\n{address}{subject.frozen}")
    return bytes(page.output())
