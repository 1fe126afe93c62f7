"""A request as a row and back."""

import json
from dataclasses import asdict, fields
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.core.policy import Pathway, Terms
from bot.core.request import Contact, Escalation, Request, RequestState
from storage.database.sql import micros_or_none, moment_or_none
from storage.encryption.sealed_json import made

NAMES = tuple(field.name for field in fields(Request))
_TIMES = (
    "opened_at",
    "seeking_since",
    "matched_at",
    "connected_at",
    "first_matched_at",
    "said_at",
    "marks_since",
    "denied_at",
    "heard_at",
    "agreed_on",
)
_ENUMS = tuple(
    (name, {each.value: each for each in kind})
    for name, kind in (("pathway", Pathway), ("state", RequestState), ("escalation", Escalation), ("contact", Contact))
)
_FLAGS = ("outside", "contact_wrong", "stage_bent")


def to_row(request: Request) -> dict[str, Any]:
    return {name: to_value(name, getattr(request, name)) for name in NAMES}


def to_value(name: str, value: Any) -> Any:
    """One field as its column holds it."""
    if name in _TIMES:
        return micros_or_none(value)
    if name == "terms":
        return _terms_to_text(value)
    if name in _FLAGS:
        return int(value)
    return value.value if isinstance(value, StrEnum) else value


def from_row(row: tuple[Any, ...]) -> Request:
    known = dict(zip(NAMES, row, strict=True))
    known["terms"] = _terms_from_text(known["terms"])
    for name, members in _ENUMS:
        known[name] = members[known[name]]
    for name in _FLAGS:
        known[name] = bool(known[name])
    for name in _TIMES:
        known[name] = moment_or_none(known[name])
    return Request(**known)


# A site's hours: the same for many requests, and about nobody.
@lru_cache(maxsize=128)
def _terms_to_text(terms: Terms) -> str:
    return json.dumps(asdict(terms), sort_keys=True)


@lru_cache(maxsize=128)
def _terms_from_text(text: str) -> Terms:
    known = json.loads(text)
    lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return made(Terms, known | lists)
