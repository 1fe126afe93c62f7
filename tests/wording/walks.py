"""Stories played to see every screen, not to prove what they do: that is told in tests/stories."""

from bot.core.people import Role
from bot.core.people import Stage as Career
from tests.stage import Stage
from tests.stories.voicemail import voicemail_is_fine
from tests.wording.walking import peek


async def the_door(stage: Stage) -> None:
    robin = stage.physician
    for button in ("What this is", "Lines and services", "Privacy", "Phone instead"):
        await peek(robin, button)
    for need in ("Someone to talk to", "Other peer support and groups", "Legal questions"):
        await peek(robin, "Lines and services", need, "Back")
    await peek(robin, "What this is", "I am worried about a colleague right now")
    for word in ("", "ask", "now", "resources", "privacy", "status", "withdraw"):
        await robin.command(word)
    for back in range(4):
        await robin.press("Open", back=back)
        robin.close()
    await robin.type("anything")
    await peek(robin, "I am worried about a colleague right now")
    await robin.command("language", "fr")
    await robin.command("language", "en")
    await robin.command("system")
    await peek(robin, "Open")
    for actor in (robin, stage.supporters[0], stage.coordinator):
        await peek(actor, "More for you")
    await stage.supporters[0].command("report")
    await peek(stage.supporters[0], "Open")
    await peek(robin, "More for you", "What helps to say")
    for role in (Role.TECHNICAL, Role.PROVINCIAL, Role.LEAD):
        await stage.rewrite(stage.deputy, roles=frozenset({role}))
        await peek(stage.deputy, "More for you")
    await stage.rewrite(stage.deputy, roles=frozenset({Role.TECHNICAL}))
    await stage.deputy.command("system")
    await peek(stage.deputy, "Open")
    for word in ("queue", "offers", "show", "away", "back", "limit", "leave"):
        await robin.command(word, "0000" if word == "show" else "")
    await peek(robin, "Open")


async def a_supporter_alone(stage: Stage) -> None:
    ada = stage.supporters[0]
    for word, rest in (("offers", ""), ("away", ""), ("away", "2026-12-24"), ("away", "soon"), ("back", "")):
        await ada.command(word, rest)
    for rest in ("0", "1", "99"):
        await ada.command("limit", rest)
    await ada.command("offers")
    await ada.press("Pause")
    await ada.press("I'm back")
    await ada.command("log")
    await peek(ada, "Open")
    await peek(ada, "Open", "Yes, under 30 minutes")
    await peek(ada, "Open", "Yes, under 30 minutes", "Mostly")
    await peek(ada, "Open", "Yes, under 30 minutes", "Mostly", "We are done")
    await ada.command("profile")
    await peek(ada, "Open", "Before you call")
    await ada.press("Open")
    await ada.press("Pause")
    await ada.press("I'm back")
    await ada.press("Time away")
    await ada.submit(days="14")
    await ada.press("I'm back")
    ada.close()
    await ada.command("leave")
    await ada.press("Stay")
    await ada.command("leave")
    await ada.press("In 14 days")
    await ada.command("profile")
    await peek(ada, "Open")
    await stage.forward(24 * 15)
    sam = stage.supporters[2]
    await sam.command("leave")
    await sam.press("Step back now")


