"""What is shown: cards, dialogs, and the reply to whoever pressed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.surface.events import Account
from bot.surface.figures import Chart
from bot.surface.words import Phrase, w


class Style(StrEnum):
    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


DISMISS = "dismiss"  # the verb of a button that does nothing but close its dialog


@dataclass(frozen=True, slots=True)
class Button:
    """A verb, an id and the version it was made for; nothing else travels with a press (rule 11), and from a dialog id
    and version travel sealed.

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


CLOSE = Button(w("close"), DISMISS)
NOT_NOW = Button(w("not-now"), DISMISS)


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

    `account` is theirs in the reader's workspace, None if they have none there: then the name is alone, as it does
    where the platform has no picture. `address` is filled in by an adapter that needs one.
    """

    name: Phrase
    account: Account | None = None
    address: str = ""


Block = Paragraph | Fact | Bullets | Picture | Portrait | Chart


@dataclass(frozen=True, slots=True)
class Card:
    """A message posted into a chat. It is neutral: no name, no reason, no topic (rule 8).

    Every posted card ends with the same line of crisis numbers (rule 6): `Desk.card` adds it, and none can be made
    without.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...] = ()
    footer: Phrase = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a closed list; `chosen` is there already. `many` allows several, and `ticked` are there already.

    `ids` says that the values are ids of ours: they leave the house sealed, like every token of a dialog.
    """

    name: str
    label: Phrase
    options: tuple[Option, ...]
    chosen: str = ""
    many: bool = False
    ticked: tuple[str, ...] = ()
    ids: bool = False


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
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    name: str
    label: Phrase
    ticked: bool = False


Field = Choice | Line | People | Tick


@dataclass(frozen=True, slots=True)
class Dialog:
    """A modal. It is not posted into the conversation, so names and contact details may be in it (rule 8).

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
    `chosen` tells that the reader chose the language, for good.
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
    chosen: bool = False
    undone: bool = False
