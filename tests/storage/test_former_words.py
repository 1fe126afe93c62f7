"""An upgrade gives stored words other names (`helm` is `escalation` now): what was stored, is in a chat or is in
an open dialog goes on as if nothing had happened. The house is a554c4b's (tests/storage/before)."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bench.carried import plain
from bot import VERSION
from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.core.request import Escalation, RequestState
from bot.flows import routing
from bot.flows.common.desk import Sorry
from bot.ports.platform import Outgoing
from bot.ports.records import LOOK
from bot.process.bootstrap import House, build, wording_for
from bot.process.demo import wind
from bot.programme import load
from bot.runtime import dialog_sealing
from bot.surface import Account, Card, Paragraph, Press, Reply, Submit
from bot.surface.former_words import former, present
from storage.database.connect import Database, open_database
from storage.database.migrate import upgrade
from storage.encryption.keys import GivenKeys, fresh
from storage.rotation.master_key import rotate_given
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import writer_for
from tests import carried
from tests.conftest import Postgres
from tests.remains import mentions, opened
from tests.storage.before import KEY_OF_A554C4B, MINUTE_OF_A554C4B, copy_into, in_open_dialogs, unpack
from tests.storage.scene import do
from tests.stories.variants import OTHER_SITE, variant

Gist = tuple[Any, ...]
VERBS = 14  # of a coordinator about a request, each of which lay in a dialog


@dataclass
class Chat:
    """Shows each card to its account in both languages, as the platforms do."""

    platform: str = "playground"
    house: House | None = None
    shown: dict[tuple[Account, str], Card] = field(default_factory=dict)
    posted: int = 0

    async def post(self, message: Outgoing) -> str:
        self.posted += 1
        await self.edit(message, f"new {self.posted}")
        return f"new {self.posted}"

    async def edit(self, message: Outgoing, reference: str) -> None:
        self.shown[message.account, reference] = message.card
        self.words(message.card)

    async def retire(self, message: Outgoing, reference: str) -> None:
        self.shown.pop((message.account, reference), None)

    async def find(self, message: Outgoing) -> str | None:
        return None

    def words(self, card: Card) -> list[str]:
        assert self.house is not None
        said = [each.words for each in card.blocks if isinstance(each, Paragraph)]
        said += [words for each in card.buttons for words in (each.words, each.label) if words]
        return [self.house.wording.text(each, language) for each in said for language in ("en", "fr")]

    def of(self, account: Account, number: str) -> list[Card]:
        """What is there of one request for whoever is responsible for it."""
        cards = [card for (whose, _), card in self.shown.items() if whose == account]
        return [each for each in cards if any(f"equest {number}" in words for words in self.words(each))]


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "peerline.db"
    unpack(path, "a554c4b")
    url = f"sqlite:///{path}"
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.create(migrated=False)
    database = open_database(url)
    if database.is_postgresql:
        copy_into(database, path)
    yield database
    database.close()
    if database.is_postgresql:
        server.drop(url)


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.fixture
async def house(old: Database, chat: Chat, tmp_path: Path) -> AsyncIterator[House]:
    """After the upgrade, a minute later."""
    upgrade(old)
    file = variant(tmp_path, more=OTHER_SITE, inter_site=True)
    url = old.engine.url.render_as_string(hide_password=False)
    settings = given(peerline_database_url=url, peerline_keys=KEY_OF_A554C4B, peerline_programme=file)
    clock = MovableClock(MINUTE_OF_A554C4B + timedelta(minutes=1))
    programme = load(file)
    found = build(settings, programme, wording_for(programme, file), {chat.platform: chat}, clock)
    found.engine.on_commit = lambda: None
    found.engine.answer_seconds = None
    chat.house = found
    yield found
    found.close()


# --- what a table holds ----------------------------------------------------------------------------------------------


def test_before_the_upgrade_there_is_something_of_every_kind(old: Database) -> None:
    with old.engine.connect() as connection:

        def column(sql: str) -> set[Any]:
            return set(connection.exec_driver_sql(sql).scalars().all())

        assert column("SELECT helm FROM request") == {"nobody", "coordinator", "promised", "contacted"}
        assert column("SELECT kind FROM deadline") > {"helm", "helm-ask", "helm-end"}
        assert column("SELECT count(*) FROM copy WHERE due_at IS NOT NULL") == {4}
    open_verbs = {each.verb for each in in_open_dialogs()}
    assert len([each for each in open_verbs if each.startswith("helm-")]) == VERBS


async def test_no_table_has_a_former_word_where_one_can_read_it(house: House) -> None:
    with house.database.engine.connect() as connection:
        kinds = set(connection.exec_driver_sql("SELECT kind FROM deadline").scalars().all())
    assert kinds <= {*routing.DEADLINES, LOOK, "scrub"}
    assert kinds > {"escalation", "escalation-ask", "escalation-end"}
    levels = {each.escalation for each in await house.engine.run(lambda unit: unit.requests.open_ones())}
    assert levels == {Escalation.NOBODY, Escalation.COORDINATOR, Escalation.PROMISED, Escalation.CONTACTED}
    found = await house.engine.run(opened)
    sealed = {"slot.body", "meaning.body"}  # read under their present names, and written anew under them
    assert {each.partition(":")[0] for each in mentions(found, ["helm"])} == sealed


# --- what is in a chat -------------------------------------------------------------------------------------------


async def shown_again(house: House) -> None:
    """Every card that stands is brought to the truth once more, and what waited is posted."""

    def due(unit: UnitOfWork) -> None:
        unit.link.driver.execute("UPDATE copy SET due_at = 0 WHERE retired = 0")

    await house.engine.run(due)
    await house.outbox.settle()


async def test_every_card_that_stood_or_waited_is_shown_in_its_words(house: House, chat: Chat) -> None:
    with capture_logs() as logs:
        await shown_again(house)
    assert logs == []
    said = {words for card in chat.shown.values() for words in chat.words(card)}
    numbers = {each.number for each in await house.engine.run(lambda unit: unit.requests.open_ones())}
    assert {f"Request {number} is in hand: somebody is seeing to it." for number in numbers} & said
    assert {f"Ouvrir la demande {number}" for number in numbers} & said


async def test_every_button_of_every_card_does_what_it_did(house: House, chat: Chat) -> None:
    await shown_again(house)
    pressed = set()
    for (account, _), card in chat.shown.items():
        for button in card.buttons:
            press = Press("", account, verb=button.verb, token=button.token)
            verb, token, version = await house.engine.run(partial(meant, press))
            pressed.add(verb)
            today = replace(press, verb=present(verb), token=token, version=version)
            assert await answered(house, press) == await routed(house, today), verb
    assert pressed >= {"helm-open", "offer-accept"}


def meant(press: Press, unit: UnitOfWork) -> tuple[str, str, int]:
    """What a button of a posted card means, as it was stored."""
    found = unit.values.meaning(press.token, press.account)
    place = 0 if press.verb == "open" else int(press.verb[1:]) if press.verb[1:].isdigit() else None
    return found[place] if place is not None and found else (press.verb, "", 0)


async def test_a_card_of_before_is_brought_to_the_truth_and_none_is_posted_beside_it(house: House, chat: Chat) -> None:
    await shown_again(house)
    tried = next(
        each
        for each in await house.engine.run(lambda unit: unit.requests.open_ones())
        if each.state is RequestState.MATCHED
    )
    coordinator = Account("playground", "demo", "coordinator-demo")
    assert len(chat.of(coordinator, tried.number)) == 1
    press = Press("", coordinator, verb="escalation-contacted", token=tried.id, version=tried.version)
    await house.engine.handle(carried.sealed(press, house))
    await house.outbox.settle()
    (card,) = chat.of(coordinator, tried.number)
    assert f"Request {tried.number} is in hand: somebody has contacted the one who asked." in chat.words(card)
    again = await house.engine.run(lambda unit: unit.requests.get(tried.id))
    assert again is not None
    close = Press("", coordinator, verb="escalation-rematch", token=again.id, version=again.version)
    await house.engine.handle(carried.sealed(close, house))
    await house.outbox.settle()
    assert len(chat.of(coordinator, tried.number)) == 1


async def test_of_two_who_are_joined_one_card_stands(house: House) -> None:
    def joined(unit: UnitOfWork) -> list[str]:
        request = next(each for each in unit.requests.open_ones() if each.state is RequestState.MATCHED)
        name = f"escalation:{request.id}"
        one, other, *_ = unit.slots.whose(name)
        card = unit.slots.card(one, name)
        assert card is not None
        unit.slots.say(one, name, card, at=unit.now, notify=False)  # under its present name from here on
        unit.slots.move(other, one)
        return [each for each in unit.slots.names_of(one) if each.endswith(request.id)]

    assert len(await house.engine.run(joined)) == 1


# --- what lay in an open dialog --------------------------------------------------------------------------------------


async def test_a_dialog_that_was_open_during_the_upgrade_answers_as_one_of_today(house: House) -> None:
    for sent in in_open_dialogs():
        known = dialog_sealing.opened(sent, carried.keyring(house))
        assert known is not None
        today = replace(known, verb=present(sent.verb))
        assert today.verb in {*routing.PRESSES, *routing.SUBMITS}
        assert await answered(house, sent) == await routed(house, today), sent.verb


async def test_a_form_that_was_open_during_the_upgrade_can_be_sent(house: House) -> None:
    (form,) = (each for each in in_open_dialogs() if isinstance(each, Submit))
    reply = await house.engine.handle(form)
    assert (reply.undone, reply.errors) == (False, {})
    asked = await house.engine.run(lambda unit: [unit.offers.live(each.id) for each in unit.requests.open_ones()])
    spare = await house.engine.run(lambda unit: unit.people.by_account(Account("playground", "demo", "spare")))
    assert spare is not None
    assert spare.id in {each.supporter for each in asked if each}


async def answered(house: House, event: Press | Submit) -> Gist:
    """The house's reply to what comes from outside, in a transaction that is undone."""
    engine = house.engine
    reply = await undone(house, lambda unit: engine._answer(unit, engine._desk(unit, event), event))
    dialog = plain(reply.dialog, event.account, carried.keyring(house)) if reply.dialog else None
    return gist(replace(reply, dialog=dialog))


