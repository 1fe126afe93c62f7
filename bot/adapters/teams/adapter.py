"""Microsoft Teams as the house sees it: a route, a port, and what runs beside them."""

from aiohttp import web

from bot.adapters.egress import ways_of
from bot.adapters.teams.app_identity import AppIdentity, app_identity_of
from bot.adapters.teams.auth import Gate
from bot.adapters.teams.connector import Connector
from bot.adapters.teams.credentials import Credentials
from bot.adapters.teams.endpoints import Endpoints, emulator, endpoints_in
from bot.adapters.teams.http import Http
from bot.adapters.teams.http_endpoint import HttpEndpoint
from bot.adapters.teams.keys import SigningKeys
from bot.adapters.teams.profiles import Profiles
from bot.adapters.teams.responses import Responses
from bot.adapters.teams.sender import TeamsPort
from bot.configuration.settings import Settings
from bot.errors import OperatorError
from bot.ports.application import Conversations, Engine, Wording
from bot.ports.platform import Port

PATH = "/api/messages"


class NotConfigured(OperatorError):
    """The settings name no Teams app. An app without an id would take unsigned requests: it is not built."""


class TeamsAdapter:
    """bot.ports.application.Adapter. `endpoints` are those of a double of Microsoft; nobody else gives them. Of the
    people of the tenants in `vouching` the e-mail is asked for."""

    port: Port

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        wording: Wording,
        conversations: Conversations,
        default_language: str,
        endpoints: Endpoints | None = None,
        vouching: frozenset[str] = frozenset(),
    ) -> None:
        self._http = Http(ways_of(settings))
        self._keys: SigningKeys | None = None
        self._proof: AppIdentity | None = None
        app_id, tenant = settings.teams_app_id, settings.teams_tenant_id
        gate: Gate | None = None
        if settings.teams_local and not app_id and settings.on_loopback:
            endpoints = emulator()
            credentials = None
        elif app_id and tenant and settings.teams_proofs and not settings.teams_local:
            endpoints = endpoints or endpoints_in(settings.teams_cloud, tenant)
            self._proof = app_identity_of(settings, endpoints, self._http)
            credentials = Credentials(self._proof)
            self._keys = SigningKeys(endpoints.metadata_url, self._http)
            gate = Gate(app_id, endpoints, self._keys)
        else:
            raise NotConfigured(
                "Teams needs an app id, a tenant id and a proof of who it is, or TEAMS_LOCAL on a loopback address"
            )
        connector = Connector(self._http, endpoints, credentials)
        self._teams = TeamsPort(connector, conversations, wording, endpoints, app_id, tenant)
        self.port = self._teams
        self._responses = Responses(engine, wording, self._teams, default_language, Profiles(connector, vouching))
        self._endpoint = HttpEndpoint(gate, endpoints, tenant if gate else None, self._responses, conversations)
        self._credentials = credentials

    def mount(self, app: web.Application) -> None:
        app.router.add_post(PATH, self._endpoint.handle)

    async def start(self) -> None:
        """Fetch the keys before the first activity comes; Microsoft being out of reach keeps nobody from starting."""
        if self._keys is not None:
            await self._keys.warm()

    async def missing(self) -> str:
        """Nothing is held open: whatever comes, comes over HTTP. What goes out needs a proof."""
        why = self._proof.useless() if self._proof is not None else ""
        return f"teams: {why}" if why else ""

    async def stop(self) -> None:
        """What was to be posted is posted first."""
        await self._responses.land()
        await self._endpoint.visits.land()
        await self._http.close()
