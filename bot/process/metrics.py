"""Numbers for the operator: how many events, how long they took, what could not be sent. No identity and no site."""

import time
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.ports.application import Engine
from bot.surface import Event, Reply

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)

Lateness = Callable[[], Awaitable[tuple[float, float]]]


class Metrics:
    """One registry a process. `lateness` tells, in seconds, how long the oldest deadline and message have been due."""

    def __init__(self, lateness: Lateness) -> None:
        self._lateness = lateness
        self.registry = CollectorRegistry()
        self._events = Counter(
            "peerline_events", "Events that were handled", ("platform", "kind", "outcome"), registry=self.registry
        )
        self._seconds = Histogram(
            "peerline_event_seconds",
            "From event to reply, the commit included",
            ("platform",),
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
        outcome = "undone" if reply.undone else "done"
        self._events.labels(event.account.platform, type(event).__name__.lower(), outcome).inc()
        self._seconds.labels(event.account.platform).observe(seconds)

    def sent(self, platform: str, outcome: str) -> None:
        """`outcome` is "sent" or the name of a send error."""
        self._sends.labels(platform, outcome.lower()).inc()

    def doubted(self, platform: str, outcome: str) -> None:
        """`outcome` is "in_doubt", also where a process died at posting; then "found", "absent" or "written_down", and
        "taken_away" once a press, or an answer that came late, has told where one stands that was posted once more."""
        self._doubts.labels(platform, outcome).inc()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/metrics", self._page)
        return app

    async def _page(self, _request: web.Request) -> web.Response:
        try:
            deadline, message = await self._lateness()
        except Exception:  # noqa: BLE001 - the other numbers are wanted most when the database is away
            deadline = message = float("nan")
        self._late.labels("deadline").set(deadline)
        self._late.labels("message").set(message)
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
