"""What comes in. No event carries free text: an adapter drops it where it comes in (rule 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.values.clean import clean_lines


@dataclass(frozen=True, slots=True)
class Account:
    """A person on a platform: Slack team and user, Teams tenant and Entra object id."""

    platform: str
    team: str
    user: str

    @property
    def written(self) -> str:
        """ "slack:T0123:U0456": what a mark is made for."""
        return f"{self.platform}:{self.team}:{self.user}"


@dataclass(frozen=True, slots=True)
class Event:
    """`key` is the platform's own event id; the same key is never acted on twice. "" means that the platform has none.

    `locale` is the platform's language for this account, used until the person chooses one; `name` is the name that the
    platform shows for it, kept (sealed) only when somebody who is on no roster presses Send. A `guest` of the workspace
    is served only if they are on the roster. `email` is what the platform vouches for, of nobody but its own people and
    only where a site asks it to; "" otherwise.
    """

    key: str
    account: Account
    locale: str = ""
    name: str = ""
    guest: bool = field(default=False, kw_only=True)
    email: str = field(default="", kw_only=True, repr=False)


@dataclass(frozen=True, slots=True)
class Press(Event):
    """`kept` is what stood in the fields of a form that this press opens once more, because it could not be sent.

    `on_copy`: on a posted card that the outbox brings to the truth, and the adapter shows no card that a slot holds.
    `reference` is the adapter's own of where that card is; "" where the platform does not say.
    """

    verb: str = ""
    token: str = ""
    version: int = 0
    on_copy: bool = False
    reference: str = field(default="", repr=False)
    kept: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submit(Event):
    verb: str = ""
    token: str = ""
    version: int = 0
    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """As it was typed, but for what nobody can see."""
        value = self.values.get(name, "")
        return clean_lines(value if isinstance(value, str) else (value[0] if value else ""))

    def all(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, ())
        return ((value,) if value else ()) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True, slots=True)
class Command(Event):
    word: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Text(Event):
    """Somebody typed something. What it was is dropped where it comes in."""


@dataclass(frozen=True, slots=True)
class Arrive(Event):
    """Somebody opened the conversation for the first time."""


@dataclass(frozen=True, slots=True)
class Gone(Event):
    """The platform says that this account is deactivated, or has removed the app."""
