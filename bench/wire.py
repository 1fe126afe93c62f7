"""A client that costs little: it shares the two cores with the server that it measures."""

import asyncio
import time
from collections.abc import Mapping


class Wire:
    """Kept connections to one server on this machine. Each call is one POST and the whole of its answer."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()

    async def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> float:
        """Seconds from the first byte sent to the last one read. Raises AssertionError for any answer but 200."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}Content-Length: {len(body)}\r\n\r\n"
        began = time.perf_counter()
        reader, writer = self._idle.pop() if self._idle else await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        _, _, length = answer.lower().partition(b"content-length:")
        await reader.readexactly(int(length.partition(b"\r\n")[0] or 0))
        took = time.perf_counter() - began
        self._idle.append((reader, writer))
        assert answer.startswith(b"HTTP/1.1 200 "), answer
        return took
