"""What is in the Authorization header of a delivery: a good token, and each of the bad ones by its name."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt

from tests.doubles.teams.keys import Key, KeyRing
from tests.doubles.teams.world import FRAMEWORK

HOUR = 3600


class Tokens:
    def __init__(
        self, ring: KeyRing, app_id: str, clock: Callable[[], float], issuer: Callable[[], str] = lambda: FRAMEWORK
    ) -> None:
        self.ring = ring
        self.app_id = app_id
        self.clock = clock
        self.issuer = issuer

    def good(self, service_url: str) -> str:
        return self.signed(self.claims(service_url), self.ring.current)

    def bad(self, name: str, service_url: str) -> str:
        """One of BAD_TOKENS. Each differs from a good token in one thing only."""
        return BAD[name](self, service_url)

    def claims(self, service_url: str, **changes: Any) -> dict[str, Any]:
        now = int(self.clock())
        plain = {
            "serviceurl": service_url,
            "nbf": now - 60,
            "exp": now + HOUR,
            "iss": self.issuer(),
            "aud": self.app_id,
        }
        return {name: value for name, value in {**plain, **changes}.items() if value is not None}

    def signed(self, claims: dict[str, Any], key: Key, *, kid: str = "") -> str:
        headers = {"kid": kid or key.kid, "x5t": kid or key.kid}
        return jwt.encode(claims, key.private, algorithm="RS256", headers=headers)

    def with_claims(self, service_url: str, **changes: Any) -> str:
        return self.signed(self.claims(service_url, **changes), self.ring.current)

    def by_hand(self, service_url: str, algorithm: str) -> str:
        """HS256 with the published key as the secret, or no signature at all."""
        header = {"typ": "JWT", "alg": algorithm, "kid": self.ring.current.kid}
        head = f"{_b64(json.dumps(header).encode())}.{_b64(json.dumps(self.claims(service_url)).encode())}"
        if algorithm == "none":
            return f"{head}."
        return f"{head}.{_b64(hmac.digest(self.ring.current.public_pem, head.encode(), hashlib.sha256))}"


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


BAD: dict[str, Callable[[Tokens, str], str]] = {
    "wrong audience": lambda t, url: t.with_claims(url, aud="00000000-0000-0000-0000-00000000beef"),
    "wrong issuer": lambda t, url: t.with_claims(url, iss="https://issuer.example.com"),
    "missing issuer": lambda t, url: t.with_claims(url, iss=None),
    "wrong serviceurl": lambda t, _: t.with_claims("https://smba.example.com/elsewhere/"),
    "expired": lambda t, url: t.with_claims(url, nbf=int(t.clock()) - 2 * HOUR, exp=int(t.clock()) - HOUR),
    "another key": lambda t, url: t.signed(t.claims(url), Key("key-stranger"), kid=t.ring.current.kid),
    "unknown kid": lambda t, url: t.signed(t.claims(url), Key("key-stranger")),
    "HS256": lambda t, url: t.by_hand(url, "HS256"),
    "garbage": lambda *_: "not.a.token",
    "no algorithm": lambda t, url: t.by_hand(url, "none"),
    "not yet valid": lambda t, url: t.with_claims(url, nbf=int(t.clock()) + HOUR, exp=int(t.clock()) + 2 * HOUR),
}
BAD_TOKENS = tuple(BAD)
