"""What `check` can find out about Slack: whether it answers, whose token it is, and what the token may do."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from bot.adapters.check_line import Line, fail, ok, warn
from bot.adapters.egress import reach, ways_of
from bot.adapters.slack.api import Api, Refused
from bot.adapters.slack.manifest import EMAIL_SCOPE, scopes
from bot.adapters.slack.signatures import BAD, OLD
from bot.configuration.settings import Settings
from bot.ports.platform import SendError, TokenDead

_FOR_EMAILS = " (users:read.email is there for vouched_email = true; without it no e-mail is vouched for)"


async def examine(
    settings: Settings, signatures: str, teams: frozenset[str], *, emails: bool = False
) -> AsyncIterator[Line]:
    """`signatures` is what the server noted of Slack's signatures; `teams` are the programme file's workspaces.
    `emails`: a site of theirs has vouched_email."""
    api = Api(settings.slack_api_url, ways_of(settings))
    try:
        if settings.slack_bot_token:
            async for each in _token(api, settings.slack_bot_token.get_secret_value(), teams, emails=emails):
                yield each
        if settings.slack_app_token:
            yield await _app_token(api, settings.slack_app_token.get_secret_value())
        for host, why in beside(settings).items():
            if found := await reach(api.pool(), f"https://{host}/", "Slack", "Slack", why):
                yield found
    finally:
        await api.close()
    if not settings.slack_app_token:
        yield _secret(signatures, spare=settings.slack_signing_secret_old is not None)
    if settings.slack_client_id:
        yield ok("Slack install", "workspaces install at /slack/install")


def beside(settings: Settings) -> dict[str, str]:
    """The other hosts of Slack's own, and what is lost without them; a test server has none."""
    domain = (urlsplit(settings.slack_api_url).hostname or "").removeprefix("www.")
    if domain not in ("slack.com", "slack-gov.com"):
        return {}
    hosts = {f"hooks.{domain}": "what a press is answered goes there", f"files.{domain}": "a report's chart goes there"}
    if settings.slack_app_token:
        hosts[f"wss-primary.{domain}"] = "Socket Mode is opened there"
    return hosts


async def _token(api: Api, token: str, teams: frozenset[str], *, emails: bool) -> AsyncIterator[Line]:
    what = "Slack token"
    try:
        answer, granted = await api.rights(token)
    except (TokenDead, Refused) as error:
        yield fail(what, f"Slack refuses SLACK_BOT_TOKEN ({error}); copy it again from OAuth & Permissions")
        return
    except SendError as error:
        yield fail("Slack", _silent(api, error))
        return
    yield ok("Slack", "answers")
    team = str(answer.get("team_id", ""))
    yield ok(what, "Slack knows it")
    wanted = scopes(emails=emails).keys()
    missing = sorted(wanted - granted)
    if missing:
        yield fail("Slack scopes",
            f"missing: {', '.join(missing)}; add them under OAuth & Permissions, then install the app again"
            + (_FOR_EMAILS if EMAIL_SCOPE.keys() & set(missing) else ""),
        )  # fmt: skip
    else:
        yield ok("Slack scopes", "all that is needed")
    extra = sorted(granted - wanted)
    if extra:
        yield warn("Slack scopes", f"more than needed: {', '.join(extra)}")
    if teams and team not in teams:
        yield fail("Slack workspace", f'no site of the programme file says slack_team = "{team}"')


async def _app_token(api: Api, token: str) -> Line:
    what = "Slack Socket Mode"
    try:
        await api.call("apps.connections.open", token)
    except (TokenDead, Refused) as error:
        return fail(what, f"Slack refuses SLACK_APP_TOKEN ({error}); expected an xapp- token with connections:write")
    except SendError as error:
        return fail(what, _silent(api, error))
    return ok(what, "a connection can be opened")


def _silent(api: Api, error: SendError) -> str:
    return f"{api.host} gave no answer of Slack's ({error}); is the network open to it? (SLACK_API_URL)"


def _secret(signatures: str, *, spare: bool) -> Line:
    """`spare`: the secret of before is still heard."""
    what = "Slack signing secret"
    if signatures == BAD:
        return fail(what, "Slack signs with another secret; copy SLACK_SIGNING_SECRET again from Basic Information "
            "and restart",
        )  # fmt: skip
    if not signatures:
        return warn(what, "not tried yet: no request of Slack has come since it was set")
    if signatures == OLD:
        return warn(what, "Slack still signs with SLACK_SIGNING_SECRET_OLD; leave both until it signs with the new one")
    if spare:
        return warn(what, "fits the requests that Slack sent; SLACK_SIGNING_SECRET_OLD can be taken away")
    return ok(what, "fits the requests that Slack sent")
