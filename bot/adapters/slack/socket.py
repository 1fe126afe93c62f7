"""Socket Mode: the same listeners, and no public address. Each envelope is acknowledged when it was acted on, and so is
one that nobody can ever act on: Slack would bring it again and again.
"""

import asyncio
import json
from typing import Any

import structlog
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.adapters.background import Background
from bot.adapters.slack.api import Api
from bot.adapters.slack.http_endpoint import Refusal, admitted, readable
from bot.adapters.slack.listeners import Listeners
from bot.adapters.slack.sdk_logging import QUIET
from bot.adapters.slack.workspaces import NotKnownYet, Workspaces
from bot.ports.platform import SendError

_log = structlog.get_logger("slack")

PING_SECONDS = 10.0
LONGEST_WAIT = 60.0  # between two tries to connect


class Socket:
    def __init__(
        self, listeners: Listeners, workspaces: Workspaces, api: Api, app_token: str, ping: float = PING_SECONDS
    ) -> None:
        self._listeners = listeners
        self._workspaces = workspaces
        self._api = api
        self._app_token = app_token
        self._ping = ping
        self._client: SocketModeClient | None = None
        self._connecting: asyncio.Future[None] | None = None
        self._answering = Background()

    async def start(self) -> None:
        """Connecting goes on by itself until it succeeds; Slack may be out of reach just now."""
        client = SocketModeClient(
            app_token=self._app_token, logger=QUIET, web_client=self._api.web_client(), ping_interval=self._ping
        )
        await client.aiohttp_client_session.close()
        client.proxy, client.aiohttp_client_session = None, self._api.ways.session()
        client.message_listeners.append(self._came)
        self._client = client
        self._connecting = asyncio.ensure_future(self._connect(client))

    async def _connect(self, client: SocketModeClient) -> None:
        """Until Slack lets us; each refusal is said, with the wait that follows it."""
        wait = 1.0
        while not client.closed:
            try:
                await self._api.call("apps.connections.open", self._app_token)
                break
            except SendError as error:
                _log.error("socket_refused", kind=type(error).__name__, why=str(error), seconds=wait)
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        await client.connect()  # type: ignore[no-untyped-call]
        _log.warning("socket_connected")

    async def is_connected(self) -> bool:
        return self._client is not None and await self._client.is_connected()

    async def stop(self) -> None:
        if self._connecting is not None:
            self._connecting.cancel()
        if self._client is not None:
            await self._client.close()  # type: ignore[no-untyped-call]
        await self._answering.ended()

    async def _came(self, client: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None = None) -> None:
        """A slow envelope keeps nobody else waiting, and the end waits for it. What has no id is no envelope."""
        if isinstance(message.get("envelope_id"), str):
            self._answering.begin(self._answer(client, message))

    async def _answer(self, client: AsyncBaseSocketModeClient, envelope: dict[str, Any]) -> None:
        num = envelope.get("retry_attempt")
        again = {"x-slack-retry-num": str(num)} if num else {}
        try:
            payload = readable(envelope.get("payload"))
            await admitted(self._workspaces, payload)
        except Refusal as refusal:
            _log.warning("refused", why=refusal.why)
            status, body = refusal.status, ""
        except NotKnownYet:
            return
        else:
            status, body = await self._listeners.hear(payload, again)
        if status >= 500:
            return  # not acknowledged: Slack delivers it again
        answer: dict[str, Any] | None = json.loads(body) if body and status == 200 else None
        try:
            await client.send_socket_mode_response(SocketModeResponse(envelope["envelope_id"], answer))
        except Exception as error:  # noqa: BLE001 - the connection was replaced meanwhile: it comes again
            _log.warning("not_acknowledged", kind=type(error).__name__)
