"""The thief of the database and its keys, with the export and every earlier copy, a day after somebody was erased."""

import base64
from typing import Any

from tests.attacks.thief import backups, pages
from tests.attacks.thief.files import Cell, Row
from tests.attacks.thief.loot import Loot
from tests.attacks.thief.seals import Keys

_THEIRS = ("person", "account", "training", "seat", "slot", "copy", "deadline", "audit")


def _names(loot: Loot) -> set[str]:
    """Whatever a colleague can look up of them, and the chats in which they were written to."""
    found: set[str] = set()
    for each in loot.erased:
        found |= {each["name"], each["email"], each["user"]} | {user for _, _, user in each["accounts"]}
        for (user, _), chats in loot.chats.items():
            found |= set(chats) if user == each["user"] else set()
    return found


def test_nothing_that_opens_names_them(loot: Loot) -> None:
    copy = loot.copies["erased-later"]
    keys = loot.keys(copy)
    names = _names(loot)
    assert len(loot.erased) == 3
    told = [(row.table, where) for row in copy.rows for where, leaf in keys.leaves(row)
            if any(name in str(leaf) for name in names)]  # fmt: skip
    assert told == []
    before = loot.copies["end"]
    keys = loot.keys(before)
    read = {str(leaf) for row in before.rows for _, leaf in keys.leaves(row)}
    assert {each["name"] for each in loot.erased} <= read, "a thief that finds nothing anywhere reads nothing"


def test_the_next_backup_names_them_no_more(loot: Loot) -> None:
    keys = Keys.read(loot.folder / "keys")
    found = backups.tables(loot.folder / "next-backup", keys)
    read: list[str] = []
    for table, rows in found.items():
        for row in rows:
            cells = {column: _cell(value) for column, value in row.items()}
            read += [
                str(leaf) for _, leaf in keys.leaves(Row(table, cells, 0, None, str(row.get("id") or row.get("name"))))
            ]
    assert any("Casey Sample" in each for each in read), "a thief that opens nothing finds nothing"
    assert [each for each in read if any(name in each for name in _names(loot))] == []


def _cell(value: Any) -> Cell:
    """As the database has it; a backup has bytes in base64."""
    try:
        return base64.b64decode(value, validate=True) if isinstance(value, str) and len(value) > 36 else value
    except ValueError:
        return str(value)


def test_no_index_is_theirs(loot: Loot) -> None:
    copy = loot.copies["erased-later"]
    keys = loot.keys(copy)
    cells = {cell for row in copy.rows for cell in row.cells.values() if isinstance(cell, bytes)}
    for each in loot.erased:
        assert keys.index("email", each["email"]) not in cells
        assert not any(keys.index("account", *account) in cells for account in each["accounts"])


def test_nothing_of_their_rows_lies_in_the_files(loot: Loot) -> None:
    copies = [*loot.copies.values()]
    now = loot.copies["erased-later"]
    before = copies[: copies.index(now)]
    assert [*pages.remains(before, now, _THEIRS, set(), but="scrub")] == []


def test_what_stays_is_a_mark_that_only_an_older_copy_explains(loot: Loot) -> None:
    copy = loot.copies["erased-later"]
    keys = loot.keys(copy)
    marks = [plain for row in copy.tables["erased"] for _, plain in keys.opened(row)]
    assert len(marks) == len(loot.erased)
    assert all(len(mark) == 64 for mark in marks)
    ids = {row.key for row in copy.tables["person"]}
    gone = {row.key for row in loot.copies["end"].tables["person"]} - ids
    assert len(gone) >= len(loot.erased)
