"""Posted cards carry nothing of ours: what an export holds leads to no row, joins no two chats, and tells no request
that is open from one that is closed. What a button does is looked up, for whoever presses."""

import json

from bot.surface import Press
from tests.stage import Actor, Button, Stage
from tests.stories.conftest import Opens
from tests.stories.exported import ids, in_the_tables, messages, without_ids
from tests.stories.test_search_goes_on import asks

MOVED_ON = "This has moved on since. Nothing has changed."


async def whole_loop(stage: Stage) -> Actor:
    """From the question to the close; the supporter."""
    robin = stage.physician
    await stage.ask(language="fr")
    supporter = await stage.match()
    await robin.press("Open")
    robin.close()
    await stage.forward(72)
    await robin.press("Open")
    robin.close()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(48)
    for words in ("Three taps", "Yes, under 30 minutes", "Fully", "We are done"):
        await supporter.press(words)
    supporter.close()
    await stage.forward(24)
    if await stage.requests():  # the physician's own word closes it
        await robin.press("Open")
        await robin.press("Yes")
        robin.close()
    await stage.forward(1)
    assert await stage.requests() == []
    return supporter


async def phoned(stage: Stage, who: Actor) -> None:
    await who.press("Phone instead")
    await who.press("Please phone me")
    await who.submit(contact="204-555-0188")
    who.close()
    await stage.forward(24 * 4)


# --- what an export holds --------------------------------------------------------------------------------------------


async def test_no_id_in_two_messages_and_none_in_any_table(stage: Stage) -> None:
    await phoned(stage, stage.supporters[0])
    await stage.ask(language="fr")
    await stage.coordinator.command("show", (await stage.requests())[0].number)
    everywhere = {each for versions in messages(stage).values() for text in versions for each in ids(text)}
    assert await in_the_tables(stage, everywhere) == [], "while it is open"
    robin = stage.physician
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await whole_loop(stage)
    seen: dict[str, str] = {}
    for ref, versions in messages(stage).items():
        for each in set().union(*map(ids, versions)):
            assert seen.setdefault(each, ref) == ref, f"{each} stands in two messages"
    assert len(seen) > 20
    assert await in_the_tables(stage, set(seen)) == []


async def test_every_update_of_a_physician_looks_the_same_whatever_is_behind_it(stage: Stage) -> None:
    """Of a request that is open, of one that is closed, of a call-back, of a gathering: one card."""
    await phoned(stage, stage.supporters[0])
    await whole_loop(stage)
    updates = {
        without_ids(text)
        for versions in messages(stage).values()
        for text in versions
        if "You have an update." in text or '"update"' in text
    }
    assert len(updates) == 1, updates
    assert '"open' in updates.pop()


# --- whose it is -----------------------------------------------------------------------------------------------------


async def test_two_supporters_press_each_others_buttons(stage: Stage) -> None:
    """Each sees what is true for them, and neither offer moves."""
    ada, ines, sam = stage.supporters
    await stage.ask()
    first = stage.offered()
    await asks(stage, "stranger-1")
    second = next(each for each in (ada, ines, sam) if each is not first and "Accept" in each.buttons())
    theirs = {first: first.button("Accept"), second: second.button("Accept")}
    for presser, owner in ((first, second), (second, first)):
        await presser.press_kept(theirs[owner])
        presser.sees("What waits for you")
        presser.close()
    assert "Accept" in first.buttons()
    assert "Accept" in second.buttons()
    await first.press("Accept")
    first.sees("Do you know this person")


async def test_a_button_of_an_older_version_still_does_what_it_did(stage: Stage) -> None:
    """A reminder came meanwhile; the card on the other screen is the older one."""
    await stage.ask(language="fr")
    supporter = stage.offered()
    older = supporter.button("Accept")
    await stage.forward(19)
    supporter.sees("A colleague would still like to talk")
    await supporter.press_kept(older)
    supporter.sees("Do you know this person")


async def test_after_the_close_old_cards_open_what_is_true(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask(language="fr")
    kept: list[Button] = [robin.button("Open")] if "Open" in robin.buttons() else []
    accept = stage.offered().button("Accept")
    supporter = await stage.match()
    kept.append(robin.button("Open"))
    details = supporter.button("Details")
    await robin.press("Open")
    for words in ("More", "Withdraw", "Yes, withdraw"):
        await robin.press(words)
    robin.close()
    await stage.forward(1)
    for each in kept:
        await robin.press_kept(each)
        robin.sees("Nothing is open here")
        robin.close()
    for each in (accept, details):
        await supporter.press_kept(each)
        assert supporter.notice == MOVED_ON
        assert not supporter.inside
    assert "Please don't call" in "".join(supporter.chat())


async def test_who_waits_for_a_colleague_and_for_a_call_reaches_both(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask(language="fr")
    await stage.match()
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="204-555-0188")
    robin.close()
    await robin.press("Open")
    robin.sees("A colleague will contact you")
    await robin.press("Please phone me")
    robin.sees("A coordinator phones you.")


# --- cards of older versions -----------------------------------------------------------------------------------------


async def test_a_card_of_an_older_version_opens_what_is_true(stage: Stage) -> None:
    """They carried a verb, a row's id and its version; a close may have come since."""
    robin, engine = stage.physician, stage.house.engine
    await stage.ask(language="fr")
    request = (await stage.requests())[0]
    supporter = stage.offered()

    async def pressed(actor: Actor, verb: str, token: str, version: int = 0) -> str:
        event = Press("", actor.account, "en", actor.name, verb=verb, token=token, version=version)
        reply = await engine.handle(event)
        await stage.settle()
        return json.dumps([str(reply.dialog), str(reply.notice)])

    assert "status-title" in await pressed(robin, "status", request.id)
    offer = await stage.read(lambda unit: unit.offers.live(request.id))
    told = await pressed(supporter, "offer-accept", offer.id, offer.version)
    assert "true-now-title" in told or "offer-known" in told
    for verb in ("status", "closed", "call-open", "no-such-verb"):
        assert "moved-on" not in await pressed(robin, verb, "0123456789abcdef")


async def test_answers_that_no_slot_holds_carry_a_value_too(opens: Opens) -> None:
    """A word typed by two coordinators is answered with the same card, and neither answer leads to the other."""
    stage = await opens()
    await stage.ask()
    number = (await stage.requests())[0].number
    for each in (stage.coordinator, stage.deputy):
        await each.command("show", number)
        await each.press("Open")
        each.sees(number)
        each.close()
