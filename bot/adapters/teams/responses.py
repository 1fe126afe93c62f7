"""One event in, one answer out: the engine's reply finds its place in the pressed card, in a dialog or in the chat."""

import secrets
from collections.abc import Coroutine
from dataclasses import replace
from traceback import walk_tb
from typing import Any

import structlog
from cachetools import FIFOCache

from bot.adapters.background import Background
from bot.adapters.teams import render
from bot.adapters.teams.inbound import Asked, How
from bot.adapters.teams.profiles import Profiles
from bot.adapters.teams.references import Posted
from bot.adapters.teams.sender import TeamsPort
from bot.adapters.typed_rows import Rows
from bot.ports.application import Engine, Json, Say, Wording, speaker
from bot.ports.platform import SendError
from bot.surface import Button, Card, Gone, Paragraph, Phrase, Press, Reply, Style, Text, w

_log = structlog.get_logger("teams")

_CARD = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"
_REMEMBERED = 10_000


class Responses:
    def __init__(
        self, engine: Engine, wording: Wording, port: TeamsPort, default_language: str, profiles: Profiles
    ) -> None:
        self._engine = engine
        self._wording = wording
        self._port = port
        self._default = default_language
        self._profiles = profiles
        self._posted: FIFOCache[str, None] = FIFOCache(_REMEMBERED)
        self._sending = Background()
        self._rows = Rows()

    async def to(self, asked: Asked) -> tuple[Json | None, Reply]:
        """The body of the HTTP answer, and the reply that it was made of. Never raises."""
        begun = self._port.memory.now()
        reply = Reply()
        try:
            asked = await self._vouched(asked)
            reply = await self._engine.handle(asked.event)
            return await self._placed(asked, reply, begun), reply
        except Exception as error:  # noqa: BLE001 - nothing above catches it: a random id, never the words of an exception
            problem = Reply(notice=w("went-wrong", code=_failed(error)), language=reply.language, undone=True)
            return await self._sorry(asked, problem), problem

    async def _vouched(self, asked: Asked) -> Asked:
        """With the e-mail that the tenant vouches for; whoever is gone or only typed is asked nothing of."""
        if isinstance(asked.event, Gone | Text):
            return asked
        email = await self._profiles.email(asked.event.account, asked.location)
        return replace(asked, event=replace(asked.event, email=email)) if email else asked

    async def land(self) -> None:
        """Until everything that was to be posted is, the last word of every row of typed lines too."""
        await self._rows.end()
        await self._sending.ended()

    # --- where an answer goes

    async def _placed(self, asked: Asked, reply: Reply, begun: float) -> Json | None:
        match asked.how:
            case How.EXECUTE:
                self._first_time(asked, reply)  # its twin, which may follow, posts nothing
                return await self._executed(asked, reply, begun)
            case How.FALLBACK:
                if self._first_time(asked, reply):
                    await self._pressed_by_fallback(asked, reply, begun)
                return None
            case How.FETCH:
                return await self._fetched(asked, reply, begun)
            case How.DIALOG:
                return await self._in_dialog(asked, reply)
            case How.CHAT:
                await self._in_chat(asked, reply)
                return None
            case How.LEFT:
                return None

    async def _executed(self, asked: Asked, reply: Reply, begun: float) -> Json:
        """A card takes the place of the pressed one, here at once and, edited in, on the person's other devices.

        Where only a sentence comes back, the card that is there by now comes with it, so that an old one is brought
        to the truth; a card that this process has not seen stays as it is, below the sentence. But if something was
        done, the outbox is about to edit the card, and whatever stood above it would go: then the sentence comes alone.
        """
        say = self._say(reply)
        if reply.dialog:
            return _replaced(render.card(await self._opener(asked), say, reply.notice))
        if reply.card and not reply.undone and not _on_copy(asked):
            self._edit(asked, reply.card, reply, begun)
            return _replaced(render.card(reply.card, say, reply.notice))
        if reply.notice and _done(reply) and _on_copy(asked):
            return _said(reply.notice, say)
        if reply.card and not reply.undone:
            if reply.said:
                return _replaced(render.card(reply.card, say, copy=True))
            self._post(asked, reply.card, reply)  # the pressed card stays the slot's
        known = self._port.memory.of(asked.location.conversation, asked.ref)
        if known is not None:
            own = speaker(self._wording, reply.language or known.language, known.timezone)
            return _replaced(render.card(known.card, own, reply.notice, copy=known.copy))
        if reply.card and reply.undone:
            return _replaced(render.card(_with_retry(reply.card, asked), say, reply.notice))
        return _said(reply.notice or w("teams-done"), say)

    async def _pressed_by_fallback(self, asked: Asked, reply: Reply, begun: float) -> None:
        if reply.dialog:
            self._post(asked, _with_notice(await self._opener(asked), reply.notice), reply)
        elif reply.card and not reply.undone and asked.ref and not _on_copy(asked):
            self._edit(asked, _with_notice(reply.card, reply.notice), reply, begun)
        elif _on_copy(asked) and _done(reply) and reply.notice:
            self._post(asked, _with_notice(await self._bare(asked), reply.notice), reply)
        elif reply.card and reply.said and _on_copy(asked):
            return  # the outbox brings the pressed card to it
        elif reply.card or reply.notice:
            self._post(asked, _with_notice(reply.card or await self._bare(asked), reply.notice), reply)

    async def _fetched(self, asked: Asked, reply: Reply, begun: float) -> Json:
        say = self._say(reply)
        if reply.card and not reply.undone and asked.ref:
            self._edit(asked, reply.card, reply, begun)
        return self._dialog(asked, reply, say) or render.task_message(reply.notice or w("teams-done"), say)

    async def _in_dialog(self, asked: Asked, reply: Reply) -> Json | None:
        say = self._say(reply)
        if reply.errors:
            return await self._form_again(asked, reply, say)
        if reply.close and not reply.dialog:
            return render.task_message(reply.notice, say) if reply.notice else None
        return self._dialog(asked, reply, say) or (render.task_message(reply.notice, say) if reply.notice else None)

    async def _in_chat(self, asked: Asked, reply: Reply) -> None:
        """What was typed cannot open a dialog: the flows know that, and if one does all the same, a button does."""
        card = await self._opener(asked) if reply.dialog else reply.card
        if card is None and reply.notice is None:
            return
        if not self._first_time(asked, reply):
            return
        self._post(asked, _with_notice(card or await self._bare(asked), reply.notice), reply)

    async def _sorry(self, asked: Asked, problem: Reply) -> Json | None:
        """Our own mistake: a card with its number, and the button again where there was one."""
        say = self._say(problem)
        try:
            card = _with_notice(_with_retry(await self._bare(asked), asked), problem.notice)
            match asked.how:
                case How.EXECUTE:
                    return _replaced(render.card(card, say))
                case How.FETCH | How.DIALOG:
                    return render.shown_card(replace(card, buttons=()), say)
                case How.CHAT | How.FALLBACK:
                    self._post(asked, card, problem)
        except Exception as error:  # noqa: BLE001
            _failed(error)
        return None

    # --- dialogs

    def _dialog(self, asked: Asked, reply: Reply, say: Say) -> Json | None:
        if reply.dialog:
            opener = asked.pressed if isinstance(asked.event, Press) else None
            return render.dialog(reply.dialog, say, opener=opener, notice=reply.notice)
        return render.shown_card(reply.card, say, reply.notice) if reply.card else None

    async def _form_again(self, asked: Asked, reply: Reply, say: Say) -> Json:
        """Teams cannot put an error at a field: the form is shown again with what stood in it.

        The form is not kept anywhere; the press that opened it, which travelled with it, opens it once more. It needs
        no key of its own: a flow that answers with a form changes nothing.
        """
        opener = asked.sent.opener if asked.sent else None
        if opener is not None:
            event = asked.event
            press = Press(
                "",
                event.account,
                event.locale,
                event.name,
                guest=event.guest,
                email=event.email,
                verb=opener.verb,
                token=opener.token,
                version=opener.version,
                kept=asked.sent.values if asked.sent else {},
            )
            again = await self._engine.handle(press)
            if again.dialog and again.dialog.fields:
                return render.dialog(
                    again.dialog, say, opener=opener, sent=asked.sent, errors=reply.errors, notice=reply.notice
                )
        return render.task_message(reply.notice or next(iter(reply.errors.values())), say)

    # --- cards

    async def _opener(self, asked: Asked) -> Card:
        """In place of a dialog that cannot be opened from here: the same press once more, from a button that can."""
        bare = await self._bare(asked)
        pressed = asked.pressed
        if pressed is None:
            return replace(bare, blocks=(Paragraph(w("teams-open")),))
        button = Button(w("open"), pressed.verb, pressed.token, pressed.version, Style.PRIMARY, opens=True)
        return replace(bare, blocks=(Paragraph(w("teams-open")),), buttons=(button,))

    async def _bare(self, asked: Asked) -> Card:
        """An empty card with the line that ends every posted one (rule 6): it is below the answer to any text."""
        event = asked.event
        fixed = await self._engine.handle(Text("", event.account, event.locale, event.name))
        if fixed.card is None:  # nothing is posted without the lines
            raise LookupError("the answer to a text has no card")
        return Card((), (), footer=fixed.card.footer)

    # --- what is sent beside the answer

    def _post(self, asked: Asked, card: Card, reply: Reply) -> None:
        who, language, timezone = asked.event.account, reply.language or self._default, reply.timezone

        def saying() -> Coroutine[Any, Any, None]:
            return self._posting(asked, self._port.say(who, card, language, timezone))

        typed = isinstance(asked.event, Text)
        self._later(self._rows.typed(who, asked.event.key, saying) if typed else saying())

    async def _posting(self, asked: Asked, saying: Coroutine[Any, Any, Posted]) -> None:
        try:
            await saying
        except SendError:
            self._posted.pop(asked.event.key, None)  # if Teams delivers it again, it is answered again
            raise

    def _edit(self, asked: Asked, card: Card, reply: Reply, begun: float) -> None:
        """On the person's other devices too; what belongs to a slot is the outbox's to change."""
        location = asked.location
        known = self._port.memory.of(location.conversation, asked.ref)
        if not asked.ref or _on_copy(asked) or (known is not None and known.at > begun):
            return
        posted = Posted(location.service_url, location.conversation, asked.ref)
        language = reply.language or self._default
        self._later(self._port.replace(posted, card, language, reply.timezone))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        self._sending.begin(_logged(work))

    def _first_time(self, asked: Asked, reply: Reply) -> bool:
        """An event that Teams delivers again is answered once in the chat, unless nothing was done the first time."""
        key = asked.event.key
        if not key or (reply.undone and key not in self._posted):
            return True
        if key in self._posted:
            return False
        self._posted[key] = None
        return True

    def _say(self, reply: Reply) -> Say:
        return speaker(self._wording, reply.language or self._default, reply.timezone)


