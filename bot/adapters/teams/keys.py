"""Microsoft's signing keys: fetched without stopping the loop, kept for a day.

The SDK's own store fetches with blocking requests and no time limit, and a key id that it does not know raises before
its hourly refresh, so that a roll-over of the keys may lock a bot out for a day. This one is in its place.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from jwt.algorithms import RSAAlgorithm

from bot.adapters.egress import NO_ANSWER, Status, Unlike, trouble
from bot.adapters.teams.http import Http
from bot.errors import NotNow, PeerlineError

_log = structlog.get_logger("teams")

DAY = 24 * 3600.0
# A stranger can make up key ids: only so many of them in a minute make us ask Microsoft.
UNKNOWN_A_MINUTE = 5
FETCH_SECONDS = 5.0


class KeysOutOfReach(NotNow):
    """Microsoft's keys cannot be fetched, so that nobody can say whether a token is good."""


class UnknownKey(PeerlineError):
    """No key of this name, even after asking again."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the SDK wants to find: the key, and the channels for which it may sign."""

    public_key: Any
    endorsements: list[str]


class SigningKeys:
    """`edition` moves whenever the keys were fetched again: what was verified before then must be verified anew."""

    def __init__(self, url: str, http: Http, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._http = http
        self._monotonic = monotonic
        self._keys: dict[str, Key] = {}
        self._fetched: float | None = None
        self._asked: deque[float] = deque(maxlen=UNKNOWN_A_MINUTE)
        self._fetching = asyncio.Lock()
        self._tries = 0
        self.edition = 0

    async def get(self, key_id: object) -> Key:
        """The SDK calls this. Raises KeysOutOfReach and UnknownKey."""
        await self._fresh()
        if not isinstance(key_id, str) or not key_id:
            raise UnknownKey
        if key_id not in self._keys:
            await self._fetch(self.edition, self._budget)
        found = self._keys.get(key_id)
        if found is None:
            raise UnknownKey
        return found

    async def warm(self) -> None:
        """Before the first activity comes. Never raises."""
        try:
            await self._fresh()
        except KeysOutOfReach:
            _log.warning("teams_keys_out_of_reach")

    async def _fresh(self) -> None:
        age = None if self._fetched is None else self._monotonic() - self._fetched
        if age is not None and age < DAY:
            return
        try:
            await self._fetch(self.edition)
        except KeysOutOfReach:
            if age is None or age > 2 * DAY:
                raise
            _log.warning("teams_keys_stale")  # yesterday's keys are better than none

    def _budget(self) -> bool:
        now = self._monotonic()
        if len(self._asked) == UNKNOWN_A_MINUTE and now - self._asked[0] < 60:
            return False
        self._asked.append(now)
        return True

    async def _fetch(self, seen: int, may: Callable[[], bool] = lambda: True) -> None:
        """Once for all who wait: whoever finds a newer edition than they had `seen` is content with it."""
        tried = self._tries
        async with self._fetching:
            if self.edition != seen:
                return
            if self._tries != tried:
                raise KeysOutOfReach("somebody else tried just now")
            if not may():
                return
            self._tries += 1
            self._keys = await self._fetched_keys()
            self._fetched = self._monotonic()
            self.edition += 1

    async def _fetched_keys(self) -> dict[str, Key]:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                metadata = await self._json(self._url)
                keys = await self._json(str(metadata["jwks_uri"]))
            found = {kid: key for kid, key in map(_read, keys["keys"]) if key is not None}
        except (KeyError, TypeError, AttributeError):
            raise KeysOutOfReach(str(Unlike("Microsoft"))) from None
        except (*NO_ANSWER, ValueError) as error:
            raise KeysOutOfReach(trouble(error)) from None
        if not found:
            raise KeysOutOfReach(str(Unlike("Microsoft")))
        return found

    async def _json(self, url: str) -> Any:
        async with self._http.session.get(url, allow_redirects=False) as answer:
            if answer.status != 200:
                raise Status(answer.status)
            try:
                return await answer.json(content_type=None)
            except ValueError:
                raise Unlike("Microsoft") from None


def _read(jwk: dict[str, Any]) -> tuple[str, Key | None]:
    """A key that cannot be read is left out; the others work."""
    try:
        endorsements = [str(each) for each in jwk.get("endorsements") or ()]
        return str(jwk["kid"]), Key(RSAAlgorithm.from_jwk(json.dumps(jwk)), endorsements)
    except Exception:  # noqa: BLE001 - whatever the library says of a key of another kind
        return "", None
