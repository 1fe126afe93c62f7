"""The unit of work: every store over one transaction of one connection."""

from datetime import datetime

from storage.database.sql import Link
from storage.encryption.sealed import Keyring
from storage.stores.button_values import ValueStore
from storage.stores.callbacks import CallbackStore
from storage.stores.claims import ClaimStore
from storage.stores.deadlines import DeadlineStore
from storage.stores.erasures import ErasureStore
from storage.stores.gatherings import GatheringStore
from storage.stores.inbox import InboxStore
from storage.stores.installations import InstallationStore
from storage.stores.joining import JoiningStore
from storage.stores.ledger import LedgerStore
from storage.stores.nominations import NominationStore
from storage.stores.offers import OfferStore
from storage.stores.people import PeopleStore
from storage.stores.request_keys import RequestKeys
from storage.stores.requests import RequestStore
from storage.stores.slots import SlotStore
from storage.stores.suppressions import MarkStore
from storage.stores.tallies import TallyStore
from storage.stores.training import TrainingStore

# What may set somebody free, or make somebody wait (rule 15).
_OF_THE_SEARCH = frozenset({"offer", "person", "account", "request"})
_OF_WHOEVER_WAITS = frozenset({"request", "callback", "slot", "deadline"})


class UnitOfWork:
    """bot.ports.records.Records, and what the engine and the outbox need beside it."""

    def __init__(self, link: Link, keys: Keyring, now: datetime) -> None:
        request_keys = RequestKeys(link, keys)
        self.link = link
        self.keys = keys
        self.now = now
        self.people = PeopleStore(link, keys)
        self.values = ValueStore(link, keys)
        self.requests = RequestStore(link, keys, request_keys, self.values)
        self.offers = OfferStore(link, keys, request_keys)
        self.nominations = NominationStore(link, keys)
        self.marks = MarkStore(link, keys, now)
        self.callbacks = CallbackStore(link, keys)
        self.deadlines = DeadlineStore(link, now)
        self.slots = SlotStore(link, keys, self.people, self.deadlines, self.values)
        self.joining = JoiningStore(
            link, keys, request_keys, self.people, self.requests, self.callbacks, self.slots, self.marks, self.deadlines
        )
        self.claims = ClaimStore(link, keys)
        self.erasures = ErasureStore(link, keys, request_keys, self.people, self.values, now)
        self.training = TrainingStore(link, keys)
        self.inbox = InboxStore(link, keys, self.deadlines, now)
        self.ledger = LedgerStore(link, keys, request_keys, now)
        self.gatherings = GatheringStore(link, keys)
        self.installations = InstallationStore(link, keys)
        self.tallies = TallyStore(link)

    @property
    def may_have_opened(self) -> bool:
        """Whether a row was changed with which something may have opened, of which somebody is to hear."""
        return not self.link.touched.isdisjoint(_OF_WHOEVER_WAITS)

    @property
    def has_erased(self) -> bool:
        """Whether a mark of an erasure was made."""
        return "erased" in self.link.touched

    @property
    def stirs_the_search(self) -> bool:
        """Whether a row was changed that the search looks at."""
        return not self.link.touched.isdisjoint(_OF_THE_SEARCH)
