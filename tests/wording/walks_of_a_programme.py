"""Walks beside the loop, to see every screen: the desk, reach-out, the phone, the role, gatherings, figures."""

from dataclasses import replace
from functools import partial
from typing import Any

from bot.core.people import Role
from bot.flows.coordinator.vouched_roles import TELL
from bot.surface import Account
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Stage
from tests.wording.walking import peek, peek_on


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
            await robin.press("Yes, withdraw")
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
    await casey.press("Find someone else")
    casey.close()
    await casey.command("audit")
    await peek(casey, "Open")
    await casey.command("close", number)
    await casey.press("Open")
    await casey.press("Close: not reachable")
    await casey.press("Yes, close it")
    casey.close()
    await stage.rewrite(sam, site="other")
    robin.close()
    await stage.ask(outside="yes")
    await peek(devon, "Open")


async def whose_account(stage: Stage) -> None:
    """Accounts with the e-mail of somebody who has a role, on each platform; a coordinator says yes and no."""
    casey, sam = stage.coordinator, stage.supporters[2]
    sam_id = await stage.id_of(sam)
    for platform in ("playground", "slack", "teams"):
        for answer in ("Yes, it's them", "No"):

            def claimed(unit: UnitOfWork, face: Account) -> None:
                claim = unit.claims.add(sam_id, face)
                unit.deadlines.book(TELL, unit.now, subject=claim.id)

            await stage.read(partial(claimed, face=Account(platform, "T0ELSEWHERE", answer)))
            await stage.sweep()
            await peek(casey, "Open")
            await casey.press("Open")
            await casey.press(answer)
            casey.close()


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
    await stage.sweep()
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


async def gatherings(stage: Stage) -> None:
    """The board, a seat, planning, one that is taken down, and the figures of the programme."""
    casey, robin, ada = stage.coordinator, stage.physician, stage.supporters[0]
    debrief = "Debrief group for supporters (demo)"
    await robin.command("gatherings")
    await peek(robin, "Open")
    await casey.command("")
    for number in ("many", "12"):
        casey.close()
        await casey.press("More for you")
        await casey.press("Head counts")
        await casey.submit(number=number)
    back = casey.button("Take it back")
    await casey.press("Take it back")
    await casey.press_kept(back)
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
        unit.ledger.tally(kind="talk", site="demo", month="2026-05", took_place="under_30", able="mostly", next="done")
        unit.ledger.tally(site="demo", month="2026-05", to_match=took, to_contact=took, in_all=took, **about)
