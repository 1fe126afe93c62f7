"""What was carried away: the export, the directory of who works there, the database's files, and perhaps the keys."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.attacks.thief.files import Stolen, stolen
from tests.attacks.thief.seals import Keys

Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """One thing that was done to one message, in the chat of `user`."""

    at: float
    platform: str
    user: str
    message: str
    how: str
    body: Json

    @cached_property
    def strings(self) -> frozenset[str]:
        """Every string in it, however deep, JSON within strings too, whole and in pieces."""
        return frozenset(_strings(self.body))

    @cached_property
    def words(self) -> str:
        return " ".join(each for each in _strings(self.body) if " " in each)


@dataclass(frozen=True)
class Happened:
    """Something that a person did, without the person: what whoever tries every instant comes upon. `ts` is the
    platform's own word for when (Slack), or the id that it counts up (Teams)."""

    platform: str
    ts: str
    action: str

    @property
    def at(self) -> float:
        return float(self.ts) if self.platform == "slack" else float(self.ts) / 1000


@dataclass(frozen=True)
class Answer:
    """To mark a guess with, and never to guess from."""

    physician: str
    supporter: str
    passed: tuple[str, ...]
    outcome: str
    copies: str
    times: dict[str, float]


class Loot:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.directory: list[Json] = json.loads((folder / "directory.json").read_text(encoding="utf-8"))
        self._owners = {user: each["user"] for each in self.directory for _, _, user in each["accounts"]}

    @cached_property
    def export(self) -> list[Said]:
        lines = [json.loads(line) for line in (self.folder / "export.jsonl").read_text(encoding="utf-8").splitlines()]
        return [
            Said(
                float(each["at"]),
                each["platform"],
                self._owners[each["owner"]],
                each["message"],
                each["how"],
                each["body"],
            )
            for each in lines
            if each["owner"] in self._owners
        ]

    @cached_property
    def copies(self) -> dict[str, Stolen]:
        return stolen(self.folder)

    def keys(self, copy: Stolen) -> Keys:
        found = Keys.read(self.folder / "keys")
        found.take(copy)
        return found

    @cached_property
    def truth(self) -> list[Answer]:
        read = json.loads((self.folder / "truth.json").read_text(encoding="utf-8"))
        return [Answer(**each | {"passed": tuple(each["passed"])}) for each in read]

    @cached_property
    def erased(self) -> list[Json]:
        """Whoever was erased in the end, as the directory has them."""
        users = json.loads((self.folder / "erased.json").read_text(encoding="utf-8"))
        return [each for each in self.directory if each["user"] in users]

    @cached_property
    def happened(self) -> list[Happened]:
        read = json.loads((self.folder / "happened.json").read_text(encoding="utf-8"))
        return [Happened(**each) for each in read]

    @cached_property
    def chats(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """By person and platform, the ids of their conversations with the bot."""
        found: dict[tuple[str, str], set[str]] = {}
        for line in (self.folder / "export.jsonl").read_text(encoding="utf-8").splitlines():
            each = json.loads(line)
            if each["owner"] in self._owners:
                found.setdefault((self._owners[each["owner"]], each["platform"]), set()).add(each["chat"])
        return {key: tuple(sorted(chats)) for key, chats in found.items()}

    def copy(self, answer: Answer, when: str) -> Stolen:
        """`when`: open, waiting, after (an hour), later (a day)."""
        return self.copies[f"{answer.copies}-{when}"]

    @cached_property
    def quiet(self) -> list[Stolen]:
        """The copies that were made while no request was open, and no last word waited."""
        open_ = [(each.times["asked"], each.times["closed"] + 3600) for each in self.truth]
        copies = [copy for name, copy in self.copies.items() if name.endswith(("later", "end"))]
        return [copy for copy in copies if not any(start < copy.at < end for start, end in open_)]

    @property
    def supporters(self) -> list[str]:
        return [each["user"] for each in self.directory if each["supporter"]]

    @property
    def physicians(self) -> list[str]:
        return [each["user"] for each in self.directory if each["physician"]]

    @cached_property
    def known(self) -> frozenset[str]:
        """What any colleague can look up: names, addresses, accounts."""
        found: set[str] = set()
        for each in self.directory:
            found |= {each["name"], each["email"], each["user"]}
            for account in each["accounts"]:
                found |= set(account)
        for chats in self.chats.values():
            found |= set(chats)
        return frozenset(found)

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many people's chats a string stands."""
        held: dict[str, set[str]] = {}
        for said in self.export:
            for each in said.strings:
                held.setdefault(each, set()).add(said.user)
        return Counter({each: len(users) for each, users in held.items()})


_PIECES = re.compile(r"[A-Za-z0-9_+/=.:@-]+")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield str(name)
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value
        if value[:1] in "{[":
            with suppress(ValueError):
                yield from _strings(json.loads(value))
        for piece in _PIECES.findall(value):
            if piece != value:
                yield piece
    elif value is not None and not isinstance(value, bool):
        yield str(value)
