"""What is wrong with a file, as pydantic tells it, in sentences for the person who wrote it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

Schema = Mapping[str, Any]  # JSON schema, with a title and a description of each value


def shown(value: object) -> str:
    """The value about as it was written."""
    return json.dumps(value, ensure_ascii=False, default=str)


def guess(name: str, known: Iterable[str]) -> str:
    """'; did you mean "..."?' when a known name is close, "" otherwise."""
    near = get_close_matches(name, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def check(*rules: tuple[str, bool, str]) -> None:
    """Keys of one table, whether each is wrong beside the others, and why. Raises ValidationError with all that are."""
    wrong = [
        InitErrorDetails(type=PydanticCustomError("said", "{why}", {"why": why}), loc=(key,), input=None)
        for key, is_wrong, why in rules
        if is_wrong
    ]
    if wrong:
        raise ValidationError.from_exception_data("", wrong)


def sentences(error: ValidationError, schema: Schema) -> Iterator[tuple[str, str]]:
    """The path of each key, in which tables of a list count from 1, and what is wrong with it by the file's schema."""
    for each in error.errors(include_url=False):
        if each["type"] == "default_factory_not_called" or (each["type"] == "too_short" and each["input"]):
            continue  # only what another problem brought about
        loc = [*filter(lambda part: part != "", each["loc"][:-1]), *each["loc"][-1:]]
        path = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc)
        yield path.removeprefix("."), _sentence(each, schema, loc)


def _sentence(error: ErrorDetails, schema: Schema, loc: Sequence[str | int]) -> str:
    key, asked, said = loc[-1] if loc else "", _at(schema, loc), error["msg"].removeprefix("Value error, ")
    match error["type"]:
        case "said":
            return said
        case "value_error" if said:
            return said
        case "extra_forbidden" | "unexpected_keyword_argument":
            return f"unknown key{guess(str(key), _at(schema, loc[:-1])['properties'])}"
        case "missing":
            what = "missing"
        case "too_short":
            what = "empty"
        case "dict_type" | "dataclass_type" | "model_type":
            what = f"{shown(error['input'])} is not a table"
        case "tuple_type":
            what = f"{shown(error['input'])} is not a list"
        case _:
            what = f"{shown(error['input'])} is not {asked['title']}"
    return f"{what}; expected {expected(asked, schema, key)}"


def expected(asked: Schema, schema: Schema | None = None, key: str | int = "") -> str:
    """What may be at a key, of whose file the schema is."""
    least = asked.get("minItems", 0)
    match asked:
        case {"enum": names}:
            return f"one of {' '.join(name or shown(name) for name in names)}"
        case {"const": name}:
            return f"one of {name}"
        case {"items": {"$ref": _}} if "title" not in asked["items"]:
            return f"at least one [[{key}]]" if least else f"[[{key}]]"
        case {"items": items}:
            some = f" with at least {least}" if least else ""
            return f"a list in square brackets{some}, each item {_resolved(items, schema or {})['title']}"
        case {"type": "object"}:
            return "keys and values"
    return str(asked["description"])


def _at(schema: Schema, loc: Sequence[str | int]) -> Schema:
    found = schema
    for part in loc:
        found = _resolved(found["items"] if isinstance(part, int) else found["properties"].get(part, {}), schema)
    return found


def _resolved(part: Schema, schema: Schema) -> Schema:
    """Without the detour of a definition, and without the null of what may be left out."""
    match part:
        case {"$ref": ref}:
            return {**schema["$defs"][ref.rpartition("/")[2]], **part}
        case {"anyOf": [only, {"type": "null"}]}:
            return {**part, **_resolved(only, schema)}
    return part
