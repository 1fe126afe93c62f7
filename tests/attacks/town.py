"""A hospital on both platforms, with a clock that runs as clocks do, and all that its employer can export."""

import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.adapter import EVENTS
from bot.adapters.slack.rate_limit import RateLimit
from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.core.people import Person, Role, Stage
from bot.process.demo import SITE, wind
from bot.roster import RosterRow
from bot.surface import Account
from tests.attacks.export import Export
from tests.doubles.slack import Slack
from tests.doubles.slack.faults import Fault as SlackFault
from tests.doubles.teams import Teams
from tests.doubles.teams.faults import Fault as TeamsFault
from tests.served import (
    TEAM,
    TENANT,
    Running,
    endpoints_of,
    running,
    slack_programme,
    teams_programme,
    teams_settings,
)
from tests.stage import Actor, follow_up
from tests.stages.slack import UNHURRIED, SlackActor, SlackStage, Town, _unhurried
from tests.stages.teams import TeamsActor, TeamsStage, Tenant, attach
from tests.stories.variants import variant

SLACK, TEAMS = "slack", "teams"
_WRITES = ("chat.postMessage", "chat.update", "chat.delete")
BEGIN = datetime(2026, 1, 5, 15, tzinfo=UTC)


class LivingClock(MovableClock):
    """Moved by hand, and never the same twice: two things share a microsecond only if somebody copied it."""

    def __init__(self, at: datetime, seed: int) -> None:
        super().__init__(at)
        self._chance = random.Random(seed)  # noqa: S311 - repeatable

    def now(self) -> datetime:
        self._ahead += timedelta(microseconds=self._chance.randint(20, 900))
        return super().now()


@dataclass(frozen=True, slots=True)
class Soul:
    """Somebody of the hospital. `roles` is empty for a physician; `listed`: is on the roster; `comes`: opens the
    app when it is there."""

    user: str
    name: str
    places: tuple[str, ...]
    roles: frozenset[Role] = frozenset()
    listed: bool = True
    comes: bool = True

    @property
    def email(self) -> str:
        return f"{self.user.replace('-', '.')}@example.org"

    @property
    def accounts(self) -> tuple[Account, ...]:
        known = {SLACK: Account(SLACK, TEAM, slack_id(self.user)), TEAMS: Account(TEAMS, TENANT, entra_id(self.user))}
        return tuple(known[place] for place in self.places)

    def row(self) -> RosterRow:
        helps = Role.SUPPORTER in self.roles
        person = Person(
            id="",
            site=SITE,
            name=self.name,
            roles=self.roles,
            email=self.email,
            phone=f"204-555-0{100 + sum(map(ord, self.user)) % 100}",
            stage=Stage.LATE if helps else Stage.MID,
            languages=("en",),
            trained_hours=4 if helps else 0,
            agreement_version="demo-1" if helps else "",
            agreement_signed_on=date(2025, 12, 1) if helps else None,
        )
        return RosterRow(person, self.accounts)


def slack_id(user: str) -> str:
    return f"U0{random.Random(user).randrange(36**8):09X}"  # noqa: S311 - repeatable


def entra_id(user: str) -> str:
    drawn = f"{random.Random('entra' + user).getrandbits(128):032x}"  # noqa: S311 - repeatable
    return "-".join((drawn[:8], drawn[8:12], drawn[12:16], drawn[16:20], drawn[20:]))


class _Quiet:
    """A stage of many people: nobody's screen is read but whoever acts, and no transcript is kept."""

    both: "Hospital"

    def note(self, line: str) -> None: ...

    def _notice_changes(self) -> None: ...

    async def settle(self) -> None:
        await self.both.settle()

    async def house_rules(self) -> None: ...


class OnSlack(_Quiet, SlackStage):
    async def _quiet(self) -> None:
        for adapter in self.running.served.adapters:
            if isinstance(adapter, SlackAdapter):
                await adapter.land()
        if self.slack.busy:
            await self.slack.settled(quiet=0)


class OnTeams(_Quiet, TeamsStage): ...


class OnSlackActor(SlackActor):
    @property
    def account(self) -> Account:
        return Account(SLACK, TEAM, self.person.id)


class OnTeamsActor(TeamsActor):
    @property
    def account(self) -> Account:
        return Account(TEAMS, TENANT, self.person.account.aad)


