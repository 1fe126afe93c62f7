"""The tables. No identity is stored in clear in any of them: names and accounts are sealed, found by keyed indexes.

Times are whole microseconds since 1970 (UTC), so that SQLite and PostgreSQL compare and index them alike.
"""

from sqlalchemy import Column, Index, MetaData, String, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def where_filled(table: str, column: str) -> Index:
    filled = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=filled, postgresql_where=filled)
