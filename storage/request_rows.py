"""A request as a row and back."""

import json
from dataclasses import asdict, fields
from typing import Any

from bot.core.policy import Pathway, Terms
from bot.core.request import Helm, Request, RequestState
from storage.sql import micros_or_none, moment_or_none

NAMES = tuple(field.name for field in fields(Request))
_TIMES = ("opened_at", "seeking_since", "matched_at", "connected_at", "first_matched_at")


def to_row(request: Request) -> dict[str, Any]:
    row = {name: getattr(request, name) for name in NAMES}
    row["pathway"] = request.pathway.value
    row["state"] = request.state.value
    row["helm"] = request.helm.value
    row["terms"] = json.dumps(asdict(request.terms), sort_keys=True)
    row["outside"] = int(request.outside)
    row["contact_wrong"] = int(request.contact_wrong)
    for name in _TIMES:
        row[name] = micros_or_none(row[name])
    return row


def from_row(row: tuple[Any, ...]) -> Request:
    known = dict(zip(NAMES, row, strict=True))
    terms = json.loads(known["terms"])
    lists = {name: tuple(value) for name, value in terms.items() if isinstance(value, list)}
    known["terms"] = Terms(**(terms | lists))
    known["pathway"] = Pathway(known["pathway"])
    known["state"] = RequestState(known["state"])
    known["helm"] = Helm(known["helm"])
    known["outside"] = bool(known["outside"])
    known["contact_wrong"] = bool(known["contact_wrong"])
    for name in _TIMES:
        known[name] = moment_or_none(known[name])
    return Request(**known)
