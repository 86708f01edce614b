"""What sixty views show, as JSON: made before rooms are moved and compared after it.

python bench/sweep.py write before.json
python bench/sweep.py write after.json
python bench/sweep.py compare before.json after.json

Each view is a page with choices of its own. Kept are what the page draws and says (text, plotly's
figures, links), what a messenger and another site get, the report, and each chart's rows from the
API, as JSON and as CSV. The day stands still.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from urllib.parse import parse_qsl

import common
from streamlit.testing.v1 import AppTest

from bordertrade.dataset import Dataset, load
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.report import report
from bordertrade.sharing.subject import subject_of
from bordertrade.store import FOLDER_VARIABLE
from bordertrade.view import ViewState, link
from bordertrade.web.api.limiter import BURST_VARIABLE, PER_MINUTE_VARIABLE
from tests import day
from tests.ui.app import at_page
from tests.views import views
from tests.web.site import HOST, Shelf, Site

VIEWS = 60
#: Whoever sweeps asks more of the API than strangers may.
_SETTINGS = {PER_MINUTE_VARIABLE: "1000000", BURST_VARIABLE: "1000000"}
#: What differs from run to run: memory addresses, random names, and when the store was begun.
_UNSTEADY = re.compile(r"0x[0-9a-f]{6,}|[0-9a-f]{32,}|\d\d:\d\d UTC")


def shown(folder: Path) -> Iterator[tuple[str, str]]:
    """Names of what is shown, and it."""
    shipped = load(common.ROOT / "data")
    site = Site(Shelf(shipped, folder / "store"))
    paths = list(PLACES)
    drawn = views(shipped, "sixty views", VIEWS - 1)
    for number, view in enumerate(drawn):
        path = paths[number % len(paths)]
        query = link(path, view).partition("?")[2]
        name = f"{number:02} {path or 'overview'}"
        yield from ((f"{name}: {what}", text) for what, text in _page(path, query))
        yield f"{name}: report", _report(path, view, shipped)
        for where in _addresses(path, query):
            answer = site.get(where)
            yield f"{name}: {where}", f"{answer.status} {answer.body.decode('utf-8', 'replace')}"


def _addresses(path: str, query: str) -> Iterator[str]:
    yield f"/{path}?{query}"
    yield f"/embed/{path or 'overview'}?{query}"
    for resource in ("series", "target", "mirror"):
        yield f"/api/v1/{resource}?{query}"
    for chart in PLACES[path].charts:
        yield f"/api/v1/charts/{chart.name}?{query}"
        yield f"/api/v1/charts/{chart.name}.csv?{query}"


def _report(path: str, view: ViewState, shipped: Dataset) -> str:
    subject = subject_of(path, view, shipped, day.TODAY)
    return report(subject, f"https://{HOST}").decode()


def _page(path: str, query: str) -> Iterator[tuple[str, str]]:
    app = AppTest.from_file(common.ROOT / "bordertrade/ui/shell.py", default_timeout=120)
    app.query_params = dict(parse_qsl(query, keep_blank_values=True))
    at_page(app, path)
    for number, each in enumerate(app.main):
        proto = getattr(each, "proto", None)
        yield f"{number} {each.type}", _UNSTEADY.sub("…", str(proto))


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> int:
    """Tells what differs; how much it is."""
    different = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    for name in different:
        print(name)
        print(*_apart(before.get(name, ""), after.get(name, "")), sep="\n")
    print(f"{len(before)} before, {len(after)} after, {len(different)} differ")
    return len(different)


def _apart(before: str, after: str, around: int = 80) -> tuple[str, str]:
    """Both where they part."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    place = sum(1 for _pair in same)
    start = max(0, place - around)
    return f"  - …{before[start : place + around]!r}", f"  + …{after[start : place + around]!r}"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", choices=["write", "compare"])
    asked.add_argument("files", nargs="+", type=Path)
    given = asked.parse_args()
    if given.what == "compare":
        before, after = (json.loads(path.read_text()) for path in given.files)
        return compare(before, after)
    day.stay()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update({**_SETTINGS, FOLDER_VARIABLE: folder})
        kept = dict(shown(Path(folder)))
    given.files[0].write_text(json.dumps(kept, indent=0, ensure_ascii=False))
    print(f"{len(kept)} things shown, {sum(map(len, kept.values())):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
