"""The libraries' loggers, shut: Bolt writes the body of a refused request at INFO, the SDK every request at DEBUG.

What goes wrong here is told by our own lines, which hold no word of a person (rule 12).
"""

import logging

_NEVER = logging.CRITICAL + 1


class _Nothing(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 - the signature is logging's
        return False


def _shut(name: str) -> logging.Logger:
    logger = logging.getLogger(name)
    logger.setLevel(_NEVER)
    logger.propagate = False
    logger.filters[:] = [_Nothing()]  # Bolt copies level and filters to the loggers that it makes
    return logger


QUIET = _shut("peerline.slack.libraries")
for _name in ("slack_bolt", "slack_sdk"):
    _shut(_name)
