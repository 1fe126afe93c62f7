"""What the houses of a town tell their operators, who read it at each one's port for figures."""

import socket
from collections import Counter
from typing import TYPE_CHECKING

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.kills.victims import Victims

if TYPE_CHECKING:
    from tests.kills.town import Town


class Figures:
    def __init__(self, victims: Victims) -> None:
        self._victims = victims
        self._ports: list[int] = []
        self._since = 0  # lines of the log

    async def begin(self, town: "Town") -> None:
        """A house at each place, which has told nothing yet."""
        self._ports, self._since = [_free() for _ in town.places], len(self._victims.said())
        for place, port in enumerate(self._ports):
            await self._victims.ready(await town.born(place, peerline_metrics_port=str(port)))

    async def doubts(self) -> Counter[str]:
        """`peerline_doubts` by outcome, of all of them together."""
        found = Counter[str]()
        async with aiohttp.ClientSession() as session:
            for port in self._ports:
                async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                    for family in text_string_to_metric_families(await answer.text()):
                        for sample in family.samples if family.name == "peerline_doubts" else ():
                            if sample.name == "peerline_doubts_total":
                                found[sample.labels["outcome"]] += int(sample.value)
        return found

    async def doubles_gone(self) -> int:
        return (await self.doubts())["taken_away"]

    def were_slow(self) -> bool:
        """This machine was: calls took longer than the houses wait, so that they doubt what the town knows."""
        return any('"send_broke"' in line for line in self._victims.said()[self._since :])


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
