"""Reading blocks as a person's eyes do: the words, and what can be pressed or filled in."""

import html
from collections.abc import Iterator
from random import SystemRandom
from typing import Any

from tests.doubles.plain import as_read, copied

Json = dict[str, Any]

_CHANCE = SystemRandom()
_RUNS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}
_IN_ORDER = (
    *("title", "text", "label", "fields", "hint", "element", "elements", "accessory", "blocks"),
    *("options", "option_groups", "placeholder", "description", "submit", "close"),
)


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, from top to bottom."""
    for block in blocks:
        inside = {
            "actions": block.get("elements", []),
            "section": [block["accessory"]] if "accessory" in block else [],
            "input": [block.get("element", {})],
        }.get(block.get("type", ""), [])
        yield from ((block, element) for element in inside if element.get("type") != "image")


def buttons(blocks: list[Json]) -> list[tuple[Json, Json]]:
    return [(block, element) for block, element in elements(blocks) if element["type"] == "button"]


def texts(value: Any) -> Iterator[str]:
    """Every visible text inside blocks, a view or any part of one, in reading order."""
    yield from (as_read(text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        kind, said = value.get("type"), value.get("text")
        if kind == "mrkdwn":
            yield html.unescape(str(said))
        elif kind in _RUNS:
            yield "".join(_texts(value["elements"]))
        elif kind == "link":
            yield str(said or value.get("url"))
        elif isinstance(said, str):
            yield said
        else:
            yield from (text for key in _IN_ORDER if key in value for text in _texts(value[key]))
            yield from (str(value[key]) for key in ("initial_value", "alt_text") if key in value)


def words(value: Any) -> str:
    return "\n".join(texts(value))


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which Slack has given an id to every block and element that came without. None comes twice."""
    named = copied(blocks)
    for name, parts in (("block_id", named), ("action_id", [element for _, element in elements(named)])):
        drawn = iter(_CHANCE.sample(range(16**5), len(parts)))
        for part in parts:
            part.setdefault(name, f"{next(drawn):05x}")
    return named
