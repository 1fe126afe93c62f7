"""Peerline for real: Slack and Teams, whichever is configured, in one process and one web application."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from bot.adapters.slack import SlackAdapter
from bot.clock import Clock
from bot.configuration.addresses import ENDPOINTS
from bot.configuration.forwarded import misled, networks, only_from
from bot.configuration.settings import NOTHING_TO_SERVE, Settings
from bot.errors import OperatorError
from bot.ports.application import Adapter
from bot.process.bootstrap import House, build, wording_for
from bot.process.gauges import waiting
from bot.process.ics import Calendar
from bot.process.metrics import Metered, Metrics
from bot.process.pages import PAGES, Pages
from bot.process.readiness import Ready
from bot.programme import Programme
from bot.runtime import erasure_replay

if TYPE_CHECKING:
    from bot.adapters.teams.endpoints import Endpoints

LARGEST = 1024 * 1024  # bytes; an adapter may take less


class NothingToServe(OperatorError):
    """Neither platform is configured."""


@dataclass(slots=True)
class Served:
    """The process with its endpoints. `start` and `stop` belong to one event loop."""

    house: House
    adapters: tuple[Adapter, ...]
    metrics: Metrics
    ready: Ready

    def app(self) -> web.Application:
        """Everything is at its place and below the path of PEERLINE_PUBLIC_URL, since a proxy in front may take
        that path off or leave it."""
        app = self._doors()
        app.on_response_prepare.append(self._count)
        if named := networks(self.house.settings.peerline_forwarded_from):
            app.middlewares.append(only_from(named))
        prefix = urlsplit(self.house.settings.peerline_public_url).path.rstrip("/")
        app.middlewares.append(misled({*ENDPOINTS, *PAGES, "/healthz", "/readyz"} - {"/"}, prefix))
        if prefix:
            app.add_subapp(prefix, self._doors())
        return app

    def _doors(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST)
        app.router.add_get("/healthz", _alive)
        app.router.add_get("/readyz", self._ready)
        app.router.add_get("/gatherings/{word}.ics", Calendar(self.house).file)
        Pages(self.house.in_force, self.house.wording).mount(app)
        for adapter in self.adapters:
            adapter.mount(app)
        return app

    async def _count(self, _request: web.Request, answer: web.StreamResponse) -> None:
        self.metrics.answered(answer.status)

    async def start(self) -> None:
        for adapter in self.adapters:
            await adapter.start()

    async def stop(self) -> None:
        await self.ready.end()
        for adapter in self.adapters:
            await adapter.stop()

    async def _ready(self, _request: web.Request) -> web.Response:
        """503 with the reason's name; 200 if we can act, with a line for each platform that does not work just now."""
        reason = await self.ready.why()
        lines = [reason or "ready", *filter(None, [await adapter.missing() for adapter in self.adapters])]
        return web.Response(text="\n".join(lines) + "\n", status=503 if reason else 200)


def serve(
    settings: Settings, programme: Programme, clock: Clock | None = None, *, microsoft: "Endpoints | None" = None
) -> Served:
    """Wire the platforms that the settings name. Raises NothingToServe, BadDatabase and BadKeys; nothing has started.

    `microsoft` is a double of its services; a double of Slack is named by SLACK_API_URL.
    """
    if not settings.slack and not settings.teams:
        raise NothingToServe(NOTHING_TO_SERVE)
    assert settings.peerline_programme is not None  # noqa: S101 - the programme was loaded from there
    wording = wording_for(programme, settings.peerline_programme)
    house = build(settings, programme, wording, clock=clock)
    house.deadlines.keep_erasures = lambda: erasure_replay.keep(settings, house.database, house.keys, house.clock.now())
    metrics = Metrics(lambda: waiting(house), lambda: house.programme.digest)
    house.outbox.on_sent = metrics.sent
    house.outbox.on_doubt = metrics.doubted
    engine = Metered(house.engine, metrics)
    adapters: list[Adapter] = []
    if settings.slack:
        store, teams = house.platform_store("slack"), programme.teams("slack")
        adapters.append(SlackAdapter(settings, engine, wording, store, teams, programme.vouching("slack")))
    if settings.teams:
        from bot.adapters.teams import BadCertificate, TeamsAdapter  # botbuilder takes a second to import

        conversations, vouching = house.platform_store("teams").conversations, programme.vouching("teams")
        try:
            adapters.append(
                TeamsAdapter(settings, engine, wording, conversations, programme.default_language, microsoft, vouching)
            )
        except BadCertificate as error:
            house.close()
            raise NothingToServe(f"TEAMS_CERTIFICATE {error}") from None
    for adapter in adapters:
        house.plug(adapter.port)
    return Served(house, tuple(adapters), metrics, Ready(house))


async def _alive(_request: web.Request) -> web.Response:
    return web.Response(text="ok\n")