@dataclass(eq=False)
class Hospital:
    """One served house with both doors."""

    folder: Path
    url: str
    clock: LivingClock
    slack: OnSlack
    teams: OnTeams
    running: Running
    export: Export
    souls: Mapping[str, Soul]
    actors: dict[str, list[Actor]] = field(default_factory=dict)

    def actor(self, user: str) -> Actor:
        """At the first of their places."""
        return self.actors[user][0]

    def moves_in(self, soul: Soul, account: Account) -> None:
        if account.platform == SLACK:
            in_slack = self.slack.slack.person(TEAM, account.user, soul.name)
            self.slack.actors[soul.user] = OnSlackActor(self.slack, soul.user, soul.name, person=in_slack)
            self.actors.setdefault(soul.user, []).append(self.slack.actors[soul.user])
        else:
            in_teams = self.teams.teams.person(TENANT, account.user, name=soul.name)
            self.teams.actors[soul.user] = OnTeamsActor(self.teams, soul.user, soul.name, person=in_teams)
            self.actors.setdefault(soul.user, []).append(self.teams.actors[soul.user])

    async def settle(self) -> None:
        for _ in range(2):
            await self.slack._quiet()
            await self.teams.quiet()
            if self.slack.delivering:
                await follow_up(self.running.served.house)
        await self.slack._quiet()
        await self.teams.quiet()
        self.export.look()

    async def everybody_arrives(self) -> None:
        for user, actors in self.actors.items():
            for actor in actors if self.souls[user].comes else ():
                if isinstance(actor, OnSlackActor):
                    await actor.person.opens_home("messages")
                elif isinstance(actor, OnTeamsActor):
                    await actor.person.installs()
        await self.settle()

    async def forward(self, **by: float) -> None:
        """With what the ticker does every few seconds and every hour: a look around in each of the last minutes."""
        house, goal = self.running.served.house, self.clock.now() + timedelta(**by)
        for minutes in (3, 2, 1, 0):
            house.deadlines._kept_house = None
            await wind(house, self.clock, goal - timedelta(minutes=minutes))
        await self.settle()

    @contextmanager
    def down(self) -> Iterator[None]:
        """Neither platform takes a message."""
        slack, teams = self.slack.slack, self.teams.teams
        deeds = ("send", "update", "delete", "create")
        faults: list[SlackFault | TeamsFault] = [slack.fail(method, times=None, status=503) for method in _WRITES]
        faults += [teams.fail(deed, 503, times=None) for deed in deeds]
        yield
        for fault in faults:
            fault.stop()


async def opened(
    standing: AsyncExitStack,
    database: bytes | str,
    keys: str,
    souls: Iterable[Soul],
    seed: int,
    *,
    socket: bool = False,
) -> Hospital:
    """Everybody who is on the roster is on it; nobody has opened the app yet. `database` is SQLite's file, or the
    URL of another; `socket`: Slack's other way in."""
    known = {soul.user: soul for soul in souls}
    folder = Path(standing.enter_context(tempfile.TemporaryDirectory(prefix="peerline-attacks-")))
    url = database if isinstance(database, str) else f"sqlite:///{folder / 'peerline.db'}"
    if isinstance(database, bytes):
        (folder / "peerline.db").write_bytes(database)
    clock = LivingClock(BEGIN, seed)
    slack = await standing.enter_async_context(Slack())
    slack.clock = lambda: clock.now().timestamp()
    slack.ack_patience = slack.triggers.lifetime = UNHURRIED
    slack.workspace(TEAM, "Lakeside Hospital")
    slack.socket_mode = socket
    teams = Teams()
    teams.world.tenant = TENANT
    teams.world.number = _ids(clock)  # type: ignore[method-assign]
    standing.push_async_callback(teams.stop)
    await teams.start()
    export = Export(slack, teams, lambda: clock.now().timestamp())

    programme = teams_programme(folder, slack_programme(folder, variant(folder, quiet_hours="")))
    settings = given(
        peerline_database_url=url,
        peerline_keys=keys,
        peerline_programme=programme,
        peerline_metrics_port=0,
        slack_bot_token=SecretStr(slack.workspace(TEAM).token),
        **_door(slack),
        slack_api_url=slack.base_url,
        **teams_settings(teams),
    )
    rows = [soul.row() for soul in known.values() if soul.listed]
    house = await standing.enter_async_context(running(settings, rows, clock, endpoints_of(teams)))
    await house.served.house.deadlines.keep_quarters()
    attach(teams, house)
    in_slack = next(each for each in house.served.adapters if isinstance(each, SlackAdapter))
    in_slack.port._pace = RateLimit(_unhurried(clock))
    slack.app_url = house.address + EVENTS
    if socket:
        await slack.settled(busy=lambda: not slack.sockets)
    on_slack = OnSlack(Town(slack, settings, clock, folder, standing), house)
    on_teams = OnTeams(Tenant(teams, settings, clock, folder, standing), house)
    hospital = Hospital(folder, url, clock, on_slack, on_teams, house, export, known)
    on_slack.both = on_teams.both = hospital
    on_slack.actors, on_teams.actors = {}, {}  # nobody of the demo works here
    for soul in known.values():
        for account in soul.accounts:
            hospital.moves_in(soul, account)
    return hospital


def _door(slack: Slack) -> dict[str, SecretStr]:
    if slack.socket_mode:
        return {"slack_app_token": SecretStr(slack.app_token)}
    return {"slack_signing_secret": SecretStr(slack.signing_secret)}


def _ids(clock: LivingClock) -> Callable[[], str]:
    """As Teams draws them: milliseconds, never given twice."""
    last = 0

    def number() -> str:
        nonlocal last
        last = max(last + 1, int(clock.now().timestamp() * 1000))
        return str(last)

    return number
