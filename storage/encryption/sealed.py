"""Sealing: AES-GCM with the table, column and row as associated data, and keyed indexes that reveal nothing.

Identities are sealed under the master key. What links a request to people is sealed under a key of that request, which
is itself sealed under the master and destroyed when the request closes (rule 9).
"""

import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import PeerlineError
from storage.encryption.keys import MasterKey

MASTER, REQUEST = b"\x01", b"\x02"  # the first byte of a sealed value: what it is sealed under
_ID, _NONCE = 4, 12


class Unreadable(PeerlineError):
    """The seal does not open: its key is retired or destroyed, or the value was moved or changed."""


class Keyring:
    """Seals under the newest master key, opens under any that is in use. `carrying`: keys that seal nothing any more,
    and open what dialogs carry."""

    def __init__(self, keys: Sequence[MasterKey], carrying: Sequence[bytes] = ()) -> None:
        self.keys = tuple(keys)
        self._ciphers = {key.id: AESGCM(key.sealing) for key in keys}
        self._carriers = tuple(AESGCM(each) for each in (*(key.carrying for key in keys), *carrying))
        self.inbox: Any = (
            None  # what was opened last of the inbox's secrets, beside the sealed row (storage/stores/inbox.py)
        )

    def seal(self, plain: bytes, context: str) -> bytes:
        """`context` is "table.column:row id"; the value opens nowhere else."""
        newest = self.keys[0].id
        nonce = secrets.token_bytes(_NONCE)
        return MASTER + newest + nonce + self._ciphers[newest].encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        cipher = self._ciphers.get(key_id(sealed))
        if cipher is None:
            raise Unreadable(f"{context.partition(':')[0]}: sealed under a master key that is not in use")
        start = 1 + _ID
        return _decrypt(cipher, sealed[start : start + _NONCE], sealed[start + _NONCE :], context)

    def seal_carried(self, plain: bytes, bound: bytes) -> bytes:
        """What leaves the house in a dialog and comes back with a press. It names no key, so that it tells nothing of
        when it was made. `bound` is for whom and for what it is; it opens for nobody and nothing else."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._carriers[0].encrypt(nonce, plain, bound)

    def open_carried(self, sealed: bytes, bound: bytes) -> bytes | None:
        """None for what no key in use has sealed for this."""
        if len(sealed) < _NONCE:
            return None
        nonce, text = sealed[:_NONCE], sealed[_NONCE:]
        for carrier in self._carriers:
            with suppress(InvalidTag):
                return carrier.decrypt(nonce, text, bound)
        return None

    def index(self, purpose: str, *parts: str) -> bytes:
        """What equal parts have in common in the database, and nobody can compute without the key."""
        return _index(self.keys[0], purpose, parts)

    def indexes(self, purpose: str, *parts: str) -> tuple[bytes, ...]:
        """The index under every key in use, newest first: during a rotation a row may stand under either."""
        return tuple(_index(key, purpose, parts) for key in self.keys)


class RequestKey:
    """The key of one request. Whoever holds it reads the request's people; destroying it unlinks them for good."""

    def __init__(self, secret: bytes | None = None) -> None:
        self.secret = secret or AESGCM.generate_key(256)
        self._cipher = AESGCM(self.secret)

    def seal(self, plain: bytes, context: str) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return REQUEST + nonce + self._cipher.encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        if sealed[:1] != REQUEST:
            raise Unreadable(f"{context.partition(':')[0]}: not sealed under a request key")
        return _decrypt(self._cipher, sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], context)


def key_id(sealed: bytes) -> bytes:
    """The id of the master key that a value is sealed under; b"" if it is not sealed under one."""
    return sealed[1 : 1 + _ID] if sealed[:1] == MASTER else b""


def _decrypt(cipher: AESGCM, nonce: bytes, text: bytes, context: str) -> bytes:
    try:
        return cipher.decrypt(nonce, text, context.encode())
    except (InvalidTag, ValueError) as error:  # ValueError: so short that it has no nonce
        raise Unreadable(f"{context.partition(':')[0]}: the seal does not open") from error


def _index(key: MasterKey, purpose: str, parts: Sequence[str]) -> bytes:
    # Lengths stand between the parts: ("ab", "c") and ("a", "bc") must differ.
    text = "".join([f"{len(part)}:{part}" for part in (purpose, *parts)])
    return hmac.digest(key.indexing, text.encode(), "sha256")[:16]
