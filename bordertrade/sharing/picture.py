"""A chart as a picture that stands alone, drawn here: for readers whose browser cannot draw it."""

from __future__ import annotations

import plotly.graph_objects as go

from bordertrade.charts import AnyChart
from bordertrade.figures.svg import natural_height, svg
from bordertrade.palette import Scheme, colour
from bordertrade.sharing.filters import filters_sentence
from bordertrade.sharing.lettering import lettering
from bordertrade.sharing.statement import Statement, source_name
from bordertrade.sharing.subject import Subject, statement
from bordertrade.typography import FAMILY
from bordertrade.words import _

WIDTH = 1200
_EDGE, _GAP = 32, 12
_TITLE_PX, _FILTERS_PX, _FOOT_PX = 26, 14, 13
#: Lines that a text may take before it is cut.
_MOST_LINES = 4
#: A chart lower than this is hard to read beside its title.
_LOWEST = 420


def picture(subject: Subject, chart: AnyChart, address: str, scheme: Scheme = Scheme.LIGHT) -> str:
    """Title, filters, plot, sources, version, date and link, SVG. Raises ValueError for a chart
    that plotly does not draw or that holds nothing.
    """
    figure = subject.done(chart, scheme).figure
    if not isinstance(figure, go.Figure):
        raise ValueError(chart.name)
    said = statement(subject)
    head, top = _written(
        (said.title, _TITLE_PX, "text"),
        (filters_sentence(subject.dataset, subject.view), _FILTERS_PX, "quiet"),
        top=_EDGE,
        scheme=scheme,
    )
    room = WIDTH - 2 * _EDGE
    high = max(_LOWEST, natural_height(figure, room))
    plot = svg(figure, room, high, scheme)
    below = top + _GAP + high + _GAP
    lines = ((line, _FOOT_PX, "quiet") for line in foot(said, address + subject.frozen))
    end, bottom = _written(*lines, top=below, scheme=scheme)
    return _sheet(
        f'{head}<g transform="translate({_EDGE} {top + _GAP:.1f})">{plot}</g>{end}',
        bottom + _EDGE,
        scheme,
    )


def foot(said: Statement, url: str) -> tuple[str, ...]:
    """What must travel with a picture: basis, sources, age and version, link."""
    names = dict.fromkeys(source_name(each) for each in said.sources)
    sources = _("Source: {names}", names="; ".join(names)) if names else ""
    return tuple(line for line in (said.basis, sources, said.dated, url) if line)


def _written(*texts: tuple[str, float, str], top: float, scheme: Scheme) -> tuple[str, float]:
    """Texts one below the other, and where they end."""
    drawn = []
    for text, size, role in texts:
        bold = size == _TITLE_PX
        lines = lettering(text, WIDTH - 2 * _EDGE, size, most_lines=_MOST_LINES, bold=bold)
        drawn.append(lines.at(_EDGE, top, scheme, role=role))
        top += lines.height
    return "".join(drawn), top


def _sheet(drawn: str, height: float, scheme: Scheme) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" font-family="{FAMILY}">'
        f'<rect width="100%" height="100%" fill="{colour("page", scheme)}"/>{drawn}</svg>'
    )
