"""Who may what (R60, rule 11): every press, form and word of the routing tables, tried by every role of both sites.

The table below is the matrix. Each verb is pressed with a real token: of a live request, offer, call or person that is
somebody else's. Whoever may not is refused kindly and alone, and not one row changes; whoever may is served, in a
transaction that is undone, so that one database stands for all of it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import flows, rostering
from bot.bootstrap import House, build, wording_for
from bot.clock import MovableClock
from bot.core.afterwards import Goal, Heard
from bot.core.people import Person, Role, Stage
from bot.core.request import Able, Next, OfferState, RequestState, TookPlace, Transfer, Useful
from bot.flows.desk import Sorry
from bot.flows.steering import CLOSINGS
from bot.programme import load
from bot.roster import RosterRow
from bot.settings import given
from bot.surface import Account, Command, Event, Press, Reply, Submit, Words, to_plain
from storage import tables
from storage.keys import fresh
from storage.unit import Unit
from tests.stage import MONDAY
from tests.stories.variants import OTHER_SITE, variant

HERE, ELSEWHERE = "demo", "other"
KINDS = ("nobody", "physician", "supporter", "coordinator", "lead", "provincial", "referrer", "technical")
ROLES = tuple(f"{kind} {where}" for where in (HERE, ELSEWHERE) for kind in KINDS)


def _of(*kinds: str, at: tuple[str, ...] = (HERE, ELSEWHERE)) -> frozenset[str]:
    return frozenset(f"{kind} {where}" for kind in kinds for where in at)


# --- the matrix ----------------------------------------------------------------------------------------------------

EVERYBODY = frozenset(ROLES)  # about oneself, or about nobody
PHYSICIANS = _of(*KINDS[1:-2])  # whoever may come into the role of a supporter
WHOSE_IT_IS: frozenset[str] = frozenset()  # the one whose request, offer or call it is: none of these roles
SUPPORTERS = _of("supporter")
COORDINATORS = _of("coordinator")
THE_COORDINATOR = _of("coordinator", at=(HERE,))  # of the site where it happened
THE_PROVINCE = _of("provincial")  # for somebody outside the own site, wherever they sit
DESKS = _of("coordinator", "provincial")
READERS = _of("coordinator", "lead", "provincial")
THESE_LEADERS = _of("coordinator", "lead", "provincial", at=(HERE,))
TECHNICAL = _of("technical")  # the machine, and nothing of anybody
THIS_SITE = _of(*KINDS, at=(HERE,))
THIS_ROSTER = _of(*KINDS[1:], at=(HERE,))

TRACKER = [verb for verb in flows.PRESSES if verb.startswith("track:")]

PRESSES: Mapping[frozenset[str], list[str]] = {
    EVERYBODY: [
        *("home", "scope", "phone", "resources", "privacy", "worried", "worried-safety", "language", "dismiss"),
        *("ask", "ask-form", "status", "closed", "phone-me", "refer", "gatherings", "directory", "supporters"),
        *("suggest", "need", "heard", "monthly", "monthly-join", "monthly-leave"),
        *(f"heard-{source.value}" for source in Heard),
        *(f"goal-{found.value}" for found in Goal),
        *(f"useful-{answer.value}" for answer in Useful),
    ],
    PHYSICIANS: ["role", "volunteer", "volunteer-not", "joining-yes", "joining-no"],
    THIS_SITE: ["gathering-open"],
    THIS_ROSTER: ["seat-take", "seat-leave"],
    WHOSE_IT_IS: [
        *("see-who", "contact-yes", "contact-wait", "contact-form", "someone-else", "done", "withdraw"),
        *("invite-yes", "invite-no", "transfer-yes", "transfer-no", "call-open", "call-form", "call-cancel"),
        *("offer-accept", "offer-decline", "offer-known", "offer-confirm"),
        *("details", "reached-out", "left-message", "longer", "hand-over", "tracker", *TRACKER),
    ],
    SUPPORTERS: [
        *("profile", "agreement", "debrief", "back", "stay", "pause", "away-form", "prepare"),
        *("leave-now", "leave-later"),
    ],
    THE_COORDINATOR: [
        *("helm-open", "helm-promise", "helm-again", "helm-choose", "helm-ask", "helm-rematch-first", "helm-rematch"),
        *("helm-contact", "helm-contacted", "helm-end", *(f"helm-close:{outcome.value}" for outcome in CLOSINGS)),
        *("call-see", "call-phoned", "call-missed", "nomination-open", "nomination-leave", "gathering-cancel"),
        *("supporter-show", "supporter-yes", "supporter-no", "pause-offers", "training", "training-take-back"),
    ],
    THE_PROVINCE: ["transfer", "transfer-ask", "transfer-done"],
    COORDINATORS: ["invite", "nominations", "supporter", "joinings", "debriefs", "debriefs-offered", "gathering-plan"],
    DESKS: ["queue", "audit"],
    READERS: ["report", "report-more"],
    THESE_LEADERS: ["gathering-agenda"],
    TECHNICAL: ["system"],
}

SUBMITS: Mapping[frozenset[str], list[str]] = {
    EVERYBODY: ["ask-send", "call-send", "refer-send", "directory-show", "suggest-send"],
    WHOSE_IT_IS: ["contact-send", "call-again"],
    SUPPORTERS: ["agreement-sign", "profile-save", "away-set"],
    THE_COORDINATOR: ["helm-offer", "supporter-show", "training-send", "training-remove", "nomination-ask"],
    COORDINATORS: ["invite-send", "plan-send"],
}

COMMANDS: Mapping[frozenset[str], list[str]] = {
    EVERYBODY: [
        *("", "ask", "now", "resources", "privacy", "status", "withdraw", "refer", "language", "gatherings", "profile"),
        # a neutral card, the same for everybody: what is behind it is a press
        *("queue", "supporters", "supporter", "report", "export", "audit", "invite", "nominations", "gathering"),
        "system",
    ],
    SUPPORTERS: ["offers", "away", "back", "limit", "leave", "debrief"],
    THE_COORDINATOR: ["show", "match", "offer", "rematch", "close"],
}


# --- the scene -----------------------------------------------------------------------------------------------------

CONTACT = "204-555-0166"
ASKS = ("waiting", "offered", "named", "matched", "connected", "outside", "agreed", "questioned", "invited")
OTHERS = ("caller", "thought-of", "volunteer", "planner")
HELPERS = ("for-offered", "for-named", "for-matched", "for-connected", "spare")


@dataclass
class Scene:
    """One house with something live of every kind, none of it a matter of the roles in the matrix."""

    house: House
    clock: MovableClock
    path: Path
    tokens: dict[str, tuple[str, int]] = field(default_factory=dict)  # what is live -> its id and version
    numbers: list[str] = field(default_factory=list)
    keys: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))

    def account(self, user: str) -> Account:
        where = user.partition(" ")[2] or HERE
        return Account("playground", where, user.replace(" ", "-"))

    def press(self, user: str, verb: str, about: str = "") -> Press:
        token, version = self.tokens.get(about, ("", 0))
        return Press(self._key(), self.account(user), verb=verb, token=token, version=version)

    def submit(self, user: str, verb: str, about: str = "", **values: Any) -> Submit:
        token, version = self.tokens.get(about, ("", 0))
        return Submit(self._key(), self.account(user), verb=verb, token=token, version=version, values=values)

    def command(self, user: str, word: str, rest: str = "") -> Command:
        return Command(self._key(), self.account(user), word=word, rest=rest)

    def _key(self) -> str:
        return f"event {next(self.keys)}"

    async def does(self, event: Event) -> Reply:
        return await self.house.engine.handle(event)

    async def refuses(self, event: Event) -> bool:
        """Whether the flow says no, in a transaction that is undone."""
        try:
            await self.house.engine.run(lambda unit: self._tried(unit, event))
        except _Undone as undone:
            return undone.refused
        raise AssertionError("a transaction that was to be undone was kept")

    def _tried(self, unit: Unit, event: Event) -> None:
        engine = self.house.engine
        try:
            engine._answer(engine._desk(unit, event), event)
        except Sorry:
            raise _Undone(refused=True) from None
        raise _Undone(refused=False)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table; the inbox counts what came in, and is no state."""
        with sqlite3.connect(self.path) as connection:
            return {
                table.name: connection.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608
                for table in tables.metadata.sorted_tables
                if table.name != "inbox"
            }


