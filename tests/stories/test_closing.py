"""Closing means forgotten: when a request has closed and its last words are out, a count is what stays of it."""

from datetime import datetime, timedelta

from bot.core.request import Outcome
from bot.flows.common.desk import Desk
from bot.flows.match.closing import close
from bot.surface import Submit
from tests.conftest import Postgres
from tests.remains import everything, instants_of, knows, mentions
from tests.stage import CONTACT, Actor, Stage, Woe
from tests.stories.conftest import ON_PLAYGROUND, Opens
from tests.stories.traces import counted, rows

ODD = timedelta(seconds=17, microseconds=609380)  # no event comes on the minute


async def loop(stage: Stage) -> tuple[Actor, set[str], set[datetime]]:
    """From the first press to the close: the supporter, the ids that it had, and the instants of its life."""
    words: set[str] = set()
    instants: set[datetime] = set()

    async def look() -> None:
        instants.add(stage.now)
        for request in await stage.requests():
            instants.update(instants_of(request))
            words.update({request.id, request.number})
            for offer in await stage.read(lambda unit, id_=request.id: unit.offers.of_request(id_)):
                words.add(offer.id)
                instants.update(each for each in (offer.made_at, offer.delivered_at, offer.lapsed_at) if each)

    stage.clock.forward(ODD)
    await stage.ask(language="en")
    await look()
    stage.clock.forward(timedelta(minutes=7) + ODD)
    supporter = await stage.match()
    await look()
    stage.clock.forward(timedelta(hours=2) + ODD)
    await supporter.press("We're in touch")
    supporter.close()
    await look()
    stage.clock.forward(timedelta(hours=3) + ODD)
    await stage.physician.press("Open")
    await stage.physician.press("More")
    await stage.physician.press("We are done")
    await stage.physician.press("Yes, we are done")
    instants.add(stage.now)
    return supporter, words, instants


async def test_a_closed_request_has_no_row_no_id_and_no_instant_anywhere(stage: Stage) -> None:
    _, words, instants = await loop(stage)
    await stage.forward(1)
    await nothing_of(stage, words, instants)
    assert [row.kind for row in await counted(stage)] == ["request"]


@ON_PLAYGROUND
async def test_nor_on_postgresql(opens: Opens, postgres: Postgres) -> None:
    url = postgres.create()
    stage = await opens(url=url)
    draws(stage, 12, 25)
    _, words, instants = await loop(stage)
    await nothing_of(stage, words, instants)
    await stage.forward(1)
    await nothing_of(stage, words, instants)
    assert await rows(stage, WAITING) == [(0,)]


async def nothing_of(stage: Stage, words: set[str], instants: set[datetime]) -> None:
    found = await everything(stage)
    assert [name for name in ("request.id", "offer.id", "request_key.request") if name in found] == []
    assert mentions(found, {*words, CONTACT}) == []
    assert knows(found, instants) == []


# --- the last word -------------------------------------------------------------------------------------------------

CLOSED = "Closed. Please destroy any note you made."
WAITING = "SELECT count(*) FROM slot WHERE last = 1"


def draws(stage: Stage, *minutes: int) -> list[int]:
    """What is drawn from now on, in this order, and 0 after that. Returns below which numbers it was drawn."""
    left, asked = list(minutes), []

    def draw(below: int) -> int:
        asked.append(below)
        return left.pop(0) if left else 0

    stage.house.engine.draw = draw
    return asked


