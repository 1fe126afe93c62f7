"""What is due, and which events came already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

LOOK = "look"  # the kind of deadline that makes the search look again


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline. `fence` is the version of what it belongs to; if that has moved on, the deadline does nothing."""

    id: str
    kind: str
    request: str = ""
    offer: str = ""
    person: str = ""
    fence: int = 0
    due_at: datetime | None = None
    subject: str = ""  # a nomination or a call-back


class Deadlines(Protocol):
    def book(
        self,
        kind: str,
        at: datetime,
        *,
        request: str = "",
        offer: str = "",
        person: str = "",
        subject: str = "",
        fence: int = 0,
    ) -> None: ...

    def cancel(
        self,
        *,
        request: str = "",
        offer: str = "",
        person: str = "",
        subject: str = "",
        kinds: Sequence[str] = (),
    ) -> None:
        """Void what is pending for this request, offer, person or subject; of these kinds only, if any are named."""
        ...

    def scrub(self) -> None:
        """Something was deleted that must leave the database's files too, with the next whole minute."""
        ...

    def pending(self, *, request: str = "", offer: str = "", person: str = "", subject: str = "") -> list[Due]:
        """Of one of these, whatever else they are about; soonest first."""
        ...

    def when(
        self, *kinds: str, request: str = "", offer: str = "", person: str = "", subject: str = ""
    ) -> datetime | None:
        """When the first deadline of these kinds is due; None where none is booked."""
        ...

    def pending_kind(self, kind: str) -> list[Due]: ...
    def put_off(self, kind: str, requests: Sequence[str], until: datetime) -> None:
        """Those of this kind and these requests are due at `until`, or when they were if that is later. One that is in
        somebody else's hands is left alone."""
        ...

    def next(self) -> datetime | None:
        """When the next one is due, whatever it is about but a look of the search; the past if it is late."""
        ...

    def retries(self) -> bool:
        """Whether one has failed more than once and waits to be tried again."""
        ...


class Inbox(Protocol):
    def first_time(self, event_key: str) -> bool:
        """Whether this did not happen for a quarter of an hour, half an hour at most; from now on it did."""
        ...
