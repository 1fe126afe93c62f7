"""Training sessions, one row each, sealed (R51, R52). Nothing here knows of support given."""

import json
from datetime import date

from sqlalchemy import bindparam, select

from bot.core.people import Training, TrainingKind
from storage import tables
from storage.database.sql import Link, Sql, insert_into
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring

_T = tables.training.c
_OF = Sql(select(_T.id, _T.body).where(_T.person == bindparam("person")))
_ALL = Sql(select(_T.person, _T.id, _T.body))
_INSERT = insert_into(tables.training)
_REMOVE = Sql("DELETE FROM training WHERE id = :id AND person = :person")


class TrainingStore:
    """bot.ports.records.Trainings over one transaction."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    def of(self, person_id: str) -> list[Training]:
        found = [self._training(*row) for row in self._link.all(_OF, person=person_id)]
        return sorted(found, key=lambda each: (each.day, each.id))

    def everybodys(self) -> dict[str, list[Training]]:
        """By person, each in the order of days: the ledger."""
        found: dict[str, list[Training]] = {}
        for person, row_id, sealed in self._link.all(_ALL):
            found.setdefault(person, []).append(self._training(row_id, sealed))
        return {person: sorted(each, key=lambda session: (session.day, session.id)) for person, each in found.items()}

    def add(self, person_id: str, training: Training) -> None:
        row_id = training.id or fresh_id()
        paid_on = training.paid_on.isoformat() if training.paid_on else None
        said = [training.day.isoformat(), training.hours, training.kind.value, training.credits, paid_on]
        body = json.dumps(said).encode()
        self._link.run(_INSERT, id=row_id, person=person_id, body=self._keys.seal(body, f"training.body:{row_id}"))

    def remove(self, person_id: str, training_id: str) -> Training | None:
        found = next((each for each in self.of(person_id) if each.id == training_id), None)
        if found is None or self._link.count(_REMOVE, id=training_id, person=person_id) != 1:
            return None
        return found

    def _training(self, row_id: str, sealed: bytes) -> Training:
        day, hours, kind, *more = json.loads(self._keys.open(sealed, f"training.body:{row_id}"))
        earned, paid_on = more or (None, None)  # what was written before there was any pay
        paid = date.fromisoformat(paid_on) if paid_on else None
        return Training(row_id, date.fromisoformat(day), hours, TrainingKind(kind), earned, paid)
