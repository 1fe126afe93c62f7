"""Sealed values and keyed indexes, opened and computed as docs/formats.md says, by somebody who has the master key."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.attacks.thief.files import Row, Stolen

# docs/formats.md, "Keyed indexes" and "Keys": what else derives from the master key, and the purposes of the indexes.
_OTHERS = ("carrying",)
_INDEXES = (
    "email",
    "account",
    "installation",
    "seat",
    "nominee",
    "mark",
    "callback",
    "slot",
    "physician",
    "supporter",
    "value",
)

Leaf = tuple[str, Any]  # where it is in the row, and what is there


def hkdf(secret: bytes, info: bytes, length: int = 32) -> bytes:
    """HKDF-SHA256 (RFC 5869) without a salt."""
    pseudo = hmac.digest(b"\0" * 32, secret, "sha256")
    block, found = b"", b""
    for number in range(1, -(-length // 32) + 1):
        block = hmac.digest(pseudo, block + info + bytes([number]), "sha256")
        found += block
    return found[:length]


@dataclass
class Keys:
    """What derives from one master key."""

    master: bytes
    wrapped: dict[str, bytes] = field(default_factory=dict)  # the requests' own keys, where they still stand

    @classmethod
    def read(cls, path: Path) -> "Keys":
        return cls(base64.b64decode(path.read_text(encoding="ascii").split()[0]))

    @property
    def id(self) -> bytes:
        return hkdf(self.master, b"peerline:id")[:4]

    def derived(self, purpose: str) -> bytes:
        return hkdf(self.master, b"peerline:" + purpose.encode())

    def index(self, purpose: str, *parts: str) -> bytes:
        text = "".join(f"{len(part)}:{part}" for part in (purpose, *parts))
        return hmac.digest(self.derived("indexing"), text.encode(), "sha256")[:16]

    def digests(self) -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
        """Every way to hash a single value that the keys give."""
        for purpose in ("indexing", "sealing", *_OTHERS):
            yield purpose, partial(_hashed, self.derived(purpose))
        for purpose in _INDEXES:
            yield f"the index {purpose}", partial(self._indexed, purpose)

    def _indexed(self, purpose: str, value: bytes) -> bytes:
        return self.index(purpose, value.decode("latin-1"))

    @property
    def purposes(self) -> tuple[str, ...]:
        """Of the keyed indexes."""
        return _INDEXES

    def take(self, stolen: Stolen) -> None:
        """The keys of the requests that are still there."""
        self.wrapped = {}
        for row in stolen.tables.get("request_key", ()):
            request, sealed = str(row.cells["request"]), row.cells["wrapped"]
            opened = self.open(sealed, f"request_key.wrapped:{request}") if isinstance(sealed, bytes) else None
            if opened:
                self.wrapped[request] = opened

    def open(self, sealed: bytes, place: str) -> bytes | None:
        """None: it opens under nothing that there is."""
        if sealed[:1] == b"\x01" and sealed[1:5] == self.id:
            return _decrypt(self.derived("sealing"), sealed[5:], place)
        if sealed[:1] == b"\x02":
            tried = (_decrypt(key, sealed[1:], place) for key in self.wrapped.values())
            return next((each for each in tried if each is not None), None)
        return None

    def open_carried(self, sealed: bytes, *bound: str) -> bytes | None:
        """What a dialog carries: for whom it is, and for which press."""
        *before, last = bound
        place = "".join(f"{len(part)}:{part}" for part in before) + last
        return _decrypt(self.derived("carrying"), sealed, place)

    def opened(self, row: Row) -> Iterator[tuple[str, bytes]]:
        """Each sealed column of the row that opens, with what is in it."""
        for column, cell in row.cells.items():
            if isinstance(cell, bytes) and len(cell) > 28:
                for key in row.key.split("|"):
                    plain = self.open(cell, f"{row.table}.{column}:{key}")
                    if plain is not None:
                        yield column, plain

    def leaves(self, row: Row) -> list[Leaf]:
        """Everything that the row says, sealed or not, value by value."""
        found = list(plain_leaves(row))
        for column, plain in self.opened(row):
            try:
                found += flat(json.loads(plain), column)
            except ValueError:
                found.append((column, plain.decode("utf-8", "surrogateescape")))
        return found


def plain_leaves(row: Row) -> Iterator[Leaf]:
    """Without any key."""
    for column, cell in row.cells.items():
        if isinstance(cell, str) and cell[:1] in "{[":
            try:
                yield from flat(json.loads(cell), column)
                continue
            except ValueError:
                pass
        if cell is not None:
            yield column, cell


def flat(value: Any, place: str) -> Iterator[Leaf]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from flat(each, f"{place}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from flat(each, f"{place}[]")
    elif value not in (None, "", True, False):
        yield place, value


def digest(text: str | bytes) -> bytes:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).digest()


def _hashed(key: bytes, value: bytes) -> bytes:
    return hmac.digest(key, value, "sha256")


_ciphers: dict[bytes, AESGCM] = {}


def _decrypt(key: bytes, sealed: bytes, place: str) -> bytes | None:
    cipher = _ciphers.setdefault(key, AESGCM(key))
    try:
        return cipher.decrypt(sealed[:12], sealed[12:], place.encode())
    except (InvalidTag, ValueError):
        return None