def _on_copy(asked: Asked) -> bool:
    return asked.pressed is not None and asked.pressed.copy


def _done(reply: Reply) -> bool:
    """Something changed: what was pressed is on its way to another card."""
    return not reply.undone and (reply.card is not None or reply.close)


def _said(words: Phrase, say: Say) -> Json:
    """A short text that appears and goes."""
    return {"statusCode": 200, "type": _MESSAGE, "value": say(words)}


def _replaced(card: Json) -> Json:
    return {"statusCode": 200, "type": _CARD, "value": card}


def _with_notice(card: Card, words: Phrase | None) -> Card:
    return replace(card, blocks=(Paragraph(words, strong=True), *card.blocks)) if words else card


def _with_retry(card: Card, asked: Asked) -> Card:
    """So that a card which took the place of a pressed one is no dead end."""
    pressed = asked.pressed
    if pressed is None or asked.how not in (How.EXECUTE, How.FALLBACK):
        return card
    again = Button(w("teams-again"), pressed.verb, pressed.token, pressed.version)
    return replace(card, buttons=(again, *card.buttons))


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except SendError as error:
        _log.warning("teams_answer_not_sent", kind=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - nobody waits for it: the log is the only place
        _failed(error)


def _failed(error: Exception) -> str:
    """A random id, with the kind of the error and where it came from; never its words, which may hold a person."""
    code = secrets.token_hex(4)
    frames = [f"{frame.f_code.co_name}:{line}" for frame, line in walk_tb(error.__traceback__)]
    _log.error("teams_failed", code=code, kind=type(error).__name__, where=" ".join(frames[-4:]))
    return code