async def the_loop(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await peek(robin, "Ask for a peer", "Not now")
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="call me")
    coordinators = [stage.coordinator.account.user, stage.deputy.account.user]
    supporters = [each.account.user for each in stage.supporters]
    for left_out in (coordinators, supporters, [*coordinators, *supporters]):
        await robin.submit(contact="204-555-0123", not_these=left_out)
        robin.close()
        await robin.press("Ask for a peer")
        await robin.press("Continue")
    await robin.submit(
        contact="204-555-0123", way="text", times=["evenings"], language="fr", reason="burnout", share_reason="yes"
    )
    await robin.press("How did you hear of this?")
    heard = robin.button("A colleague")
    await robin.press("A colleague")
    await robin.press_kept(heard)
    robin.close()
    await peek(robin, "Open", "Phone instead")
    supporter = stage.offered()
    await supporter.command("offers")
    await stage.forward(13)
    await peek(supporter, "Accept")
    first = supporter.button("Continue")
    await supporter.press("Continue")
    await supporter.press("No, confirm")
    supporter.close()
    await supporter.press_kept(first)
    supporter.close()
    await stage.coordinator.press_kept(first)
    await supporter.command("offers")
    await peek(supporter, "Details", "Before you call", "Back")
    await peek(robin, "Open", "More", "See who", "Back")
    await robin.press("Open")
    await robin.press("Correct my contact")
    await robin.submit(contact="nowhere")
    await robin.submit(contact="204-555-0199")
    robin.close()
    await stage.forward(72)
    await peek(robin, "Open", "Not yet, please try again")
    await voicemail_is_fine(stage)
    await supporter.press("I couldn't reach them")
    await peek(robin, "Open", "Not yet, please try again")
    await stage.forward(2)
    await supporter.press("I left a message")
    await peek(robin, "Open")
    longer = supporter.button("24 hours longer")
    await supporter.press_kept(longer)
    await supporter.press_kept(longer)
    await stage.forward(25)
    await peek(robin, "Open")
    await peek(casey, "Open", "Name and contact", "Back")
    await peek(casey, "Open", "I will see to it")
    await peek(robin, "Open")
    await stage.forward(48)
    await peek(robin, "Open")
    await supporter.press("We're in touch")
    supporter.close()
    await peek(robin, "Open")
    await stage.forward(48)
    for taken in ("Yes, under 30 minutes", "Yes, 30 to 60 minutes", "Yes, over 60 minutes"):
        await supporter.press("Three taps")
        await supporter.press(taken)
        await supporter.press("Mostly")
        await supporter.press("Another conversation")
        supporter.close()
        await stage.forward(48)
    await peek(robin, "Open")
    await supporter.press("Three taps")
    await supporter.press("Yes, over 60 minutes")
    third = supporter.button("Fully")
    await supporter.press("Fully")
    await supporter.press("Done, and I pointed to other support")
    await supporter.press("I would like a debrief")
    await supporter.press_kept(third)
    supporter.close()
    await peek(casey, "Open")
    await robin.press("Open")
    useful = robin.button("Yes")
    await robin.press("Yes")
    await robin.press("Someone who listened")
    await robin.press_kept(useful)
    robin.close()


async def changed_on_the_way(stage: Stage) -> None:
    """By somebody of whom no roster says stage or department, where a province can look elsewhere: the longest form."""
    robin, casey = stage.physician, stage.coordinator
    await stage.rewrite(stage.deputy, roles=frozenset({Role.PROVINCIAL}))
    await stage.rewrite(robin, stage=None, department="")
    for each in stage.supporters[:2]:
        await stage.rewrite(each, stage=Career.MID)
    ada = stage.supporters[0].account.user
    await peek(robin, "Ask for a peer", "Continue")
    await stage.ask(way="text", times=["evenings"], voicemail="yes", stage="late", reason="burnout", share_reason="yes")
    await peek(robin, "Open", "Show")
    await robin.press("Open")
    await robin.press("Change")
    await robin.submit(contact="nowhere")
    sam = await stage.id_of(stage.supporters[2])
    await robin.submit(contact="204-555-0199", not_these=[ada], asked_for=sam, wish="gender-man")
    await robin.press("Show")
    robin.close()
    await stage.declines(stage.offered())
    await peek(casey, "Open", "Choose a supporter")
    await casey.press("Open")
    await casey.press("Choose a supporter")
    await casey.submit(supporter=await stage.id_of(stage.supporters[1]))
    await casey.submit(supporter=await stage.id_of(stage.supporters[1]), bend="yes")
    casey.close()
    await casey.command("audit")
    await peek(casey, "Open")
    await stage.match()
    await peek(robin, "Open", "More", "Withdraw")
    await peek(robin, "Open", "Someone else")
    await robin.press("Open")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.close()


