"""Ten months of a small programme, two requests a month, and what a thief could have carried away at any time of them.

What is left on disk: `export.jsonl`, `directory.json` (who works there, as every colleague can look it up), `keys`,
`truth.json` (who was matched with whom: to mark the guesses with, and never to guess from), and one folder for each
time at which the database's files were copied, of PostgreSQL what a superuser reads and the tables' own files.
"""

import json
import random
import shutil
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.core.people import Role
from bot.flows.departures import erasure
from storage.backup.archive import backup
from storage.transactions.unit_of_work import UnitOfWork
from tests.attacks.postgresql import dump
from tests.attacks.town import SLACK, TEAMS, Hospital, Soul, opened
from tests.stage import Actor

MONTHS = 10
_EACH_MONTH = 2
_FILES = ("peerline.db", "peerline.db-wal", "peerline.db-shm", "peerline.db-journal")
_SUPPORTER, _COORDINATOR = frozenset({Role.SUPPORTER}), frozenset({Role.COORDINATOR})
_NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Kelp", "Larch",
          "Myrtle", "Nettle", "Oak", "Poplar", "Quince", "Rowan", "Sorrel", "Thyme", "Ulmus", "Vetch")  # fmt: skip
_HELPERS = ("Amber", "Beryl", "Coral", "Diamond", "Emerald", "Flint", "Garnet")


def everybody() -> list[Soul]:
    """22 physicians, a third of them on no roster, and one in each place who never opens the app; 7 supporters, one of
    them in both places; two coordinators."""
    physicians = [
        Soul(
            f"{name.lower()}-invented",
            f"Dr. {name} Invented",
            (SLACK if number % 3 else TEAMS,),
            listed=number % 3 != 1,
        )
        for number, name in enumerate(_NAMES)
    ]
    physicians += [Soul(f"{name}-neverhere", f"Dr. {name.title()} Neverhere", (place,), comes=False)
                   for name, place in (("willow", SLACK), ("yew", TEAMS))]  # fmt: skip
    places = ((SLACK,), (TEAMS,), (SLACK,), (SLACK, TEAMS), (TEAMS,), (SLACK,), (SLACK,))
    supporters = [
        Soul(f"{name.lower()}-madeup", f"Dr. {name} Madeup", place, _SUPPORTER)
        for name, place in zip(_HELPERS, places, strict=True)
    ]
    coordinators = [Soul(user, name, (SLACK, TEAMS), _COORDINATOR) for user, name in
                    (("casey-sample", "Casey Sample"), ("devon-madeup", "Devon Madeup"))]  # fmt: skip
    return [*physicians, *supporters, *coordinators]


@dataclass
class Played:
    """What became of one request. Times are seconds since 1970."""

    physician: str
    supporter: str = ""
    passed: list[str] = field(default_factory=list)  # who declined, let it lapse, or lost it
    outcome: str = ""
    copies: str = ""  # how the copies of the database are called that were made around its end
    times: dict[str, float] = field(default_factory=dict)


