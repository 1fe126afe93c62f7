"""What people do: a press, a sent form, a command. One event for the engine, one answer to the presser."""

from dataclasses import replace

from bot.adapters.slack.avatars import with_faces
from bot.adapters.slack.inbound import Interaction, Surface, interaction_of
from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.responses import Answer, Responses
from bot.adapters.slack.sender import SlackPort
from bot.adapters.slack.workspaces import Workspaces
from bot.ports.application import Engine, Json
from bot.ports.platform import Outgoing, fresh_mark
from bot.surface import Command, Event, Press, Submit

# Crisis lines are for keeping: an ephemeral answer is gone with the next reload, so they are posted as well.
KEPT_WORDS = frozenset({"now"})


class Interactions:
    def __init__(
        self, engine: Engine, workspaces: Workspaces, profiles: Profiles, responses: Responses, port: SlackPort
    ) -> None:
        self._engine = engine
        self._workspaces = workspaces
        self._profiles = profiles
        self._responses = responses
        self._port = port

    async def hear(self, payload: Json, _again: bool) -> Answer:
        """Raises NotKnownYet."""
        act = interaction_of(payload)
        if act is None:  # a dialog was closed, or something that nobody of ours asked for
            return Answer()
        workspace = await self._workspaces.get(act.account.team)
        if workspace is None:
            return Answer()
        profile = await self._profiles.of(workspace, act.account.user)
        guest = profile.guest or act.stranger
        event = replace(
            event_of(act),
            locale=profile.locale,
            name=profile.name,
            guest=guest,
            email="" if guest else profile.email,
        )
        reply = await with_faces(await self._engine.handle(event), workspace, self._profiles)
        answer = self._responses.to(act, reply, workspace)
        if act.origin.surface is Surface.COMMAND and act.word in KEPT_WORDS and reply.card:
            message = Outgoing(act.account, fresh_mark(), reply.card, reply.language, reply.timezone)
            answer.then.append(lambda: self._port.answer(message, act.key, look=True))
        return answer


def event_of(act: Interaction) -> Event:
    """What nobody knows has no verb, and is answered with the home card."""
    if act.origin.surface is Surface.COMMAND:
        return Command(act.key, act.account, word=act.word, rest=act.rest)
    verb, token, version = (act.pressed.verb, act.pressed.token, act.pressed.version) if act.pressed else ("", "", 0)
    if act.origin.surface is Surface.FORM:
        return Submit(act.key, act.account, verb=verb, token=token, version=version, values=act.values)
    on_copy = act.origin.surface is Surface.COPY
    return Press(
        act.key, act.account, verb=verb, token=token, version=version, on_copy=on_copy, reference=act.origin.message
    )
