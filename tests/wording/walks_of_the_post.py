"""What a coordinator sees who has several requests, who is away, and who is back."""

from tests.stage import SUPPORTERS, Stage


async def the_post(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    for user in SUPPORTERS:
        await _asks(stage, user)
    await casey.command("queue")
    await casey.press("Open")
    casey.close()
    await stage.forward(40)
    await casey.command("queue")
    await casey.press("Open")
    if "Ask again for all that wait" in casey.buttons():
        await casey.press("Ask again for all that wait")
    casey.close()
    (first, *_) = await stage.requests()
    await casey.command("queue")
    await casey.press("Open")
    await casey.press(f"I'll see to {first.number}")
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    casey.close()
    await casey.command("")
    await casey.press("More for you")
    await casey.press("My post")
    await casey.submit(days="")
    await casey.press("I'm back")
    casey.close()
    await devon.command("away")
    await casey.command("away", "2026-12-24")
    await casey.press("Open")
    await casey.press("Ask Devon Madeup to come back")
    await casey.submit(deputy=[casey.account.user])
    await _stands_in(stage)
    await casey.press("Ask Devon Madeup to come back")
    casey.close()
    await devon.press("I'm back")
    await casey.command("back")


async def _stands_in(stage: Stage) -> None:
    """Casey is about to leave and names Ada, who cannot in the end."""
    casey, ada = stage.coordinator, stage.supporters[0]
    await casey.submit(deputy=[ada.account.user])
    casey.close()
    await ada.command("")
    await ada.press("More for you")
    await ada.press("My post")
    await ada.press("I can't stand in")
    await casey.command("")
    await casey.press("More for you")
    await casey.press("My post")


async def _asks(stage: Stage, user: str) -> None:
    who = stage.actors[user]
    await who.command("")
    await who.press("Ask for a peer")
    await who.press("Continue")
    await who.submit(contact="204-555-0198")
    who.close()
