"""The search goes on by itself (rule 15): whatever frees somebody, whoever has waited longest is asked.

A wish for French makes the order certain: Ines first, for her French; then Sam, of another department; then Ada.
"""

from datetime import UTC, datetime

from bot.core.request import OfferState
from bot.surface import Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Actor, Stage
from tests.stories.conftest import WEEKS, Opens

NIGHT = datetime(2026, 9, 8, 3, tzinfo=UTC)  # 22:00 in Winnipeg


async def asks(stage: Stage, user: str, **values: str) -> None:
    """Somebody whose screen is not looked at."""
    send = {"contact": "204-555-0177", **values}
    await stage.house.engine.handle(
        Submit(f"send {user}", stage.account(user), "en", f"Dr. {user}", verb="ask-send", values=send)
    )
    await stage.settle()


async def offered_to(stage: Stage, actor: Actor) -> str:
    """The name of whoever's request this supporter has, "" for nobody's."""
    person = await stage.id_of(actor)

    def look(unit: UnitOfWork) -> str:
        live = unit.offers.live_of(person)
        request = unit.requests.get(live[0].request) if live else None
        return unit.people.get(unit.requests.details(request).physician).name if request else ""

    return str(await stage.read(look))


def has_offer(actor: Actor) -> bool:
    return any(words in actor.buttons() for words in ("Accept", "See request"))


