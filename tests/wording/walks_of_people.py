"""What is kept about somebody, and its end: the screens of whoever asks, and the cards of whoever is told."""

from bot.core.people import Profession, Role
from bot.core.people import Stage as Career
from bot.runtime import persons
from bot.surface import Press, Submit
from tests.stage import Stage
from tests.wording.walking import peek


async def kept_and_erased(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    ada = stage.supporters[0]
    await robin.command("")
    await stage.ask()
    await peek(robin, "Lines and services", "A word a month", "Join")
    for actor in (robin, ada, casey):
        await actor.command("")
        await peek(actor, "Privacy", "What is kept about me", "Erase me")
        await peek(actor, "Privacy", "What is kept about me", "Erase me", "Go on")
    await peek(robin, "Privacy", "What is kept about me", "Erase me", "Go on", "Yes, erase me")
    await peek(robin, "Privacy", "What is kept about me", "Erase me")
    await stage.forward(2)
    await peek(robin, "Privacy", "What is kept about me")
    for deed in (persons.show, persons.export, persons.remove):
        await stage.at_the_machine(ada, deed)
    await peek(ada, "Open")
    await stage.forgotten(ada)
    await stage.rewrite(casey, roles=frozenset({Role.COORDINATOR, Role.SUPPORTER, Role.PROVINCIAL, Role.LEAD}))
    await stage.at_the_machine(devon, persons.remove)
    await peek(casey, "Privacy", "What is kept about me", "Erase me")


async def onto_the_list(stage: Stage) -> None:
    """A coordinator adds a supporter, and changes what the list says of one: right and wrong at each field."""
    casey, ada = stage.coordinator, stage.supporters[0]
    await casey.command("supporters")
    await casey.press("Open")
    await casey.press("Add a supporter")
    wrong: dict[str, str | list[str]] = {"name": "", "email": "no", "phone": "no", "account": [ada.account.user]}
    await casey.submit(**wrong)
    for email in ("ada.maple@example.org", "casey.sample@example.org"):
        await casey.submit(name="Dr. Noa Invented", email=email, phone="", account=[])
    said: dict[str, str | list[str]] = {"name": "Dr. Noa Invented", "email": "noa@example.org", "phone": "204-555-0144"}
    await casey.submit(**said, account=["nobody-known"])
    await casey.submit(**said, account=[])
    for entry in ("no@", "nobody@example.org"):
        await casey.submit(evaluates=entry, hours="no", signed_on="no")
    await casey.submit(stage="late", gender="woman", evaluates="ada.maple@example.org", hours="4", signed_on="")
    await casey.press("Change")
    await casey.submit(name="Dr. Noa Invented", email="ada.maple@example.org", phone="", account=[])
    await casey.press("For the matching")
    await casey.press("Back")


async def paid_for(stage: Stage) -> None:
    """Where training is paid: credits, and the day of payment, right and wrong."""
    casey = stage.coordinator
    await casey.command("supporters")
    await casey.press("Open")
    await casey.press("Choose a supporter")
    await casey.submit()
    await casey.press("Record training")
    await casey.submit(hours="2", credits="lots")
    await casey.submit(hours="2", credits="1.5")
    await casey.press("Mark as paid")
    await casey.submit(day="soon")
    await casey.submit()
    await casey.press("Take an entry back")
    await casey.submit()
    await casey.press("Pause offers")
    casey.close()
    await casey.command("audit")
    await peek(casey, "Open")


async def no_physician(stage: Stage) -> None:
    await stage.rewrite(stage.physician, profession=Profession.NURSE)
    await peek(stage.physician, "Ask for a peer")


async def served_as_what_they_are(stage: Stage) -> None:
    """Physicians and nurses are served, and the site has a wish of its own."""
    robin, casey = stage.physician, stage.coordinator
    await robin.command("")
    await peek(robin, "What this is")
    stranger = stage.account("visiting-nurse")
    await stage.house.engine.handle(Press("", stranger, "en", "Visiting Nurse", verb="ask-form"))
    for said in ("choose", "pharmacist"):
        values = {"contact": "204-555-0123", "profession": said}
        await stage.house.engine.handle(Submit("", stranger, "en", "V. Nurse", verb="ask-send", values=values))
    for each, stage_of in zip(stage.supporters, (Career.EARLY, Career.MID, Career.LATE), strict=True):
        await stage.rewrite(each, profession=Profession.NURSE, stage=stage_of)
    ada = stage.supporters[0]
    await ada.command("profile")
    await peek(ada, "Open", "My page", "Wishes I could meet")
    await stage.rewrite(robin, profession=Profession.NURSE, stage=Career.EARLY)
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    robin.close()
    await stage.ask()
    await peek(casey, "Open")
