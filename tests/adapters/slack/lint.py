"""What Slack would refuse: slack_sdk's models, and what these do not look at. Every screen of every story is looked at.

Raises Malformed or TooBig with a sentence that names the rule; the words stay out of it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.adapters.slack.limits import (
    CONTEXT_TEXT,
    MESSAGE_BLOCKS,
    MESSAGE_TEXT,
    VIEW_BLOCKS,
    Malformed,
    TooBig,
)
from bot.adapters.slack.truncate import all_units, units
from bot.ports.application import Json
from tests.doubles.slack.channels import Sight

SECTION_FIELD = 2000

_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "blocks", "private_metadata", "notify_on_close")

# The screens that this process has found within the rules. Of what a button carries no rule asks more than the length.
_GOOD: set[bytes] = set()
_VALUE = re.compile(r'("(?:value|private_metadata)": )"([^"\\]*)"')
_SLACKS_OWN = re.compile(r'"block_id": "[0-9a-f]{5}"')


def check_sights(sights: Iterable[Sight]) -> None:
    """All that people saw. slack_sdk takes milliseconds for a screen, and most are like one that it has read."""
    for each in sights:
        shown = {key: each.body[key] for key in _OF_A_VIEW if key in each.body}
        _alone("block_id", [block["block_id"] for block in shown["blocks"] if "block_id" in block])
        likeness = _likeness(shown)
        if likeness not in _GOOD:
            if "type" in shown:
                check_view(shown)
            elif shown["blocks"]:
                check_message(shown["blocks"])
            _GOOD.add(likeness)


def _likeness(shown: Json) -> bytes:
    """The same for two screens that differ only in values of one length, and in the ids that Slack gave to blocks."""
    text = _SLACKS_OWN.sub("", json.dumps(shown, ensure_ascii=False))
    return sha256(_VALUE.sub(lambda value: f"{value[1]}{len(value[2])}", text).encode()).digest()


def check_message(blocks: Sequence[Json]) -> None:
    if not 0 < len(blocks) <= MESSAGE_BLOCKS:
        raise TooBig(f"a message has 1 to {MESSAGE_BLOCKS} blocks")
    if all_units(blocks) > MESSAGE_TEXT:
        raise TooBig(f"a message has at most {MESSAGE_TEXT} characters in all")
    _check_parts(blocks)
    try:
        for block in blocks:
            parsed = Block.parse(block)
            if parsed is None:
                raise Malformed("a block is of an unknown type")
            parsed.to_dict()  # the models look at themselves here and nowhere else
    except SlackObjectFormationError as error:
        raise Malformed(str(error)) from None


def check_view(view: Json) -> None:
    blocks = view["blocks"]
    if not 0 < len(blocks) <= VIEW_BLOCKS:
        raise TooBig(f"a view has 1 to {VIEW_BLOCKS} blocks")
    _check_parts(blocks)
    if view["type"] == "modal":
        if any(block["type"] == "input" for block in blocks) and not view.get("submit"):
            raise Malformed("a modal with a field has a submit button")
        if not view.get("close") or not view.get("title"):
            raise Malformed("a modal has a title and a way to close it")
    try:
        parsed = View(**view)
        if None in parsed.blocks:
            raise Malformed("a block is of an unknown type")
        parsed.to_dict()
    except SlackObjectFormationError as error:
        raise Malformed(str(error)) from None


def _check_parts(blocks: Sequence[Json]) -> None:
    _alone("action_id", [part["action_id"] for part in _parts(list(blocks)) if "action_id" in part])
    _alone("block_id", [block["block_id"] for block in blocks if "block_id" in block])
    for block in blocks:
        if any(units(each["text"]) > SECTION_FIELD for each in block.get("fields", ())):
            raise TooBig(f"a section's field has at most {SECTION_FIELD} characters")
        if block["type"] == "context" and any(units(each.get("text", "")) > CONTEXT_TEXT for each in block["elements"]):
            raise TooBig(f"a context text has at most {CONTEXT_TEXT} characters")
    for part in _parts(list(blocks)):
        if part.get("text") == "":
            raise Malformed("no text is empty")
        if part.get("type") == "mrkdwn":
            raise Malformed("no text is parsed for markup: people's words stand in it")


def _alone(kind: str, found: list[str]) -> None:
    if len(found) != len(set(found)):
        raise Malformed(f"each {kind} stands once in a message or view")


def _parts(node: Any) -> Iterator[Json]:
    """Every object in it, itself included."""
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _parts(each)
