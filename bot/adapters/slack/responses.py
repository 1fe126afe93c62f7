"""A reply becomes what Slack is told at once, and what is done right afterwards. Only the presser sees either.

An answer is never posted where others read: it is a dialog, an ephemeral line, or is in the person's own messages.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog

from bot.adapters.slack import render
from bot.adapters.slack.api import Api, Refused
from bot.adapters.slack.blocks import aloud, strong
from bot.adapters.slack.inbound import Interaction, Surface, text
from bot.adapters.slack.sender import blocks_of
from bot.adapters.slack.workspaces import Workspace
from bot.ports.application import Json, Say, Wording, speaker
from bot.ports.platform import SendError
from bot.surface import Card, Reply, w
from bot.surface.posted import bare

_log = structlog.get_logger("slack")
FollowUp = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Answer:
    """`ack` is the body of the acknowledgement; `then` is done after it."""

    ack: Json | None = None
    then: list[FollowUp] = field(default_factory=list)


class Responses:
    def __init__(self, api: Api, wording: Wording) -> None:
        self._api = api
        self._wording = wording

    def to(self, pressed: Interaction, reply: Reply, workspace: Workspace) -> Answer:
        say = speaker(self._wording, reply.language, reply.timezone)
        told = _Telling(self._api, workspace, pressed, reply, say)
        match pressed.origin.surface:
            case Surface.COMMAND:
                return told.command()
            case Surface.FORM:
                return told.form()
            case Surface.MODAL:
                return told.modal()
            case _:
                return told.message()


class _Telling:
    """One reply on its way to one place."""

    def __init__(self, api: Api, workspace: Workspace, pressed: Interaction, reply: Reply, say: Say) -> None:
        self._api = api
        self._token = workspace.token
        self._origin = pressed.origin
        self._user = pressed.account.user
        self._reply = reply
        self._say = say

    # --- the places

    def command(self) -> Answer:
        """Ephemeral, whichever channel it was typed in."""
        answer = Answer(self._ephemeral(self._reply.card, self._notice()) or None)
        if self._reply.dialog:
            answer.then.append(partial(self._open, render.modal(self._reply.dialog, self._say)))
        return answer

    def message(self) -> Answer:
        """A press on a card of ours, or in App Home. What the outbox keeps true is the outbox's to change."""
        reply, answer = self._reply, Answer()
        if self._origin.surface is Surface.HOME:
            return self._home()
        if reply.dialog:
            answer.then.append(partial(self._open, self._noticed(render.modal(reply.dialog, self._say))))
        if reply.undone:
            answer.then.append(partial(self._respond, self._ephemeral(reply.card, self._notice())))
        elif self._origin.surface is Surface.COPY:
            aside = None if reply.said or reply.dialog or reply.notice or reply.close else reply.card
            notice = "" if reply.dialog else self._notice()
            if body := self._ephemeral(aside, notice):
                answer.then.append(partial(self._respond, body))
        else:
            if reply.card:
                answer.then.append(partial(self._respond, self._blocks(reply.card) | {"replace_original": True}))
            if reply.notice and not reply.dialog:
                answer.then.append(partial(self._respond, self._ephemeral(None, self._notice())))
        return answer

    def _home(self) -> Answer:
        """A card takes the place of the one that is there (the home card, in another language); the rest opens."""
        reply = self._reply
        if reply.card and not (reply.dialog or reply.undone):
            return Answer(then=[partial(self._publish, render.home(bare(reply.card), self._say))])
        view = self._whole_view()
        return Answer(then=[partial(self._open, view)] if view else [])

    def modal(self) -> Answer:
        """A press in a dialog that is open: it is changed in place, since Slack lets only people close it."""
        reply = self._reply
        if reply.undone or (reply.notice and not (reply.dialog or reply.close)):
            return Answer(then=[partial(self._lay_above, self._aside())])
        return Answer(then=[partial(self._update, self._aside())])

    def form(self) -> Answer:
        reply = self._reply
        blocks = self._origin.view.get("blocks")
        fields = [text(each, "block_id") for each in blocks] if isinstance(blocks, list) else []
        errors = {name: self._say(words) for name, words in reply.errors.items() if name in fields}
        if errors:
            return Answer({"response_action": "errors", "errors": errors})
        if reply.undone or (reply.notice and not (reply.dialog or reply.close)):
            action = "push" if self._origin.top else "update"
            return Answer({"response_action": action, "view": self._aside()})
        view = self._whole_view()
        if view is None:
            return Answer({"response_action": "clear"} if reply.close else None)
        return Answer({"response_action": "update", "view": view})

    # --- what is shown

    def _noticed(self, view: Json) -> Json:
        return render.with_notice(view, self._notice()) if self._reply.notice else view

    def _whole_view(self) -> Json | None:
        """The reply as one modal; None for one that says nothing."""
        if self._reply.dialog:
            return self._noticed(render.modal(self._reply.dialog, self._say))
        if self._reply.card:
            return self._noticed(render.shown_card(self._reply.card, self._say))
        return render.notice(self._reply.notice, self._say, w("slack-title")) if self._reply.notice else None

    def _aside(self) -> Json:
        """The reply in a view of its own, with the crisis lines where nothing could be done (rule 14)."""
        return self._whole_view() or render.notice(w("slack-may-close"), self._say, w("slack-title"))

    def _notice(self) -> str:
        return self._say(self._reply.notice) if self._reply.notice else ""

    def _blocks(self, card: Card) -> Json:
        blocks = blocks_of(card, self._say, copy=False)
        return {"text": aloud(blocks) if self._origin.alone else render.fallback(self._say), "blocks": blocks}

    def _ephemeral(self, card: Card | None, notice: str) -> Json:
        blocks = [*(strong(notice) if notice else ()), *(blocks_of(card, self._say, copy=False) if card else ())]
        return _to_them_alone(blocks) if blocks else {}

    # --- what is done afterwards

    async def _open(self, view: Json) -> None:
        if not self._origin.trigger:
            return
        try:
            await self._api.call("views.open", self._token, trigger_id=self._origin.trigger, view=view)
        except SendError as error:
            _told("dialog_not_opened", error)
            await self._too_late()

    async def _lay_above(self, view: Json) -> None:
        """Above the pressed dialog, which keeps what was typed; in its place when the stack is full."""
        if not self._origin.top or not self._origin.trigger:
            await self._update(view)
            return
        try:
            await self._api.call("views.push", self._token, trigger_id=self._origin.trigger, view=view)
        except SendError as error:
            _told("dialog_not_shown", error)
            await self._update(render.once_more(self._origin.view, self._notice()))

    async def _update(self, view: Json) -> None:
        try:
            await self._api.call("views.update", self._token, view_id=str(self._origin.view.get("id", "")), view=view)
        except SendError as error:
            _told("dialog_not_shown", error)
            if not isinstance(error, Refused):  # else it is closed by now, and nobody looks at it
                await self._say_so_above()

    async def _say_so_above(self) -> None:
        """The pressed dialog is there as before; what was done is done, and pressing again shows it."""
        if self._origin.trigger:
            view = render.notice(w("slack-press-again"), self._say, w("slack-title"))
            await self._quietly("views.push", trigger_id=self._origin.trigger, view=view)

    async def _publish(self, view: Json) -> None:
        await self._quietly("views.publish", user_id=self._user, view=view)

    async def _respond(self, body: Json) -> None:
        if body and self._origin.response_url:
            try:
                await self._api.respond(self._origin.response_url, body)
            except SendError as error:
                _told("answer_lost", error)

    async def _too_late(self) -> None:
        """The trigger was spent: say so, and that pressing again works. Nothing that was done is undone."""
        words = self._say(w("slack-press-again"))
        if self._origin.surface is Surface.HOME:  # where nothing can be whispered; the next opening puts it right
            await self._publish(render.once_more(self._origin.view, words))
        elif self._origin.response_url:
            await self._respond(_to_them_alone(strong(words)))

    async def _quietly(self, method: str, **arguments: Any) -> None:
        try:
            await self._api.call(method, self._token, **arguments)
        except SendError as error:
            _told("dialog_not_shown", error)


def _to_them_alone(blocks: list[Json]) -> Json:
    """It notifies nobody and is in no export: its text is the words themselves, for whoever listens to them."""
    return {"response_type": "ephemeral", "replace_original": False, "text": aloud(blocks), "blocks": blocks}


def _told(event: str, error: SendError) -> None:
    _log.warning(event, kind=type(error).__name__, why=str(error))
