"""The sealed file of a backup: a readable header, then chunks that open in this order and all or not at all.

    magic | length, header (JSON) | length, chunk | length, chunk | ...

The header holds the data key, sealed under a master key. Every chunk is sealed under the data key with the header's
hash, its number and whether it is the last as associated data: a chunk that is missing, moved, doubled or from another
file does not open.
"""

import base64
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import OperatorError
from storage.encryption.keys import KeySource
from storage.encryption.sealed import Keyring, Unreadable, key_id

_MAGIC = b"PEERLINE BACKUP\n"
_VERSION = 1
_CHUNK = 256 * 1024
_LONGEST = 2 * _CHUNK
_PLACE = "backup.key:1"


class BackupError(OperatorError):
    """The backup cannot be made or restored; the sentence says why."""


class Writing:
    """Lines in, chunks out. `close` writes the last one; a file without it does not open."""

    def __init__(self, file: BinaryIO, keys: Keyring, schema: str) -> None:
        secret = AESGCM.generate_key(256)
        sealed = base64.b64encode(keys.seal(secret, _PLACE)).decode()
        plain = json.dumps({"version": _VERSION, "schema": schema, "key": sealed}).encode()
        self._file = file
        self._cipher = AESGCM(secret)
        self._of = sha256(plain).digest()
        self._number = 0
        self._waiting = bytearray()
        file.write(_MAGIC + _framed(plain))

    def line(self, text: str) -> None:
        self._waiting += text.encode() + b"\n"
        while len(self._waiting) > _CHUNK:
            self._chunk(bytes(self._waiting[:_CHUNK]), last=False)
            del self._waiting[:_CHUNK]

    def close(self) -> None:
        self._chunk(bytes(self._waiting), last=True)

    def _chunk(self, plain: bytes, *, last: bool) -> None:
        nonce = secrets.token_bytes(12)
        sealed = self._cipher.encrypt(nonce, plain, _beside(self._of, self._number, last=last))
        self._file.write(_framed(nonce + sealed))
        self._number += 1


def named(table: str, columns: Sequence[str]) -> str:
    """The line before the rows of a table."""
    return json.dumps({"table": table, "columns": columns})


def written(row: Iterable[Any]) -> str:
    """The line of a row; bytes stand in base64."""
    return json.dumps([base64.b64encode(value).decode() if isinstance(value, bytes) else value for value in row])


def may_be_replaced(path: Path) -> bool:
    """Whether nothing but a backup, or an empty file, is there. Raises BackupError."""
    try:
        if not path.exists():
            return True
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) in (_MAGIC, b"")
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}") from error


def read_header(file: BinaryIO, source: KeySource) -> tuple[str, AESGCM, bytes]:
    """The schema, the cipher of the chunks, and what they are bound to. Raises BackupError, and BadKeys where it is a
    backup and the keys cannot be had."""
    if file.read(len(_MAGIC)) != _MAGIC:
        raise BackupError("this is not a backup of Peerline")
    plain = _frame(file)
    try:
        known = json.loads(plain or b"")
        version, schema, sealed = known["version"], str(known["schema"]), base64.b64decode(known["key"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BackupError("the backup is damaged: its header cannot be read") from error
    if version != _VERSION:
        raise BackupError(f"the backup has format {version}, this program reads format {_VERSION}")
    keys = Keyring(source.current())
    if key_id(sealed) not in {key.id for key in keys.keys}:
        raise BackupError(
            "none of the master keys in use opens this backup. On a new machine, put back the key file (keys, beside "
            "the database) or PEERLINE_KEYS of the old one. If it was made before the last `keys rotate`, its key is "
            "retired and what it holds is unreadable for good"
        )
    try:
        cipher = AESGCM(keys.open(sealed, _PLACE))
    except Unreadable as error:
        raise BackupError("the backup is damaged: its key does not open") from error
    return schema, cipher, sha256(plain or b"").digest()


def read_lines(file: BinaryIO, cipher: AESGCM, of: bytes) -> Iterator[str]:
    """Every line, until the last chunk has proved itself. Raises BackupError at the first that is not in its place."""
    waiting, number, last = b"", 0, False
    while not last:
        chunk = _frame(file)
        if chunk is None:
            raise BackupError("the backup is cut off: its end is missing")
        plain, last = _open(cipher, chunk, of, number)
        *lines, waiting = (waiting + plain).split(b"\n")
        for line in lines:
            yield line.decode()
        number += 1
    if waiting or file.read(1):
        raise BackupError("the backup is damaged: something follows its end")


def _open(cipher: AESGCM, chunk: bytes, of: bytes, number: int) -> tuple[bytes, bool]:
    for last in (False, True):
        try:
            return cipher.decrypt(chunk[:12], chunk[12:], _beside(of, number, last=last)), last
        except (InvalidTag, ValueError):
            continue
    raise BackupError(f"the backup is damaged: part {number + 1} does not open in its place")


def _beside(of: bytes, number: int, *, last: bool) -> bytes:
    return of + number.to_bytes(8) + bytes([last])


def _framed(content: bytes) -> bytes:
    return len(content).to_bytes(4) + content


def _frame(file: BinaryIO) -> bytes | None:
    """The next content; None at the end of the file, or where it ends too early."""
    length = int.from_bytes(file.read(4))
    content = file.read(length) if 0 < length <= _LONGEST else b""
    return content if content and len(content) == length else None
