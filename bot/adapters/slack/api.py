"""Calls to Slack's Web API: one shared connection pool, one more try where a connection was dead and a
second call can do no harm, and errors from the closed list."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.adapters.egress import DIRECT, NEVER_LEFT, NO_ANSWER, Status, Unlike, Ways, trouble
from bot.adapters.slack.sdk_logging import QUIET
from bot.ports.platform import Ambiguous, Permanent, SendError, Temporary, Throttled, TokenDead, Unreachable, Vanished

Json = dict[str, Any]
T = TypeVar("T")

SECONDS = 10.0
# Methods that only read take their arguments in the address; the others as JSON.
_READS = frozenset({"users.info", "conversations.history", "auth.test", "files.getUploadURLExternal"})
_CREATES = frozenset({"chat.postMessage"})
# Not to be repeated where a connection broke. Everything else may be: it changes nothing, or comes to the same; to the
# second try of a dialog that opened with the first Slack says no, since its trigger is spent.
_ONCE = _CREATES | {"files.completeUploadExternal"}
# A connection that stood ready and was dead: what went into it may have arrived, and mostly has not.
_BROKEN = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError, ConnectionError, asyncio.IncompleteReadError)
_RETRY_AFTER = 30.0  # where Slack says "too fast" and not for how long

_KINDS: tuple[tuple[type[SendError], frozenset[str]], ...] = (
    (
        Unreachable,
        frozenset({
            "user_disabled", "user_not_found", "users_not_found", "user_not_visible", "cannot_dm_bot", "is_archived",
            "channel_not_found", "not_in_channel", "restricted_action", "user_is_bot", "not_allowed_to_dm_user",
        }),
    ),
    (
        TokenDead,
        frozenset({
            "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "missing_scope",
            "no_permission", "org_login_required", "ekm_access_denied", "team_access_not_granted", "access_denied",
            "not_allowed_token_type", "invalid_client_id", "bad_client_secret", "messages_tab_disabled",
        }),
    ),
    (Vanished, frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})),
    (Temporary, frozenset({"request_timeout", "service_unavailable", "team_added_to_org"})),
)  # fmt: skip
_OF = {code: kind for kind, codes in _KINDS for code in codes}
# Slack itself says of these that part of the work may have been done.
_UNSURE = frozenset({"internal_error", "fatal_error"})


class Refused(Permanent):
    """Slack refused what was asked. `code` is Slack's own word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _Client(AsyncWebClient):
    """Its calls go our ways: neither the environment nor a session of its own is asked."""

    def __init__(self, pool: Callable[[], aiohttp.ClientSession], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.proxy = None
        self._pool = pool

    async def _request(self, **arguments: Any) -> Json:
        self.session = self._pool()
        answer: Json = await super()._request(**arguments)
        return answer

    async def oauth_v2_access(self, **arguments: Any) -> AsyncSlackResponse:
        """The client's own secret goes as a field: the SDK's way to send it is one that aiohttp is about to drop."""
        return await self.api_call("oauth.v2.access", data={k: v for k, v in arguments.items() if v is not None})


class Api:
    """`base_url` is SLACK_API_URL. Close it once."""

    def __init__(self, base_url: str, ways: Ways = DIRECT) -> None:
        self.ways = ways
        self._base_url = base_url.rstrip("/") + "/"
        self._session: aiohttp.ClientSession | None = None
        self._clients: dict[str, AsyncWebClient] = {}

    @property
    def host(self) -> str:
        return urlsplit(self._base_url).hostname or ""

    async def call(self, method: str, token: str, **arguments: Any) -> Json:
        """Slack's answer. Raises SendError: Refused with Slack's word where none of the other kinds fits."""
        answer = await self._call(method, token, arguments)
        return answer.data if isinstance(answer.data, dict) else {}

    async def rights(self, token: str) -> tuple[Json, set[str]]:
        """Whose token it is, and its scopes. Raises SendError."""
        answer = await self._call("auth.test", token, {})
        granted = str(_header(answer.headers, "x-oauth-scopes"))
        return answer.data if isinstance(answer.data, dict) else {}, {each.strip() for each in granted.split(",")} - {
            ""
        }

    async def _call(self, method: str, token: str, arguments: Json) -> AsyncSlackResponse:
        how = {"params": arguments, "http_verb": "GET"} if method in _READS else {"json": arguments}
        again = method not in _ONCE
        try:
            return await _twice(lambda: self._client(token).api_call(method, **how), again=again)
        except SlackApiError as error:
            raise _refusal(error, creates=method in _CREATES) from None
        except NEVER_LEFT as error:
            raise Temporary(trouble(error)) from None
        except (*NO_ANSWER, asyncio.IncompleteReadError) as error:
            # It broke after something was sent: of a post nobody knows whether it arrived.
            raise (Ambiguous if method in _CREATES else Temporary)(trouble(error)) from None

    async def exchange(self, client_id: str, secret: str, **arguments: Any) -> Json:
        """oauth.v2.access. Raises SendError."""
        try:
            answer = await self._client("").oauth_v2_access(client_id=client_id, client_secret=secret, **arguments)
        except SlackApiError as error:
            raise _refusal(error, creates=False) from None
        except NO_ANSWER as error:
            raise Temporary(trouble(error)) from None
        return answer.data if isinstance(answer.data, dict) else {}

    async def upload(self, token: str, name: str, data: bytes, alt: str) -> str:
        """The id of a file that is in no channel yet. Raises SendError."""
        place = await self.call(
            "files.getUploadURLExternal", token, filename=name, length=str(len(data)), alt_txt=alt[:1000]
        )
        try:
            async with self.pool().post(str(place.get("upload_url", "")), data=data) as answer:
                if answer.status >= 400:
                    raise Temporary(f"upload {answer.status}")
        except (*NO_ANSWER, ValueError) as error:
            raise Temporary(trouble(error)) from None
        file = str(place.get("file_id", ""))
        await self.call("files.completeUploadExternal", token, files=[{"id": file, "title": name}])
        return file

    async def respond(self, response_url: str, body: Json) -> None:
        """Answer through the address that came with a press or command: five times within half an hour."""

        async def once() -> int:
            async with self.pool().post(response_url, json=body) as answer:
                return answer.status

        try:
            status = await _twice(once, again=True)
            if status >= 400:
                raise Refused(f"response_url_{status}")
        except (*NO_ANSWER, ValueError) as error:
            raise Temporary(trouble(error)) from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        self._session = None
        self._clients.clear()

    def web_client(self) -> AsyncWebClient:
        """For the parts of Bolt that want a client of their own. It may be made before the event loop runs."""
        return _Client(self.pool, base_url=self._base_url, timeout=int(SECONDS), retry_handlers=[], logger=QUIET)

    def pool(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = self.ways.session(timeout=aiohttp.ClientTimeout(total=SECONDS, connect=3.0))
        return self._session

    def _client(self, token: str) -> AsyncWebClient:
        if token not in self._clients:
            self._clients[token] = _Client(
                self.pool,
                token=token or None,
                base_url=self._base_url,
                # Their default tries again after a lost connection: a message would be posted twice. The outbox looks.
                retry_handlers=[],
                logger=QUIET,
            )
        return self._clients[token]


async def _twice(call: Callable[[], Awaitable[T]], *, again: bool) -> T:
    """Once more, at once, where the connection broke and `again` says that it may be."""
    try:
        return await call()
    except NEVER_LEFT:
        raise
    except _BROKEN:
        if not again:
            raise
        return await call()


def _refusal(error: SlackApiError, *, creates: bool) -> SendError:
    answer = error.response
    status = int(getattr(answer, "status_code", None) or getattr(answer, "status", None) or 0)
    data = getattr(answer, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or code in {"ratelimited", "rate_limited", "message_limit_exceeded"}:
        return Throttled(_seconds(getattr(answer, "headers", None)))
    if code in _OF:
        return _OF[code](code)
    if status >= 500 or code in _UNSURE or not code:
        said = str(Status(status) if status >= 500 or code else Unlike("Slack"))
        return Ambiguous(said) if creates else Temporary(said)
    return Refused(code)


def _seconds(headers: Any) -> float:
    """Retry-After, which Slack gives in whole seconds."""
    try:
        return max(1.0, float(_header(headers, "retry-after") or _RETRY_AFTER))
    except ValueError:
        return _RETRY_AFTER


def _header(headers: Any, name: str) -> str:
    """Header names come in any case, and the SDK hands them over as it got them."""
    for key, value in dict(headers or {}).items():
        if key.lower() == name:
            return str(value[0] if isinstance(value, list) else value)
    return ""
