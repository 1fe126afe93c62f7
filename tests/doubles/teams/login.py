"""The hosts that a bot asks before anything else: the Bot Framework's keys, and Entra for a token of its own.

They run in a thread of their own, since libraries ask them with blocking calls.
"""

import asyncio
from collections.abc import Callable
from uuid import uuid4

import jwt
from aiohttp import web

from tests.doubles.teams.keys import KeyRing
from tests.doubles.teams.refusals import Refusal
from tests.doubles.teams.world import Call, Json, World

TOKEN_LASTS = 3599


class Login:
    def __init__(self, world: World, ring: KeyRing, address: Callable[[], str]) -> None:
        """`address` is where its callers know it to be."""
        self.address = address
        self.world = world
        self.ring = ring
        self.token_lasts = TOKEN_LASTS

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        app.router.add_get("/common/discovery/instance", self._instance)
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._authority)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_get("/metadata/identity/oauth2/token", self._identity)
        app.router.add_get("/msi/token", self._identity)
        return app

    async def _begin(self, operation: str, request: web.Request) -> tuple[Call, web.Response | None]:
        """Note the call; the planned fault's answer if there is one."""
        call = Call(operation, status=200)
        self.world.calls.append(call)
        fault = self.world.faults.take(operation)
        with self.world.working():
            await asyncio.sleep(fault.delay)
        if fault.drop:
            call.status = 0
            if request.transport:
                request.transport.abort()
            return call, web.Response()
        if fault.status:
            call.status, call.code = fault.status, fault.code
            if operation == "token" and fault.status < 500:
                return call, _denied(fault.status, fault.code or "invalid_client")
            return call, Refusal(fault.status, fault.code, retry_after=fault.retry_after).response()
        return call, None

    async def _metadata(self, request: web.Request) -> web.Response:
        _, trouble = await self._begin("metadata", request)
        found = {"issuer": self.world.framework, "jwks_uri": f"{self.address()}/v1/.well-known/keys"}
        algorithms = {"id_token_signing_alg_values_supported": ["RS256"]}
        return trouble or web.json_response({**found, **algorithms})

    async def _keys(self, request: web.Request) -> web.Response:
        _, trouble = await self._begin("keys", request)
        return trouble or web.json_response({"keys": [key.published() for key in self.ring.published]})

    async def _instance(self, request: web.Request) -> web.Response:
        _, trouble = await self._begin("discovery", request)
        where = f"{self.address()}/{self.world.tenant}/v2.0/.well-known/openid-configuration"
        return trouble or web.json_response({"tenant_discovery_endpoint": where, "metadata": []})

    async def _authority(self, request: web.Request) -> web.Response:
        _, trouble = await self._begin("discovery", request)
        base = f"{self.address()}/{request.match_info['tenant']}"
        found = {
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
        }
        return trouble or web.json_response({**found, "issuer": f"{base}/v2.0"})

    async def _token(self, request: web.Request) -> web.Response:
        call, trouble = await self._begin("token", request)
        if trouble:
            return trouble
        form: Json = dict(await request.post())
        call.body = {name: value for name, value in form.items() if name not in ("client_secret", "client_assertion")}
        status, error = self._judged(form, request.match_info["tenant"])
        if error:
            call.status, call.code = status, error
            return _denied(status, error)
        token = self._drawn()
        lasts = {"expires_in": self.token_lasts, "ext_expires_in": self.token_lasts}
        return web.json_response({"token_type": "Bearer", **lasts, "access_token": token})

    async def _identity(self, request: web.Request) -> web.Response:
        """Of a virtual machine, or of App Service, whose callers show what only the app's own process knows."""
        _, trouble = await self._begin("token", request)
        if trouble:
            return trouble
        machine = request.path.startswith("/metadata") and request.headers.get("Metadata") == "true"
        service = request.path == "/msi/token" and request.headers.get("X-IDENTITY-HEADER") == self.world.app_password
        version = "2018-02-01" if machine else "2019-08-01"
        asked = {"api-version": version, "resource": self.world.framework, "client_id": self.world.app_id}
        if not (machine or service) or dict(request.query) != asked or "X-Forwarded-For" in request.headers:
            return _denied(400, "invalid_request")
        return web.json_response({"access_token": self._drawn(), "expires_in": "86399", "token_type": "Bearer"})

    def _drawn(self) -> str:
        token = f"entra-{uuid4().hex}"
        self.world.tokens[token] = self.world.clock() + self.token_lasts
        return token

    def _proved(self, form: Json, tenant: str) -> bool:
        shown = form.get("client_assertion")
        if shown is None:
            return form.get("client_secret") == self.world.app_password
        if form.get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer":
            return False
        return shown == self.world.federated or self._signed(shown, f"{self.address()}/{tenant}/oauth2/v2.0/token")

    def _signed(self, shown: str, url: str) -> bool:
        """By a certificate of the registration, for this address, and for ten minutes at most."""
        try:
            key = self.world.certificates[jwt.get_unverified_header(shown)["x5t#S256"]]
            claims = jwt.decode(
                shown, key, algorithms=["PS256"], audience=url, options={"require": ["exp", "nbf", "jti"]}
            )
        except (jwt.PyJWTError, KeyError):
            return False
        ours = claims["iss"] == claims["sub"] == self.world.app_id
        return bool(ours and claims["exp"] - claims["nbf"] <= 600)

    def _judged(self, form: Json, tenant: str) -> tuple[int, str]:
        if tenant != self.world.tenant:
            return 400, "invalid_request"
        if form.get("grant_type") != "client_credentials":
            return 400, "unsupported_grant_type"
        if form.get("client_id") != self.world.app_id:
            return 400, "unauthorized_client"
        if not self._proved(form, tenant):
            return 401, "invalid_client"
        return (200, "") if form.get("scope") == self.world.scope else (400, "invalid_scope")


def _denied(status: int, error: str) -> web.Response:
    said = {
        "error": error,
        "error_description": f"AADSTS7000215: the double refuses: {error}.",
        "error_codes": [7000215],
    }
    return web.json_response(said, status=status)
