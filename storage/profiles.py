"""A person's profile and standing as JSON, which is what gets sealed."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from bot.core.people import Person, Role, Stage, Standing

# What stands in columns of its own, or beside the profile.
_ELSEWHERE = ("id", "site", "roles", "standing", "language")


def profile_to_json(person: Person) -> bytes:
    known = asdict(person)
    for name in _ELSEWHERE:
        del known[name]
    return json.dumps(known, default=_plain).encode()


def standing_to_json(standing: Standing) -> bytes:
    return json.dumps(asdict(standing), default=_plain).encode()


def person_from_json(row_id: str, site: str, roles: str, language: str, profile: bytes, standing: bytes) -> Person:
    known: dict[str, Any] = json.loads(profile)
    known["stage"] = Stage(known["stage"]) if known["stage"] else None
    known["languages"] = tuple(known["languages"])
    known["evaluates_people"] = frozenset(known["evaluates_people"])
    known["evaluates_departments"] = frozenset(known["evaluates_departments"])
    known["agreement_signed_on"] = _date(known["agreement_signed_on"])
    return Person(
        id=row_id,
        site=site,
        roles=frozenset(Role(role) for role in roles.split()),
        language=language,
        standing=_standing(standing),
        **known,
    )


def roles_to_text(person: Person) -> str:
    """Every role between two spaces, so that LIKE '% lead %' finds it and no other."""
    return " " + "".join(f"{role.value} " for role in sorted(person.roles))


def _standing(plain: bytes) -> Standing:
    known: dict[str, Any] = json.loads(plain)
    known["away_until"] = _date(known["away_until"])
    known["leaving_on"] = _date(known["leaving_on"])
    known["matches"] = tuple(date.fromisoformat(day) for day in known["matches"])
    known["last_matched"] = datetime.fromisoformat(known["last_matched"]) if known["last_matched"] else None
    return Standing(**known)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _plain(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)
