"""Composition objects: text, option, confirmation."""

from tests.doubles.slack.blocks.checks import At, Check, among, flag, kinds, many, shape, string


def plain(most: int) -> Check:
    return kinds({"plain_text": shape({"text": string(1, most)}, {"emoji": flag})})


def text(most: int) -> Check:
    return kinds(
        {
            "plain_text": shape({"text": string(1, most)}, {"emoji": flag}),
            "mrkdwn": shape({"text": string(1, most)}, {"verbatim": flag}),
        }
    )


ACTION_ID = string(1, 255)
BLOCK_ID = string(1, 255)

OPTION = shape({"text": plain(75), "value": string(1, 150)}, {"description": plain(75)})
RICH_OPTION = shape({"text": text(75), "value": string(1, 150)}, {"description": text(75)})
OVERFLOW_OPTION = shape(
    {"text": plain(75), "value": string(1, 150)}, {"description": plain(75), "url": string(1, 3000)}
)
OPTION_GROUP = shape({"label": plain(75), "options": many(OPTION, 1, 100)}, {})

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": among("primary", "danger")},
)


def any_text_or_image(image: Check) -> Check:
    """What a context block holds."""
    table = text(2000)

    def check(at: At, value: object) -> None:
        (image if isinstance(value, dict) and value.get("type") == "image" else table)(at, value)

    return check
