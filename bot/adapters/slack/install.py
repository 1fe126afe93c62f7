"""Many workspaces: /slack/install sends an administrator to Slack, and Slack sends them back with a code.

Bolt's own flow, with our two stores behind it: tokens are sealed in our tables, and a state is a sealed word of some
minutes, of which no row is kept: whoever only looks at the address writes nothing. A cookie ties it to the browser, and
Slack's code works once. Only workspaces of the programme file may install, where it names any.
"""

import html
import logging
from typing import Any

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.adapters.slack.api import Api
from bot.adapters.slack.manifest import scopes as asked_for
from bot.adapters.slack.sdk_logging import QUIET
from bot.adapters.slack.workspaces import ManyWorkspaces
from bot.configuration.settings import Settings
from bot.ports.application import Installations, OutOfReach, Wording
from bot.ports.platform import SendError
from bot.surface import w

_log = structlog.get_logger("slack")

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
STATE_SECONDS = 600
# Slack's and Bolt's words; any other came with the address, which anybody can write.
_REASONS = frozenset(
    {
        "access_denied",
        "invalid_browser",
        "invalid_code",
        "invalid_scope",
        "invalid_state",
        "missing_code",
        "storage_error",
    }
)


class Install:
    def __init__(
        self,
        settings: Settings,
        api: Api,
        installations: Installations,
        workspaces: ManyWorkspaces,
        wording: Wording,
        teams: frozenset[str],
        *,
        emails: bool = False,
    ) -> None:
        assert settings.slack_client_secret is not None  # noqa: S101 - settings belong together
        self._wording = wording
        self.flow = AsyncOAuthFlow(
            client=api.web_client(),
            logger=QUIET,
            settings=AsyncOAuthSettings(
                client_id=settings.slack_client_id,
                client_secret=settings.slack_client_secret.get_secret_value(),
                scopes=sorted(asked_for(emails=emails)),
                user_scopes=[],
                redirect_uri=settings.peerline_public_url.rstrip("/") + BACK,
                install_page_rendering_enabled=False,
                authorization_url=settings.slack_api_url.rstrip("/").removesuffix("/api") + "/oauth/v2/authorize",
                installation_store=_Installed(api, installations, workspaces, teams),
                state_store=_States(installations),
                state_expiration_seconds=STATE_SECONDS,
                callback_options=AsyncCallbackOptions(success=self._succeeded, failure=self._failed),
                logger=QUIET,
            ),
        )

    def mount(self, app: web.Application) -> None:
        app.router.add_get(INSTALL, self._begin)
        app.router.add_get(BACK, self._back)

    async def _begin(self, request: web.Request) -> web.Response:
        try:
            return await to_aiohttp_response(await self.flow.handle_installation(await to_bolt_request(request)))
        except OutOfReach:
            return self._page(request.headers.get("Accept-Language", ""), "slack-install-later", 503)

    async def _back(self, request: web.Request) -> web.Response:
        try:
            return await to_aiohttp_response(await self.flow.handle_callback(await to_bolt_request(request)))
        except OutOfReach:
            return self._page(request.headers.get("Accept-Language", ""), "slack-install-later", 503)
        except Exception as error:  # noqa: BLE001 - Slack's answer got lost; no page and no log may hold the code
            _log.warning("not_installed", kind=type(error).__name__)
            return self._page(request.headers.get("Accept-Language", ""), "slack-install-failed", 502)

    # --- the pages, which Bolt asks for

    async def _succeeded(self, args: AsyncSuccessArgs) -> BoltResponse:
        return self._answer(args.request.headers, "slack-installed", 200)

    async def _failed(self, args: AsyncFailureArgs) -> BoltResponse:
        _log.warning("not_installed", why=args.reason if args.reason in _REASONS else "other")
        name = "slack-install-refused" if isinstance(args.error, NotOurs) else "slack-install-failed"
        status = 403 if isinstance(args.error, NotOurs) else args.suggested_status_code
        return self._answer(args.request.headers, name, status)

    def _answer(self, headers: dict[str, Any], name: str, status: int) -> BoltResponse:
        language = (headers.get("accept-language") or [""])[0]
        body = self._html(language, name)
        return BoltResponse(status=status, body=body, headers={"content-type": "text/html; charset=utf-8"})

    def _page(self, language: str, name: str, status: int) -> web.Response:
        return web.Response(text=self._html(language, name), status=status, content_type="text/html")

    def _html(self, accepted: str, name: str) -> str:
        language = "fr" if accepted.lower().startswith("fr") else "en"
        title, words = (html.escape(self._wording.text(w(each), language)) for each in ("slack-install-title", name))
        return (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
            f'<body style="font:1.1em sans-serif;max-width:36em;margin:4em auto"><h1>{title}</h1><p>{words}</p></body>'
        )


class NotOurs(BoltError):
    """The workspace is not in the programme file."""


class _Installed(AsyncInstallationStore):
    """Where Bolt's flow puts what Slack gave: sealed, and only the bot's own token."""

    def __init__(
        self, api: Api, installations: Installations, workspaces: ManyWorkspaces, teams: frozenset[str]
    ) -> None:
        self._api = api
        self._installations = installations
        self._workspaces = workspaces
        self._teams = teams

    @property
    def logger(self) -> logging.Logger:
        return QUIET

    async def async_save(self, installation: Installation) -> None:
        """Raises NotOurs, and gives the token back to Slack then."""
        team, token = installation.team_id or "", installation.bot_token or ""
        if not team or installation.is_enterprise_install or (self._teams and team not in self._teams):
            await self._give_back(token)
            raise NotOurs("not a workspace of this programme")
        expires = installation.bot_token_expires_at
        await self._installations.put(
            team,
            {
                "token": token,
                "bot_user": installation.bot_user_id or "",
                "bot_id": installation.bot_id or "",
                "enterprise": installation.enterprise_id or "",
                "refresh": installation.bot_refresh_token or "",
                "expires_at": float(expires) if expires else 0,
            },
        )
        self._workspaces.changed(team)
        _log.info("workspace_installed", count=1)

    async def _give_back(self, token: str) -> None:
        try:
            await self._api.call("auth.revoke", token)
        except SendError as error:
            _log.warning("token_not_revoked", kind=type(error).__name__)


class _States(AsyncOAuthStateStore):
    def __init__(self, installations: Installations) -> None:
        self._installations = installations

    @property
    def logger(self) -> logging.Logger:
        return QUIET

    async def async_issue(self, *_args: object, **_others: object) -> str:
        return await self._installations.issue_state(STATE_SECONDS)

    async def async_consume(self, state: str) -> bool:
        return await self._installations.is_state(state)
