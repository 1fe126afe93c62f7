"""Sealing: what is sealed opens in its own place, under its own key, and nowhere else."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import LargeBinary

from storage import tables
from storage.encryption.encrypted_columns import HASHED, INDEXED, SEALED
from storage.encryption.keys import BadKeys, GivenKeys, KeyFile, fresh, parse
from storage.encryption.sealed import Keyring, RequestKey, Unreadable, key_id
from storage.transactions.writer import Writer
from tests.storage.scene import do, joined

OLD, NEW = fresh(), fresh()
RING = Keyring(parse([OLD]))
PLACE = "person.profile:0123"


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_is_sealed_comes_back(plain: bytes, place: str):
    assert RING.open(RING.seal(plain, place), place) == plain
    key = RequestKey()
    assert RequestKey(key.secret).open(key.seal(plain, place), place) == plain


@given(st.data(), st.binary(max_size=200))
def test_a_changed_value_does_not_open(data: st.DataObject, plain: bytes):
    sealed = bytearray(RING.seal(plain, PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Unreadable):
        RING.open(bytes(sealed), PLACE)


@given(st.binary(max_size=200), st.integers(0, 30))
def test_a_value_cut_short_does_not_open(plain: bytes, kept: int):
    with pytest.raises(Unreadable):
        RING.open(RING.seal(plain, PLACE)[: min(kept, len(plain) + 20)], PLACE)
    key = RequestKey()
    with pytest.raises(Unreadable):
        key.open(key.seal(plain, PLACE)[: min(kept, len(plain) + 20)], PLACE)


def test_the_same_words_are_never_sealed_alike():
    assert RING.seal(b"Ruth", PLACE) != RING.seal(b"Ruth", PLACE)


def test_a_value_moved_to_another_row_or_column_does_not_open():
    sealed = RING.seal(b"Ruth", PLACE)
    for elsewhere in ("person.profile:0124", "person.standing:0123"):
        with pytest.raises(Unreadable):
            RING.open(sealed, elsewhere)


def test_a_profile_copied_into_another_row_is_found_out(writer: Writer):
    ruth, omar = joined(writer, "Ruth Okafor", "Omar Haddad")
    steal = f"UPDATE person SET profile = (SELECT profile FROM person WHERE id = '{ruth.id}') WHERE id = '{omar.id}'"  # noqa: S608
    do(writer, lambda unit: unit.link.driver.execute(steal))
    with pytest.raises(Unreadable):
        do(writer, lambda unit: unit.people.get(omar.id))
    assert do(writer, lambda unit: unit.people.get(ruth.id)) == ruth


def test_a_retired_key_opens_nothing_and_says_nothing():
    sealed = RING.seal(b"Ruth", PLACE)
    with pytest.raises(Unreadable) as caught:
        Keyring(parse([NEW])).open(sealed, PLACE)
    assert "0123" not in str(caught.value)
    assert Keyring(parse([NEW, OLD])).open(sealed, PLACE) == b"Ruth"
    assert key_id(Keyring(parse([NEW, OLD])).seal(b"", PLACE)) == parse([NEW])[0].id


def test_a_request_key_does_not_open_what_the_master_sealed():
    with pytest.raises(Unreadable):
        RequestKey().open(RING.seal(b"Ruth", PLACE), PLACE)
    with pytest.raises(Unreadable):
        RING.open(RequestKey().seal(b"Ruth", PLACE), PLACE)


@given(st.lists(st.text(max_size=10), min_size=1, max_size=4), st.lists(st.text(max_size=10), min_size=1, max_size=4))
def test_indexes_are_equal_when_the_parts_are_and_only_then(one: list[str], other: list[str]):
    assert (RING.index("email", *one) == RING.index("email", *other)) == (one == other)
    assert RING.index("email", *one) != RING.index("physician", *one)


def test_every_binary_column_is_either_sealed_keyed_or_a_hash():
    binary = [
        (table.name, column.name)
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    ]
    listed = [(place.table, place.column) for place in (*SEALED, *INDEXED)] + list(HASHED)
    assert sorted(binary) == sorted(listed)


# Where the keys come from


@pytest.mark.parametrize(
    "text",
    ["", "not base64!", "c2hvcnQ=", f"{OLD},{OLD}", f"{OLD},"],
    ids=["none", "not base64", "short", "twice", "an empty one"],
)
def test_keys_that_cannot_be_used_are_refused_without_being_shown(text: str):
    with pytest.raises(BadKeys) as caught:
        GivenKeys(text)
    assert OLD not in str(caught.value)
    assert "short" not in str(caught.value)


def test_a_key_never_shows_itself():
    (key,) = parse([OLD])
    assert OLD not in repr(key)
    assert repr(key.sealing) not in repr(key)


def test_a_key_file_is_made_once_for_its_owner_only(tmp_path: Path):
    file = KeyFile(tmp_path / "keys")
    file.make_if_missing()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    first = file.current()
    file.make_if_missing()
    assert KeyFile(file.path).current() == first


def test_a_key_file_is_read_again_when_it_changes(tmp_path: Path):
    file, reader = KeyFile(tmp_path / "keys"), KeyFile(tmp_path / "keys")
    file.write([OLD])
    assert reader.current() == parse([OLD])
    file.write([NEW, OLD])
    assert reader.current() == parse([NEW, OLD])
    with pytest.raises(BadKeys):
        file.write(["nonsense"])
    assert reader.current() == parse([NEW, OLD])


def test_a_retired_key_does_not_stay_in_the_old_files_blocks(tmp_path: Path):
    file = KeyFile(tmp_path / "keys")
    file.write([NEW, OLD])
    held = os.open(file.path, os.O_RDONLY)
    file.write([NEW])
    assert os.read(held, 1000).strip(b"0") == b""
    os.close(held)


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path):
    file = KeyFile(tmp_path / "keys")
    file.write([OLD])
    file.path.chmod(0o640)
    with pytest.raises(BadKeys, match="0600"):
        file.current()


def test_a_key_file_that_is_gone_is_refused(tmp_path: Path):
    with pytest.raises(BadKeys, match="gone"):
        KeyFile(tmp_path / "keys").current()
