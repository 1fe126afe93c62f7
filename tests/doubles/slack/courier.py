"""Brings deliveries to the app over HTTP or Socket Mode, and brings events again that nobody acknowledged."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Coroutine
from io import BytesIO
from typing import Any

import aiohttp

from tests.doubles.slack.deliveries import Answer, Delivery
from tests.doubles.slack.world import World

Json = dict[str, Any]

AT_ONCE = 1.0
"""Seconds: a redelivery that is due sooner counts as still under way."""


class Courier(World):
    def __init__(self) -> None:
        super().__init__()
        self.app_url = ""
        self.socket_mode = False
        self.ack_patience = 3.0
        self.retry_waits: tuple[float, ...] = (0.0, 60.0, 300.0)
        self.deliveries: list[Delivery] = []
        self._session: aiohttp.ClientSession | None = None
        self._background: set[asyncio.Task[None]] = set()

    # --- one attempt

    def sign(self, body: str, *, timestamp: int | None = None, secret: str = "") -> dict[str, str]:
        """Slack's signature headers for this body, at this hour of the real clock."""
        at = str(int(time.time()) if timestamp is None else timestamp)
        key = (secret or self.signing_secret).encode()
        digest = hmac.new(key, f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}

    async def carry(self, delivery: Delivery, num: int = 0, reason: str = "") -> Answer:
        """Bring it to the app once and wait for the acknowledgement."""
        self.busy += 1
        try:
            if self.socket_mode:
                answer = await self._by_socket(delivery, num, reason)
            else:
                answer = await self._by_http(delivery, num, reason)
        finally:
            self.busy -= 1
            self.pulse += 1
        delivery.attempts.append(answer)
        return answer

    async def _by_http(self, delivery: Delivery, num: int, reason: str) -> Answer:
        body, content_type = delivery.body()
        headers = {"Content-Type": content_type}
        if num:
            headers |= {"X-Slack-Retry-Num": str(num), "X-Slack-Retry-Reason": reason}
        return await self.knock(body, headers | self.sign(body))

    async def knock(self, body: str | bytes, headers: dict[str, str]) -> Answer:
        """POST exactly this to the app, as anybody on the internet could."""
        if not self.app_url:
            return Answer(ok=False, reason="connection_failed", no_retry=True)
        try:
            async with self._http().post(
                self.app_url,
                data=BytesIO(body.encode() if isinstance(body, str) else body),
                headers=headers,
                timeout=aiohttp.ClientTimeout(total=self.ack_patience),
                allow_redirects=False,
            ) as response:
                said = await response.text()
                no_retry = response.headers.get("X-Slack-No-Retry") == "1"
        except TimeoutError:
            return Answer(ok=False, reason="http_timeout")
        except aiohttp.ClientError:
            return Answer(ok=False, reason="connection_failed")
        if not 200 <= response.status < 300:
            return Answer(ok=False, body=said, reason="http_error", no_retry=no_retry, status=response.status)
        return Answer(ok=True, body=_read(response.content_type, said), status=response.status)

    async def _by_socket(self, delivery: Delivery, num: int, reason: str) -> Answer:
        """Each payload goes to one connection, in turn. Slack waits a moment for one to come back."""
        for _ in range(max(1, int(self.ack_patience / 0.02))):
            open_ones = [wire for wire in self.sockets if not wire.retiring]
            if open_ones:
                wire = min(open_ones, key=lambda each: len(each.envelopes))
                return await wire.carry(delivery, num, reason, self.ack_patience)
            await asyncio.sleep(0.02)
        return Answer(ok=False, reason="connection_failed")

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    # --- again

    async def repeat(self, delivery: Delivery) -> Answer:
        """The very same delivery once more: the same press, the same trigger."""
        return await self.carry(delivery)

    async def redeliver(self, event_id: str, *, num: int = 1, reason: str = "http_timeout") -> Answer:
        """Bring an event again, whatever came of it before."""
        delivery = next(each for each in self.deliveries if each.event_id == event_id)
        return await self.carry(delivery, num, reason)

    async def retry(self, delivery: Delivery) -> None:
        """Up to three more times, unless the app said not to."""
        for num, wait in enumerate(self.retry_waits, start=1):
            last = delivery.attempts[-1]
            if last.ok or last.no_retry:
                return
            soon = wait < AT_ONCE
            self.busy += soon
            try:
                await asyncio.sleep(wait)
                await self.carry(delivery, num, last.reason)
            finally:
                self.busy -= soon

    # --- in the background

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def put_down(self) -> None:
        for task in [*self._background]:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None


def _read(content_type: str, said: str) -> Any:
    if content_type == "application/json" and said:
        try:
            return json.loads(said)
        except ValueError:
            return said
    return said or None
