"""One message in a playground chat."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.surface import Card


class Author(StrEnum):
    BOT = "bot"
    ME = "me"


@dataclass(frozen=True, slots=True)
class Message:
    """A card of the bot, or what a person typed (then `card` is None). `at` is the time of the first post.

    The card is kept in words and becomes text when it is looked at, in `language` and `timezone`.
    """

    ref: str
    user: str
    slot: str
    author: Author
    at: datetime
    card: Card | None = None
    text: str = ""
    language: str = "en"
    timezone: str = "UTC"
    edited: int = 0
