"""A bot of a few lines behind the SDK's own authentication, to try the double with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientResponse, ClientSession, web
from botbuilder.schema import Activity
from botframework.connector.auth import BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor

from tests.doubles.teams.chats import CARD
from tests.doubles.teams.double import Teams
from tests.doubles.teams.hosts import Host

Json = dict[str, Any]


def text(words: str, **more: Any) -> Json:
    return {"type": "TextBlock", "text": words, "wrap": True, **more}


def card(*body: Json, actions: list[Json] | None = None, version: str = "1.5") -> Json:
    return {"type": "AdaptiveCard", "version": version, "body": list(body), "actions": actions or []}


def message(shown: Json) -> Json:
    return {"type": "message", "attachments": [{"contentType": CARD, "content": shown}]}


def execute(title: str, verb: str, **more: Any) -> Json:
    return {"type": "Action.Execute", "title": title, "verb": verb, **more}


def submit(title: str, **data: Any) -> Json:
    return {"type": "Action.Submit", "title": title, "data": data}


def shows(shown: Json) -> Json:
    return {"statusCode": 200, "type": CARD, "value": shown}


def goes_on(title: str, shown: Json) -> Json:
    return {"task": {"type": "continue", "value": {"title": title, "card": {"contentType": CARD, "content": shown}}}}


@dataclass
class Toy:
    """`answers` are given to invokes in turn; `heard` is every activity that was let in."""

    teams: Teams
    answers: list[Any] = field(default_factory=list)
    heard: list[Json] = field(default_factory=list)
    delay: float = 0.0
    token: str = ""

    def __post_init__(self) -> None:
        # The SDK keeps keys by their address for as long as the process lives, and ports come again.
        JwtTokenExtractor.metadataCache.pop(self.teams.metadata_url, None)
        self._sdk = BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_login_url=self.teams.token_url,
            to_channel_from_bot_oauth_scope="https://api.botframework.com",
            to_bot_from_channel_token_issuer="https://api.botframework.com",
            oauth_url="https://api.botframework.com",
            to_bot_from_channel_open_id_metadata_url=self.teams.metadata_url,
            to_bot_from_emulator_open_id_metadata_url=self.teams.metadata_url,
            credential_factory=PasswordServiceClientCredentialFactory(self.teams.app_id),
        )

    async def _messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        try:
            header = request.headers["Authorization"]
            await self._sdk.authenticate_request(Activity().deserialize(activity), header)
        except Exception:  # noqa: BLE001 - the SDK raises whatever it likes
            return web.Response(status=401)
        await asyncio.sleep(self.delay)
        self.heard.append(activity)
        if activity["type"] != "invoke":
            return web.Response(status=202)
        answer = self.answers.pop(0)
        return web.Response(status=answer) if isinstance(answer, int) else web.json_response(answer)

    # --- what it sends

    async def asks_token(self, **changes: str) -> tuple[int, Json]:
        form = {"grant_type": "client_credentials", "scope": "https://api.botframework.com/.default"}
        form |= {"client_id": self.teams.app_id, "client_secret": self.teams.app_password} | changes
        async with ClientSession() as session, session.post(self.teams.token_url, data=form) as answer:
            body: Json = await answer.json()
            self.token = body.get("access_token", self.token)
            return answer.status, body

    async def call(self, method: str, path: str, body: Json | None = None) -> tuple[ClientResponse, Json]:
        url = f"{self.teams.service_url}v3/conversations{path}"
        headers = {"Authorization": f"Bearer {self.token}"}
        async with ClientSession(headers=headers) as session, session.request(method, url, json=body) as answer:
            return answer, await answer.json() if answer.content_type == "application/json" else {}

    async def posts(self, chat: str, shown: Json) -> str:
        answer, body = await self.call("POST", f"/{chat}/activities", message(shown))
        assert answer.status == 201, body
        return str(body["id"])


@asynccontextmanager
async def toy_bot() -> AsyncIterator[Toy]:
    """The double and a bot that already has its token."""
    async with Teams.open() as teams:
        toy = Toy(teams)
        app = web.Application()
        app.router.add_post("/api/messages", toy._messages)
        host = Host(app)
        teams.app_url = f"http://127.0.0.1:{await host.start()}/api/messages"
        await toy.asks_token()
        try:
            yield toy
        finally:
            await host.stop()
