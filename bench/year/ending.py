"""Nothing is erased while somebody's "nobody has reached me" is young, unless it is their own wish (rule 16)."""

from datetime import datetime, timedelta

from bench.year.asked import Asked
from bench.year.broken import Broken
from bench.year.facts import Did
from bench.year.waits import CLAIM, SILENT

# What ends it by the physician's own word, or by a coordinator who has phoned them.
_THEIR_WORD = frozenset({"withdraw-yes", "done-yes", "decided-yes"})
_BY_HAND = "escalation-close"


class Endings:
    def __init__(self) -> None:
        self._young: dict[str, datetime] = {}  # requests that were closed in this step, and when they were denied

    def closed(self, asked: Asked, at: datetime) -> None:
        if asked.denied_at is not None and at < asked.denied_at + SILENT and not _has_said_so_since(asked, at):
            self._young[asked.id] = asked.denied_at

    def done(self, did: Did) -> None:
        verb = getattr(did.event, "verb", "")
        if verb in _THEIR_WORD or verb == _BY_HAND:
            self._young.pop(getattr(did.event, "token", "").partition(":")[0], None)

    def stepped(self, now: datetime) -> None:
        """Raises Broken."""
        for request, denied_at in self._young.items():
            days = (now - denied_at) / timedelta(days=1)
            raise Broken(
                f"it was erased {days:.0f} days after the physician said that nobody reached them", now, request
            )


def _has_said_so_since(asked: Asked, at: datetime) -> bool:
    """The supporter said again that they are in touch, the physician was asked, and did not deny it."""
    claimed = asked.connected_at
    return claimed is not None and asked.denied_at is not None and claimed > asked.denied_at and at >= claimed + CLAIM
