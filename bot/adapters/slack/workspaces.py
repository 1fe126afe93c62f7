"""Whose workspace is it, and which token opens it: one by setting, or many that installed us themselves."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from cachetools import LRUCache

from bot.adapters.slack.api import Api
from bot.errors import NotNow
from bot.ports.application import Installations, OutOfReach
from bot.ports.platform import SendError, TokenDead

_log = structlog.get_logger("slack")

REMEMBERED_SECONDS = 60.0
REFRESH_BEFORE = 2 * 3600.0  # seconds before a token expires
LEASE_SECONDS = 20.0
ANSWER_SECONDS = 1.2
KNOWN_SECONDS = 0.1  # a slow database must not cost anybody their answer, where the workspace is known
ASK_AGAIN_SECONDS = 5.0
WAITS = 10


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace that has us installed. `enterprise` is the Enterprise Grid it belongs to; "" for none, None for one
    that was installed before anybody noted it down."""

    team: str
    token: str
    bot_user: str
    bot_id: str
    enterprise: str | None = None


@dataclass(slots=True)
class _Cached:
    """`workspace` None: not one of ours. `expires_at` is the token's; 0: never."""

    until: float
    expires_at: float
    workspace: Workspace | None

    def alive(self, now: float) -> bool:
        return not self.expires_at or self.expires_at > now


class NotKnownYet(NotNow):
    """Slack or the database did not tell whose workspace it is; the same question may be answered later."""


class Workspaces(Protocol):
    async def get(self, team: str) -> Workspace | None:
        """None: not one of ours. Raises NotKnownYet."""
        ...

    async def works(self, team: str) -> bool:
        """Whether Slack takes the token that is kept for it by now. Raises NotKnownYet."""
        ...

    async def forget(self, team: str) -> None:
        """Uninstalled: its token is worth nothing any more. Raises NotKnownYet."""
        ...


async def identify(api: Api, token: str) -> Workspace:
    """Whose token it is. Raises SendError."""
    answer = await api.call("auth.test", token)
    return Workspace(
        str(answer.get("team_id", "")),
        token,
        str(answer.get("user_id", "")),
        str(answer.get("bot_id", "")),
        str(answer.get("enterprise_id") or ""),
    )


async def _opens(api: Api, token: str, team: str) -> bool:
    try:
        return (await identify(api, token)).team == team
    except TokenDead:
        return False
    except SendError as error:
        raise NotKnownYet(type(error).__name__) from None


class OneWorkspace:
    """SLACK_BOT_TOKEN. Slack is asked once whose it is."""

    def __init__(self, api: Api, token: str) -> None:
        self._api = api
        self._token = token
        self._known: Workspace | None = None
        self._asking = asyncio.Lock()

    async def get(self, team: str) -> Workspace | None:
        known = self._known or await self.learn()
        return known if known.team == team else None

    async def learn(self) -> Workspace:
        """Raises NotKnownYet where Slack does not say."""
        async with self._asking:
            if self._known is None:
                try:
                    self._known = await asyncio.wait_for(identify(self._api, self._token), 2.0)
                except (SendError, TimeoutError) as error:
                    _log.warning("workspace_unknown", kind=type(error).__name__, why=_code(error))
                    raise NotKnownYet(type(error).__name__) from None
            return self._known

    async def works(self, team: str) -> bool:
        return await _opens(self._api, self._token, team)

    async def forget(self, team: str) -> None:
        """The token stays in the settings; Slack refuses it from now on."""


