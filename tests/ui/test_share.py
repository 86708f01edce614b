"""The share dialog without a browser: nothing before it is asked for, one switch for everything."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from bordertrade import clock
from bordertrade.charts import CHARTS
from bordertrade.dataset import Dataset
from bordertrade.sharing import citation, qr, reporting
from bordertrade.sharing.places import PLACES
from bordertrade.sharing.subject import statement, subject_of
from bordertrade.ui.share import parts
from bordertrade.view import ViewState
from tests.ui.app import at_page, containers, html, opened, problems, text
from tests.ui.test_coverage import with_rows

SITE = "https://trade.example.org/border"


def at(page: str, **query: str) -> AppTest:
    """A page opened under an address that the browser told."""
    app = opened(page, **query)
    app.context = {"url": f"{SITE}/{page}"}
    return app.run()


def sharing(app: AppTest, key: str = "share_page") -> AppTest:
    app.button(key=key).click().run()
    assert list(problems(app)) == []
    return app


def given(app: AppTest) -> dict[str, dict[str, str]]:
    """What the components of the dialog got, by their keys."""
    return {
        str(each.proto.id).rsplit("-", 1)[-1]: json.loads(each.proto.json)
        for each in app.get("bidi_component")
    }


def test_each_chart_and_the_page_have_one_button_and_nothing_else_is_made() -> None:
    app = opened("markets")
    keys = {button.key for button in app.button}
    assert {"share_page", "share_f", "share_i", "share_d", "share_b"} <= keys
    assert "share_g" not in keys, "a chart without figures has nothing to share"
    assert given(app) == {}
    assert not [radio for radio in app.radio if radio.key == "share_kind"]


@pytest.mark.parametrize("path", [path for path in PLACES if path != "history"])
def test_every_page_can_be_shared(path: str, dataset: Dataset) -> None:
    app = sharing(at(path, market="mand"))
    told = given(app)
    subject = subject_of(path, ViewState(markets=("mand",)), dataset, clock.today())
    assert told["share_link"]["link"] == SITE + subject.live
    assert told["share_link"]["said"] == statement(subject).sentence
    assert dataset.version in told["share_text"]["text"]


def test_one_switch_freezes_everything(dataset: Dataset) -> None:
    app = at("markets", market="mand")
    app.session_state["share_embed"] = True
    sharing(app, "share_f")
    live, frozen = (
        f"{SITE}/markets?market=mand&chart=f",
        f"{SITE}/markets?market=mand&chart=f&v={dataset.version}",
    )
    told = given(app)
    assert {told["share_link"]["link"], told["share_text"]["link"]} == {live}
    assert f"{live}&embed=true".replace("&", "&amp;") in told["share_interactive"]["text"]
    app.session_state["share_kind"] = "frozen"
    told = given(sharing(app, "share_f"))
    assert {told["share_link"]["link"], told["share_text"]["link"]} == {frozen}
    assert f"{frozen}&embed=true".replace("&", "&amp;") in told["share_interactive"]["text"]


def test_the_words_are_those_of_the_page(dataset: Dataset) -> None:
    app = sharing(at("markets"), "share_f")
    said = given(app)["share_text"]["text"].split("\n\n")[1]
    assert text(app).count(said) == 2, "under the chart and in the dialog"


def test_what_is_not_current_has_no_link_that_follows(
    dataset: Dataset, serve: Callable[[Dataset], None]
) -> None:
    serve(with_rows(dataset, 1, "2025-01"))
    app = sharing(at("markets", v=dataset.version), "share_f")
    assert not [radio for radio in app.radio if radio.key == "share_kind"]
    assert given(app)["share_link"]["link"].endswith(f"&v={dataset.version}")
    assert "Everything here keeps it" in text(app)


def test_a_version_that_cannot_be_shown_is_not_handed_out() -> None:
    app = sharing(at("history", v="0123456789"))
    assert "share_link" not in given(app)
    assert text(app).count("names version 0123456789") == 2, "on the page and in the dialog"


@pytest.mark.parametrize("part", ["qr", "embed", "cite", "wrong"])
def test_a_closed_part_is_not_made(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise AssertionError("made although nobody asked")

    for module, name in (
        (qr, "data_uri"),
        (parts, "interactive"),
        (citation, "plain"),
        (reporting, "letter"),
    ):
        monkeypatch.setattr(module, name, refuse)
    app = sharing(at("markets"), "share_f")
    app.session_state[f"share_{part}"] = True
    app.button(key="share_f").click().run()
    assert "went wrong" in text(app)
    assert [each for each in containers(app) if each.endswith("-chart_g")], "the page stands"


def test_opened_parts_hold_what_they_promise(dataset: Dataset) -> None:
    app = at("markets")
    for part in ("qr", "embed", "cite", "wrong"):
        app.session_state[f"share_{part}"] = True
    sharing(app, "share_f")
    told = given(app)
    assert 'src="data:image/svg+xml' in html(app)
    assert told["share_bibtex"]["text"].startswith("@misc{bordertrade-markets-formal-")
    assert f"v={dataset.version}" in told["share_plain"]["text"]
    assert "modelled_trade.csv, line" in told["share_letter"]["text"]
    assert "has named no mailbox" in text(app)


def test_a_mailbox_that_the_operator_names_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(parts.CONTACT, "data@trade.example.org")
    app = at("target")
    app.session_state["share_wrong"] = True
    sharing(app, "share_t")
    (mail,) = (each.proto.url for each in app.get("link_button"))
    assert mail.startswith("mailto:data@trade.example.org?subject=")
    assert "has named no mailbox" not in text(app)


def test_pages_that_change_the_record_stand_in_no_other_page() -> None:
    app = at("update")
    app.session_state["share_embed"] = True
    assert "share_interactive" not in given(sharing(app))


# --- a link about one chart ----------------------------------------------------------------------


def test_a_link_about_a_chart_says_so_and_lets_one_out() -> None:
    app = opened("markets", chart="d")
    assert [each for each in containers(app) if each.endswith("-arrived")]
    assert given(app)["arriving_d"] == {"chart": "d"}
    app.button(key="whole_page").click().run()
    assert "arriving_d" not in given(app)
    assert app.query_params == {}


def test_choosing_something_keeps_the_chart_and_another_page_drops_it() -> None:
    app = opened("markets", chart="d")
    app.segmented_control(key="w_evidence").select("observed").run()
    assert app.query_params["chart"] == "d"
    links = [each.proto.query_string for each in app.get("page_link")]
    assert links
    assert not [each for each in links if "chart=" in each]


def test_a_chart_that_is_not_on_the_page_changes_nothing() -> None:
    assert not [each for each in given(opened("markets", chart="t")) if "arriving" in each]


# --- inside other sites' pages -------------------------------------------------------------------


def bare(page: str, **query: str) -> AppTest:
    app = opened("sources")
    app.context = {"is_embedded": True}
    app.query_params = dict(query)
    at_page(app, page)
    assert list(problems(app)) == []
    return app


def charts_of(app: AppTest) -> list[str]:
    keys = [each.rsplit("-", 1)[-1] for each in containers(app)]
    return [each.removeprefix("chart_") for each in keys if each.startswith("chart_")]


@pytest.mark.parametrize("path", [path for path, place in PLACES.items() if place.charts])
def test_a_bare_page_has_its_charts_and_nothing_to_press(path: str, dataset: Dataset) -> None:
    app = bare(path)
    assert sorted(charts_of(app)) == sorted(each.name for each in PLACES[path].charts)
    assert len(app.button) == len(app.radio) == len(app.get("download_button")) == 0
    assert len(app.get("page_link")) == len(app.get("bidi_component")) == 0
    assert dataset.version in text(app)
    assert "Open the whole page" in text(app)


def test_a_bare_chart_stands_alone(dataset: Dataset) -> None:
    app = bare("markets", chart="d", market="mand", v=dataset.version)
    assert charts_of(app) == ["d"]
    done = CHARTS["d"].heading
    assert done
    assert f'href="markets?market=mand&amp;chart=d&amp;v={dataset.version}"' in html(app)


@pytest.mark.parametrize("path", ["", "map"])
def test_a_page_of_drawings_shows_them_without_controls(path: str) -> None:
    app = bare(path)
    assert not [each for each in containers(app) if each.endswith(("-filters", "-masthead"))]
    assert "Open the whole page" in text(app)


@pytest.mark.parametrize("path", ["update", "history"])
def test_a_page_that_changes_the_record_shows_nothing_there(path: str) -> None:
    app = bare(path)
    assert "no other page can hold it" in text(app)
    assert len(app.button) == len(app.get("file_uploader")) == 0


def test_a_version_that_cannot_be_shown_shows_no_figures_there() -> None:
    app = bare("markets", v="0123456789")
    assert charts_of(app) == []
    assert "names version 0123456789" in text(app)
