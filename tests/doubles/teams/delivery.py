"""Signed deliveries to the app."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.doubles.plain import copied
from tests.doubles.teams.tokens import Tokens
from tests.doubles.teams.world import World

Json = dict[str, Any]


@dataclass
class Delivery:
    """One POST to the app and what it answered. `status` 0: nothing was heard."""

    activity: Json
    status: int = 0
    body: Any = None
    content_type: str = ""
    seconds: float = 0.0
    slow: bool = False


@dataclass
class Courier:
    """`patience` is how long Teams waits for an answer to an invoke; messages are not waited for as strictly."""

    world: World
    tokens: Tokens
    app_url: str = ""
    patience: float = 10.0
    longest: float = 30.0
    log: list[Delivery] = field(default_factory=list)

    async def deliver(self, activity: Json, *, bad: str = "", signed: bool = True, token: str = "") -> Delivery:
        """`bad` is one of BAD_TOKENS; `signed=False` sends no Authorization header at all."""
        assert self.app_url, "set teams.app_url first"
        delivery = Delivery(copied(activity))
        self.log.append(delivery)
        service_url = str(activity.get("serviceUrl", ""))
        token = token or (self.tokens.bad(bad, service_url) if bad else self.tokens.good(service_url))
        headers = {"Authorization": f"Bearer {token}"} if signed else {}
        patience = self.patience if activity.get("type") == "invoke" else self.longest
        begun = time.monotonic()
        with self.world.working():
            try:
                await self._post(delivery, headers, patience)
            except TimeoutError:
                delivery.slow = True
            except (ClientError, OSError):
                delivery.status = 0
        delivery.seconds = time.monotonic() - begun
        return delivery

    async def _post(self, delivery: Delivery, headers: dict[str, str], patience: float) -> None:
        data = json.dumps(delivery.activity, ensure_ascii=False).encode()
        headers = {**headers, "Content-Type": "application/json; charset=utf-8"}
        async with (
            asyncio.timeout(patience),
            ClientSession(timeout=ClientTimeout(total=None)) as session,
            session.post(self.app_url, data=data, headers=headers) as response,
        ):
            raw = await response.text()
            delivery.status, delivery.content_type = response.status, response.content_type
            try:
                delivery.body = json.loads(raw) if raw else None
            except ValueError:
                delivery.body = raw