class _Undone(Exception):
    def __init__(self, *, refused: bool) -> None:
        super().__init__("undone")
        self.refused = refused


def _roster(scene: Scene) -> list[RosterRow]:
    def row(user: str, site: str, *roles: Role, hours: float = 4) -> RosterRow:
        person = Person(
            id="",
            site=site,
            name=f"Dr. {user.title()} Fictional",
            email=f"{user.replace(' ', '.')}@example.org",
            roles=frozenset(roles),
            stage=Stage.LATE,
            trained_hours=hours,
            agreement_version="demo-1",
            agreement_signed_on=MONDAY.date(),
        )
        return RosterRow(person, (scene.account(user),))

    matrix = []
    for role in ROLES:
        kind, _, site = role.partition(" ")
        if kind != "nobody":  # untrained, so that nobody of the matrix is ever asked to help
            roles = [] if kind == "physician" else [Role(kind)]
            matrix.append(row(role, site, *roles, hours=0))
    asking = [row(user, HERE) for user in (*ASKS, *OTHERS) if user != "planner"]
    helping = [row(user, HERE, Role.SUPPORTER) for user in HELPERS]
    planners = [row("planner", HERE, Role.COORDINATOR), row("planner other", ELSEWHERE, Role.COORDINATOR)]
    return [*matrix, *asking, *helping, *planners]


