"""What people see: a slot is one card of one person."""

from datetime import datetime
from typing import Protocol

from bot.surface import Card


class Slots(Protocol):
    def say(
        self,
        person_id: str,
        name: str,
        card: Card,
        *,
        at: datetime,
        notify: bool,
        receipt: str = "",
        last: bool = False,
    ) -> None:
        """Make `card` the truth of this slot; the outbox brings every copy to it.

        With `notify` it is posted anew, otherwise edited in place (and posted if it never was). `receipt` comes back as
        an event when it was delivered. Delivery may begin `at`.

        `last` forgets the slot once all copies show it, or a day after `at`, and without `notify` takes back what was
        never posted. Such a word waits without a name, a receipt or a second, and its numbers are every last word's.
        """
        ...

    def whose(self, name: str) -> list[str]:
        """Everybody who has a slot of this name. It looks at every slot there is."""
        ...

    def last_word_waits(self, person_id: str) -> bool:
        """Whether a last word is still on its way to them."""
        ...

    def exists(self, person_id: str, name: str) -> bool:
        """Whether this slot exists."""
        ...

    def any_of(self, person_id: str) -> bool:
        """Whether any card of theirs is to be shown, or kept up to date."""
        ...

    def names_of(self, person_id: str) -> list[str]:
        """The slots of this person that have not had their last word."""
        ...

    def drop(self, person_id: str, name: str, at: datetime) -> None:
        """What is in it was its last word: nothing is said, and the slot is forgotten once all copies show it."""
        ...

    def follow(self, person_id: str, at: datetime) -> None:
        """They have another account, and lost the one in which they saw their cards: what is shown is posted there."""
        ...

    def card(self, person_id: str, name: str) -> Card | None:
        """What is in it, or will."""
        ...

    def next_due(self) -> datetime | None:
        """When something is to be sent next; the past if it waits already."""
        ...

    def retries(self) -> bool:
        """Whether something was refused more than once and waits to be sent again."""
        ...
