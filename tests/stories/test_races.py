"""Two people at once, one press twice, yesterday's card: one wins, everybody is told kindly, all cards agree."""

import asyncio
import threading
import uuid

import pytest

from bot.core.people import Role
from bot.core.request import OfferState, RequestState
from bot.flows import routing
from bot.surface import Press, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Actor, Stage
from tests.stories.conftest import ON_PLAYGROUND, Opens
from tests.stories.voicemail import voicemail_is_fine


@pytest.fixture
async def stage(opens: Opens, database_url: str) -> Stage:
    """On both databases: only PostgreSQL lets two transactions really run side by side."""
    return await opens(database_url)


async def test_two_supporters_press_accept_on_the_same_offer_at_once(stage: Stage) -> None:
    await stage.ask()
    asked = stage.offered()
    other = next(actor for actor in stage.supporters if actor is not asked)
    accept = asked.button("Accept")
    await asyncio.gather(asked.press_kept(accept), other.press_kept(accept))
    asked.sees("Do you know this person")
    assert not other.inside
    assert "moved on" in other.notice
    assert "Dr. Robin Fictional" not in "".join(other.chat())


async def test_accept_and_decline_at_once_leave_one_truth_and_cards_that_agree(stage: Stage) -> None:
    await stage.ask()
    asked = stage.offered()
    accept, decline = asked.button("Accept"), asked.button("Decline")
    await asyncio.gather(asked.press_kept(accept), asked.press_kept(decline))
    declined = "Thank you for answering" in asked.chat()[-1]
    assert declined != ("One question is left" in asked.chat()[-1])
    await stage.forward(2 / 60)
    state = await _state_of_the_offer_to(stage, asked)
    assert state is (OfferState.DECLINED if declined else OfferState.NAMED)
    await stage.nobody_waits_in_silence()


@ON_PLAYGROUND
@pytest.mark.parametrize(("verb", "first"), [("offer-accept", "Accept"), ("offer-later", ""), ("offer-keep", "")])
async def test_what_is_pressed_while_a_decline_is_on_its_way_comes_before_it_or_after_it(
    stage: Stage, verb: str, first: str
) -> None:
    """The card says what is booked, whichever of the two came first."""
    await stage.ask()
    asked = stage.offered()
    if first:
        await asked.press(first)
        asked.close()
    (request,) = await stage.requests()
    offer = await stage.read(lambda unit: unit.offers.live(request.id))
    declined, goes_on = threading.Event(), threading.Event()

    def declines(unit: UnitOfWork) -> None:
        press = Press("", asked.account, verb="offer-decline", token=offer.id, version=offer.version)
        routing.route(stage.house.engine._desk(unit, press), press)
        declined.set()
        goes_on.wait(5)

    declining = asyncio.create_task(stage.read(declines))
    await asyncio.to_thread(declined.wait, 5)
    other = asyncio.create_task(stage.forged(asked, verb, offer.id, offer.version))
    await asyncio.sleep(0.3)
    goes_on.set()
    await asyncio.gather(declining, other)
    await stage.settle()
    booked = await stage.read(lambda unit: unit.deadlines.when("offer-decline", offer=offer.id))
    assert ("Thank you for answering" in asked.chat()[-1]) == (booked is not None)


async def test_the_same_press_delivered_four_times_acts_once_and_answers_the_same(stage: Stage) -> None:
    await stage.ask()
    asked = stage.offered()
    screens = await asked.press_repeated(asked.button("Accept"), times=4)
    asked.sees("Do you know this person")
    assert len(set(screens)) == 1
    assert len(await stage.read(lambda unit: unit.offers.of_request(unit.requests.open_ones()[0].id))) == 1


async def test_confirm_pressed_twice_at_once_makes_one_match(stage: Stage) -> None:
    await stage.ask()
    asked = stage.offered()
    await asked.press("Accept")
    confirm = asked.button("No, confirm")
    await asyncio.gather(asked.press_kept(confirm), asked.press_kept(confirm))
    asked.sees("204-555-0123")
    matches = await stage.read(lambda unit: [len(p.standing.matches) for p in unit.people.with_role(Role.SUPPORTER)])
    assert sorted(matches) == [0, 0, 1]


