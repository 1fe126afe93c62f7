"""The Bot Framework connector over our own HTTP client: create, post, edit.

botbuilder's connector builds a client for every turn (4 ms), asks for a token each time on the event loop, and repeats
nothing. This is the few calls that we need, with one session, one cached token, pacing and repetition.
"""

import asyncio
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from yarl import URL

from bot.adapters.egress import NEVER_LEFT, NO_ANSWER, trouble
from bot.adapters.teams.connector_errors import AGAIN, Lost, why
from bot.adapters.teams.credentials import Credentials
from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.http import Http
from bot.adapters.teams.rate_limit import RateLimit
from bot.adapters.teams.references import Posted
from bot.ports.platform import Ambiguous, Permanent, SendError, Temporary, Throttled

Json = dict[str, Any]

PATIENCE = 12.0  # seconds from the first try to the last; the outbox repeats what takes longer
FIRST_PAUSE = 0.5
TRIES = 5
LONGEST_WAIT = 24 * 3600.0  # seconds that we let the service ask for
_LARGEST = 64 * 1024  # of an answer


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    said: str
    retry_after: float | None
    body: Json


class Connector:
    """Raises SendError and Lost. `credentials` is None for a local emulator, which wants none."""

    def __init__(
        self,
        http: Http,
        endpoints: Endpoints,
        credentials: Credentials | None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._endpoints = endpoints
        self._credentials = credentials
        self._monotonic = monotonic
        self._pace = RateLimit(monotonic)

    async def create(self, service_url: str, tenant: str, bot: str, user: str) -> str:
        """The id of the one-to-one conversation; Teams gives the same one each time."""
        body: Json = {
            "isGroup": False,
            "bot": {"id": bot},
            "members": [{"id": user}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        # To create one twice does no harm, so that an answer that did not come is no riddle.
        answer = await self._call("POST", service_url, "/v3/conversations", f"create {user}", body, posts=False)
        return _id(answer)

    async def member(self, service_url: str, conversation: str, user: str) -> Json:
        """What Teams knows of somebody in this conversation."""
        path = f"/v3/conversations/{_part(conversation)}/members/{_part(user)}"
        return await self._call("GET", service_url, path, f"member {user}", None, posts=False)

    async def post(self, service_url: str, conversation: str, message: Json) -> Posted:
        path = f"/v3/conversations/{_part(conversation)}/activities"
        answer = await self._call("POST", service_url, path, conversation, message, posts=True)
        return Posted(service_url, conversation, _id(answer))

    async def edit(self, posted: Posted, message: Json) -> None:
        path = f"/v3/conversations/{_part(posted.conversation)}/activities/{_part(posted.activity)}"
        await self._call("PUT", posted.service_url, path, posted.conversation, message, posts=False)

    # --- one call, as often as it makes sense

    async def _call(
        self, method: str, service_url: str, path: str, lane: str, body: Json | None, *, posts: bool
    ) -> Json:
        if not self._endpoints.serves(service_url):
            raise Permanent("not a service of Microsoft's")
        url = URL(service_url.rstrip("/") + path, encoded=True)
        until = self._monotonic() + PATIENCE
        renewed = False
        for attempt in range(TRIES):
            await self._turn(lane, until)
            token = await self._credentials.token() if self._credentials else ""
            answer = await self._try(method, url, token, body, posts=posts)
            if isinstance(answer, SendError):
                problem: SendError | Lost = answer
                pause = self._pause(attempt, None)
                again = isinstance(answer, Temporary)
            elif answer.status < 300:
                return answer.body
            else:
                pause = self._pause(attempt, answer.retry_after)
                problem = why(answer.status, answer.said, posts=posts, retry_after=pause)
                again = answer.status in AGAIN
            if isinstance(answer, _Answer) and answer.status == 401 and self._credentials and not renewed:
                self._credentials.refused(token)
                renewed = True
                continue
            if not again or attempt == TRIES - 1 or self._monotonic() + pause > until:
                raise problem
            await asyncio.sleep(pause)
        raise Temporary("tried too often")

    async def _turn(self, lane: str, until: float) -> None:
        while (wait := self._pace.wait(lane)) > 0:
            if self._monotonic() + wait > until:
                raise Throttled(wait)
            await asyncio.sleep(wait)

    async def _try(self, method: str, url: URL, token: str, body: Json | None, *, posts: bool) -> _Answer | SendError:
        """One request. A redirect is an answer like any other: our token is for this address only."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._http.session.request(
                method, url, json=body, headers=headers, allow_redirects=False
            ) as answer:
                raw = await answer.content.read(_LARGEST)
                return _Answer(
                    answer.status,
                    raw.decode("utf-8", "replace") if answer.status >= 300 else "",
                    _seconds(answer.headers.get("Retry-After")),
                    _json(raw) if answer.status < 300 else {},
                )
        except NEVER_LEFT as error:
            return Temporary(trouble(error))  # nobody was there: nothing can have arrived
        except NO_ANSWER as error:
            name = trouble(error)
            return Ambiguous(name) if posts else Temporary(name)

    def _pause(self, attempt: int, asked: float | None) -> float:
        """What the service asks for, else doubling; with jitter, so that not everybody comes back at once."""
        return max(FIRST_PAUSE * 2.0**attempt, asked or 0.0) * random.uniform(1.0, 1.25)  # noqa: S311 - no secret


def _seconds(header: str | None) -> float | None:
    try:
        return min(max(float(header), 0.0), LONGEST_WAIT) if header else None
    except ValueError:
        return None  # a date, which this service does not send


def _json(raw: bytes) -> Json:
    try:
        plain = json.loads(raw) if raw else {}
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}


def _id(answer: Json) -> str:
    found = answer.get("id")
    if not isinstance(found, str) or not found:
        raise Ambiguous("an answer without an id")
    return found


def _part(name: str) -> str:
    return quote(name, safe="")
