"""Certificates as an administrator makes them, in PEM with their key."""

import datetime
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from tests.doubles.teams.keys import Key
from tests.doubles.teams.world import World


def certificate(name: str, days: float = 365, *, since: float = -400, curve: bool = False) -> tuple[bytes, bytes, str]:
    """Its key, itself, and its thumbprint as Entra knows it. The same name has the same key."""
    key: Any = ec.generate_private_key(ec.SECP256R1()) if curve else Key(name).private
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now + datetime.timedelta(days=since))
        .not_valid_after(now + datetime.timedelta(days=days))
        .sign(key, SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    thumbprint = urlsafe_b64encode(made.fingerprint(SHA256())).rstrip(b"=").decode()
    return plain, made.public_bytes(serialization.Encoding.PEM), thumbprint


def registered(world: World, folder: Path, name: str = "peerline", days: float = 365) -> Path:
    """A file for TEAMS_CERTIFICATE, whose certificate was uploaded to the registration."""
    key, public, thumbprint = certificate(name, days)
    world.certificates[thumbprint] = Key(name).private.public_key()
    return written(folder / "peerline.pem", key + public)


def written(path: Path, pem: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(pem)
    path.chmod(mode)
    return path