async def routed(house: House, event: Press | Submit) -> Gist:
    """The flow's reply to what is meant."""
    return gist(await undone(house, lambda unit: routing.route(house.engine._desk(unit, event), event)))


def gist(reply: Reply) -> Gist:
    """What somebody reads, and what each button of a dialog means. A card that is posted has its own values."""
    return reply.dialog, reply.card and reply.card.blocks, reply.notice, reply.errors, reply.close


async def undone(house: House, job: Callable[[UnitOfWork], Reply]) -> Reply:
    def answer(unit: UnitOfWork) -> None:
        try:
            raise Undone(job(unit))
        except Sorry as sorry:
            raise Undone(sorry.reply) from None

    with pytest.raises(Undone) as caught:
        await house.engine.run(answer)
    return caught.value.reply


class Undone(Exception):
    def __init__(self, reply: Reply) -> None:
        super().__init__("undone")
        self.reply = reply


# --- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("old", ["sqlite"], indirect=True)  # five weeks of PostgreSQL take minutes
async def test_every_deadline_of_before_is_acted_on(house: House) -> None:
    clock = house.clock
    assert isinstance(clock, MovableClock)

    def levels(unit: UnitOfWork) -> set[Escalation]:
        return {each.escalation for each in unit.requests.open_ones()}

    with capture_logs() as logs:
        await wind(house, clock, clock.now() + timedelta(days=2))
        assert Escalation.PHYSICIAN in await house.engine.run(levels)  # who promised and went silent, after all hours
        await wind(house, clock, clock.now() + timedelta(days=35))
    assert [each for each in logs if each["log_level"] in {"warning", "error"}] == []
    left = await house.engine.run(
        lambda unit: unit.link.driver.execute("SELECT kind FROM deadline WHERE attempts > 0").fetchall()
    )
    assert left == []
    assert await house.engine.run(lambda unit: unit.requests.open_ones()) == []


