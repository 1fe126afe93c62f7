"""The Slack that is on 127.0.0.1: start it, people it, break it, look at what it saw."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp import web
from yarl import URL

from tests.doubles.slack.channels import Sight
from tests.doubles.slack.events import Events
from tests.doubles.slack.faults import Fault
from tests.doubles.slack.grants import Visitor
from tests.doubles.slack.people import User
from tests.doubles.slack.person import Person
from tests.doubles.slack.web import make_application


class Slack(Events):
    """`async with Slack() as slack:`. Set `app_url`, or `socket_mode`, before anybody acts."""

    def __init__(self) -> None:
        super().__init__()
        self._runner: web.AppRunner | None = None
        self._persons: dict[tuple[str, str], Person] = {}

    # --- standing

    async def __aenter__(self) -> "Slack":
        self._runner = web.AppRunner(make_application(self), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        _, port = self._runner.addresses[0][:2]
        self.base_url = f"http://127.0.0.1:{port}/api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.cut_sockets()
        await self.put_down()
        if self._runner is not None:
            await self._runner.cleanup()

    async def opens_another(self) -> tuple[int, str]:
        """One more port with the same API behind it, and its address: what comes in there tells who calls."""
        assert self._runner is not None
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = int(self._runner.addresses[-1][1])
        return port, f"http://127.0.0.1:{port}/api/"

    @property
    def authorize_url(self) -> str:
        return f"{self.base_url.removesuffix('api/')}oauth/v2/authorize"

    async def settled(
        self, *, quiet: float = 0.05, patience: float = 60.0, busy: Callable[[], bool] = lambda: False
    ) -> None:
        """Wait until nothing has been under way for `quiet` seconds; `busy` may speak for the app's own tasks."""
        loop = asyncio.get_running_loop()
        give_up, seen, since = loop.time() + patience, self.pulse, loop.time()
        while (under_way := self.busy or busy()) or self.pulse != seen or loop.time() - since < quiet:
            if under_way or self.pulse != seen:
                seen, since = self.pulse, loop.time()
            await asyncio.sleep(0.002)
            assert loop.time() < give_up, f"still busy after {patience} seconds: {self.calls[-3:]}"

    # --- people

    def person(self, team: str, user: str, name: str = "", **about: Any) -> Person:
        """The person, made if there is none; `about` is what User holds: locale, tz, is_restricted ..."""
        space = self.workspace(team)
        if user not in space.users:
            space.users[user] = User(team, user, name or f"{user.title()} Fictional", **about)
        if (team, user) not in self._persons:
            self._persons[team, user] = Person(self, team, user)
        return self._persons[team, user]

    def seen_by(self, user: str, team: str = "") -> list[Sight]:
        """Everything that this person's screen ever showed, each version of it."""
        return [each for each in self.sights if each.user in (user, "*") and team in ("", each.team)]

    # --- browsing

    async def visit(self, url: str, team: str, user: str, *, allows: bool = True) -> tuple[int, str]:
        """A browser: follows redirects, keeps cookies, answers the consent page."""
        self.visitor = Visitor(team, user, allows)
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=URL(url).origin())
        async with aiohttp.ClientSession(cookie_jar=jar) as browser, browser.get(url) as response:
            return response.status, await response.text()

    # --- failures

    def fail(self, method: str, **how: Any) -> Fault:
        """Plan a failure (see Fault). `stop()` on the answer ends it."""
        fault = Fault(method, **how)
        self.faults.planned.append(fault)
        return fault

    def outage(self, status: int = 503) -> Fault:
        """Every method fails until `stop()`."""
        return self.fail("*", times=None, status=status)

    # --- sockets

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask each connection to make way for a new one."""
        for wire in [*self.sockets]:
            await wire.ask_to_leave(reason)

    async def cut_sockets(self) -> None:
        """Close each connection without a word."""
        for wire in [*self.sockets]:
            await wire.cut()