async def test_p2_the_fourth_of_four_is_asked_for_as_soon_as_one_of_three_is_free(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    robin = stage.physician
    for number in range(3):
        await asks(stage, f"stranger-{number}")
    assert all(has_offer(each) for each in stage.supporters)
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0123")
    robin.sees("Nobody is free at this moment. We keep looking, and ask the first colleague who is.")
    robin.close()
    for each in stage.supporters:
        await each.press("Accept")
        await each.press("No, confirm")
        each.close()
    await stage.forward(30)
    assert await offered_to(stage, ada) != robin.name
    await ada.press("We're in touch")
    ada.close()
    await stage.forward(48)
    await ada.press("Three taps")
    await ada.press("Yes, under 30 minutes")
    await ada.press("Fully")
    await ada.press("We are done")
    ada.close()
    assert has_offer(ada)
    assert await offered_to(stage, ada) == robin.name
    assert not has_offer(ines)
    assert not has_offer(sam)


async def test_p2_who_only_has_another_offer_is_not_taken_for_one_who_was_asked(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    casey = stage.coordinator
    await asks(stage, "first")
    await asks(stage, "second")
    await stage.ask()
    assert all(has_offer(each) for each in stage.supporters)
    mine = {await offered_to(stage, each): each for each in stage.supporters}[stage.physician.name]
    await mine.press("Decline")
    await stage.forward(0.1)
    casey.sees("Everybody who could help is busy or away.")
    assert "Nobody is left to ask." not in "".join(casey.chat())
    other = next(each for each in (ada, ines, sam) if each is not mine)
    await other.press("Decline")
    await stage.forward(0.1)
    assert await offered_to(stage, other) == stage.physician.name


async def test_whoever_has_waited_longest_is_first(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    for number in range(3):
        await asks(stage, f"stranger-{number}")
        await stage.forward(0.5)
    assert not any(has_offer(each) for each in stage.supporters)
    for number, supporter in enumerate(stage.supporters):
        await supporter.command("back")
        assert await offered_to(stage, supporter) == f"Dr. stranger-{number}"


async def test_nobody_is_left_only_when_everybody_was_asked_and_answered(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    casey = stage.coordinator
    await sam.command("away")
    await stage.ask(language="fr")
    await ines.press("Decline")
    await stage.forward(0.1)
    await ada.press("Decline")
    await stage.forward(0.1)
    casey.sees("Everybody who could help is busy or away.")
    await sam.command("back")
    await sam.press("Decline")
    await stage.forward(0.1)
    casey.sees("Nobody is left to ask.")


async def test_who_was_silent_is_asked_once_more_after_two_days_and_who_said_no_never(under: Opens) -> None:
    stage = await under(ask_again_hours=48)
    ada, ines, sam = stage.supporters
    await ada.command("away")
    await stage.ask(language="fr")
    await stage.forward(24)  # Ines did not answer
    await sam.press("Decline")
    await stage.forward(47)
    assert not any(has_offer(each) for each in stage.supporters)
    await stage.forward(1.5)
    assert has_offer(ines)
    await ines.press("Decline")
    await stage.forward(7 * 24)
    assert not any(has_offer(each) for each in stage.supporters)


async def test_who_was_silent_twice_is_left_in_peace_for_two_days_each_time(under: Opens) -> None:
    """The days count from the last silence, not from the first."""
    stage = await under(ask_again_hours=48)
    ada, ines, sam = stage.supporters
    await ada.command("away")
    await sam.command("away")
    await stage.ask(language="fr")
    await stage.forward(72.5)
    assert has_offer(ines)
    await stage.forward(25)  # she did not answer this one either
    assert not has_offer(ines)
    await stage.forward(46)
    assert not has_offer(ines)
    await stage.forward(2)
    assert has_offer(ines)


@WEEKS
async def test_where_a_person_matches_they_hear_once_that_somebody_can_be_asked(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    ada, ines, _ = stage.supporters
    casey = stage.coordinator
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    casey.sees("Nobody can be asked right now. You hear it once somebody can.")
    await ines.command("back")
    casey.sees("Please choose a supporter.")
    posted = len(casey.messages())
    await ines.command("away")
    await ines.command("back")
    await ada.command("back")
    assert len(casey.messages()) == posted
    assert not any(has_offer(each) for each in stage.supporters)


async def test_nobody_is_searched_for_at_night_and_the_oldest_comes_first_in_the_morning(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=NIGHT)
    _, ines, sam = stage.supporters
    await sam.command("away")
    await asks(stage, "first", language="fr")
    await stage.forward(1)
    await asks(stage, "second", language="fr")
    await stage.forward(7)  # six in the morning
    assert await offered_to(stage, ines) == ""
    await stage.forward(1)
    assert await offered_to(stage, ines) == "Dr. first"


async def test_eight_days_without_an_answer_are_five_posts_at_most_each_with_something_new(stage: Stage) -> None:
    robin = stage.physician
    for supporter in stage.supporters:
        await supporter.command("away")
    before = len(robin.messages())
    await stage.ask()
    read: list[str] = []
    posts = len(robin.messages())
    assert posts == before + 1
    for _ in range(8 * 24):
        await stage.forward(1)
        if len(robin.messages()) > posts:
            posts = len(robin.messages())
            await robin.press("Open")
            assert robin.screen() not in read
            read.append(robin.screen())
            robin.close()
    assert 3 <= posts - before <= 5
    assert all("keep looking" in screen for screen in read)


async def test_a_request_closed_while_it_was_looked_at_gets_no_offer(stage: Stage) -> None:
    """Withdrawn between two looks: the book of deadlines keeps nothing of it, and nobody is asked."""
    ines = stage.supporters[1]
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await ines.command("back")
    assert not has_offer(ines)
    looks = await stage.read(lambda unit: unit.deadlines.next_look())
    assert looks is None


async def test_who_was_out_of_reach_is_asked_when_they_are_back(stage: Stage) -> None:
    """An offer that was taken back asked nobody anything."""
    ada, ines, sam = stage.supporters
    for other in (ada, sam):
        await other.command("away")
    await stage.ask()
    await ines.command("away")
    assert not has_offer(ines)
    request = (await stage.requests())[0].id
    states = await stage.read(lambda unit: [each.state for each in unit.offers.of_request(request)])
    assert states == [OfferState.RECALLED]
    await ines.command("back")
    assert has_offer(ines)
