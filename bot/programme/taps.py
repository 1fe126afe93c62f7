"""What is ticked from a closed list: why somebody asks, and how they heard of it."""

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, PlainValidator

from bot.core.afterwards import Heard
from bot.programme.kinds import ID, Info, Text, among, refuse
from bot.programme.sentences import guess, shown
from bot.programme.texts import words
from bot.surface import Localised

REASONS = (  # R05, then R06; the words are the Fluent messages `reason-ID`
    "adverse_event",
    "complaint",
    "conflict",
    "life_stressor",
    "burnout",
    "work_change",
    "discrimination",
    "relationship",
    "workplace_stress",
    "imposter",
    "medical_mistake",
    "lawsuit",
    "threat",
    "sad_case",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One tap of the closed list (R05). `words` None: the built-in Fluent message `reason-ID`."""

    id: str
    words: Localised | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One tap of "how did you hear of this?" (R18). `words` None: the built-in Fluent message `heard-ID`.

    The ids are fixed, so that figures of several programmes can be put side by side; the words are the site's.
    """

    id: Heard
    words: Localised | None = None


HEARD_FROM = tuple(Told(each) for each in Heard)


def _own(value: object, info: Info) -> tuple[Any, Localised | None]:
    """The id, and of a table the words that it has in every language."""
    if not isinstance(value, dict):
        return value, None
    return value.get("id"), words({key: text for key, text in value.items() if key != "id"}, info)


def _reason(value: object, info: Info) -> Reason:
    id_, own = _own(value, info)
    if own is None and id_ not in REASONS:
        hint = guess(id_, REASONS) if isinstance(id_, str) else ""
        raise ValueError(
            f'{shown(id_)} is not a built-in reason; expected one of {" ".join(REASONS)}, or {{id = "...", '
            f"and its words in every language}}{hint}"
        )
    if not isinstance(id_, str) or not re.fullmatch(ID[2], id_):
        raise ValueError(f"{shown(id_)} is not {ID[0]}; expected {ID[1]}")
    return Reason(id_, own)


def _told(value: object, info: Info) -> Told:
    id_, own = _own(value, info)
    return Told(Heard(id_), own) if id_ in tuple(Heard) else refuse()


BUILT_IN = tuple(Reason(id_) for id_ in REASONS)
_TABLE: Any = dict[str, Text]  # an id, and words in every language
ReasonTap = Annotated[
    Reason,
    PlainValidator(_reason, json_schema_input_type=Annotated[str, among(REASONS)] | _TABLE),
    Field(title="a reason"),
]
HeardTap = Annotated[
    Told,
    PlainValidator(_told, json_schema_input_type=Heard | _TABLE),
    Field(title="a way to hear of it", description=f"one of {' '.join(Heard)}"),
]
