"""What is behind a hash: everything that somebody with the keys could try."""

import base64
import binascii
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.loot import Happened, Json, Loot
from tests.attacks.thief.seals import Keys

# How the platforms tell an event apart from all others, with whoever did it in it. The first of each is what Peerline
# hashed once (docs/formats.md names what it hashes now).
_WITH_A_PERSON = {
    "slack": (
        "slack:{team}:press:{ts}:{user}:{action}",
        "slack:{team}:{ts}:{user}:{action}",
        "slack:{team}:{ts}:{user}",
        "slack:press:{ts}:{user}:{action}",
        "press:{ts}:{user}:{action}",
    ),
    "teams": ("teams:{team}:{chat} {activity}", "teams:{team}:{user} {activity}", "teams:{chat} {activity}"),
}


_HORIZON = 48 * 3600  # seconds: what is older, nobody tries


@dataclass(frozen=True)
class Known:
    """Who is behind a hash."""

    user: str
    row: Row
    text: str

    def __str__(self) -> str:
        return f"{self.row.table}: {self.text!r}, which is {self.user}"


def who_pressed(stolen: Stolen, keys: Keys, loot: Loot) -> Iterator[Known]:
    """Everybody is tried for every instant at which something happened.

    Which instants these are is given: a thief has to try each microsecond, which is a matter of minutes.
    """
    hashes = {
        cell: row
        for row in stolen.rows
        for cell in row.cells.values()
        if isinstance(cell, bytes) and len(cell) in (16, 32)
    }
    secrets = list(found_secrets(stolen, keys))
    for event in loot.happened:
        if not -_HORIZON < event.at - stolen.at < 0:
            continue
        for person in loot.directory:
            for text in _texts(event, person, loot):
                for secret in secrets:
                    digest = hmac.digest(secret, text.encode(), "sha256")
                    row = hashes.get(digest[:16]) or hashes.get(digest)
                    if row is not None:
                        yield Known(person["user"], row, text)


def _texts(event: Happened, person: Json, loot: Loot) -> Iterator[str]:
    """The event as each person would have caused it."""
    accounts = [(team, user) for platform, team, user in person["accounts"] if platform == event.platform]
    chats = loot.chats.get((person["user"], event.platform), ("",))
    for (team, user), chat, template in product(accounts, chats, _WITH_A_PERSON[event.platform]):
        yield template.format(team=team, user=user, chat=chat, ts=event.ts, action=event.action, activity=event.ts)


def found_secrets(stolen: Stolen, keys: Keys) -> Iterator[bytes]:
    """Whatever is sealed and may be a secret to hash with."""
    for row in stolen.rows:
        for _, plain in keys.opened(row):
            if len(plain) in (16, 32, 64):
                yield plain
        for _, leaf in keys.leaves(row):
            if isinstance(leaf, str) and 22 <= len(leaf) <= 128:
                for decode in (bytes.fromhex, base64.b64decode, base64.urlsafe_b64decode):
                    try:
                        raw = decode(leaf + ("" if decode is bytes.fromhex else "=" * (-len(leaf) % 4)))
                    except (ValueError, binascii.Error):
                        continue
                    if len(raw) in (16, 32, 64):
                        yield raw
    yield keys.derived("indexing")


def behind_indexes(
    stolen: Stolen, keys: Keys, loot: Loot, texts: Iterable[str] = ()
) -> dict[tuple[str, str], set[str]]:
    """By table and column, what is found in it by whoever computes the index of everything that is known: who works
    there, the database's own ids, and `texts`."""
    ids = {cell for row in stolen.rows for name, cell in row.cells.items() if isinstance(cell, str) and len(cell) >= 12}
    singles = {*loot.known, *ids, *texts}
    accounts = [tuple(each) for person in loot.directory for each in person["accounts"]]
    tried: list[tuple[str, ...]] = [(each,) for each in singles]
    tried += [account[-2:] for account in accounts] + accounts
    people = {str(row.cells["id"]) for row in stolen.tables.get("person", ())}
    tried += [(person, other) for person in people for other in singles if person != other and len(other) < 40]
    digests: dict[bytes, str] = {}
    for parts in tried:
        for purpose in keys.purposes if len(parts) != 2 else ("slot", "seat", "mark", "nominee"):
            digests[keys.index(purpose, *parts)] = f"{purpose} {parts}"
    found: dict[tuple[str, str], set[str]] = {}
    for row in stolen.rows:
        for column, cell in row.cells.items():
            if isinstance(cell, bytes) and cell[:16] in digests:
                found.setdefault((row.table, column), set()).add(digests[cell[:16]])
    return found
