"""The whole loop in the page, by accessible names only: asked, accepted, the 72-hour mark, three taps, closed."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.people import People

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TYPED = "I cannot sleep after last night"


async def test_the_whole_loop_from_ask_to_close(page: Page, people: People) -> None:
    robin, casey = people.robin, people.casey
    await robin.asks()

    supporter = await people.asked()
    await supporter.opens("Accept", "One question")
    await supporter.sees("Dr. Robin Fictional", "Do you know this person personally, or evaluate them?")
    await expect(page.get_by_text("204-555-0123")).to_have_count(0)
    await supporter.opens("No, confirm", "How to reach them")
    await expect(supporter.dialog.get_by_text("204-555-0123")).to_be_visible()
    await expect(page.get_by_text("204-555-0123")).to_have_count(1)
    await supporter.press("Close")

    await robin.opens("Open", "Your request")
    await robin.sees("A colleague will contact you by")
    await robin.press("More")
    await robin.opens("See who", "See who")
    await robin.sees(supporter.name)
    await robin.close()

    for _ in range(3):
        await people.forward("+24 h")
    await supporter.sees("Have you been able to reach out?")
    await casey.sees("No contact has been made by the agreed hour.")
    await robin.opens("Open", "Your request")
    await robin.sees("Has your colleague reached you?")
    await robin.close()
    number = await casey.pane.get_by_text(re.compile(r"^Request \w{4} needs you\.$")).inner_text()
    request = number.removesuffix(" needs you.")
    await casey.opens(request.replace("Request", "Open request"), request)
    await casey.sees("Matched, first contact awaited")
    await casey.close()

    await supporter.opens("We're in touch", "In touch")
    await supporter.close()
    for _ in range(2):
        await people.forward("+24 h")
    await supporter.opens("Three taps", "Three taps")
    for words, next_question in (
        ("Yes, 30 to 60 minutes", "Did you feel able to give the support that was wanted?"),
        ("Fully", "What next?"),
        ("We are done", "Saved. Thank you."),
    ):
        await supporter.press(words)
        await supporter.sees(next_question)
    await supporter.press("Close")
    await supporter.sees("Closed. Please destroy any note you made.")

    await robin.opens("Open", "Closed")
    await robin.sees("Nothing is open here.", "was this useful?")
    await robin.press("Yes")
    await robin.sees("One more tap, if you like, without your name")
    await robin.press("Someone who listened")
    await expect(robin.told).to_contain_text("Thank you.")
    await expect(robin.dialog).to_be_hidden()


async def test_what_is_typed_is_answered_by_the_lines_and_stands_in_the_export_only(page: Page, people: People) -> None:
    robin = people.robin
    await robin.pane.get_by_role("textbox", name="Write to Peerline").fill(TYPED)
    await robin.press("Send the message")
    await robin.sees(TYPED, "Stays in this chat. Peerline did not read it.", "I am an automated scheduler.")
    await robin.asks()
    await page.get_by_role("button", name="What is kept").click()
    panel = page.get_by_role("tabpanel")
    await expect(panel.get_by_role("cell", name=TYPED)).to_be_visible()
    await expect(panel.get_by_role("cell", name="You have an update.")).to_be_visible()
    await expect(panel).not_to_contain_text("204-555-0123")
    await expect(panel).not_to_contain_text("Before you ask")
    await page.get_by_role("tab", name="What the database holds").click()
    await expect(page.get_by_role("table", name="request", exact=True)).to_be_visible()
    await expect(panel.get_by_text(re.compile("^sealed, ")).first).to_be_visible()
    for secret in (TYPED, "204-555-0123", "Robin"):
        await expect(panel).not_to_contain_text(secret)
    await page.keyboard.press("Escape")
    await expect(panel).to_be_hidden()
    await expect(page.get_by_role("button", name="What is kept")).to_be_focused()


async def test_what_only_one_person_sees_is_gone_with_the_next_press(page: Page, people: People) -> None:
    """Whoever presses it, and wherever: an old answer is no answer to what is done now."""
    robin = people.robin
    told = "No open request of yours has this number."
    for elsewhere in (people.casey.press("Phone instead"), people.forward("+1 h")):
        await robin.pane.get_by_role("textbox", name="Write to Peerline").fill("/peer show ZZZZ")
        await robin.press("Send the message")
        await expect(robin.told).to_contain_text(told)
        await elsewhere
        await expect(robin.told).to_be_empty()


async def test_the_clock_says_what_is_due_and_goes_there(page: Page, people: People) -> None:
    due = page.get_by_role("group", name="Demo clock").get_by_role("button", name=re.compile("^To the next deadline"))
    # At the turn of a month the calendar's own deadlines would come before an offer's reminder.
    while (datetime.fromisoformat(await people.hours()) + timedelta(days=3)).day < 6:
        await people.forward("+24 h")
    await expect(due).to_have_accessible_name(re.compile("^To the next deadline, months that are over are let go, "))
    await people.robin.asks()
    await expect(due).to_have_accessible_name(re.compile("^To the next deadline, offer reminder, "))
    supporter = await people.asked()
    before = await people.hours()
    await people.forward("To the next deadline")
    await supporter.sees("A colleague would still like to talk. Could you contact them within 72 hours?")
    assert await people.hours() > before
    await people.forward("+1 h")


async def test_the_page_speaks_french_and_so_does_the_bot(page: Page, people: People) -> None:
    await page.get_by_role("button", name="Français", exact=True).click()
    await expect(page.get_by_role("heading", name="Essai de Peerline")).to_be_visible()
    await expect(page.get_by_role("button", name="Demander un pair — ")).to_have_count(6)
    assert await page.locator("html").get_attribute("lang") == "fr"
    assert await people.robin.pane.get_attribute("lang") == "fr"
    robin = people.robin
    await robin.opens("Demander un pair", "Avant de demander")
    await robin.opens("Continuer", "Demander un pair")
    await robin.dialog.get_by_role("textbox", name="Téléphone ou courriel").fill("moi")
    await robin.press("Envoyer")
    field = robin.dialog.get_by_role("textbox", name="Téléphone ou courriel")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_be_focused()
    await expect(field).to_have_accessible_description(re.compile("Donnez le numéro complet"))
    await field.fill("204-555-0123")
    await robin.opens("Envoyer", "C'est envoyé")
    await robin.press("Fermer")
    await people.forward("+24 h")
    await robin.opens("Ouvrir", "Votre demande")
    await page.get_by_role("button", name="English", exact=True).click()
    await expect(page.get_by_role("heading", name="Peerline playground")).to_be_visible()
    await expect(page.get_by_role("button", name="Demander un pair — ")).to_have_count(0)


async def test_one_pane_in_french_leaves_the_others_alone(page: Page, people: People) -> None:
    robin = people.robin
    await robin.pane.get_by_role("button", name="Language, Français — Dr. Robin Fictional").click()
    await expect(robin.button("Demander un pair")).to_be_visible()
    await expect(page.get_by_role("button", name="Ask for a peer — ")).to_have_count(5)
