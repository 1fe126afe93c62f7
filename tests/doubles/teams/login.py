"""The hosts that a bot asks before anything else: the Bot Framework's keys, and Entra for a token of its own.

They run in a thread of their own, since libraries ask them with blocking calls.
"""

import asyncio
from collections.abc import Callable
from uuid import uuid4

from aiohttp import web

from tests.doubles.teams.keys import KeyRing
from tests.doubles.teams.refusals import Refusal
from tests.doubles.teams.tokens import ISSUER
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
        found = {"issuer": ISSUER, "jwks_uri": f"{self.address()}/v1/.well-known/keys"}
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
        call.body = {name: value for name, value in form.items() if name != "client_secret"}
        status, error = self._judged(form, request.match_info["tenant"])
        if error:
            call.status, call.code = status, error
            return _denied(status, error)
        token = f"entra-{uuid4().hex}"
        self.world.tokens[token] = self.world.clock() + self.token_lasts
        lasts = {"expires_in": self.token_lasts, "ext_expires_in": self.token_lasts}
        return web.json_response({"token_type": "Bearer", **lasts, "access_token": token})

    def _judged(self, form: Json, tenant: str) -> tuple[int, str]:
        if tenant != self.world.tenant:
            return 400, "invalid_request"
        if form.get("grant_type") != "client_credentials":
            return 400, "unsupported_grant_type"
        if form.get("client_id") != self.world.app_id:
            return 400, "unauthorized_client"
        if form.get("client_secret") != self.world.app_password:
            return 401, "invalid_client"
        return (200, "") if form.get("scope") == self.world.scope else (400, "invalid_scope")


def _denied(status: int, error: str) -> web.Response:
    said = {
        "error": error,
        "error_description": f"AADSTS7000215: the double refuses: {error}.",
        "error_codes": [7000215],
    }
    return web.json_response(said, status=status)
