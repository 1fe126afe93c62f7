"""What the connector does once a request has passed its door."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.doubles.teams.cards.rules import problems
from tests.doubles.teams.chats import CARD, Conversation, Message, Version
from tests.doubles.teams.refusals import Refusal
from tests.doubles.teams.world import Call, Json, World


class Posting:
    def __init__(self, world: World) -> None:
        self.world = world

    def do(self, call: Call, member: str) -> web.Response:
        deeds: dict[str, Callable[[Call], web.Response]] = {
            "create": self._create,
            "send": self._send,
            "reply": self._send,
            "update": self._update,
            "delete": self._delete,
            "members": lambda call: self._members(call, member),
        }
        return deeds[call.operation](call)

    def _create(self, call: Call) -> web.Response:
        members = call.body.get("members") or []
        if call.body.get("isGroup") or len(members) != 1:
            self._violation("the bot tried to start a group conversation")
            raise Refusal(400, message="Bots may start one-to-one conversations only.")
        account = self.world.accounts.get(call.user)
        if account is None:
            raise Refusal(403, "ServiceError", message="The user is unknown or the bot is not installed for them.")
        tenant = call.body.get("tenantId") or _at(call.body, "channelData", "tenant", "id")
        if tenant != account.tenant:
            raise Refusal(403, "Forbidden", message="The bot is not installed in the tenant.")
        self._may_write(account.id)
        chat = self.world.personal(account.id)
        call.conversation = chat.id
        first = self._post(chat, call.body["activity"]) if call.body.get("activity") else None
        return web.json_response({"id": chat.id, **({"activityId": first.id} if first else {})}, status=201)

    def _send(self, call: Call) -> web.Response:
        chat = self._chat(call)
        if call.body.get("type") == "typing":
            return web.json_response({"id": self.world.number()}, status=201)
        message = self._post(chat, call.body, call.activity)
        call.activity = message.id
        return web.json_response({"id": message.id}, status=201)

    def _post(self, chat: Conversation, body: Json, reply_to: str = "") -> Message:
        self._check(body)
        message = Message(self.world.number(), chat.id, [Version("sent", body)], reply_to)
        chat.messages.append(message)
        return message

    def _update(self, call: Call) -> web.Response:
        message = self._message(call)
        self._check(call.body)
        message.versions.append(Version("updated", call.body))
        message.view = None
        return web.json_response({"id": message.id})

    def _delete(self, call: Call) -> web.Response:
        self._message(call).deleted = True
        return web.Response()

    def _members(self, call: Call, member: str) -> web.Response:
        chat = self._chat(call)
        known = [self.world.accounts[user] for user in chat.members if user in self.world.accounts]
        if not member:
            return web.json_response([each.member() for each in known])
        found = [each for each in known if member in (each.id, each.aad)]
        if not found:
            raise Refusal(404, "MemberNotFoundInConversation")
        return web.json_response(found[0].member())

    # --- what it looks at

    def _chat(self, call: Call) -> Conversation:
        chat = self.world.conversations.get(call.conversation)
        if chat is None or chat.lost:
            raise Refusal(404)
        if chat.kind != "personal":
            self._violation(f"the bot wrote into a {chat.kind} conversation ({call.operation})")
        else:
            self._may_write(chat.members[0])
        return chat

    def _may_write(self, user: str) -> None:
        account = self.world.accounts[user]
        if account.blocked:
            raise Refusal(403, "MessageWritesBlocked")
        if not account.installed:
            raise Refusal(403)

    def _message(self, call: Call) -> Message:
        message = self._chat(call).message(call.activity)
        if message is None:
            raise Refusal(404, "ActivityNotFoundInConversation")
        return message

    def _check(self, body: Json) -> None:
        """An activity that Teams cannot show is refused, and written down: it is our renderer's mistake."""
        wrong = [] if body.get("type") == "message" else [f"an activity of type {body.get('type')}"]
        attachments = body.get("attachments") or []
        if not body.get("text") and not attachments:
            wrong.append("a message with nothing in it")
        for each in attachments:
            wrong += (
                problems(each.get("content"))
                if each.get("contentType") == CARD
                else [f"an attachment of type {each.get('contentType')}"]
            )
        if wrong:
            for each in wrong:
                self._violation(each)
            raise Refusal(400, message="; ".join(wrong))

    def _violation(self, what: str) -> None:
        self.world.violations.append(what)


def _at(thing: Any, *keys: str) -> Any:
    for key in keys:
        thing = thing.get(key) if isinstance(thing, dict) else None
    return thing
