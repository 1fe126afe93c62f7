"""Slack and Teams at once, one house behind both: who sits where is nobody's concern but their own."""

import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.adapter import EVENTS
from bot.adapters.slack.rate_limit import RateLimit
from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.core.people import Role
from bot.process.demo import demo_rows, user_of, wind
from bot.programme import load
from bot.roster import RosterRow
from bot.surface import Account
from storage.encryption.keys import fresh
from tests.doubles.slack import Slack
from tests.doubles.teams import Teams
from tests.served import (
    TEAM,
    TENANT,
    USERS,
    Running,
    endpoints_of,
    running,
    slack_programme,
    teams_programme,
    teams_settings,
)
from tests.stage import CONTACT, MONDAY, follow_up, last_words_at_once
from tests.stages.slack import SlackActor, SlackStage, Town, _unhurried
from tests.stages.teams import TeamsActor, TeamsStage, Tenant, attach

TRANSCRIPT = Path(__file__).with_name("across_platforms.txt")

SLACK, TEAMS = "slack", "teams"
BOTH = (SLACK, TEAMS)
PLACES: Mapping[str, tuple[str, ...]] = {
    "robin-fictional": (SLACK,),
    "ada-maple": (TEAMS,),
    "ines-exemple": (TEAMS,),
    "sam-placeholder": (TEAMS,),
    "casey-sample": BOTH,
    "devon-madeup": BOTH,
}


class OnSlack(SlackStage):
    both: "Both"

    def note(self, line: str) -> None:
        super().note(f"Slack | {line}")

    async def settle(self) -> None:
        await self.both.settle()

    async def house_rules(self) -> None:
        await self.both.rules()

    async def _quiet(self) -> None:
        for adapter in self.running.served.adapters:
            if isinstance(adapter, SlackAdapter):
                await adapter.land()
        if self.slack.busy:
            await self.slack.settled(quiet=0)


class OnTeams(TeamsStage):
    both: "Both"

    def note(self, line: str) -> None:
        super().note(f"Teams | {line}")

    async def settle(self) -> None:
        await self.both.settle()

    async def house_rules(self) -> None:
        await self.both.rules()


class Both:
    """One served house with both doors. `slack` and `teams` are the two stages, with one transcript."""

    def __init__(self, slack: OnSlack, teams: OnTeams, running: Running, places: Mapping[str, tuple[str, ...]]) -> None:
        self.slack = slack
        self.teams = teams
        self.running = running
        self.places = places
        self.lines: list[str] = []
        for stage in (slack, teams):
            stage.both = self
            stage.lines = self.lines

    async def everybody_arrives(self) -> None:
        for user, places in self.places.items():
            if SLACK in places:
                async with self.slack.acted_by(self.slack.actors[user]):
                    await self.slack.actors[user].person.opens_home("messages")
                    await self.settle()
            if TEAMS in places:
                async with self.teams.acted_by(self.teams.actors[user]):
                    await self.teams.actors[user].person.installs()
                    await self.settle()
            await self.rules()
        self.lines.clear()

    def on_slack(self, user: str) -> SlackActor:
        return self.slack.actors[user]

    def on_teams(self, user: str) -> TeamsActor:
        return self.teams.actors[user]

    async def forward(self, hours: float) -> None:
        self.lines.append(f"--- {hours:g} hours later ---")
        clock = self.running.clock
        await wind(self.slack.house, clock, clock.now() + timedelta(hours=hours))
        await self.settle()
        await self.rules()

    async def settle(self) -> None:
        for _ in range(2):
            await self.slack._quiet()
            await self.teams.quiet()
            await follow_up(self.slack.house)
        await self.slack._quiet()
        await self.teams.quiet()
        self.slack._notice_changes()
        self.teams._notice_changes()

    async def rules(self) -> None:
        for stage in (self.slack, self.teams):
            stage.platform_rules()
            stage.posted_cards_are_neutral()
        await self.slack.nobody_waits_in_silence()

    def reads_like(self, path: Path) -> None:
        found = "\n".join(self.lines) + "\n"
        if os.environ.get("PEERLINE_TRANSCRIPTS") == "write":
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")


