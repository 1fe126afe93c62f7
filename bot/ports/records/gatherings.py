"""Gatherings that were planned in the chat, and seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Planned:
    """A gathering that a coordinator planned in the chat; those of the programme file are there."""

    id: str
    site: str
    starts_at: datetime
    title: str
    kind: str
    weekly: bool
    where: str
    join_url: str
    capacity: int | None


class Gatherings(Protocol):
    """Seats are kept by the id of a gathering and the hour of one meeting. Nobody can list who comes."""

    def planned(self, since: datetime) -> list[Planned]: ...
    def get(self, gathering_id: str) -> Planned | None: ...
    def plan(self, planned: Planned) -> Planned: ...
    def cancel(self, gathering_id: str) -> None: ...
    def taken(self, gathering: str, at: datetime) -> int: ...
    def has_seat(self, gathering: str, at: datetime, person_id: str) -> bool: ...
    def take_seat(self, gathering: str, at: datetime, person_id: str, capacity: int | None) -> bool:
        """False: full."""
        ...

    def any_seat(self, person_id: str) -> bool: ...
    def leave_seat(self, gathering: str, at: datetime, person_id: str) -> bool: ...
    def empty(self, gathering: str, at: datetime) -> Sequence[str]:
        """Give every seat back; whose they were."""
        ...
