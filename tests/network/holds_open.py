"""Holds connections to a port with half a header or half a body in each, and comes back when it is sent away.

    python holds_open.py PORT NUMBER

Says "held" once all of them stand, and ends with its standard input.
"""

import asyncio
import resource
import sys

HALVES = (
    b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-a",
    b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
)
BACK_SECONDS = 1.0


async def hold(port: int, number: int, standing: set[int]) -> None:
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HALVES[number % 2])
            standing.add(number)
            await reader.read()
            writer.close()
        except OSError:
            pass
        await asyncio.sleep(BACK_SECONDS)


async def main(port: int, many: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    standing: set[int] = set()
    holding = []
    for number in range(many):
        holding.append(asyncio.create_task(hold(port, number, standing)))
        if number % 100 == 99:  # as fast as a backlog of 128 lets them in
            await asyncio.sleep(0.02)
    while len(standing) < many:  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(0.05)
    print("held", flush=True)  # noqa: T201 - to whoever started it
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
