"""A person's profile and standing as JSON, which is what gets sealed."""

from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from bot.core.matches import month_of
from bot.core.people import Joining, Kind, Person, Profession, Role, Shown, Stage, Standing
from storage.encryption.sealed_json import made, read, write

# What is in columns of its own, or beside the profile.
_ELSEWHERE = ("id", "site", "kind", "roles", "standing", "language")
_PROFILE = tuple(field.name for field in fields(Person) if field.name not in _ELSEWHERE)
_STANDING = tuple(field.name for field in fields(Standing))
_STAGES: dict[str | None, Stage | None] = {None: None, "": None, **{stage.value: stage for stage in Stage}}


def profile_to_json(person: Person) -> bytes:
    return write({name: getattr(person, name) for name in _PROFILE})


def standing_to_json(standing: Standing) -> bytes:
    standing = replace(standing, matches=tuple(sorted(month_of(day) for day in standing.matches)))
    return write({name: getattr(standing, name) for name in _STANDING})


def person_from_json(
    row_id: str, site: str, kind: str, roles: str, language: str, profile: bytes, standing: bytes
) -> Person:
    known: dict[str, Any] = read(profile)
    known["stage"] = _STAGES[known["stage"]]
    if known.get("profession"):  # not in what an older version wrote
        known["profession"] = Profession(known["profession"])
    known["languages"] = tuple(known["languages"])
    known["evaluates_people"] = frozenset(known["evaluates_people"])
    known["evaluates_departments"] = frozenset(known["evaluates_departments"])
    if "evaluates_found" in known:  # not in what an older version wrote
        known["evaluates_settled"] = frozenset(known["evaluates_settled"])
        known["evaluates_found"] = frozenset((entry, found) for entry, found in known["evaluates_found"])
        known["evaluates_marks"] = frozenset(known["evaluates_marks"])
    known["agreement_signed_on"] = _date(known["agreement_signed_on"])
    known |= {"id": row_id, "site": site, "kind": Kind(kind), "roles": _roles(roles), "language": language}
    return made(Person, known | {"standing": standing_from_json(standing)})


def roles_to_text(roles: frozenset[Role]) -> str:
    """Every role between two spaces, so that LIKE '% lead %' finds it and no other."""
    return " " + "".join(f"{role.value} " for role in sorted(roles))


@lru_cache(maxsize=64)
def _roles(text: str) -> frozenset[Role]:
    return frozenset(Role(role) for role in text.split())


def standing_from_json(plain: bytes) -> Standing:
    if plain == _FRESH:
        return _NOTHING_YET
    known: dict[str, Any] = read(plain)
    known["away_until"] = _date(known["away_until"])
    known["leaving_on"] = _date(known["leaving_on"])
    known["matches"] = tuple(sorted(month_of(date.fromisoformat(day)) for day in known["matches"]))
    known.pop("last_matched", None)  # of an older version, which kept days too
    if "joining" in known:  # not in what an older version wrote
        known["joining"] = Joining(known["joining"])
        known["shown"] = tuple(Shown(what) for what in known["shown"])
        known["refresher_on"] = _date(known["refresher_on"])
        known["amended"] = tuple((column, said) for column, said in known["amended"])
    if "not_now" in known:  # nor this
        known["not_now"] = tuple(known["not_now"])
        known["post_away_until"] = _date(known["post_away_until"])
    if "tags" in known:  # nor this
        known["tags"] = tuple(known["tags"])
    return made(Standing, known)


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


_NOTHING_YET = Standing()
_FRESH = standing_to_json(_NOTHING_YET)  # how everybody stands who was never a supporter
