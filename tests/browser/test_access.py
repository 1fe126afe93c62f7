"""The page for people who do not see it, do not use a mouse, or hold it in one hand."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from playwright.async_api import Page, expect

from tests.browser.people import ROBIN, People

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ADA = "Dr. Ada Maple-Example"

# One line of Playwright's own accessibility tree: - button "Accept — Dr. Ada" [pressed]
_NODE = re.compile(r'^\s*- (?P<role>\w+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?')
_NAMED = {
    "button",
    "textbox",
    "radio",
    "checkbox",
    "combobox",
    "dialog",
    "region",
    "log",
    "tab",
    "table",
    "group",
    "link",
}

# The ratio of a text's colour to what is behind it (WCAG 2.2, 1.4.3), for every text that can be seen.
_CONTRAST = """() => {
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const part = (value) => { const s = value / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const light = ({ r, g, b }) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return { r: 255, g: 255, b: 255 };
  };
  const poor = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const node = walk.currentNode.parentElement;
    if (!text || !node.checkVisibility() || node.closest("[inert], :disabled")) continue;
    const style = getComputedStyle(node);
    const [a, b] = [light(parse(style.color)), light(behind(node))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) poor.push(`${text}: ${((a + 0.05) / (b + 0.05)).toFixed(2)}`);
  }
  return poor;
}"""

_POINTS_NOWHERE = """() => ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap((name) =>
  [...document.querySelectorAll(`[${name}]`)].flatMap((node) =>
    node.getAttribute(name).split(" ").filter((id) => !document.getElementById(id))))"""


async def nodes(page: Page) -> list[tuple[str, str]]:
    """Role and name of everything that a screen reader finds, in its order."""
    found = [_NODE.match(line) for line in (await page.locator("body").aria_snapshot()).splitlines()]
    return [(each["role"], each["name"] or "") for each in found if each]


async def is_sound(page: Page) -> None:
    """What an automatic checker would look for."""
    found = await nodes(page)
    nameless = [role for role, name in found if role in _NAMED and not name]
    assert not nameless
    twice = [name for name, count in Counter(name for role, name in found if role == "button").items() if count > 1]
    assert not twice
    for role in ("region", "log", "textbox"):
        names = [name for each, name in found if each == role]
        assert len(names) == len(set(names)), role
    assert {"banner", "main"} <= {role for role, _ in found}
    levels = await page.get_by_role("heading").evaluate_all("all => all.map(each => Number(each.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    ids = await page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    assert await page.evaluate(_POINTS_NOWHERE) == []
    assert await page.evaluate(_CONTRAST) == []


async def test_every_state_of_the_page_is_sound(page: Page, people: People) -> None:
    await is_sound(page)
    robin = people.robin
    await robin.opens("Ask for a peer", "Before you ask")
    await is_sound(page)
    await robin.opens("Continue", "Ask for a peer")
    await is_sound(page)
    await robin.press("Send")
    await expect(robin.dialog.get_by_text("Please fill this in.")).to_be_visible()
    await is_sound(page)
    await robin.close()
    await robin.asks()
    supporter = await people.asked()
    await supporter.opens("Accept", "One question")
    await supporter.opens("No, confirm", "How to reach them")
    await people.forward("+24 h")
    await is_sound(page)
    for tab in ("What an employer could export", "What the database holds"):
        if tab.startswith("What an"):
            await page.get_by_role("button", name="What is kept").click()
        await page.get_by_role("tab", name=tab).click()
        await expect(page.get_by_role("tabpanel").get_by_role("table").first).to_be_visible()
        await is_sound(page)


async def test_the_dark_page_is_sound_too(page: Page, people: People) -> None:
    await page.emulate_media(color_scheme="dark")
    await people.robin.asks()
    supporter = await people.asked()
    await supporter.opens("Accept", "One question")
    await is_sound(page)


async def test_a_physician_asks_with_the_keyboard_alone(page: Page, people: People) -> None:
    robin, keys = people.robin, page.keyboard
    await to(page, f"Ask for a peer — {ROBIN}")
    await keys.press("Enter")
    await robin.reads("Before you ask")
    await to(page, f"Continue — {ROBIN}")
    await keys.press("Space")
    await robin.reads("Ask for a peer")
    await to(page, "Phone or email")
    await keys.press("Enter")
    await expect(robin.dialog.get_by_text("Please fill this in.")).to_be_visible()
    await keys.type("204-555-0123")
    await to(page, "Any")
    await keys.press("ArrowDown")
    await expect(robin.dialog.get_by_role("radio", name="Text me")).to_be_checked()
    await to(page, f"Send — {ROBIN}")
    await keys.press("Enter")
    await robin.reads("Sent")
    await keys.press("Escape")
    await expect(robin.dialog).to_be_hidden()
    await expect(robin.button("Ask for a peer")).to_be_focused()
    supporter = await people.asked()
    await to(page, f"Accept — {supporter.name}")
    await keys.press("Enter")
    await supporter.reads("One question")
    for _ in range(8):  # the rest of this chat is at rest meanwhile
        await keys.press("Shift+Tab")
        assert not await supporter.chat.evaluate("node => node.parentElement.contains(document.activeElement)")
    await supporter.dialog.get_by_role("heading").focus()
    await keys.press("Escape")
    await expect(supporter.button("Continue")).to_be_focused()  # what [Accept] has become


async def to(page: Page, name: str) -> None:
    """Press Tab until this is where the focus stands. Nothing on the way may catch it."""
    spoken = (
        "document.activeElement.getAttribute('aria-label') ?? document.activeElement.closest('label')?.innerText ?? "
    )
    spoken += "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText"
    for _ in range(120):
        if str(await page.evaluate(spoken)).partition(", card")[0] == name:
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not lead to {name!r}")


async def test_what_arrives_is_announced_and_takes_nobody_s_focus(page: Page, people: People) -> None:
    supporters = [people.of(name) for name in ("Dr. Ada Maple-Example", "Dr. Ines Exemple", "Dr. Sam Placeholder")]
    for each in (people.robin, *supporters):
        await expect(each.chat).to_have_attribute("aria-live", "polite")
        await expect(each.told).to_have_count(1)  # there before it has anything to say, or it would not be heard
    # A live region announces what is added to it: the old messages must stay the same nodes.
    for each in supporters:
        await each.chat.evaluate("node => { node.firstElementChild.dataset.kept = 'yes'; }")
    await people.robin.opens("Ask for a peer", "Before you ask")
    await people.robin.opens("Continue", "Ask for a peer")
    await people.robin.dialog.get_by_role("textbox", name="Phone or email").fill("204-555-0123")
    await people.robin.opens("Send", "Sent")
    supporter = await people.asked()
    assert await supporter.chat.evaluate("node => node.firstElementChild.dataset.kept") == "yes"
    assert await supporter.chat.evaluate(
        "node => node.lastElementChild.innerText.includes('A colleague would like to talk')"
    )
    await expect(people.robin.dialog.get_by_role("heading", name="Sent")).to_be_focused()


async def test_a_long_form_scrolls_inside_its_pane_and_keeps_send_in_sight(page: Page, people: People) -> None:
    robin = people.robin
    for width, height in ((1680, 1100), (1280, 800), (420, 900)):
        await page.set_viewport_size({"width": width, "height": height})
        await robin.opens("Ask for a peer", "Before you ask")
        await robin.opens("Continue", "Ask for a peer")
        await robin.dialog.get_by_role("combobox", name="Reason").focus()
        await expect(robin.dialog.get_by_role("combobox", name="Reason")).to_be_in_viewport()
        await expect(robin.button("Send")).to_be_in_viewport(ratio=1)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
        await robin.close()


async def test_on_a_phone_a_dialog_is_read_from_its_first_line_and_keeps_the_crisis_lines_in_sight(
    page: Page, people: People
) -> None:
    for width, height in ((390, 844), (360, 640)):
        await page.set_viewport_size({"width": width, "height": height})
        for who, words, title, first in (
            (people.casey, "More for you", "More for you", "You are a coordinator here."),
            (people.robin, "Ask for a peer", "Before you ask", "In danger, or need someone now?"),
            (people.robin, "What this is", "What this is", "One talk, or a few"),
        ):
            await who.opens(words, title)
            await expect(who.dialog.locator(".scroll").get_by_text(first)).to_be_in_viewport(ratio=0.9)
            await expect(who.dialog.locator(".footer")).to_be_in_viewport(ratio=1)
            for button in await who.dialog.locator(".buttons button").all():
                await button.focus()
                await expect(button).to_be_in_viewport(ratio=0.9)
                await expect(who.dialog.locator(".footer")).to_be_in_viewport(ratio=1)
            await who.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (1280, 720)])
async def test_what_is_typed_is_answered_in_sight_from_the_first_line_on(
    page: Page, people: People, width: int, height: int
) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    robin = people.robin
    box = robin.pane.get_by_role("textbox")
    await box.fill("I want to die")
    await box.press("Enter")
    line = robin.chat.locator("article:not(.mine)").last.get_by_text("911").first
    await expect(line).to_be_in_viewport(ratio=1)


async def test_a_long_chat_shows_its_newest_message_and_old_cards_are_quiet(page: Page, people: People) -> None:
    await people.robin.asks()
    for _ in range(4):
        await people.forward("+24 h")
    await expect(people.robin.button("Open")).to_be_in_viewport(ratio=1)
    await expect(people.casey.button("Phone instead")).to_have_count(1)
    moved = people.robin.chat.get_by_text("There is a newer message below.")
    assert await moved.count() > 1
    assert await moved.locator("xpath=ancestor::article").get_by_role("button").count() == 0
    # Whoever reads back is left in peace.
    await people.robin.chat.evaluate("node => { node.scrollTop = 0; }")
    await expect(people.robin.button("Open")).not_to_be_in_viewport()
    await people.forward("+24 h")
    assert await people.robin.chat.evaluate("node => node.scrollTop") == 0


async def test_the_form_opens_again_with_what_was_sent(page: Page, people: People) -> None:
    robin = people.robin
    await robin.opens("Ask for a peer", "Before you ask")
    await robin.opens("Continue", "Ask for a peer")
    await robin.dialog.get_by_role("textbox", name="Phone or email").fill("204-555-0123")
    await robin.dialog.get_by_role("radio", name="Call me").check()
    for name in ("Evenings", "Weekends", ADA):
        await robin.dialog.get_by_role("checkbox", name=name).check()
    await robin.opens("Send", "Sent")
    await expect(robin.dialog.get_by_text("204-…-23")).to_be_visible()
    await expect(page.get_by_text("204-555-0123")).to_have_count(0)
    await robin.opens("Change my request", "Change my request")
    await expect(robin.dialog.get_by_role("textbox", name="Phone or email")).to_have_value("204-555-0123")
    await expect(robin.dialog.get_by_role("radio", name="Call me")).to_be_checked()
    for name in ("Evenings", "Weekends", ADA):
        await expect(robin.dialog.get_by_role("checkbox", name=name)).to_be_checked()
    await expect(robin.dialog.get_by_role("checkbox", name="Mornings")).not_to_be_checked()