async def test_withdrawn_and_confirmed_at_once_never_leaves_a_closed_request_with_a_match(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    asked = stage.offered()
    await asked.press("Accept")
    confirm = asked.button("No, confirm")
    await robin.press("Open")
    await robin.press("Withdraw")
    withdraw = robin.button("Yes, withdraw")
    await asyncio.gather(robin.press_kept(withdraw), asked.press_kept(confirm))
    if await stage.requests():  # the confirm came first, and the old button explains itself
        robin.sees("A colleague will contact you")
        await robin.press("More")
        await robin.press("Withdraw")
        await robin.press("Yes, withdraw")
    assert await stage.requests() == []
    assert "destroy any note" in asked.chat()[-1]
    asked.close()
    asked.lacks("Details")


async def test_a_press_on_yesterdays_card_explains_itself(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    old = first.button("Accept")
    await stage.forward(25)
    await first.press_kept(old)
    assert not first.inside
    assert first.notice == "This has moved on since. Nothing has changed."
    await stage.nobody_waits_in_silence()


async def test_nobody_can_press_what_was_shown_to_somebody_else(stage: Stage) -> None:
    """Every button of the offer, the match, the status and the coordinator's card, pressed by everybody else."""
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    asked = stage.offered()
    await voicemail_is_fine(stage)
    await robin.press("Open")
    kept = [(robin, robin.button("Withdraw"))]
    await robin.press("Withdraw")
    kept.append((robin, robin.button("Yes, withdraw")))
    robin.close()
    kept += [(asked, asked.button("Accept")), (asked, asked.button("Decline"))]
    await asked.press("Accept")
    kept += [(asked, asked.button(words)) for words in ("No, confirm", "Yes, find someone else")]
    await asked.press("No, confirm")
    kept.append((asked, asked.button("Hand over")))
    asked.close()
    await robin.press("Open")
    kept += [(robin, robin.button(words)) for words in ("Nobody has reached me", "Correct my contact", "More")]
    robin.close()
    await stage.forward(72)
    match = ("We're in touch", "I left a message", "I couldn't reach them", "24 hours longer", "Details")
    kept += [(asked, asked.button(words)) for words in match]
    kept.append((casey, casey.button("Open")))
    before = await _picture(stage)
    for owner, button in kept:
        for stranger in stage.actors.values():
            if stranger is owner or stranger in (stage.coordinator, stage.deputy):
                continue
            await stranger.press_kept(button)
            shown = stranger.screen()
            assert "204-555-0123" not in shown
            assert "Dr. Robin Fictional" not in shown or stranger is robin
            stranger.close()
    assert await _picture(stage) == before


@pytest.mark.parametrize("turn", range(3))
async def test_two_requests_at_once_for_a_supporter_with_a_limit_of_one_make_one_offer(stage: Stage, turn: int) -> None:
    ada, *others = stage.supporters
    for other in others:
        await other.command("away")
    engine = stage.house.engine

    async def ask(user: str) -> None:
        account = stage.account(user)
        values = {"contact": "204-555-0199"}
        await engine.handle(Submit(f"{user}-{turn}", account, "en", f"Dr. {user}", verb="ask-send", values=values))

    await asyncio.gather(*(ask(f"stranger-{number}") for number in range(4)))
    await stage.settle()
    requests = await stage.requests()
    assert len(requests) == 4
    offers = await stage.read(
        lambda unit: [offer for request in unit.requests.open_ones() for offer in unit.offers.of_request(request.id)]
    )
    assert [offer.state for offer in offers] == [OfferState.OPEN]
    assert ada is stage.offered()
    await stage.nobody_waits_in_silence()


async def test_one_person_sending_twice_at_once_has_one_request(stage: Stage) -> None:
    engine = stage.house.engine
    account = stage.account("stranger")
    sends = [
        Submit(str(uuid.uuid4()), account, "en", "Dr. Stranger", verb="ask-send", values={"contact": "204-555-0199"})
        for _ in range(3)
    ]
    replies = await asyncio.gather(*(engine.handle(send) for send in sends))
    assert all(reply.dialog is not None for reply in replies)
    assert [request.state for request in await stage.requests()] == [RequestState.SEEKING]


async def _state_of_the_offer_to(stage: Stage, actor: Actor) -> OfferState:
    def look(unit: UnitOfWork) -> OfferState:
        person = unit.people.by_account(actor.account)
        assert person is not None
        request = unit.requests.open_ones()[0]
        return next(o.state for o in unit.offers.of_request(request.id) if o.supporter == person.id)

    state: OfferState = await stage.read(look)
    return state


async def _picture(stage: Stage) -> list[tuple[object, ...]]:
    def look(unit: UnitOfWork) -> list[tuple[object, ...]]:
        return [
            (
                request.id,
                request.state,
                request.version,
                *((o.id, o.state, o.version) for o in unit.offers.of_request(request.id)),
            )
            for request in unit.requests.open_ones()
        ]

    found: list[tuple[object, ...]] = await stage.read(look)
    return found
