"""Random ids and nonces from a stock: asking the system for each would give up the interpreter lock each time."""

import os
import secrets
import threading

_STOCK = 4096  # bytes


class _Stock(threading.local):
    """One for each thread."""

    def __init__(self) -> None:
        self.drawn = b""
        self.used = 0


_stock = _Stock()


def fresh_bytes(count: int) -> bytes:
    """Never the same bytes twice, in no thread and in no fork. At most 4,096 at a time."""
    end = _stock.used + count
    if end > len(_stock.drawn):
        _stock.drawn = secrets.token_bytes(_STOCK)
        end = count
    _stock.used = end
    return _stock.drawn[end - count : end]


def fresh_id() -> str:
    """Of a row: 16 hexadecimal digits, which tell nothing about when it was made."""
    return fresh_bytes(8).hex()


def forget_stock() -> None:
    """The next bytes are drawn anew, as they must be in a forked process."""
    _stock.drawn, _stock.used = b"", 0


os.register_at_fork(after_in_child=forget_stock)
