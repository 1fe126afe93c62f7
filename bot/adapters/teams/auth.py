"""Who sent this request: botbuilder's `authenticate_request`, fed with our keys and a light stand-in for its Activity;
and botbuilder's turn, in which each activity is answered.

Everything that the SDK raises about a token, and it raises many things, is one Unauthorised.
"""

import hashlib
import time
from collections.abc import Awaitable, Callable, Mapping
from types import SimpleNamespace
from typing import Any, TypeVar

import jwt
from botbuilder.core import TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor
from cachetools import FIFOCache

from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.keys import KeysOutOfReach, SigningKeys
from bot.errors import PeerlineError

A = TypeVar("A")
T = TypeVar("T")

LEEWAY = 300.0  # seconds that the SDK allows between Microsoft's clock and ours
_REMEMBERED = 1_000
_LONGEST = 16_384


class Unauthorised(PeerlineError):
    """The request does not come from Microsoft, or not for us."""


class Gate:
    """Verified tokens are remembered until they expire: Teams sends the same one for an hour."""

    def __init__(
        self, app_id: str, endpoints: Endpoints, keys: SigningKeys, clock: Callable[[], float] = time.time
    ) -> None:
        self._keys = keys
        self._issuer = endpoints.issuer
        self._clock = clock
        self._good: FIFOCache[bytes, tuple[float, str, int]] = FIFOCache(_REMEMBERED)
        # Only keys that Microsoft's own store would hold come out of this; the SDK looks it up by the address.
        JwtTokenExtractor.metadataCache[endpoints.metadata_url] = keys
        self._sdk = CloudAdapterBase(
            BotFrameworkAuthenticationFactory.create(
                to_channel_from_bot_login_url=endpoints.token_url,
                to_channel_from_bot_oauth_scope=endpoints.audience,
                to_bot_from_channel_token_issuer=endpoints.issuer,
                oauth_url=endpoints.issuer,
                to_bot_from_channel_open_id_metadata_url=endpoints.metadata_url,
                to_bot_from_emulator_open_id_metadata_url=endpoints.metadata_url,
                credential_factory=PasswordServiceClientCredentialFactory(app_id),
                auth_configuration=AuthenticationConfiguration(),
            )
        )

    async def check(self, header: str | None, activity: Mapping[str, Any]) -> None:
        """Raises Unauthorised, and KeysOutOfReach where nobody can say."""
        service_url, channel = activity.get("serviceUrl"), activity.get("channelId")
        if not header or len(header) > _LONGEST or not isinstance(service_url, str) or not isinstance(channel, str):
            raise Unauthorised
        name = hashlib.sha256(f"{channel}\n{header}".encode("utf-8", "surrogatepass")).digest()
        known = self._good.get(name)
        if known is not None and known[2] == self._keys.edition:
            if known[1] != service_url or known[0] + LEEWAY < self._clock():
                raise Unauthorised
            return
        expires, claimed = await self._verify(header, service_url, channel)
        self._good[name] = (expires, claimed, self._keys.edition)

    async def turn(self, activity: T, answer: Callable[[T], Awaitable[A]]) -> A:
        """What `answer` says to an activity that was let in, behind whatever stands in botbuilder's pipeline."""
        said: A = await self._sdk.run_pipeline(TurnContext(self._sdk, activity), lambda turn: answer(turn.activity))
        return said

    async def _verify(self, header: str, service_url: str, channel: str) -> tuple[float, str]:
        """When the token expires, and its service URL."""
        try:
            _look_at_issuer(header, self._issuer)
            stand_in = SimpleNamespace(channel_id=channel, service_url=service_url, recipient=None)
            found = await self._sdk.bot_framework_authentication.authenticate_request(stand_in, header)
            claims = found.claims_identity.claims
            expires, claimed = float(claims["exp"]), str(claims["serviceurl"])
        except (KeysOutOfReach, Unauthorised):
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a token, it is not let in
            raise Unauthorised(type(error).__name__) from None
        if claims.get("iss") != self._issuer or claimed != service_url:
            raise Unauthorised
        return expires, claimed


def _look_at_issuer(header: str, issuer: str) -> None:
    """Emulators and other bots have issuers of their own, for which the SDK would not ask for a service URL."""
    scheme, _, token = header.partition(" ")
    if scheme != "Bearer" or jwt.decode(token, options={"verify_signature": False}).get("iss") != issuer:
        raise Unauthorised
