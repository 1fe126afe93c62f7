"""What dialogs carry, under the master keys: bound to whom and what, and gone with a retired key."""

import pytest

from storage.encryption.keys import MasterKey, fresh, parse
from storage.encryption.sealed import Keyring, Unreadable
from storage.transactions.writer_base import Rings

BOUND = b"for somebody, under some verb"


def ring(*secrets: str) -> Keyring:
    return Keyring(parse(secrets))


def test_it_opens_for_what_it_was_sealed_for_and_never_looks_the_same_twice() -> None:
    keys = ring(fresh())
    one, other = (keys.seal_carried(b"an id", BOUND) for _ in range(2))
    assert one != other
    assert keys.open_carried(one, BOUND) == keys.open_carried(other, BOUND) == b"an id"
    assert keys.open_carried(one, b"for somebody else") is None


def test_it_is_as_short_as_can_be() -> None:
    assert len(ring(fresh()).seal_carried(b"x" * 16, BOUND)) == 12 + 16 + 16


def test_across_a_rotation() -> None:
    old, new = fresh(), fresh()
    before = ring(old).seal_carried(b"an id", BOUND)
    both = ring(new, old)
    assert both.open_carried(before, BOUND) == b"an id"
    assert ring(new).open_carried(both.seal_carried(b"an id", BOUND), BOUND) == b"an id"
    assert ring(new).open_carried(before, BOUND) is None


def test_what_was_changed_or_cut_opens_nothing() -> None:
    keys = ring(fresh())
    whole = keys.seal_carried(b"an id", BOUND)
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        assert keys.open_carried(flipped, BOUND) is None
        assert keys.open_carried(whole[:at], BOUND) is None


class Turned:
    """A source whose key is another after a rotation."""

    def __init__(self) -> None:
        self.keys = (MasterKey.of(b"1" * 32),)

    def current(self) -> tuple[MasterKey, ...]:
        return self.keys


def test_what_a_dialog_carries_opens_for_an_hour_after_its_key_was_retired_and_what_is_kept_does_not():
    source, seconds = Turned(), [0.0]
    rings = Rings(source, lambda: seconds[0])
    before = rings.current()
    carried, kept = before.seal_carried(b"o1", b"for ada"), before.seal(b"name", "person.profile:1")
    source.keys = (MasterKey.of(b"2" * 32),)
    seconds[0] = 3600.0
    assert rings.current().open_carried(carried, b"for ada") == b"o1"  # seen first now: its hour begins
    assert rings.current().open_carried(carried, b"for ben") is None
    with pytest.raises(Unreadable):
        rings.current().open(kept, "person.profile:1")
    seconds[0] += 3601.0
    assert rings.current().open_carried(carried, b"for ada") is None
