"""Quiet hours: nothing new is asked of a volunteer or a coordinator; news to the physician never waits."""

from datetime import timedelta

from tests.stage import CONTACT, MONDAY
from tests.stories.conftest import Opens

NIGHT = MONDAY + timedelta(hours=12)  # 22:00 in Winnipeg


async def test_at_night_the_physician_can_send_and_nobody_else_is_woken(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=NIGHT)
    ines = stage.supporters[1]
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT, language="fr")
    robin.sees("We start asking Tuesday, September 8, 07:00. You'll hear from us by Wednesday, September 9, 07:00")
    ines.lacks("Accept")
    await stage.forward(9)
    assert "Accept" in ines.buttons()
    await stage.forward(23)  # the offer's own hours began at seven
    assert "Accept" in ines.buttons()
    await stage.forward(1)
    ines.lacks("Accept")


async def test_what_is_withdrawn_at_night_was_never_asked_of_anybody(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=NIGHT)
    before = {actor.user: actor.chat() for actor in stage.supporters}
    await stage.ask()
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await stage.forward(12)
    assert {actor.user: actor.chat() for actor in stage.supporters} == before


async def test_an_offer_that_is_withdrawn_at_night_loses_its_buttons_although_a_reminder_waits(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=MONDAY)
    await stage.ask()
    supporter = stage.offered()
    await stage.forward(12)  # the reminder is due at ten in the evening, and waits for the morning
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    supporter.lacks("Accept")
    await stage.forward(12)
    assert "There is a newer message below" not in "".join(supporter.chat())


async def test_at_night_a_coordinator_is_not_woken_and_their_hours_begin_in_the_morning(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=NIGHT)
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    assert "needs you" not in "".join(casey.chat())
    await robin.press("Open")
    robin.sees("We start asking Tuesday, September 8, 07:00.")
    robin.close()
    await stage.forward(9)
    casey.sees("Everybody who could help is busy or away.")
    await robin.press("Open")
    # Twelve hours from seven, then the deputy's, which would end as the day begins: nobody phones before it.
    robin.sees("By Wednesday, September 9, 09:00, Casey Sample will phone you")
    robin.close()
    await stage.forward(12)
    assert "needs you" in "".join(devon.chat())
    await robin.press("Open")
    robin.sees("By Wednesday, September 9, 09:00, Devon Madeup will phone you")


async def test_who_promises_in_the_afternoon_has_the_next_morning_to_phone_in(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=MONDAY + timedelta(hours=5))  # 15:00 in Winnipeg
    robin, casey = stage.physician, stage.coordinator
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.sees("by Tuesday, September 8, 09:00")
    casey.close()
    await robin.press("Open")
    robin.sees("Casey Sample is seeing to it, and will contact you by Tuesday, September 8, 09:00")


async def test_the_nudge_waits_for_the_morning_and_the_physician_is_asked_at_once(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=NIGHT - timedelta(hours=2))
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    await stage.forward(2)
    supporter = await stage.match()  # at ten in the evening, by the supporter's own hand
    supporter.sees("Please reach out by Thursday, September 10, 22:00")
    before = len(robin.messages())
    await stage.forward(72)
    assert len(robin.messages()) > before
    assert "Have you been able to reach out?" not in "".join(supporter.chat())
    assert "needs you" not in "".join(casey.chat())
    await stage.forward(9)
    supporter.sees("Have you been able to reach out?")
    casey.sees("No contact has been made by the agreed hour.")
