"""Requests and the offers of them, as flows see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.core.request import Details, Offer, OfferState, Request, RequestState


class Requests(Protocol):
    def open(self, request: Request, details: Details) -> Request:
        """Store a new request under a fresh key. Raises Conflict when the person has one already."""
        ...

    def get(self, request_id: str) -> Request | None: ...
    def of_physician(self, person_id: str) -> Request | None: ...
    def by_number(self, site: str, number: str) -> Request | None: ...
    def open_ones(self, site: str | None = None) -> list[Request]: ...
    def waiting(self) -> list[Request]:
        """Whoever is sought for and has no live offer, at every site, the oldest request first. Nothing is held."""
        ...

    def hold_pool(self, name: str) -> None:
        """Hold this pool of supporters until the transaction ends: one search in it at a time. Before any request and
        any person, or two transactions may wait for each other."""
        ...

    def heard(self, person_id: str, at: datetime) -> None:
        """This person did something: their open request, if they have one, knows the hour and no more."""
        ...

    def details(self, request: Request) -> Details:
        """Raises LookupError for a closed request: its key is destroyed."""
        ...

    def set_details(self, request: Request, details: Details) -> None: ...
    def kept_of(self, person_id: str) -> list[Request]:
        """What this person asked for, and is closed and kept for some days (keep_days_after_close)."""
        ...

    def move(self, request: Request, to: RequestState, **changes: Any) -> Request:
        """The only way to change a state; the version moves too. Raises Conflict, or ValueError for an unknown move."""
        ...

    def change(self, request: Request, **changes: Any) -> Request:
        """Change anything but the state, provided that the state has not moved. Raises Conflict."""
        ...

    def release(self, request: Request) -> None:
        """Let the person of a closed request ask again while its links are still kept (keep_days_after_close)."""
        ...

    def shred(self, request: Request) -> None:
        """Delete a closed request: its key, its offers, its deadlines, its lines of the audit, and itself (rule 9)."""
        ...


class Offers(Protocol):
    def add(self, offer: Offer) -> Offer:
        """Raises Conflict when the request has a live offer already."""
        ...

    def get(self, offer_id: str) -> Offer | None: ...
    def live(self, request_id: str) -> Offer | None: ...
    def of_request(self, request_id: str) -> list[Offer]: ...
    def live_of(self, person_id: str) -> list[Offer]:
        """The open, named and confirmed offers of a supporter."""
        ...

    def live_counts(self, person_ids: Sequence[str]) -> dict[str, int]: ...
    def move(self, offer: Offer, to: OfferState) -> Offer:
        """Raises Conflict; a move not in the table ValueError."""
        ...

    def hold(self, offer: Offer) -> None:
        """Nobody else moves this offer until the transaction ends. Raises Conflict if somebody has."""
        ...

    def delivered(self, offer: Offer, at: datetime) -> Offer: ...
    def lapse(self, offer: Offer, at: datetime) -> Offer:
        """It ended without an answer, at this moment. Raises Conflict."""
        ...

    def forget_of(self, person_id: str) -> None:
        """Every offer that this person had, of open requests too. Raises ValueError where one lives."""
        ...

    def asked_later(self, offer: Offer) -> Offer:
        """Note that "ask me tonight" was pressed: it can be once."""
        ...
