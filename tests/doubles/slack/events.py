"""Events: what the app hears without anybody pressing anything, and the administrators who cause some of them."""

from typing import Any
from uuid import uuid4

from tests.doubles.slack import payloads
from tests.doubles.slack.courier import Courier
from tests.doubles.slack.deliveries import EVENT, Delivery

Json = dict[str, Any]


class Events(Courier):
    # --- events

    async def event(self, team: str, event: Json, scope: str = "", *, always: bool = False) -> Delivery:
        """Bring an event; what is not acknowledged comes again in the background. Without the scope nothing comes."""
        delivery = Delivery(EVENT, team, payloads.event_callback(self, team, event))
        token = self.tokens.get(self.workspaces[team].token)
        entitled = token is not None and not token.trouble and (not scope or scope in token.scopes)
        if entitled or always:
            self.deliveries.append(delivery)
            await self.carry(delivery)
            if not delivery.acknowledged:
                self.spawn(self.retry(delivery))
        return delivery

    def announce(self, team: str, event: Json) -> None:
        async def bring() -> None:
            try:
                await self.event(team, event, always=True)
            finally:
                self.busy -= 1

        self.busy += 1
        self.spawn(bring())

    async def rate_limited(self, team: str) -> Delivery:
        """Slack says that it holds events back."""
        payload = {
            "token": self.verification_token,
            "type": "app_rate_limited",
            "team_id": team,
            "minute_rate_limited": int(self.clock()) // 60 * 60,
            "api_app_id": self.app_id,
        }
        delivery = Delivery(EVENT, team, payload)
        await self.carry(delivery)
        return delivery

    async def verifies_url(self) -> bool:
        """What the console does when a request address is entered: does the app answer the challenge?"""
        challenge = uuid4().hex
        payload = {"token": self.verification_token, "challenge": challenge, "type": "url_verification"}
        answer = await self.carry(Delivery(EVENT, "", payload))
        said = answer.body.get("challenge") if isinstance(answer.body, dict) else answer.body
        return answer.ok and said == challenge

    # --- administrators

    async def deactivate(self, team: str, user: str) -> Delivery:
        return await self.change_user(team, user, deleted=True)

    async def change_user(self, team: str, user: str, **about: Any) -> Delivery:
        """Somebody's profile changes; the app hears of it if it may read users."""
        account = self.user(team, user)
        for name, value in about.items():
            setattr(account, name, value)
        event = {"type": "user_change", "user": account.record(), "cache_ts": 0, "event_ts": self.ts()}
        return await self.event(team, event, "users:read")

    async def uninstall(self, team: str, *, told_last: str = "app_uninstalled") -> None:
        """Every token of the workspace is dead, and the app is told so twice, in no promised order."""
        self.kill_tokens(team, "account_inactive")
        revoked = {"oauth": [], "bot": [self.workspaces[team].bot_user]}
        events: list[Json] = [{"type": "tokens_revoked", "tokens": revoked}, {"type": "app_uninstalled"}]
        for event in sorted(events, key=lambda event: event["type"] == told_last):
            await self.event(team, event, always=True)

    def kill_tokens(self, team: str, trouble: str = "token_revoked") -> None:
        for token in self.tokens.values():
            if token.team == team:
                token.trouble = trouble

    def expire_token(self, team: str) -> None:
        self.tokens[self.workspaces[team].token].expires_at = self.clock() - 1

    def is_installed(self, team: str) -> bool:
        token = self.tokens.get(self.workspaces[team].token)
        return token is not None and not token.trouble
