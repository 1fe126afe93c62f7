"""What flows may read and change: the storage as they see it, inside one transaction.

Every change is conditional on the state it expects. One that meets no row raises Conflict: somebody else was faster;
the engine starts the event again once, from what is true by then.
"""

from typing import Protocol

from bot.errors import NotNow
from bot.ports.records.deadlines import LOOK, Deadlines, Due, Inbox
from bot.ports.records.gatherings import Gatherings, Planned
from bot.ports.records.ledger import Ledger, Noted, Purpose, Tallies
from bot.ports.records.people import Claim, Claims, Erasures, Joining, People, Trainings
from bot.ports.records.reaching_out import MARKS, Callbacks, Marks, Nominations
from bot.ports.records.requests import Offers, Requests
from bot.ports.records.slots import Slots

__all__ = [
    "LOOK",
    "MARKS",
    "Callbacks",
    "Claim",
    "Claims",
    "Conflict",
    "Deadlines",
    "Due",
    "Erasures",
    "Gatherings",
    "Inbox",
    "Joining",
    "Ledger",
    "Marks",
    "Nominations",
    "Noted",
    "Offers",
    "People",
    "Planned",
    "Purpose",
    "Records",
    "Requests",
    "Slots",
    "Tallies",
    "Trainings",
]


class Conflict(NotNow):
    """The state moved between reading and writing."""


class Records(Protocol):
    @property
    def people(self) -> People: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def training(self) -> Trainings: ...
    @property
    def nominations(self) -> Nominations: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def callbacks(self) -> Callbacks: ...
    @property
    def joining(self) -> Joining: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def erasures(self) -> Erasures: ...
    @property
    def gatherings(self) -> Gatherings: ...
    @property
    def tallies(self) -> Tallies: ...
