"""What the person's client does with the fields: where they start, what it refuses, what it sends."""

import re
from collections.abc import Mapping
from typing import Any

from tests.doubles.teams.cards.reading import inputs

Json = dict[str, Any]
Given = Mapping[str, Any]


def start(card: Json) -> dict[str, str]:
    """The fields as they are before anybody touches them."""
    return {each["id"]: str(each.get("value", _untouched(each))) for each in inputs(card)}


def _untouched(each: Json) -> str:
    return str(each.get("valueOff", "false")) if each["type"] == "Input.Toggle" else ""


def filled(card: Json, given: Given) -> dict[str, str]:
    """The fields with `given` put in: by id or label; choices by value or title, several as a list; ticks as bools."""
    found = inputs(card)
    values = start(card)
    for name, wanted in given.items():
        each = next((one for one in found if name in (one["id"], one.get("label"), one.get("title"))), None)
        assert each, f"there is no field {name!r}; there is {[one['id'] for one in found]}"
        values[each["id"]] = _value(each, wanted)
    return values


def _value(each: Json, wanted: Any) -> str:
    if each["type"] == "Input.Toggle" and isinstance(wanted, bool):
        return str(each.get("valueOn", "true") if wanted else each.get("valueOff", "false"))
    if each["type"] != "Input.ChoiceSet":
        return str(wanted)
    parts = [str(one) for one in (wanted if isinstance(wanted, (list, tuple, set)) else [wanted]) if one]
    assert len(parts) < 2 or each.get("isMultiSelect"), f"{each['id']} takes one choice only"
    return ",".join(_choice(each, part) for part in parts)


def _choice(each: Json, wanted: str) -> str:
    for choice in each.get("choices") or []:
        if wanted in (choice["value"], choice["title"]):
            return str(choice["value"])
    assert "choices.data" in each, f"{each['id']} does not offer {wanted!r}"
    return wanted


def refused(card: Json, values: Mapping[str, str]) -> dict[str, str]:
    """Field id to what the client writes under it; empty: the client sends."""
    said: dict[str, str] = {}
    for each in inputs(card):
        value = values.get(each["id"], "")
        empty = not value or (each["type"] == "Input.Toggle" and value == str(each.get("valueOff", "false")))
        bad = bool(each.get("isRequired") and empty)
        if value and each["type"] == "Input.Text":
            bad = bad or len(value) > each.get("maxLength", len(value))
            bad = bad or ("regex" in each and not re.search(each["regex"], value))
        if value and each["type"] == "Input.Number":
            bad = bad or not float(each.get("min", value)) <= float(value) <= float(each.get("max", value))
        if value and each["type"] in ("Input.Date", "Input.Time"):
            bad = bad or not str(each.get("min", value)) <= value <= str(each.get("max", value))
        if bad:
            said[each["id"]] = each.get("errorMessage") or "This field is required or not valid."
    return said


def sent(card: Json, values: Mapping[str, str], *, omit_empty: bool = False) -> dict[str, str]:
    """What travels. A choice that nobody made is never sent; some clients leave out empty text too."""
    kinds = {each["id"]: each["type"] for each in inputs(card)}
    return {
        name: value
        for name, value in values.items()
        if value or not (omit_empty or kinds[name] in ("Input.ChoiceSet", "Input.Number", "Input.Date", "Input.Time"))
    }
