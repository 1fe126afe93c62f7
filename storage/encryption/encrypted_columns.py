"""Where sealed values and keyed indexes stand: the one table that rotation, inspection and the tests work from.

A row's keyed index is never under an older key than the value named beside it (`beside`): whoever writes one writes
both. So a value that is sealed under the newest key says that its indexes are computed under it as well.
"""

from dataclasses import dataclass
from enum import StrEnum


class Under(StrEnum):
    """What a value is sealed under."""

    MASTER = "master"
    REQUEST = "request"  # the request's own key, which is sealed under the master itself
    EITHER = "either"  # the request's key where the row names a request, the master otherwise


@dataclass(frozen=True, slots=True)
class Sealed:
    table: str
    column: str
    under: Under = Under.MASTER
    row_id: str = "id"

    def context(self, row_id: str) -> str:
        """What the seal is bound to: it opens in this row only."""
        return f"{self.table}.{self.column}:{row_id}"


@dataclass(frozen=True, slots=True)
class Indexed:
    """A keyed index. `beside` is the sealed column whose key tells under which one it stands."""

    table: str
    column: str
    purpose: str
    beside: str


SEALED = (
    Sealed("person", "profile"),
    Sealed("person", "standing"),
    Sealed("account", "address"),
    Sealed("account", "conversation"),
    Sealed("claim", "body"),
    Sealed("training", "body"),
    Sealed("installation", "body"),
    Sealed("seat", "person"),
    Sealed("request_key", "wrapped", row_id="request"),
    Sealed("nomination", "body"),
    Sealed("mark", "body"),
    Sealed("callback", "body"),
    Sealed("slot", "body"),
    Sealed("copy", "reference"),
    Sealed("copy", "carried"),
    Sealed("meaning", "body"),
    Sealed("audit", "actor", Under.EITHER),
    Sealed("erased", "body"),
    Sealed("fact", "value", row_id="name"),
    Sealed("inbox_secret", "value", row_id="name"),
    Sealed("request", "details", Under.REQUEST),
    Sealed("offer", "supporter", Under.REQUEST),
)

INDEXED = (
    Indexed("person", "email_index", "email", "person.profile"),
    Indexed("account", "address_index", "account", "account.address"),
    Indexed("claim", "account_index", "claim", "claim.body"),
    Indexed("installation", "team_index", "installation", "installation.body"),
    Indexed("seat", "person_index", "seat", "seat.person"),
    Indexed("nomination", "nominee_index", "nominee", "nomination.body"),
    Indexed("mark", "mark_index", "mark", "mark.body"),
    Indexed("callback", "person_index", "callback", "callback.body"),
    Indexed("slot", "name_index", "slot", "slot.body"),
    Indexed("meaning", "value_index", "value", "meaning.body"),
    Indexed("request", "physician_index", "physician", "request_key.wrapped"),
    Indexed("offer", "supporter_index", "supporter", "request_key.wrapped"),
)

# Hashes of random tokens, and of event keys under a secret that goes with them (storage/stores/inbox.py).
HASHED = (("inbox", "hash"), ("ticket", "hash"))

MASTER_SEALED = tuple(place for place in SEALED if place.under is not Under.REQUEST)
