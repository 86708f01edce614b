"""The attacker of each hole F1 to F13 against a running server: "held", or what broke.

python bench/attack.py [https://trade.example.org] [--only F1 F8]

Without an address it starts a server of its own, as an operator would: behind a proxy that is
named, on a store of its own. Against another server it can only do what a stranger can, from one
address; what needs more is said to be untried. Never run it against a server that others use.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from stranger import Site, cost, descriptors, facts, is_alive, is_let_in, rerun, tab, wait
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException

from bordertrade.store import FOLDER_VARIABLE
from tests.browser.server import UVICORN, serving

#: A visitor's file may have 5 MB: whoever brings in more was taken for a publisher.
_PUBLISHERS_BYTES = 6 * 2**20
#: How long nobody may be kept waiting by another's attack, seconds.
_PATIENCE = 4.0
#: On a machine that is slow by itself: so many times what it takes when quiet.
_TIMES = 20
#: What our own server has of places, so that few tabs meet its bounds.
_SOCKETS, _OWN_SOCKETS = 40, 24
_SETTINGS = {
    "BORDERTRADE_PROXIES": "127.0.0.1, ::1",
    "BORDERTRADE_HOSTS": "localhost, 127.0.0.1",
    "BORDERTRADE_SOCKETS": str(_SOCKETS),
    "BORDERTRADE_SOCKETS_PER_ADDRESS": str(_OWN_SOCKETS),
}
UNTRIED = "untried: "


def f1(site: Site) -> str:
    """Empty what all share, again and again."""
    before = facts(site)
    with tab(site) as one:
        one.open()
        held = descriptors(site)
        for _time in range(20):
            one.send(BackMsg(clear_cache=True))
            one.open()
    after = facts(site)
    if (after["data"], after["revision"]) != (before["data"], before["revision"]):
        return f"another record is served after “clear_cache”: {before} became {after}"
    grown = descriptors(site) - held
    return f"{grown} more descriptors after 20 times “clear_cache”" if grown > 4 else ""


def f2(site: Site) -> str:
    """Pass for whoever sits at the server."""
    port = urlsplit(site.base).port
    here = f"localhost:{port}" if port else "localhost"
    ways: list[dict[str, str | None]] = [
        {"origin": None},
        {"origin": None, "host": here},
        {"origin": f"http://{here}", "host": here},
    ]
    for way in ways:
        if _is_publisher(site, **way):
            return f"a stranger was taken for a publisher, with {way}"
    return ""


def f7(site: Site) -> str:
    """A page on another port of the same computer opens the socket."""
    name = urlsplit(site.base).hostname
    for origin in (f"http://{name}:1", "http://localhost:1", "null", "https://evil.example"):
        if is_let_in(site, origin=origin):
            return f"a socket was opened from the origin {origin}"
    return ""


def f3(site: Site) -> str:
    """Ask for 300 runs in a moment, on each of a few tabs."""

    def flood() -> None:
        with ExitStack() as tabs:
            for one in [tabs.enter_context(tab(site)) for _tab in range(4)]:
                for _message in range(300):
                    one.send(rerun())
            time.sleep(8)

    return _while(site, flood)


def f4(site: Site) -> str:
    """Heads and cards that nobody asked for before, over 150 lines."""
    until = time.monotonic() + 8

    def ask(line: int) -> None:
        number = line
        while time.monotonic() < until:
            number += 150
            site.ask(f"{_MADE[number % 2]}?duty={_duty(number)}", _neighbour(line))

    def flood() -> None:
        with ThreadPoolExecutor(150) as lines:
            list(lines.map(ask, range(150)))

    return _while(site, flood)


def f5(site: Site) -> str:
    """Age the process by 600 heads and 60 views: a run must cost what it did."""
    with tab(site) as one:
        one.open()
        before = cost(site, one)
        with ThreadPoolExecutor(4) as lines:
            list(lines.map(lambda n: site.ask(f"{_MADE[0]}?duty={_duty(n)}", _neighbour(n)), _600))
        for number in range(60):
            one.open("formalisation", f"duty={_duty(number)}")
        after = cost(site, one)
    told = f"a run cost {before:.0f} ms and costs {after:.0f} ms after 600 heads and 60 views"
    return told if after > 1.6 * before + 5 else ""


def f6(site: Site) -> str:
    """A start on a damaged store."""
    if not site.process:
        return "" if _is_ready_with_a_revision(site) else "ready without a published record"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "store").mkdir()
        (folder / "store" / "record.sqlite3").write_bytes(b"no database" * 1000)
        with serving(UVICORN, folder / "log.txt", "/_stcore/health") as damaged:
            other = Site(damaged.base, damaged.process)
            if (status := other.ask("/readyz")[0]) != 503:
                return f"/readyz says {status} on a damaged store"
            if (status := other.ask("/api/v1/tables/formal_trade")[0]) != 503:
                return f"the API answers {status} on a damaged store, with shipped rows"
            told = facts(other)
            return "" if told["status"] == "degraded" else f"health says {told}"


def f8(site: Site) -> str:
    """20 sessions of one address with a byte each, then somebody else."""
    with ExitStack() as tabs:
        taken = 0
        for _tab in range(20):
            one = tabs.enter_context(tab(site, "203.0.113.5"))
            one.open("update")
            taken += one.upload(b"x") == 204
        if taken > 4:
            return f"one address took {taken} places"
        if not site.process:
            return ""
        other = tabs.enter_context(tab(site, "203.0.113.6"))
        other.open("update")
        status = other.upload(b"period,value\n")
    return "" if status == 204 else f"another address was refused with {status}"


def f9(site: Site) -> str:
    """Names of versions in links that a stranger could meet by trying."""
    _status, feed = site.ask("/feed.xml")
    names = re.findall(r"[?&;]v=([0-9A-Za-z_-]+)", feed)
    if not names:
        return f"{UNTRIED}the feed names no version"
    shortest = min(map(len, names))
    return f"links name versions by {shortest} characters" if shortest < 16 else ""


def f10(site: Site) -> str:
    """Open pages until the server cannot hold more."""
    most = 4 * _SOCKETS if site.process else 400
    with ExitStack() as tabs:
        for number in range(most):
            if not is_let_in(site, tabs, address=f"203.0.113.{number % 3}"):
                break
        else:
            return f"{most} pages are open, and no end"
        status, page = site.ask("/markets", "203.0.113.0")
        if status != 503 or "<h1" not in page:
            return f"the page of a full server answers {status} and does not say why"
        if site.ask("/livez")[0] != 200:
            return "a full server does not say that it lives"
    return ""


def f11(site: Site) -> str:
    """A disk with no room left."""
    if not site.process:
        return f"{UNTRIED}the disk of another server is not ours to fill"
    with tempfile.TemporaryDirectory() as name, _set({"BORDERTRADE_FREE_MB": str(10**12)}):
        log = Path(name) / "log.txt"
        with serving(UVICORN, log, "/_stcore/health") as short:
            other = Site(short.base, short.process)
            if facts(other)["status"] == "ok":
                return "health says “ok” on a full disk"
            with tab(other) as one:
                one.open("update")
                status = one.upload(b"x")
    return "a full disk takes files in" if status == 204 else ""


def f12(site: Site) -> str:
    """Ask for a site of another name."""
    evil = "evil.example"
    for path in ("/markets", "/feed.xml", "/sitemap.xml", "/api/v1"):
        for headers in ({"Host": evil}, {"X_Forwarded_Host": evil}):
            status, text = site.ask(path, **headers)
            if evil in text:
                return f"{evil} stands in {path}, asked for with {headers}"
            if "Host" in headers and status != 421:
                return f"{path} of {evil} was answered with {status}"
    return ""


def f13(site: Site) -> str:
    """Requests that never end."""
    at = urlsplit(site.base)
    place = (at.hostname or "", at.port or (443 if site.is_secure else 80))
    with ExitStack() as lines:
        held = [
            lines.enter_context(socket.create_connection(place, timeout=10)) for _line in range(20)
        ]
        for line in held:
            line.sendall(b"GET / HTTP/1.1\r\nHost: ")
        time.sleep(45)
        alive = sum(map(is_alive, held))
    if alive and site.process:
        return f"{UNTRIED}{alive} of 20 live after 45 s without a proxy: never without one"
    return f"{alive} of 20 half-open requests live after 45 s" if alive else ""


def low(site: Site) -> str:
    """What is told to anybody."""
    with tab(site) as one:
        one.open()
        (told, *_more) = (each.new_session for each in one.told if each.HasField("new_session"))
    about = told.initialize.environment_info
    if "/" in told.main_script_path or about.python_version or about.server_os:
        return f"a session is told {told.main_script_path} {about.python_version} {about.server_os}"
    hosts = json.loads(site.ask("/_stcore/host-config")[1])["allowedOrigins"]
    if hosts:
        return f"pages of {', '.join(hosts)} may steer ours"
    status = site.ask("/_stcore/metrics", "203.0.113.5")[0]
    return "" if status in {403, 404} else f"the server's own figures answer {status}"


#: What is made for each link: a page's head, a card.
_MADE = ("/formalisation", "/embed/formalisation")
_600 = range(600)

ATTACKS: dict[str, Callable[[Site], str]] = {
    **{"F1": f1, "F2": f2, "F3": f3, "F4": f4, "F5": f5, "F6": f6, "F7": f7, "F8": f8},
    **{"F9": f9, "F10": f10, "F11": f11, "F12": f12, "F13": f13, "low": low},
}


# --- what attacks share ---------------------------------------------------------------------------


def _while(site: Site, attack: Callable[[], None]) -> str:
    """How long anybody was kept waiting for health, or for a page, during an attack."""
    over = Event()

    def run() -> None:
        try:
            attack()
        finally:
            over.set()

    quiet = max(wait(site) for _time in range(5))
    attacking = Thread(target=run)
    attacking.start()
    longest = 0.0
    while not over.is_set():
        longest = max(longest, wait(site))
        over.wait(0.1)
    attacking.join()
    told = f"the server was silent for {longest:.1f} s, {quiet:.1f} s when quiet"
    return told if longest > max(_PATIENCE, _TIMES * quiet) else ""


def _is_publisher(site: Site, **way: str | None) -> bool:
    """Whether a stranger who comes so may send what only publishers may."""
    try:
        with tab(site, **way) as one:  # type: ignore[arg-type]
            one.open("update")
            return one.upload(bytes(_PUBLISHERS_BYTES)) == 204
    except (WebSocketException, OSError):
        return False


def _is_ready_with_a_revision(site: Site) -> bool:
    return site.ask("/readyz")[0] != 200 or facts(site)["revision"] != 0


def _duty(number: int) -> str:
    """One of 2,500 ranges of duty rates, percent."""
    return f"{number % 50}..{50 + number // 50 % 50}"


def _neighbour(number: int) -> str:
    """One of many addresses."""
    return f"198.51.100.{number % 250 + 1}"


@contextmanager
def _set(settings: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _own() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder, _set(_SETTINGS):
        os.environ.pop(FOLDER_VARIABLE, None)
        with serving(UVICORN, Path(folder) / "log.txt", "/_stcore/health") as server:
            yield Site(server.base, server.process)


def attacked(site: Site, names: Sequence[str]) -> int:
    """Play them one after the other; how many broke something."""
    broke = 0
    for name in names:
        try:
            told = ATTACKS[name](site)
        except Exception as error:  # an attack that ends so is worth a look, not the end of all
            told = f"the attack ended with {type(error).__name__}: {error}"
        broke += bool(told) and not told.startswith(UNTRIED)
        print(f"{name}: {told or 'held'}", flush=True)
    return broke


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, add_help=True)
    asked.add_argument("address", nargs="?", help="of the server; without one, one is started")
    asked.add_argument("--only", nargs="+", choices=list(ATTACKS), default=list(ATTACKS))
    given = asked.parse_args()
    if given.address:
        return attacked(Site(given.address.rstrip("/")), given.only)
    with _own() as site:
        return attacked(site, given.only)


if __name__ == "__main__":
    sys.exit(main())
