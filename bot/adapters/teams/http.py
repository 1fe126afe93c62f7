"""One HTTP client for everything that goes out: keys, tokens and the connector."""

import aiohttp

from bot.adapters.egress import DIRECT, Ways

_TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)


class Http:
    """The session belongs to the running loop; it is made when it is first wanted."""

    def __init__(self, ways: Ways = DIRECT) -> None:
        self._ways = ways
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = self._ways.session(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
