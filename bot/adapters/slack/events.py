"""What happens: somebody types, opens the app, is deactivated; the workspace removes us. Acknowledged when done.

An event that could not be acted on is not acknowledged, so Slack delivers it again. One that was acted on and comes
again changes nothing: the engine knows its id, and a posted answer is looked for.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.adapters.slack import render
from bot.adapters.slack.api import Api
from bot.adapters.slack.inbound import account_of, dig, is_stranger, team_of, text
from bot.adapters.slack.listeners import Undone
from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.responses import Answer
from bot.adapters.slack.sender import SlackPort
from bot.adapters.slack.workspaces import Workspace, Workspaces
from bot.adapters.typed_rows import Rows
from bot.ports.application import Conversations, Crowd, Engine, Json, OutOfReach, Wording, speaker
from bot.ports.platform import Ambiguous, Outgoing, SendError, Temporary, Throttled, fresh_mark
from bot.surface import Account, Arrive, Gone, Reply, Text
from bot.surface.posted import bare

_log = structlog.get_logger("slack")

# What a person typed, and nothing that Slack or a bot wrote in their name.
_TYPED = frozenset({"", "file_share", "me_message"})


@dataclass(frozen=True, slots=True)
class EventHandlers:
    """What each kind of event means; `_KINDS`, at the foot, is the whole table."""

    engine: Engine
    wording: Wording
    conversations: Conversations
    crowd: Crowd
    api: Api
    workspaces: Workspaces
    profiles: Profiles
    port: SlackPort
    rows: Rows

    async def hear(self, payload: Json, again: bool) -> Answer:
        """Raises Undone and NotKnownYet: deliver it again."""
        if payload.get("type") == "app_rate_limited":
            _log.error("slack_dropped_events", why="app_rate_limited")
            return Answer()
        known = _KINDS.get(text(payload, "event", "type"))
        try:
            return await known(self, payload, again) if known else Answer()
        except OutOfReach as error:
            raise Undone(str(error)) from None

    # --- somebody types

    async def typed(self, payload: Json, again: bool) -> Answer:
        """The one fixed answer; what was typed is read by nobody (rule 7). It needs no database (rule 14)."""
        event = payload["event"]
        account = account_of(team_of(payload), text(event, "user"))
        typed = event.get("channel_type") == "im" and not event.get("bot_id") and text(event, "subtype") in _TYPED
        if account is None or not typed:
            return Answer()
        workspace = await self.workspaces.get(account.team)
        if workspace is None or account.user == workspace.bot_user:
            return Answer()
        channel = text(event, "channel")
        self.conversations.remember(account, channel)
        key = text(payload, "event_id")

        async def say() -> None:
            profile = await self.profiles.of(workspace, account.user)
            reply = await self.engine.handle(Text("", account, locale=profile.locale))
            await self._post(account, reply, key, look=again, typed=text(event, "ts"))

        await self.rows.typed(account, key, say)
        return Answer(then=[lambda: self.conversations.keep(account, channel)])

    # --- somebody opens the app

    async def opened(self, payload: Json, _again: bool) -> Answer:
        account = account_of(team_of(payload), text(payload, "event", "user"))
        workspace = await self.workspaces.get(account.team) if account else None
        if account is None or workspace is None:
            return Answer()
        at_home = text(payload, "event", "tab") == "home"
        if not at_home and not await self._is_new(account, text(payload, "event", "channel")):
            return Answer()
        profile = await self.profiles.of(workspace, account.user)
        home = text(payload, "event", "user_team") or text(payload, "event", "team")
        guest = profile.guest or is_stranger(payload, account.team, home)
        key = text(payload, "event_id")
        email = "" if guest else profile.email
        arrived = Arrive(key, account, profile.locale, profile.name, guest=guest, email=email)
        reply = await self.engine.handle(arrived)
        if at_home:
            await self._publish(workspace, account, reply, text(payload, "event", "view", "private_metadata"))
        else:
            await self._post(account, reply, key, look=False, typed="0")  # nothing is there, as Slack has just said
        return Answer()

    async def _is_new(self, account: Account, channel: str) -> bool:
        """Whether the bot has not said hello yet. Where Slack does not tell, it stays silent."""
        if channel:
            self.conversations.remember(account, channel)
        try:
            return await self.port.is_new(account)
        except SendError:
            return False

    async def _publish(self, workspace: Workspace, account: Account, reply: Reply, standing: str) -> None:
        """App Home: the home card, the same for everybody, and never a word of a request."""
        if reply.card is None:
            return
        view = render.home(bare(reply.card), speaker(self.wording, reply.language, reply.timezone))
        view["private_metadata"] = hashlib.sha256(json.dumps(view).encode()).hexdigest()[:16]
        if view["private_metadata"] == standing:
            return
        try:
            await self.api.call("views.publish", workspace.token, user_id=account.user, view=view)
        except SendError as error:
            _may_come_again(error)

    # --- somebody is gone, or the whole workspace

    async def changed(self, payload: Json, _again: bool) -> Answer:
        account = account_of(team_of(payload), text(payload, "event", "user", "id"))
        if account is None:
            return Answer()
        self.profiles.changed(account.team, account.user)
        if dig(payload, "event", "user", "deleted") is True:
            await self._gone(account, text(payload, "event_id"))
        return Answer()

    async def revoked(self, payload: Json, again: bool) -> Answer:
        """Only the bot's own token matters; people's tokens we never have."""
        return await self.removed(payload, again) if dig(payload, "event", "tokens", "bot") else Answer()

    async def removed(self, payload: Json, _again: bool) -> Answer:
        """Nobody there can be reached any more: their offers move on, their matches go to the coordinator.

        Slack promises no order: a farewell may come after the app was installed anew, and then undoes nothing.
        """
        team, key = team_of(payload), text(payload, "event_id")
        if await self.workspaces.works(team):
            _log.info("old_farewell")
            return Answer()
        _log.warning("workspace_removed", count=1)
        for account in await self.crowd.of_team(team):
            await self._gone(account, f"{key}:{account.user}")
        await self.workspaces.forget(team)
        return Answer()

    async def _gone(self, account: Account, key: str) -> None:
        reply = await self.engine.handle(Gone(key, account))
        if reply.undone:
            raise Undone("gone")

    # --- inside

    async def _post(self, account: Account, reply: Reply, key: str, *, look: bool, typed: str) -> None:
        if reply.card is None:
            return
        message = Outgoing(account, fresh_mark(), reply.card, reply.language, reply.timezone)
        try:
            await self.port.answer(message, key, look=look, typed=typed)
        except SendError as error:
            _may_come_again(error)


def _may_come_again(error: SendError) -> None:
    """Raises Undone for what another try may mend."""
    _log.warning("answer_not_posted", kind=type(error).__name__, why=str(error))
    if isinstance(error, (Temporary, Throttled, Ambiguous)):
        raise Undone(type(error).__name__)


_KINDS: dict[str, Callable[[EventHandlers, Json, bool], Awaitable[Answer]]] = {
    "message": EventHandlers.typed,
    "app_home_opened": EventHandlers.opened,
    "user_change": EventHandlers.changed,
    "app_uninstalled": EventHandlers.removed,
    "tokens_revoked": EventHandlers.revoked,
}
