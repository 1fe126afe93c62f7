"""Who may what (R60, rule 11): every press, form and word of the routing tables, tried by every role of both sites.

Who may is in the tables, beside each verb; what each of those words means stands in every_route.py. Each verb is
pressed with a real token: of a live request, offer, call or person that is somebody else's. Whoever may not is refused
kindly and alone, and not one row changes; whoever may is served, in a transaction that is undone, so that one database
stands for all of it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.core.request import Able, Next, OfferState, RequestState, TookPlace
from bot.flows import routing
from bot.flows.common import routes
from bot.flows.common.desk import Sorry
from bot.flows.common.routes import Who
from bot.process.bootstrap import build, wording_for
from bot.programme import load
from bot.surface import Event, Reply, Words, to_plain
from storage.encryption.keys import fresh
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import MONDAY
from tests.stories.every_route import (
    ABOUT,
    ABOUT_SOMETHING,
    MEANS,
    OPENED_BY_A_STORY,
    OWNERS,
    RESTS,
    TAPS,
    TRACKER,
    everything,
    filled,
    presses,
    submits,
)
from tests.stories.everything_live import ASKS, CONTACT, ENTERED, OTHERS, ROLES, Scene, live
from tests.stories.variants import OTHER_SITE, variant

# --- the scene -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("matrix")
    path = folder / "peerline.db"
    path.write_bytes(migrated_sqlite)
    file = variant(folder, more=OTHER_SITE, inter_site=True)
    programme = load(file)
    settings = given(peerline_database_url=f"sqlite:///{path}", peerline_keys=fresh(), peerline_programme=file)
    clock = MovableClock(MONDAY)
    house = build(settings, programme, wording_for(programme, file), {}, clock)
    house.engine.on_commit = lambda: None
    yield Scene(house, clock, path)
    house.close()


@pytest.fixture
async def scene(built: Scene) -> Scene:
    if not built.tokens:
        await live(built)
    return built


# --- what is asked of it ---------------------------------------------------------------------------------------------


def test_every_route_says_who_may_and_is_tried_with_what_it_is_about() -> None:
    wrong = []
    for table in (routing.PRESSES, routing.SUBMITS, routing.COMMANDS):
        for verb, route in table.items():
            if route.who not in MEANS:
                wrong.append(f"{verb}: MEANS does not say which roles are {route.who.name!r}")
            tried = verb in ABOUT or verb in OPENED_BY_A_STORY or table is routing.COMMANDS
            if route.who in ABOUT_SOMETHING and not tried:
                wrong.append(f"{verb}: ABOUT does not say what it is about")
    assert not wrong, "\n".join(wrong)


async def test_nothing_that_is_tried_is_of_a_verb_that_is_gone(scene: Scene) -> None:
    verbs = routing.PRESSES.keys() | routing.SUBMITS.keys()
    assert {*ABOUT, *TAPS, *OPENED_BY_A_STORY} <= verbs
    assert filled(scene).keys() <= routing.SUBMITS.keys()
    assert RESTS.keys() <= routing.COMMANDS.keys()
    tables = (routing.PRESSES, routing.SUBMITS, routing.COMMANDS)
    assert {route.who for table in tables for route in table.values()} == MEANS.keys()


def test_the_tracker_has_every_answer() -> None:
    answers = sum(len(taps) for taps in TRACKER.values())
    assert answers == len(TookPlace) * (1 + len(Able) * (1 + len(Next) + 1))  # to hand over is asked back


async def test_everything_is_live(scene: Scene) -> None:
    """What the matrix is about exists, and is in the state in which somebody could act on it."""

    def states(unit: UnitOfWork) -> dict[str, tuple[RequestState, OfferState | None]]:
        found = {}
        for user in ASKS:
            request = unit.requests.get(scene.tokens[user][0])
            assert request is not None
            offer = unit.offers.live(request.id)
            found[user] = (request.state, offer.state if offer else None)
        return found

    seeking = (RequestState.SEEKING, None)
    assert await scene.house.engine.run(states) == {
        "waiting": seeking,
        "outside": seeking,
        "agreed": seeking,
        "questioned": seeking,
        "offered": (RequestState.SEEKING, OfferState.OPEN),
        "named": (RequestState.SEEKING, OfferState.NAMED),
        "matched": (RequestState.MATCHED, OfferState.CONFIRMED),
        "connected": (RequestState.CONNECTED, OfferState.CONFIRMED),
        "invited": (RequestState.INVITED, None),
    }
    assert {"call", "nomination", "gathering", "training entry", "entered"} <= scene.tokens.keys()


@pytest.mark.parametrize("role", ROLES)
async def test_r60_whoever_may_not_is_refused_kindly_and_nothing_changes(scene: Scene, role: str) -> None:
    """Where the table can tell from the presser alone it is the table that says no, before the flow has run."""
    before = scene.rows()
    said = {who: await _said_by_the_table(scene, role, who) for who in MEANS}
    wrong = []
    for each in everything(scene, role):
        if role in MEANS[each.who]:
            continue
        if not await scene.refuses(each.event):
            wrong.append(f"{each.what}: {role} is served")
            continue
        reply = await scene.does(each.event)
        if scene.rows() != before:
            wrong.append(f"{each.what}: something changed")
            before = scene.rows()
        if (words := said[each.who]) is not None and words != _words(reply):
            wrong.append(f"{each.what}: refused by the flow, and not before it")
        wrong += [f"{each.what}: {trouble}" for trouble in _troubles(scene, reply)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
async def test_whoever_may_is_served(scene: Scene, role: str) -> None:
    """Without this a house that refuses everybody would pass. What is everybody's may be refused kindly (R07)."""
    before = scene.rows()
    wrong = [
        f"{each.what}: {role} is refused"
        for each in everything(scene, role)
        if role in MEANS[each.who]
        and each.who is not routes.EVERYBODY
        and each.verb not in OPENED_BY_A_STORY
        and await scene.refuses(each.event)
    ]
    assert not wrong, "\n".join(wrong)
    assert scene.rows() == before


