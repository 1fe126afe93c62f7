"""A certificate in place of a secret: a PEM file with the private key and the certificate that Entra knows."""

import os
import stat
import time
import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from bot.errors import OperatorError

LASTS = 600  # seconds that one assertion is good


class BadCertificate(OperatorError):
    """The file cannot be used; the sentence says why, and nothing of the file is in it."""


@dataclass(frozen=True, slots=True)
class Certificate:
    key: RSAPrivateKey = field(repr=False)
    thumbprint: str
    since: datetime
    until: datetime

    def useless(self, now: datetime) -> str:
        """Why it proves nothing at `now`, "" if it does."""
        if now >= self.until:
            return f"it ended on {self.until:%Y-%m-%d}"
        return f"it is not good before {self.since:%Y-%m-%d}" if now < self.since else ""

    def assertion(self, app_id: str, url: str) -> str:
        """Entra's client assertion, for its token endpoint at `url`."""
        now = int(time.time())
        claims = {"aud": url, "iss": app_id, "sub": app_id, "jti": str(uuid.uuid4()), "nbf": now, "exp": now + LASTS}
        return jwt.encode(claims, self.key, algorithm="PS256", headers={"x5t#S256": self.thumbprint})


def read_certificate(path: Path) -> Certificate:
    """Raises BadCertificate."""
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_mode & stat.S_IROTH:
                raise BadCertificate("can be read by others; expected mode 0600, 0400, or 0640 with a group of its own")
            pem = file.read()
    except OSError as error:
        raise BadCertificate(f"cannot be read: {error.strerror or type(error).__name__}") from None
    return _read(pem)


def _read(pem: bytes) -> Certificate:
    try:
        known = x509.load_pem_x509_certificates(pem)
    except ValueError:
        raise BadCertificate("holds no certificate; expected PEM with the private key and the certificate") from None
    try:
        key = load_pem_private_key(pem, None)
    except TypeError:
        raise BadCertificate("holds a key with a password; expected one without") from None
    except Exception:  # noqa: BLE001 - whatever the library says of a key, it is not used
        raise BadCertificate("holds no private key; expected PEM with the private key and the certificate") from None
    if not isinstance(key, RSAPrivateKey):
        raise BadCertificate("holds a key of another kind; Entra wants RSA")
    own = [each for each in known if each.public_key() == key.public_key()]
    if not own:
        raise BadCertificate("holds a key and a certificate that do not belong together")
    thumbprint = urlsafe_b64encode(own[0].fingerprint(SHA256())).rstrip(b"=").decode()
    return Certificate(key, thumbprint, own[0].not_valid_before_utc, own[0].not_valid_after_utc)
