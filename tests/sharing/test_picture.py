"""The picture drawn here carries what must travel with a chart."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image

from bordertrade.charts import CHARTS, FORMAL
from bordertrade.dataset import Dataset
from bordertrade.palette import Scheme
from bordertrade.sharing.picture import WIDTH, picture
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.raster import png
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.view import ViewState
from tests.day import TODAY

ADDRESS = "https://trade.example.org"
PLACED = [(path, chart.name) for path, place in PLACES.items() for chart in place.charts]


@pytest.mark.parametrize(("path", "name"), PLACED)
def test_title_filters_sources_version_and_link_stand_in_it(
    path: str, name: str, dataset: Dataset
) -> None:
    subject = subject_of(path, ViewState(chart=name), dataset, TODAY)
    if not isinstance(subject.done(CHARTS[name]).figure, go.Figure):
        with pytest.raises(ValueError, match=name):
            picture(subject, CHARTS[name], ADDRESS)
        return
    root = ElementTree.fromstring(picture(subject, CHARTS[name], ADDRESS))
    told = " ".join(" ".join(root.itertext()).split())
    said = statement(subject)
    for part in (said.title, said.basis, said.dated, "Markets: Gabd, Mand, Chadgi"):
        assert " ".join(part.split()) in told
    assert (ADDRESS + subject.frozen) in told.replace(" ", "")


@pytest.mark.parametrize("scheme", Scheme)
def test_it_becomes_a_picture_of_twice_its_size(scheme: Scheme, dataset: Dataset) -> None:
    subject = subject_of("markets", ViewState(chart="f"), dataset, TODAY)
    drawn = Image.open(BytesIO(png(picture(subject, FORMAL, ADDRESS, scheme), scale=2)))
    assert drawn.width == 2 * WIDTH
