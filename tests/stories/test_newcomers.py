"""Somebody on no roster, who comes in more than one way: each way knows them, and each end forgets what was its own."""

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from bot.core.people import Person
from bot.core.request import RequestState
from bot.flows.common.desk import Desk
from bot.flows.match import closing
from bot.flows.outreach import newsletter
from bot.ports.records import Due
from bot.surface import Account, Press, Reply, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests import carried
from tests.served import TEAM
from tests.stage import CONTACT, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import rows
from tests.stories.variants import OTHER_SITE

NAME = "Dr. Sky Invented"
PHONE = "204-555-0177"
MONTH = 24 * 31
# The playground's page has no chat for somebody whom it does not show, and one site to a team.
REACHABLE = pytest.mark.parametrize("platform", ["slack", "teams"], indirect=True)
ONE_WORKSPACE = pytest.mark.parametrize("platform", ["slack"], indirect=True)


@dataclass
class Newcomer:
    """Their events as an adapter hands them over; the name is the platform's."""

    stage: Stage
    user: str = "sky"
    _key: Any = field(default_factory=count, repr=False)

    @property
    def account(self) -> Account:
        return self.stage.account(self.user)

    async def presses(self, verb: str, token: str = "", version: int = 0) -> Reply:
        return await self._does(Press(self._next(), self.account, "en", NAME, verb=verb, token=token, version=version))

    async def sends(self, verb: str, token: str = "", **values: str) -> Reply:
        given: Mapping[str, str | tuple[str, ...]] = dict(values)
        return await self._does(Submit(self._next(), self.account, "en", NAME, verb=verb, token=token, values=given))

    async def person(self) -> Person | None:
        found: Person | None = await self.stage.read(lambda unit: unit.people.by_account(self.account))
        return found

    async def withdraws(self) -> None:
        [request] = await self.stage.requests()
        await self.presses("withdraw-yes", request.id, request.version)

    async def _does(self, event: Press | Submit) -> Reply:
        reply = await self.stage.house.engine.handle(carried.sealed(event, self.stage.house))
        await self.stage.settle()
        return reply

    def _next(self) -> str:
        return f"{self.user}-{next(self._key)}"


@pytest.fixture
def sky(stage: Stage) -> Newcomer:
    return Newcomer(stage)


async def joined(stage: Stage) -> int:
    return len(await stage.read(lambda unit: unit.deadlines.pending_kind("monthly")))


# --- the name, for the one question (rule 3) -------------------------------------------------------------------------


@REACHABLE
async def test_who_joined_the_monthly_word_and_asks_is_named_to_the_supporter(stage: Stage, sky: Newcomer) -> None:
    await sky.presses("monthly-join")
    await sky.sends("ask-send", contact=CONTACT)
    supporter = stage.offered()
    await supporter.press("Accept")
    supporter.sees("Do you know this person", NAME)


@REACHABLE
async def test_who_was_invited_and_says_yes_is_named_to_the_supporter(stage: Stage, sky: Newcomer) -> None:
    casey = stage.coordinator
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[sky.account.user], moment="routine")
    casey.close()
    await stage.sweep()
    [invitation] = await stage.requests()
    person = await sky.person()
    assert (invitation.state, person and person.name) == (RequestState.INVITED, "")
    await sky.sends("ask-send", invitation.id, contact=CONTACT)
    supporter = stage.offered()
    await supporter.press("Accept")
    supporter.sees("Do you know this person", NAME)


@REACHABLE
async def test_who_joined_and_asks_to_be_phoned_is_named_to_the_coordinator(stage: Stage, sky: Newcomer) -> None:
    await sky.presses("monthly-join")
    await sky.sends("call-send", contact=PHONE)
    await stage.coordinator.press("Open")
    stage.coordinator.sees(NAME, PHONE)


# --- what stays of them while they are joined ------------------------------------------------------------------------


@REACHABLE
async def test_a_day_after_the_end_nothing_but_the_account_stays_of_who_joined(stage: Stage, sky: Newcomer) -> None:
    await sky.presses("monthly-join")
    as_joined = await sky.person()
    await sky.sends("ask-send", contact=CONTACT)
    await sky.withdraws()
    await stage.forward(25)
    assert await sky.person() == as_joined
    assert await joined(stage) == 1
    await stage.forward(MONTH)
    assert await sky.person() == as_joined  # and the word still comes
    await sky.presses("monthly-leave")
    await stage.forward(25)
    assert await sky.person() is None


@REACHABLE
async def test_the_name_stays_as_long_as_another_wish_waits(stage: Stage, sky: Newcomer) -> None:
    await sky.presses("monthly-join")
    await sky.sends("ask-send", contact=CONTACT)
    await sky.withdraws()
    await sky.sends("call-send", contact=PHONE)
    await stage.forward(25)
    person = await sky.person()
    assert person is not None
    assert person.name == NAME


# --- several sites in one workspace ----------------------------------------------------------------------------------


async def two_sites(under: Opens, **policy: object) -> Stage:
    """The first may be for the roster alone; the second is always for everybody in the workspace."""
    return await under(more=f'{OTHER_SITE}slack_team = "{TEAM}"\nopen_to = "workspace"\n', **policy)


