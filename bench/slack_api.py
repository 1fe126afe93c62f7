"""Slack's side of the wire at the least cost: every call is answered at once with the same JSON."""

import asyncio
import json
from contextlib import suppress

TEAM = "T0BENCH"
_USER = {"id": "U0BENCH", "team_id": TEAM, "real_name": "Dr. Nobody", "locale": "en-US"}
_BODY = json.dumps(
    {"ok": True, "team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "user": _USER, "channel": "D0", "ts": "1.1"}
).encode()
_ANSWER = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_BODY)) + _BODY


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            _, _, length = head.partition(b"content-length:")
            await reader.readexactly(int(length.partition(b"\r\n")[0] or 0))
            writer.write(_ANSWER)
    writer.close()
