"""oauth.v2.access: a code for a token, and a refresh token for its successor. Both work once."""

import secrets
from uuid import uuid4

from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.grants import Grant
from tests.doubles.slack.methods.call import Call, Json, Method

LASTS = 43_200.0  # twelve hours


async def access(call: Call) -> Json:
    world = call.world
    if call.text("client_id") != world.client_id:
        raise Refusal("invalid_client_id")
    if not secrets.compare_digest(call.text("client_secret"), world.client_secret):
        raise Refusal("bad_client_secret")
    if call.text("grant_type") == "refresh_token":
        grant = world.refreshes.pop(call.text("refresh_token"), None)
        if grant is None:
            raise Refusal("invalid_refresh_token")
    else:
        grant = _by_code(call)
    return _installed(call, grant)


def _by_code(call: Call) -> Grant:
    grant = call.world.codes.get(call.needed("code", "invalid_code"))
    if grant is None:
        raise Refusal("invalid_code")
    if grant.used:
        raise Refusal("code_already_used")
    if grant.redirect_uri != call.text("redirect_uri"):
        raise Refusal("bad_redirect_uri")
    grant.used = True
    return grant


def _installed(call: Call, grant: Grant) -> Json:
    world = call.world
    space = world.workspace(grant.team, installed=False)
    space.token = world.issue_token(space.id, grant.scopes, lasts=LASTS if space.rotates else None)
    answer: Json = {
        "app_id": world.app_id,
        "authed_user": {"id": grant.user},
        "scope": ",".join(grant.scopes),
        "token_type": "bot",
        "access_token": space.token,
        "bot_user_id": space.bot_user,
        "team": {"id": space.id, "name": space.name},
        "enterprise": space.organisation,
        "is_enterprise_install": False,
    }
    if space.rotates:
        space.refresh_token = f"xoxe-1-{uuid4().hex}"
        world.refreshes[space.refresh_token] = grant
        answer |= {"expires_in": int(LASTS), "refresh_token": space.refresh_token}
    return answer


METHODS = {"oauth.v2.access": Method(access, token="")}
