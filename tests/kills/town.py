"""A workspace whose people press while the houses that serve it are killed: who is there, who lives, who rests."""

import asyncio
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

from bot.core.people import Person as Known
from bot.core.people import Role, Stage
from bot.programme import Programme, load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account
from storage.encryption.keys import fresh
from tests.doubles.slack import Slack
from tests.kills.books import Books
from tests.kills.figures import Figures
from tests.kills.hours import Hours
from tests.kills.people import Human, Physician, Supporter, Wire
from tests.kills.post import DEAD, SLEEPS, Post
from tests.kills.victims import PATIENCE, Life, Victims
from tests.kills.weather import Moment, Plan, Weather
from tests.served import SECRET, TEAM, slack_programme, slack_rows

PHYSICIANS, SUPPORTERS, HANDS = 12, 10, 8
OLD = 4.0  # seconds after which a life ends in which nothing else ended it
LEASE = timedelta(seconds=61)


class Town:
    def __init__(
        self, slack: Slack, victims: Victims, hours: Hours, settings: dict[str, str], seed: int, *, blind: bool
    ) -> None:
        self.seed = seed
        self.rng = random.Random(seed)  # noqa: S311 - the same fates each time
        self.slack = slack
        self.victims = victims
        self.hours = hours
        self.weather = Weather(self.rng, blind=blind)
        self.post = Post(slack, self.weather)
        self.wire = Wire(self.door, self.rng, hours)
        self.figures = Figures(victims)
        self.books: Books
        self.fates: Counter[str] = Counter()
        self.people: list[Human] = []
        self.coordinators: list[Human] = []  # who only press at the end what has come to them
        self.here: dict[int, Life] = {}  # who lives at each place
        self._settings = settings
        self.places: list[tuple[int, str]] = []  # the double's port and address for each replica
        self.sleeps = False  # somebody ever did
        self._acting: list[asyncio.Task[None]] = []
        self._resting = False
        slack.faults.weather = self.weather
        slack.retry_waits = ()  # the wire brings again what nobody acknowledged

    async def moves_in(self, programme: Programme, places: int) -> None:
        self.places = [await self.slack.opens_another() for _ in range(places)]
        rows = [row for row in slack_rows(programme) if Role.COORDINATOR in row.person.roles]
        for number in range(PHYSICIANS + SUPPORTERS):
            supports = number >= PHYSICIANS
            user, name = f"U0{'SUP' if supports else 'ASK'}{number:02d}", f"Dr. {_letters(number)} Fictional"
            rows.append(_row(programme, user, name, supports=supports))
            person = self.slack.person(TEAM, user, name, locale="en-CA")
            self.people.append((Supporter if supports else Physician)(person, self.wire))
        for row in rows:
            for account in row.accounts:
                person = self.slack.person(TEAM, account.user, row.person.name, locale="en-CA")
                if Role.COORDINATOR in row.person.roles:
                    self.coordinators.append(Human(person, self.wire))
        await self.books.read(lambda unit: roster_import.apply(unit, programme, rows))

    # --- who presses

    async def door(self) -> Life:
        """Of a house that answers, as soon as there is one."""
        async with asyncio.timeout(PATIENCE):
            while not (found := [each for each in self.here.values() if each.answers]):  # noqa: ASYNC110
                await asyncio.sleep(0.002)
        return self.rng.choice(found)

    def works(self) -> None:
        """Unless they do."""
        if self._acting:
            return
        self._resting = False
        self._acting = [asyncio.create_task(self._act()) for _ in range(HANDS)]

    async def _act(self) -> None:
        while not self._resting:
            idle = [each for each in self.people if not each.busy]
            asked = [each for each in idle if each.is_asked]
            await self.rng.choice(asked if asked and self.rng.random() < 0.5 else idle).turn()
            await asyncio.sleep(self.rng.uniform(0, 0.02))

    async def stops_work(self) -> None:
        """The people end what they are at."""
        self._resting = True
        await asyncio.gather(*self._acting)
        self._acting = []
        await self.wire.lands()

    # --- who lives

    async def born(self, place: int, **more: str) -> Life:
        port, api = self.places[place]
        self.weather.spares(port)
        life = self.here[place] = await self.victims.born(self._settings | {"slack_api_url": api} | more, place)
        return life

    async def live_and_die(self, place: int, *, pauses: bool) -> None:
        """One life, and its end. Some die as they are born, some at their work, some at any time."""
        life, draw = await self.born(place), self.rng.random()
        if draw < 0.12:
            self.fates["newborn"] += 1
            await asyncio.sleep(self.rng.uniform(0, 0.1))
        else:
            await self.victims.ready(life)
            if pauses and self.rng.random() < 0.4:
                await self._sleeps(life)
            if draw < 0.8:
                await self._dies_at_work(life)
            else:
                self.fates["any time"] += 1
                await asyncio.sleep(self.rng.uniform(0, 0.5))
        life.kill()
        await self.victims.dead(life)
        self._notes(life, DEAD)

    def _notes(self, life: Life, what: str) -> None:
        self.post.notes(self.places[life.place][0], what)

    async def _dies_at_work(self, life: Life) -> None:
        moment = self.rng.choice((Moment.BEFORE, Moment.BETWEEN, Moment.BETWEEN, Moment.AFTER))
        died = await self._at_a_call(life, moment, life.kill, life.dead.is_set)
        self.fates[f"at a call, {moment}" if died else "of age"] += 1

    async def _sleeps(self, life: Life) -> None:
        """It stops in the midst of its work, mostly for longer than a lease, and goes on."""
        self.sleeps = True
        moment = self.rng.choice((Moment.BEFORE, Moment.BETWEEN, Moment.AFTER))
        if not await self._at_a_call(life, moment, life.pause, lambda: life.paused):
            life.pause()
        self._notes(life, SLEEPS)
        longest = LEASE / self.hours.pace if self.rng.random() < 0.7 else timedelta()
        await asyncio.sleep(longest.total_seconds() + self.rng.uniform(0.05, 0.4))
        self.fates["slept past a lease" if longest else "slept"] += 1
        life.goes_on()
        self._notes(life, "goes on")

    async def _at_a_call(
        self, life: Life, moment: Moment, strike: Callable[[], None], struck: Callable[[], bool]
    ) -> bool:
        """At one of its next calls; False where it grew old before."""
        port, _ = self.places[life.place]
        posts = self.rng.random() < 0.5
        calls = self.rng.choice((2, 5, 9, 15) if posts else (5, 15, 25, 40))  # so many on average
        self.weather.strikes(port, Plan(1 + int(self.rng.expovariate(1 / calls)), moment, strike, posts))
        with suppress(TimeoutError):
            async with asyncio.timeout(OLD):
                while not struck():  # noqa: ASYNC110 - a strike comes from the double's side
                    await asyncio.sleep(0.005)
        self.weather.spares(port)
        return struck()

    # --- rest

    async def rests(self) -> None:
        """Good weather, and a house at each place. Time goes on until nothing waits any more: no card, no deadline."""
        self.weather.calm = True
        lives = [await self.born(place) for place in range(len(self.places)) if self._empty(place)]
        for life in lives:
            await self.victims.ready(life)
        await self.stops_work()
        for _ in range(300):
            await self.slack.settled(quiet=0.25)
            waiting = await self.books.waiting()
            if not waiting:
                self.weather.rested()
                return
            held = any(each.held for each in waiting)
            self.hours.forward(timedelta(seconds=20) if held else timedelta(minutes=4))
        raise AssertionError(f"still waiting after a long rest: {waiting}")

    def _empty(self, place: int) -> bool:
        return place not in self.here or self.here[place].dead.is_set()

    async def presses_everything(self) -> list[str]:
        """Each button that stands, also where an earlier press has changed its card; those that nothing came of."""
        return [each for human in (*self.people, *self.coordinators) for each in await human.presses_everything()]

    async def ends(self) -> None:
        for life in self.here.values():
            life.kill()
            await self.victims.dead(life)


