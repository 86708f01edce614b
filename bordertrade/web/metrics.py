"""Figures about the server for Prometheus, on an address of their own that no visitor reaches.

Off unless ``BORDERTRADE_METRICS`` names an address and a port (``127.0.0.1:9464``).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    start_http_server,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bordertrade import __version__
from bordertrade.meters import METERS
from bordertrade.store import StoreUnavailable
from bordertrade.web.watching import Seen

VARIABLE = "BORDERTRADE_METRICS"

_LOG = logging.getLogger("bordertrade")
_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

#: Name -> what it counts and the name of its label.
_COUNTED = {
    "runs": ("Runs of a page", "page"),
    "runs_seconds": ("Time that runs of a page took", "page"),
    "errors": ("Errors of ours that a visitor was told of", ""),
    "store_errors": ("Calls that the store could not do", "reason"),
}


class Metrics:
    """What is counted of requests and sockets, and how all is told.

    ``facts`` says what is being served, ``deeds`` how often the audit tells of each action.
    """

    def __init__(
        self, facts: Callable[[], Mapping[str, Any]], deeds: Callable[[], Mapping[str, int]]
    ) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "bordertrade_requests",
            "Requests answered",
            ("kind", "method", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "bordertrade_request_seconds",
            "Time to the end of an answer",
            ("kind",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._sessions = Gauge(
            "bordertrade_sessions", "Open pages: sockets", registry=self.registry
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(_Told(facts, deeds))

    def request(self, seen: Seen) -> None:
        method = seen.method if seen.method in {"GET", "HEAD", "POST", "PUT", "WS"} else "other"
        self._requests.labels(seen.kind, method, f"{seen.status // 100}xx").inc()
        if seen.method != "WS":
            self._seconds.labels(seen.kind).observe(seen.seconds)

    def sockets(self, change: int) -> None:
        """Sockets that came (1) or went (-1)."""
        self._sessions.inc(change)

    def serve(self) -> Callable[[], None]:
        """Answer where the operator says; a call that stops it. What cannot be is logged: the
        pages matter more."""
        given = os.environ.get(VARIABLE, "")
        if not given:
            return _nothing
        host, _, port = given.rpartition(":")
        try:
            server, _thread = start_http_server(int(port), host or "127.0.0.1", self.registry)
        except (OSError, ValueError, OverflowError) as error:
            _LOG.error(
                "%s=%s: found %s, expected ADDRESS:PORT, free and of this machine (127.0.0.1:9464). "
                "No metrics are served.",
                VARIABLE,
                given,
                error,
            )
            return _nothing
        return server.shutdown


def _nothing() -> None:
    """There is nothing to stop."""


class _Told(Collector):
    """What is asked for when somebody looks."""

    def __init__(
        self, facts: Callable[[], Mapping[str, Any]], deeds: Callable[[], Mapping[str, int]]
    ) -> None:
        self._facts, self._deeds = facts, deeds

    def describe(self) -> list[Metric]:
        """Nothing is asked at the start: the store may be far."""
        return []

    def collect(self) -> Iterator[Metric]:
        yield from map(_counter, _COUNTED)
        yield self._served()
        yield from self._done()

    def _served(self) -> Metric:
        labels = ("version", "data", "store", "record")
        told = GaugeMetricFamily("bordertrade_served", "The revision that is served", labels=labels)
        try:
            facts = self._facts()
        except Exception:  # whatever it is: the other figures are wanted now more than ever
            _LOG.exception("the facts about this server cannot be had")
            return told
        values = [str(facts.get(each, "")) for each in labels[1:]]
        told.add_metric([__version__, *values], float(facts.get("revision", 0)))
        return told

    def _done(self) -> Iterator[Metric]:
        reachable = GaugeMetricFamily("bordertrade_store_up", "Whether the store answers")
        deeds = CounterMetricFamily(
            "bordertrade_deeds", "Entries of the audit, of all servers", labels=("action",)
        )
        try:
            for action, count in self._deeds().items():
                deeds.add_metric([action], count)
        except StoreUnavailable:  # the other figures are wanted now more than ever
            reachable.add_metric([], 0)
        else:
            reachable.add_metric([], 1)
            yield deeds
        yield reachable


def _counter(name: str) -> Metric:
    what, label = _COUNTED[name]
    family = CounterMetricFamily(f"bordertrade_{name}", what, labels=[label] if label else [])
    for value, count in METERS.told(name).items():
        family.add_metric([value] if label else [], count)
    return family
