"""The time and memory of what leaves the dashboard: each case alone, caches cold for the case only.

python bench/sharing.py            every case
python bench/sharing.py picture    the cases whose names contain a word
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

import plotly.graph_objects as go
from common import ROOT, median, table
from scale import record

from bordertrade.charts import CHARTS, AnyChart, finished
from bordertrade.dataset import Dataset, load
from bordertrade.figures.svg import svg
from bordertrade.palette import Scheme
from bordertrade.sharing.brief import brief
from bordertrade.sharing.embedded import embedded
from bordertrade.sharing.head import head
from bordertrade.sharing.link_target import Opened
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.preview import card
from bordertrade.sharing.raster import png
from bordertrade.sharing.report import report
from bordertrade.sharing.subject import subject_of
from bordertrade.sharing.takeaway import Takeaway
from bordertrade.shelf import Looking, Record
from bordertrade.view import ViewState

TIMES = 7
_CARD = (1136, 470)
_TODAY = date(2026, 11, 24)
_SITE = "https://trade.example"

Make = Callable[[], str | bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """Something that is made for a reader; ``make`` gives what is sent."""

    name: str
    make: Make


def pictures(dataset: Dataset) -> list[Case]:
    """Each chart as the SVG of a report and as the PNG of a preview."""
    return [case for chart in CHARTS.values() for case in _pictures(chart, dataset)]


def _pictures(chart: AnyChart, dataset: Dataset) -> list[Case]:
    figure = finished(chart, dataset, ViewState(), Scheme.LIGHT, _TODAY).figure
    if not isinstance(figure, go.Figure):
        return []
    drawing = svg(figure, *_CARD, Scheme.LIGHT)
    return [
        Case(f"picture {chart.file}, SVG", lambda: svg(figure, *_CARD, Scheme.LIGHT)),
        Case(f"picture {chart.file}, PNG", lambda: png(drawing)),
    ]


def downloads(dataset: Dataset) -> list[Case]:
    """Rows and record to take away; the large ones of the record of ``bench/scale.py``."""
    taken = Takeaway(dataset, ViewState(), _TODAY, "https://trade.example/")
    chart = CHARTS["f"]
    return [
        Case("download CSV of a chart", lambda: taken.chart_csv(chart)),
        Case("download XLSX of a chart", lambda: taken.chart_xlsx(chart)),
        Case("download ZIP of the record", taken.everything),
        Case("download XLSX of a table, 72,000 rows", _large_xlsx),
        Case("download ZIP of the record, 108,000 rows", lambda: _large().everything()),
    ]


@lru_cache(maxsize=1)
def _large() -> Takeaway:
    return Takeaway(record("all"), ViewState(), _TODAY, "https://trade.example/")


def _large_xlsx() -> bytes:
    dataset = _large().dataset
    formal = dataset.contract.tables["formal_trade"]
    return _large().table_xlsx(formal, dataset[formal.name])


def papers(dataset: Dataset) -> list[Case]:
    """Each page as a report and as a brief."""
    subjects = [subject_of(path, ViewState(), dataset, _TODAY) for path in PLACES]
    return [
        Case(
            f"{kind} {subject.place.path or 'overview'}",
            partial(make, subject, "https://trade.example"),
        )
        for kind, make in (("report", report), ("brief", brief))
        for subject in subjects
    ]


def previews(dataset: Dataset) -> list[Case]:
    """Each page's head, card, and the picture of it that messengers get; caches of charts warm."""
    found = {path: _looking(path, dataset) for path in PLACES}
    return [
        Case(f"{kind} {path or 'overview'}", partial(make, opened))
        for kind, make in (
            ("preview head", lambda opened: head(opened, _SITE).tags),
            ("preview card", lambda opened: card(opened.subject)),
            ("preview PNG", lambda opened: png(card(opened.subject))),
            ("embedded card", lambda opened: embedded(opened, _SITE)),
        )
        for path, opened in found.items()
    ]


def _looking(path: str, dataset: Dataset) -> Opened:
    subject = subject_of(path, ViewState(), dataset, _TODAY)
    return Opened(subject, Looking(dataset, Record(dataset)))


#: To add what is shared in another way: a function that gives its cases.
REGISTRY = (pictures, downloads, papers, previews)


def measured(case: Case) -> list[object]:
    """Milliseconds, the most memory of Python's own while it was made (kB), and its size (kB)."""
    size = len(case.make())
    times = []
    for _ in range(TIMES):
        before = time.perf_counter()
        case.make()
        times.append(1000 * (time.perf_counter() - before))
    tracemalloc.start()
    case.make()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return [f"{median(times):.1f}", f"{max(times):.1f}", peak / 1000, size / 1000]


def main(word: str = "") -> None:
    dataset = load(ROOT / "data")
    cases = [case for cases_of in REGISTRY for case in cases_of(dataset) if word in case.name]
    rows = [[case.name, *measured(case)] for case in cases]
    table("What is shared", ["case", "median ms", "slowest ms", "peak kB", "size kB"], rows)


if __name__ == "__main__":
    main(*sys.argv[1:2])
