"""The signing keys of the Bot Framework, and their publication as a JSON Web Key Set."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm


@cache
def _pair(name: str) -> RSAPrivateKey:
    """Made once a process for each name: making one takes a tenth of a second."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Key:
    kid: str
    endorsements: tuple[str, ...] = ("msteams",)

    @property
    def private(self) -> RSAPrivateKey:
        return _pair(self.kid)

    @property
    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def published(self) -> dict[str, Any]:
        jwk: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(self.private.public_key()))
        jwk.pop("key_ops", None)
        return {**jwk, "use": "sig", "kid": self.kid, "x5t": self.kid, "endorsements": list(self.endorsements)}


@dataclass
class KeyRing:
    """`current` signs what is delivered; `published` is what a bot may read."""

    current: Key = field(default_factory=lambda: Key("key-1"))
    published: list[Key] = field(default_factory=list)
    rotations: int = 0

    def __post_init__(self) -> None:
        self.published = self.published or [self.current, Key("key-webchat", ("webchat",))]

    def rotate(self, *, keep_old: bool = True) -> Key:
        """Sign with a new key from now on; the old one stays published unless told otherwise."""
        self.rotations += 1
        old, self.current = self.current, Key(f"key-{self.rotations + 1}")
        self.published.append(self.current)
        if not keep_old:
            self.published.remove(old)
        return self.current
