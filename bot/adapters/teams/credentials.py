"""Our own token for the connector: asked for once, shared by all who wait, renewed before it ends."""

import asyncio
import time
from collections.abc import Callable

from bot.adapters.egress import NO_ANSWER, Status, Unlike, trouble
from bot.adapters.teams.app_identity import REFUSED, AppIdentity
from bot.ports.platform import Temporary, TokenDead

EARLY = 300.0  # seconds before its end that a token counts as old


class Credentials:
    """The SDK asks Entra for every turn anew, on the event loop; this is why it is not asked."""

    def __init__(self, proof: AppIdentity, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._proof = proof
        self._monotonic = monotonic
        self._token = ""
        self._until = 0.0
        self._asking = asyncio.Lock()

    async def token(self) -> str:
        """Raises TokenDead where Entra refuses us, Temporary where it does not answer."""
        if self._token and self._monotonic() < self._until:
            return self._token
        async with self._asking:
            if not self._token or self._monotonic() >= self._until:
                await self._ask()
            return self._token

    def refused(self, token: str) -> None:
        """The connector does not take this one: the next caller asks for another."""
        if token == self._token:
            self._token = ""

    async def _ask(self) -> None:
        try:
            status, answer = await self._proof.ask()
        except (*NO_ANSWER, ValueError) as error:
            raise Temporary(trouble(error)) from None
        if status in REFUSED and answer:
            raise TokenDead("Entra refuses the app's credentials")
        token = answer.get("access_token")
        if status != 200 or not isinstance(token, str) or not token:
            raise Temporary(str(Status(status) if answer or status >= 500 else Unlike("Entra")))
        try:
            lasts = float(answer.get("expires_in") or 0)
        except (TypeError, ValueError):
            lasts = 0.0
        self._token = token
        self._until = self._monotonic() + max(lasts - EARLY, min(lasts / 2, EARLY))