class ManyWorkspaces:
    """Those that went through /slack/install. Tokens are sealed in the database and kept here for a minute.

    A token that is about to expire is made fresh under a lease: of two processes only one asks Slack, since a refresh
    token works once.
    """

    def __init__(
        self,
        api: Api,
        installations: Installations,
        client_id: str,
        client_secret: str,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._api = api
        self._installations = installations
        self._client = (client_id, client_secret)
        self._now = now
        self._cached: LRUCache[str, _Cached] = LRUCache(1000)
        self._asking: dict[str, asyncio.Task[Workspace | None]] = {}

    async def get(self, team: str) -> Workspace | None:
        cached, now = self._cached.get(team), self._now()
        if cached is not None and cached.until > now:
            return cached.workspace
        asking = self._asking.get(team)
        if asking is None:
            asking = self._asking[team] = asyncio.create_task(self._ask(team))
            asking.add_done_callback(lambda task: self._was_asked(team, task))
        known = cached is not None and cached.workspace is not None and cached.alive(now)
        try:
            return await asyncio.wait_for(asyncio.shield(asking), KNOWN_SECONDS if known else ANSWER_SECONDS)
        except (OutOfReach, TimeoutError) as error:
            if cached is None or not known:
                raise NotKnownYet(type(error).__name__) from None
            cached.until = now + ASK_AGAIN_SECONDS
            return cached.workspace

    async def _ask(self, team: str) -> Workspace | None:
        """Once for all who want to know; whoever stops waiting does not stop it, since a refresh token works once."""
        body = await self._installations.get(team)
        if body is not None and 0 < body["expires_at"] < self._now() + REFRESH_BEFORE:
            body = await self._fresh(team, body)
        if body is not None and 0 < body["expires_at"] <= self._now():
            raise NotKnownYet("the token has expired")
        found = None
        if body is not None:
            found = Workspace(team, body["token"], body["bot_user"], body["bot_id"], body.get("enterprise"))
        until = self._now() + REMEMBERED_SECONDS
        self._cached[team] = _Cached(until, body["expires_at"] if body else 0, found)
        return found

    def _was_asked(self, team: str, task: "asyncio.Task[Workspace | None]") -> None:
        if self._asking.get(team) is task:
            del self._asking[team]
        if not task.cancelled():
            task.exception()  # told to whoever waited

    async def works(self, team: str) -> bool:
        self.changed(team)  # it may have been installed anew through another process
        workspace = await self.get(team)
        return workspace is not None and await _opens(self._api, workspace.token, team)

    async def forget(self, team: str) -> None:
        self.changed(team)
        try:
            await self._installations.forget(team)
        except OutOfReach as error:
            raise NotKnownYet(str(error)) from None

    def changed(self, team: str) -> None:
        """What is remembered of this workspace is old, and what is being asked just now may be."""
        self._cached.pop(team, None)
        self._asking.pop(team, None)

    async def _fresh(self, team: str, body: dict[str, Any]) -> dict[str, Any]:
        """Whoever does not get the lease goes on with the old token, which Slack honours until it expires."""
        if not body["refresh"]:
            return body
        if not await self._installations.lease(team, LEASE_SECONDS):
            return body if body["expires_at"] > self._now() else await self._somebody_elses(team, body)
        newest = await self._installations.get(team)  # somebody may have been faster, just before the lease
        if newest is None or newest["expires_at"] > body["expires_at"]:
            return newest or body
        try:
            answer = await self._api.exchange(
                *self._client, grant_type="refresh_token", refresh_token=newest["refresh"]
            )
        except SendError as error:
            _log.warning("token_not_refreshed", kind=type(error).__name__, why=_code(error))
            return newest
        fresh = newest | token_of(answer, self._now())
        if not fresh["token"]:
            _log.warning("token_not_refreshed", kind="NoToken")
            return newest
        await self._installations.put(team, fresh)
        return fresh

    async def _somebody_elses(self, team: str, expired: dict[str, Any]) -> dict[str, Any]:
        """The token that another process is asking for just now."""
        for _ in range(WAITS):
            await asyncio.sleep(ANSWER_SECONDS / WAITS)
            newest = await self._installations.get(team)
            if newest is None or newest["expires_at"] > expired["expires_at"]:
                return newest or expired
        return expired


def token_of(answer: dict[str, Any], now: float) -> dict[str, Any]:
    """The part of a stored installation that a refresh changes. `expires_at` is in seconds since 1970; 0: never."""
    seconds = answer.get("expires_in")
    return {
        "token": str(answer.get("access_token", "")),
        "refresh": str(answer.get("refresh_token", "")),
        "expires_at": now + float(seconds) if seconds else 0,
    }


def _code(error: BaseException) -> str:
    return str(error) if isinstance(error, SendError) else type(error).__name__
