"""JSON as it is sealed: the standard library's, without what it does for text that somebody typed."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any


def read(plain: bytes) -> Any:
    """What `write` has written. Raises ValueError for anything else."""
    return _decode(plain.decode())[0]


def write(value: Any) -> bytes:
    return _encode(value).encode()


def _known(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


_decode = json.JSONDecoder().raw_decode
_encode: Callable[[Any], str] = json.JSONEncoder(default=_known, separators=(",", ":")).encode
