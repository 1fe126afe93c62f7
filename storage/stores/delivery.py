"""One copy on its way: what the outbox is given when it claims one, and the numbers that are in a copy's row."""

from dataclasses import dataclass
from datetime import datetime

from bot.surface import Account, Card
from storage.database.sql import moment

# What a retired copy shows once it has been edited; it is forgotten then.
NEUTRAL = -1
# What stands for the version of every last word, and of whatever a copy shows before it.
LAST, ANY = 1_000_000_000, 1
# How sure we are of a post (`copy.trying`): nothing is under way; one was begun; nobody has said how it ended, and each
# look that told nothing adds one. A copy that was written down is retired and not due: it waits for a press.
SURE, POSTING, IN_DOUBT = 0, 1, 2
# A copy that has not come to the end of its slot; what was written down waits for a press, and nothing waits for it.
UNFINISHED = "(other.due_at IS NOT NULL OR (other.retired = 0 AND other.shown < slot.version))"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One copy on its way, held by whoever claimed it until `lease`.

    The card is as it is to be shown. `reference` is empty for a post, which carries `mark`. `look` tells, from 1, which
    look for it this is; 0 where nothing is in doubt. Then the card and the version are those of the doubtful post. A
    `retired` copy shows a neutral line, or is taken away if it is `replaced`: a newer one is there for certain. One
    that is in doubt is looked for, and never posted. `double`: somebody has told where it stands, and another with it.
    `begun`: whoever posted it died, or slept, before they heard.
    """

    copy: str
    mark: str
    person: str
    site: str
    language: str  # chosen, or what the platform said last; "" where nobody knows
    account: Account
    card: Card
    version: int
    reference: str
    look: int
    retired: bool
    replaced: bool
    double: bool
    begun: bool
    attempts: int
    lease: int

    @property
    def held_until(self) -> datetime:
        return moment(self.lease)
