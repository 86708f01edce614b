"""The picture that stands for a link in a messenger: 1200 by 630, legible on a phone at 300.

It says what the view says: title, the first of its sentence, its leading chart, who says so,
which data and how old. With trouble it says why there are no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from bordertrade.charts import measured
from bordertrade.figures.svg import natural_height, svg
from bordertrade.measures.sources import sources
from bordertrade.palette import Scheme, colour
from bordertrade.sharing.lettering import LINE, Lettering, lettering
from bordertrade.sharing.link_target import Opened
from bordertrade.sharing.own_answers import Drawing
from bordertrade.sharing.statement import Statement, source_name
from bordertrade.sharing.subject import Subject, statement
from bordertrade.typography import FAMILY, width
from bordertrade.words import _
from bordertrade.words.markup import escape

WIDTH, HEIGHT = 1200, 630
_EDGE = 44
_ROOM = WIDTH - 2 * _EDGE
_TOP, _FOOT_TOP = 84, 538
_COLUMN, _BETWEEN = 416, 28
_NAME_PX, _TITLE_PX, _LONG_TITLE_PX, _TEXT_PX, _FOOT_PX = 25, 46, 36, 29, 19
#: From line to line of the foot, px; a fourth line moves them closer.
_LINE_APART = 26
#: Sources that the foot names; more are counted.
_NAMED = 3
#: What a title's lines may take of the column; the sentence has the rest.
_TITLE_LINES = 5
#: Charts are drawn smaller and shown larger, so that their letters are read on a phone.
_LARGEST_SCALE, _SMALLEST_SCALE = 1.7, 1.15
#: A chart that asks for more than so many times the room is left to the page: words stand instead.
_MOST_TIMES = 1.75
_PLOT_WIDTH, _PLOT_HEIGHT = WIDTH - 2 * _EDGE - _COLUMN - _BETWEEN, _FOOT_TOP - _TOP - 20


def card(subject: Subject, scheme: Scheme = Scheme.LIGHT) -> str:
    """The picture of what a link is about, SVG."""
    said = statement(subject)
    drawn = _drawn(subject, said, scheme)
    foot = _foot(_with_sources(said, subject, drawn))
    if not drawn.svg:
        return _words(said.title, said.sentence, foot, scheme)
    if drawn.is_wide:
        return _wide(said.title, drawn.svg, foot, scheme)
    column = _column(said.title, said.sentence, scheme)
    return _sheet(column + _put(drawn.svg, _EDGE + _COLUMN + _BETWEEN, _TOP), foot, scheme)


def card_of(found: Opened, scheme: Scheme = Scheme.LIGHT) -> str:
    """The picture of a link: with trouble why, and no figures."""
    if not found.trouble:
        return card(found.subject, scheme)
    return _words(_(found.subject.place.title), found.trouble, (), scheme)


def beginning(told: str, most: int) -> str:
    """As many whole sentences as ``most`` characters hold; where not one fits, as many words."""
    if len(told) <= most:
        return told
    end = max(told.rfind(mark, 0, most) for mark in (". ", "? ", "۔ ", "؟ "))
    if end > 0:
        return told[: end + 1]
    return told[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# --- what stands in it ----------------------------------------------------------------------------


def _with_sources(said: Statement, subject: Subject, drawn: Drawing) -> Statement:
    """Who says what the drawing shows besides is named with the others."""
    return replace(said, sources=(*said.sources, *sources(subject.dataset, drawn.sources)))


def _drawn(subject: Subject, said: Statement, scheme: Scheme) -> Drawing:
    """The page's own drawing, or the leading chart; without SVG where there is none."""
    if subject.answer and said.sources:
        return subject.answer.drawing(
            subject.dataset, subject.view, _PLOT_WIDTH, _PLOT_HEIGHT, scheme
        )
    return Drawing(_leading(subject, scheme))


def _leading(subject: Subject, scheme: Scheme) -> str:
    chart = subject.leading
    if chart is None:
        return ""
    figure = subject.done(chart, scheme).figure
    if isinstance(figure, go.Figure):
        return _chart(figure, scheme)
    result = measured(chart, subject.dataset, subject.view_of(chart), subject.today)
    return chart.card(result, _PLOT_WIDTH, _PLOT_HEIGHT, scheme)


def _chart(figure: go.Figure, scheme: Scheme) -> str:
    """As large as there is room for; "" where its letters would be too small to read."""
    wanted = natural_height(figure, int(_PLOT_WIDTH / _LARGEST_SCALE))
    if wanted > _MOST_TIMES * _PLOT_HEIGHT:
        return ""
    scale = min(_LARGEST_SCALE, max(_SMALLEST_SCALE, _PLOT_HEIGHT / wanted))
    drawn = svg(figure, int(_PLOT_WIDTH / scale), int(_PLOT_HEIGHT / scale), scheme)
    return _scaled(drawn, scale)


