"""Whoever reads what is posted, logged, counted or is in the files finds nobody: names, numbers, addresses, typed
words and accounts that look like nothing else are followed through everything that people do, each step of which fails
first in one way and is then done."""

import itertools
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest

from bot.core.people import Role
from storage.encryption.keys import fresh
from tests.adapters.slack.logbook import Logbook, written
from tests.attacks.town import SLACK, TEAMS, Hospital, Soul, opened
from tests.doubles.slack.faults import Fault as SlackFault
from tests.doubles.teams import Person as TeamsPerson
from tests.doubles.teams.faults import Fault as TeamsFault
from tests.stage import Actor

PHONE, SECOND_PHONE, MAIL = "204-555-0171", "204-555-0172", "zq8mail@example.org"
WORDS = "zq8words"  # whatever is typed where nothing should be
PIECES = {
    WORDS,
    "Zq8quill",
    "Zq8reed",
    "Zq8sedge",
    "Zq8tern",
    "Zq8vetch",
    "zq8mail",
    "zq8phys",
    "zq8help",
    "zq8other",
    "zq8samp",
}
PHYSICIAN, HELPER, OTHER, CASEY = "zq8physician-invented", "zq8helper-madeup", "zq8other-madeup", "casey-zq8sample"

Step = Callable[[Hospital], Awaitable[None]]
PLACES = {"slack": (SLACK,), "slack-socket": (SLACK,), "teams": (TEAMS,), "both": (SLACK, TEAMS)}


def souls(places: tuple[str, ...]) -> list[Soul]:
    helps = frozenset({Role.SUPPORTER})
    return [
        Soul(PHYSICIAN, "Dr. Zq8quill Fictional", places[:1], listed=False),
        Soul(HELPER, "Dr. Zq8reed Madeup", places[-1:], helps),
        Soul(OTHER, "Dr. Zq8sedge Madeup", places, helps),
        Soul(CASEY, "Zq8tern Sample", places, frozenset({Role.COORDINATOR})),
    ]


# --- what people do --------------------------------------------------------------------------------------------------


async def types(hospital: Hospital) -> None:
    for actors in hospital.actors.values():
        for actor in actors:
            await actor.type(f"{WORDS} {PHONE}")
            await actor.command(WORDS)
            await actor.command("language", WORDS)


async def wants_a_call(hospital: Hospital) -> None:
    actor = begins(hospital, PHYSICIAN)
    await actor.press("Phone instead")
    await actor.press("Please phone me")
    await actor.submit(contact=SECOND_PHONE)
    actor.close()


async def is_phoned(hospital: Hospital) -> None:
    await opens(hospital, CASEY, "I have phoned")


async def asks(hospital: Hospital) -> None:
    actor = begins(hospital, PHYSICIAN)
    await actor.press("Ask for a peer")
    await actor.press("Continue")
    await actor.submit(contact=WORDS)
    await actor.submit(contact=PHONE)
    actor.close()


async def accepts(hospital: Hospital) -> None:
    actor = offered(hospital)
    await actor.press("Accept")
    await actor.press("No, confirm")
    actor.close()


async def looks(hospital: Hospital) -> None:
    actor = matched(hospital)
    await actor.press("Details")
    actor.sees(PHONE)
    actor.close()


async def looks_who(hospital: Hospital) -> None:
    await opens(hospital, PHYSICIAN, "More", "See who")


async def corrects(hospital: Hospital) -> None:
    actor = begins(hospital, PHYSICIAN)
    await actor.press("Open")
    await actor.press("Correct my contact")
    await actor.submit(contact=MAIL)
    actor.close()


async def a_coordinator_looks(hospital: Hospital) -> None:
    actor = begins(hospital, CASEY)
    for word in ("queue", "audit", "report", "supporters"):
        await actor.command(word)
        actor.close()


async def is_in_touch(hospital: Hospital) -> None:
    await presses(matched(hospital), "We're in touch")


async def tracks(hospital: Hospital) -> None:
    await hospital.forward(hours=50)
    await presses(matched(hospital), "Three taps", "Yes, 30 to 60 minutes", "Fully", "We are done")


