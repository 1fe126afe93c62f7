"""Slack, wired: what comes in over HTTP or the socket, what goes out, and the way to install it."""

from contextlib import suppress

from aiohttp import web

from bot.adapters.egress import ways_of
from bot.adapters.slack.api import Api
from bot.adapters.slack.events import EventHandlers
from bot.adapters.slack.http_endpoint import HttpEndpoint
from bot.adapters.slack.install import Install
from bot.adapters.slack.interactions import Interactions
from bot.adapters.slack.listeners import Listeners
from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.rate_limit import RateLimit
from bot.adapters.slack.responses import Responses
from bot.adapters.slack.sender import SlackPort
from bot.adapters.slack.socket import Socket
from bot.adapters.slack.workspaces import ManyWorkspaces, NotKnownYet, OneWorkspace, Workspaces
from bot.adapters.typed_rows import Rows
from bot.configuration.settings import Settings
from bot.ports.application import Drawer, Engine, Wording

EVENTS = "/slack/events"


class SlackAdapter:
    """bot.ports.application.Adapter. `drawer` is what the house keeps for it; `teams` are the workspaces of the
    programme file, of which alone one may install us (if it names any), and `vouching` those that are asked for
    e-mails."""

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        wording: Wording,
        drawer: Drawer,
        teams: frozenset[str] = frozenset(),
        vouching: frozenset[str] = frozenset(),
    ) -> None:
        self._api = Api(settings.slack_api_url, ways_of(settings))
        self._install: Install | None = None
        self._workspaces: Workspaces
        if settings.slack_client_id and settings.slack_client_secret:
            secret = settings.slack_client_secret.get_secret_value()
            many = ManyWorkspaces(self._api, drawer, settings.slack_client_id, secret)
            self._workspaces = many
            self._install = Install(settings, self._api, drawer, many, wording, teams, emails=bool(vouching))
        else:
            assert settings.slack_bot_token is not None  # noqa: S101 - settings.slack says so
            self._workspaces = OneWorkspace(self._api, settings.slack_bot_token.get_secret_value())
        self.port = SlackPort(self._api, self._workspaces, drawer.conversations, wording, RateLimit())
        profiles = Profiles(self._api, vouching)
        interactions = Interactions(engine, self._workspaces, profiles, Responses(self._api, wording), self.port)
        self._rows = Rows()
        event_handlers = EventHandlers(
            engine, wording, drawer.conversations, drawer, self._api, self._workspaces, profiles, self.port, self._rows
        )
        secrets = settings.signing_secrets
        self._listeners = Listeners(
            self._api,
            self._workspaces,
            next(iter(secrets), ""),
            interactions.hear,
            event_handlers.hear,
            self._install.flow if self._install else None,
        )
        app_token = settings.slack_app_token
        self._socket = (
            Socket(self._listeners, self._workspaces, self._api, app_token.get_secret_value()) if app_token else None
        )
        self._endpoint = (
            HttpEndpoint(self._listeners, self._workspaces, drawer, secrets) if secrets and not app_token else None
        )

    def mount(self, app: web.Application) -> None:
        if self._endpoint is not None:
            app.router.add_post(EVENTS, self._endpoint.receive)
        if self._install is not None:
            self._install.mount(app)

    async def start(self) -> None:
        """Raises nothing: a Slack that is out of reach now is asked again with the first event."""
        if isinstance(self._workspaces, OneWorkspace):
            with suppress(NotKnownYet):
                await self._workspaces.learn()
        if self._socket is not None:
            await self._socket.start()

    async def missing(self) -> str:
        connected = self._socket is None or await self._socket.is_connected()
        return "" if connected else "slack: the socket is not connected"

    async def stop(self) -> None:
        if self._socket is not None:
            await self._socket.stop()
        await self.land()
        await self._api.close()

    async def land(self) -> None:
        """What follows what has come is done, the last word of every row of typed lines too."""
        await self._rows.end()
        await self._listeners.ended()
