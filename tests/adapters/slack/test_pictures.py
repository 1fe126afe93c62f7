"""A chart reaches a coordinator's direct message as a file of the bot's own, once, and in no channel."""

import base64

from bot.adapters.port import Outgoing
from bot.adapters.slack.api import Api
from bot.adapters.slack.pace import Pace
from bot.adapters.slack.sender import SlackPort
from bot.adapters.slack.workspaces import OneWorkspace
from bot.surface import Account, Card, Paragraph, Picture, Verbatim
from bot.wording import Wording
from tests.doubles.slack import Slack

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(100)).decode()


class Memory:
    def __init__(self) -> None:
        self.known: dict[Account, str] = {}

    async def get(self, account: Account) -> str:
        return self.known.get(account, "")

    def note(self, account: Account, conversation: str) -> None:
        self.known[account] = conversation

    async def keep(self, account: Account, conversation: str) -> None:
        self.known[account] = conversation


async def test_a_picture_is_uploaded_once_and_stands_in_the_card_with_its_words():
    async with Slack() as slack:
        workspace = slack.workspace("T1", "Fictional Hospital")
        casey = slack.person("T1", "U1", "Casey Sample")
        api = Api(slack.base_url)
        port = SlackPort(api, OneWorkspace(api, workspace.token), Memory(), Wording(), Pace())
        card = Card((Paragraph(Verbatim("The quarter")), Picture(PNG, Verbatim("Twelve requests, none waited long"))))
        message = Outgoing(Account("slack", "T1", "U1"), "slot1", card, "en", "UTC")

        reference = await port.post(message)
        await port.edit(message, reference)

        picture = next(block for block in casey.messages[-1].blocks if block["type"] == "image")
        assert picture["alt_text"] == "Twelve requests, none waited long"
        assert [call.method for call in slack.calls].count("files.completeUploadExternal") == 1
        assert slack.violations == []
        await api.close()