async def had_another_talk(hospital: Hospital) -> None:
    actor = begins(hospital, HELPER)
    await actor.command("log")
    await presses(actor, "Open", "Yes, under 30 minutes", "Mostly", "We are done")


async def counts_heads(hospital: Hospital) -> None:
    """Into the one field goes first what should not."""
    actor = begins(hospital, CASEY)
    await actor.command("")
    await actor.press("More for you")
    await actor.press("Head counts")
    month = actor.fields()["month"][-1]
    for number in (f"{WORDS} {PHONE}", "12"):
        await actor.submit(what="group", month=month, number=number)
    actor.close()


async def is_entered(hospital: Hospital) -> None:
    """Into the fields goes first what should not."""
    actor = begins(hospital, CASEY)
    await actor.command("enter")
    await actor.press("Open")
    await actor.press("They said yes")
    await actor.submit(name="Zq8vetch Elsewhere", contact=WORDS)
    await actor.submit(name="Zq8vetch Elsewhere", contact=SECOND_PHONE)
    actor.close()


async def a_coordinator_tells_them(hospital: Hospital) -> None:
    actor = begins(hospital, CASEY)
    await actor.press("Open")
    await actor.press("Name and contact")
    actor.sees(SECOND_PHONE)
    await actor.press("Back")
    await actor.press("I have told them")
    actor.close()


STEPS: tuple[Step, ...] = (
    types, wants_a_call, is_phoned, asks, accepts, looks, looks_who, corrects, a_coordinator_looks, is_in_touch, tracks,
    had_another_talk, counts_heads, is_entered, accepts, a_coordinator_tells_them,
)  # fmt: skip


def begins(hospital: Hospital, user: str) -> Actor:
    actor = hospital.actor(user)
    actor.close()
    return actor


async def presses(actor: Actor, *words: str) -> None:
    actor.close()
    for each in words:
        await actor.press(each)
    actor.close()


async def opens(hospital: Hospital, user: str, *words: str) -> None:
    await presses(hospital.actor(user), "Open", *words)


def offered(hospital: Hospital) -> Actor:
    both = [actor for user in (HELPER, OTHER) for actor in hospital.actors[user]]
    found = [actor for actor in both if "Accept" in actor.buttons()]
    assert found, "nobody has an offer"
    return found[0]


def matched(hospital: Hospital) -> Actor:
    both = [actor for user in (HELPER, OTHER) for actor in hospital.actors[user]]
    for actor in both:
        actor.close()
    found = [actor for actor in both if {"Details", "Three taps"} & {*actor.buttons()}]
    assert found, "nobody has a match"
    return found[0]


# --- what goes wrong -------------------------------------------------------------------------------------------------

_SLACK_WOES: tuple[dict[str, Any], ...] = (
    {"status": 500}, {"error": "invalid_blocks"}, {"drop_before": True}, {"status": 429}, {"drop_after": True},
)  # fmt: skip
_TEAMS_WOES: tuple[dict[str, Any], ...] = (
    {"status": 500}, {"status": 502}, {"drop": "before"}, {"status": 429}, {"drop": "after"},
)  # fmt: skip


@contextmanager
def platforms_fail(hospital: Hospital, number: int) -> Iterator[None]:
    slack, teams = hospital.slack.slack, hospital.teams.teams
    slack.retry_waits = ()
    methods = ("chat.postMessage", "chat.update", "views.open", "views.update", "users.info", "response_url")
    deeds = ("send", "update", "create", "delete")
    faults: list[SlackFault | TeamsFault] = [
        *(slack.fail(method, times=None, **_SLACK_WOES[number % 5]) for method in methods),
        *(teams.fail(deed, times=None, code=WORDS, **_TEAMS_WOES[number % 5]) for deed in deeds),
    ]
    yield
    for fault in faults:
        fault.stop()


