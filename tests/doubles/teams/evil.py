"""A host that is not Microsoft's. It answers kindly and remembers whether anybody gave it a token."""

from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Evil:
    """`url` is a serviceUrl to forge; the host name differs from the connector's, and the port too."""

    port: int = 0
    requests: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/ca/"

    def lookalike(self, service_host: str) -> str:
        """A URL that begins like the connector's and leads here: the true host stands where a user name would."""
        return f"http://{service_host}@localhost:{self.port}/ca/"

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_route("*", "/{rest:.*}", self._take)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        self.requests.append(f"{request.method} {request.path}")
        if token := request.headers.get("Authorization"):
            self.tokens.append(token)
        return web.json_response({"id": "1"}, status=201)
