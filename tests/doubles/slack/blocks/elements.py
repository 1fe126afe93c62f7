"""Interactive elements and images, with Slack's published limits."""

from typing import Any

from tests.doubles.slack.blocks.checks import At, Check, among, flag, kinds, many, shape, string, whole
from tests.doubles.slack.blocks.objects import (
    ACTION_ID,
    CONFIRM,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    RICH_OPTION,
    plain,
)


def _has_options(at: At, value: dict[str, Any]) -> None:
    if ("options" in value) == ("option_groups" in value):
        at.wrong("exactly one of options and option_groups is required")


def _starts_inside(at: At, value: dict[str, Any]) -> None:
    offered = [*value.get("options", []), *(o for g in value.get("option_groups", []) for o in g["options"])]
    started = [*value.get("initial_options", []), *([value["initial_option"]] if "initial_option" in value else [])]
    for option in started:
        if option not in offered:
            at.wrong("initial options must be among the options, word for word")


def _lengths_agree(at: At, value: dict[str, Any]) -> None:
    longest = value.get("max_length", 3000)
    if value.get("min_length", 0) > longest:
        at.wrong("min_length must not exceed max_length")
    if len(value.get("initial_value", "")) > longest:
        at.wrong("initial_value is longer than max_length")


_ANY: dict[str, Check] = {"action_id": ACTION_ID}
_MENU: dict[str, Check] = {**_ANY, "placeholder": plain(150), "confirm": CONFIRM, "focus_on_load": flag}
_LISTS: dict[str, Check] = {"options": many(OPTION, 1, 100), "option_groups": many(OPTION_GROUP, 1, 100)}
_TYPED: dict[str, Check] = {
    **_ANY,
    "placeholder": plain(150),
    "focus_on_load": flag,
    "initial_value": string(0, 3000),
    "dispatch_action_config": shape(
        {}, {"trigger_actions_on": many(among("on_enter_pressed", "on_character_entered"), 1, 2)}
    ),
}
_MOST: dict[str, Check] = {"max_selected_items": whole(1, 100)}

BUTTON = shape(
    {"text": plain(75)},
    {
        **_ANY,
        "value": string(1, 2000),
        "url": string(1, 3000),
        "style": among("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(1, 75),
    },
)
IMAGE = shape(
    {"alt_text": string(1, 2000)},
    {"image_url": string(1, 3000), "slack_file": shape({}, {"id": string(1, 255), "url": string(1, 3000)})},
)
RADIO = shape(
    {"options": many(RICH_OPTION, 1, 10)},
    {**_ANY, "initial_option": RICH_OPTION, "confirm": CONFIRM, "focus_on_load": flag},
    _starts_inside,
)
TICKS = shape(
    {"options": many(RICH_OPTION, 1, 10)},
    {**_ANY, "initial_options": many(RICH_OPTION, 1, 10), "confirm": CONFIRM, "focus_on_load": flag},
    _starts_inside,
)
PLAIN_INPUT = shape(
    {},
    {**_TYPED, "multiline": flag, "min_length": whole(0, 3000), "max_length": whole(1, 3000)},
    _lengths_agree,
)
NUMBER = shape({"is_decimal_allowed": flag}, {**_TYPED, "min_value": string(1, 64), "max_value": string(1, 64)})

INPUTS: dict[str, Check] = {
    "plain_text_input": PLAIN_INPUT,
    "email_text_input": shape({}, _TYPED),
    "url_text_input": shape({}, _TYPED),
    "number_input": NUMBER,
    "static_select": shape({}, {**_MENU, **_LISTS, "initial_option": OPTION}, _has_options, _starts_inside),
    "multi_static_select": shape(
        {}, {**_MENU, **_LISTS, **_MOST, "initial_options": many(OPTION, 1, 100)}, _has_options, _starts_inside
    ),
    "users_select": shape({}, {**_MENU, "initial_user": string(1, 255)}),
    "multi_users_select": shape({}, {**_MENU, **_MOST, "initial_users": many(string(1, 255), 0, 100)}),
    "radio_buttons": RADIO,
    "checkboxes": TICKS,
    "datepicker": shape({}, {**_MENU, "initial_date": string(10, 10)}),
    "timepicker": shape({}, {**_MENU, "initial_time": string(5, 5), "timezone": string(1, 255)}),
}
CHOOSERS = {kind: check for kind, check in INPUTS.items() if not kind.endswith("_input")}
PRESSED: dict[str, Check] = {
    "button": BUTTON,
    "overflow": shape({"options": many(OVERFLOW_OPTION, 1, 5)}, {**_ANY, "confirm": CONFIRM}),
}

IN_ACTIONS = kinds({**CHOOSERS, **PRESSED})
IN_SECTION = kinds({**CHOOSERS, **PRESSED, "image": IMAGE})
IN_INPUT = kinds(INPUTS)