def settings_of(url: str, programme: Path) -> dict[str, str]:
    """Of a town's houses, but for how each reaches its Slack."""
    return {
        "peerline_database_url": url,
        "peerline_keys": fresh(),
        "peerline_programme": str(programme),
        "peerline_port": "0",
        "peerline_metrics_port": "0",
        "slack_signing_secret": SECRET,
    }


def seed() -> int:
    """PEERLINE_KILLS_SEED, else any."""
    return int(os.environ.get("PEERLINE_KILLS_SEED") or random.SystemRandom().randrange(1_000_000))


@asynccontextmanager
async def town(folder: Path, url: str, *, pace: float, places: int = 1, blind: bool = False) -> AsyncIterator[Town]:
    """Everybody is there, and nobody serves them yet. Where it is `blind`, their Slack answers no history. On a failure
    the seed is told."""
    hours = Hours.made(folder / "hours", pace)
    path = slack_programme(folder)
    settings = settings_of(url, path)
    chosen = seed()
    async with Slack() as slack, Victims(folder, folder / "hours") as victims:
        slack.signing_secret = SECRET
        settings["slack_bot_token"] = slack.workspace(TEAM, "Lakeside Hospital").token
        made = Town(slack, victims, hours, settings, chosen, blind=blind)
        made.books = Books(made, url, settings["peerline_keys"])
        try:
            await made.books.begins()
            await made.moves_in(load(path), places)
            yield made
        except BaseException as error:
            error.add_note(f"PEERLINE_KILLS_SEED={chosen}; {made.fates} {made.weather.struck} {made.wire.told}")
            raise
        finally:
            made.books.close()


def _row(programme: Programme, user: str, name: str, *, supports: bool) -> RosterRow:
    person = Known(
        id="",
        site="demo",
        name=name,
        email=f"{user.lower()}@example.org",
        roles=frozenset({Role.SUPPORTER} if supports else ()),
        stage=Stage.MID,
        trained_hours=8,
        agreement_version=programme.agreement_version if supports else "",
        agreement_signed_on=date(2026, 1, 1) if supports else None,
    )
    return RosterRow(person, (Account("slack", TEAM, user),))


def _letters(number: int) -> str:
    return chr(ord("A") + number) + "".join(chr(ord("a") + (number * 7 + step) % 26) for step in range(4))
