"""What the stories about contact that both sides know of have in common."""

from typing import Any

from tests.stage import Actor, Stage
from tests.stories.voicemail import voicemail_is_fine

HOPING = "Your colleague is still hoping to hear from you. Could you try once more?"
OPEN = "First contact is still open. A day has passed without a new try."
REACHED = "Has your colleague reached you?"
TALKED = "Your colleague told us that you have talked. Is that right?"
WAYS = {"Nobody has reached me", "Correct my contact", "Someone else"}


async def matched(stage: Stage, *, voicemail: bool = False) -> tuple[Actor, Actor]:
    await stage.ask(language="fr")
    if voicemail:
        await voicemail_is_fine(stage)
    return stage.physician, await stage.match()


async def in_touch(supporter: Actor) -> None:
    await supporter.press("We're in touch")
    supporter.close()


async def opens(actor: Actor) -> None:
    actor.close()
    await actor.press("Open")


async def denies(robin: Actor) -> None:
    """Behind [Open]: whichever of the two questions stands there."""
    await opens(robin)
    words = "Not yet, please try again" if "Not yet, please try again" in robin.buttons() else "Nobody has reached me"
    await robin.press(words)
    robin.close()


def ways(robin: Actor) -> set[str]:
    """What they can press; Slack's own [Close] stands beside it."""
    return set(robin.buttons()) - {"Close"}


async def request_of(stage: Stage) -> Any:
    return (await stage.requests())[0]


async def taps(supporter: Actor, *words: str) -> None:
    supporter.close()
    await supporter.press("Three taps")
    for each in words:
        await supporter.press(each)
