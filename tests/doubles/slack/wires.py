"""One Socket Mode connection: envelopes out, acknowledgements in."""

import asyncio
from typing import Any
from uuid import uuid4

from aiohttp import web

from tests.doubles.slack.deliveries import EVENT, Answer, Delivery

Json = dict[str, Any]


class Wire:
    def __init__(self, socket: web.WebSocketResponse, app_id: str) -> None:
        self.envelopes: list[Json] = []
        self.retiring = False
        self._socket = socket
        self._app_id = app_id
        self._waiting: dict[str, asyncio.Future[Answer]] = {}

    async def hello(self, connections: int) -> None:
        await self._socket.send_json(
            {
                "type": "hello",
                "num_connections": connections,
                "debug_info": {"host": "applink-double", "build_number": 1, "approximate_connection_time": 18060},
                "connection_info": {"app_id": self._app_id},
            }
        )

    async def carry(self, delivery: Delivery, num: int, reason: str, patience: float) -> Answer:
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "type": delivery.kind,
            "payload": delivery.payload,
            "accepts_response_payload": delivery.kind != EVENT,
        }
        if delivery.kind == EVENT:
            envelope |= {"retry_attempt": num, "retry_reason": reason}
        self.envelopes.append(envelope)
        return await self.throw(envelope, patience)

    async def throw(self, envelope: Json, patience: float = 3.0) -> Answer:
        """Exactly this down the line, whatever it is; it has an id."""
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = waiting
        try:
            await self._socket.send_json(envelope)
            return await asyncio.wait_for(waiting, patience)
        except TimeoutError:
            return Answer(ok=False, reason="timeout")
        except ConnectionError:
            return Answer(ok=False, reason="connection_failed")
        finally:
            del self._waiting[envelope["envelope_id"]]

    def heard(self, said: Json) -> None:
        """The app's acknowledgement. One that comes too late, or for another connection's envelope, is for nothing."""
        waiting = self._waiting.get(str(said.get("envelope_id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(ok=True, body=said.get("payload"), status=200))

    def lost(self) -> None:
        """The connection is gone, and whatever it had not acknowledged goes out again."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(Answer(ok=False, reason="connection_failed"))

    async def ask_to_leave(self, reason: str) -> None:
        """A disconnect message: the app is to open another connection."""
        self.retiring = True
        await self._socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-double"}})

    async def cut(self) -> None:
        self.lost()
        await self._socket.close()