def _scaled(drawing: str, scale: float) -> str:
    return f'<g transform="scale({scale:.3f})">{drawing}</g>'


def _put(drawing: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:g} {y:g})">{drawing}</g>'


def _foot(said: Statement) -> tuple[str, ...]:
    """What it rests on; who says so; which data and how old."""
    names = tuple(dict.fromkeys(source_name(each) for each in said.sources))
    lines = (_named(names, most) for most in range(min(_NAMED, len(names)), 0, -1))
    fitting = (line for line in lines if width(line, _FOOT_PX) <= _ROOM)
    told = next(fitting, _named(names, 1))
    return tuple(filter(None, (said.basis, told, said.age, said.changed)))


def _named(names: Sequence[str], most: int) -> str:
    """The first sources, the others counted."""
    if not names:
        return ""
    shown, more = "; ".join(names[:most]), len(names) - most
    if more > 0:
        return _("Source: {names} and {count} more", names=shown, count=more)
    return _("Source: {names}", names=shown)


# --- the sheet ------------------------------------------------------------------------------------


def _column(title: str, sentence: str, scheme: Scheme) -> str:
    """Title and the first of the sentence, as much as there is room for."""
    heading = _heading(title)
    room = _FOOT_TOP - _TOP - 24 - heading.height
    most = int(room / (_TEXT_PX * LINE))
    body = lettering(sentence, _COLUMN, _TEXT_PX, most_lines=most, sentences=True)
    return heading.at(_EDGE, _TOP, scheme) + body.at(_EDGE, _TOP + heading.height + 14, scheme)


def _heading(title: str) -> Lettering:
    large = lettering(title, _COLUMN, _TITLE_PX, most_lines=99, bold=True)
    if len(large.lines) * _TITLE_PX <= _TITLE_LINES * _LONG_TITLE_PX:
        return large
    return lettering(title, _COLUMN, _LONG_TITLE_PX, most_lines=_TITLE_LINES, bold=True)


def _wide(title: str, drawing: str, foot: Sequence[str], scheme: Scheme) -> str:
    heading = lettering(title, _ROOM, _TITLE_PX, most_lines=1, bold=True)
    body = heading.at(_EDGE, _TOP, scheme) + _put(drawing, _EDGE, _TOP + heading.height + 22)
    return _sheet(body, foot, scheme)


def _words(title: str, sentence: str, foot: Sequence[str], scheme: Scheme) -> str:
    """A card of words alone, larger."""
    heading = lettering(title, _ROOM, 64, most_lines=3, bold=True)
    most = int((_FOOT_TOP - _TOP - 60 - heading.height) / (38 * LINE))
    body = lettering(sentence, _ROOM, 38, most_lines=most, sentences=True)
    drawn = heading.at(_EDGE, _TOP + 20, scheme)
    return _sheet(drawn + body.at(_EDGE, _TOP + 50 + heading.height, scheme), foot, scheme)


def _sheet(drawn: str, foot: Sequence[str], scheme: Scheme) -> str:
    ink, quiet, page = (colour(role, scheme) for role in ("text", "quiet", "page"))
    accent, line = colour("formal", scheme), colour("line", scheme)
    name = escape(_("Border-market trade"))
    border = escape(_("Pakistan – Iran"))
    apart = min(_LINE_APART, (HEIGHT - _FOOT_TOP - 12) / max(1, len(foot)))
    rows = "".join(
        lettering(text, _ROOM, _FOOT_PX, most_lines=1).at(
            _EDGE, _FOOT_TOP + 7 + place * apart, scheme, role="quiet"
        )
        for place, text in enumerate(foot)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="{FAMILY}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{page}"/>'
        f'<rect width="{WIDTH}" height="10" fill="{accent}"/>'
        f'<text x="{_EDGE}" y="56" font-size="{_NAME_PX}" font-weight="700" fill="{accent}">{name}'
        f'<tspan dx="14" font-weight="400" fill="{quiet}">{border}</tspan></text>'
        f'<g color="{ink}">{drawn}</g>'
        f'<line x1="{_EDGE}" x2="{WIDTH - _EDGE}" y1="{_FOOT_TOP}" y2="{_FOOT_TOP}" '
        f'stroke="{line}" stroke-width="2"/>{rows}</svg>'
    )
