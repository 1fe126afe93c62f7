"""The whole routing: the sum of what each flow module declares in its ROUTES, at its foot (common/routes.py).

A new module of flows joins the list below; nothing else here changes. A word that is declared twice stops the start.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from bot.flows import menu, opening
from bot.flows.callback import calls, phone_request
from bot.flows.common.desk import Desk
from bot.flows.common.routes import (
    CommandRoute,
    DeadlineRoute,
    OnDeadline,
    OnReceipt,
    PressRoute,
    ReceiptRoute,
    Route,
    SubmitRoute,
)
from bot.flows.coordinator import (
    add_supporter,
    answered_by_phone,
    asked_by_phone,
    audit_log,
    away_post,
    change_supporter,
    choose_supporter,
    debriefs,
    end_request,
    enter_request,
    next_steps,
    queue,
    reports,
    request_actions,
    speaking_for,
    standing_in,
    supporter_list,
    training,
    training_pay,
    vouched_roles,
)
from bot.flows.departures import data_export, end_role, erase_me, unlisting, what_is_kept
from bot.flows.gatherings import board, head_counts, planning
from bot.flows.match import (
    both_sides,
    call_guide,
    closing,
    contact_claims,
    contact_denied,
    declining,
    digest,
    escalation,
    first_contact,
    handover,
    long_wait,
    match_retention,
    name_limit,
    offers,
    periodic_search,
    rounds,
    search,
    second_word,
    silence,
    tracker,
    transfer,
    twice,
)
from bot.flows.outreach import invitations, newsletter, nominations
from bot.flows.physician import ask, by_receipt, contact_answers, endings, my_request, status
from bot.flows.supporter import (
    agreement,
    availability,
    directory,
    joining,
    leaving,
    other_talk,
    private_ticks,
    profile,
    suggestions,
)
from bot.flows.welcome import anonymous_feedback, hello, services, system_page, what_helps
from bot.surface import Command, Event, Gone, Press, Reply, Submit, Text


class Module(Protocol):
    """A module of flows."""

    __name__: str

    @property
    def ROUTES(self) -> tuple[Route, ...]: ...  # noqa: N802 - a module's constant


MODULES: tuple[Module, ...] = (
    hello, services, what_helps, menu, opening, anonymous_feedback, system_page,
    ask, my_request, by_receipt, status, contact_answers, endings,
    search, long_wait, name_limit, offers, twice, declining, first_contact, contact_claims, call_guide, handover,
    both_sides, second_word, contact_denied, tracker, rounds, closing, match_retention, silence,
    escalation, digest, transfer,
    phone_request, calls,
    nominations, invitations, newsletter,
    joining, suggestions, agreement, availability, profile, private_ticks, directory,
    other_talk,
    queue, request_actions, choose_supporter, end_request, away_post, standing_in,
    enter_request, asked_by_phone, answered_by_phone, speaking_for, next_steps,
    supporter_list, add_supporter, change_supporter, training, training_pay, debriefs, vouched_roles,
    reports, audit_log,
    board, planning, head_counts,
    what_is_kept, erase_me, data_export, end_role, unlisting,
)  # fmt: skip

R = TypeVar("R", bound=Route)


def table(kind: type[R], modules: Sequence[Module] = MODULES) -> dict[str, R]:
    """Every route of this kind by its word. Raises ValueError for a word that is declared twice."""
    found: dict[str, R] = {}
    declared: dict[str, str] = {}
    for module in modules:
        for each in (route for route in module.ROUTES if isinstance(route, kind)):
            if each.word in found:
                both = f"{declared[each.word]} and in {module.__name__}"
                raise ValueError(f"{each.word!r} is a {kind.__name__} twice, in {both}: one of them needs another word")
            found[each.word], declared[each.word] = each, module.__name__
    return found


PRESSES: Mapping[str, PressRoute] = table(PressRoute)
SUBMITS: Mapping[str, SubmitRoute] = table(SubmitRoute)
COMMANDS: Mapping[str, CommandRoute] = table(CommandRoute)
DEADLINES: Mapping[str, OnDeadline] = {kind: each.flow for kind, each in table(DeadlineRoute).items()}
RECEIPTS: Mapping[str, OnReceipt] = {kind: each.flow for kind, each in table(ReceiptRoute).items()}

# What no event asks for: one search in one pool of supporters.
look = periodic_search.look

# Answered without the database, because these must come when it does not (rule 14).
SAFE_WORDS = frozenset({"now"})


def route(desk: Desk, event: Event) -> Reply:
    """The reply of the event's flow. What nobody knows is answered with the home card. Raises Sorry."""
    if event.guest and desk.me is None:  # a guest of the workspace, and on no roster
        return hello.guest(desk, event)
    match event:
        case Press():
            return PRESSES[event.verb](desk, event) if event.verb in PRESSES else opening.true_now(desk, event)
        case Submit():
            return SUBMITS[event.verb](desk, event) if event.verb in SUBMITS else hello.hello(desk, event)
        case Command():
            return COMMANDS[event.word](desk, event) if event.word in COMMANDS else hello.hello(desk, event)
        case Gone():
            return leaving.gone(desk, event)
        case Text():
            return hello.fixed_card(desk, event)
        case _:
            return hello.hello(desk, event)