@pytest.mark.parametrize("role", ROLES)
async def test_what_is_everybodys_tells_nothing_of_anybody_else(scene: Scene, role: str) -> None:
    wrong = []
    for each in everything(scene, role):
        if each.who is routes.EVERYBODY:
            reply = await _undone_reply(scene, each.event)
            wrong += [f"{each.what}: {trouble}" for trouble in _troubles(scene, reply, kind=False)]
    assert not wrong, "\n".join(wrong)


async def test_whose_it_is_is_served(scene: Scene) -> None:
    """The tokens of the matrix are good ones: the right person gets through with them."""
    wrong = []
    for each in (*presses(scene, "physician demo"), *submits(scene, "physician demo")):
        if each.who is routes.OWNER and each.verb not in OPENED_BY_A_STORY:
            about = ABOUT[each.verb]
            owner = OWNERS.get(about, about)
            if await scene.refuses(replace(each.event, account=scene.account(owner))):
                wrong.append(f"{each.what}: {owner} is refused")
    assert not wrong, "\n".join(wrong)


async def _said_by_the_table(scene: Scene, role: str, who: Who) -> Any:
    """What somebody of this role is told before any flow runs; None where nothing is."""

    def look(unit: UnitOfWork) -> Any:
        try:
            if who.look is not None:
                who.look(scene.house.engine._desk(unit, scene.press(role, "")))
        except Sorry as sorry:
            return _words(sorry.reply)
        return None

    return await scene.house.engine.run(look)


def _words(reply: Reply) -> Any:
    return reply.notice, reply.dialog and (reply.dialog.title, reply.dialog.blocks)


async def _undone_reply(scene: Scene, event: Event) -> Reply:
    class Seen(Exception):
        reply = Reply()

    def look(unit: UnitOfWork) -> None:
        engine = scene.house.engine
        seen = Seen()
        try:
            seen.reply = routing.route(engine._desk(unit, event), event)
        except Sorry as sorry:
            seen.reply = sorry.reply
        raise seen

    try:
        await scene.house.engine.run(look)
    except Seen as seen:
        return seen.reply
    raise AssertionError("a transaction that was to be undone was kept")


def _troubles(scene: Scene, reply: Reply, *, kind: bool = True) -> list[str]:
    """What is wrong with an answer to somebody whose matter it is not."""
    found = []
    notice = reply.notice.id if isinstance(reply.notice, Words) else ""
    if notice in {"went-wrong", "too-fast", "unavailable"}:
        found.append(f"answered with {notice}")
    if kind and not (reply.notice or reply.dialog):
        found.append("no word of kindness")
    if kind and reply.card is not None:
        found.append("a card")
    said = json.dumps(to_plain([reply.card, reply.dialog, reply.notice, dict(reply.errors)]), default=str)
    names = [ENTERED, *(f"Dr. {user.title()} Fictional" for user in (*ASKS, *OTHERS[:3]))]
    found += [f"says {secret}" for secret in (CONTACT, *names, *scene.numbers) if f'"{secret}' in said]
    return found
