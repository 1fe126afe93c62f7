"""The WebSocket: the whole state to a page that connects, then every change; actions in, answers out, in one order."""

import asyncio
import json
from contextlib import suppress
from secrets import token_hex

import structlog
from aiohttp import WSMsgType, web

from bot.adapters.playground import views
from bot.adapters.playground.answers import Answers
from bot.adapters.playground.inbound import LARGEST, read
from bot.adapters.playground.message import Message
from bot.adapters.playground.views import Parts
from bot.ports.application import Json

_log = structlog.get_logger("playground")

PATIENCE = 5.0  # seconds for unfinished actions when the server stops
BEAT = 20.0  # seconds between pings
TICK = 2.0  # seconds between looks at the clock
HARD_LIMIT = 4 * LARGEST  # bytes; above it the socket closes, between the two the page gets an answer

Queue = asyncio.Queue[Json]


class Live:
    """All pages that are open. Each has a queue: changes and answers arrive in the order in which they happened."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._answers = Answers(parts)
        self._pages: set[Queue] = set()
        self._sockets: set[web.WebSocketResponse] = set()
        self._working: set[asyncio.Task[None]] = set()
        self._clock: Json = {}

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=BEAT, max_msg_size=HARD_LIMIT)
        await socket.prepare(request)
        queue: Queue = asyncio.Queue()
        await self._answers.arrive()
        due = await self._parts.controls.next_due()
        queue.put_nowait(views.state(self._parts, due))
        self._pages.add(queue)
        self._sockets.add(socket)
        writer = asyncio.create_task(_write(socket, queue))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._start(message.data, queue)
                elif message.type is WSMsgType.BINARY:
                    queue.put_nowait(_answer("", {"error": "refused", "why": "not text"}))
        finally:
            self._pages.discard(queue)
            self._sockets.discard(socket)
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer
        return socket

    async def run(self) -> None:
        """Push chat changes and the clock until cancelled."""
        unsubscribe = self._parts.chat.subscribe(self._changed)
        try:
            while True:
                await asyncio.sleep(TICK)
                if self._pages:
                    await self._tick()
        finally:
            unsubscribe()

    async def stop(self) -> None:
        """Close the sockets and let what was begun come to its end."""
        for socket in tuple(self._sockets):
            await socket.close()
        if self._working:
            await asyncio.wait(self._working, timeout=PATIENCE)

    def _start(self, raw: str, queue: Queue) -> None:
        """Each action is its own task: two people may press at once, as they do elsewhere."""
        task = asyncio.create_task(self._work(raw, queue))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _work(self, raw: str, queue: Queue) -> None:
        action = read(raw, self._parts.find)
        try:
            answer = await self._answers.to(action)
        except Exception as error:  # noqa: BLE001 - the page is told a number that is in the log
            number = token_hex(4)
            _log.error("action_failed", code=number, kind=type(error).__name__)
            answer = {"error": "failed", "number": number}
        queue.put_nowait(_answer(action.id, answer))
        await self._tick()

    def _changed(self, user: str, message: Message | None) -> None:
        """A page that cannot be told must not become a message that could not be posted."""
        try:
            self._push(views.change(self._parts, user, message))
        except Exception as error:  # noqa: BLE001 - as said
            _log.error("change_not_shown", kind=type(error).__name__)

    async def _tick(self) -> None:
        try:
            clock = views.clock(self._parts, await self._parts.controls.next_due())
        except Exception as error:  # noqa: BLE001 - the page keeps the old time, the next tick tries again
            _log.error("clock_not_read", kind=type(error).__name__)
            return
        to_the_minute = clock | {"now": clock["now"][:16]}
        if to_the_minute != self._clock:
            self._clock = to_the_minute
            self._push({"type": "clock"} | clock)

    def _push(self, change: Json) -> None:
        for queue in self._pages:
            queue.put_nowait(change)


def _answer(id_: str, answer: Json) -> Json:
    return {"type": "answer", "re": id_} | answer


async def _write(socket: web.WebSocketResponse, queue: Queue) -> None:
    with suppress(ConnectionError):
        while not socket.closed:
            await socket.send_str(json.dumps(await queue.get()))
