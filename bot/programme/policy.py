"""The policy keys of a programme file: what each may be, and which pairs must fit together."""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from itertools import pairwise
from typing import Any, TypeVar

from bot.core.people import Stage
from bot.core.policy import CareerRule, Disclosure, MatchBy, OpenTo, Pathway, Policy, ReasonShown, Terms
from bot.programme.kinds import FLAG, QUIET_HOURS, Kind, member, number, whole
from bot.programme.section import Section

E = TypeVar("E", bound=StrEnum)

_HOURS = number("a number of hours", over=True)
_DAYS = whole("a number of days", least=1)
_DAYS_OR_NONE = whole("a number of days")
_COUNT = whole("a count", least=1)

_ONE: Mapping[str, Kind[Any]] = {
    "match_by": member("a way to match", MatchBy),
    "disclosure": member("a way to disclose", Disclosure),
    "career_rule": member("a career rule", CareerRule),
    "open_to": member("a group of people", OpenTo),
    "reason_shown": member("a moment to show the reason", ReasonShown),
    "offer_open_hours": _HOURS,
    "offer_remind_hours": _HOURS,
    "named_hours": _HOURS,
    "offers_before_coordinator": _COUNT,
    "seek_escalate_hours": _HOURS,
    "coordinator_answer_hours": _HOURS,
    "connect_within_hours": _HOURS,
    "longer_hours": _HOURS,
    "longer_times": whole("a count"),
    "tracker_after_hours": _HOURS,
    "close_silent_days": number("a number of days", over=True),
    "ask_again_hours": _HOURS,
    "erase_silent_days": number("a number of days", over=True),
    "conversations_usual": _COUNT,
    "concurrent_limit": _COUNT,
    "year_ceiling": _COUNT,
    "unanswered_before_pause": _COUNT,
    "training_hours": number("a number of hours"),
    "leave_notice_days": _DAYS_OR_NONE,
    "invite_open_days": _DAYS,
    "invite_again_days": _DAYS,
    "keep_days_after_close": number("a number of days"),
    "small_cell": whole("a small-cell threshold", least=3),  # below 3 a cell of two lets each of them know the other
    "audit_keep_days": _DAYS,
    "quiet_hours": QUIET_HOURS,
    "inter_site": FLAG,
}
_TIMES = ("connect_remind_hours", "tracker_remind_hours")
_SETS: Mapping[str, Kind[Any]] = {"pathways": member("a pathway", Pathway), "serves": member("a stage", Stage)}
_IN_TERMS = frozenset(field.name for field in fields(Terms))

KEYS = frozenset({*_ONE, *_TIMES, *_SETS})


def read_policy(section: Section, base: Policy) -> Policy:
    """`base` with whatever policy keys the section sets. Two keys must fit together wherever one of them is set."""
    before = section.problems.count
    now: dict[str, Any] = {key: section.read(key, kind, _value(base, key)) for key, kind in _ONE.items()}
    now |= {key: section.read_all(key, _HOURS, _value(base, key)) for key in _TIMES}
    now |= {key: _some(section, key, kind, _value(base, key)) for key, kind in _SETS.items()}
    terms = replace(base.terms, **{key: value for key, value in now.items() if key in _IN_TERMS})
    policy = replace(base, terms=terms, **{key: value for key, value in now.items() if key not in _IN_TERMS})
    if section.problems.count == before:  # a stand-in must not raise a second, false problem
        _check_pairs(section, terms)
    return policy


def _value(policy: Policy, key: str) -> Any:
    return getattr(policy.terms if key in _IN_TERMS else policy, key)


def _some(section: Section, key: str, kind: Kind[E], base: frozenset[E]) -> frozenset[E]:
    return frozenset(section.read_all(key, kind, tuple(base), least=1))


def _check_pairs(section: Section, terms: Terms) -> None:
    def broken(key: str, other: str, fits: bool, expected: str) -> None:
        if not fits and (section.has(key) or section.has(other)):
            section.problem(key, f"{_written(getattr(terms, key))} does not fit; expected {expected}")

    broken(
        "offer_remind_hours",
        "offer_open_hours",
        terms.offer_remind_hours < terms.offer_open_hours,
        f"less than offer_open_hours = {terms.offer_open_hours:g}",
    )
    broken(
        "connect_remind_hours",
        "connect_within_hours",
        _rising(terms.connect_remind_hours, terms.connect_within_hours),
        f"rising hours below connect_within_hours = {terms.connect_within_hours:g}",
    )
    broken(
        "tracker_remind_hours",
        "close_silent_days",
        _rising(terms.tracker_remind_hours, terms.close_silent_days * 24),
        f"rising hours below close_silent_days = {terms.close_silent_days:g} ({terms.close_silent_days * 24:g} hours)",
    )
    broken(
        "erase_silent_days",
        "close_silent_days",
        terms.erase_silent_days >= terms.close_silent_days,
        f"close_silent_days = {terms.close_silent_days:g} or more",
    )


def _rising(hours: tuple[float, ...], below: float) -> bool:
    return all(first < second for first, second in pairwise((*hours, below)))


def _written(value: float | tuple[float, ...]) -> str:
    return f"[{', '.join(f'{item:g}' for item in value)}]" if isinstance(value, tuple) else f"{value:g}"
