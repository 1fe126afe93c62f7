"""Slack and Teams: whether they know us, and what we may do there."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from bot.adapters.egress import DIRECT, ways_of
from bot.adapters.slack.diagnostics import examine
from bot.adapters.slack.signatures import NOTE
from bot.cli.checks.line import Line, Subject, fail, ok, warn
from bot.configuration.settings import NOTHING_TO_SERVE, Settings
from bot.core.policy import OpenTo
from storage.database.transaction import reading
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork

_ENDPOINTS = {"Slack": "/slack/events", "Teams": "/api/messages"}


def network(subject: Subject) -> Iterator[Line]:
    """How calls leave this machine; each platform tells below what it could not reach that way."""
    settings = subject.settings
    ways = ways_of(settings)
    if not (settings.slack or settings.teams) or ways == DIRECT:
        return
    proxy = f"by the proxy {ways.https.host}:{ways.https.port}" if ways.https else "directly"
    exempt = f", but for {ways.exempt}" if ways.https and ways.exempt else ""
    trusted = f"; the authorities in {ways.authorities} are trusted too" if ways.authorities else ""
    yield ok("network", f"calls go out {proxy}{exempt}{trusted}")


def chat(subject: Subject) -> Iterator[Line]:
    """One of the two suffices, and `serve` does not start with neither."""
    settings = subject.settings
    if not (settings.slack or settings.teams):
        yield fail("chat", NOTHING_TO_SERVE)
    elif not settings.slack:
        yield ok("Slack", "not configured")
    elif not settings.teams:
        yield ok("Teams", "not configured")


def slack(subject: Subject) -> Iterator[Line]:
    if not subject.settings.slack:
        return
    named = _named(subject, "slack")
    emails = bool(subject.programme and subject.programme.vouching("slack"))
    found = examine(subject.settings, _fact(subject, f"slack:{NOTE}"), named, emails=emails)
    yield from _looked(subject, "Slack", "slack_team", named, found)


def teams(subject: Subject) -> Iterator[Line]:
    if not subject.settings.teams:
        return
    from bot.adapters.teams.diagnostics import examine as examine_teams  # botbuilder takes a second to import

    named = _named(subject, "teams")
    yield from _looked(subject, "Teams", "teams_tenant", named, examine_teams(subject.settings, named))


def _named(subject: Subject, platform: str) -> frozenset[str]:
    return subject.programme.teams(platform) if subject.programme else frozenset()


def _looked(subject: Subject, what: str, key: str, named: frozenset[str], found: AsyncIterator[Line]) -> Iterator[Line]:
    async def every() -> list[Line]:
        return [line async for line in found]

    yield from asyncio.run(every())
    yield from _homeless(subject, what, key, named)
    yield from without_address(subject.settings, what)


def without_address(settings: Settings, what: str) -> Iterator[Line]:
    """Of an address that is set the settings say whether it can be one."""
    if what in settings.callers and not settings.peerline_public_url:
        yield fail(
            what, f"PEERLINE_PUBLIC_URL is not set; without an https:// address {what} cannot reach {_ENDPOINTS[what]}"
        )


def certificate(settings: Settings) -> Iterator[Line]:
    """Whether the app's certificate is over, or soon; where it cannot be read somebody else says so."""
    if settings.teams_certificate is not None:
        from bot.adapters.teams.diagnostics import lifetime

        if found := lifetime(settings):
            yield found


def _homeless(subject: Subject, what: str, key: str, named: frozenset[str]) -> Iterator[Line]:
    """F12: whoever comes from a place that no site names, and is on no roster, reads that no programme is here."""
    programme = subject.programme
    if programme is None or named:
        return
    open_to = {site.policy.open_to for site in programme.sites.values()}
    if OpenTo.WORKSPACE in open_to:
        yield fail(what, f"no site has a {key}: whoever is on no roster is told that there is no programme here")
    else:
        yield warn(what, f"no site has a {key}: whoever is on no roster cannot be shown their own site's number")


def _fact(subject: Subject, name: str) -> str:
    """What the server noted down; "" where nothing can be read."""
    if subject.database is None or subject.keys is None:
        return ""
    with reading(subject.database) as link:
        return UnitOfWork(link, Keyring(subject.keys.current()), subject.now).ledger.fact(name)