@ONE_WORKSPACE
async def test_joining_shuts_no_site_of_the_workspace_to_whoever_asks_later(under: Opens) -> None:
    stage = await two_sites(under)
    sky = Newcomer(stage)
    before = (await sky.presses("ask-form")).dialog
    await sky.presses("monthly-join")
    as_joined = await sky.person()
    after = (await sky.presses("ask-form")).dialog
    assert before is not None
    assert after is not None
    assert [each.name for each in after.fields] == [each.name for each in before.fields]
    assert "site" in [each.name for each in after.fields]
    await sky.sends("ask-send", contact=CONTACT, site="other")
    [request] = await stage.requests()
    person = await sky.person()
    assert (request.site, person and person.site) == ("other", "other")
    story = (await sky.presses("status", request.id)).dialog
    assert "204-555-0143" in str(story)
    assert "204-555-0142" not in str(story)  # the other site's phone route is none of theirs now
    await sky.withdraws()
    await stage.forward(25)
    assert await sky.person() == as_joined  # which site they asked at is forgotten too


@ONE_WORKSPACE
async def test_joining_at_a_site_for_the_roster_alone_is_no_reason_to_refuse_at_the_other(under: Opens) -> None:
    stage = await two_sites(under, open_to="roster")
    sky = Newcomer(stage)
    await sky.presses("monthly-join")
    as_joined = await sky.person()
    await sky.sends("ask-send", contact=CONTACT)
    assert [request.site for request in await stage.requests()] == ["other"]
    await sky.withdraws()
    await stage.forward(25)
    assert await sky.person() == as_joined


@ONE_WORKSPACE
async def test_who_joined_can_be_invited_from_the_other_site(under: Opens) -> None:
    stage = await two_sites(under)
    sky = Newcomer(stage)
    await sky.presses("monthly-join")
    await stage.rewrite(stage.coordinator, site="other")
    casey = stage.coordinator
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[sky.account.user], moment="routine")
    casey.close()
    await stage.sweep()
    assert [(each.site, each.state) for each in await stage.requests()] == [("other", RequestState.INVITED)]


# --- where they may not ask ------------------------------------------------------------------------------------------


@REACHABLE
async def test_where_a_newcomer_may_not_ask_joining_is_not_offered_either(under: Opens) -> None:
    stage = await under(open_to="roster")
    sky = Newcomer(stage)
    for verb in ("monthly", "monthly-join"):
        reply = await sky.presses(verb)
        assert "ask-roster-only" in str(reply.dialog)
        assert "monthly-join" not in str(reply.dialog)
    assert await sky.person() is None
    assert await joined(stage) == 0


# --- forgetting, and joining at the same moment ----------------------------------------------------------------------


@pytest.fixture
async def on_both(opens: Opens, database_url: str) -> Stage:
    """Only PostgreSQL lets two transactions really run side by side."""
    return await opens(database_url)


def _forget(unit: UnitOfWork, stage: Stage, person: str) -> None:
    closing.forget(Desk(unit, stage.house.programme, unit.now), Due("", "forget", person=person))


@ONE_WORKSPACE
async def test_joining_while_one_is_being_forgotten_is_not_forgotten(on_both: Stage) -> None:
    stage, sky = on_both, Newcomer(on_both)
    await sky.presses("monthly-join")
    await sky.presses("monthly-leave")
    person = await sky.person()
    assert person is not None
    booked, goes_on = threading.Event(), threading.Event()

    def joins(unit: UnitOfWork) -> None:
        known = unit.people.by_account(sky.account)
        desk = Desk(unit, stage.house.programme, unit.now, account=sky.account, me=known)
        newsletter.join(desk, Press("", sky.account, "en", NAME, verb="monthly-join"))
        booked.set()
        goes_on.wait(5)

    joining = asyncio.create_task(stage.read(joins))
    await asyncio.to_thread(booked.wait, 5)
    forgetting = asyncio.create_task(stage.read(lambda unit: _forget(unit, stage, person.id)))
    await asyncio.sleep(0.3)
    goes_on.set()
    await asyncio.gather(joining, forgetting)
    assert await sky.person() is not None
    assert await joined(stage) == 1


@ONE_WORKSPACE
@pytest.mark.parametrize("verb", ["monthly-join", "ask-send", "call-send"])
async def test_whoever_is_forgotten_at_the_moment_they_come_in_begins_anew(on_both: Stage, verb: str) -> None:
    stage, sky = on_both, Newcomer(on_both)
    await sky.presses("monthly-join")
    await sky.presses("monthly-leave")
    person = await sky.person()
    assert person is not None
    gone, goes_on = threading.Event(), threading.Event()

    def forgets(unit: UnitOfWork) -> None:
        _forget(unit, stage, person.id)
        gone.set()
        goes_on.wait(5)

    forgetting = asyncio.create_task(stage.read(forgets))
    await asyncio.to_thread(gone.wait, 5)
    coming = sky.presses(verb) if verb == "monthly-join" else sky.sends(verb, contact=PHONE)
    arriving = asyncio.create_task(coming)
    await asyncio.sleep(0.3)
    goes_on.set()
    await asyncio.gather(forgetting, arriving)
    anew = await sky.person()
    assert anew is not None
    assert anew.id != person.id
    for about in await rows(stage, "SELECT person FROM deadline WHERE person IS NOT NULL"):
        assert about == (anew.id,)
    for request in await stage.requests():
        assert (await stage.read(lambda unit, each=request: unit.requests.details(each))).physician == anew.id


@ONE_WORKSPACE
async def test_a_word_for_somebody_who_is_gone_ends_quietly(stage: Stage) -> None:
    await stage.read(lambda unit: unit.deadlines.book("monthly", unit.now, person="nobody-here"))
    await stage.sweep()
    assert await joined(stage) == 0
