"""JSON lines on standard error with a closed list of keys: the others are dropped, so no identity gets in (rule 12)."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "code",
        "kind",
        "where",
        "why",
        "copy",
        "attempts",
        "looks",
        "address",
        "path",  # of a file of the operator's: settings name it, and it names nobody
        "count",
        "seconds",
        "version",
        "digest",  # of the programme file
    }
)


def configure(level: str = "INFO") -> None:
    """Once, at the start of a command. `level` is for our own lines; libraries get a word from WARNING on."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _allow,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.handlers = [_Bare(logging.WARNING)]
    root.setLevel(logging.WARNING)


def _allow(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: value for key, value in event.items() if key in ALLOWED}


class _Bare(logging.Handler):
    """A library's record becomes its logger's name and the kind of error: its words may hold anything, even a body.

    The handler has the level and not the loggers, so that no library can talk itself into more.
    """

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname
        structlog.get_logger().warning("library", logger=record.name, kind=kind)
