"""Microsoft's side of the wire at the least cost: keys, a slow token, and a connector that takes everything at once."""

import asyncio
import json
from contextlib import suppress

from tests.doubles.teams.keys import KeyRing
from tests.doubles.teams.tokens import Tokens
from tests.doubles.teams.world import FRAMEWORK

APP = "11111111-2222-4333-8444-555555555555"
TENANT = "99999999-8888-4777-8666-555555555555"
TOKEN_SECONDS = 0.3  # Entra takes its time; nobody may wait for it on the event loop


class Microsoft:
    """`good` is what Teams puts into the Authorization header."""

    def __init__(self, port: int, now: float) -> None:
        self._ring = KeyRing()
        self.url = f"http://127.0.0.1:{port}"
        self.good = "Bearer " + Tokens(self._ring, APP, lambda: now).good(self.url)
        metadata = {
            "issuer": FRAMEWORK,
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        self._answers = {
            b"/metadata": _http(metadata),
            b"/keys": _http({"keys": [key.published() for key in self._ring.published]}),
            b"/token": _http({"token_type": "Bearer", "expires_in": 3600, "access_token": "bench"}),
        }
        self._taken = _http({"id": "m1"})

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                _, _, length = head.lower().partition(b"content-length:")
                await reader.readexactly(int(length.partition(b"\r\n")[0] or 0))
                path = head.split(b" ", 2)[1]
                if path == b"/token":
                    await asyncio.sleep(TOKEN_SECONDS)
                writer.write(self._answers.get(path, self._taken))
        writer.close()


def _http(answer: object) -> bytes:
    body = json.dumps(answer).encode()
    return (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)) + body
