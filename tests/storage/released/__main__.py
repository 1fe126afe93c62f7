"""Writes the tables of this version beside those of the others."""

import tempfile

from storage.database import migrate
from storage.database.connect import open_database
from tests.storage.released import HERE, as_text, found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{folder}/released.db")
        migrate.upgrade(database)
        path = HERE / f"{migrate.head()}.txt"
        with database.engine.connect() as link:
            path.write_text(as_text(found(link)), encoding="utf-8")
        database.close()


if __name__ == "__main__":
    main()
