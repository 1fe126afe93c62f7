"""A chart reaches a coordinator's direct message as a file of the bot's own, once, and in no channel."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.adapters.slack.api import Api
from bot.adapters.slack.rate_limit import RateLimit
from bot.adapters.slack.sender import SlackPort
from bot.adapters.slack.workspaces import OneWorkspace
from bot.ports.platform import Outgoing, Permanent, Unready
from bot.surface import Account, Card, Paragraph, Picture, Verbatim
from bot.wording import Wording
from tests.doubles.slack import Person, Slack

LINES = Verbatim("911")

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(100)).decode()


class Memory:
    def __init__(self) -> None:
        self.known: dict[Account, str] = {}

    async def get(self, account: Account) -> str:
        return self.known.get(account, "")

    def remember(self, account: Account, conversation: str) -> None:
        self.known[account] = conversation

    async def keep(self, account: Account, conversation: str) -> None:
        self.known[account] = conversation


PICTURED = Card(
    (Paragraph(Verbatim("The quarter")), Picture(PNG, Verbatim("Twelve requests, none waited long"))), footer=LINES
)


@asynccontextmanager
async def at_the_hospital() -> AsyncIterator[tuple[Slack, Person, SlackPort]]:
    async with Slack() as slack:
        workspace = slack.workspace("T1", "Fictional Hospital")
        casey = slack.person("T1", "U1", "Casey Sample")
        api = Api(slack.base_url)
        yield slack, casey, SlackPort(api, OneWorkspace(api, workspace.token), Memory(), Wording(), RateLimit())
        await api.close()


async def test_a_file_that_slack_does_not_know_yet_is_asked_for_again_and_other_refusals_are_not():
    message = Outgoing(Account("slack", "T1", "U1"), "slot1", PICTURED, "en", "UTC")
    async with at_the_hospital() as (slack, casey, port):
        for method, send in (
            ("chat.postMessage", lambda: port.post(message)),
            ("chat.update", lambda: port.edit(message, f"{casey.dm.id}:1.0")),
        ):
            slack.fail(method, error="invalid_blocks")
            with pytest.raises(Unready):
                await send()
            slack.fail(method, error="msg_too_long")
            with pytest.raises(Permanent):
                await send()


async def test_words_that_slack_refuses_are_refused_for_good():
    words = Outgoing(
        Account("slack", "T1", "U1"), "slot1", Card((Paragraph(Verbatim("The quarter")),), footer=LINES), "en", "UTC"
    )
    async with at_the_hospital() as (slack, _, port):
        slack.fail("chat.postMessage", error="invalid_blocks")
        with pytest.raises(Permanent):
            await port.post(words)


async def test_an_upload_that_takes_too_long_is_none_and_nothing_was_posted(monkeypatch):
    monkeypatch.setattr("bot.adapters.slack.pictures.SECONDS", 0.05)
    message = Outgoing(Account("slack", "T1", "U1"), "slot1", PICTURED, "en", "UTC")
    async with at_the_hospital() as (slack, casey, port):
        slack.fail("files.completeUploadExternal", times=None, delay=1.0)
        with pytest.raises(Permanent):
            await port.post(message)
        assert casey.messages == []


async def test_a_picture_is_uploaded_once_and_stands_in_the_card_with_its_words():
    message = Outgoing(Account("slack", "T1", "U1"), "slot1", PICTURED, "en", "UTC")
    async with at_the_hospital() as (slack, casey, port):
        reference = await port.post(message)
        await port.edit(message, reference)

        picture = next(block for block in casey.messages[-1].blocks if block["type"] == "image")
        assert picture["alt_text"] == "Twelve requests, none waited long"
        assert [call.method for call in slack.calls].count("files.completeUploadExternal") == 1
        assert slack.violations == []
