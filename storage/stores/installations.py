"""Workspaces that installed the app themselves, with their tokens. Sealed; found through a keyed index."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring

Body = dict[str, Any]

_I = tables.installation.c
_FIND = Sql(select(_I.id, _I.body).where(_I.team_index == bindparam("index")))
_ALL = Sql(select(_I.id, _I.body).where(_I.platform == bindparam("platform")).order_by(_I.id))
_INSERT = insert_into(tables.installation)
_DELETE = Sql("DELETE FROM installation WHERE id = :id")
_LEASE = Sql(
    "UPDATE installation SET lease_until = :until WHERE id = :id AND (lease_until IS NULL OR lease_until <= :now)"
)


class InstallationStore:
    """The tokens of each workspace, over one transaction. A body is JSON of the adapter's own shape."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    def get(self, platform: str, team: str) -> Body | None:
        row = self._row(platform, team)
        return self._open(*row) if row else None

    def of(self, platform: str) -> list[Body]:
        return [self._open(*row) for row in self._link.all(_ALL, platform=platform)]

    def put(self, platform: str, team: str, body: Body) -> None:
        """Insert or replace; whoever held the lease gives it back with this."""
        row = self._row(platform, team)
        row_id = row[0] if row else fresh_id()
        sealed = self._keys.seal(json.dumps(body | {"team": team}).encode(), f"installation.body:{row_id}")
        values = {
            "team_index": self._keys.index("installation", platform, team),
            "body": sealed,
            "lease_until": None,
        }
        if row:
            self._link.change(tables.installation, {"id": row_id}, values)
        else:
            self._link.run(_INSERT, id=row_id, platform=platform, **values)

    def forget(self, platform: str, team: str) -> bool:
        row = self._row(platform, team)
        return row is not None and self._link.count(_DELETE, id=row[0]) == 1

    def lease(self, platform: str, team: str, now: datetime, length: timedelta) -> bool:
        """Whether the caller, and nobody else for `length`, may ask the platform for a fresh token."""
        row = self._row(platform, team)
        if row is None:
            return False
        return self._link.count(_LEASE, id=row[0], now=micros(now), until=micros(now + length)) == 1

    def _row(self, platform: str, team: str) -> tuple[Any, ...] | None:
        for index in self._keys.indexes("installation", platform, team):
            row = self._link.one(_FIND, index=index)
            if row is not None:
                return row
        return None

    def _open(self, row_id: str, sealed: bytes) -> Body:
        body: Body = json.loads(self._keys.open(sealed, f"installation.body:{row_id}"))
        return body
