"""Bodies bent out of shape, each in another way, as a broken client or a proxy could send them."""

import json
import random
from copy import deepcopy
from typing import Any

Json = dict[str, Any]

LONE = ("\ud800", "\udfff", "a\udc00b")
_STRANGE: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 2**53, 10**400, float("inf"), float("nan")),
    *("", " ", "\x00", "0", "en-CA", "-", "\u202e", "💥" * 40, "x" * 301, "x" * 5_000, "28:", "f:", *LONE),
    *("event_callback", "block_actions", "view_submission", "url_verification", "app_rate_limited", "tokens_revoked"),
    *("im", "home", "modal", "bot_message", "U0ADA", "T0LAKE", "E0HEALTH", "D0", "copy-0", "true", "1", "|0", "ask@0"),
    *("msteams", "message", "invoke", "task/fetch", "task/submit", "adaptiveCard/action", "installationUpdate"),
    *("conversationUpdate", "add", "remove-upgrade", "composeExtension/query", "signin/verifyState"),
    "https://smba.trafficmanager.net/teams/",
    *([], [None], [[]], {}, {"id": {}}, {"id": []}, {"": ""}, [{}] * 30),
    *({"peerline": {}}, {"peerline": {"verb": [], "token": {}, "version": "1"}}),
)
_KEYS = (
    "id",
    "type",
    "name",
    "value",
    "data",
    "action",
    "peerline",
    "verb",
    "form",
    "several",
    "opener",
    "text",
    "from",
    "user",
    "team",
    "team_id",
    "event",
    "authorizations",
    "enterprise",
    "channel",
    "view",
    "actions",
    "subtype",
    "ssl_check",
)


def bent(rng: random.Random, activity: Json) -> bytes:
    """One body; mostly JSON still, and mostly an activity."""
    if rng.random() < 0.9:
        made = misshapen(rng, activity)
        return json.dumps(made, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")
    return broken(rng, json.dumps(activity).encode())


def misshapen(rng: random.Random, plain: Json) -> Json:
    """A copy with one to three places that are something else."""
    made = deepcopy(plain)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        _bend(rng, made)
    return made


def _bend(rng: random.Random, made: Json) -> None:
    node, key = rng.choice(_places(made))
    match rng.randrange(6):
        case 0 | 1:
            node[key] = deepcopy(rng.choice(_STRANGE))
        case 2:
            del node[key]
        case 3 if isinstance(node[key], str):
            node[key] = rng.choice((node[key] + rng.choice(LONE), node[key][:-1], node[key].upper(), node[key] * 7))
        case 4 if isinstance(node, dict):
            node[rng.choice((*_KEYS, *LONE))] = deepcopy(rng.choice((*_STRANGE, node[key])))
        case _:
            other, there = rng.choice(_places(made))
            node[key] = deepcopy(other[there])


def broken(rng: random.Random, raw: bytes) -> bytes:
    """Cut, or with a byte that does not belong there."""
    at = rng.randrange(len(raw))
    match rng.randrange(5):
        case 0:
            return raw[:at]
        case 1:
            return raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :]
        case 2:
            return raw[:at] + rng.choice((b"\xed\xa0\x80", b"\xff", b"\x00", b"\\ud800", b'"', b"}")) + raw[at:]
        case 3:
            return rng.choice((b"", b"null", b"[]", b"7", b"[" * 5_000, b'{"type":' * 3_000, b"\xef\xbb\xbf" + raw))
        case _:
            return raw[at:] + raw[:at]


def _places(of: Any) -> list[tuple[Any, Any]]:
    """Every key of every object and every index of every list in it."""
    found: list[tuple[Any, Any]] = []
    waiting = [of]
    while waiting:
        node = waiting.pop()
        inside = list(node.items()) if isinstance(node, dict) else list(enumerate(node))
        found += [(node, key) for key, _ in inside]
        waiting += [each for _, each in inside if isinstance(each, dict | list) and each]
    return found or [({"": ""}, "")]
