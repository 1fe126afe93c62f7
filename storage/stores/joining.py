"""Two people who turn out to be one (rule 18): whatever points at the one on no roster points at the other by now.

Few are ever joined, and nobody waits for it: what is sealed is looked through as a whole.
"""

import json
from dataclasses import replace

from bot.ports.records import MARKS
from storage import tables
from storage.database.sql import Link, Sql
from storage.encryption.sealed import Keyring, RequestKey
from storage.stores.callbacks import CallbackStore
from storage.stores.deadlines import DeadlineStore
from storage.stores.people import PeopleStore
from storage.stores.request_keys import RequestKeys
from storage.stores.requests import RequestStore
from storage.stores.slots import SlotStore
from storage.stores.suppressions import MarkStore

_REQUESTS = Sql("SELECT id FROM request WHERE details IS NOT NULL ORDER BY id")
_OFFERS = Sql("SELECT id, request FROM offer WHERE supporter_index = :index ORDER BY id")
_NOMINATIONS = Sql("SELECT id, body FROM nomination ORDER BY id")
_SEATS = Sql("SELECT id, person FROM seat ORDER BY id")
_SEAT = Sql("SELECT id FROM seat WHERE person_index = :index")
_NO_SEAT = Sql("DELETE FROM seat WHERE id = :id")
_AUDIT = Sql("SELECT id, request, actor FROM audit WHERE actor IS NOT NULL ORDER BY id")
# Of a kind that both have one is enough, and whoever is on the roster is not to be forgotten.
_DOUBLE_DEADLINES = Sql(
    "DELETE FROM deadline WHERE person = :other AND kind IN (SELECT kind FROM deadline WHERE person = :person)"
)
_NOT_FORGOTTEN = Sql("DELETE FROM deadline WHERE person = :other AND kind = 'forget'")
_POINTING = (
    Sql("UPDATE deadline SET person = :person WHERE person = :other"),
    Sql("UPDATE training SET person = :person WHERE person = :other"),
    Sql("UPDATE account SET person = :person WHERE person = :other"),
)
_GONE = Sql("DELETE FROM person WHERE id = :other")


class JoiningStore:
    """bot.ports.records.Joining over one transaction."""

    def __init__(
        self,
        link: Link,
        keys: Keyring,
        request_keys: RequestKeys,
        people: PeopleStore,
        requests: RequestStore,
        callbacks: CallbackStore,
        slots: SlotStore,
        marks: MarkStore,
        deadlines: DeadlineStore,
    ) -> None:
        self._link = link
        self._keys = keys
        self._request_keys = request_keys
        self._people = people
        self._requests = requests
        self._callbacks = callbacks
        self._slots = slots
        self._marks = marks
        self._deadlines = deadlines

    def may_join(self, other_id: str, person_id: str) -> bool:
        """False while each of them has an open request, or each a call-back: neither may lose the way to it."""
        two_requests = self._requests.of_physician(other_id) and self._requests.of_physician(person_id)
        two_calls = self._callbacks.of_person(other_id) and self._callbacks.of_person(person_id)
        return not (two_requests or two_calls)

    def join(self, other_id: str, person_id: str) -> bool:
        if other_id == person_id or not self._people.unlisted(other_id):
            raise ValueError("only somebody on no roster becomes another")
        if not self.may_join(other_id, person_id):
            return False
        for each in sorted((other_id, person_id)):
            self._people.lock(each)
        listed = self._people.get(person_id).listed
        self._move_requests(other_id, person_id)
        self._move_offers(other_id, person_id)
        self._move_callbacks(other_id, person_id)
        self._move_sealed(other_id, person_id)
        for purpose in MARKS:
            self._marks.move(purpose, other_id, person_id)
        self._slots.move(other_id, person_id)
        if listed:
            self._link.run(_NOT_FORGOTTEN, other=other_id)
        self._link.run(_DOUBLE_DEADLINES, other=other_id, person=person_id)
        for statement in _POINTING:
            self._link.run(statement, other=other_id, person=person_id)
        self._link.run(_GONE, other=other_id)
        self._deadlines.scrub()
        return True

    # --- inside

    def _move_requests(self, other: str, person: str) -> None:
        """Their own, and whatever names them in somebody else's."""
        own = self._requests.of_physician(other)
        if own is not None:
            index = self._keys.index("physician", person)
            self._link.change(tables.request, {"id": own.id}, {"physician_index": index})
        for (request_id,) in self._link.all(_REQUESTS):
            request = self._requests.get(request_id)
            if request is None:
                continue
            before = self._requests.details(request)
            after = replace(
                before,
                physician=person if before.physician == other else before.physician,
                asked_for=person if before.asked_for == other else before.asked_for,
                hand=person if before.hand == other else before.hand,
            )
            if after != before:
                self._requests.set_details(request, after)

    def _move_offers(self, other: str, person: str) -> None:
        index = self._keys.index("supporter", person)
        for older in self._keys.indexes("supporter", other):
            for offer_id, request_id in self._link.all(_OFFERS, index=older):
                key = self._request_keys.of(request_id)
                sealed = key.seal(person.encode(), f"offer.supporter:{offer_id}")
                self._link.change(tables.offer, {"id": offer_id}, {"supporter": sealed, "supporter_index": index})

    def _move_callbacks(self, other: str, person: str) -> None:
        for call in self._callbacks.open_ones():
            before = self._callbacks.caller(call)
            after = replace(
                before,
                person=person if before.person == other else before.person,
                not_these=tuple(person if each == other else each for each in before.not_these),
            )
            if after != before:
                self._callbacks.set_caller(call, after)

    def _move_sealed(self, other: str, person: str) -> None:
        for row_id, sealed in self._link.all(_NOMINATIONS):
            place = f"nomination.body:{row_id}"
            body = json.loads(self._keys.open(sealed, place))
            if body["by"] == other:
                anew = self._keys.seal(json.dumps(body | {"by": person}).encode(), place)
                index = self._keys.index("nominee", *body["account"])
                self._link.change(tables.nomination, {"id": row_id}, {"body": anew, "nominee_index": index})
        for row_id, sealed in self._link.all(_SEATS):
            place = f"seat.person:{row_id}"
            gathering, at, whose = self._keys.open(sealed, place).decode().rsplit(":", 2)
            if whose == other:
                anew = self._keys.seal(f"{gathering}:{at}:{person}".encode(), place)
                index = self._keys.index("seat", gathering, at, person)
                if any(self._link.one(_SEAT, index=each) for each in self._keys.indexes("seat", gathering, at, person)):
                    self._link.run(_NO_SEAT, id=row_id)  # one of the two is free again
                else:
                    self._link.change(tables.seat, {"id": row_id}, {"person": anew, "person_index": index})
        for row_id, about, sealed in self._link.all(_AUDIT):
            place = f"audit.actor:{row_id}"
            key: Keyring | RequestKey = self._request_keys.of(about) if about else self._keys
            if key.open(sealed, place).decode() == other:
                self._link.change(tables.audit, {"id": row_id}, {"actor": key.seal(person.encode(), place)})
