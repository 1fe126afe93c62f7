"""Who keeps the database and the keys learns from the inbox who pressed nothing: no hash has a person in it."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.surface import Command, Event
from storage.database.sql import Sql
from storage.encryption.encrypted_columns import MASTER_SEALED, Under
from storage.encryption.sealed import Keyring, Unreadable
from tests.stage import Stage

HASH = 16


async def a_loop(stage: Stage) -> None:
    """Asked, offered, confirmed, and closed by the physician."""
    await stage.ask()
    supporter = await stage.match()
    await supporter.command("status")
    await stage.physician.press("Open")
    stage.physician.close()


def listens(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Every event that comes to the engine."""
    heard: list[Event] = []
    handle = stage.house.engine.handle

    async def hear(event: Event) -> Any:
        heard.append(event)
        return await handle(event)

    monkeypatch.setattr(stage.house.engine, "handle", hear)
    return heard


class Thief:
    """Has the database and the keys, and knows everything of every event but who did it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._ring = Keyring(stage.house.keys.current())

    async def hashes(self) -> set[bytes]:
        rows = await self._rows("SELECT hash FROM inbox")
        return {bytes(row[0]) for row in rows}

    async def secrets(self) -> list[bytes]:
        """Whatever a master key opens that could be one."""
        found: list[bytes] = []
        for place in MASTER_SEALED:
            for row_id, value in await self._rows(f"SELECT {place.row_id}, {place.column} FROM {place.table}"):  # noqa: S608
                if value is None or (place.under is Under.EITHER and value[:1] != b"\x01"):
                    continue
                try:
                    plain = self._ring.open(bytes(value), place.context(row_id))
                except Unreadable:
                    continue
                found += [each for each in _inside(plain) if len(each) == hashlib.sha256().digest_size]
        return found

    async def finds(self, key: str) -> bool:
        """Whether an event with this key is in the inbox."""
        hashes = await self.hashes()
        return any(hmac.digest(secret, key.encode(), "sha256")[:HASH] in hashes for secret in await self.secrets())

    async def _rows(self, query: str) -> list[Any]:
        found: list[Any] = await self._stage.read(lambda unit: unit.link.all(Sql(query)))
        return found


def _inside(plain: bytes) -> Iterator[bytes]:
    yield plain
    try:
        known = json.loads(plain)
    except ValueError:
        return
    waiting = [known]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str):
            try:
                yield base64.b64decode(each, validate=True)
            except ValueError:
                continue


async def test_a_thief_with_the_keys_tries_everybody_on_every_press_and_names_nobody(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listens(stage, monkeypatch)
    await a_loop(stage)
    thief = Thief(stage)
    # Whoever has the whole event finds it: there is something to be tried.
    assert all([await thief.finds(_key(event)) for event in heard])
    people = {name for event in heard for name in stage.known_by(event.account)}
    for event in heard:
        if not isinstance(event, Command):  # what is typed is in the chat, with its hour
            assert [name for name in people if name in event.key] == [], f"{event.key} says who it was"


async def test_half_an_hour_later_nobody_can_tell_which_events_came(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listens(stage, monkeypatch)
    await a_loop(stage)
    await stage.forward(0.5)
    thief = Thief(stage)
    assert await thief.hashes() == set()
    assert not any([await thief.finds(_key(event)) for event in heard])


def _key(event: Event) -> str:
    return f"{event.account.platform}:{event.account.team}:{event.key}"
