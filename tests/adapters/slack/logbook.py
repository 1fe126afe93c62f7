"""Everything that anybody writes while a story is played: every logger at every level, and our own lines."""

import logging
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog


class Logbook(logging.Handler):
    """`lines` holds each record as text: its message with the arguments, the traceback, every attribute."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        written = logging.Formatter("%(message)s").format(record)
        self.lines.append(f"{record.name} {record.levelname} {written} {record.__dict__}")

    def ours(self, _logger: Any, level: str, event: MutableMapping[str, Any]) -> str:
        """structlog's last processor."""
        self.lines.append(f"structlog {level} {dict(event)}")
        raise structlog.DropEvent

    def says(self, *words: str) -> bool:
        return any(all(word in line for word in words) for line in self.lines)

    def never(self, *words: str) -> None:
        for word in words:
            found = [line for line in self.lines if word in line]
            assert not found, f"{word!r} was written down: {found[0][:400]}"


@contextmanager
def written() -> Iterator[Logbook]:
    """The root logger at DEBUG, and every logger there is listened to, even where it hands nothing upwards."""
    book = Logbook()
    root = logging.getLogger()
    level, known = root.level, [root, *_loggers()]
    root.setLevel(logging.DEBUG)
    for logger in known:
        logger.addHandler(book)
    structlog.configure(processors=[structlog.processors.format_exc_info, book.ours])
    try:
        yield book
    finally:
        root.setLevel(level)
        for logger in {*known, *_loggers()}:
            logger.removeHandler(book)
        structlog.reset_defaults()


def _loggers() -> list[logging.Logger]:
    return [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