async def withdraws(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Open")
    await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")


async def test_each_ones_last_word_comes_at_a_minute_of_its_own_within_half_an_hour(stage: Stage) -> None:
    asked = draws(stage, 12, 25)
    supporter, *_ = await loop(stage)
    robin = stage.physician
    assert asked == [30, 30]
    robin.sees("Your request is closed")  # the answer to their own press
    assert CLOSED not in supporter.chat()[-1]
    assert await rows(stage, WAITING) == [(2,)]
    await stage.forward(11 / 60)
    assert CLOSED not in supporter.chat()[-1]
    await stage.forward(1 / 60)
    assert CLOSED in supporter.chat()[-1]
    assert await rows(stage, WAITING) == [(1,)]
    await stage.forward(13 / 60)
    assert await rows(stage, WAITING) == [(0,)]


async def test_a_press_on_a_card_whose_request_is_deleted_reads_the_safe_word(stage: Stage) -> None:
    draws(stage, 12, 25)
    supporter, *_ = await loop(stage)
    await supporter.press("Details")
    assert supporter.notice == "Closed. Please don't call; destroy any note you made."


async def test_please_do_not_call_comes_at_once_and_the_others_do_not(stage: Stage) -> None:
    draws(stage, 12, 25)
    await stage.ask(language="en")
    supporter = await stage.match()
    await withdraws(stage)
    assert "Please don't call" in supporter.chat()[-1]
    assert await rows(stage, WAITING) == [(1,)]


async def test_while_last_words_wait_nothing_names_the_request_and_they_have_no_moment_in_common(stage: Stage) -> None:
    """The database with its keys, between the closing and the delivery."""
    draws(stage, 12, 25)
    _, words, instants = await loop(stage)
    await nothing_of(stage, words, instants)
    slots = "SELECT slot.id, version, shown, due_at, until FROM slot JOIN copy ON copy.slot = slot.id WHERE last = 1"
    told = await rows(stage, slots)
    assert {row[1] for row in told} == {1_000_000_000}
    assert {row[2] for row in told} <= {0, 1}
    assert {row[3] % 60_000_000 for row in told} == {0}
    assert len({row[0] for row in told}) == len({row[3] for row in told}) == len({row[4] for row in told}) == 2


async def test_a_last_word_that_cannot_be_shown_is_given_up_after_a_day(stage: Stage) -> None:
    await stage.ask(language="en")
    supporter = await stage.match()
    stage.fails(supporter, Woe.DOWN, times=10_000)
    await withdraws(stage)
    await stage.forward(23.5)
    assert await rows(stage, WAITING) == [(1,)]
    await stage.forward(0.6)
    assert await rows(stage, WAITING) == [(0,)]
    assert await rows(stage, "SELECT count(*) FROM copy WHERE slot NOT IN (SELECT id FROM slot)") == [(0,)]
    assert "Please don't call" not in supporter.chat()[-1]


async def test_the_house_that_was_down_for_two_days_gives_a_last_word_up(stage: Stage) -> None:
    await stage.ask(language="en")
    supporter = await stage.match()
    stage.delivering = False
    await withdraws(stage)
    stage.clock.forward(timedelta(hours=49))
    stage.delivering = True
    await stage.sweep()
    assert await rows(stage, WAITING) == [(0,)]
    assert "Please don't call" not in supporter.chat()[-1]


async def test_a_stranger_is_forgotten_only_after_their_last_word(stage: Stage) -> None:
    """Nobody could be found for somebody on no roster, and their platform is down."""
    stranger = stage.account("visiting-locum")
    before = await rows(stage, "SELECT id FROM person ORDER BY id")
    stage.delivering = False
    send = Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    await stage.house.engine.handle(send)
    request = (await stage.requests())[0]
    await stage.read(lambda unit: close(Desk(unit, stage.house.programme, unit.now), request, Outcome.UNFILLED))
    for _ in range(12):
        stage.clock.forward(timedelta(hours=1))
        await stage.house.deadlines.sweep()
        assert len(await rows(stage, "SELECT id FROM person")) == len(before) + 1
    stage.clock.forward(timedelta(hours=13))
    stage.delivering = True
    await stage.settle()
    await stage.forward(1)
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == before


async def test_a_card_that_a_coordinator_has_lost_the_right_to_goes_with_the_request_too(stage: Stage) -> None:
    """Casey was told that somebody waits, and is no coordinator any more when the request closes."""
    await stage.rewrite(stage.supporters[0], roles=frozenset())
    await stage.rewrite(stage.supporters[1], roles=frozenset())
    await stage.rewrite(stage.supporters[2], roles=frozenset())
    stage.clock.forward(ODD)
    await stage.ask(language="en")
    await stage.forward(48)
    (request,) = await stage.requests()
    assert any(f"Request {request.number}" in words for words in stage.coordinator.chat())
    await stage.rewrite(stage.coordinator, roles=frozenset())
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await stage.forward(1)
    assert any(f"Request {request.number} is with somebody else now" in each for each in stage.coordinator.chat())
    await nothing_of(stage, {request.id}, {request.opened_at})
