"""Those who sit in the same programme: a supporter who passed, and a coordinator once a request is closed. They press
every button that they ever had, and type every word; what they see is compared with a world in which all went on.
"""

from collections.abc import Awaitable, Callable
from copy import deepcopy
from itertools import zip_longest

import pytest

from bot.surface import DISMISS
from tests.stage import CONTACT, Actor, Button, Stage
from tests.stories.conftest import Opens, opens, platform

__all__ = ["opens", "platform"]  # every test here is played on every platform

WORDS = ("offers", "profile", "supporters", "gatherings", "status", "queue", "report", "audit", "now")
Fate = Callable[[Stage, Actor], Awaitable[None]]


async def everything(actor: Actor, kept: list[Button], old: tuple[str, ...] = ()) -> str:
    """Whatever this person can bring onto their screen: from their chat, from older screens, from commands. `old` is
    what stood on those: a client that still shows it needs nobody for it."""
    actor.close()
    seen = actor.chat()
    for button in [*deepcopy(actor.pressable()), *kept]:
        if button.words != "Français" and button.verb != DISMISS:
            await actor.press_kept(button)
            seen += [*({actor.screen()} - {*old}), actor.notice]
            actor.close()
    for word in WORDS:
        await actor.command(word)
        seen += [actor.screen(), actor.notice]
        actor.close()
    return "\n".join([*seen, *actor.chat()])


# --- a supporter who declined, or whose offer lapsed -----------------------------------------------------------------


async def declines(stage: Stage, actor: Actor) -> None:
    await stage.declines(actor)


async def lets_it_lapse(stage: Stage, actor: Actor) -> None:
    await stage.forward(30)


async def passes(stage: Stage, fate: Fate, *, rest: bool) -> str:
    """Somebody passes, and a colleague helps. They are done with it, or not (`rest`), and two weeks later who passed
    looks for what became of it."""
    await stage.ask(language="fr")
    actor = stage.offered()
    kept = [each for each in actor.pressable() if each.words in ("Accept", "Decline")]
    await fate(stage, actor)
    other = await stage.match()
    await other.press("We're in touch")
    other.close()
    await stage.forward(50)
    if rest:
        for words in ("Three taps", "Yes, 30 to 60 minutes", "Fully", "We are done"):
            await other.press(words)
        other.close()
    await stage.forward(14 * 24)
    return await everything(actor, kept)


@pytest.mark.parametrize("fate", [declines, lets_it_lapse])
async def test_who_passed_sees_the_same_whatever_became_of_it(opens: Opens, fate: Fate) -> None:
    closed, waits = await opens(), await opens()
    helped = await passes(closed, fate, rest=True)
    waiting = await passes(waits, fate, rest=False)
    assert await waits.requests()
    assert not await closed.requests()
    one, other = helped.splitlines(), waiting.splitlines()
    assert not [pair for pair in zip_longest(one, other) if pair[0] != pair[1]]
    assert not [each for each in (CONTACT, closed.physician.name) if each in helped]


async def test_who_was_recalled_hears_that_alone(opens: Opens) -> None:
    stage = await opens()
    await stage.ask()
    actor = stage.offered()
    kept = [each for each in actor.pressable() if each.words in ("Accept", "Decline")]
    robin = stage.physician
    await robin.press("Open")
    for words in ("Withdraw", "Yes, withdraw"):
        await robin.press(words)
    robin.close()
    await stage.forward(1)
    seen = await everything(actor, kept)
    assert not [each for each in (CONTACT, robin.name) if each in seen]


# --- a coordinator after closing -------------------------------------------------------------------------------------


async def test_a_coordinator_finds_nothing_of_what_is_closed(opens: Opens) -> None:
    stage = await opens()
    await stage.ask()
    supporter, casey = await stage.match(), stage.coordinator
    number = (await stage.requests())[0].number
    await stage.forward(80)
    await casey.command("show", number)
    await casey.press("Open")
    kept, before = deepcopy(casey.pressable()), casey.screen()
    await casey.press("Name and contact")
    kept += deepcopy(casey.pressable())
    old = (before, casey.screen())
    casey.close()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(50)
    for words in ("Three taps", "Yes, 30 to 60 minutes", "Fully", "We are done"):
        await supporter.press(words)
    supporter.close()
    await stage.forward(1)
    assert not await stage.requests()
    seen = await everything(casey, kept, old)
    for word in ("show", "queue"):
        await casey.command(word, number)
        seen += casey.screen() + casey.notice
        casey.close()
    assert not [each for each in (CONTACT, stage.physician.name) if each in seen]
