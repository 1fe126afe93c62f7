from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp.test_utils import TestClient

from bot.adapters.playground.chat import PlaygroundChat
from bot.adapters.playground.server import make_app

from .fakes import PANES, TIMEZONE, FakeControls, FakeEngine, FakeWording, Page, make_chat

Browser = TestClient[Any, Any]


@dataclass
class House:
    engine: FakeEngine
    controls: FakeControls
    chat: PlaygroundChat
    client: Browser

    async def page(self) -> Page:
        return await Page.open(self.client)


@pytest.fixture
async def house(aiohttp_client: Callable[..., Awaitable[Browser]]) -> AsyncIterator[House]:
    engine, controls, chat = FakeEngine(), FakeControls(), make_chat()
    client = await aiohttp_client(make_app(engine, FakeWording(), controls, chat, PANES, TIMEZONE))
    yield House(engine, controls, chat, client)
    engine.gate.set()


@pytest.fixture
async def page(house: House) -> Page:
    return await house.page()
