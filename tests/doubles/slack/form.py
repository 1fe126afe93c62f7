"""What a person has chosen or typed, in the shape in which `state.values` reports it."""

from collections.abc import Iterator
from typing import Any

from tests.doubles.slack.blocks.reading import elements

Json = dict[str, Any]
Given = str | list[str] | tuple[str, ...] | bool | None

_KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
_FIRST = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
}


def options(element: Json) -> list[Json]:
    return [
        *element.get("options", []),
        *(one for group in element.get("option_groups", []) for one in group["options"]),
    ]


def keeps_state(element: Json) -> bool:
    return element["type"] in _KEYS


def first_answer(element: Json) -> Json:
    key = _KEYS[element["type"]]
    empty: Any = [] if key in {"selected_options", "selected_users"} else None
    return {"type": element["type"], key: element.get(_FIRST[key], empty)}


def first_answers(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    state: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if keeps_state(element):
            state.setdefault(block["block_id"], {})[element["action_id"]] = first_answer(element)
    return state


def answer(element: Json, given: Given) -> Json:
    """What the element reports once a person has given this. Options are named by value or by their words."""
    kind, key = element["type"], _KEYS[element["type"]]
    several = [given] if isinstance(given, str) else list(given) if isinstance(given, (list, tuple)) else []
    if given is True:  # a tick: everything on offer
        several = [option["value"] for option in options(element)]
    if key == "selected_options":
        return {"type": kind, key: [_option(element, each) for each in several]}
    if key == "selected_users":
        return {"type": kind, key: several}
    if key == "selected_option":
        return {"type": kind, key: _option(element, several[0]) if several else None}
    return {"type": kind, key: given or None}


def _option(element: Json, wanted: str) -> Json:
    offered = options(element)
    for option in offered:
        if wanted in (option["value"], option["text"]["text"]):
            return option
    there = [option["text"]["text"] for option in offered]
    raise AssertionError(f"there is no option {wanted!r}; there is {there}")


def find(blocks: list[Json], name: str) -> Iterator[tuple[Json, Json]]:
    """Fields by block_id, action_id or label."""
    for block, element in elements(blocks):
        label = block.get("label", {}).get("text")
        if keeps_state(element) and name in (block["block_id"], element["action_id"], label):
            yield block, element


def complaints(blocks: list[Json], state: dict[str, dict[str, Json]]) -> dict[str, str]:
    """What Slack's own client says before it sends a form."""
    found: dict[str, str] = {}
    for block, element in elements(blocks):
        if block["type"] == "input":
            value = state[block["block_id"]][element["action_id"]][_KEYS[element["type"]]]
            wrong = _complaint(element, value, required=not block.get("optional", False))
            if wrong:
                found[block["block_id"]] = wrong
    return found


def _complaint(element: Json, value: Any, *, required: bool) -> str:
    if not value:
        return "Please complete this required field." if required else ""
    kind = element["type"]
    if kind == "plain_text_input" and len(value) > element.get("max_length", 3000):
        return f"This field has a limit of {element.get('max_length', 3000)} characters."
    if kind == "plain_text_input" and len(value) < element.get("min_length", 0):
        return f"This field needs at least {element['min_length']} characters."
    if kind == "email_text_input" and ("@" not in value or " " in value):
        return "Please enter a valid email address."
    if len(value) > element.get("max_selected_items", len(value)):
        return f"Select at most {element['max_selected_items']}."
    return ""
