"""A coordinator enters a request for somebody who phones, and finds their way to it."""

from bot.core.request import Details, Request
from bot.values import receipt
from tests.stage import Actor, Stage

NAME = "Dr. Wren Elsewhere"
PHONE = "204-555-0177"


async def enters(actor: Actor, **values: str | list[str]) -> None:
    """To the screen that follows Send."""
    actor.close()
    await actor.command("queue")
    await actor.press("Open")
    await actor.press("Enter a request")
    await actor.press("They said yes")
    await actor.submit(**({"name": NAME, "contact": PHONE} | values))


async def entered(stage: Stage) -> tuple[Request, Details]:
    """The one that is open."""
    (request,) = await stage.requests()
    details = await stage.read(lambda unit: unit.requests.details(request))
    return request, details


async def opens(actor: Actor, stage: Stage) -> None:
    """The request, from the queue."""
    request, _ = await entered(stage)
    actor.close()
    await actor.command("show", request.number)
    await actor.press("Open")


async def speaks(actor: Actor, stage: Stage) -> None:
    """As if with the one who asked on the phone."""
    await opens(actor, stage)
    await actor.press("Speak with them")


def receipt_on(screen: str, language: str = "en") -> str:
    """The words of the receipt, wherever they stand."""
    said = screen.split()
    for start in range(len(said)):
        words = said[start : start + receipt.SAID]
        if len(words) == receipt.SAID and all(each in receipt.WORDS[language] for each in words):
            return " ".join(words)
    raise AssertionError(f"no receipt in:\n{screen}")