async def not_reached(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(48)
    await supporter.press("Three taps")
    await supporter.press("I could not reach them")
    await supporter.press("Yes, ask them")
    await supporter.press("I am worried about someone's safety")
    supporter.close()
    robin = stage.physician
    await robin.press("Open")
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0199")
    robin.close()
    await stage.forward(48)
    await supporter.press("Three taps")
    await supporter.press("I could not reach them")
    await supporter.press("Yes, ask them")
    supporter.close()
    await stage.forward(73)
    await peek(stage.coordinator, "Open", "End this request", "Close: not reachable", "Yes, close it")
    await peek(robin, "Open")


async def handed_over(stage: Stage) -> None:
    await stage.ask()
    first = await stage.match()
    await first.press("Details")
    await stage.hands_over(first)
    second = await stage.match()
    await second.press("Details")
    await second.press("I know them: someone else")
    await second.press("Yes, hand over")
    third = await stage.match()
    robin = stage.physician
    await robin.press("Open")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    await peek(robin, "Open")
    casey = stage.coordinator
    await peek(casey, "Open")
    await casey.command("queue")
    await peek(casey, "Open")
    assert third.chat()


async def not_accepted(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    gone = first.button("Accept")
    await first.press("Decline")
    await first.press("Take it back")
    await first.press("Ask me tonight")
    await stage.declines(first)
    await first.press_kept(gone)
    second = stage.offered()
    await second.press("Accept")
    await second.press("Yes, find someone else")
    casey = stage.coordinator
    await peek(casey, "Open")
    third = stage.offered()
    await third.press("Accept")
    await stage.declines(third)
    await peek(casey, "Open")
    await peek(stage.physician, "Open")
    await stage.forward(13)
    await peek(stage.physician, "Open")
    await stage.forward(13)
    await peek(stage.physician, "Open")
    await stage.forward(30)
    number = (await stage.requests())[0].number
    await casey.command("show", number)
    await casey.command("queue")
    await casey.press("Open")
    await casey.press(f"Show {number}")
    await casey.press("I will see to it")
    await casey.press("Name and contact")
    await casey.press("Could not reach")
    await peek(stage.physician, "Open")
    await casey.press("I have contacted them")
    await peek(stage.physician, "Open")
    await stage.forward(25)
    await peek(stage.physician, "Open", "Yes")
    await peek(stage.physician, "Open", "Nobody has reached me")
    await casey.press("End this request")
    await casey.press("Close: nobody found")
    await casey.press("Yes, close it")
    await casey.command("queue")
    await peek(casey, "Open")
    await peek(stage.physician, "Open")


async def never_answered(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    for _ in range(3):
        await stage.forward(25)
        await peek(robin, "Open")
    for _ in range(3):
        request = (await stage.requests())[0]
        await stage.coordinator.command("show", request.number)
        await stage.coordinator.press("Open")
        if "Ask again" in stage.coordinator.buttons():
            await stage.coordinator.press("Ask again")
        stage.coordinator.close()
        await stage.forward(25 * 3)
    for supporter in stage.supporters:
        if "I'm back" in supporter.buttons():
            await supporter.press("I'm back")


async def withdrawn(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    supporter = stage.offered()
    offer = supporter.button("Accept")
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await supporter.press_kept(offer)
    await stage.ask()
    supporter = await stage.match()
    late = supporter.button("We're in touch")
    await robin.press("Open")
    await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await supporter.press_kept(late)
    await stage.ask()
    supporter = await stage.match()
    await robin.press("Open")
    await robin.press("Nobody has reached me")
    robin.close()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(25)
    await robin.press("Open")
    await robin.press("Yes")
    stale = supporter.button("Details")
    await robin.press("More")
    await robin.press("We are done")
    await robin.press("Yes, we are done")
    robin.close()
    await supporter.press_kept(stale)


async def left_and_rematched(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.command("leave")
    await supporter.press("Step back now")
    await peek(stage.physician, "Open")
    await peek(stage.coordinator, "Open", "Find someone else", "Find someone else")


async def away_between(stage: Stage) -> None:
    """A hard rule forbids it between the offer and the answer."""
    await stage.ask()
    supporter = stage.offered()
    offer = supporter.button("Accept")
    await supporter.command("away")
    await supporter.press_kept(offer)


async def asked_by_name(stage: Stage) -> None:
    ids = {person.name: person.id for person in await stage.read(lambda unit: unit.people.everybody())}
    await stage.ask(asked_for=ids["Dr. Sam Placeholder"])
    supporter = stage.offered()
    await peek(supporter, "Accept" if "Accept" in supporter.buttons() else "See request")


async def ask_only(stage: Stage) -> None:
    await stage.ask()
    await peek(stage.physician, "Open")
    await peek(stage.coordinator, "Open")


async def refused(stage: Stage) -> None:
    await peek(stage.physician, "Ask for a peer")
    await peek(stage.physician, "Phone instead")


async def quiet(stage: Stage) -> None:
    await stage.ask()
    await peek(stage.physician, "Open")


async def asked_by_name_in_vain(stage: Stage) -> None:
    sam = stage.supporters[2]
    await sam.command("away")
    await stage.ask(asked_for=await stage.id_of(sam))
    await peek(stage.physician, "Open")
    await stage.match()
    await stage.forward(73)
    await stage.coordinator.command("supporters")
    await peek(stage.coordinator, "Open")


async def name_shown_twice(stage: Stage) -> None:
    """Where the name comes with the offer, and the reason beside it."""
    robin = stage.physician
    await stage.supporters[0].command("profile")
    await peek(stage.supporters[0], "Open", "My page", "Not for me right now")
    await peek(robin, "Ask for a peer", "Continue")
    await stage.ask(reason="lawsuit", share_reason_with_name="yes")
    for _ in range(2):
        supporter = stage.offered()
        await supporter.press("See request")
        supporter.close()
        await stage.declines(supporter)
    await peek(robin, "Open")
    await peek(robin, "Open", "No, phone me")
    await peek(stage.coordinator, "Open", "Ask again")
    await peek(robin, "Open", "One more may see it")
