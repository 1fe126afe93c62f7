"""Every button, form and word of the routing tables as somebody of a role would press it, and which roles each word of
the tables for who may means."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.core.afterwards import Goal, Heard
from bot.core.request import Able, Next, TookPlace, Useful
from bot.flows import routing
from bot.flows.common import routes
from bot.flows.common.routes import Who
from bot.flows.coordinator.end_request import CLOSINGS
from bot.flows.gatherings import board, planning
from bot.flows.match.plans import Day
from bot.flows.supporter import joining
from bot.surface import Event
from tests.stories.everything_live import ASKS, ELSEWHERE, HERE, KINDS, ROLES, Scene


def _of(*kinds: str, at: tuple[str, ...] = (HERE, ELSEWHERE)) -> frozenset[str]:
    return frozenset(f"{kind} {where}" for kind in kinds for where in at)


# --- who may ---------------------------------------------------------------------------------------------------------

EVERYBODYS = frozenset(ROLES)
ITS_OWN: frozenset[str] = frozenset()  # the one whose request, offer or call it is: none of these roles
DESKS = _of("coordinator", "provincial")
HERE_ONLY = (HERE,)  # of the site where it happened

# Who each word of the tables means, of all who come here with what is live at this site. A new route whose who stands
# here already needs no line of its own.
MEANS: Mapping[Who, frozenset[str]] = {
    routes.EVERYBODY: EVERYBODYS,
    routes.OWNER: ITS_OWN,
    routes.SUPPORTER: _of("supporter"),
    routes.SITE_COORDINATOR: _of("coordinator"),
    routes.COORDINATOR: DESKS,
    routes.SUPPORTER_OR_COORDINATOR: DESKS | _of("supporter"),
    routes.THEIR_COORDINATOR: _of("coordinator", at=HERE_ONLY),
    routes.RESPONSIBLE: _of("coordinator", at=HERE_ONLY),
    routes.PROVINCE: _of("provincial"),  # wherever they sit
    routes.AUDITOR: DESKS,
    routes.REPORT_READER: DESKS | _of("lead"),
    routes.TECHNICAL: _of("technical"),  # the machine, and nothing of anybody
    joining.CANDIDATE: _of(*KINDS[1:-2]),  # whoever may come into the role of a supporter
    planning.PLANNER: _of("coordinator"),
    planning.ITS_PLANNER: _of("coordinator", at=HERE_ONLY),
    board.ITS_BOARD: _of(*KINDS, at=HERE_ONLY),
    board.ITS_ROSTER: _of(*KINDS[1:], at=HERE_ONLY),
    board.ITS_LEADER: _of("coordinator", "lead", "provincial", at=HERE_ONLY),
}
# These are about something, and the matrix says below about what.
ABOUT_SOMETHING = frozenset(
    {routes.OWNER, routes.THEIR_COORDINATOR, routes.RESPONSIBLE, routes.PROVINCE}
    | {planning.ITS_PLANNER, board.ITS_BOARD, board.ITS_ROSTER, board.ITS_LEADER}
)

# With what was tapped so far, as the token carries it.
TRACKER = {
    "track-took": [took.value for took in TookPlace],
    "track-able": [f"{took.value}:{able.value}" for took in TookPlace for able in Able],
    "track-next": [f"{took.value}:{able.value}:{each.value}" for took in TookPlace for able in Able for each in Next],
    "track-over": [f"{took.value}:{able.value}:hand_over" for took in TookPlace for able in Able],
}
_TALKED = [took for took in TookPlace if took.happened]
TAPS: Mapping[str, list[str]] = {
    **TRACKER,
    "talk-took": [took.value for took in _TALKED],
    "talk-able": [f"{took.value}:{able.value}" for took in _TALKED for able in Able],
    "talk-next": [f"{took.value}:{able.value}:done" for took in _TALKED for able in Able],
    "heard-from": [source.value for source in Heard],
    "goal": [found.value for found in Goal],
    "useful": [answer.value for answer in Useful],
    "agreed": ["", *(day.value for day in Day)],
    "escalation-close-first": [outcome.value for outcome in CLOSINGS],
    "escalation-close": [outcome.value for outcome in CLOSINGS],
    "step-taken": ["called:2026-09-10", "mailed:2026-09-10", "again:2026-09-11"],
}


# --- what is pressed -------------------------------------------------------------------------------------------------

# What a press or form is about; and who would be served.
ABOUT: Mapping[str, str] = {
    "gathering-agenda": "meeting",
    **dict.fromkeys(("see-who", "contact-yes", "contact-form", "someone-else"), "matched"),
    **dict.fromkeys(("status-more", "contact-not-yet", "contact-wrong", "leave-for-now"), "matched"),
    **dict.fromkeys(("decided-yes", "decided-no"), "connected"),
    **dict.fromkeys(("withdraw", "contact-send", "contact-wrong-send"), "matched"),
    **dict.fromkeys(("someone-else-yes", "withdraw-yes"), "matched"),
    **dict.fromkeys(("my-request", "my-request-change", "my-request-send", "my-request-send-anyway"), "waiting"),
    **dict.fromkeys(
        ("escalation-open", "escalation-promise", "escalation-again", "escalation-choose", "escalation-offer"),
        "waiting",
    ),
    **dict.fromkeys(("escalation-contact", "escalation-contacted", "escalation-missed"), "waiting"),
    **dict.fromkeys(("escalation-end", "escalation-close-first", "escalation-close"), "waiting"),
    **dict.fromkeys(("escalation-rematch-first", "escalation-rematch"), "matched"),
    **dict.fromkeys(("done", "done-yes"), "connected"),
    **dict.fromkeys(("invite-yes", "invite-no"), "invited"),
    **dict.fromkeys(("transfer-yes", "transfer-no"), "questioned"),
    **dict.fromkeys(("transfer", "transfer-ask"), "outside"),
    "transfer-done": "agreed",
    **dict.fromkeys(("call-open", "call-form", "call-cancel", "call-again", "call-talked", "call-denied"), "call"),
    **dict.fromkeys(("call-see", "call-phoned", "call-missed"), "call"),
    **dict.fromkeys(("offer-accept", "offer-decline", "offer-later", "offer-keep"), "offer offered"),
    **dict.fromkeys(("offer-known", "offer-confirm"), "offer named"),
    **dict.fromkeys(("hand-over-yes", "known-yes"), "offer matched"),
    **dict.fromkeys(("details", "reached-out", "left-message", "wrote", "not-reached"), "offer matched"),
    **dict.fromkeys(("longer", "hand-over"), "offer matched"),
    **dict.fromkeys(("talk-when", "agreed", "tracker", *TRACKER), "offer connected"),
    **dict.fromkeys(("nomination-open", "nomination-leave", "nomination-ask"), "nomination"),
    **dict.fromkeys(("gathering-open", "seat-take", "seat-leave", "gathering-cancel"), "gathering"),
    **dict.fromkeys(("account-yes", "account-no"), "claim"),
    **dict.fromkeys(("supporter-yes", "supporter-no"), "volunteering"),
    **dict.fromkeys(("supporter-show", "pause-offers", "training", "training-take-back", "training-pay"), "spare"),
    **dict.fromkeys(("supporter-change", "supporter-matching", "supporter-off", "supporter-off-yes"), "spare"),
    **dict.fromkeys(("supporter-who-send", "supporter-matching-send"), "spare as read"),
    "training-send": "trainee",
    "training-remove": "spare",
    "training-pay-send": "spare",
    "escalation-ask": "waiting and spare",
    **dict.fromkeys(("enter-send", "enter-send-anyway"), "a ticket"),
    **dict.fromkeys(("speak", "speak-contact", "speak-told", "speak-keep", "speak-keep-send"), "entered"),
    "for-them": "entered and said",
    "for-them-send": "entered and sent",
    **dict.fromkeys(("answer-who", "answer-who-send"), "offered"),
    **dict.fromkeys(("step", "step-taken"), "waiting"),
    "offer-twice": "offer named",
}
# What is there only after a step that this scene does not take: its own story presses it (test_names.py, test_offer.py,
# test_part_time_post.py, test_other_talk.py).
OPENED_BY_A_STORY = frozenset(
    {
        "talk-next",
        "heads-send",
        "heads-back",
        "names-yes",
        "names-no",
        "offer-keep",
        "post-ask",
        "post-cannot",
        "people-code",
        "role-ended",
    }
    | {"ending-yes", "ending-no"}
)
RESTS = {"limit": "1"}  # what is typed behind a word that needs it; behind one about a request its number
OWNERS: Mapping[str, str] = {"call": "caller", **{f"offer {user}": f"for-{user}" for user in ASKS}}


@dataclass(frozen=True)
class Try:
    who: Who
    verb: str
    what: str
    event: Event


def presses(scene: Scene, role: str) -> Iterator[Try]:
    for verb, route in routing.PRESSES.items():
        for taps in TAPS.get(verb, [""]):
            event = scene.press(role, verb, ABOUT.get(verb, "waiting"))
            if taps:
                event = replace(event, token=f"{event.token}:{taps}")
            if verb in TRACKER:
                event = replace(event, version=_round(scene))
            yield Try(route.who, verb, f"press {verb} {taps}", event)


def _round(scene: Scene) -> int:
    """What tells this round of the three taps: a third tap of another one saves nothing."""
    with sqlite3.connect(scene.path) as connection:
        request = scene.tokens["connected"][0]
        query = "SELECT due_at FROM deadline WHERE request = ? AND kind = 'close-silent'"
        return int(connection.execute(query, (request,)).fetchone()[0] // 1_000_000)


def submits(scene: Scene, role: str) -> Iterator[Try]:
    values = filled(scene)
    for verb, route in routing.SUBMITS.items():
        event = scene.submit(role, verb, ABOUT.get(verb, "waiting"), **values.get(verb, {}))
        yield Try(route.who, verb, f"submit {verb}", event)


def filled(scene: Scene) -> dict[str, dict[str, Any]]:
    """What is in the fields of each form, where it needs anything."""
    start = {"title": "Tea", "kind": "group", "day": "2026-12-20", "hour": "17:30", "where": "Room 0"}
    return {
        **{
            verb: {"contact": "204-555-0188"}
            for verb in ("ask-send", "ask-send-anyway", "call-send", "contact-send", "contact-wrong-send", "call-again")
        },
        "my-request-send": {"contact": "204-555-0188"},
        "my-request-send-anyway": {"contact": "204-555-0188"},
        "enter-send": {"name": "Dr. Somebody Invented", "contact": "204-555-0188"},
        "enter-send-anyway": {"name": "Dr. Somebody Invented", "contact": "204-555-0188"},
        "for-them-send": {"contact": "204-555-0188"},
        "answer-who-send": {"supporter": scene.tokens["person for-offered"][0]},
        "escalation-offer": {"supporter": scene.tokens["spare"][0]},
        "supporter-show": {"person": scene.tokens["spare"][0]},
        "directory-show": {"person": scene.tokens["spare"][0]},
        "training-send": {"day": "2026-09-01", "hours": "2", "kind": "refresher"},
        "heads-send": {"what": "booth", "month": "2026-09", "number": "40"},
        "training-remove": {"entry": scene.tokens["training entry"][0]},
        "training-pay-send": {"entry": scene.tokens["training entry"][0], "day": "2026-09-07"},
        "nomination-ask": {"moment": "routine"},
        "invite-send": {"colleagues": ("nobody-known",), "moment": "routine"},
        "refer-send": {"colleague": ("nobody-known",)},
        "suggest-send": {"colleague": ("nobody-known",)},
        "agreement-sign": {"agreed": "yes"},
        "away-set": {"days": "7"},
        "profile-save": {"bio": "I listen.", "speaks_en": "yes"},
        "post-away-set": {"from": "post", "days": "7"},
        "plan-send": start,
        "supporter-add-send": {"name": "Dr. New Invented", "email": "new@example.org"},
        "supporter-who-send": {"name": "Dr. Spare Invented", "email": "spare@example.org"},
    }


def commands(scene: Scene, role: str) -> Iterator[Try]:
    with sqlite3.connect(scene.path) as connection:
        query = "SELECT number FROM request WHERE id = ?"
        number = str(connection.execute(query, (scene.tokens["waiting"][0],)).fetchone()[0])
    for word, route in routing.COMMANDS.items():
        rest = number if route.who in ABOUT_SOMETHING else RESTS.get(word, "")
        yield Try(route.who, word, f"/peer {word}", scene.command(role, word, rest))


def everything(scene: Scene, role: str) -> list[Try]:
    return [*presses(scene, role), *submits(scene, role), *commands(scene, role)]
