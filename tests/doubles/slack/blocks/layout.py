"""Layout blocks."""

from typing import Any

from tests.doubles.slack.blocks.checks import At, Check, flag, kinds, many, shape, string
from tests.doubles.slack.blocks.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from tests.doubles.slack.blocks.objects import BLOCK_ID, any_text_or_image, plain, text
from tests.doubles.slack.blocks.rich import RICH_PARTS


def _says_something(at: At, value: dict[str, Any]) -> None:
    if "text" not in value and "fields" not in value:
        at.wrong("text or fields is required")


def _one_picture(at: At, value: dict[str, Any]) -> None:
    if ("image_url" in value) == ("slack_file" in value):
        at.wrong("exactly one of image_url and slack_file is required")


_ID: dict[str, Check] = {"block_id": BLOCK_ID}

BLOCK = kinds(
    {
        "section": shape(
            {},
            {**_ID, "text": text(3000), "fields": many(text(2000), 1, 10), "accessory": IN_SECTION, "expand": flag},
            _says_something,
        ),
        "header": shape({"text": plain(150)}, _ID),
        "context": shape({"elements": many(any_text_or_image(IMAGE), 1, 10)}, _ID),
        "actions": shape({"elements": many(IN_ACTIONS, 1, 25)}, _ID),
        "input": shape(
            {"label": plain(2000), "element": IN_INPUT},
            {**_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
        ),
        "divider": shape({}, _ID),
        "image": shape(
            {"alt_text": string(1, 2000)},
            {
                **_ID,
                "title": plain(2000),
                "image_url": string(1, 3000),
                "slack_file": shape({}, {"id": string(1, 255), "url": string(1, 3000)}),
            },
            _one_picture,
        ),
        "rich_text": shape({"elements": RICH_PARTS}, _ID),
    }
)
