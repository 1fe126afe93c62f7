"""Block Kit as Slack's server judges it: our own reading of the published limits, sharing nothing with slack_sdk."""

import json
from typing import Any

from tests.doubles.slack.blocks.checks import At, Check, among, flag, many, shape, string
from tests.doubles.slack.blocks.layout import BLOCK
from tests.doubles.slack.blocks.objects import plain
from tests.doubles.slack.blocks.reading import elements, texts

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
DEEPEST = 3
"""Views in one stack."""
MESSAGE_TEXT = 13_200

_VIEW: dict[str, Check] = {
    "private_metadata": string(0, 3000),
    "callback_id": string(0, 255),
    "external_id": string(0, 255),
}
_BODY = {"type": among("modal", "home"), "blocks": many(BLOCK, 0, VIEW_BLOCKS)}
_MODAL = shape(
    {**_BODY, "title": plain(24)},
    {
        **_VIEW,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
)
_HOME = shape(_BODY, _VIEW)


def check_message(blocks: Any) -> list[str]:
    """What is wrong with a message's blocks; nothing if they are fine."""
    at = At([]) / "blocks"
    many(BLOCK, 0, MESSAGE_BLOCKS)(at, blocks)
    if not at.problems:
        _check_unique(at, blocks)
    return at.problems


def check_view(view: Any, kind: str) -> list[str]:
    at = At([]) / "view"
    if not isinstance(view, dict) or view.get("type") != kind:
        at.wrong(f"must be a view of type {kind}")
        return at.problems
    (_MODAL if kind == "modal" else _HOME)(at, view)
    if not at.problems:
        _check_unique(at / "blocks", view["blocks"])
    if kind == "modal" and "submit" not in view and _has_input(view.get("blocks")):
        at.wrong("missing required field: submit (the view has an input block)")
    if len(json.dumps(view)) > 250_000:
        at.wrong("view is larger than 250 kB")
    return at.problems


def too_much_text(blocks: list[dict[str, Any]]) -> bool:
    """Slack's undocumented limit on all words of a message together."""
    return sum(len(each) for each in texts(blocks)) > MESSAGE_TEXT


def _has_input(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(isinstance(each, dict) and each.get("type") == "input" for each in blocks)


def _check_unique(at: At, blocks: list[dict[str, Any]]) -> None:
    for key, ids in (
        ("block_id", [block.get("block_id") for block in blocks]),
        ("action_id", [element.get("action_id") for _, element in elements(blocks)]),
    ):
        given = [each for each in ids if each is not None]
        for twice in sorted({each for each in given if given.count(each) > 1}):
            at.wrong(f"{key} {twice!r} is used more than once")
    if sum(1 for _, element in elements(blocks) if element.get("focus_on_load")) > 1:
        at.wrong("focus_on_load is set more than once")
