"""What every platform adapter offers to the outbox, and the closed list of what can go wrong while sending."""

import secrets
from dataclasses import dataclass
from typing import Protocol

from bot.errors import PeerlineError
from bot.surface import Account, Card


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A card on its way to one account. `mark` is a random value of this one post, which the platform may keep beside
    it."""

    account: Account
    mark: str
    card: Card
    language: str
    timezone: str


def fresh_mark() -> str:
    """Of an answer that no slot holds."""
    return secrets.token_hex(16)


class Port(Protocol):
    """The sending half of an adapter. References are the adapter's own strings; nobody else reads them."""

    platform: str

    async def post(self, message: Outgoing) -> str:
        """Post anew and return the reference. Raises SendError."""
        ...

    async def edit(self, message: Outgoing, reference: str) -> None:
        """Replace what was posted; it alerts nobody. Raises SendError."""
        ...

    async def retire(self, message: Outgoing, reference: str) -> None:
        """There is a newer one: take this card away; where that is not possible, show `message`, one neutral line.
        One that is gone already is fine. Raises SendError."""
        ...

    async def find(self, message: Outgoing) -> str | None:
        """One look for a post that may have arrived although nobody said so: its reference; None where it surely is not
        there. Raises Unseen where nobody can be asked, and SendError where another look may tell."""
        ...


class SendError(PeerlineError):
    """Base of the closed list. Its text never holds a name, an address or a word of the message."""


class Unreachable(SendError):
    """The person cannot be reached here: deactivated, not installed, unknown."""


class Blocked(SendError):
    """The person has blocked or removed the bot."""


class TokenDead(SendError):
    """Our own credentials are refused; nobody in this workspace can be reached until they are mended."""


class Throttled(SendError):
    """Too fast. `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("throttled")
        self.retry_after = retry_after


class Ambiguous(SendError):
    """No answer: it may have arrived. Look before sending again."""


class Unseen(SendError):
    """Of a look: this platform, or this conversation, does not tell."""


class Temporary(SendError):
    """It did not arrive and a later try may succeed."""


class Unready(Temporary):
    """Refused for the moment: the platform was just given a picture and does not know it yet."""


class Permanent(SendError):
    """This message can never be sent or edited; trying again is of no use."""


class Vanished(SendError):
    """The message to edit is no longer there: post it anew."""
