"""A process that asks for a peer and is killed by the first message that it tries to send."""

import asyncio
import os
import signal

from bot.adapters.playground.chat import PlaygroundChat
from bot.clock import MovableClock
from bot.configuration.settings import Settings
from bot.ports.platform import Outgoing
from bot.process.demo import SITE, demo_rows, make_demo, panes_of
from bot.programme import load
from bot.surface import Account, Submit
from tests.stage import MONDAY, PHYSICIAN


class Killer(PlaygroundChat):
    async def post(self, message: Outgoing) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return await super().post(message)


async def main() -> None:
    from bot.process.demo import PROGRAMMES

    clock = MovableClock(MONDAY)
    panes = panes_of(demo_rows(load(PROGRAMMES / "demo.toml")))
    demo, rows = make_demo(Settings(), clock, Killer(SITE, panes, clock.now))
    await demo.begin(rows)
    account = Account("playground", SITE, PHYSICIAN)
    values = {"contact": "204-555-0123"}
    await demo.house.engine.handle(Submit("one", account, "en", "", verb="ask-send", values=values))
    await demo.house.outbox.settle()


asyncio.run(main())
