"""A Slack workspace of invented people and Peerline served to it: real HTTP both ways, and a look at what is stored."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import inspect, text

from bot.adapters.slack import SlackAdapter
from storage.database.connect import Database, open_database
from tests.doubles.slack import Answer, Person, Slack
from tests.served import SECRET, TEAM, USERS, Running

Json = dict[str, Any]
EVENTS = "/slack/events"
CONTACT = "204-555-0123"
NAMES = {
    "robin-fictional": "Dr. Robin Fictional",
    "ada-maple": "Dr. Ada Maple-Example",
    "ines-exemple": "Dre Inès Exemple",
    "sam-placeholder": "Dr. Sam Placeholder",
    "casey-sample": "Casey Sample",
    "devon-madeup": "Devon Madeup",
}


@dataclass
class FakeWorkspace:
    """The double, the people of the demo in it, and the houses that are served to it; the first one is `house`."""

    slack: Slack
    opens: Callable[..., Awaitable[Running]]
    url: str
    houses: list[Running] = field(default_factory=list)

    @property
    def house(self) -> Running:
        return self.houses[0]

    def person(self, user: str = "robin-fictional") -> Person:
        return self.slack.person(TEAM, USERS[user])

    def stranger(self, user: str = "U0VISITOR", **about: Any) -> Person:
        """Somebody on no roster."""
        return self.slack.person(TEAM, user, about.pop("name", "Val Visitor"), **about)

    # --- time

    async def quiet(self) -> None:
        """Everything under way has ended: what follows an answer, and what the outbox has to send."""
        await self._landed()
        for house in self.houses:
            await house.settle()
        await self._landed()

    async def on_its_way(self, number: int) -> None:
        """So many deliveries have left for the house by now."""
        while len(self.slack.deliveries) < number:  # noqa: ASYNC110 - the double has no event
            await asyncio.sleep(0)

    async def _landed(self) -> None:
        """A row of typed lines is over by now, too."""
        while self.slack.busy or self._following:
            for adapter in self._following:
                await adapter.land()
            if self.slack.busy:
                await self.slack.settled(quiet=0)

    @property
    def _following(self) -> list[SlackAdapter]:
        """Those that are still at what follows an answer."""
        adapters = [each for house in self.houses for each in house.served.adapters]
        found = [each for each in adapters if isinstance(each, SlackAdapter)]
        return [each for each in found if each._listeners._following._running or each._rows._rows]

    # --- the wire

    async def post(self, body: str | bytes, content_type: str = "application/json", **headers: str) -> Answer:
        """POST this body with Slack's own signature; a header that is named stands instead."""
        written = body if isinstance(body, str) else body.decode("latin-1")
        signed = self.slack.sign(written) if isinstance(body, str) else {}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.slack.knock(body, {"Content-Type": content_type} | signed | given)

    async def sends(self, payload: Json) -> Answer:
        """A well-signed interaction."""
        return await self.post(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    # --- what is kept

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        database = open_database(self.url)
        try:
            with database.engine.connect() as link:
                return [tuple(row) for row in link.execute(text(sql))]
        finally:
            database.close()

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table; only the inbox, which is to remember, and the notes for `check` are left out."""
        database = open_database(self.url)
        try:
            return _dump(database)
        finally:
            database.close()

    @contextmanager
    def held_database(self) -> Iterator[None]:
        """Somebody else writes and does not let go: nothing can be saved meanwhile."""
        link = sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)
        try:
            link.execute("BEGIN IMMEDIATE")
            yield
        finally:
            link.close()

    async def requests(self) -> list[str]:
        """The state of each."""
        return [row[0] for row in self.rows("SELECT state FROM request ORDER BY opened_at")]

    # --- shortcuts through a story

    async def acquainted(self) -> None:
        """Everybody has been here before: their language and their conversation are known from now on."""
        for user in USERS:
            await self.person(user).command("/peer")
            await self.person(user).types("Hello")
        await self.quiet()

    async def asks(self, user: str = "robin-fictional") -> Person:
        """A physician asks for a peer and closes the dialog."""
        person = self.person(user)
        await person.command("/peer")
        await self.quiet()
        await person.press("Ask for a peer")
        await self.quiet()
        await person.press("Continue")
        await self.quiet()
        assert await person.submit(contact=CONTACT)
        await self.quiet()
        await person.closes(everything=True)
        return person

    def offered(self) -> Person:
        """Whoever has the offer that can be accepted now."""
        for user in ("ada-maple", "ines-exemple", "sam-placeholder"):
            if "Accept" in self.person(user).buttons:
                return self.person(user)
        raise AssertionError("nobody has an offer")

    async def matched(self) -> Person:
        """Whoever has the offer says yes, sees the name, and confirms."""
        supporter = self.offered()
        await supporter.press("Accept")
        await self.quiet()
        await supporter.press("No, confirm")
        await self.quiet()
        if supporter.modals:
            await supporter.closes(everything=True)
        assert await self.requests() == ["matched"]
        return supporter


def _dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    with database.engine.connect() as link:
        for table in inspect(link).get_table_names():
            rows = [tuple(map(_plain, row)) for row in link.execute(text(f'SELECT * FROM "{table}"'))]  # noqa: S608
            found[table] = sorted((row for row in rows if not str(row[0]).startswith("note:")), key=repr)
    del found["inbox"], found["inbox_secret"]
    return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


__all__ = ["CONTACT", "EVENTS", "SECRET", "TEAM", "USERS", "FakeWorkspace"]
