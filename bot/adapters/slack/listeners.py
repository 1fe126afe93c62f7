"""Bolt's listeners: one for each kind of thing that Slack sends, and our own routing behind them.

Bolt tries its listeners one after the other for every request, so there are six and not sixty. A listener answers
before it returns (`process_before_response`), which is after the commit; what else is to be shown follows by itself.
Nothing is raised into Bolt: it would lose the answer (facts of Bolt's acknowledgement).
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Sequence

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.adapters.background import Background
from bot.adapters.slack.api import Api
from bot.adapters.slack.responses import Answer
from bot.adapters.slack.sdk_logging import QUIET
from bot.adapters.slack.workspaces import NotKnownYet, Workspaces
from bot.errors import PeerlineError
from bot.ports.application import Json

_log = structlog.get_logger("slack")
_ANY = re.compile(".*", re.DOTALL)

# Slack waits three seconds; the engine answers within 2.2 of them, whatever happens.
SECONDS = 2.8


class Undone(PeerlineError):
    """Nothing was done: Slack should deliver the event again."""


Hear = Callable[[Json, bool], Awaitable[Answer]]


class Listeners:
    """`acted` hears presses, forms and commands; `happened` hears events, and whether one is delivered again."""

    def __init__(
        self,
        api: Api,
        workspaces: Workspaces,
        secret: str,
        acted: Hear,
        happened: Hear,
        flow: AsyncOAuthFlow | None = None,
    ) -> None:
        self._acted = acted
        self._happened = happened
        self._following = Background()
        self.app = AsyncApp(
            logger=QUIET,
            name="peerline",
            process_before_response=True,
            signing_secret=secret or "unused: nothing comes over HTTP",
            client=api.web_client(),
            authorize=_Known(workspaces),
            oauth_flow=flow,  # else Bolt takes one from the environment, with tokens in clear on the disk
            attaching_function_token_enabled=False,
        )
        for listen in (self.app.action, self.app.view, self.app.view_closed, self.app.command, self.app.options):
            listen(_ANY)(self._press)
        self.app.event(_ANY)(self._event)

    async def hear(self, payload: Json, headers: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and JSON body for a payload that was admitted. Never raises."""
        if payload.get("type") == "app_rate_limited":  # the one event that Bolt does not know
            return await self._heard(payload, again=False), ""
        try:  # Bolt reads the payload as it makes the request, and stumbles over what Slack never sends
            request = AsyncBoltRequest(mode="socket_mode", body=payload, headers=dict(headers or {}))
        except Exception:  # noqa: BLE001 - whatever it was, it stood in the payload
            _log.warning("refused", why="unreadable")
            return 400, ""
        try:
            answer = await self.app.async_dispatch(request)
        except Exception as error:  # noqa: BLE001 - whatever Bolt does, Slack gets an answer and no log a body
            _log.error("listener_failed", kind=type(error).__name__)
            return 400, ""
        if answer.status == 500:  # Bolt's own: it stumbled over the shape before it reached a listener of ours
            _log.warning("refused", why="unreadable")
            return 400, ""
        return answer.status, answer.body or ""

    async def ended(self) -> None:
        """Everything that followed an answer is done."""
        await self._following.ended()

    # --- what Bolt calls

    async def _press(self, ack: AsyncAck, body: Json) -> BoltResponse:
        try:
            answer = await self._acted(body, False)
        except Exception as error:  # noqa: BLE001 - nothing above catches it; Slack shows the person that it did not work
            _log.error("press_failed", kind=type(error).__name__)
            return _told(ack, 503)
        self._follow(answer)
        return _told(ack, 200, answer.ack)

    async def _event(self, ack: AsyncAck, body: Json, request: AsyncBoltRequest) -> BoltResponse:
        return _told(ack, await self._heard(body, again="x-slack-retry-num" in request.headers))

    # --- inside

    async def _heard(self, body: Json, *, again: bool) -> int:
        """503 is no acknowledgement: Slack delivers the event again, at once, after a minute and after five."""
        try:
            answer = await asyncio.wait_for(self._happened(body, again), SECONDS)
        except (Undone, NotKnownYet, TimeoutError) as error:
            _log.warning("event_undone", kind=type(error).__name__)
            return 503
        except Exception as error:  # noqa: BLE001 - nothing above catches it
            _log.error("event_failed", kind=type(error).__name__)
            return 503
        self._follow(answer)
        return 200

    def _follow(self, answer: Answer) -> None:
        for follow_up in answer.then:
            self._following.begin(_quietly(follow_up))


class _Known(AsyncAuthorize):
    """Whose token it is was found out before. Bolt would ask Slack each time, and drop the event when Slack is slow."""

    def __init__(self, workspaces: Workspaces) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._workspaces = workspaces

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_others: object
    ) -> AuthorizeResult:
        try:
            found = await self._workspaces.get(team_id or "")
        except NotKnownYet:
            found = None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=found.token if found else None,
            bot_user_id=found.bot_user if found else None,
            bot_id=found.bot_id if found else None,
        )


async def _quietly(follow_up: Callable[[], Awaitable[None]]) -> None:
    try:
        await follow_up()
    except Exception as error:  # noqa: BLE001 - the answer is given; what fails now is told in the log only
        _log.error("follow_up_failed", kind=type(error).__name__)


def _told(ack: AsyncAck, status: int, body: Json | None = None) -> BoltResponse:
    """As it stands: `ack()` itself would look through every block once more."""
    headers: dict[str, str | Sequence[str]] = {"content-type": "application/json"} if body else {}
    ack.response = BoltResponse(status=status, body=json.dumps(body) if body else "", headers=headers)
    return ack.response
