"""The unit of work: every store over one transaction of one connection."""

from datetime import datetime

from storage.deadlines import DeadlineStore
from storage.installations import InstallationStore
from storage.ledger import LedgerStore
from storage.offers import OfferStore
from storage.people import PeopleStore
from storage.request_keys import RequestKeys
from storage.requests import RequestStore
from storage.sealed import Keyring
from storage.slots import SlotStore
from storage.sql import Link


class Unit:
    """bot.records.Records, and what the engine and the outbox need beside it."""

    def __init__(self, link: Link, keys: Keyring, now: datetime) -> None:
        request_keys = RequestKeys(link, keys)
        self.link = link
        self.keys = keys
        self.now = now
        self.people = PeopleStore(link, keys)
        self.requests = RequestStore(link, keys, request_keys)
        self.offers = OfferStore(link, keys, request_keys)
        self.deadlines = DeadlineStore(link)
        self.slots = SlotStore(link, keys, self.people)
        self.ledger = LedgerStore(link, keys, request_keys, now)
        self.installations = InstallationStore(link, keys)