async def _live(scene: Scene) -> None:
    """Something live of every kind."""
    house = scene.house
    await house.engine.run(lambda unit: rostering.apply(unit, house.programme, _roster(scene)))

    async def ask(user: str, **values: str) -> None:
        reply = await scene.does(scene.submit(user, "ask-send", contact=CONTACT, **values))
        assert not reply.errors, reply

    async def offered(user: str, *verbs: str) -> None:
        await scene.does(scene.command(f"for-{user}", "back"))  # everybody else is away, or at their limit
        await ask(user)
        for verb in verbs:
            await keep()
            await scene.does(scene.press(f"for-{user}", verb, f"offer {user}"))

    async def keep() -> None:
        await house.engine.run(lambda unit: _find(scene, unit))

    for each in HELPERS:
        await scene.does(scene.command(each, "away"))
    await offered("matched", "offer-accept", "offer-confirm")
    scene.clock.forward_to(scene.clock.now() + timedelta(hours=73))  # its hours are over
    await house.deadlines.sweep()
    await offered("connected", "offer-accept", "offer-confirm", "reached-out")
    await offered("named", "offer-accept")
    await offered("offered")
    await ask("waiting")
    for user in ("outside", "agreed", "questioned"):
        await ask(user, outside="yes")
    await scene.does(scene.command("spare", "back"))
    await scene.does(scene.submit("caller", "call-send", contact=CONTACT))
    await scene.does(scene.press("volunteer", "volunteer"))
    await scene.does(scene.submit("planner", "refer-send", colleague=(scene.account("thought-of").user,)))
    await scene.does(scene.submit("planner", "invite-send", colleagues=(scene.account("invited").user,)))
    start = {"title": "Coffee", "kind": "group", "day": "2026-12-20", "hour": "17:30", "where": "Room 0"}
    await scene.does(scene.submit("planner", "plan-send", **start))
    await scene.does(scene.submit("planner", "plan-send", **(start | {"kind": "community"})))
    await house.deadlines.sweep()
    await keep()
    training = {"day": "2026-09-01", "hours": "4", "kind": "initial", "refresher": ""}
    await scene.does(scene.submit("planner", "training-send", "spare", **training))

    def answered(unit: Unit) -> None:
        for user, transfer in (("agreed", Transfer.YES), ("questioned", Transfer.ASKED)):
            request = unit.requests.get(scene.tokens[user][0])
            assert request is not None
            unit.requests.set_details(request, replace(unit.requests.details(request), transfer=transfer))

    await house.engine.run(answered)
    await keep()
    for role in ROLES:  # whoever comes a first time has a language from then on
        await scene.does(scene.press(role, "home"))


def _find(scene: Scene, unit: Unit) -> None:
    """The ids of what is live by now."""
    for user in (*ASKS, *OTHERS, *HELPERS):
        person = unit.people.by_account(scene.account(user))
        assert person is not None
        scene.tokens[f"person {user}"] = (person.id, 0)
        request = unit.requests.of_physician(person.id)
        if request is not None:
            scene.tokens[user] = (request.id, request.version)
            scene.numbers.append(request.number)
            offer = unit.offers.live(request.id)
            if offer is not None:
                scene.tokens[f"offer {user}"] = (offer.id, offer.version)
        call = unit.callbacks.of_person(person.id)
        if call is not None:
            scene.tokens["call"] = (call.id, call.version)
    scene.tokens["volunteering"] = scene.tokens["person volunteer"]
    scene.tokens["spare"] = scene.tokens["person spare"]
    both = f"{scene.tokens.get('waiting', ('', 0))[0]}-{scene.tokens['spare'][0]}"
    scene.tokens["waiting and spare"] = (both, scene.tokens.get("waiting", ("", 0))[1])
    for nomination in unit.nominations.waiting(HERE):
        scene.tokens["nomination"] = (nomination.id, 0)
    for planned in unit.gatherings.planned(unit.now):
        scene.tokens["gathering" if planned.kind == "group" else "meeting"] = (planned.id, 0)
    for training in unit.training.of(scene.tokens["spare"][0]):
        scene.tokens["training entry"] = (training.id, 0)


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
        await _live(built)
    return built


