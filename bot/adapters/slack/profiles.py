"""What Slack knows of a person that we need: language, name, picture, whether they are a guest, and the e-mail where a
site of the workspace asks for it. In memory only.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from cachetools import LRUCache

from bot.adapters.slack.api import Api
from bot.adapters.slack.workspaces import Workspace
from bot.ports.platform import SendError

FRESH_SECONDS = 6 * 3600.0
ANSWER_SECONDS = 0.4  # a slow Slack must not cost the person their answer
_MOST = 10_000
_LONGEST = 3000  # characters of a picture's address, as Slack takes them
_PICTURES = "avatars.slack-edge.com"  # where Slack keeps what people put up themselves; a drawn stand-in is elsewhere


@dataclass(frozen=True, slots=True)
class Profile:
    """`guest`: a guest of the workspace, or somebody from another one. `picture`: an https address of Slack's own."""

    locale: str = ""
    name: str = ""
    guest: bool = False
    bot: bool = False
    picture: str = ""
    email: str = field(default="", repr=False)  # confirmed, and of the workspace's own people only


UNKNOWN = Profile()


class Profiles:
    def __init__(
        self, api: Api, vouching: frozenset[str] = frozenset(), now: Callable[[], float] = time.monotonic
    ) -> None:
        """`vouching` are the workspaces with a site that asks for e-mails."""
        self._api = api
        self._vouching = vouching
        self._now = now
        self._known: LRUCache[tuple[str, str], tuple[float, Profile]] = LRUCache(_MOST)

    async def of(self, workspace: Workspace, user: str) -> Profile:
        """UNKNOWN where Slack does not say in time: they are served all the same, in the programme's language."""
        key = (workspace.team, user)
        known = self._known.get(key)
        if known is not None and known[0] > self._now():
            return known[1]
        try:
            answer = await asyncio.wait_for(
                self._api.call("users.info", workspace.token, user=user, include_locale="true"), ANSWER_SECONDS
            )
        except (SendError, TimeoutError):
            return known[1] if known else UNKNOWN
        profile = read_profile(answer.get("user"), workspace)
        if workspace.team not in self._vouching:
            profile = replace(profile, email="")
        self._known[key] = (self._now() + FRESH_SECONDS, profile)
        return profile

    def changed(self, team: str, user: str) -> None:
        """Ask again at the next occasion."""
        self._known.pop((team, user), None)


def read_profile(user: Any, workspace: Workspace) -> Profile:
    """From the `user` of users.info, as seen from our workspace."""
    if not isinstance(user, dict):
        return UNKNOWN
    shown = user.get("profile") if isinstance(user.get("profile"), dict) else {}
    name = user.get("real_name") or (shown or {}).get("real_name") or user.get("name") or ""
    guest = any(user.get(flag) is True for flag in ("is_restricted", "is_ultra_restricted", "is_stranger"))
    elsewhere = bool(user.get("team_id")) and user["team_id"] != workspace.team and not _is_sister(user, workspace)
    picture = "" if user.get("deleted") is True else _picture((shown or {}).get("image_192"))
    bot = user.get("is_bot") is True
    own = not (guest or elsewhere or bot or user.get("deleted") is True or user.get("is_email_confirmed") is False)
    email = str((shown or {}).get("email") or "") if own else ""
    return Profile(str(user.get("locale") or ""), str(name), guest or elsewhere, bot, picture, email)


def _is_sister(user: dict[str, Any], workspace: Workspace) -> bool:
    """Whether their home is another workspace of our own organisation (Enterprise Grid)."""
    theirs = user.get("enterprise_user")
    found = theirs.get("enterprise_id") if isinstance(theirs, dict) else None
    return bool(found) and workspace.enterprise in (None, found)


def _picture(address: Any) -> str:
    if not isinstance(address, str) or len(address) > _LONGEST:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if (parts.scheme, parts.netloc) == ("https", _PICTURES) else ""
