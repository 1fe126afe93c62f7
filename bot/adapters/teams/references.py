"""Where a person is written to, and where a message stands: our own small JSON, which the house keeps sealed."""

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Location:
    """A one-to-one conversation. `user` is the person's id with this bot ("29:..."), `bot` the bot's own ("28:...").

    `conversation` is "" for somebody whose conversation was lost: it can be created anew from the rest.
    """

    service_url: str
    conversation: str
    user: str
    bot: str

    def dump(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Posted:
    """One message of ours."""

    service_url: str
    conversation: str
    activity: str

    def dump(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


def read_location(text: str) -> Location | None:
    found = _read(text, ("service_url", "conversation", "user", "bot"))
    return Location(**found) if found else None


def read_posted(text: str) -> Posted | None:
    found = _read(text, ("service_url", "conversation", "activity"))
    return Posted(**found) if found else None


def _read(text: str, names: tuple[str, ...]) -> dict[str, str] | None:
    """None for what another version wrote: it can be found out again."""
    try:
        plain: Any = json.loads(text)
    except ValueError:
        return None
    if not isinstance(plain, dict) or not all(isinstance(plain.get(name), str) for name in names):
        return None
    return {name: plain[name] for name in names}
