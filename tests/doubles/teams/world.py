"""Everything that the double knows. The connector changes it, the people act in it, the tests read it."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.doubles.teams.accounts import Account
from tests.doubles.teams.chats import Conversation
from tests.doubles.teams.faults import Faults
from tests.doubles.teams.throttle import Throttle

Json = dict[str, Any]
FRAMEWORK = "https://api.botframework.com"


@dataclass
class Call:
    """One request to a login host or the connector as it came in; `status` 0 means that it was dropped."""

    operation: str
    user: str = ""
    conversation: str = ""
    activity: str = ""
    body: Json = field(default_factory=dict)
    status: int = 0
    code: str = ""


class World:
    app_id = "11111111-2222-4333-8444-555555555555"
    app_password = "secret-of-the-double"
    tenant = "TENANT-1"
    framework = FRAMEWORK  # who signs what is delivered, and whom a bot's token is for; each cloud has its own
    government = False  # a GCC tenant: the public service address is refused

    def __init__(self) -> None:
        self.clock: Callable[[], float] = time.time
        self.service_url = ""
        self.accepts_entra_ids = True
        self.certificates: dict[str, Any] = {}  # thumbprint (SHA-256, base64url) -> public key, as in the registration
        self.federated = ""  # the token that a workload's own identity shows
        self.accounts: dict[str, Account] = {}
        self.conversations: dict[str, Conversation] = {}
        self.tokens: dict[str, float] = {}
        self.faults = Faults()
        self.throttle = Throttle()
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.busy = 0
        self.pulse = 0
        self._counting = threading.Lock()  # the login hosts have a thread of their own
        self._numbers = itertools.count(int(time.time() * 1000))

    @property
    def scope(self) -> str:
        return f"{self.framework}/.default"

    @property
    def bot(self) -> Json:
        return {"id": f"28:{self.app_id}", "name": "Peerline"}

    def number(self) -> str:
        """An activity id as Teams draws them: milliseconds, never given twice."""
        return str(next(self._numbers))

    def account(self, user: str) -> Account | None:
        """By 29: id, or by Entra object id where the switch `accepts_entra_ids` says so."""
        if user in self.accounts or not self.accepts_entra_ids:
            return self.accounts.get(user)
        return next((each for each in self.accounts.values() if each.aad == user), None)

    def personal(self, user: str) -> Conversation:
        """The person's chat with the bot; made if there is none or the last one was lost."""
        for each in self.conversations.values():
            if each.kind == "personal" and each.members == [user] and not each.lost:
                return each
        return self.start("personal", self.accounts[user].tenant, [user])

    def start(self, kind: str, tenant: str, members: list[str]) -> Conversation:
        shape = {"personal": "a:1{}", "groupChat": "19:{}@thread.v2", "channel": "19:{}@thread.tacv2"}[kind]
        made = Conversation(shape.format(uuid4().hex), tenant, members, kind)
        self.conversations[made.id] = made
        return made

    def owner(self, conversation: str) -> str:
        """Whose personal chat it is; "" for a group or an unknown one."""
        found = self.conversations.get(conversation)
        return found.members[0] if found and found.kind == "personal" else ""

    @contextmanager
    def working(self) -> Iterator[None]:
        """Something is in flight: `settled` waits for it."""
        with self._counting:
            self.busy += 1
        try:
            yield
        finally:
            with self._counting:
                self.busy -= 1
                self.pulse += 1
