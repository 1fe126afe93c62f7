"""Paragraphs, facts, lists, buttons and the footer as blocks.

Everything is plain_text or a rich text element, neither of which Slack parses: what a person is called can be no
mention, no link and no emphasis.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.adapters.slack.buttons import action_of
from bot.adapters.slack.limits import (
    BUTTON_TEXT,
    CONTEXT_ELEMENTS,
    CONTEXT_TEXT,
    FIELD_TEXT,
    SECTION_TEXT,
    TooBig,
)
from bot.adapters.slack.truncate import pieces, short
from bot.ports.application import Json, Say
from bot.surface import Block, Bullets, Button, Chart, Fact, Paragraph, Phrase, Picture, Portrait, Style, Verbatim, w

FACT_LABEL = 500  # Fluent takes no argument of more than 1000 characters
BUTTONS_A_ROW = 5  # Slack takes 25; more than this is a wall on a phone


@dataclass(frozen=True, slots=True)
class Uploaded(Picture):
    """A picture that Slack has by now, as one of the bot's own files."""

    file: str = ""


def plain(text: str) -> Json:
    """`text` is not empty. Without emoji, so that :names: of them stay what somebody typed."""
    return {"type": "plain_text", "text": text, "emoji": False}


def body(blocks: Iterable[Block], say: Say) -> list[Json]:
    """Facts that follow one another stand together. What has no text has no block."""
    made: list[Json] = []
    facts: list[Json] = []
    for block in blocks:
        if isinstance(block, Fact):
            if not facts:
                made.append(_rich(facts))
            facts.append(_fact(block, say))
            continue
        facts = []
        match block:
            case Paragraph():
                made += strong(say(block.words)) if block.strong else _section(say(block.words))
            case Bullets():
                made += _bullets(block, say)
            case Portrait():
                made += _portrait(block, say)
            case Uploaded():
                made.append(_picture(block, say))
            case Picture() | Chart():  # where no file can be uploaded first, and what nobody could draw
                made += _section(say(block.alt))
    return made


def strong(text: str) -> list[Json]:
    return [_rich([_line([_bold(part)])]) for part in pieces(text, SECTION_TEXT)]


def actions(buttons: Sequence[Button], say: Say) -> list[Json]:
    """Rows of buttons. Each button's place is its own in the message or view."""
    made = [_button(each, place, say) for place, each in enumerate(buttons)]
    rows = range(0, len(made), BUTTONS_A_ROW)
    return [{"type": "actions", "elements": made[at : at + BUTTONS_A_ROW]} for at in rows]


def footer(words: Phrase | None, say: Say) -> list[Json]:
    parts = pieces(say(words), CONTEXT_TEXT) if words else []
    if len(parts) > CONTEXT_ELEMENTS:
        raise TooBig(f"a footer has at most {CONTEXT_ELEMENTS} parts of {CONTEXT_TEXT} characters")
    return [{"type": "context", "elements": [plain(part) for part in parts]}] if parts else []


def aloud(made: Iterable[Json]) -> str:
    """What the blocks say, line by line, as a message's `text`: of a message a screen reader is given that alone.

    It is the one text of ours that Slack parses, so nothing in it may become a mention or a link.
    """
    lines = "\n".join(line for block in made for line in _lines(block))
    return lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _lines(block: Json) -> list[str]:
    match block["type"]:
        case "section":
            return [block["text"]["text"]]
        case "context":
            return [each["text"] for each in block["elements"]]
        case "image":
            return [block["alt_text"]]
        case "rich_text":
            return [line for element in block["elements"] for line in _rich_lines(element)]
        case _:  # buttons are told by themselves
            return []


def _rich_lines(element: Json) -> list[str]:
    if element["type"] == "rich_text_list":
        return [line for item in element["elements"] for line in _rich_lines(item)]
    return ["".join(part.get("text") or part.get("url", "") for part in element["elements"])]


def _section(text: str) -> list[Json]:
    return [{"type": "section", "text": plain(part)} for part in pieces(text, SECTION_TEXT)]


def _fact(fact: Fact, say: Say) -> Json:
    # The colon comes from the Fluent files, since French wants a space before it.
    label = say(w("slack-label", label=Verbatim(short(say(fact.label), FACT_LABEL))))
    value: list[Json] = [{"type": "text", "text": part} for part in pieces(say(fact.value), SECTION_TEXT)]
    if isinstance(fact.value, Verbatim) and fact.value.link:
        value = [{"type": "link", "url": fact.value.text}]
    return _line([_bold(label), {"type": "text", "text": " "}, *value])


def _picture(picture: Uploaded, say: Say) -> Json:
    alt = short(say(picture.alt), FIELD_TEXT)
    return {"type": "image", "slack_file": {"id": picture.file}, "alt_text": alt}


def _portrait(portrait: Portrait, say: Say) -> list[Json]:
    name = say(portrait.name)
    if not portrait.address or not name:
        return strong(name)
    face = {"type": "image", "image_url": portrait.address, "alt_text": short(name, FIELD_TEXT)}
    return [{"type": "section", "text": plain(short(name, SECTION_TEXT)), "accessory": face}]


def _bullets(block: Bullets, say: Say) -> list[Json]:
    items = [pieces(say(item), SECTION_TEXT) for item in block.items]
    lines = [_line([{"type": "text", "text": part} for part in parts]) for parts in items if parts]
    return [_rich([{"type": "rich_text_list", "style": "bullet", "elements": lines}])] if lines else []


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _line(elements: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": elements}


def _bold(text: str) -> Json:
    return {"type": "text", "text": text, "style": {"bold": True}}


def _button(button: Button, place: int, say: Say) -> Json:
    action_id, value = action_of(button, place)
    text = short(say(button.words), BUTTON_TEXT)
    made = {"type": "button", "text": plain(text), "action_id": action_id, "value": value}
    made["accessibility_label"] = short(say(button.label), BUTTON_TEXT) if button.label else text
    if button.style is not Style.PLAIN:
        made["style"] = button.style.value
    return made