async def opened(standing: AsyncExitStack, database: bytes, places: Mapping[str, tuple[str, ...]] = PLACES) -> Both:
    folder = Path(standing.enter_context(tempfile.TemporaryDirectory(prefix="peerline-both-")))
    path = folder / "peerline.db"
    path.write_bytes(database)
    slack = await standing.enter_async_context(Slack())
    slack.workspace(TEAM, "Lakeside Hospital")
    teams = Teams()
    teams.world.tenant = TENANT
    standing.push_async_callback(teams.stop)
    await teams.start()

    clock = MovableClock(MONDAY)
    programme = teams_programme(folder, slack_programme(folder))
    settings = given(
        peerline_database_url=f"sqlite:///{path}",
        peerline_keys=fresh(),
        peerline_programme=programme,
        peerline_metrics_port=0,
        slack_bot_token=SecretStr(slack.workspace(TEAM).token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        **teams_settings(teams),
    )
    rows = [_row(row, places[user_of(row)]) for row in demo_rows(load(programme))]
    house = await standing.enter_async_context(running(settings, rows, clock, endpoints_of(teams)))
    last_words_at_once(house.served.house)
    attach(teams, house)
    in_slack = next(each for each in house.served.adapters if isinstance(each, SlackAdapter))
    in_slack.port._pace = RateLimit(_unhurried(clock))
    slack.app_url = house.address + EVENTS
    both = Both(
        OnSlack(Town(slack, settings, clock, folder, standing), house),
        OnTeams(Tenant(teams, settings, clock, folder, standing), house),
        house,
        places,
    )
    await both.everybody_arrives()
    return both


def _row(row: RosterRow, places: tuple[str, ...]) -> RosterRow:
    user = user_of(row)
    accounts = {SLACK: Account(SLACK, TEAM, USERS[user]), TEAMS: Account(TEAMS, TENANT, user)}
    return RosterRow(row.person, tuple(accounts[each] for each in places))


@pytest.fixture
async def standing() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as standing:
        yield standing


@pytest.fixture
async def both(standing: AsyncExitStack, migrated_sqlite: bytes) -> Both:
    return await opened(standing, migrated_sqlite)


@pytest.fixture
async def twice(standing: AsyncExitStack, migrated_sqlite: bytes) -> Both:
    """Ines sits at both, and is the only supporter who is not away."""
    both = await opened(standing, migrated_sqlite, {**PLACES, "ines-exemple": BOTH})
    for user in ("ada-maple", "sam-placeholder"):
        await both.on_teams(user).command("away")
    return both


async def test_a_physician_in_slack_a_supporter_in_teams_and_a_coordinator_in_both(both: Both) -> None:
    robin, ines = both.on_slack("robin-fictional"), both.on_teams("ines-exemple")
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT, times=["evenings"], wish="gender-woman")
    robin.sees("Sent. We're asking a colleague now.")
    await robin.press("Close")

    await ines.press("Accept")
    ines.sees("Dr. Robin Fictional", "Do you know this person")
    assert CONTACT not in ines.screen()
    await ines.press("No, confirm")
    ines.sees(CONTACT, "Evenings", "911")
    await ines.press("Close")
    await robin.press("Open")
    await robin.press("More")
    await robin.press("See who")
    robin.sees("Dr. Ines Exemple")
    robin.close()

    await both.forward(48)
    await both.forward(24)
    casey = both.on_slack("casey-sample")
    for screen in (casey, both.on_teams("casey-sample")):
        screen.sees("No contact has been made by the agreed hour")
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()
    await ines.press("We're in touch")
    ines.close()
    await both.forward(48)
    await ines.press("Three taps")
    await ines.press("Yes, 30 to 60 minutes")
    await ines.press("Fully")
    await ines.press("We are done")
    ines.sees("Saved")
    await ines.press("Close")

    for screen in (casey, both.on_teams("casey-sample")):
        screen.sees("is closed")
    await robin.press("Open")
    await robin.press("Yes")
    await robin.press("Someone who listened")
    assert robin.notice == "Thank you."
    assert await both.slack.requests() == []
    both.reads_like(TRANSCRIPT)


