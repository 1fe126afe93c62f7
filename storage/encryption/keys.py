"""Master keys and where they come from: the environment, or a key file beside a SQLite database."""

import base64
import binascii
import os
import secrets
from collections.abc import Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import OperatorError
from storage.atomic_file import replacing

KEY_BYTES = 32


class BadKeys(OperatorError):
    """The keys cannot be used. The sentence says why and never shows a key."""


@dataclass(frozen=True, slots=True, repr=False)
class MasterKey:
    """A master key as what derives from it (HKDF-SHA256): a short public id, a key that seals what is kept, one that
    indexes it, and one that seals what dialogs carry."""

    id: bytes
    sealing: bytes
    indexing: bytes
    carrying: bytes

    @classmethod
    def of(cls, secret: bytes) -> "MasterKey":
        purposes = (b"sealing", b"indexing", b"carrying")
        return cls(_derive(secret, b"id")[:4], *(_derive(secret, each) for each in purposes))


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"peerline:" + purpose).derive(secret)


class KeySource(Protocol):
    def current(self) -> tuple[MasterKey, ...]:
        """Every key in use, newest first. Asked at the start of each transaction, so it must be cheap."""
        ...


KEY_FILE = "keys"  # beside a SQLite database


class GivenKeys:
    """Keys from PEERLINE_KEYS or PEERLINE_KEYS_FILE: base64, newest first, comma separated. Raises BadKeys."""

    def __init__(self, text: str) -> None:
        try:
            self._keys = parse(text.split(","))
        except BadKeys as error:
            raise BadKeys(
                f"PEERLINE_KEYS or PEERLINE_KEYS_FILE: {error}; expected 32 bytes in base64 each, the newest first"
            ) from None

    def current(self) -> tuple[MasterKey, ...]:
        return self._keys


class KeyFile:
    """One base64 key a line, newest first, readable by its owner only. It is read again whenever it changes on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int] | None = None
        self._keys: tuple[MasterKey, ...] = ()

    def make_if_missing(self) -> None:
        if not self.path.exists():
            self.write([fresh()])

    def current(self) -> tuple[MasterKey, ...]:
        while (stamp := self._look()) != self._stamp:
            try:
                keys = parse(self.secrets())
            except BadKeys as error:
                if self._look() == stamp:
                    raise BadKeys(
                        f"the key file {self.path}: {error}; expected 32 bytes in base64 a line. Put back the file of "
                        "this database"
                    ) from None
                continue  # it was replaced while we read it
            self._keys, self._stamp = keys, stamp
        return self._keys

    def secrets(self) -> list[str]:
        return self.path.read_text(encoding="ascii", errors="replace").split()

    def write(self, keys: Sequence[str]) -> None:
        """Replace the file at once and for good: a crash leaves the old file or the new one, never half of one."""
        parse(keys)
        old = self.path.open("r+b") if self.path.exists() else None
        with closing(old) if old else nullcontext():
            with replacing(self.path) as file:
                file.write(("\n".join(keys) + "\n").encode("ascii"))
            if old is not None:  # the name is gone; the retired key should not lie about in free blocks either
                old.write(b"0" * os.fstat(old.fileno()).st_size)
                old.flush()
                os.fsync(old.fileno())

    def _look(self) -> tuple[int, int, int]:
        try:
            about = self.path.stat()
        except FileNotFoundError as error:
            raise BadKeys(f"the key file {self.path} is gone; put it back") from error
        if about.st_mode & 0o077:
            raise BadKeys(f"the key file {self.path} can be read by others; expected mode 0600")
        return about.st_mtime_ns, about.st_ino, about.st_size


def fresh() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def parse(texts: Sequence[str]) -> tuple[MasterKey, ...]:
    """Base64 keys -> master keys. Raises BadKeys, which names the place of the bad key and not the key."""
    keys: list[MasterKey] = []
    for place, text in enumerate(texts, start=1):
        try:
            secret = base64.b64decode(text.strip(), validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadKeys(f"key {place} is not base64") from error
        if len(secret) != KEY_BYTES:
            raise BadKeys(f"key {place} has {len(secret)} bytes")
        keys.append(MasterKey.of(secret))
    if not keys:
        raise BadKeys("there is no key in it")
    if len({key.id for key in keys}) != len(keys):
        raise BadKeys("the same master key is there twice")
    return tuple(keys)
