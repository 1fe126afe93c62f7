"""A served Peerline on a port of this machine, with the demo's people on the platforms' doubles."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from pydantic import SecretStr

from bot.adapters.teams.endpoints import Endpoints
from bot.clock import MovableClock
from bot.configuration.settings import Settings, given
from bot.process.connection_limits import listen
from bot.process.demo import PROGRAMMES, demo_rows, user_of, wind
from bot.process.http_server import Served, serve
from bot.programme import Programme, load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account
from storage.encryption.keys import fresh
from tests.doubles.network import Network
from tests.doubles.teams import Teams

TEAM = "T0LAKE"
USERS = {
    "robin-fictional": "U0ROBIN",
    "ada-maple": "U0ADA",
    "ines-exemple": "U0INES",
    "sam-placeholder": "U0SAM",
    "casey-sample": "U0CASEY",
    "devon-madeup": "U0DEVON",
}
SECRET = "0123456789abcdef0123456789abcdef"
TENANT = "22222222-3333-4444-8555-666666666666"


@dataclass
class Running:
    """A served house. `settle` is what the ticker and the outbox do by themselves when time passes."""

    served: Served
    clock: MovableClock
    address: str

    async def settle(self) -> None:
        await self.served.house.deadlines.sweep()
        await self.served.house.outbox.settle()

    async def forward(self, hours: float) -> None:
        """Stop at each deadline on the way, as time does."""
        await wind(self.served.house, self.clock, self.clock.now() + timedelta(hours=hours))


# A stage is opened thousands of times, mostly with the same file: by what stands in it, and by its digest.
_PROGRAMMES: dict[bytes, Programme] = {}
_PEOPLE: dict[str, list[RosterRow]] = {}


def loaded(path: Path) -> Programme:
    content = path.read_bytes()
    if content not in _PROGRAMMES:
        _PROGRAMMES[content] = load(path)
    return _PROGRAMMES[content]


def people_of(programme: Programme) -> list[RosterRow]:
    """The demo's, as this programme reads them."""
    if programme.digest not in _PEOPLE:
        _PEOPLE[programme.digest] = demo_rows(programme)
    return _PEOPLE[programme.digest]


@cache
def demo_names() -> dict[str, str]:
    """The people of the demo, by what it calls them."""
    return {user_of(row): row.person.name for row in demo_rows(load(PROGRAMMES / "demo.toml"))}


def slack_programme(folder: Path, source: Path = PROGRAMMES / "demo.toml") -> Path:
    """The demo's programme, with its site in a Slack workspace."""
    path = folder / "slack.toml"
    text = source.read_text(encoding="utf-8").replace('id = "demo"\n', f'id = "demo"\nslack_team = "{TEAM}"\n', 1)
    path.write_text(text, encoding="utf-8")
    return path


def slack_rows(programme: Programme) -> list[RosterRow]:
    """The demo's people, in the workspace."""
    rows = people_of(programme)
    return [RosterRow(row.person, (Account("slack", TEAM, USERS[user_of(row)]),)) for row in rows]


def teams_programme(folder: Path, source: Path = PROGRAMMES / "demo.toml") -> Path:
    """The demo's programme, with its site in a Teams tenant; the source may have it in a workspace already."""
    path = folder / "teams.toml"
    text = source.read_text(encoding="utf-8").replace('id = "demo"\n', f'id = "demo"\nteams_tenant = "{TENANT}"\n', 1)
    path.write_text(text, encoding="utf-8")
    return path


def teams_rows(programme: Programme) -> list[RosterRow]:
    """The demo's people, in the tenant: somebody's Entra object id is what the demo calls them."""
    return [RosterRow(row.person, (Account("teams", TENANT, user_of(row)),)) for row in people_of(programme)]


def teams_settings(teams: Teams) -> dict[str, object]:
    return {
        "teams_app_id": teams.app_id,
        "teams_app_password": SecretStr(teams.app_password),
        "teams_tenant_id": teams.tenant,
    }


def endpoints_of(teams: Teams) -> Endpoints:
    framework = teams.world.framework
    where = (teams.token_url, teams.metadata_url, (teams.service_host,), teams.home_url)
    return Endpoints(*where, issuer=framework, audience=framework, identity_url=teams.identity_url)


def network_settings(network: Network) -> dict[str, object]:
    """What its people would write into .env."""
    return {
        "https_proxy": SecretStr(network.proxy),
        "ssl_cert_file": network.authorities,
        "peerline_public_url": f"https://peer.test{network.prefix}",
    }


def settings_for(database: str, programme: Path, **more: object) -> Settings:
    return given(
        **{
            "peerline_database_url": database,
            "peerline_keys": fresh(),
            "peerline_programme": programme,
            "peerline_metrics_port": 0,
        }
        | more
    )


@asynccontextmanager
async def running(
    settings: Settings,
    rows: list[RosterRow] | None = None,
    clock: MovableClock | None = None,
    microsoft: Endpoints | None = None,
) -> AsyncIterator[Running]:
    """Serve on any free port until the block ends. Deadlines and outbox move when `settle` says so."""
    assert settings.peerline_programme is not None
    programme = loaded(settings.peerline_programme)
    clock = clock or MovableClock()
    served = serve(settings, programme, clock, microsoft=microsoft)
    people = slack_rows(programme) if rows is None else rows
    await served.house.engine.run(lambda unit: roster_import.apply(unit, programme, people))
    runner = await listen(served.app(), ["127.0.0.1"], 0)
    port = runner.addresses[0][1]
    try:
        await served.start()
        yield Running(served, clock, f"http://127.0.0.1:{port}")
    finally:
        await runner.cleanup()
        await served.stop()
        served.house.close()