# What a press or form is about, unless it is the request that waits for a hand; and who would be served.
ABOUT: Mapping[str, str] = {
    "gathering-agenda": "meeting",
    **dict.fromkeys(("see-who", "contact-yes", "contact-wait", "contact-form", "someone-else"), "matched"),
    **dict.fromkeys(("withdraw", "contact-send"), "matched"),
    **dict.fromkeys(("helm-rematch-first", "helm-rematch"), "matched"),
    "done": "connected",
    **dict.fromkeys(("invite-yes", "invite-no"), "invited"),
    **dict.fromkeys(("transfer-yes", "transfer-no"), "questioned"),
    **dict.fromkeys(("transfer", "transfer-ask"), "outside"),
    "transfer-done": "agreed",
    **dict.fromkeys(("call-open", "call-form", "call-cancel", "call-again"), "call"),
    **dict.fromkeys(("call-see", "call-phoned", "call-missed"), "call"),
    **dict.fromkeys(("offer-accept", "offer-decline"), "offer offered"),
    **dict.fromkeys(("offer-known", "offer-confirm"), "offer named"),
    **dict.fromkeys(("details", "reached-out", "left-message", "longer", "hand-over"), "offer matched"),
    **dict.fromkeys(("tracker", *TRACKER), "offer connected"),
    **dict.fromkeys(("nomination-open", "nomination-leave", "nomination-ask"), "nomination"),
    **dict.fromkeys(("gathering-open", "seat-take", "seat-leave", "gathering-cancel"), "gathering"),
    **dict.fromkeys(("supporter-yes", "supporter-no"), "volunteering"),
    **dict.fromkeys(("supporter-show", "pause-offers", "training", "training-take-back"), "spare"),
    **dict.fromkeys(("training-send", "training-remove"), "spare"),
    "helm-ask": "waiting and spare",
}
OWNERS: Mapping[str, str] = {"call": "caller", **{f"offer {user}": f"for-{user}" for user in ASKS}}


def presses(scene: Scene, who: str) -> Iterator[tuple[frozenset[str], str, Press]]:
    for may, verbs in PRESSES.items():
        for verb in verbs:
            event = scene.press(who, verb, ABOUT.get(verb, "waiting"))
            if verb in TRACKER:
                event = replace(event, version=_round(scene))
            yield may, f"press {verb}", event


def _round(scene: Scene) -> int:
    """What tells this round of the three taps: a third tap of another one saves nothing."""
    with sqlite3.connect(scene.path) as connection:
        request = scene.tokens["connected"][0]
        query = "SELECT due_at FROM deadline WHERE request = ? AND kind = 'close-silent'"
        return int(connection.execute(query, (request,)).fetchone()[0] // 1_000_000)


def submits(scene: Scene, who: str) -> Iterator[tuple[frozenset[str], str, Submit]]:
    start = {"title": "Tea", "kind": "group", "day": "2026-12-20", "hour": "17:30", "where": "Room 0"}
    values: dict[str, dict[str, Any]] = {
        **{verb: {"contact": "204-555-0188"} for verb in ("ask-send", "call-send", "contact-send", "call-again")},
        "helm-offer": {"supporter": scene.tokens["spare"][0]},
        "supporter-show": {"person": scene.tokens["spare"][0]},
        "directory-show": {"person": scene.tokens["spare"][0]},
        "training-send": {"day": "2026-09-01", "hours": "2", "kind": "refresher"},
        "training-remove": {"entry": scene.tokens["training entry"][0]},
        "nomination-ask": {"moment": "routine"},
        "invite-send": {"colleagues": ("nobody-known",), "moment": "routine"},
        "refer-send": {"colleague": ("nobody-known",)},
        "suggest-send": {"colleague": ("nobody-known",)},
        "agreement-sign": {"agreed": "yes"},
        "away-set": {"days": "7"},
        "profile-save": {"bio": "I listen.", "speaks_en": "yes"},
        "plan-send": start,
    }
    for may, verbs in SUBMITS.items():
        for verb in verbs:
            yield may, f"submit {verb}", scene.submit(who, verb, ABOUT.get(verb, "waiting"), **values[verb])


def commands(scene: Scene, who: str) -> Iterator[tuple[frozenset[str], str, Command]]:
    with sqlite3.connect(scene.path) as connection:
        query = "SELECT number FROM request WHERE id = ?"
        number = str(connection.execute(query, (scene.tokens["waiting"][0],)).fetchone()[0])
    rests = {**dict.fromkeys(COMMANDS[THE_COORDINATOR], number), "limit": "1"}
    for may, words in COMMANDS.items():
        for word in words:
            yield may, f"/peer {word}", scene.command(who, word, rests.get(word, ""))


def everything(scene: Scene, who: str) -> list[tuple[frozenset[str], str, Event]]:
    return [*presses(scene, who), *submits(scene, who), *commands(scene, who)]


# --- what is asked of it ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matrix", "table"),
    [(PRESSES, flows.PRESSES), (SUBMITS, flows.SUBMITS), (COMMANDS, flows.COMMANDS)],
    ids=["presses", "submits", "commands"],
)
def test_the_matrix_has_every_verb_and_word_exactly_once(
    matrix: Mapping[frozenset[str], list[str]], table: Mapping[str, Any]
) -> None:
    said = [verb for verbs in matrix.values() for verb in verbs]
    assert sorted(said) == sorted(table)


