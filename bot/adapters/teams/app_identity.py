"""How the app shows that it is itself, and is given a token: a secret, a certificate, or the machine's own identity."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from aiohttp import ClientResponse

from bot.adapters.egress import Told
from bot.adapters.teams.certificate import Certificate, read_certificate
from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.http import Http
from bot.configuration.settings import Settings

Json = dict[str, Any]
REFUSED = (400, 401, 403)
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class AppIdentity(Protocol):
    """`setting` is where an administrator looks when it is refused; `host` is who is asked."""

    setting: str
    host: str
    old: str = ""  # the setting of the secret of before, where one is named
    by_old: bool = False  # whether that one alone was taken, when last asked

    def useless(self) -> str:
        """Why it proves nothing just now, as far as we can tell without asking; "" otherwise."""
        return ""

    async def ask(self) -> tuple[int, Json]:
        """Entra's answer: a status, and what is in it if it is one. Raises one of NO_ANSWER, and ValueError."""
        ...


def app_identity_of(settings: Settings, endpoints: Endpoints, http: Http) -> AppIdentity:
    """Of the one that the settings name. Raises BadCertificate."""
    if settings.teams_certificate is not None:
        return _ByCertificate(read_certificate(settings.teams_certificate), settings.teams_app_id, endpoints, http)
    if settings.azure_federated_token_file is not None and settings.teams_managed_identity:
        token = settings.azure_federated_token_file
        return _AtEntra(
            "TEAMS_MANAGED_IDENTITY", settings.teams_app_id, endpoints, http, lambda: _asserted(_text(token))
        )
    if settings.teams_managed_identity:
        return _OfTheMachine(settings, endpoints, http)
    return _BySecret(settings.teams_passwords, settings.teams_app_id, endpoints, http)


class _AtEntra(AppIdentity):
    """`shown` is what proves it, made anew for each question."""

    def __init__(
        self, setting: str, app_id: str, endpoints: Endpoints, http: Http, shown: Callable[[], dict[str, str]]
    ) -> None:
        self.setting = setting
        self.host = urlsplit(endpoints.token_url).hostname or ""
        self._app_id = app_id
        self._endpoints = endpoints
        self._http = http
        self._shown = shown

    async def ask(self) -> tuple[int, Json]:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._app_id,
            "scope": f"{self._endpoints.audience}/.default",
        } | self._shown()
        async with self._http.session.post(self._endpoints.token_url, data=form, allow_redirects=False) as answer:
            return answer.status, await _json(answer)


class _BySecret(_AtEntra):
    """`secrets`: the newest first. One that was made just now takes Entra a while, and one of before ends on a day."""

    def __init__(self, secrets: Sequence[str], app_id: str, endpoints: Endpoints, http: Http) -> None:
        super().__init__(
            "TEAMS_APP_PASSWORD", app_id, endpoints, http, lambda: {"client_secret": secrets[self.by_old]}
        )  # fmt: skip
        self.old = "TEAMS_APP_PASSWORD_OLD" if len(secrets) > 1 else ""

    async def ask(self) -> tuple[int, Json]:
        self.by_old = False
        answer = await super().ask()
        if self.old and answer[0] in REFUSED and answer[1]:
            self.by_old = True
            answer = await super().ask()
        return answer


class _ByCertificate(_AtEntra):
    def __init__(self, certificate: Certificate, app_id: str, endpoints: Endpoints, http: Http) -> None:
        super().__init__(
            "TEAMS_CERTIFICATE", app_id, endpoints, http,
            lambda: _asserted(certificate.assertion(app_id, endpoints.token_url)),
        )  # fmt: skip
        self._certificate = certificate

    def useless(self) -> str:
        why = self._certificate.useless(datetime.now(UTC))
        return f"the certificate: {why}" if why else ""


class _OfTheMachine(AppIdentity):
    """A user-assigned managed identity, of App Service or Container Apps where they name an endpoint, else of a virtual
    machine. Neither is reached by a proxy (egress.py)."""

    setting = "TEAMS_MANAGED_IDENTITY"

    def __init__(self, settings: Settings, endpoints: Endpoints, http: Http) -> None:
        asked = {"resource": endpoints.audience, "client_id": settings.teams_app_id}
        if settings.identity_endpoint and settings.identity_header:
            self._url = settings.identity_endpoint
            self._headers = {"X-IDENTITY-HEADER": settings.identity_header.get_secret_value()}
            self._asked = asked | {"api-version": "2019-08-01"}
        else:
            self._url, self._headers = endpoints.identity_url, {"Metadata": "true"}
            self._asked = asked | {"api-version": "2018-02-01"}
        self.host = urlsplit(self._url).hostname or ""
        self._http = http

    async def ask(self) -> tuple[int, Json]:
        session = self._http.session
        async with session.get(self._url, params=self._asked, headers=self._headers, allow_redirects=False) as answer:
            return answer.status, await _json(answer)


def _asserted(token: str) -> dict[str, str]:
    return {"client_assertion_type": _ASSERTION, "client_assertion": token}


def _text(path: Path) -> str:
    """Azure writes it anew every hour."""
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise Told(f"AZURE_FEDERATED_TOKEN_FILE cannot be read: {error.strerror or 'it is no file'}") from None


async def _json(answer: ClientResponse) -> Json:
    """Nothing of a page: whoever refuses us says so in JSON too."""
    try:
        plain: Any = await answer.json(content_type=None)
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}
