"""Officers sign in with a real provider, publish, and sign out for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from bordertrade import clock
from bordertrade.dataset import Dataset
from bordertrade.store import Store, open_store
from bordertrade.store.schema import sign_in as table
from tests.browser.provider import LISTED, Office, office, sign_in
from tests.browser.test_strangers import asked
from tests.browser.visiting import PATIENCE, settle, visit
from tests.ui.publishing import grown, publish

pytestmark = pytest.mark.browser

LINK = "/history?evidence=observed"
TWO = LISTED + "two_publishers = true\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Office]:
    assert chromium
    with office(tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.fixture(scope="module")
def store(place: Office) -> Iterator[Store]:
    found = open_store(folder=place.server.store)
    yield found
    found.close()


@pytest.fixture
def page(browser: Browser, place: Office) -> Iterator[Page]:
    place.list_(LISTED)
    with visit(browser, place.server.base) as made:
        yield made.open(LINK)


def undo(page: Page, why: str) -> None:
    page.locator('[class*="st-key-ask_undo_"] button').click()
    page.locator('[class*="st-key-why_undo_"] input').fill(why)
    doing = page.locator('[class*="st-key-do_undo_"] button')
    doing.click()
    expect(doing).to_have_count(0)
    settle(page)


def cookie(page: Page) -> str:
    """Our own, as a thief would copy it."""
    found = [each for each in page.context.cookies() if each["name"].startswith("bordertrade_")]
    assert [(each["httpOnly"], each["sameSite"]) for each in found] == [(True, "Strict")]
    return f"{found[0]['name']}={found[0]['value']}"


def is_publisher(place: Office, held: str) -> bool:
    port = int(place.server.base.rpartition(":")[2])
    told = asked(port, f"localhost:{port}", place.server.base, held)
    return "in the folder" in told


def test_a5_an_officer_signs_in_publishes_signs_out_and_is_nobody(
    page: Page, place: Office, store: Store, dataset: Dataset
) -> None:
    publish(store, grown(dataset, value="1111111"), "June")
    sign_in(page, "zarina")
    assert page.url == place.server.base + LINK, "back at the link"
    expect(page.locator(".st-key-signing")).to_contain_text("Signed in as Zarina B., publisher.")
    undo(page, "it was a mistake")
    head = store.head()
    assert head is not None
    assert (head.action, head.who) == ("undo", "zarina@customs.example")
    assert head.details["by"] == "Zarina B."
    held = cookie(page)
    assert is_publisher(place, held)
    page.locator(".st-key-sign_out button").click()
    page.get_by_role("button").first.click(timeout=PATIENCE)  # the provider asks once more
    page.goto(place.server.base + LINK)
    settle(page)
    expect(page.locator(".st-key-signing button")).to_contain_text("Sign in")
    assert page.locator('[class*="st-key-ask_undo_"]').count() == 0
    assert not is_publisher(place, held), "replayed after signing out"
    name, _is, value = held.partition("=")
    page.context.add_cookies([{"name": name, "value": value, "url": place.server.base}])
    page.reload()
    settle(page)
    expect(page.locator(".bt-meaning").first).to_contain_text("signed in no longer")


def test_no_reader_is_told_an_address(
    page: Page, place: Office, store: Store, dataset: Dataset
) -> None:
    publish(store, grown(dataset, value="1212121"), "July")
    head = store.head()
    assert head is not None
    told = {"by": "Zarina B."}
    store.undo(expected=head.number, who="zarina@customs.example", why="x", details=told)
    page.reload()
    settle(page)
    expect(page.locator("body")).to_contain_text("Zarina B.")
    assert "@customs" not in page.content()
    status, body = place.server.get("/api/v1/versions")
    assert (status, b"Zarina B." in body, b"@customs" in body) == (200, True, False)


@pytest.mark.parametrize("who", ["nobody", "impostor"])
def test_a3_who_is_not_listed_or_not_verified_is_refused_with_words(who: str, page: Page) -> None:
    sign_in(page, who)
    expect(page.locator(".st-key-signing")).to_contain_text("reader")
    expect(page.locator(".bt-meaning").first).to_contain_text("not among those who may publish")
    assert page.locator('[class*="st-key-ask_undo_"]').count() == 0


def test_a4_who_is_taken_off_the_list_is_refused_at_the_next_click(
    page: Page, place: Office, store: Store, dataset: Dataset
) -> None:
    publish(store, grown(dataset, value="2222222"), "June")
    sign_in(page, "parvin")
    page.locator('[class*="st-key-ask_undo_"] button').click()
    page.locator('[class*="st-key-why_undo_"] input').fill("a reason")
    place.list_(LISTED.replace('"parvin@customs.example"', '"x@y.example"'))
    before = store.head()
    page.locator('[class*="st-key-do_undo_"] button').click()
    expect(page.locator(".bt-error")).to_contain_text("not among those who may publish")
    assert store.head() == before


def test_a6_a_sign_in_that_is_too_old_is_asked_for_again(
    page: Page, place: Office, store: Store, dataset: Dataset
) -> None:
    publish(store, grown(dataset, value="3333333"), "June")
    sign_in(page, "zarina")
    page.locator('[class*="st-key-ask_undo_"] button').click()
    page.locator('[class*="st-key-why_undo_"] input').fill("a reason")
    old = (clock.now() - timedelta(hours=12)).isoformat(timespec="microseconds")
    with store._database.writing() as connection:
        connection.execute(update(table).values(made=old))
    before = store.head()
    page.locator('[class*="st-key-do_undo_"] button').click()
    expect(page.locator(".bt-error")).to_contain_text("sign in again")
    assert store.head() == before
    settle(page)
    sign_in(page, "zarina")
    assert page.locator('[class*="st-key-ask_undo_"]').count() == 1


def test_a5_an_operator_signs_somebody_out_everywhere(
    page: Page, place: Office, store: Store
) -> None:
    sign_in(page, "zarina")
    held = cookie(page)
    assert is_publisher(place, held)
    assert store.sign_ins.end_all("zarina@customs.example") >= 1
    assert not is_publisher(place, held)


def test_a7_a_changed_cookie_or_another_origin_is_nobody(page: Page, place: Office) -> None:
    sign_in(page, "zarina")
    held = cookie(page)
    assert is_publisher(place, held)
    changed = held[:-1] + ("A" if held[-1] != "A" else "B")
    assert not is_publisher(place, changed)
    port = int(place.server.base.rpartition(":")[2])
    assert "in the folder" not in asked(port, f"localhost:{port}", None, held)
    streamlits = [
        f"{each['name']}={each['value']}"
        for each in page.context.cookies()
        if each["name"].startswith("_streamlit")
    ]
    assert streamlits
    assert not is_publisher(place, "; ".join(streamlits)), "Streamlit's own gives no role"


#: By which proxies tell who has signed in, where somebody set them up to.
SAID = (
    *("X-Forwarded-User", "X-Forwarded-Email", "X-Forwarded-Preferred-Username", "Remote-User"),
    *("X-Auth-Request-User", "X-Auth-Request-Email", "X-Remote-User", "X-Streamlit-User"),
    *("Cf-Access-Authenticated-User-Email", "X-Goog-Authenticated-User-Email"),
    *("X-Ms-Client-Principal-Name", "X-User", "X-Email", "Email"),
)


def test_a8_whom_a_header_names_is_nobody(page: Page, place: Office) -> None:
    sign_in(page, "zarina")
    assert is_publisher(place, cookie(page)), "the name is one that may"
    port = int(place.server.base.rpartition(":")[2])
    named = dict.fromkeys(SAID, "zarina@customs.example")
    told = asked(port, f"localhost:{port}", place.server.base, more=named)
    assert "Sign in" in told
    assert "in the folder" not in told
    assert "zarina@customs.example" not in told


def test_a_draft_waits_for_a_second_publisher(
    page: Page, place: Office, store: Store, dataset: Dataset
) -> None:
    place.list_(TWO)
    head = store.head()
    assert head is not None
    version = store.save(grown(dataset, value="4545454"))
    who = "zarina@customs.example"
    store.add_draft(version, base=head.number, who=who, why="August", details={"by": "Zarina B."})
    sign_in(page, "zarina")
    card = page.locator(f".st-key-draft_{version[:16]}")
    expect(card).to_contain_text("another publisher: you made this draft")
    assert page.locator('[class*="st-key-ask_publish_"]').count() == 0
    page.context.clear_cookies()
    page.goto(place.server.base + LINK)
    settle(page)
    sign_in(page, "parvin")
    page.locator('[class*="st-key-ask_publish_"] button').click()
    page.locator('[class*="st-key-why_publish_"] input').fill("looked at it")
    page.locator('[class*="st-key-do_publish_"] button').click()
    expect(page.locator(".bt-own")).to_contain_text("Published: everybody sees")
    found = store.head()
    assert found is not None
    assert (found.version, found.who) == (version, "parvin@customs.example")
    assert found.details["by"] == "Parvin"


def test_who_is_signed_in_stands_on_the_page_update(
    page: Page, place: Office, tmp_path: Path
) -> None:
    """A contributor hands in drafts of any size, and is told who publishes; pictures to look at."""
    page.goto(place.server.base + "/update")
    settle(page)
    _pictures(page, tmp_path, "before")
    sign_in(page, "omid")
    assert page.url == f"{place.server.base}/update"
    expect(page.locator(".st-key-signing")).to_contain_text("Signed in as Omid, contributor.")
    expect(page.get_by_text(re.compile("up to 50 MB each"))).to_be_visible()
    _pictures(page, tmp_path, "signed-in")
    page.goto(place.server.base + "/history")
    settle(page)
    _pictures(page, tmp_path, "history")


def _pictures(page: Page, folder: Path, name: str) -> None:
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        page.screenshot(path=folder / f"signing-{name}-{width}.png")
    page.set_viewport_size({"width": 1280, "height": 900})
