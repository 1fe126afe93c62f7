"""The deadline book: rows hold the times, so no restart forgets one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.ports.records import LOOK, Due
from storage import tables
from storage.database.sql import Link, Row, Sql, insert_into, micros, moment
from storage.encryption.random_ids import fresh_id

_D = tables.deadline.c
_ROW = (_D.id, _D.kind, _D.request, _D.offer, _D.person, _D.fence, _D.due_at, _D.subject)
# A look of the search is not taken like the others: who looks holds the pool first, and a row of the book last
# (bot/flows/match/periodic_search.py), so that no two of them wait for each other.
_DUE = Sql(
    select(_D.id).where(_D.due_at <= bindparam("now"), _D.kind != LOOK).order_by(_D.due_at).limit(bindparam("most"))
)
_NEXT = Sql(select(func.min(_D.due_at)).where(_D.kind != LOOK))
_NEXT_LOOK = Sql(select(func.min(_D.due_at)).where(_D.kind == LOOK))
_LOOKS_DUE = Sql(select(*_ROW).where(_D.kind == LOOK, _D.due_at <= bindparam("now")).order_by(_D.due_at, _D.id))
_SOONER = Sql(
    update(tables.deadline)
    .values(due_at=bindparam("at"))
    .where(
        _D.id.in_(select(_D.id).where(_D.kind == LOOK, _D.due_at > bindparam("at")).with_for_update(skip_locked=True))
    )
)
_PUT_OFF = Sql(
    update(tables.deadline)
    .values(due_at=bindparam("at"))
    .where(
        _D.id.in_(
            select(_D.id)
            .where(_D.kind == bindparam("of_kind"), _D.request == bindparam("of"), _D.due_at < bindparam("at"))
            .with_for_update(skip_locked=True)
        )
    )
)
_RETRIED = Sql("SELECT 1 FROM deadline WHERE attempts > 1 LIMIT 1")
_TAKE = Sql(
    select(*_ROW).where(_D.id == bindparam("id"), _D.due_at <= bindparam("now")).with_for_update(skip_locked=True)
)
_OF_REQUEST = Sql(select(*_ROW).where(_D.request == bindparam("key")).order_by(_D.due_at))
_OF_OFFER = Sql(select(*_ROW).where(_D.offer == bindparam("key")).order_by(_D.due_at))
_OF_PERSON = Sql(select(*_ROW).where(_D.person == bindparam("key")).order_by(_D.due_at))
_OF_SUBJECT = Sql(select(*_ROW).where(_D.subject == bindparam("key")).order_by(_D.due_at))
_OF_KIND = Sql(select(*_ROW).where(_D.kind == bindparam("key")))
_DROP = {
    column: Sql(f"DELETE FROM deadline WHERE {column} = :key")  # noqa: S608 - fixed names
    for column in ("request", "offer", "person", "subject")
}
_DROP_KIND = {
    column: Sql(f"DELETE FROM deadline WHERE {column} = :key AND kind = :kind")  # noqa: S608
    for column in ("request", "offer", "person", "subject")
}
_DONE = Sql("DELETE FROM deadline WHERE id = :id")
_LATER = Sql("UPDATE deadline SET due_at = :due, attempts = attempts + 1 WHERE id = :id")
_ATTEMPTS = Sql("SELECT attempts FROM deadline WHERE id = :id")
_INSERT = insert_into(tables.deadline)


class DeadlineStore:
    """bot.ports.records.Deadlines over one transaction, and the sweep's side of it."""

    def __init__(self, link: Link, now: datetime) -> None:
        self._link = link
        self._now = now

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
    ) -> None:
        self._link.run(
            _INSERT,
            id=fresh_id(),
            kind=kind,
            request=request or None,
            offer=offer or None,
            person=person or None,
            fence=fence,
            due_at=micros(at),
            attempts=0,
            subject=subject or None,
        )

    def cancel(
        self,
        *,
        request: str = "",
        offer: str = "",
        person: str = "",
        subject: str = "",
        kinds: Sequence[str] = (),
    ) -> None:
        for column, key in (("request", request), ("offer", offer), ("person", person), ("subject", subject)):
            if key and not kinds:
                self._link.run(_DROP[column], key=key)
            for kind in kinds if key else ():
                self._link.run(_DROP_KIND[column], key=key, kind=kind)

    def scrub(self) -> None:
        # A row for each deletion: those of one minute are one scrubbing, and a later one is never missed.
        self.book("scrub", self._now.replace(second=0, microsecond=0) + timedelta(minutes=1))

    def pending(self, *, request: str = "", offer: str = "", person: str = "", subject: str = "") -> list[Due]:
        return [_due(row) for row in self._of(request, offer, person, subject)]

    def when(
        self, *kinds: str, request: str = "", offer: str = "", person: str = "", subject: str = ""
    ) -> datetime | None:
        return next((moment(row[6]) for row in self._of(request, offer, person, subject) if row[1] in kinds), None)

    def pending_kind(self, kind: str) -> list[Due]:
        return [_due(row) for row in self._link.all(_OF_KIND, key=kind)]

    def put_off(self, kind: str, requests: Sequence[str], until: datetime) -> None:
        for each in requests:
            self._link.run(_PUT_OFF, of_kind=kind, of=each, at=micros(until))

    def bring_looks_forward(self, now: datetime) -> None:
        """Something has changed that the search looks at: every waiting request is looked at now."""
        self._link.run(_SOONER, at=micros(now))

    def looks_due(self, now: datetime) -> list[Due]:
        return [_due(row) for row in self._link.all(_LOOKS_DUE, now=micros(now))]

    def next_look(self) -> datetime | None:
        row = self._link.one(_NEXT_LOOK)
        return moment(row[0]) if row and row[0] is not None else None

    def due(self, now: datetime, most: int) -> list[str]:
        return [row[0] for row in self._link.all(_DUE, now=micros(now), most=most)]

    def next(self) -> datetime | None:
        row = self._link.one(_NEXT)
        return moment(row[0]) if row and row[0] is not None else None

    def retries(self) -> bool:
        return self._link.one(_RETRIED) is not None

    def take(self, deadline_id: str, now: datetime) -> Due | None:
        """The deadline, taken for good; None if somebody else has it. It comes back if the transaction fails."""
        row = self._link.one(_TAKE, id=deadline_id, now=micros(now))
        if row is None or self._link.count(_DONE, id=deadline_id) != 1:
            return None
        return _due(row)

    def later(self, deadline_id: str, now: datetime) -> int:
        """After a failure: try again, each time a little later. Returns how often it has failed by now."""
        row = self._link.one(_ATTEMPTS, id=deadline_id)
        tried = row[0] if row else 0
        self._link.run(_LATER, id=deadline_id, due=micros(now + timedelta(minutes=min(2**tried, 60))))
        return tried + 1

    def _of(self, request: str, offer: str, person: str, subject: str) -> Sequence[Row]:
        of = (_OF_REQUEST, request), (_OF_OFFER, offer), (_OF_PERSON, person), (_OF_SUBJECT, subject)
        (rows,) = (self._link.all(statement, key=key) for statement, key in of if key)
        return rows


def _due(row: tuple[Any, ...]) -> Due:
    return Due(row[0], row[1], row[2] or "", row[3] or "", row[4] or "", row[5], moment(row[6]), row[7] or "")
