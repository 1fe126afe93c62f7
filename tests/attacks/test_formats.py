"""docs/formats.md is what the thief was written from: what it says of sealed values, rotation, backups and dialogs is
tried on Peerline's own, and what it and the threat model name is there."""

import ast
import base64
import re
import shutil
from pathlib import Path

import pytest

from storage.backup.archive import backup
from storage.database.connect import open_database
from storage.encryption.encrypted_columns import INDEXED, SEALED
from storage.encryption.keys import GivenKeys, fresh
from storage.rotation.master_key import rotate_given
from tests.attacks.thief import backups
from tests.attacks.thief.files import Stolen
from tests.attacks.thief.loot import Loot
from tests.attacks.thief.seals import Keys
from tests.stories.conftest import Opens, opens, platform

__all__ = ["opens", "platform"]

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"


def copied(loot: Loot, name: str, folder: Path) -> Path:
    """A copy of a copy, to do something to it: a file of SQLite's, since a dump is no database."""
    if not (loot.copies[name].folder / "peerline.db").exists():
        pytest.skip("a dump of PostgreSQL is read and not opened; both formats are the same in either database")
    shutil.copytree(loot.copies[name].folder, folder / name)
    return folder / name


def test_a_backup_opens_as_it_is_described(loot: Loot, tmp_path: Path) -> None:
    name = f"{loot.truth[0].copies}-open"
    given = (loot.folder / "keys").read_text(encoding="utf-8")
    database = open_database(f"sqlite:///{copied(loot, name, tmp_path) / 'peerline.db'}")
    count = backup(database, GivenKeys(given), tmp_path / "backup")
    database.close()
    found = backups.tables(tmp_path / "backup", Keys.read(loot.folder / "keys"))
    assert sum(map(len, found.values())) == count
    assert {row["id"] for row in found["person"]} == {row.key for row in loot.copies[name].tables["person"]}
    assert not [table for table in found if table.startswith("inbox") and found[table]]
    raw = bytearray((tmp_path / "backup").read_bytes())
    raw[-1] ^= 1
    (tmp_path / "backup").write_bytes(raw)
    with pytest.raises(ValueError, match="does not open"):
        backups.tables(tmp_path / "backup", Keys.read(loot.folder / "keys"))


def test_under_a_retired_key_nothing_opens(loot: Loot, tmp_path: Path) -> None:
    name = f"{loot.truth[0].copies}-open"
    old, new = (loot.folder / "keys").read_text(encoding="utf-8"), fresh()
    folder = copied(loot, name, tmp_path)
    database = open_database(f"sqlite:///{folder / 'peerline.db'}")
    rotate_given(database, GivenKeys(f"{new},{old}"))
    database.close()
    (tmp_path / "new").write_text(new, encoding="utf-8")
    rotated, before = Stolen(folder), loot.copies[name]
    with_old, with_new = Keys.read(loot.folder / "keys"), Keys.read(tmp_path / "new")
    with_old.take(rotated)
    with_new.take(rotated)
    assert not [place for row in rotated.rows for place, _ in with_old.opened(row)]
    known = loot.keys(before)
    assert _opened(rotated, with_new) == _opened(before, known)


def _opened(copy: Stolen, keys: Keys) -> set[tuple[str, str, str, bytes]]:
    return {(row.table, row.key, place, plain) for row in copy.rows for place, plain in keys.opened(row)}


async def test_a_dialogs_token_opens_as_it_is_described(opens: Opens, tmp_path: Path) -> None:
    given = fresh()
    stage = await opens(keys=given)
    await stage.ask()
    robin = stage.physician
    await robin.press("Open")
    (tmp_path / "keys").write_text(given, encoding="utf-8")
    keys, account = Keys.read(tmp_path / "keys"), robin.account
    request = (await stage.requests())[0]
    found = set()
    for button in robin.pressable():
        token = button.token
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)) if token else b""
        bound = (account.platform, account.team, account.user, "press", button.verb)
        plain = keys.open_carried(raw, *bound)
        if plain is not None:
            version, names, inside = plain.decode().split("|", 2)
            assert (version.isdigit(), names) == (True, "")
            found.add(inside)
            assert keys.open_carried(raw, account.platform, account.team, "somebody", "press", button.verb) is None
    assert request.id in found


# --- the pages -------------------------------------------------------------------------------------------------------


def test_every_sealed_place_and_every_index_is_described() -> None:
    page = (DOCS / "formats.md").read_text(encoding="utf-8")
    for place in SEALED:
        assert f"`{place.table}.{place.column}`" in page, place
    for index in INDEXED:
        assert f"| `{index.table}.{index.column}` | `{index.purpose}`" in page, index


def test_every_test_that_the_threat_model_names_is_there() -> None:
    page = (DOCS / "threat-model.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:tests/)?[\w/*]*test_\w+\.py)(?:::(\w+))?`", page)
    assert len(named) > 8
    for file, test in named:
        folder = HERE.parents[1] if "/" in file else HERE
        found = [*folder.glob(file)]
        assert found, file
        assert not test or any(f"def {test}(" in each.read_text(encoding="utf-8") for each in found), test


def test_the_thief_shares_no_line_with_peerline() -> None:
    for path in (HERE / "thief").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.partition(".")[0] not in ("bot", "storage", "app"), f"{path.name} imports {name}"
                assert not name.startswith("tests.") or name.startswith("tests.attacks.thief"), f"{path.name}: {name}"
