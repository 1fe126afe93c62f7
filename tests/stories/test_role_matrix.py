"""Who may what (R60, rule 11): every press, form and word of the routing tables, tried by every role of both sites.

The table below is the matrix. Each verb is pressed with a real token: of a live request, offer, call or person that is
somebody else's. Whoever may not is refused kindly and alone, and not one row changes; whoever may is served, in a
transaction that is undone, so that one database stands for all of it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.bootstrap import build, wording_for
from bot.clock import MovableClock
from bot.core.afterwards import Goal, Heard
from bot.core.request import Able, Next, OfferState, RequestState, TookPlace, Useful
from bot.flows import routing
from bot.flows.common.desk import Sorry
from bot.flows.coordinator.end_request import CLOSINGS
from bot.flows.match.plans import Day
from bot.programme import load
from bot.settings import given
from bot.surface import Command, Event, Press, Reply, Submit, Words, to_plain
from storage.keys import fresh
from storage.unit import Unit
from tests.stage import MONDAY
from tests.stories.everything_live import ASKS, CONTACT, ELSEWHERE, HERE, KINDS, OTHERS, ROLES, Scene, live
from tests.stories.variants import OTHER_SITE, variant


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

# With what was tapped so far, as the token carries it.
TRACKER = [
    *(f"track-took/{took.value}" for took in TookPlace),
    *(f"track-able/{took.value}:{able.value}" for took in TookPlace for able in Able),
    *(f"track-next/{took.value}:{able.value}:{each.value}" for took in TookPlace for able in Able for each in Next),
    *(f"track-over/{took.value}:{able.value}:hand_over" for took in TookPlace for able in Able),
]

PRESSES: Mapping[frozenset[str], list[str]] = {
    EVERYBODY: [
        *("home", "scope", "phone", "resources", "privacy", "worried", "worried-safety"),
        *("language-en", "language-fr", "dismiss"),
        *("ask", "ask-form", "status", "open", "closed", "phone-me", "refer", "gatherings", "directory", "supporters"),
        *("suggest", "need", "heard", "monthly", "monthly-join", "monthly-leave", "more"),
        *("about-me", "erase-me", "erase-me-sure", "erase-me-yes"),
        *(f"heard-from/{source.value}" for source in Heard),
        *(f"goal/{found.value}" for found in Goal),
        *(f"useful/{answer.value}" for answer in Useful),
    ],
    PHYSICIANS: ["role", "volunteer", "volunteer-not", "joining-yes", "joining-no"],
    THIS_SITE: ["gathering-open"],
    THIS_ROSTER: ["seat-take", "seat-leave"],
    WHOSE_IT_IS: [
        "people-code",
        *("see-who", "contact-yes", "contact-form", "someone-else", "done", "withdraw"),
        *("status-more", "contact-not-yet", "contact-wrong", "leave-for-now"),
        *("ending-yes", "ending-no"),
        *("decided-yes", "decided-no"),
        *("someone-else-yes", "done-yes", "withdraw-yes", "my-request", "my-request-change"),
        *("invite-yes", "invite-no", "transfer-yes", "transfer-no", "call-open", "call-form", "call-cancel"),
        *("offer-accept", "offer-decline", "offer-known", "offer-confirm", "offer-later", "offer-keep"),
        *("hand-over-yes", "known-yes", "names-yes", "names-no", "post-cannot"),
        *("details", "reached-out", "left-message", "wrote", "not-reached", "longer", "hand-over", "tracker", *TRACKER),
        *("talk-when", "role-ended"),
        *("agreed", *(f"agreed/{day.value}" for day in Day)),
    ],
    SUPPORTERS: [
        *("profile", "agreement", "debrief", "back", "stay", "pause", "away-form", "prepare"),
        *("leave-now", "leave-later", "not-now-form"),
    ],
    THE_COORDINATOR: [
        *("helm-open", "helm-promise", "helm-again", "helm-choose", "helm-ask", "helm-rematch-first", "helm-rematch"),
        *(
            "helm-contact",
            "helm-contacted",
            "helm-missed",
            "helm-end",
            *(f"helm-close-first/{outcome.value}" for outcome in CLOSINGS),
            *(f"helm-close/{outcome.value}" for outcome in CLOSINGS),
        ),
        *("call-see", "call-phoned", "call-missed", "nomination-open", "nomination-leave", "gathering-cancel"),
        *("supporter-show", "supporter-yes", "supporter-no", "pause-offers", "training", "training-take-back"),
        *("account-yes", "account-no", "supporter-change", "supporter-matching", "supporter-off", "supporter-off-yes"),
    ],
    THE_PROVINCE: ["transfer", "transfer-ask", "transfer-done"],
    COORDINATORS: [
        *("invite", "nominations", "supporter", "joinings", "debriefs", "debriefs-offered", "gathering-plan"),
        *("accounts", "supporter-add"),
    ],
    DESKS: ["queue", "queue-again", "audit", "post", "post-ask", "post-back", "away-which"],
    READERS: ["report", "report-more"],
    THESE_LEADERS: ["gathering-agenda"],
    TECHNICAL: ["system"],
}

SUBMITS: Mapping[frozenset[str], list[str]] = {
    EVERYBODY: ["ask-send", "ask-send-anyway", "call-send", "refer-send", "directory-show", "suggest-send"],
    WHOSE_IT_IS: ["contact-send", "contact-wrong-send", "call-again", "my-request-send", "my-request-send-anyway"],
    SUPPORTERS: ["agreement-sign", "profile-save", "away-set", "not-now-save"],
    DESKS: ["post-away-set"],
    THE_COORDINATOR: [
        "supporter-who-send",
        "supporter-matching-send",
        "helm-offer",
        "supporter-show",
        "training-send",
        "training-remove",
        "nomination-ask",
    ],
    COORDINATORS: ["invite-send", "plan-send", "supporter-add-send"],
}

COMMANDS: Mapping[frozenset[str], list[str]] = {
    EVERYBODY: [
        *(
            "",
            "ask",
            "now",
            "phone",
            "resources",
            "privacy",
            "status",
            "withdraw",
            "refer",
            "language",
            "gatherings",
            "profile",
        ),
        # a neutral card, the same for everybody: what is behind it is a press
        *("queue", "supporters", "supporter", "report", "export", "audit", "invite", "nominations", "gathering"),
        "system",
    ],
    _of("supporter", "coordinator", "provincial"): ["away", "back"],
    SUPPORTERS: ["offers", "limit", "leave", "debrief"],
    THE_COORDINATOR: ["show", "match", "offer", "rematch", "close"],
}


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


# What a press or form is about, unless it is the request that waits for a hand; and who would be served.
ABOUT: Mapping[str, str] = {
    "gathering-agenda": "meeting",
    **dict.fromkeys(("see-who", "contact-yes", "contact-form", "someone-else"), "matched"),
    **dict.fromkeys(("status-more", "contact-not-yet", "contact-wrong", "leave-for-now"), "matched"),
    **dict.fromkeys(("decided-yes", "decided-no"), "connected"),
    **dict.fromkeys(("withdraw", "contact-send", "contact-wrong-send"), "matched"),
    **dict.fromkeys(("someone-else-yes", "withdraw-yes"), "matched"),
    **dict.fromkeys(("my-request", "my-request-change", "my-request-send", "my-request-send-anyway"), "waiting"),
    **dict.fromkeys(("helm-rematch-first", "helm-rematch"), "matched"),
    **dict.fromkeys(("done", "done-yes"), "connected"),
    **dict.fromkeys(("invite-yes", "invite-no"), "invited"),
    **dict.fromkeys(("transfer-yes", "transfer-no"), "questioned"),
    **dict.fromkeys(("transfer", "transfer-ask"), "outside"),
    "transfer-done": "agreed",
    **dict.fromkeys(("call-open", "call-form", "call-cancel", "call-again"), "call"),
    **dict.fromkeys(("call-see", "call-phoned", "call-missed"), "call"),
    **dict.fromkeys(("offer-accept", "offer-decline", "offer-later", "offer-keep"), "offer offered"),
    **dict.fromkeys(("offer-known", "offer-confirm"), "offer named"),
    **dict.fromkeys(("hand-over-yes", "known-yes"), "offer matched"),
    **dict.fromkeys(("details", "reached-out", "left-message", "wrote", "not-reached"), "offer matched"),
    **dict.fromkeys(("longer", "hand-over"), "offer matched"),
    **dict.fromkeys(("talk-when", "tracker", *TRACKER), "offer connected"),
    **dict.fromkeys(("agreed", *(f"agreed/{day.value}" for day in Day)), "offer connected"),
    **dict.fromkeys(("nomination-open", "nomination-leave", "nomination-ask"), "nomination"),
    **dict.fromkeys(("gathering-open", "seat-take", "seat-leave", "gathering-cancel"), "gathering"),
    **dict.fromkeys(("account-yes", "account-no"), "claim"),
    **dict.fromkeys(("supporter-yes", "supporter-no"), "volunteering"),
    **dict.fromkeys(("supporter-show", "pause-offers", "training", "training-take-back"), "spare"),
    **dict.fromkeys(("supporter-change", "supporter-matching", "supporter-off", "supporter-off-yes"), "spare"),
    **dict.fromkeys(("supporter-who-send", "supporter-matching-send"), "spare as read"),
    "training-send": "trainee",
    "training-remove": "spare",
    "helm-ask": "waiting and spare",
}
# What is there only after a step that this scene does not take: its own story presses it (test_names.py, test_offer.py,
# test_part_time_post.py).
OPENED_BY_A_STORY = frozenset(
    {"names-yes", "names-no", "offer-keep", "post-ask", "post-cannot", "people-code", "role-ended"}
    | {"ending-yes", "ending-no"}
)
OWNERS: Mapping[str, str] = {"call": "caller", **{f"offer {user}": f"for-{user}" for user in ASKS}}


def presses(scene: Scene, who: str) -> Iterator[tuple[frozenset[str], str, Press]]:
    for may, verbs in PRESSES.items():
        for verb in verbs:
            verb_alone, _, taps = verb.partition("/")
            event = scene.press(who, verb_alone, ABOUT.get(verb, "waiting"))
            if taps:
                event = replace(event, token=f"{event.token}:{taps}")
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
        **{
            verb: {"contact": "204-555-0188"}
            for verb in ("ask-send", "ask-send-anyway", "call-send", "contact-send", "contact-wrong-send", "call-again")
        },
        "my-request-send": {"contact": "204-555-0188"},
        "my-request-send-anyway": {"contact": "204-555-0188"},
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
        "not-now-save": {},
        "post-away-set": {"from": "post", "days": "7"},
        "plan-send": start,
        "supporter-add-send": {"name": "Dr. New Invented", "email": "new@example.org"},
        "supporter-who-send": {"name": "Dr. Spare Invented", "email": "spare@example.org"},
        "supporter-matching-send": {},
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
    [(PRESSES, routing.PRESSES), (SUBMITS, routing.SUBMITS), (COMMANDS, routing.COMMANDS)],
    ids=["presses", "submits", "commands"],
)
def test_the_matrix_has_every_verb_and_word_exactly_once(
    matrix: Mapping[frozenset[str], list[str]], table: Mapping[str, Any]
) -> None:
    said = [verb for verbs in matrix.values() for verb in {each.partition("/")[0] for each in verbs}]
    assert sorted(said) == sorted(table)


def test_the_tracker_has_every_answer() -> None:
    assert len(TRACKER) == len(TookPlace) * (1 + len(Able) * (1 + len(Next) + 1))  # to hand over is asked back


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
        if role in may and may is not EVERYBODY and not _opened_by_a_story(what) and await scene.refuses(event)
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
                if _opened_by_a_story(what):
                    continue
                about = ABOUT[what.partition(" ")[2]]
                owner = OWNERS.get(about, about)
                if await scene.refuses(replace(event, account=scene.account(owner))):
                    wrong.append(f"{what}: {owner} is refused")
    assert not wrong, "\n".join(wrong)


def _opened_by_a_story(what: str) -> bool:
    return what.partition(" ")[2] in OPENED_BY_A_STORY


async def _undone_reply(scene: Scene, event: Event) -> Reply:
    class Seen(Exception):
        reply = Reply()

    def look(unit: Unit) -> None:
        engine = scene.house.engine
        seen = Seen()
        try:
            seen.reply = engine._from_flow(engine._desk(unit, event), event)
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
