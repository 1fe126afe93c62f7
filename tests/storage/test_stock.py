"""Ids and nonces from the stock: one that came twice would open a seal or join two rows that have nothing in common."""

import os
from concurrent.futures import ThreadPoolExecutor

from storage.encryption.random_pool import fresh_bytes, fresh_id

_NONCE = 12
_MANY = 2000  # several times what one filling of the stock is enough for


def _drawn(_: int = 0) -> list[bytes]:
    return [fresh_bytes(_NONCE) for _ in range(_MANY)]


def test_nothing_comes_twice_when_the_stock_is_filled_again():
    drawn = _drawn()
    assert {len(each) for each in drawn} == {_NONCE}
    assert len(set(drawn)) == _MANY
    assert len({fresh_id() for _ in range(_MANY)}) == _MANY


def test_two_threads_never_draw_the_same():
    with ThreadPoolExecutor(4) as pool:
        drawn = [each for some in pool.map(_drawn, range(4)) for each in some]
    assert len(set(drawn)) == len(drawn)


def test_a_forked_process_draws_anew():
    fresh_bytes(_NONCE)  # there is a stock, and half of it is left
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, fresh_bytes(_NONCE))
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, _NONCE) != fresh_bytes(_NONCE)
    os.close(reader)
    os.close(writer)
