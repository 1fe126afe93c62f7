"""The way in over HTTP: nothing is parsed before its signature is good, and nothing that is refused leaves a trace.

Bolt would log the body of what it refuses, answer 500 to what it cannot read, and take any workspace for ours. So the
signature, the shape and the workspace are looked at here, before Bolt sees anything.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.adapters.slack.inbound import is_org_wide, known_shape, team_of, text
from bot.adapters.slack.listeners import Listeners
from bot.adapters.slack.signatures import Signatures
from bot.adapters.slack.workspaces import NotKnownYet, Workspace, Workspaces
from bot.errors import PeerlineError
from bot.ports.application import Drawer, Json

_log = structlog.get_logger("slack")

LARGEST = 256 * 1024  # bytes; Slack's own payloads stay far below
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
_DO_NOT_REPEAT = {"X-Slack-No-Retry": "1"}
_FAREWELLS = frozenset({"app_uninstalled", "tokens_revoked"})


@dataclass(frozen=True, slots=True)
class Refusal(PeerlineError):
    """`why` is one of our own words, never a word of the body."""

    status: int
    why: str


class HttpEndpoint:
    def __init__(self, listeners: Listeners, workspaces: Workspaces, drawer: Drawer, secrets: Sequence[str]) -> None:
        """`secrets`: the newest first."""
        self._listeners = listeners
        self._signatures = Signatures(drawer)
        self._workspaces = workspaces
        self._verifiers = [SignatureVerifier(each) for each in secrets]

    async def receive(self, request: web.Request) -> web.Response:
        """POST /slack/events."""
        try:
            payload = await self._payload(request)
            await admitted(self._workspaces, payload)
        except Refusal as refusal:
            _log.warning("refused", why=refusal.why)
            return web.json_response({"error": refusal.why}, status=refusal.status, headers=_DO_NOT_REPEAT)
        except NotKnownYet:
            return web.json_response({"error": "try_again"}, status=503)
        again = {name: value for name, value in request.headers.items() if name.lower().startswith("x-slack-retry")}
        status, body = await self._listeners.hear(payload, again)
        if not body:
            return web.Response(status=status)
        return web.Response(status=status, body=body.encode(), content_type="application/json", charset="utf-8")

    async def _payload(self, request: web.Request) -> Json:
        if request.content_length is not None and request.content_length > LARGEST:
            raise Refusal(413, "too_large")
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            raise Refusal(413, "too_large") from None
        if len(body) > LARGEST:
            raise Refusal(413, "too_large")
        stamp, signature = (request.headers.get(f"X-Slack-{name}", "") for name in ("Request-Timestamp", "Signature"))
        fits = self._fits(body, stamp, signature)
        if fits is None:
            self._signatures.bad(stamp, signature)
            raise Refusal(401, "bad_signature")
        self._signatures.good(old=fits > 0)
        return read(body, request.content_type)

    def _fits(self, body: bytes, stamp: str, signature: str) -> int | None:
        """Which of the secrets it was signed with; None for none of them."""
        if not (stamp.isascii() and stamp.isdecimal() and signature.isascii()):
            return None
        try:
            fitting = (place for place, each in enumerate(self._verifiers) if each.is_valid(body, stamp, signature))
            return next(fitting, None)
        except (ValueError, UnicodeError):
            return None


def read(body: bytes, content_type: str) -> Json:
    """The payload of a signed body: JSON of an event, a form of a command, or JSON in a form. Raises Refusal."""
    if content_type not in {JSON, FORM}:
        raise Refusal(415, "unknown_content_type")
    try:
        written = body.decode("utf-8")
        plain = _form(written) if content_type == FORM else json.loads(written)
    except (ValueError, RecursionError):
        raise Refusal(400, "unreadable") from None
    return readable(plain)


def readable(plain: Any) -> Json:
    """The same payload, with a mark in place of each half of a character: no database and no wire takes one, and
    somebody whose sentence was cut there is answered all the same. Raises Refusal."""
    if not isinstance(plain, dict):
        raise Refusal(400, "unreadable")
    try:
        written = json.dumps(plain, ensure_ascii=False)
        if written.isascii():
            return plain
        whole = written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return plain if whole == written else dict(json.loads(whole))
    except (ValueError, RecursionError):
        raise Refusal(400, "unreadable") from None


def _form(written: str) -> Any:
    """Raises ValueError; also for a field that is there twice, since nobody can tell which one is meant."""
    fields = parse_qsl(written, keep_blank_values=True, errors="strict", max_num_fields=100)
    form = dict(fields)
    if len(form) < len(fields):
        raise ValueError("a field twice")
    return json.loads(form["payload"]) if "payload" in form else form


async def admitted(workspaces: Workspaces, payload: Json) -> Workspace | None:
    """The workspace that this belongs to; None where none is named by nature. Raises Refusal and NotKnownYet."""
    if text(payload, "type") == "url_verification" or text(payload, "ssl_check") == "1":  # Slack tries the address
        return None
    team = team_of(payload)
    if not known_shape(team):
        raise Refusal(400, "no_workspace")
    if text(payload, "event", "type") in _FAREWELLS:  # its token may be dead and forgotten by now
        return None
    found = await workspaces.get(team)
    if found is None:
        raise Refusal(403, "not_our_workspace")
    if is_org_wide(payload):
        raise Refusal(403, "org_wide_install")
    return found
