"""What is ticked from a closed list: why somebody asks, whom they wish for, and how they heard of it."""

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


WISHES = ("gender-woman", "gender-man", "same-specialty", "other-specialty", "other-department")  # Fluent `wish-ID`
_LONGEST_WISH = 60  # characters: it is one line of a list


@dataclass(frozen=True, slots=True)
class Reason:
    """One tap of the closed list (R05). `words` None: the built-in Fluent message `reason-ID`."""

    id: str
    words: Localised | None = None


@dataclass(frozen=True, slots=True)
class ListedWish:
    """One wish of a site's list (R24). `words` None: the built-in Fluent message `wish-ID`."""

    id: str
    words: Localised | None = None

    @property
    def own(self) -> bool:
        """Whether the roster does not say who meets it: supporters tick it of themselves (R76)."""
        return self.id not in WISHES


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


def _listed(value: object, info: Info, what: str, built_in: tuple[str, ...]) -> tuple[str, Localised | None]:
    """One that is built in, or the site's own with its words."""
    id_, own = _own(value, info)
    if own is None and id_ not in built_in:
        hint = guess(id_, built_in) if isinstance(id_, str) else ""
        raise ValueError(
            f'{shown(id_)} is not a built-in {what}; expected one of {" ".join(built_in)}, or {{id = "...", '
            f"and its words in every language}}{hint}"
        )
    if not isinstance(id_, str) or not re.fullmatch(ID[2], id_):
        raise ValueError(f"{shown(id_)} is not {ID[0]}; expected {ID[1]}")
    return id_, own


def _reason(value: object, info: Info) -> Reason:
    return Reason(*_listed(value, info, "reason", REASONS))


def _wish(value: object, info: Info) -> ListedWish:
    wish = ListedWish(*_listed(value, info, "wish", WISHES))
    for _, wording in wish.words.texts if wish.words else ():
        if len(wording) > _LONGEST_WISH:
            raise ValueError(f"{shown(wording)} has {len(wording)} characters; expected {_LONGEST_WISH} at most")
    return wish


def _told(value: object, info: Info) -> Told:
    id_, own = _own(value, info)
    return Told(Heard(id_), own) if id_ in tuple(Heard) else refuse()


BUILT_IN = tuple(Reason(id_) for id_ in REASONS)
USUAL_WISHES = tuple(ListedWish(id_) for id_ in WISHES if id_ != "other-specialty")
_TABLE: Any = dict[str, Text]  # an id, and words in every language
ReasonTap = Annotated[
    Reason,
    PlainValidator(_reason, json_schema_input_type=Annotated[str, among(REASONS)] | _TABLE),
    Field(title="a reason"),
]
WishTap = Annotated[
    ListedWish,
    PlainValidator(_wish, json_schema_input_type=Annotated[str, among(WISHES)] | _TABLE),
    Field(title="a wish"),
]
HeardTap = Annotated[
    Told,
    PlainValidator(_told, json_schema_input_type=Heard | _TABLE),
    Field(title="a way to hear of it", description=f"one of {' '.join(Heard)}"),
]
