"""Reading the tally: what remained of requests, without a person in it."""

from sqlalchemy import bindparam, select

from bot.core.report import Kind, Quarter, Row
from storage import tables
from storage.sql import Link, Sql

_ROW_COLUMNS = ("site", "month", "kind", "outcome", "to_match", "to_contact", "in_all", "conversation", "took_place",
                "able")  # fmt: skip
_READ = [tables.tally.c[name] for name in _ROW_COLUMNS if name in tables.tally.c]
_ALL = Sql(select(*_READ))
_OF_SITE = Sql(select(*_READ).where(tables.tally.c.site == bindparam("site")))
_USEFUL = Sql(select(tables.useful.c.quarter, tables.useful.c.answer))


class TallyStore:
    """bot.reporting.Tallies over one transaction."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def rows(self, site: str = "") -> list[Row]:
        """Of one site, or of all. The order says nothing: rows carry random ids and a month."""
        found = self._link.all(_OF_SITE, site=site) if site else self._link.all(_ALL)
        return [_row(dict(zip((column.name for column in _READ), values, strict=True))) for values in found]

    def useful(self) -> list[Row]:
        """The answers to the one question after the end. They belong to the whole programme: no site is kept."""
        return [
            Row("", Quarter.parse(quarter), Kind.USEFUL, outcome=answer) for quarter, answer in self._link.all(_USEFUL)
        ]


def _row(columns: dict[str, str]) -> Row:
    return Row(quarter=Quarter.of_month(columns.pop("month")), **columns)