@contextmanager
def we_fail(number: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An error of our own, or of the database's, may hold anything in its words."""
    said = f"{WORDS} Zq8quill {PHONE} {MAIL}"
    error = (RuntimeError(said), sqlite3.OperationalError(said), ValueError(said), KeyError(said))[number % 4]

    def breaks(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("bot.flows.routing.route", breaks)
        yield


# --- the walk --------------------------------------------------------------------------------------------------------


@pytest.fixture(params=[*PLACES])
def way(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def logbook() -> Iterator[Logbook]:
    with written() as book:
        yield book


@pytest.fixture
async def hospital(way: str, logbook: Logbook, migrated_sqlite: bytes) -> AsyncIterator[Hospital]:
    """Somebody listens from the first line on."""
    async with AsyncExitStack() as standing:
        socket = way == "slack-socket"
        found = await opened(standing, migrated_sqlite, fresh(), souls(PLACES[way]), seed=3, socket=socket)
        found.slack.slack.ack_patience = found.teams.teams.patience = 2.0  # what is not acknowledged is a part of it
        await found.everybody_arrives()
        yield found


async def test_nothing_is_found_outside_dialogs(
    hospital: Hospital,
    logbook: Logbook,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for number, step in enumerate(STEPS):
        with platforms_fail(hospital, number):
            await tried(hospital, step)
        with we_fail(number, monkeypatch):
            await tried(hospital, step)
        await hospital.forward(minutes=30)  # by then what did not arrive has been sent again
        await tried(hospital, step)
        nothing_posted(hospital, tmp_path)
    shown = dialogs(hospital)
    missing = [each for each in (PHONE, SECOND_PHONE, "Zq8quill", "Zq8vetch") if each not in shown]
    assert not missing, "the walk did not come to where they are shown"
    await hospital.forward(hours=30)
    nothing_posted(hospital, tmp_path)
    nothing_written(hospital, logbook)
    served = hospital.running.served
    out, err = capfd.readouterr()
    for word in canaries(hospital):
        assert word not in generate_latest(served.metrics.registry).decode()
        assert word not in out + err


async def tried(hospital: Hospital, step: Step) -> None:
    """As far as it goes: a button that is not there when it is pressed ends it."""
    with suppress(AssertionError):
        await step(hospital)
    await hospital.settle()
    for actor in itertools.chain.from_iterable(hospital.actors.values()):
        actor.person.troubles.clear()  # type: ignore[attr-defined]
        with suppress(AssertionError):
            actor.close()
    hospital.slack.slack.violations.clear()


def dialogs(hospital: Hospital) -> str:
    """Everything that stood in any of them."""
    slack = [sight.words for sight in hospital.slack.slack.sights if sight.kind == "modal"]
    people: list[Any] = [actor for actors in hospital.actors.values() for actor in actors]
    persons = [each.person for each in people if isinstance(each.person, TeamsPerson)]
    teams = [str(hospital.teams.teams.everything_shown(each)) for each in persons]
    return "\n".join([*slack, *teams])


def canaries(hospital: Hospital) -> set[str]:
    """Names in pieces, each so long that nothing sealed holds it by chance; numbers, addresses, typed words, and every
    id that a platform has for somebody."""
    found = {PHONE, SECOND_PHONE, *PIECES}
    for soul in hospital.souls.values():
        found |= {account.user for account in soul.accounts}
    teams = hospital.teams.teams.world
    found |= {chat.id for chat in teams.conversations.values()} | {*teams.accounts}
    found |= {channel.id for channel in hospital.slack.slack.channels.values() if channel.user}
    return found


def nothing_posted(hospital: Hospital, folder: Path) -> None:
    """In what is posted, and in what the app's home shows; whose chat it is, the platform says itself."""
    hospital.export.write(folder / "export.jsonl")
    said = [
        line
        for line in (folder / "export.jsonl").read_text(encoding="utf-8").splitlines()
        if '"how": "typed"' not in line
    ]
    for line in said:
        body = line.partition('"body": ')[2]
        for word in (PHONE, SECOND_PHONE, *PIECES):
            assert word not in body, f"{word} stands in {body[:400]}"
    for sight in hospital.slack.slack.sights:
        if sight.kind != "modal":
            assert "q8" not in sight.words, sight.words


def nothing_written(hospital: Hospital, logbook: Logbook) -> None:
    assert len(logbook.lines) > 20, "everybody talks, at DEBUG"
    logbook.never(*canaries(hospital))
    for file in hospital.folder.glob("peerline.db*"):
        raw = file.read_bytes()
        for word in canaries(hospital):
            assert word.encode() not in raw, f"{word} lies in {file.name}"