def test_the_tracker_has_every_answer() -> None:
    assert len(TRACKER) == len(TookPlace) * (1 + len(Able) * (1 + len(Next)))


async def test_everything_is_live(scene: Scene) -> None:
    """What the matrix is about exists, and is in the state in which somebody could act on it."""

    def states(unit: Unit) -> dict[str, tuple[RequestState, OfferState | None]]:
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
    assert {"call", "nomination", "gathering", "training entry"} <= scene.tokens.keys()


@pytest.mark.parametrize("role", ROLES)
async def test_r60_whoever_may_not_is_refused_kindly_and_nothing_changes(scene: Scene, role: str) -> None:
    before = scene.rows()
    wrong = []
    for may, what, event in everything(scene, role):
        if role in may:
            continue
        if not await scene.refuses(event):
            wrong.append(f"{what}: {role} is served")
            continue
        reply = await scene.does(event)
        if scene.rows() != before:
            wrong.append(f"{what}: something changed")
            before = scene.rows()
        wrong += [f"{what}: {trouble}" for trouble in _troubles(scene, reply)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLES)
async def test_whoever_may_is_served(scene: Scene, role: str) -> None:
    """Without this a house that refuses everybody would pass. What is everybody's may be refused kindly (R07)."""
    before = scene.rows()
    wrong = [
        f"{what}: {role} is refused"
        for may, what, event in everything(scene, role)
        if role in may and may is not EVERYBODY and await scene.refuses(event)
    ]
    assert not wrong, "\n".join(wrong)
    assert scene.rows() == before


@pytest.mark.parametrize("role", ROLES)
async def test_what_is_everybodys_tells_nothing_of_anybody_else(scene: Scene, role: str) -> None:
    wrong = []
    for may, what, event in everything(scene, role):
        if may is EVERYBODY:
            reply = await _undone_reply(scene, event)
            wrong += [f"{what}: {trouble}" for trouble in _troubles(scene, reply, kind=False)]
    assert not wrong, "\n".join(wrong)


async def test_whose_it_is_is_served(scene: Scene) -> None:
    """The tokens of the matrix are good ones: the right person gets through with them."""
    wrong = []
    for make in (presses, submits):
        for may, what, event in make(scene, "physician demo"):
            if may is WHOSE_IT_IS:
                about = ABOUT[what.partition(" ")[2]]
                owner = OWNERS.get(about, about)
                if await scene.refuses(replace(event, account=scene.account(owner))):
                    wrong.append(f"{what}: {owner} is refused")
    assert not wrong, "\n".join(wrong)


async def _undone_reply(scene: Scene, event: Event) -> Reply:
    class Seen(Exception):
        reply = Reply()

    def look(unit: Unit) -> None:
        engine = scene.house.engine
        seen = Seen()
        try:
            seen.reply = engine._answer(engine._desk(unit, event), event)
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
    names = [f"Dr. {user.title()} Fictional" for user in (*ASKS, *OTHERS[:3])]
    found += [f"says {secret}" for secret in (CONTACT, *names, *scene.numbers) if f'"{secret}' in said]
    return found
