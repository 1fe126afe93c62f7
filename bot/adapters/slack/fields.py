"""Fields of a dialog as input blocks. block_id and action_id are the field's name, so that an error finds its field."""

from collections.abc import Iterable
from typing import Any

from bot.adapters.slack.blocks import plain
from bot.adapters.slack.limits import (
    BOXES,
    FIELD_TEXT,
    ID,
    LINE_LENGTH,
    OPTION_TEXT,
    OPTION_VALUE,
    OPTIONS,
    Malformed,
    TooBig,
)
from bot.adapters.slack.truncate import short, units
from bot.ports.application import Json, Say
from bot.surface import Choice, Field, Line, Option, People, Phrase, Tick, w
from bot.values.clean import sendable

# Slack takes no empty value. No flow has this one in a closed list, so that even unread it means no preference.
NO_PREFERENCE = "-"
TICKED = "yes"  # what flows compare a tick with

_MOST_RADIOS = 4
_LONGEST_RADIO = 40  # characters that are on one line of a phone


def inputs(fields: Iterable[Field], say: Say) -> list[Json]:
    """Raises Malformed."""
    made: list[Json] = []
    names: set[str] = set()
    for field in fields:
        if not 0 < units(field.name) <= ID or field.name in names:
            raise Malformed(f"each field has a name of its own of 1 to {ID} characters")
        names.add(field.name)
        made.append(_input(field, say))
    return made


def value_of(option: Option) -> str:
    """What a chosen option sends; `option_of` reads it back. Raises Malformed."""
    if option.value == NO_PREFERENCE:
        raise Malformed(f"an option's value is not {NO_PREFERENCE!r}, which means none")
    if units(option.value) > OPTION_VALUE:
        raise TooBig(f"an option's value has at most {OPTION_VALUE} characters")
    return option.value or NO_PREFERENCE


def option_of(value: str) -> str:
    return "" if value == NO_PREFERENCE else value


def _input(field: Field, say: Say) -> Json:
    match field:
        case Choice():
            element, optional, hint = _choice(field, say), _may_be_left(field), None
        case Line():
            element, optional, hint = _line(field), not field.required, field.hint
        case People():
            most = max(1, field.most)
            picked = {"initial_users": list(field.chosen[:most])} if field.chosen else {}
            element = {"type": "multi_users_select", "max_selected_items": most} | picked
            optional, hint = True, field.hint
        case Tick():
            element, optional, hint = _tick(field, say), True, None
    return {
        "type": "input",
        "block_id": field.name,
        "label": plain(short(say(field.label), FIELD_TEXT)),
        "element": element | {"action_id": field.name},
        "optional": optional,
    } | _hint(hint, say)


def _hint(hint: Phrase | None, say: Say) -> Json:
    text = sendable(say(hint)) if hint else ""
    return {"hint": plain(short(text, FIELD_TEXT))} if text else {}


def _may_be_left(choice: Choice) -> bool:
    """A list without an option for no preference wants an answer."""
    return choice.many or any(not option.value for option in choice.options)


def _choice(choice: Choice, say: Say) -> Json:
    """`chosen` stands already filled in; where it is no option, nothing does."""
    if not 0 < len(choice.options) <= OPTIONS:
        raise TooBig(f"a choice has 1 to {OPTIONS} options")
    options = [_option(value_of(option), say(option.words)) for option in choice.options]
    made = list(zip(options, choice.options, strict=True))
    if choice.many:
        kind = "checkboxes" if len(options) <= BOXES else "multi_static_select"
        ticked = [option for option, each in made if each.value in choice.ticked]
        return {"type": kind, "options": options} | ({"initial_options": ticked} if ticked else {})
    first = next((option for option, each in made if each.value == choice.chosen), None)
    kind = "radio_buttons" if _few_and_short(options) else "static_select"
    return {"type": kind, "options": options} | ({"initial_option": first} if first else {})


def _few_and_short(options: list[Json]) -> bool:
    return len(options) <= _MOST_RADIOS and all(len(each["text"]["text"]) <= _LONGEST_RADIO for each in options)


def _option(value: str, text: str) -> Json:
    return {"text": plain(short(text, OPTION_TEXT)), "value": value}


def _line(line: Line) -> Json:
    """A plain line for e-mail addresses too: a contact may be either, and Slack's own e-mail field refuses a number.

    What is there already is never cut: it would be sent back shorter than the person wrote it.
    """
    value = sendable(line.value)
    if units(value) > LINE_LENGTH:
        raise TooBig(f"a typed line has at most {LINE_LENGTH} characters")
    longest = min(max(1, line.longest, units(value)), LINE_LENGTH)
    made: dict[str, Any] = {"type": "plain_text_input", "multiline": False, "max_length": longest}
    return made | ({"initial_value": value} if value else {})


def _tick(tick: Tick, say: Say) -> Json:
    # The label is above the box, where it may be long; an option holds 75 characters.
    options = [_option(TICKED, say(w("slack-yes")))]
    return {"type": "checkboxes", "options": options} | ({"initial_options": options} if tick.ticked else {})
