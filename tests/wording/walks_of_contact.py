"""First contact, as both sides say it: every screen of the question, the denial, the agreed day and the way back."""

from tests.stage import Stage
from tests.stories.voicemail import voicemail_is_fine
from tests.wording.walking import peek


async def one_voicemail(stage: Stage) -> None:
    """Claimed, asked, denied, reminded, denied again."""
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    await voicemail_is_fine(stage)
    supporter = await stage.match()
    await peek(robin, "Open", "Nobody has reached me")
    await supporter.press("I left a message")
    await peek(robin, "Open", "More", "Back")
    await supporter.press("I couldn't reach them")
    await supporter.press("I couldn't reach them")
    await peek(robin, "Open")
    await supporter.press("We're in touch")
    await supporter.press("We talk later")
    supporter.close()
    await peek(robin, "Open")
    await stage.forward(25)
    await peek(robin, "Open", "I'd rather leave it for now", "Back")
    await peek(robin, "Open", "Wrong number or address", "Back")
    tracker = supporter.button("Three taps")
    await peek(robin, "Open", "Not yet, please try again")
    await supporter.press_kept(tracker)
    await stage.forward(2)
    await peek(robin, "Open", "Nobody has reached me")
    await stage.forward(23)
    await peek(robin, "Open")
    await peek(casey, "Open")
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(25)
    await peek(robin, "Open", "Not yet, please try again")
    await peek(casey, "Open")
    await stage.forward(96)
    await peek(robin, "Open", "I'd rather leave it for now", "Yes, close it")


async def past_the_hours(stage: Stage) -> None:
    """Written to, not reached, the 72 hours over, and a day longer; each with no coordinator to hear of it too."""
    robin = stage.physician
    await stage.ask(way="text", not_these=[stage.coordinator.account.user, stage.deputy.account.user])
    supporter = await stage.match()
    await supporter.press("I wrote, no answer yet")
    await peek(robin, "Open")
    await stage.forward(72)
    await peek(robin, "Open")
    await supporter.press("I couldn't reach them")
    await peek(robin, "Open", "Not yet, please try again")
    await stage.forward(2)
    await supporter.press("24 hours longer")
    await peek(robin, "Open")
    await stage.forward(25)
    await supporter.press("I couldn't reach them")
    await peek(robin, "Open")
    await supporter.press("We're in touch")
    supporter.close()
    await supporter.press("When we talk")
    await supporter.press("We have no day yet")
    supporter.close()
    await supporter.press("Three taps")
    await supporter.press("Yes, under 30 minutes")
    await supporter.press("Fully")
    await supporter.press("We are done")
    supporter.close()
    await stage.forward(25)
    await peek(robin, "Open")
    await stage.forward(25)
    await peek(robin, "Open")


async def planned(stage: Stage) -> None:
    """Each day that can be agreed on, and what the physician reads of it."""
    robin = stage.physician
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    await supporter.press("We talk today")
    await peek(robin, "Open")
    supporter.close()
    for when, days in (("This week", (0, 6)), ("In two weeks", (0, 8)), ("In a month", (0, 10, 8, 10))):
        await supporter.press("Three taps")
        await supporter.press("Yes, under 30 minutes")
        await supporter.press("Fully")
        await supporter.press("Another conversation")
        await supporter.press(when)
        supporter.close()
        for each in days:
            await stage.forward(24 * each)
            await peek(robin, "Open")
    await peek(robin, "Open", "Yes")
    await peek(robin, "Open", "More")


async def decided(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    await supporter.press("We have talked")
    await supporter.press("They decided not to")
    await supporter.press("Back")
    await supporter.press("I could not reach them")
    await supporter.press("Back")
    await supporter.press("They decided not to")
    await supporter.press("Yes, ask them")
    await supporter.press("I am worried about someone's safety")
    supporter.close()
    await peek(robin, "Open", "No, I'd like to talk")
    await stage.forward(2)
    await supporter.press("We're in touch")
    supporter.close()
    await supporter.press("Three taps")
    await supporter.press("They decided not to")
    await supporter.press("Yes, ask them")
    supporter.close()
    await stage.forward(73)
    await peek(casey, "Open")
    await peek(robin, "Open", "Yes, that's right")
