"""A flight recorder in the database itself: triggers that write down every change of a request and an offer.

It sees what no reader between two transactions could: states that stood for a moment only. The inspector's own
questions go through the same second connection, which reads and never writes.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.year.facts import OfferRow, RequestRow

_SEEN = (
    "CREATE TABLE seen (seq INTEGER PRIMARY KEY, what TEXT, id TEXT, of TEXT, state TEXT, search INTEGER, "
    "escalation TEXT, longer_used INTEGER, outside INTEGER, contact_wrong INTEGER, contact TEXT, said INTEGER)"
)
_TRIGGER = (
    "CREATE TRIGGER {name} AFTER {event} BEGIN "
    "INSERT INTO seen (what, id, of, state, search, escalation, longer_used, outside, contact_wrong, contact, said) "
    "VALUES ({values}); END"
)
_REQUEST = (
    "'request', NEW.id, NEW.site, NEW.state, NEW.search, NEW.escalation, NEW.longer_used, NEW.outside, "
    "NEW.contact_wrong, NEW.contact, NEW.said_at IS NOT NULL"
)
_OFFER = "'offer', NEW.id, NEW.request, NEW.state, NEW.search, '', 0, 0, 0, '', 0"
_WHEN = " OR ".join(
    f"OLD.{column} IS NOT NEW.{column}" for column in ("state", "escalation", "search", "longer_used", "contact_wrong")
)
_SCHEMA = (
    _SEEN,
    _TRIGGER.format(name="seen_request_made", event="INSERT ON request", values=_REQUEST),
    _TRIGGER.format(name="seen_request", event=f"UPDATE ON request WHEN {_WHEN}", values=_REQUEST),
    _TRIGGER.format(name="seen_offer_made", event="INSERT ON offer", values=_OFFER),
    _TRIGGER.format(name="seen_offer", event="UPDATE ON offer WHEN OLD.state <> NEW.state", values=_OFFER),
)
_NEW = (
    "SELECT seq, what, id, of, state, search, escalation, longer_used, outside, contact_wrong, contact, said FROM seen "
    "WHERE seq > ? ORDER BY seq"
)
_DUE = "SELECT min(due_at) FROM deadline WHERE kind <> 'look'"
_LOOK = "SELECT min(due_at) FROM deadline WHERE kind = 'look'"
_SENDABLE = "SELECT 1 FROM copy WHERE due_at <= ? LIMIT 1"
_HELD = "SELECT min(due_at) FROM copy WHERE due_at > ?"


def install(path: Path) -> None:
    """Into a database that is migrated and not used yet."""
    connection = sqlite3.connect(path)
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.close()


class Recorder:
    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        self._last = 0

    def close(self) -> None:
        self._connection.close()

    def changes(self, at: datetime) -> Iterator[RequestRow | OfferRow]:
        """What was committed since the last question, in its order."""
        for row in self._connection.execute(_NEW, (self._last,)).fetchall():
            self._last, what, id_, of, state, search, escalation, longer, outside, wrong, contact, said = row
            if what == "offer":
                yield OfferRow(at, id_, of, state, search)
            else:
                yield RequestRow(
                    at, id_, of, state, escalation, search, longer, bool(outside), bool(wrong), contact, bool(said)
                )

    def next_due(self, now: int) -> int | None:
        """When the house has something to do, but for a look: a deadline, or a card that is held back. In microseconds
        since 1970."""
        found = (self.value(_DUE), self.value(_HELD, now))
        return min((each for each in found if each is not None), default=None)

    def next_look(self) -> int | None:
        """When the search next looks at somebody who waits."""
        found: int | None = self.value(_LOOK)
        return found

    def anything_to_show(self, now: int) -> bool:
        return self.value(_SENDABLE, now) is not None

    def value(self, sql: str, *params: Any) -> Any:
        row = self._connection.execute(sql, params).fetchone()
        return row[0] if row else None

    def column(self, sql: str, *params: Any) -> list[Any]:
        return [row[0] for row in self._connection.execute(sql, params).fetchall()]
