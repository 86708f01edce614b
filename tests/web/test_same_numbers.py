"""The sweep over fifty links: preview text, picture, embedded card, report, CSV, API answer and chart
of each carry the same numbers.

The chart's figure and table are what the page shows. Everything else is read as the one who gets
it would: the head and the card from the HTML, the picture's marks from the drawing it is made of.
"""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from bordertrade.charts import CHARTS, AnyChart, Finished, finished, measured
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing import preview
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.preview import beginning, card
from bordertrade.sharing.raster import png
from bordertrade.sharing.report import report
from bordertrade.sharing.series.naming import column_names
from bordertrade.sharing.subject import Subject, subject_of
from bordertrade.sharing.takeaway import Takeaway
from bordertrade.view import ViewState, choices_of, decode, link
from bordertrade.words.markup import escape
from tests.day import TODAY
from tests.figures.test_svg import is_number, plain
from tests.views import views
from tests.web.site import HOST, Shelf, Site, path_of
from tests.words.test_sweep import cells, said, sums_of_months, without_names

LINKS = 50
_SVG = "{http://www.w3.org/2000/svg}"


def drawn_links(dataset: Dataset) -> list[tuple[str, AnyChart, ViewState]]:
    """Fifty of page, chart and view; half of them frozen."""
    draw = random.Random("fifty links")
    pairs = [(place.path, chart) for place in PLACES.values() for chart in place.charts]
    found = []
    for number, view in enumerate(views(dataset, "fifty links", LINKS - 1)):
        path, chart = pairs[number % len(pairs)] if number < len(pairs) else draw.choice(pairs)
        version = dataset.version if draw.random() < 0.5 else ""
        found.append((path, chart, view.with_(chart=chart.name, version=version)))
    return found


@pytest.fixture(scope="module")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Any:
    shelf = Shelf(dataset, tmp_path_factory.mktemp("sweep") / "store")
    yield Site(shelf)
    shelf.store().close()


def marks(drawing: str) -> Counter[str]:
    """The figures of all bars and markers of a drawing, each with its trace."""
    found: Counter[str] = Counter()
    for each in ElementTree.fromstring(drawing).iter():
        value = each.get("data-value") or each.get("data-y")
        if value is not None:
            found[f"{each.get('data-name')}\t{value}"] += 1
    return found


def figure_marks(figure: go.Figure) -> Counter[str]:
    found: Counter[str] = Counter()
    for trace in figure.data:
        values = trace.x if trace.orientation == "h" else trace.y
        if trace.type == "bar" or "markers" in (trace.mode or ""):
            found.update(f"{trace.name or ''}\t{plain(v)}" for v in values if is_number(v))
    return found


@dataclass(frozen=True, eq=False)
class Case:
    """A link, and what its page shows."""

    site: Site
    chart: AnyChart
    subject: Subject
    shared: str
    done: Finished

    @property
    def query(self) -> str:
        return self.shared.partition("?")[2]


def test_fifty_links_carry_one_set_of_numbers(site: Site, dataset: Dataset) -> None:
    compared = Counter[str]()
    for path, chart, view in drawn_links(dataset):
        done = finished(chart, dataset, view, Scheme.LIGHT, TODAY)
        subject = subject_of(path, view, dataset, TODAY)
        case = Case(site, chart, subject, link(path, view), done)
        for compare in (_link, _preview, _picture, _rows, _papers):
            compared[compare.__name__] += compare(case)
    assert compared["_link"] == LINKS
    assert min(compared.values()) >= LINKS // 2, compared


def _link(case: Case) -> bool:
    """It opens to the view."""
    query = dict(part.split("=", 1) for part in case.query.split("&"))
    choices = choices_of(case.subject.dataset, tuple(CHARTS))
    assert decode(query, choices) == (case.subject.view, ())
    return True


