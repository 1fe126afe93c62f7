"""The double's doors and what is behind each."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.doubles.slack import api, hooks
from tests.doubles.slack.link import link
from tests.doubles.slack.oauth import authorize
from tests.doubles.slack.rates import Rates
from tests.doubles.slack.world import World


def make_application(world: World) -> web.Application:
    rates = Rates(lambda: world.clock())

    async def method(request: web.Request) -> web.StreamResponse:
        return await api.serve(world, rates, request)

    async def hook(request: web.Request) -> web.StreamResponse:
        return await hooks.respond(world, request)

    async def upload(request: web.Request) -> web.Response:
        return await hooks.receive(world, request)

    async def consent(request: web.Request) -> web.Response:
        return await authorize(world, request)

    async def socket(request: web.Request) -> web.StreamResponse:
        return await link(world, request)

    @web.middleware
    async def counted(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.path == "/link/":
            return await handler(request)
        world.busy += 1
        try:
            return await handler(request)
        finally:
            world.busy -= 1
            world.pulse += 1

    application = web.Application(middlewares=[counted], client_max_size=20_000_000)
    application.add_routes(
        [
            web.route("*", "/api/{method}", method),
            web.post("/hooks/{team}/{key}", hook),
            web.post("/upload/v1/{file}", upload),
            web.get("/oauth/v2/authorize", consent),
            web.get("/link/", socket),
        ]
    )
    return application
