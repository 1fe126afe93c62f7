"""A rule that was not kept: what, which request, when."""

from collections.abc import Callable
from datetime import datetime

from bench.year.waking import ZONE


class Broken(Exception):
    def __init__(self, what: str, at: datetime, request: str = "") -> None:
        where = f", request {request}" if request else ""
        super().__init__(f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}{where}: {what}")

    def __reduce__(self) -> tuple[Callable[[str], "Broken"], tuple[str]]:
        """On its way out of another process it is its sentence."""
        return _from_text, (str(self),)


def _from_text(text: str) -> Broken:
    return Broken.__new__(Broken, text)
