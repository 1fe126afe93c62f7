"""The way out: cards into people's direct messages, each with our mark, so that it can be looked for."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from cachetools import FIFOCache

from bot.adapters.slack import render
from bot.adapters.slack.api import Api, Refused
from bot.adapters.slack.blocks import Uploaded
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.rate_limit import RateLimit
from bot.adapters.slack.workspaces import NotKnownYet, Workspace, Workspaces
from bot.ports.application import Conversations, Say, Wording, speaker
from bot.ports.platform import (
    Outgoing,
    Permanent,
    SendError,
    Temporary,
    Throttled,
    TokenDead,
    Unreachable,
    Unready,
    Unseen,
    Vanished,
)
from bot.surface import Account, Card, Picture

PLATFORM = "slack"
COPY = "copy"  # the block_id of a card that the outbox keeps true begins with this
_COPIED, _ANSWERED, _KEPT = "peerline_copy", "peerline_answer", "peerline_lines"
_PAGE = 200  # messages; an app that is distributed without the Marketplace gets 15, and once a minute
# Where the token may do everything but read: to look again is of no use.
_MAY_NOT_READ = frozenset({"missing_scope", "no_permission", "not_allowed_token_type"})
_REMEMBERED = 10_000  # events whose answers stand, or are on their way


class SlackPort:
    """bot.ports.platform.Port for Slack. A reference is "CHANNEL:TIMESTAMP"."""

    platform = PLATFORM

    def __init__(
        self, api: Api, workspaces: Workspaces, conversations: Conversations, wording: Wording, pace: RateLimit
    ) -> None:
        self._api = api
        self._workspaces = workspaces
        self._conversations = conversations
        self._wording = wording
        self._pace = pace
        self._pictures = Pictures(api)
        self._opening: dict[Account, asyncio.Task[str]] = {}
        self._answers: FIFOCache[tuple[Account, str], asyncio.Task[None]] = FIFOCache(_REMEMBERED)

    # --- the Port

    async def post(self, message: Outgoing) -> str:
        pictured = await self._pictured(message)
        body = self._body(pictured, copy=True) | _mark(_COPIED, message.mark)
        with _known_later(pictured):
            return await self._post(message.account, body)

    async def edit(self, message: Outgoing, reference: str) -> None:
        channel, _, ts = reference.partition(":")
        workspace = await self._workspace(message.account.team)
        pictured = await self._pictured(message)
        body = self._body(pictured, copy=True) | _mark(_COPIED, message.mark)
        try:
            with _known_later(pictured):
                await self._call("chat.update", workspace, channel, ts=ts, **body)
        except Unreachable:  # the conversation, not the person: nobody was written to
            await self._conversations.keep(message.account, "")
            raise Vanished("the conversation is gone") from None

    async def retire(self, message: Outgoing, reference: str) -> None:
        """An app may delete what it has posted itself; where a workspace forbids even that, the line is there."""
        channel, _, ts = reference.partition(":")
        workspace = await self._workspace(message.account.team)
        try:
            await self._call("chat.delete", workspace, channel, ts=ts)
        except (Vanished, Unreachable):  # the message, or the conversation with it
            return
        except Refused:
            await self.edit(message, reference)

    async def find(self, message: Outgoing) -> str | None:
        """One page of the newest messages: what is in doubt is seldom older than a few minutes."""
        try:
            channel, newest, whole = await self._newest(message.account)
        except (Unreachable, Permanent) as error:  # of the conversation; what is posted next tells about the person
            raise Unseen(str(error)) from None
        except TokenDead as error:
            raise (Unseen(str(error)) if str(error) in _MAY_NOT_READ else error) from None
        for each in newest:
            if _marked(each) == (_COPIED, message.mark):
                return reference_of(channel, str(each["ts"]))
        if not whole:
            raise Unseen("further up")
        return None

    # --- answers, which no slot holds

    async def answer(self, message: Outgoing, key: str, *, look: bool, typed: str = "") -> None:
        """Post a card that is kept nowhere, once for each event. `key` is the event's and stays here; with `look`
        another process may have posted it. `typed` is when the person wrote what is answered, as Slack counts; "" for
        the lines that a command asked for. Whoever stops waiting does not stop the post. Raises SendError.
        """
        event = (message.account, key)
        answering = self._answers.get(event)
        if answering is None:
            answering = self._answers[event] = asyncio.create_task(self._answer(message, look=look, typed=typed))
            answering.add_done_callback(lambda task: self._was_answered(event, task))
        await asyncio.shield(answering)

    def _was_answered(self, event: tuple[Account, str], task: "asyncio.Task[None]") -> None:
        """One that was not posted may come again."""
        if task.cancelled() or task.exception() is not None:
            self._answers.pop(event, None)

    async def _answer(self, message: Outgoing, *, look: bool, typed: str) -> None:
        kind = _ANSWERED if typed else _KEPT
        if look and await self._is_answered(message.account, kind, typed):
            return
        await self._post(message.account, self._body(message, copy=False) | _mark(kind, message.mark))

    async def _is_answered(self, account: Account, kind: str, typed: str) -> bool:
        """Whether an answer of ours is below what they wrote `typed`, or wrote last. Where Slack does not tell,
        they are answered: nobody waits for a look at what is there."""
        try:
            _, newest, _ = await self._newest(account)
        except SendError:
            return False
        for each in newest:
            if float(each["ts"]) <= float(typed or 0) or (not typed and not each.get("bot_id")):
                return False
            if _marked(each)[0] == kind:
                return True
        return False

    async def is_new(self, account: Account) -> bool:
        """Whether nothing is in the conversation with this account. Raises SendError.

        To open it once more tells, and may be asked often, which history may not. Only of a Slack that leaves the
        newest message out of its answer is history asked.
        """
        workspace = await self._workspace(account.team)
        answer = await self._api.call("conversations.open", workspace.token, users=account.user, return_im=True)
        channel = answer.get("channel") or {}
        if "latest" in channel:
            return not channel["latest"]
        _, newest, _ = await self._newest(account, limit=1)
        return not newest

    # --- inside

    async def _pictured(self, message: Outgoing) -> Outgoing:
        """The same card with its pictures as files that Slack has. Each is uploaded once for each workspace."""
        if not any(isinstance(block, Picture) for block in message.card.blocks):
            return message
        workspace = await self._workspace(message.account.team)
        say = speaker(self._wording, message.language, message.timezone)
        blocks = [
            await self._pictures.upload(workspace, block, say(block.alt)) if isinstance(block, Picture) else block
            for block in message.card.blocks
        ]
        return replace(message, card=replace(message.card, blocks=tuple(blocks)))

    async def _post(self, account: Account, body: dict[str, Any]) -> str:
        workspace = await self._workspace(account.team)
        kept = await self._conversations.get(account)
        channel = kept or await self._open(account, workspace)
        try:
            answer = await self._call("chat.postMessage", workspace, channel, **body)
        except Unreachable:
            if not kept:
                raise
            channel = await self._open(account, workspace)  # it may have moved; once more, and then it is the person
            answer = await self._call("chat.postMessage", workspace, channel, **body)
        return reference_of(str(answer.get("channel", channel)), str(answer.get("ts", "")))

    async def _newest(self, account: Account, limit: int = _PAGE) -> tuple[str, list[dict[str, Any]], bool]:
        """The channel, its newest messages, the last one first, and whether that is all there is."""
        workspace = await self._workspace(account.team)
        channel = await self._conversations.get(account) or await self._open(account, workspace)
        answer = await self._api.call(
            "conversations.history", workspace.token, channel=channel, limit=str(limit), include_all_metadata="true"
        )
        return channel, answer.get("messages") or [], not answer.get("has_more")

    async def _open(self, account: Account, workspace: Workspace) -> str:
        """Once for all who wait for the same conversation."""
        opening = self._opening.get(account)
        if opening is None:
            opening = self._opening[account] = asyncio.create_task(self._opened(account, workspace))
            opening.add_done_callback(lambda _: self._opening.pop(account, None))
        return await asyncio.shield(opening)

    async def _opened(self, account: Account, workspace: Workspace) -> str:
        answer = await self._api.call("conversations.open", workspace.token, users=account.user)
        channel = str((answer.get("channel") or {}).get("id", ""))
        if not channel:
            raise Temporary("no conversation")
        await self._conversations.keep(account, channel)
        return channel

    async def _call(self, method: str, workspace: Workspace, channel: str, **arguments: Any) -> dict[str, Any]:
        await self._pace.turn(method, workspace.team, channel)
        try:
            return await self._api.call(method, workspace.token, channel=channel, **arguments)
        except Throttled as error:
            self._pace.hold(method, workspace.team, error.retry_after)
            raise

    async def _workspace(self, team: str) -> Workspace:
        try:
            found = await self._workspaces.get(team)
        except NotKnownYet as error:
            raise Temporary(str(error)) from None
        if found is None:
            raise TokenDead("not installed there")
        return found

    def _body(self, message: Outgoing, *, copy: bool) -> dict[str, Any]:
        say = speaker(self._wording, message.language, message.timezone)
        return {
            "text": render.fallback(say),
            "blocks": blocks_of(message.card, say, copy=copy),
            "unfurl_links": False,
            "unfurl_media": False,
        }


def reference_of(channel: str, ts: str) -> str:
    return f"{channel}:{ts}"


def blocks_of(card: Card, say: Say, *, copy: bool) -> list[dict[str, Any]]:
    """A card's blocks. Those of a copy say so in their block_id, which comes back with a press."""
    blocks = render.message(card, say)
    if copy:
        buttons = (block for block in blocks if block["type"] == "actions")
        for place, block in enumerate(buttons):
            block["block_id"] = f"{COPY}-{place}"
    return blocks


@contextmanager
def _known_later(message: Outgoing) -> Iterator[None]:
    """Slack may need a moment until it knows a file that it was just given; until then a block that shows it is no
    good one. Raises Unready."""
    try:
        yield
    except Refused as error:
        if error.code == "invalid_blocks" and any(isinstance(block, Uploaded) for block in message.card.blocks):
            raise Unready(error.code) from None
        raise


def _marked(message: dict[str, Any]) -> tuple[object, object]:
    metadata = message.get("metadata") or {}
    return metadata.get("event_type"), (metadata.get("event_payload") or {}).get("id")


def _mark(kind: str, mark: str) -> dict[str, Any]:
    return {"metadata": {"event_type": kind, "event_payload": {"id": mark}}}
