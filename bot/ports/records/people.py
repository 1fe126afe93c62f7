"""People as flows see them: who they are, how we know it, what they were trained in, and their end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.people import Person, Role, Standing, Training
from bot.surface import Account


class People(Protocol):
    def get(self, person_id: str) -> Person:
        """Raises LookupError for somebody who is no longer there."""
        ...

    def by_account(self, account: Account) -> Person | None: ...
    def by_email(self, email: str) -> Person | None: ...
    def with_role(self, role: Role, site: str | None = None) -> list[Person]:
        """Everybody with this role, at one site or at all."""
        ...

    def accounts(self, person_id: str) -> list[Account]:
        """The working accounts of a person."""
        ...

    def roster_accounts(self, person_id: str) -> list[Account]:
        """The same without those that an e-mail alone made theirs, which would tell who has come."""
        ...

    def every_account(self, person_id: str) -> list[Account]:
        """Those that are out of reach too."""
        ...

    def add(self, person: Person, account: Account) -> Person:
        """A guest who is known from now on; whoever has the account, if anybody does."""
        ...

    def attach(self, person_id: str, account: Account, language: str = "", *, vouched: bool = False) -> None:
        """Give this account to this person. `vouched`: by an e-mail alone; it goes again with what it came for."""
        ...

    def put(self, person: Person) -> Person:
        """Keep what the list says of somebody, new with the id ""; their standing stays as it is."""
        ...

    def add_absent(self, person: Person) -> Person:
        """Somebody who asks without any account."""
        ...

    def absent(self) -> list[str]:
        """The ids of everybody who asked without any account and whose request is open."""
        ...

    def unlisted(self, person_id: str) -> bool:
        """Whether this is somebody on no roster, who is known here only because they asked. False for whoever is not
        there at all."""
        ...

    def forget(self, person_id: str) -> None:
        """Delete somebody on no roster, with their accounts and cards. Raises ValueError for anybody else."""
        ...

    def save_standing(self, person_id: str, standing: Standing) -> None: ...
    def forget_older_matches(self, today: date) -> None:
        """Of everybody: what is older than twelve months counts for nothing any more."""
        ...

    def save(self, person: Person) -> None:
        """Keep what is true of somebody by now, their standing too. Read them under `lock` first. Raises Conflict."""
        ...

    def set_language(self, account: Account, language: str) -> bool: ...
    def locale(self, account: Account) -> str:
        """What the platform last said of their language, where that is kept (physician/retention.py); or ""."""
        ...

    def set_locale(self, account: Account, locale: str) -> None: ...
    def set_conversation(self, account: Account, conversation: str) -> bool:
        """Where the platform wants this account's messages; "" for nowhere. False: nobody here has this account."""
        ...

    def remembered_without_role(self) -> list[str]:
        """The ids of whoever has no role and a locale, a conversation or a vouched account."""
        ...

    def let_go(self, person_id: str, *, accounts: bool = True) -> None:
        """Forget locale and conversation of all their accounts; with `accounts` also those that an e-mail alone made
        theirs."""
        ...

    def without_tick(self) -> None:
        """Let go of the accounts that an e-mail alone made somebody's who has a role by now: no role comes that way."""
        ...

    def account_gone(self, account: Account) -> None: ...
    def account_back(self, account: Account) -> None: ...
    def lock(self, person_id: str) -> None:
        """Hold this person's row until the transaction ends: counts of limits are read under it."""
        ...


class Trainings(Protocol):
    """Who was trained when (R51, R52). Nothing here knows of support given."""

    def of(self, person_id: str) -> list[Training]:
        """Oldest first."""
        ...

    def add(self, person_id: str, training: Training) -> None: ...
    def remove(self, person_id: str, training_id: str) -> Training | None:
        """What was removed; None for one that is not theirs."""
        ...


class Joining(Protocol):
    """Two who turn out to be one (rule 18)."""

    def may_join(self, other_id: str, person_id: str) -> bool:
        """False while each of them has an open request, or each a call-back: neither may lose the way to it."""
        ...

    def join(self, other_id: str, person_id: str) -> bool:
        """Whatever is `other_id`'s is `person_id`'s from now on: request, call-back, cards, deadlines, marks, seats,
        training, accounts, and wherever they are named. The other, who must be on no roster, is no more.

        False, and nothing has changed, where `may_join` says so. Raises ValueError for somebody on the roster.
        """
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """An account whose vouched e-mail is that of somebody with a role. `ticked`: a coordinator said that it is them."""

    id: str
    person: str
    account: Account
    ticked: bool = False


class Claims(Protocol):
    def add(self, person_id: str, account: Account) -> Claim:
        """Raises Conflict where there is one for this account."""
        ...

    def get(self, claim_id: str) -> Claim | None: ...
    def of_account(self, account: Account) -> Claim | None: ...
    def waiting(self) -> list[Claim]:
        """Of every site, those that nobody has ticked."""
        ...

    def tick(self, claim: Claim) -> Claim:
        """Raises Conflict where somebody was quicker."""
        ...

    def concerning(self, person_id: str, accounts: Collection[Account]) -> list[Claim]:
        """Whoever may be this person, and whom these accounts may be."""
        ...

    def forget(self, claim: Claim) -> None: ...


class Erasures(Protocol):
    def erase(self, person_id: str, stranger: Person, *, waits: bool) -> str:
        """Delete every row of this person, and keep a mark for a restore. Nothing of theirs is open by now.

        With `waits` their accounts and last words stay with `stranger`, whose id is returned; else "". Raises
        LookupError."""
        ...
