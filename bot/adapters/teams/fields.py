"""Fields of a dialog as inputs, with what was typed put back and the error below when a form comes again."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.adapters.teams.blocks import wrong
from bot.adapters.teams.buttons import NO_PREFERENCE, TICKED
from bot.adapters.teams.text import plain_title
from bot.ports.application import Json, Say
from bot.surface import Choice, Field, Line, People, Phrase, Tick, w
from bot.values.clean import sendable

Values = Mapping[str, str | tuple[str, ...]]

_FEW = 6  # choices that stand open; more are a list that opens
_LABEL = 300
_STYLES = {"tel": "Tel", "email": "Email"}


def inputs(fields: Iterable[Field], say: Say, values: Values | None, errors: Mapping[str, Phrase]) -> list[Json]:
    made: list[Json] = []
    for field in fields:
        made += _input(field, say, values)
        if field.name in errors:
            made.append(wrong(errors[field.name], say))
    return made


def several(fields: Iterable[Field]) -> list[str]:
    """The names of those that send more than one answer."""
    return [each.name for each in fields if isinstance(each, People) or (isinstance(each, Choice) and each.many)]


def _input(field: Field, say: Say, values: Values | None) -> list[Json]:
    shared: Json = {"id": field.name, "label": plain_title(say(field.label), _LABEL)}
    match field:
        case Choice():
            return [shared | _choice(field, say, values)]
        case Line():
            return [shared | _line(field, say, values)]
        case People():
            return [shared | _people(field, say, values)]
        case Tick():
            # The title is beside the box and wraps; a label above it would say the same twice.
            ticked = field.ticked if values is None else values.get(field.name) == TICKED
            return [
                {
                    "type": "Input.Toggle",
                    "id": field.name,
                    "title": shared["label"],
                    "wrap": True,
                    "valueOn": TICKED,
                    "valueOff": "",
                    "value": TICKED if ticked else "",
                }
            ]


def _line(line: Line, say: Say, values: Values | None) -> Json:
    value = sendable(line.value if values is None else _text(values.get(line.name, "")))
    made: Json = {"type": "Input.Text", "maxLength": max(1, line.longest, len(value))}
    if value:
        made["value"] = value
    if line.hint and (hint := sendable(say(line.hint))):
        made["placeholder"] = hint
    if line.kind in _STYLES:
        made["style"] = _STYLES[line.kind]
    return made | _must(line.required, say)


def _choice(choice: Choice, say: Say, values: Values | None) -> Json:
    choices = [
        {"title": plain_title(say(each.words), _LABEL), "value": each.value or NO_PREFERENCE} for each in choice.options
    ]
    offered = {each["value"] for each in choices}
    start = choice.ticked if choice.many else (choice.chosen,)
    chosen = start if values is None else _all(values.get(choice.name, ""))
    kept = [value for each in chosen if (value := each or ("" if choice.many else NO_PREFERENCE)) in offered]
    made: Json = {
        "type": "Input.ChoiceSet",
        "choices": choices,
        "style": "expanded" if len(choices) <= _FEW else "compact",
        "wrap": True,
    }
    if choice.many:
        made["isMultiSelect"] = True
    if kept:
        made["value"] = ",".join(kept)
    # A list without an option for no preference wants an answer.
    return made | _must(not choice.many and NO_PREFERENCE not in offered, say)


def _people(people: People, say: Say, values: Values | None) -> Json:
    """Teams looks the names up itself; what it sends are Entra object ids."""
    made: Json = {
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"},
        "isMultiSelect": True,
        "style": "filtered",
    }
    if people.hint and (hint := sendable(say(people.hint))):
        made["placeholder"] = hint
    start = people.chosen if values is None else _all(values.get(people.name, ""))
    kept = [each for each in start if each]
    return made | ({"value": ",".join(kept)} if kept else {})


def _must(required: bool, say: Say) -> Json:
    return {"isRequired": True, "errorMessage": say(w("teams-required"))} if required else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _all(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