class Life:
    """`loot` is the folder in which everything is left."""

    def __init__(self, hospital: Hospital, loot: Path, seed: int) -> None:
        self.hospital = hospital
        self.loot = loot
        self.chance = random.Random(seed)  # noqa: S311 - repeatable
        self.played: list[Played] = []
        self.erased: list[str] = []

    # --- the ten months

    async def live(self, months: int = MONTHS) -> None:
        await self.hospital.everybody_arrives()
        self._copy("begin")
        physicians = [soul.user for soul in self.hospital.souls.values() if not soul.roles and soul.comes]
        asking = physicians[: months * _EACH_MONTH]
        beside = [each for each in physicians if each not in asking] or physicians[-2:]
        self.chance.shuffle(asking)
        for month in range(months):
            start = self.hospital.clock.now()
            await self._beside(month, beside)
            first, second = asking[2 * month : 2 * month + 2]
            if month % 2:
                await self._one(first)
                await self.hospital.forward(days=self.chance.uniform(1, 6))
                await self._one(second, unheard=month == months - 1)
            else:
                await self._two(first, second)
            rest = start + timedelta(days=30.4) - self.hospital.clock.now()
            await self.hospital.forward(days=max(1.0, rest / timedelta(days=1)))
        self._copy("end")
        await self._erasures()
        self._write()

    async def _erasures(self) -> None:
        """A physician who asked erases themselves in the chat; a supporter and a coordinator are erased at the
        machine."""
        listed = (each.physician for each in self.played if self.hospital.souls[each.physician].listed)
        self.erased = [next(listed), self.played[0].supporter, "devon-madeup"]
        physician = self.hospital.actor(self.erased[0])
        await physician.command("privacy")
        await self._through(physician, "Open", "What is kept about me", "Erase me", "Go on", "Yes, erase me")
        physician.close()
        engine = self.hospital.running.served.house.engine

        def erase(unit: UnitOfWork) -> None:
            for user in self.erased[1:]:
                person = unit.people.by_account(self.hospital.souls[user].accounts[0])
                assert person is not None
                erasure.erase(engine._desk(unit), person, told=True)

        await engine.run(erase)
        await self.hospital.forward(hours=26)
        self._copy("erased-later")
        house = self.hospital.running.served.house
        backup(house.database, house.keys, self.loot / "next-backup")

    async def _beside(self, month: int, beside: list[str]) -> None:
        """What people do in such an app when they do not ask for a peer."""
        someone = self.hospital.actor(
            self.chance.choice([user for user, soul in self.hospital.souls.items() if soul.comes])
        )
        await self._says(someone, self.chance.choice(("now", "resources", "privacy")))
        helper = self.hospital.actor(f"{self.chance.choice(_HELPERS).lower()}-madeup")
        await self._says(helper, "offers")
        if month in (1, 4):
            await self._says(helper, "away")
            await self.hospital.forward(days=2)
            await self._says(helper, "back")
        casey = self.hospital.actor("casey-sample")
        await self._says(casey, "queue")
        if month == 2:
            await self._says(casey, "report")
        if month % 3 == 0:  # a talk that nobody arranged here
            await helper.command("log")
            await self._through(helper, "Open", "Yes, under 30 minutes", "Mostly", "We are done")
            helper.close()
        if month == 3:
            await self._is_phoned(self.hospital.actor(beside[1]), casey)
        if month == 5:
            await self._joins(self.hospital.actor("devon-madeup"))
        if month == 6:
            await self._would_rather_not(self.hospital.actor(beside[0]), casey)
        if month == 7:
            await self._is_entered(casey)
        await self.hospital.forward(days=self.chance.uniform(0.5, 4))

    async def _is_entered(self, casey: Actor) -> None:
        """Somebody without an account phones, is matched, hears so, and takes it back."""
        await casey.command("enter")
        await self._through(casey, "Open", "They said yes")
        await casey.submit(name="Dr. Zinnia Elsewhere", contact=f"204-555-0{self.chance.randint(100, 199)}")
        casey.close()
        _, supporter = self._offered()
        await self.hospital.forward(minutes=self.chance.uniform(2, 300))
        await self._through(supporter, "Accept", "No, confirm")
        supporter.close()
        await self.hospital.forward(minutes=self.chance.uniform(2, 300))
        await self._through(casey, "Open", "More", "Withdraw", "Yes, withdraw")
        casey.close()
        await self.hospital.forward(hours=26)

    async def _is_phoned(self, physician: Actor, casey: Actor) -> None:
        await self._through(physician, "Phone instead", "Please phone me")
        await physician.submit(contact=f"204-555-0{self.chance.randint(100, 199)}")
        physician.close()
        await self.hospital.forward(minutes=self.chance.uniform(5, 90))
        await self._through(casey, "Open", "I have phoned")
        casey.close()

    async def _joins(self, somebody: Actor) -> None:
        await somebody.command("resources")
        await self._through(somebody, "Open", "A word a month", "Join")
        somebody.close()

    async def _would_rather_not(self, physician: Actor, casey: Actor) -> None:
        await casey.command("invite")
        await casey.press("Open")
        await casey.submit(colleagues=[physician.account.user], moment="routine")
        casey.close()
        await self.hospital.forward(hours=self.chance.uniform(1, 30))
        await self._through(physician, "Open", "No thanks")
        physician.close()

    async def _says(self, actor: Actor, word: str) -> None:
        await actor.command(word)
        actor.close()

    # --- requests

    async def _one(self, user: str, *, unheard: bool = False) -> None:
        played = await self._asks(user)
        await self._matches(played)
        await self._ends(played, unheard=unheard)

    async def _two(self, first: str, second: str) -> None:
        """Both wait and are helped at the same time."""
        one = await self._asks(first)
        await self._matches(one)
        await self.hospital.forward(hours=self.chance.uniform(2, 30))
        two = await self._asks(second)
        await self._matches(two)
        await self.hospital.forward(hours=self.chance.uniform(2, 30))
        for each in self.chance.sample((one, two), 2):
            await self._ends(each)

    async def _asks(self, user: str) -> Played:
        played = Played(user)
        self.played.append(played)
        physician = self.hospital.actor(user)
        await physician.press("Ask for a peer")
        await physician.press("Continue")
        played.times["asked"] = self._now()
        await physician.submit(contact=f"204-555-0{self.chance.randint(100, 199)}")
        physician.close()
        return played

    async def _matches(self, played: Played) -> None:
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            user, actor = self._offered()
            await self.hospital.forward(minutes=self.chance.uniform(2, 300))
            await actor.press("Decline")
            await self.hospital.forward(minutes=3)
            played.passed.append(user)
        played.supporter, supporter = self._offered()
        await self.hospital.forward(minutes=self.chance.uniform(2, 300))
        await supporter.press("Accept")
        played.times["matched"] = self._now()
        await supporter.press("No, confirm")
        supporter.close()

    def _offered(self) -> tuple[str, Actor]:
        users = [soul.user for soul in self.hospital.souls.values() if Role.SUPPORTER in soul.roles]
        found = [user for user in users if "Accept" in self.hospital.actor(user).buttons()]
        assert len(found) == 1, f"{found} have an offer"
        return found[0], self.hospital.actor(found[0])

    async def _ends(self, played: Played, *, unheard: bool = False) -> None:
        """`unheard`: the platforms are down for longer than any last word waits."""
        physician, supporter = self.hospital.actor(played.physician), self.hospital.actor(played.supporter)
        how = self.chance.choice(("We are done", "We are done", "We are done", "Withdraw"))
        await self.hospital.forward(hours=self.chance.uniform(3, 60))
        if how != "Withdraw":
            played.times["connected"] = self._now()
            await supporter.press("We're in touch")
            supporter.close()
            await self.hospital.forward(hours=self.chance.uniform(50, 90))
            await supporter.press("Three taps")
            await supporter.press("Yes, 30 to 60 minutes")
            await supporter.press("Fully")
        number = f"{len([each for each in self.played if each.outcome]):02}"
        played.copies = number
        self._copy(f"{number}-open")
        with self.hospital.down():
            played.times["closed"] = self._now()
            if how == "Withdraw":
                await physician.press("Open")
                await self._through(physician, "More", "Withdraw", "Yes, withdraw")
            else:
                await supporter.press("We are done")
            self._copy(f"{number}-waiting")
            played.outcome = how
            physician.close()
            supporter.close()
            if unheard:
                await self.hospital.forward(hours=25)
                self._copy(f"{number}-unheard")
        await self.hospital.forward(hours=1)
        self._copy(f"{number}-after")
        if self.chance.random() < 0.7:
            await physician.press("Open")
            if "Somewhat" in physician.buttons():
                await physician.press("Somewhat")
            physician.close()
        await self.hospital.forward(hours=25)
        self._copy(f"{number}-later")

    async def _through(self, actor: Actor, *words: str) -> None:
        for each in words:
            await actor.press(each)

    # --- what is left

    def _now(self) -> float:
        return self.hospital.clock.now().timestamp()

    def _copy(self, name: str) -> None:
        """As `cp` does it, while the process runs."""
        folder = self.loot / "database" / name
        folder.mkdir(parents=True)
        if self.hospital.url.startswith("postgresql"):
            dump(self.hospital.url, folder)
        for file in _FILES:
            path = self.hospital.folder / file
            if path.exists():
                shutil.copyfile(path, folder / file)
        (folder / "at").write_text(f"{self._now():.6f}", encoding="utf-8")

    def _write(self) -> None:
        self.hospital.export.write(self.loot / "export.jsonl")
        people = [
            {
                "name": soul.name,
                "email": soul.email,
                "supporter": Role.SUPPORTER in soul.roles,
                "physician": not soul.roles,
                "listed": soul.listed,
                "comes": soul.comes,
                "accounts": [[each.platform, each.team, each.user] for each in soul.accounts],
                "user": soul.user,
            }
            for soul in self.hospital.souls.values()
        ]
        truth = [asdict(each) for each in self.played]
        export = self.hospital.export
        more = (("erased", self.erased), ("happened", export.happened()), ("triggers", export.triggers()))
        for name, value in (("directory", people), ("truth", truth), *more):
            (self.loot / f"{name}.json").write_text(json.dumps(value, indent=1), encoding="utf-8")


async def play(loot: Path, database: bytes | str, keys: str, seed: int = 1, months: int = MONTHS) -> None:
    async with AsyncExitStack() as standing:
        hospital = await opened(standing, database, keys, everybody(), seed)
        (loot / "keys").write_text(keys, encoding="utf-8")
        await Life(hospital, loot, seed).live(months)
