"""Pictures, a report's chart: uploaded as a file of the bot's own that is in no channel, then shown in a card."""

import asyncio
import base64
import hashlib

from cachetools import FIFOCache

from bot.adapters.slack.api import Api
from bot.adapters.slack.blocks import Uploaded
from bot.adapters.slack.workspaces import Workspace
from bot.ports.platform import Permanent, SendError
from bot.surface import Picture

_REMEMBERED = 200
SECONDS = 8.0  # for an upload and its two calls; the card itself still has to go out in the outbox's half minute


class Pictures:
    def __init__(self, api: Api) -> None:
        self._api = api
        self._uploaded: FIFOCache[tuple[str, str], str] = FIFOCache(_REMEMBERED)

    async def upload(self, workspace: Workspace, picture: Picture, alt: str) -> Uploaded:
        """Raises Permanent, whatever the reason: who cannot have the picture gets its words, and not nothing. Slow
        counts as not at all; nothing is posted yet, so that giving up leaves nothing behind that anybody sees."""
        key = (workspace.team, hashlib.sha256(picture.png.encode()).hexdigest())
        if key not in self._uploaded:
            data = base64.b64decode(picture.png)
            try:
                async with asyncio.timeout(SECONDS):
                    self._uploaded[key] = await self._api.upload(workspace.token, "chart.png", data, alt)
            except (SendError, TimeoutError) as error:
                raise Permanent(f"no picture: {type(error).__name__}") from None
        return Uploaded(picture.png, picture.alt, self._uploaded[key])
