"""Slack and Teams: what the settings say about them. This version serves neither yet."""

from collections.abc import Iterator

from bot.checks.line import Line, Subject, ok, warn

_NOT_YET = "set, but this version of Peerline does not serve it yet"


def platforms(subject: Subject) -> Iterator[Line]:
    settings = subject.settings
    for what, configured in (("Slack", settings.slack), ("Teams", settings.teams)):
        yield warn(what, _NOT_YET) if configured else ok(what, "not configured")