async def test_a_card_that_a_supporter_presses_in_slack_changes_the_one_in_teams(twice: Both) -> None:
    here, there = twice.on_slack("ines-exemple"), twice.on_teams("ines-exemple")
    await twice.slack.ask()
    for screen in (here, there):
        assert "Accept" in screen.buttons()
    old = there.button("Accept")
    await here.press("Accept")
    assert not there.inside, "a dialog opens where it was pressed"
    there.sees("You said yes in principle")
    there.lacks("Accept")

    await there.press_kept(old)  # a screen that had not heard of it
    there.sees("Do you know this person")
    await there.press("No, confirm")
    there.sees(CONTACT)
    there.close()
    here.close()
    here.sees("Please reach out by")
    await here.press("We're in touch")
    here.close()
    for screen in (here, there):
        screen.sees("Thank you for reaching out")
        screen.lacks("We're in touch")
    assert len(await twice.slack.requests()) == 1


async def test_pressed_on_both_screens_at_once_one_wins_and_both_agree(twice: Both) -> None:
    here, there = twice.on_slack("ines-exemple"), twice.on_teams("ines-exemple")
    await twice.slack.ask(language="fr")
    decline = there.button("Decline")
    await here.press("Decline")
    await there.press_kept(decline)
    for screen in (here, there):
        screen.lacks("Decline")
        screen.lacks("Accept")
    assert _lines(here) == _lines(there)


async def test_what_a_coordinator_presses_in_teams_shows_in_slack(both: Both) -> None:
    for user in ("ada-maple", "ines-exemple", "sam-placeholder"):
        await both.on_teams(user).command("away")
    await both.slack.ask()
    here, there = both.on_slack("casey-sample"), both.on_teams("casey-sample")
    for screen in (here, there):
        screen.sees("Everybody who could help is busy or away.")
    await there.press("Open")
    await there.press("End this request")
    await there.press("Close: nobody found")
    await there.press("Yes, close it")
    there.close()
    for screen in (here, there):
        screen.sees("is closed")
        assert "needs you" not in screen.chat()[-1]


async def test_who_removes_the_app_from_teams_and_sits_in_slack_stays(twice: Both) -> None:
    here, there = twice.on_slack("ines-exemple"), twice.on_teams("ines-exemple")
    await twice.slack.ask()
    before = len(there.messages())
    await twice.teams.deactivated(there)
    supporters = await twice.slack.read(lambda unit: [each.name for each in unit.people.with_role(Role.SUPPORTER)])
    assert "Dr. Ines Exemple" in supporters
    await here.press("Accept")
    await here.press("No, confirm")
    here.sees(CONTACT)
    here.close()
    assert len(await twice.slack.requests()) == 1
    assert len(there.messages()) == before, "nothing is written to where the app was removed"

    async with twice.teams.acted_by(there):
        await there.person.installs()
        await twice.settle()
        await twice.rules()
    await twice.forward(48)
    for screen in (here, there):
        screen.sees("This is a friendly reminder")


async def test_who_is_gone_from_slack_and_sits_in_teams_stays(twice: Both) -> None:
    here, there = twice.on_slack("ines-exemple"), twice.on_teams("ines-exemple")
    await twice.slack.deactivated(here)
    await twice.slack.ask()
    assert "Accept" in there.buttons()


async def test_the_language_that_was_chosen_in_slack_holds_in_teams(twice: Both) -> None:
    here, there = twice.on_slack("ines-exemple"), twice.on_teams("ines-exemple")
    twice.teams.speaks(there, "en")
    await here.command("language", "fr")
    await there.command("away", "tomorrow")
    assert "Donnez le dernier jour" in there.notice
    await there.type("is anybody there?")
    assert "9-8-8 (appel ou texto)" in there.chat()[-1]
    await twice.slack.ask(language="fr")
    for screen in (here, there):
        screen.sees("Pourriez-vous")
    await there.press("Accepter")
    there.sees("Connaissez-vous cette personne")
    there.close()
    here.sees("Vous avez")
    await there.command("language", "en")
    await here.command("away", "tomorrow")
    assert "last day" in here.notice


def _lines(actor: SlackActor | TeamsActor) -> str:
    return actor.messages()[-1].words
