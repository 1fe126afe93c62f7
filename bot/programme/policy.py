"""The policy keys of a programme file: what each may be, and which pairs must fit together."""

from collections.abc import Mapping
from dataclasses import fields, replace
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, WrapValidator, create_model

from bot.core.people import Profession, Stage
from bot.core.policy import CareerRule, Disclosure, MatchBy, OpenTo, Pathway, Policy, ReasonShown, Terms
from bot.programme.kinds import Flag, Info, Quiet, once, whole
from bot.programme.sentences import check


def _number(what: str, *, or_none: bool = False) -> Any:
    """The number keeps its type: 72 stays 72."""
    limits = Field(
        title=what,
        description="a number, 0 or more" if or_none else "a number above 0",
        strict=True,
        allow_inf_nan=False,
        gt=None if or_none else 0,
        ge=0 if or_none else None,
    )
    return Annotated[float, limits, WrapValidator(lambda value, handler: (handler(value), value)[1])]


def _some(what: str, enum: type[Pathway] | type[Profession] | type[Stage]) -> Any:
    items = tuple[Annotated[enum, Field(title=what)], ...]  # type: ignore[valid-type]
    return Annotated[items, Field(min_length=1), once(), AfterValidator(frozenset)]


_HOURS = _number("a number of hours")
_TIMES = Annotated[tuple[_HOURS, ...], once()]  # type: ignore[valid-type]
_DAYS = Annotated[int, whole("a number of days", least=1)]
_COUNT = Annotated[int, whole("a count", least=1)]
_KINDS: Mapping[str, Any] = {
    "pathways": _some("a pathway", Pathway),
    "match_by": Annotated[MatchBy, Field(title="a way to match")],
    "disclosure": Annotated[Disclosure, Field(title="a way to disclose")],
    "career_rule": Annotated[CareerRule, Field(title="a career rule")],
    "open_to": Annotated[OpenTo, Field(title="a group of people")],
    "serves": _some("a stage", Stage),
    "professions": _some("a profession", Profession),
    "across_professions": Flag,
    "reason_shown": Annotated[ReasonShown, Field(title="a moment to show the reason")],
    "offer_open_hours": _HOURS,
    "offer_remind_hours": _HOURS,
    "named_hours": _HOURS,
    "offers_before_coordinator": _COUNT,
    "seek_escalate_hours": _HOURS,
    "coordinator_answer_hours": _HOURS,
    "connect_within_hours": _HOURS,
    "connect_remind_hours": _TIMES,
    "longer_hours": _HOURS,
    "longer_times": Annotated[int, whole("a count", least=0)],
    "tracker_after_hours": _HOURS,
    "tracker_remind_hours": _TIMES,
    "close_silent_days": _number("a number of days"),
    "ask_again_hours": _HOURS,
    "erase_silent_days": _number("a number of days"),
    "conversations_usual": _COUNT,
    "concurrent_limit": _COUNT,
    "year_ceiling": _COUNT,
    "unanswered_before_pause": _COUNT,
    "training_hours": _number("a number of hours", or_none=True),
    "leave_notice_days": Annotated[int, whole("a number of days", least=0)],
    "invite_open_days": _DAYS,
    "invite_again_days": _DAYS,
    "keep_days_after_close": _number("a number of days", or_none=True),
    "small_cell": Annotated[
        int, whole("a small-cell threshold", least=3)
    ],  # below 3 a cell of two lets each of them know the other
    "audit_keep_days": _DAYS,
    "sessional_rate": _number("an amount of money an hour", or_none=True),
    "credits_per_hour": _number("a number of credits", or_none=True),
    "quiet_hours": Quiet,
    "inter_site": Flag,
}
_IN_TERMS = frozenset(field.name for field in fields(Terms))

KEYS = frozenset(_KINDS)
Keys = create_model(  # with the defaults of the programme contract, for whoever reads its schema
    "Keys",
    __config__=ConfigDict(extra="forbid"),
    **dict[str, Any](
        {key: (kind, getattr(Terms() if key in _IN_TERMS else Policy(), key)) for key, kind in _KINDS.items()}
    ),
)


def read_base(values: object, info: Info) -> Policy:
    """The programme's policy, over which each site lays its own. A refused one is none: no site is measured by it."""
    policy = _over(info.context.pop("policy"), values)
    info.context["policy"] = policy
    return policy


def read_own(values: object, info: Info) -> Policy:
    return _over(info.context.get("policy"), values)


def _over(base: Policy | None, values: object) -> Policy:
    """Two keys must fit together wherever one of them is set."""
    keys = Keys.model_validate(values)
    found = {key: getattr(keys, key) for key in keys.model_fields_set}
    if base is None:
        return Policy()
    terms = replace(base.terms, **{key: value for key, value in found.items() if key in _IN_TERMS})
    _check_pairs(terms, frozenset(found))
    return replace(base, terms=terms, **{key: value for key, value in found.items() if key not in _IN_TERMS})


def _check_pairs(terms: Terms, found: frozenset[str]) -> None:
    def broken(key: str, other: str, fits: bool, expected: str) -> tuple[str, bool, str]:
        why = f"{_written(getattr(terms, key))} does not fit; expected {expected}"
        return key, not fits and not found.isdisjoint((key, other)), why

    silent = terms.close_silent_days
    check(
        broken(
            "offer_remind_hours",
            "offer_open_hours",
            terms.offer_remind_hours < terms.offer_open_hours,
            f"less than offer_open_hours = {terms.offer_open_hours:g}",
        ),
        broken(
            "connect_remind_hours",
            "connect_within_hours",
            _rising(terms.connect_remind_hours, terms.connect_within_hours),
            f"rising hours below connect_within_hours = {terms.connect_within_hours:g}",
        ),
        broken(
            "tracker_remind_hours",
            "close_silent_days",
            _rising(terms.tracker_remind_hours, silent * 24),
            f"rising hours below close_silent_days = {silent:g} ({silent * 24:g} hours)",
        ),
        broken(
            "erase_silent_days",
            "close_silent_days",
            terms.erase_silent_days >= silent,
            f"close_silent_days = {silent:g} or more",
        ),
    )


def _rising(hours: tuple[float, ...], below: float) -> bool:
    return all(first < second for first, second in pairwise((*hours, below)))


def _written(value: float | tuple[float, ...]) -> str:
    return f"[{', '.join(f'{item:g}' for item in value)}]" if isinstance(value, tuple) else f"{value:g}"
