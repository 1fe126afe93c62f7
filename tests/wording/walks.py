"""Stories played to see every screen, not to prove what they do: that is told in tests/stories."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.core.people import Role
from bot.surface import Account
from tests.stage import Actor, Stage

DEMO = Path(__file__).parents[2] / "programmes" / "demo.toml"


def programme(folder: Path, *changes: tuple[str, str]) -> Path:
    """The demo's programme with some passages replaced."""
    text = DEMO.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "walk.toml"
    path.write_text(text, encoding="utf-8")
    return path


async def peek(actor: Actor, *words: str) -> None:
    """Press one button after the other, from the chat, then close."""
    actor.close()
    for each in words:
        await actor.press(each)
    actor.close()


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
    await robin.submit(
        contact="204-555-0123", text_first="yes", times="evenings", language="fr", reason="burnout", share_reason="yes"
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
    await peek(robin, "Open", "See who", "Back")
    await robin.press("Open")
    await robin.press("Correct my contact")
    await robin.submit(contact="nowhere")
    await robin.submit(contact="204-555-0199")
    robin.close()
    await stage.forward(72)
    await peek(robin, "Open", "No, I'll wait")
    await supporter.press("I left a message")
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
    await supporter.press("I have reached out")
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


async def not_reached(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("I have reached out")
    await stage.forward(48)
    await supporter.press("Three taps")
    await supporter.press("I could not reach them")
    await supporter.press("Another conversation")
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
    await supporter.press("Another conversation")
    supporter.close()
    await stage.forward(73)
    await peek(stage.coordinator, "Open", "End this request", "Close: not reachable")
    await peek(robin, "Open")


async def handed_over(stage: Stage) -> None:
    await stage.ask()
    first = await stage.match()
    await first.press("Details")
    await first.press("Hand over")
    second = await stage.match()
    await second.press("Details")
    await second.press("I know them: someone else")
    third = await stage.match()
    robin = stage.physician
    await robin.press("Open")
    await robin.press("Someone else")
    await peek(robin, "Open")
    casey = stage.coordinator
    await peek(casey, "Open", "Ask again")
    await casey.command("queue")
    await peek(casey, "Open")
    assert third.chat()


async def not_accepted(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    gone = first.button("Accept")
    await first.press("Decline")
    await first.press_kept(gone)
    second = stage.offered()
    await second.press("Accept")
    await second.press("Yes, find someone else")
    casey = stage.coordinator
    await peek(casey, "Open")
    third = stage.offered()
    await third.press("Accept")
    await third.press("Decline")
    await peek(casey, "Open", "Ask again")
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
    await casey.press("I have contacted them")
    await casey.press("End this request")
    await casey.press("Close: nobody found")
    await casey.command("queue")
    await peek(casey, "Open")
    await peek(stage.physician, "Open")


async def the_desk(stage: Stage) -> None:
    """A word for each step, the audit, the export, and a request for somebody outside the own site."""
    robin, casey, devon, sam = stage.physician, stage.coordinator, stage.deputy, stage.supporters[2]
    await stage.rewrite(devon, roles=frozenset({Role.PROVINCIAL}), site="other")
    for answers in (("Yes", "Don't hand it over"), ("No thanks",), ("Yes",)):
        robin.close()
        await stage.ask(outside="yes")
        await peek(devon, "Open")
        await peek(devon, "Open", "Hand over by phone", "Ask them first", "Back")
        for answer in answers:
            robin.close()
            await robin.command("status")
            await peek(robin, "Open", answer)
            await peek(devon, "Open")
        if answers[-1] == "Yes":
            await devon.command("audit")
            await peek(devon, "Open")
            number = (await stage.requests())[0].number
            await devon.command("show", number)
            await peek(devon, "Open", "I have handed it over")
        else:
            await robin.command("status")
            await peek(robin, "Open")
            await robin.press("Open")
            await robin.press("Withdraw")
    robin.close()
    await casey.command("audit")
    await peek(casey, "Open")
    await casey.command("export")
    await peek(casey, "Open")
    await stage.ask()
    await stage.match()
    number = (await stage.requests())[0].number
    await casey.command("rematch", number)
    await peek(casey, "Open", "Back")
    await stage.forward(73)
    await casey.command("queue")
    await peek(casey, "Open", f"Show {number}")
    await peek(casey, "Open")
    await casey.command("offer", number)
    await peek(casey, "Open")
    for word in ("invite", "nominations", "gathering"):
        await casey.command(word)
        await peek(casey, "Open")
    await casey.command("show", number)
    await casey.press("Open")
    await casey.press("Name and contact")
    await casey.press("Back")
    await casey.press("I will see to it")
    await casey.press("I have contacted them")
    await casey.press("Find someone else")
    casey.close()
    await casey.command("audit")
    await peek(casey, "Open")
    await casey.command("close", number)
    await casey.press("Open")
    await casey.press("Close: not reachable")
    casey.close()
    await stage.rewrite(sam, site="other")
    robin.close()
    await stage.ask(outside="yes")
    await peek(devon, "Open")


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
    robin.close()
    await supporter.press_kept(offer)
    await stage.ask()
    supporter = await stage.match()
    late = supporter.button("I have reached out")
    await robin.press("Open")
    await robin.press("Withdraw")
    robin.close()
    await supporter.press_kept(late)
    await stage.ask()
    supporter = await stage.match()
    await robin.press("Open")
    await robin.press("Yes, we are in touch")
    stale = supporter.button("Details")
    await robin.press("We are done")
    robin.close()
    await supporter.press_kept(stale)


async def left_and_rematched(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.command("leave")
    await supporter.press("Step back now")
    await peek(stage.physician, "Open")
    await peek(stage.coordinator, "Open", "Find someone else")


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


async def reached_out(stage: Stage) -> None:
    """Thought of, asked, no, yes; and the coordinator's side of it."""
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    for word in ("refer", "invite", "nominations"):
        await ada.command(word)
        await peek(ada, "Open")
    await ada.command("refer")
    await ada.press("Open")
    if not ada.fields():  # the site has not chosen this pathway
        await casey.command("invite")
        await peek(casey, "Open")
        return
    await ada.submit()
    await ada.submit(colleague=[robin.account.user])
    ada.close()
    await ada.command("refer")
    await ada.press("Open")
    await ada.submit(colleague=[stage.account("nobody-here").user])
    ada.close()
    await stage.sweep()
    await casey.command("nominations")
    await peek(casey, "Open")
    await casey.press("Open")
    await casey.press("Ask Dr. Robin Fictional?")
    await casey.press("Let it go")
    casey.close()
    for moment in ("routine", "event", "loss", "arrival", "return"):
        await casey.command("invite")
        await casey.press("Open")
        await casey.submit(colleagues=[robin.account.user, ada.account.user], moment=moment)
        casey.close()
        await stage.sweep()
        await peek(robin, "Open", "What this is")
        await stage.forward(7 * 24)
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[robin.account.user])
    casey.close()
    await stage.sweep()
    await peek(robin, "Open", "Yes", "Continue")
    await peek(robin, "Open", "No thanks")


async def phoned(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="at home")
    await robin.submit(contact="204-555-0177")
    await robin.press("Correct my number")
    await robin.submit(contact="204-555-0178")
    robin.close()
    await casey.command("queue")
    await peek(casey, "Open")
    await casey.press(next(words for words in casey.buttons() if words == "Open"))
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    await casey.press(next(words for words in casey.buttons() if words.startswith("Show call")))
    await casey.press("Could not reach")
    casey.close()
    await peek(robin, "Open", "Please try again")
    await robin.press("Open")
    await robin.press("Please try again")
    await robin.submit(contact="204-555-0179")
    robin.close()
    await stage.forward(72)
    await peek(robin, "Open")
    await robin.press("Open")
    await robin.press("No longer needed")
    robin.close()
    await robin.press("Phone instead", back=1)
    await robin.press("Please phone me")
    ids = [person.id for person in await stage.read(lambda unit: unit.people.with_role(Role.COORDINATOR))]
    await robin.submit(contact="204-555-0177", not_through=ids)
    await robin.command("")
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="204-555-0177")
    robin.close()
    await casey.command("queue")
    await casey.press("Open")
    await casey.press(next(words for words in casey.buttons() if words.startswith("Show call")))
    await casey.press("I have phoned")


async def into_the_role(stage: Stage) -> None:
    """A volunteer's whole way, and whoever is refused on it."""
    robin, casey, devon, ada = stage.physician, stage.coordinator, stage.deputy, stage.supporters[0]
    for word in ("supporters", "supporter", "profile"):
        await robin.command(word)
        await peek(robin, "Open")
    await robin.command("supporters")
    await robin.press("Open")
    await robin.press("Suggest a colleague")
    await robin.submit()
    await robin.submit(colleague=[devon.account.user])
    robin.close()
    await robin.command("profile")
    await robin.press("Open")
    await robin.press("I would like to help")
    await robin.press("Take it back")
    await robin.press("I would like to help")
    robin.close()
    await casey.press("Open")
    await casey.submit(person=await stage.id_of(robin))
    robins = casey.button("Say yes")
    await devon.press_kept(robins)
    devon.close()
    casey.close()
    await casey.command("supporter")
    await casey.press("Open")
    await casey.submit(person=await stage.id_of(devon))
    kept = casey.button("Not now")
    await devon.press_kept(kept)
    await casey.press("Say yes")
    casey.close()
    await peek(devon, "Open")
    await devon.command("profile")
    await devon.press("Open")
    await devon.press("No thanks")
    await casey.command("supporter")
    await casey.press("Open")
    await casey.submit(person=await stage.id_of(robin))
    await casey.press("Record training")
    await casey.submit(day="soon", hours="x", kind="initial", refresher="never")
    await casey.submit(day="2026-09-07", hours="4", kind="initial", refresher="2026-10-20")
    await casey.press("Take an entry back")
    await casey.press("Back")
    casey.close()
    await robin.command("profile")
    await robin.press("Open")
    await robin.press("Read and sign")
    await robin.submit()
    await robin.submit(agreed="yes")
    await robin.press("My page")
    everything = dict.fromkeys(("speaks_en", "page", "stage", "specialty", "picture", "by_name", "thanks"), "yes")
    await robin.submit(bio="I listen. " * 40, **everything)
    await robin.submit(bio="I listen.", **everything)
    robin.close()
    await ada.command("supporters")
    await ada.press("Open")
    await ada.submit(person=await stage.id_of(robin))
    await ada.press("Ask this person")
    ada.close()
    await stage.forward(60 * 24)
    await peek(casey, "Open")
    await casey.command("supporters")
    await peek(casey, "Open", "Our supporters")
    await casey.command("supporter")
    await casey.press("Open")
    await casey.submit(person=await stage.id_of(ada))
    await casey.press("Pause offers")
    casey.close()
    await ada.command("profile")
    await peek(ada, "Open", "My page")
    await ada.command("debrief")
    await ada.command("leave")
    await ada.press("Step back now")


async def not_this_time(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.command("profile")
    await robin.press("Open")
    await robin.press("I would like to help")
    robin.close()
    await stage.forward(24 * 8)
    await casey.press("Open")
    await casey.submit(person=await stage.id_of(robin))
    await casey.press("Not now")
    await peek(robin, "Open")


async def asked_by_name_in_vain(stage: Stage) -> None:
    sam = stage.supporters[2]
    await sam.command("away")
    await stage.ask(asked_for=await stage.id_of(sam))
    await peek(stage.physician, "Open")
    await stage.match()
    await stage.forward(73)
    await stage.coordinator.command("supporters")
    await peek(stage.coordinator, "Open")


async def gatherings(stage: Stage) -> None:
    """The board, a seat, planning, one that is taken down, and the figures of the programme."""
    casey, robin, ada = stage.coordinator, stage.physician, stage.supporters[0]
    debrief = "Debrief group for supporters (demo)"
    await robin.command("gatherings")
    await peek(robin, "Open")
    await ada.command("gatherings")
    for taps in (("Open", debrief, "Keep me a seat"), ("Open", debrief, "Give my seat back")):
        await peek(ada, *taps)
    for bad in ({"day": "soon", "link": "ftp", "capacity": "many"}, {"day": "2020-01-01"}, {}):
        casey.close()
        await casey.command("gathering")
        await casey.press("Open")
        start = {"title": "Coffee (demo)", "kind": "group", "day": "2026-12-20", "hour": "17:30", "where": "Room 0"}
        await casey.submit(**(start | {"capacity": "1"} | bad))
    for actor in (robin, ada):
        await actor.command("gatherings")
        actor.close()
        await actor.press("Open")
        await actor.press("Coffee (demo)")
    kept = ada.button("Keep me a seat")
    await robin.press("Keep me a seat")
    await ada.press_kept(kept)
    gone = ada.button("All gatherings")
    await casey.press("Coffee (demo)")
    await casey.press("Take it down")
    await ada.press_kept(kept)
    await ada.press_kept(gone)
    robin.close()
    await peek(robin, "Open")
    for reader in (casey, robin):
        await reader.command("report")
        await peek(reader, "Open")


async def word_of_the_month(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("resources")
    await robin.press("Open")
    await peek_on(robin, "A word a month", "Join")
    for _ in range(3):
        await stage.forward(24 * 31)
    await peek_on(robin, "About these messages", "Leave")


async def peek_on(actor: Actor, *words: str) -> None:
    """From where they are."""
    for each in words:
        await actor.press(each)
    actor.close()


async def leaders(stage: Stage) -> None:
    casey = stage.coordinator
    for ended in (0, 25, 200):
        await stage.read(lambda unit, ended=ended: _ended(unit, ended))
        casey.close()
        await casey.command("report")
        await casey.press("Open")
        await peek_on(casey, *(each for each in ("More measures",) if each in casey.buttons()))
        await casey.command("gathering")
        await casey.press("Open")
        await casey.submit(title=f"Meeting {ended}", kind="community", day="2026-09-20", hour="17:30", where="Room 0")
        await casey.press(f"Meeting {ended}")
        await peek_on(casey, "Agenda")


async def asked_too_often(stage: Stage) -> None:
    """One more is needed, then five more; then there are enough."""
    casey, ada = stage.coordinator, stage.supporters[0]
    await stage.house.deadlines.keep_quarters()
    for times in (5, 11, 0):
        await stage.read(lambda unit, times=times: _matched(unit, ada.account, times))
        await stage.forward(24 * 92)
        await casey.command("supporters")
        await peek(casey, "Open")


def _matched(unit: Any, account: Account, times: int) -> None:
    """Days of the quarter that ends next."""
    known = unit.people.by_account(account)
    days = tuple(unit.now.date() for _ in range(times))
    unit.people.save_standing(known.id, replace(known.standing, matches=days))


def _ended(unit: Any, how_many: int) -> None:
    for place in range(how_many):
        took, outcome = ("72-120", "handed_on") if place % 3 else ("0-24", "completed")
        about = {"kind": "request", "pathway": "reach_in", "outcome": outcome, "conversation": "1"}
        unit.ledger.tally(site="demo", month="2026-05", to_match=took, to_contact=took, in_all=took, **about)
