"""Somebody asks by phone, and a coordinator reads out and presses for them; so does a supporter (R74)."""

from tests.stage import Stage
from tests.stories.entering import PHONE, enters, opens, receipt_on, speaks
from tests.wording.walking import peek, peek_on


async def entered(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("enter")
    await casey.press("Open")
    await casey.press("They said yes")
    await casey.submit(name="", contact="at home")
    casey.close()
    await enters(casey, way="text", voicemail="yes", times=["evenings"])
    words = receipt_on(casey.screen())
    await peek_on(casey, "Withdraw", "Back")
    await casey.command("enter")
    await casey.press("Open")
    await casey.press("They have a receipt")
    await casey.submit(receipt="no such words here")
    await casey.submit(receipt=words)
    casey.close()
    await speaks(casey, stage)
    await peek_on(casey, "Correct my contact") if "Correct my contact" in casey.buttons() else casey.close()
    for number in range(3):
        await opens(casey, stage)
        await peek_on(casey, "Next step", casey_step(number))
    await casey.command("queue")
    await peek(casey, "Open")
    supporter = stage.offered()
    await peek(supporter, "See request" if "See request" in supporter.buttons() else "Accept")
    await supporter.press("Continue")
    await supporter.press("Accept: neither" if "Accept: neither" in supporter.buttons() else "No, confirm")
    supporter.close()
    await casey.command("queue")
    await peek(casey, "Open")
    await speaks(casey, stage)
    await peek_on(casey, "More", "Back")
    await speaks(casey, stage)
    await peek_on(casey, "Someone else")
    await speaks(casey, stage)
    await peek_on(casey, "Name and contact")
    await speaks(casey, stage)
    await peek_on(casey, "I have told them")
    await casey.command("audit")
    await peek(casey, "Open")
    await speaks(casey, stage)
    await peek_on(casey, "More", "Withdraw", "Yes, withdraw")


def casey_step(number: int) -> str:
    return ("Called, no answer", "Mailed", "Try again on Wednesday, September 9, 2026")[number]


async def kept_from(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    me, other = await stage.id_of(casey), await stage.id_of(devon)
    await enters(casey, keep_from=[me, other])
    await casey.submit(name="Dr. Wren Elsewhere", contact=PHONE, keep_from=[me])
    casey.close()
    await stage.match()
    await speaks(devon, stage)
    await devon.press("Keep it from someone")
    await devon.submit(keep_from=[other])
    devon.close()


async def taken_over(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    await enters(casey)
    words = receipt_on(casey.screen())
    for actor in (casey, robin):
        actor.close()
        await actor.command("status")
        await actor.press("Open")
        await actor.press("I asked by phone")
        await actor.submit(receipt="no such words here")
        await actor.submit(receipt=words)
        actor.close()


async def supporters(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = stage.offered()
    for other in (each for each in stage.supporters if each is not supporter):
        await opens(casey, stage)
        await casey.press("A supporter phones")
        await casey.submit(supporter=await stage.id_of(other))
        casey.close()
    await opens(casey, stage)
    await casey.press("A supporter phones")
    await casey.submit(supporter=await stage.id_of(supporter))
    await casey.press("Accept")
    await peek_on(casey, "No, confirm")
    await opens(casey, stage)
    await casey.press("A supporter phones")
    await casey.submit(supporter=await stage.id_of(supporter))
    await peek_on(casey, "We're in touch", "We have talked", "Yes, under 30 minutes", "Fully", "Another conversation")
    await enters(casey)
    casey.close()
    await stage.match()
    await enters(casey)
    casey.close()
    third = stage.offered()
    await third.press("Accept")
    await third.press("Yes, a colleague is in touch")
