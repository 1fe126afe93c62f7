"""Numbers for the operator: how many events, how long they took, what could not be sent. No identity and no site."""

import time
from collections.abc import Awaitable, Callable, Iterator
from math import nan

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot import VERSION
from bot.ports.application import Engine
from bot.process.gauges import GAUGES
from bot.surface import Event, Reply

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)

Waiting = Callable[[], Awaitable[dict[str, float]]]


class Metrics(Collector):
    """One registry a process. `waiting` is what bot.process.gauges counts, each time that somebody looks, and
    `programme` the digest of the file in force."""

    def __init__(self, waiting: Waiting, programme: Callable[[], str]) -> None:
        self._waiting = waiting
        self._programme = programme
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        Info("peerline_build", "What runs", registry=self.registry).info({"version": VERSION})
        self._found: dict[str, float] = {}
        self.registry.register(self)
        self._answers = Counter(
            "peerline_answers", "Answers over HTTP, by their status", ("status",), registry=self.registry
        )
        self._events = Counter(
            "peerline_events", "Events that were handled", ("platform", "kind", "outcome"), registry=self.registry
        )
        self._seconds = Histogram(
            "peerline_event_seconds",
            "From event to reply, the commit included",
            ("platform", "kind", "outcome"),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self._sends = Counter(
            "peerline_sends", "Messages sent or edited, and what came of it", ("platform", "outcome"),
            registry=self.registry,
        )  # fmt: skip
        self._doubts = Counter(
            "peerline_doubts", "Posts of which nobody said how they ended, and what came of it",
            ("platform", "outcome"), registry=self.registry,
        )  # fmt: skip
        self._late = Gauge(
            "peerline_late_seconds", "How long the oldest of this kind has been due", ("what",), registry=self.registry
        )

    def handled(self, event: Event, reply: Reply, seconds: float) -> None:
        labels = event.account.platform, type(event).__name__.lower(), "undone" if reply.undone else "done"
        self._events.labels(*labels).inc()
        self._seconds.labels(*labels).observe(seconds)

    def sent(self, platform: str, outcome: str) -> None:
        """`outcome` is "sent" or the name of a send error."""
        self._sends.labels(platform, outcome.lower()).inc()

    def doubted(self, platform: str, outcome: str) -> None:
        """`outcome` is "in_doubt", also where a process died at posting; then "found", "absent" or "written_down", and
        "taken_away" once a press, or an answer that came late, has told where one stands that was posted once more."""
        self._doubts.labels(platform, outcome).inc()

    def answered(self, status: int) -> None:
        """A request that was refused for its signature is a 401, one from elsewhere a 403."""
        self._answers.labels(str(status)).inc()

    def collect(self) -> Iterator[Metric]:
        """For the registry: what waited when somebody looked."""
        yield InfoMetricFamily("peerline_programme", "The programme file in force", {"digest": self._programme()})
        for name, about in GAUGES.items():
            if name in self._found:
                yield GaugeMetricFamily(name, about, self._found[name])

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/metrics", self._page)
        return app

    async def _page(self, _request: web.Request) -> web.Response:
        try:
            found = await self._waiting()
        except Exception:  # noqa: BLE001 - the other numbers are wanted most when the database is away
            found = {}
        for what in ("deadline", "message"):
            self._late.labels(what).set(found.get(what, nan))
        self._found = found
        return web.Response(body=generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})


class Metered:
    """The engine with a stopwatch, as the adapters get it."""

    def __init__(self, engine: Engine, metrics: Metrics) -> None:
        self._engine = engine
        self._metrics = metrics

    async def handle(self, event: Event) -> Reply:
        begun = time.perf_counter()
        reply = await self._engine.handle(event)
        self._metrics.handled(event, reply, time.perf_counter() - begun)
        return reply
