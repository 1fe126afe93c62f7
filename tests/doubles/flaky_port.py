"""A port whose next sends to somebody fail, and which may be blind for what is there."""

from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.ports.platform import Outgoing, Port, SendError, Temporary


@dataclass(frozen=True, slots=True)
class Failure:
    """With `arrives` the message is there all the same."""

    error: SendError
    arrives: bool


class FlakyPort:
    """bot.ports.platform.Port around another one."""

    def __init__(self, port: Port) -> None:
        self.platform = port.platform
        self._port = port
        self._failures: defaultdict[str, deque[Failure]] = defaultdict(deque)
        self.blind_for = 0.0  # looks

    def fail(self, user: str, error: SendError, times: int = 1, *, arrives: bool = False) -> None:
        self._failures[user].extend([Failure(error, arrives)] * times)

    def mend(self, user: str) -> None:
        self._failures[user].clear()

    async def post(self, message: Outgoing) -> str:
        with self._failing(message):
            return await self._port.post(message)

    async def edit(self, message: Outgoing, reference: str) -> None:
        with self._failing(message):
            await self._port.edit(message, reference)

    async def retire(self, message: Outgoing, reference: str) -> None:
        with self._failing(message):
            await self._port.retire(message, reference)

    async def find(self, message: Outgoing) -> str | None:
        if self.blind_for > 0:
            self.blind_for -= 1
            raise Temporary("503")
        return await self._port.find(message)

    @contextmanager
    def _failing(self, message: Outgoing) -> Iterator[None]:
        waiting = self._failures[message.account.user]
        failure = waiting.popleft() if waiting else None
        if failure and not failure.arrives:
            raise failure.error
        yield
        if failure:
            raise failure.error
