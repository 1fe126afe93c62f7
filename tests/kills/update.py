"""A town whose houses are of two versions: the one that `ops/previous` names, from a checkout of its own, and ours."""

import asyncio
import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.programme import Programme, load
from bot.roster import write
from bot.runtime import roster_import
from storage.database import migrate
from storage.database.connect import open_database
from tests.doubles.slack import Slack
from tests.kills.books import Books
from tests.kills.hours import Hours
from tests.kills.town import Town, seed, settings_of
from tests.kills.victims import HOUSE, Life, Victims
from tests.ops.previous import previous
from tests.served import SECRET, TEAM, slack_programme

PACE = 60.0
LONG = 90.0  # seconds; it takes some five


@dataclass(frozen=True)
class Version:
    """A checkout, and an interpreter with what its lock names."""

    house: Path
    python: str

    async def run(self, settings: dict[str, str], *words: str | Path) -> tuple[int, str]:
        """One of its commands: with what it ends, and what it says."""
        env = os.environ | {name.upper(): value for name, value in settings.items()}
        started = await asyncio.create_subprocess_exec(
            self.python, "app.py", *words, cwd=self.house, env=env,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await started.communicate()
        assert started.returncode is not None
        return started.returncode, said.decode()

    async def does(self, settings: dict[str, str], *words: str | Path) -> None:
        code, said = await self.run(settings, *words)
        assert code == 0, said


OURS = Version(HOUSE, sys.executable)


@contextmanager
def checked_out(folder: Path) -> Iterator[Version]:
    """The version before. Where its lock reads as ours does, what this environment has is what that lock installs."""
    house = folder / "before"
    git = ("git", "-C", HOUSE, "worktree")
    subprocess.run([*git, "add", "--quiet", "--detach", house, previous()], check=True)
    try:
        lock = house / "requirements.lock"
        if lock.read_text(encoding="utf-8") == (HOUSE / "requirements.lock").read_text(encoding="utf-8"):
            yield Version(house, sys.executable)
            return
        venv = folder / "venv"
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        python = str(venv / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock], check=True)
        yield Version(house, python)
    finally:
        subprocess.run([*git, "remove", "--force", house], check=True)


class TwoVersions(Victims):
    """Whoever is born at one of the places `before` lives by the code of the version before."""

    def __init__(self, folder: Path, hours: Path, older: Victims) -> None:
        super().__init__(folder, hours)
        self.before: set[int] = set()
        self._older = older

    async def born(self, settings: dict[str, str], place: int = 0) -> Life:
        return await (self._older.born(settings, place) if place in self.before else super().born(settings, place))

    async def ready(self, life: Life) -> None:
        await (self._older.ready(life) if life.pid in self._older.living else super().ready(life))

    def said(self) -> list[str]:
        return [*self._older.said(), *super().said()]


class Update(Town):
    """The people press all the time."""

    folder: Path
    versions: TwoVersions
    older: Version
    settings: dict[str, str]

    async def moves_in(self, programme: Programme, places: int) -> None:
        """By the code of the version before, on its own tables: our roster file, with the columns that it knows."""
        real, scratch = self.books, f"sqlite:///{self.folder / 'scratch.db'}"
        database = open_database(scratch)
        migrate.upgrade(database)
        database.close()
        self.books = Books(self, scratch, self.settings["peerline_keys"])
        await super().moves_in(programme, places)
        rows = csv.DictReader(io.StringIO(write(await self.books.read(roster_import.everybody))))
        self.books.close()
        self.books = real
        known = (self.older.house / "programmes/demo-roster.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        file = self.folder / "people.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            sheet = csv.DictWriter(out, known, extrasaction="ignore")
            sheet.writeheader()
            sheet.writerows(rows)
        await self.older.does(self.settings, "roster", "import", file)

    async def stops(self, place: int) -> None:
        if (life := self.here.pop(place, None)) is not None:
            life.stop()
            await self.victims.dead(life)

    async def starts(self, place: int, *, before: bool) -> None:
        """A replica of that version, where another one lived until it was stopped."""
        await self.stops(place)
        (self.versions.before.add if before else self.versions.before.discard)(place)
        life = await self.born(place)
        await self.victims.ready(life)
        assert life.address, "\n".join(self.victims.said()[-20:])

    async def pressed(self, **least: int) -> None:
        """Until so much more was done: asked, confirmed, withdrawn."""
        goal = {what: self.wire.told[what] + number for what, number in least.items()}
        until = time.monotonic() + LONG
        while missing := {what: number for what, number in goal.items() if self.wire.told[what] < number}:
            if time.monotonic() > until:
                errors = [line for line in self.victims.said() if '"level": "error"' in line]
                raise AssertionError("\n".join([f"after {LONG} s still not: {missing}", *errors[-5:]]))
            await asyncio.sleep(0.1)

    def schema(self) -> str:
        """The database's, as it is now."""
        database = open_database(self.settings["peerline_database_url"])
        found = migrate.current(database)
        database.close()
        assert found is not None
        return found

    def broken(self) -> list[str]:
        """What Slack was answered with where a house could not: 5xx."""
        answers = [(each, answer) for each in self.slack.deliveries for answer in each.attempts]
        return [f"{each.kind}: {answer.status} {answer.body}" for each, answer in answers if answer.status >= 500]


@asynccontextmanager
async def update(folder: Path, url: str, places: int = 2) -> AsyncIterator[Update]:
    """A database as the version before made it, with its people; nobody serves them yet."""
    hours = Hours.made(folder / "hours", PACE)
    path = slack_programme(folder)
    settings = settings_of(url, path)
    (folder / "older").mkdir()
    with checked_out(folder) as older:
        async with (
            Slack() as slack,
            Victims(folder / "older", folder / "hours", older.house, older.python) as before,
            TwoVersions(folder, folder / "hours", before) as victims,
        ):
            slack.signing_secret = SECRET
            settings["slack_bot_token"] = slack.workspace(TEAM, "Lakeside Hospital").token
            made = Update(slack, victims, hours, settings, seed(), blind=False)
            made.folder, made.versions, made.older, made.settings = folder, victims, older, settings
            await older.does(settings, "migrate")
            made.books = Books(made, url, settings["peerline_keys"])
            try:
                await made.books.begins()
                await made.moves_in(load(path), places)
                yield made
            except BaseException as error:
                error.add_note(f"PEERLINE_KILLS_SEED={made.seed}; {made.wire.told}")
                raise
            finally:
                await made.ends()
                made.books.close()
