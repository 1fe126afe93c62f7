"""The neutral vocabulary between flows and platforms.

Flows speak in Cards and Dialogs made of Words; an adapter turns them into its platform's own, in the reader's language.
What comes back is one of the events at the foot. None carries free text: an adapter drops it at the door (rule 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

# --- words ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """One message of the Fluent files with its arguments. It becomes text at the edge, in the reader's language."""

    id: str
    args: Mapping[str, "Value"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text that is nobody's to translate: a name, a phone number. `link` says that it is an https:// address of the
    programme's own, which a Fact shows as something to press; what a person is called never is."""

    text: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Localised:
    """Pairs of language and text from a programme file, the default language first; language "" is for everybody."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def same(cls, text: str) -> "Localised":
        """One text for every language: a proper name, or nothing."""
        return cls((("", text),))

    def in_(self, language: str) -> str:
        """The text for `language` ("fr-CA" reads "fr"), else the default language's."""
        texts = dict(self.texts)
        return texts.get(language) or texts.get(language.partition("-")[0]) or self.texts[0][1]


@dataclass(frozen=True, slots=True)
class Joined:
    """Several phrases with commas between them."""

    parts: tuple["Phrase", ...]


Phrase = Words | Verbatim | Localised | Joined
Value = str | int | float | datetime | date | Words | Verbatim | Localised | Joined


def w(id_: str, /, **args: Value) -> Words:
    """Short for Words: `w("offer-ask", hours=72)`."""
    return Words(id_, args)


# --- what is shown -------------------------------------------------------------------------------------------------


class Style(StrEnum):
    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


DISMISS = "dismiss"  # the verb of a button that does nothing but shut its dialog


@dataclass(frozen=True, slots=True)
class Button:
    """A verb, an opaque id and the version it was made for; nothing else travels with a press (rule 11).

    `opens` says that the press answers with a dialog: Slack needs its trigger at once, Teams fetches a task.
    `label` names the button for a screen reader where the words alone are not unique on the screen.
    """

    words: Phrase
    verb: str
    token: str = ""
    version: int = 0
    style: Style = Style.PLAIN
    opens: bool = False
    label: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Phrase
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value: a name, a phone number, an hour."""

    label: Phrase
    value: Phrase


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG in base64, and in words what it shows, for whoever does not see it. Never of a person in a posted card."""

    png: str
    alt: Phrase


@dataclass(frozen=True, slots=True)
class Portrait:
    """Somebody's name, beside the picture that the reader's own platform shows of them. In dialogs only.

    `account` is theirs in the reader's workspace, None if they have none there: then the name stands alone, as it does
    where the platform has no picture. `address` is filled in by an adapter that needs one.
    """

    name: Phrase
    account: "Account | None" = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """`count` None: nothing can be told."""

    label: Phrase
    count: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A share that lies between `low` and `high`, and where it is wanted, in percent. `result` says it in words."""

    name: Phrase
    result: Phrase
    low: float
    high: float
    wanted_low: float
    wanted_high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures to be drawn. On its way out of the house it becomes a Picture; what nobody could draw is read as `alt`.

    `key` names what a measure's colours and hatching mean: wanted, told exactly, told from and to.
    """

    title: Phrase
    bars_title: Phrase
    bars: tuple[Bar, ...]
    empty: Phrase
    measures_title: Phrase
    measures: tuple[Measure, ...]
    axis: Phrase
    key: tuple[Phrase, Phrase, Phrase]
    notes: tuple[Phrase, ...]
    alt: Phrase


Block = Paragraph | Fact | Bullets | Picture | Portrait | Chart


@dataclass(frozen=True, slots=True)
class Card:
    """A message posted into a chat. It is neutral: no name, no reason, no topic (rule 8).

    Every posted card ends with the same line of crisis numbers (rule 6); Desk.say adds it, no flow does.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    footer: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list; `chosen` stands first. `many` allows several."""

    name: str
    label: Phrase
    options: tuple[Option, ...]
    chosen: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One typed line. `kind` is what a phone keyboard should offer: "text", "tel" or "email"."""

    name: str
    label: Phrase
    hint: Phrase | None = None
    value: str = ""
    required: bool = True
    longest: int = 120
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class People:
    """The platform's own people picker. Values are that platform's user ids in the presser's workspace."""

    name: str
    label: Phrase
    hint: Phrase | None = None
    most: int = 20


@dataclass(frozen=True, slots=True)
class Tick:
    name: str
    label: Phrase
    ticked: bool = False


Field = Choice | Line | People | Tick


@dataclass(frozen=True, slots=True)
class Dialog:
    """A modal. It is not posted into the conversation, so names and contact details may stand in it (rule 8).

    Buttons advance it in place; `submit` sends the fields. The footer holds the crisis lines: Desk adds them to each.
    """

    title: Phrase
    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    submit: Button | None = None
    footer: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the presser sees at once: a card in place of the pressed one, a dialog, errors at fields, or a short notice.

    `card` after a Command, Text or Arrive is posted to the person; after a press inside a dialog it is shown there,
    unless a `dialog` takes its place or `close` shuts it. The engine fills in the reader's `language` and `timezone`.
    `said` tells that `card` is on its way into a slot as well: the outbox brings it to every copy.
    `undone` says that nothing was done: a platform that can deliver the event again should.
    """

    card: Card | None = None
    dialog: Dialog | None = None
    notice: Phrase | None = None
    errors: Mapping[str, Phrase] = field(default_factory=dict)
    close: bool = False
    language: str = ""
    timezone: str = "UTC"
    said: bool = False
    undone: bool = False


# --- what comes in -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Account:
    """A person on a platform: Slack team and user, Teams tenant and Entra object id."""

    platform: str
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Event:
    """`key` is the platform's own event id; the same key is never acted on twice. "" means that the platform has none.

    `locale` is the platform's language for this account, used until the person chooses one; `name` is the name that the
    platform shows for it, kept (sealed) only when somebody who is on no roster presses Send. A `guest` of the workspace
    is served only if they are on the roster.
    """

    key: str
    account: Account
    locale: str = ""
    name: str = ""
    guest: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Press(Event):
    verb: str = ""
    token: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Submit(Event):
    verb: str = ""
    token: str = ""
    version: int = 0
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        value = self.values.get(name, "")
        return (value if isinstance(value, str) else (value[0] if value else "")).strip()

    def all(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, ())
        return ((value,) if value else ()) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True, slots=True)
class Command(Event):
    word: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Text(Event):
    """Somebody typed something. What it was stayed at the door."""


@dataclass(frozen=True, slots=True)
class Arrive(Event):
    """Somebody opened the conversation for the first time."""


@dataclass(frozen=True, slots=True)
class Gone(Event):
    """The platform says that this account is deactivated, or has removed the app."""


def to_plain(value: Any) -> Any:
    """A Card, Dialog or any part of one as plain JSON values, to be stored or sent. `from_plain` reads it back."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    fields = _FIELDS.get(kind)
    if fields is not None:
        plain = {"@": kind.__name__}
        for name in fields:
            part = getattr(value, name)
            if type(part) not in _PLAIN:
                part = _footer_to_plain(part) if name == "footer" else to_plain(part)
            plain[name] = part
        return plain
    if isinstance(value, (datetime, date)):
        return {"@": kind.__name__, "iso": value.isoformat()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def _footer_to_plain(footer: Phrase) -> Any:
    """Every card ends with the same line, so its plain form is made once."""
    known = _FOOTERS.get(id(footer))
    if known is None or known[0] is not footer:
        if len(_FOOTERS) >= _FOOTERS_KEPT:
            _FOOTERS.clear()
        known = _FOOTERS[id(footer)] = (footer, to_plain(footer))
    return known[1]


def from_plain(plain: Any) -> Any:
    """The reverse of `to_plain`. Raises KeyError for a shape that this version does not know."""
    if type(plain) in _PLAIN:
        return plain
    if isinstance(plain, list):
        return tuple(from_plain(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    name = plain.get("@")
    if name is None:
        return {key: from_plain(item) for key, item in plain.items()}
    if name == "datetime":
        return datetime.fromisoformat(plain["iso"])
    if name == "date":
        return date.fromisoformat(plain["iso"])
    shape = _SHAPES[name]
    kept = {key: item if type(item) in _PLAIN else from_plain(item) for key, item in plain.items() if key != "@"}
    if name == "Button":
        kept["style"] = Style(kept["style"])
    return shape(**kept)


_FOOTERS: dict[int, tuple[Phrase, Any]] = {}  # the footer itself stands in it, so that its id is not given again
_FOOTERS_KEPT = 16

_PLAIN = frozenset({str, int, float, bool, type(None)})

_SHAPES: dict[str, Any] = {
    shape.__name__: shape
    for shape in (
        Words,
        Verbatim,
        Localised,
        Joined,
        Button,
        Paragraph,
        Fact,
        Bullets,
        Picture,
        Portrait,
        Account,
        Bar,
        Measure,
        Chart,
        Card,
        Option,
        Choice,
        Line,
        People,
        Tick,
        Dialog,
    )
}

_FIELDS: dict[type, tuple[str, ...]] = {shape: tuple(shape.__dataclass_fields__) for shape in _SHAPES.values()}
