"""What dialogs carry, under the master keys: bound to whom and what, and gone with a retired key."""

from storage.keys import fresh, parse
from storage.sealed import Keyring

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
