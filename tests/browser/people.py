"""The people at the page, who find everything by its role and its name, as a screen reader's user does."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

ROBIN = "Dr. Robin Fictional"
CASEY = "Casey Sample"
DEVON = "Devon Madeup"


@dataclass(frozen=True)
class People:
    page: Page

    def of(self, name: str) -> "Person":
        return Person(self.page, name)

    @property
    def robin(self) -> "Person":
        return self.of(ROBIN)

    @property
    def casey(self) -> "Person":
        return self.of(CASEY)

    async def asked(self) -> "Person":
        """The supporter who has an offer."""
        accept = self.page.get_by_role("button", name=re.compile("^Accept — "))
        await expect(accept).to_have_count(1)
        name = await accept.get_attribute("aria-label") or ""
        return self.of(name.removeprefix("Accept — ").partition(",")[0])

    async def forward(self, button: str) -> None:
        """Press a clock button and wait until the clock has moved and everything on the way has happened."""
        clock = self.page.get_by_role("group", name=re.compile("Demo clock|Horloge d'essai"))
        time = clock.get_by_role("time")
        before = await time.get_attribute("datetime") or ""
        pressed = clock.get_by_role("button", name=button)
        await pressed.click()
        await expect(time).not_to_have_attribute("datetime", before)
        await expect(pressed).not_to_have_attribute("aria-busy", "true")

    async def hours(self) -> str:
        time = self.page.get_by_role("group", name="Demo clock").get_by_role("time")
        return await time.get_attribute("datetime") or ""


@dataclass(frozen=True)
class Person:
    page: Page
    name: str

    @property
    def pane(self) -> Locator:
        return self.page.get_by_role("region", name=self.name, exact=True)

    @property
    def chat(self) -> Locator:
        return self.pane.get_by_role("log")

    @property
    def dialog(self) -> Locator:
        return self.pane.get_by_role("dialog")

    @property
    def told(self) -> Locator:
        """What only this person sees for a moment."""
        return self.pane.get_by_role("status")

    def button(self, words: str) -> Locator:
        """The newest button of these words, in whatever is open."""
        exact = re.compile(rf"^{re.escape(words)} — {re.escape(self.name)}(, (card|carte) \d+)?(, \d+)?$")
        return self.pane.get_by_role("button", name=exact).last

    async def press(self, words: str) -> None:
        await self.button(words).click()

    async def opens(self, words: str, title: str) -> None:
        """Press a button and find oneself in the dialog of this title."""
        await self.press(words)
        await self.reads(title)

    async def reads(self, title: str) -> None:
        await expect(self.dialog.get_by_role("heading", name=title, exact=True)).to_be_focused()

    async def close(self) -> None:
        await self.page.keyboard.press("Escape")
        await expect(self.dialog).to_be_hidden()

    async def sees(self, *words: str) -> None:
        for each in words:
            await expect(self.pane.get_by_text(each).last).to_be_visible()

    async def asks(self) -> None:
        """As far as Send."""
        await self.opens("Ask for a peer", "Before you ask")
        await self.opens("Continue", "Ask for a peer")
        await self.dialog.get_by_role("textbox", name="Phone or email").fill("204-555-0123")
        await self.opens("Send", "Sent")
        await self.press("Close")
        await expect(self.dialog).to_be_hidden()
