"""JSON as it is sealed: the standard library's, without what it does for text that somebody typed."""

import json
from collections.abc import Callable
from dataclasses import Field, fields
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar


class Value(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


V = TypeVar("V", bound=Value)


def read(plain: bytes) -> Any:
    """What `write` has written. Raises ValueError for anything else."""
    return _decode(plain.decode())[0]


def write(value: Any) -> bytes:
    return _encode(value).encode()


def made(kind: type[V], known: dict[str, Any]) -> V:
    """From what was stored by name, without what only a newer version beside this one knows."""
    names = _names(kind)
    return kind(**(known if known.keys() <= names else {name: known[name] for name in known.keys() & names}))


@cache
def _names(kind: type[Value]) -> frozenset[str]:
    return frozenset(each.name for each in fields(kind))


def _known(value: object) -> object:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


_decode = json.JSONDecoder().raw_decode
_encode: Callable[[Any], str] = json.JSONEncoder(default=_known, separators=(",", ":")).encode