def _preview(case: Case) -> bool:
    """Its text is the sentence's beginning, and each number of it stands in the table."""
    head = case.site.head_of(case.shared)
    assert head.metas["og:title"] == case.done.title
    told = beginning(case.done.sentence, 600)
    assert head.metas["og:description"].startswith(told)
    if case.done.figure is None:
        return False
    numbers, texts = cells(case.done.table)
    if case.chart.file == "coverage":
        numbers += sums_of_months(case.done.table)
    # cautions speak of prices and exchange rates, which are no figures of the table
    own = _sentence(case)
    strangers = [
        each.text
        for each in said(without_names(told[: len(own)], texts))
        if not each.is_in(numbers) and not each.counts_rows(len(case.done.table))
    ]
    assert strangers == [], case.shared
    return True


def _sentence(case: Case) -> str:
    """What the chart says of its figures, without cautions."""
    result = measured(case.chart, case.subject.dataset, case.subject.view, TODAY)
    own = case.chart.sentence(result, case.subject.view)
    assert case.done.sentence.startswith(own)
    return own


def _picture(case: Case) -> bool:
    """The picture that the head names is made of a drawing with the marks of the page's figure."""
    head = case.site.head_of(case.shared)
    answer = case.site.get(path_of(head.metas["og:image"]))
    assert answer.headers["content-type"] == "image/png"
    drawing = card(case.subject)
    assert answer.body == png(drawing)
    if not isinstance(case.done.figure, go.Figure):
        return False
    if not preview._chart(case.done.figure, Scheme.LIGHT):
        assert not marks(drawing), case.shared  # too tall for a card: words stand instead
        return False
    assert marks(drawing) == figure_marks(case.done.figure), case.shared
    return True


def _rows(case: Case) -> bool:
    """The file and the answer hold the table, row by row and figure by figure."""
    address = f"http://{HOST}{case.shared}"
    taken = Takeaway(case.subject.dataset, case.subject.view, TODAY, address)
    content = taken.chart_csv(case.chart).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    answer = case.site.get(f"/api/v1/charts/{case.chart.name}?{case.query}")
    assert answer.status == 200, answer.body
    told = json.loads(answer.body)["rows"]
    table = case.done.table
    assert len(rows) == len(told) == len(table)
    for place, heading in enumerate(map(str, table.columns)):
        name = _api_name(heading, told)
        for number, value in enumerate(table.iloc[:, place].tolist()):
            if is_figure(value):
                assert float(rows[number][heading]) == pytest.approx(value, rel=1e-12)
                assert float(told[number][name]) == pytest.approx(value, rel=1e-12)
    return not table.empty


def is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _api_name(heading: str, told: list[dict[str, Any]]) -> str:
    name = column_names([heading])[0]
    return name if not told or name in told[0] else f"{name}_label"


def _papers(case: Case) -> bool:
    """The embedded card and the report say the sentence and draw every figure."""
    path = case.shared.partition("?")[0].strip("/") or "overview"
    answer = case.site.get(f"/embed/{path}?{case.query}")
    assert answer.status == 200
    card_page = answer.body.decode()
    paper = report(case.subject, f"http://{HOST}").decode()
    assert escape(case.done.sentence) in paper
    assert escape(case.done.sentence) in card_page
    if not isinstance(case.done.figure, go.Figure):
        return False
    for mark in figure_marks(case.done.figure):
        number = escape(mark.partition("\t")[2])
        assert f'"{number}"' in card_page, (case.shared, mark)
        assert f'"{number}"' in paper, (case.shared, mark)
    return True


def test_the_sweep_would_notice_another_number(dataset: Dataset) -> None:
    figure = finished(CHARTS["t"], dataset, ViewState(), Scheme.LIGHT, TODAY).figure
    assert isinstance(figure, go.Figure)
    subject = subject_of("target", ViewState(chart="t"), dataset, TODAY)
    assert marks(card(subject)) == figure_marks(figure)
    other = go.Figure(figure)
    other.data[0].y = [None if each is None else each * 1.01 for each in other.data[0].y]
    assert marks(card(subject)) != figure_marks(other)
