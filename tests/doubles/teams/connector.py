"""The Bot Framework connector: the bot creates conversations, and posts, edits and deletes in them.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import asyncio
import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.doubles.teams.faults import Fault
from tests.doubles.teams.posting import Posting
from tests.doubles.teams.refusals import Refusal
from tests.doubles.teams.world import Call, Json, World

MOST_BYTES = 100 * 1024  # in UTF-16, as Teams counts
PREFIX = "/{region:ca|gcc|teams}"
Handler = Callable[[web.Request], Awaitable[web.Response]]


class Connector:
    def __init__(self, world: World) -> None:
        self.world = world
        self.posting = Posting(world)

    def app(self) -> web.Application:
        app = web.Application(client_max_size=4 * 1024**2)
        chat = f"{PREFIX}/v3/conversations"
        for method, path, operation in (
            ("POST", chat, "create"),
            ("POST", f"{chat}/{{c}}/activities", "send"),
            ("POST", f"{chat}/{{c}}/activities/{{a}}", "reply"),
            ("PUT", f"{chat}/{{c}}/activities/{{a}}", "update"),
            ("DELETE", f"{chat}/{{c}}/activities/{{a}}", "delete"),
            ("GET", f"{chat}/{{c}}/members", "members"),
            ("GET", f"{chat}/{{c}}/members/{{m}}", "members"),
        ):
            app.router.add_route(method, path, self._door(operation))
        app.router.add_route("*", "/{rest:.*}", self._nowhere)
        return app

    def _door(self, operation: str) -> Handler:
        async def handle(request: web.Request) -> web.Response:
            with self.world.working():
                return await self._answer(operation, request)

        return handle

    async def _answer(self, operation: str, request: web.Request) -> web.Response:
        raw = await request.text()
        call = Call(operation, conversation=request.match_info.get("c", ""), activity=request.match_info.get("a", ""))
        self.world.calls.append(call)
        try:
            call.body = self._body(raw, request)
            call.user = self._whom(call)
            fault = self.world.faults.take(operation, call.user)
            await asyncio.sleep(fault.delay)
            if fault.drop == "before":
                return _hang_up(request)
            answer = self._done(call, raw, request, fault)
        except Refusal as refusal:
            call.status, call.code = refusal.status, refusal.code
            return refusal.response()
        if fault.drop == "after":
            return _hang_up(request)
        call.status = answer.status
        return answer

    def _done(self, call: Call, raw: str, request: web.Request, fault: Fault) -> web.Response:
        """The checks in the order in which the service makes them, then the deed."""
        if fault.status:
            raise Refusal(fault.status, fault.code, retry_after=fault.retry_after)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or self.world.tokens.get(token, 0) <= self.world.clock():
            raise Refusal(401)
        if self.world.government and request.match_info["region"] != "gcc":
            raise Refusal(403, "InvalidBotApiHost")
        if len(raw.encode("utf-16-le")) > MOST_BYTES:
            raise Refusal(413)
        if call.operation in ("create", "send", "reply"):
            wait = self.world.throttle.wait(call.conversation or f"create {call.user}", self.world.clock())
            if wait is not None:
                raise Refusal(429, retry_after=wait)
        return self.posting.do(call, request.match_info.get("m", ""))

    def _body(self, raw: str, request: web.Request) -> Json:
        if request.method not in ("POST", "PUT"):
            return {}
        try:
            body = json.loads(raw)
        except ValueError as error:
            raise Refusal(400) from error
        if not isinstance(body, dict) or request.content_type != "application/json":
            raise Refusal(400)
        return body

    def _whom(self, call: Call) -> str:
        members = call.body.get("members") or [{}]
        if call.operation != "create":
            return self.world.owner(call.conversation)
        found = self.world.account(str(members[0].get("id", "")))
        return found.id if found else ""

    async def _nowhere(self, request: web.Request) -> web.Response:
        self.world.violations.append(f"{request.method} {request.path}: there is no such address")
        return Refusal(404, "NotFound").response()


def _hang_up(request: web.Request) -> web.Response:
    """The line goes dead: the other side gets no answer at all."""
    if request.transport:
        request.transport.abort()
    return web.Response()
