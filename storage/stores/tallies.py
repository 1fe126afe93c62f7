"""Reading the tally: what remained of requests, without a person in it; and what was tapped without a name."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.core.report import PAST, Kind, Quarter, Row
from storage import tables
from storage.database.sql import Link, Sql, insert_into
from storage.encryption.random_ids import fresh_id

_ROW_COLUMNS = ("site", "month", "kind", "pathway", "outcome", "to_match", "to_contact", "in_all", "conversation",
                "took_place", "able", "contact", "number")  # fmt: skip
_READ = [tables.tally.c[name] for name in _ROW_COLUMNS if name in tables.tally.c]
_ALL = Sql(select(*_READ).where(tables.tally.c.site != ""))
_OF_NO_SITE = Sql(select(*_READ).where(tables.tally.c.site == ""))
_OF_SITE = Sql(select(*_READ).where(tables.tally.c.site == bindparam("site")))
_T = tables.tally.c
_OVER = Sql(
    delete(tables.tally).where(
        _T.site == bindparam("site"), _T.month == bindparam("month"), _T.kind == bindparam("kind")
    )
)
_COLUMNS = tuple(column.name for column in tables.tally.columns)
_INSERT = insert_into(tables.tally)
_USEFUL = Sql(select(tables.useful.c.quarter, tables.useful.c.answer))


class TallyStore:
    """bot.reporting.Tallies over one transaction."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def rows(self, site: str = "") -> list[Row]:
        """Of one site, or of all sites. The order says nothing: rows carry random ids and a month."""
        found = self._link.all(_OF_SITE, site=site) if site else self._link.all(_ALL)
        return self._rows(found)

    def answers(self) -> list[Row]:
        """What physicians tapped without a name: was it useful, what was found here, how did they hear of it (R11, R18,
        R64). It belongs to the whole programme: no site is kept."""
        useful = [
            Row("", Quarter.parse(quarter), Kind.USEFUL, outcome=answer) for quarter, answer in self._link.all(_USEFUL)
        ]
        return [*useful, *self._rows(self._link.all(_OF_NO_SITE))]

    def _rows(self, found: Iterable[Any]) -> list[Row]:
        return [_row(dict(zip((column.name for column in _READ), values, strict=True))) for values in found]


def _row(columns: dict[str, Any]) -> Row:
    return Row(quarter=Quarter.of_month(columns.pop("month")), **columns)


def put_past(link: Link, rows: Iterable[Mapping[str, Any]]) -> None:
    """Counts of what was before Peerline, in the place of what stood for those months; a number of 0 leaves no row."""
    rows = list(rows)
    for site, month in sorted({(row["site"], row["month"]) for row in rows}):
        for kind in PAST:
            link.run(_OVER, site=site, month=month, kind=kind.value)
    empty: dict[str, Any] = dict.fromkeys(_COLUMNS, "")
    for row in rows:
        if row["number"]:
            link.run(_INSERT, **{**empty, **row, "id": fresh_id()})
