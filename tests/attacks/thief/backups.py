"""A backup's file, read with the master key as docs/formats.md says."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.attacks.thief.seals import Keys

_MAGIC = b"PEERLINE BACKUP\n"


def tables(path: Path, keys: Keys) -> dict[str, list[dict[str, Any]]]:
    """Every row, by its table. Raises ValueError for what is no whole backup under this key."""
    raw = path.read_bytes()
    if not raw.startswith(_MAGIC):
        raise ValueError("no backup")
    header, *chunks = _framed(raw[len(_MAGIC) :])
    sealed = base64.b64decode(json.loads(header)["key"])
    secret = keys.open(sealed, "backup.key:1")
    if secret is None:
        raise ValueError("sealed under another key")
    found: dict[str, list[dict[str, Any]]] = {}
    columns: list[str] = []
    rows: list[dict[str, Any]] = []
    for line in b"".join(_opened(AESGCM(secret), header, chunks)).splitlines():
        known = json.loads(line)
        if isinstance(known, dict):
            columns, rows = known["columns"], found.setdefault(known["table"], [])
        else:
            rows.append(dict(zip(columns, known, strict=True)))
    return found


def _framed(raw: bytes) -> Iterator[bytes]:
    while raw:
        length = int.from_bytes(raw[:4], "big")
        yield raw[4 : 4 + length]
        raw = raw[4 + length :]


def _opened(cipher: AESGCM, header: bytes, chunks: list[bytes]) -> Iterator[bytes]:
    of = hashlib.sha256(header).digest()
    for number, chunk in enumerate(chunks):
        last = bytes([number == len(chunks) - 1])
        try:
            yield cipher.decrypt(chunk[:12], chunk[12:], of + number.to_bytes(8, "big") + last)
        except InvalidTag as error:
            raise ValueError(f"chunk {number} does not open in its place") from error