# --- keys ------------------------------------------------------------------------------------------------------------


async def test_a_rotation_after_the_upgrade_loses_no_card(house: House) -> None:
    def standing(unit: UnitOfWork) -> set[tuple[str, str]]:
        return {
            (person, request.number)
            for request in unit.requests.open_ones()
            for person in unit.slots.whose(f"escalation:{request.id}")
        }

    before = await house.engine.run(standing)
    assert len(before) > VERBS // 2
    keys = GivenKeys(f"{fresh()},{KEY_OF_A554C4B}")
    rotate_given(house.database, keys)
    writer = writer_for(house.database, keys, house.clock)
    assert do(writer, standing) == before
    writer.close()


# --- for how long ----------------------------------------------------------------------------------------------------


def test_a_word_ends_where_it_ends_and_no_text_of_today_is_a_former_one() -> None:
    assert present("helm") == "escalation"
    assert present("helm-why-days") == "escalation-why-days"
    assert present("helm:7f3a") == "escalation:7f3a"
    assert present("helmet") == "helmet"
    assert former("escalation:7f3a") == ("helm:7f3a",)
    assert former("escalations") == former("offer:7f3a") == ()
    words: list[Any] = [*routing.PRESSES, *routing.SUBMITS, *routing.COMMANDS, *routing.DEADLINES]
    assert [each for each in words if present(each) != each] == []


def test_former_words_go_with_0_3_0() -> None:
    """Whoever raises the version to it takes `helm` out of bot/surface/former_words.py, and this file with it."""
    assert tuple(map(int, VERSION.split(".")))[:2] < (0, 3)
