"""Who is known, as the import compares a file with them: read once, in as many statements whatever the number."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.amending import digest, email_in_the_file
from bot.core.likeness import plain
from bot.core.people import Person
from bot.core.request import OfferState, RequestState
from bot.surface import Account
from storage.transactions.unit_of_work import UnitOfWork

Walk = Callable[[Iterable[Person], int], Iterable[Person]]  # so that somebody can be shown how far it is


def as_it_is(people: Iterable[Person], _length: int) -> Iterable[Person]:
    return people


@dataclass(frozen=True, slots=True)
class Known:
    people: Mapping[str, Person]
    by_email: Mapping[str, Person]
    owners: Mapping[Account, str]  # of every account, also of one that is gone
    working: Mapping[str, tuple[Account, ...]]  # by person
    vouched: frozenset[Account]  # an e-mail alone made them theirs: the file has yet to say so
    changed: Mapping[str, Person]  # by the digest of the e-mail that was changed in the chat

    def by_this_email(self, email: str) -> Person | None:
        """By the one that they have, or that they had before it was changed in the chat."""
        return self.by_email.get(plain(email)) or self.changed.get(digest(email))

    def owner(self, account: Account) -> Person | None:
        found = self.owners.get(account)
        return None if found is None else self.people[found]

    def accounts(self, person_id: str) -> tuple[Account, ...]:
        return self.working.get(person_id, ())

    def given(self, person_id: str) -> tuple[Account, ...]:
        """By a file, or by themselves; the others would tell who has come."""
        return tuple(account for account in self.accounts(person_id) if account not in self.vouched)


NOBODY = Known({}, {}, {}, {}, frozenset(), {})


@dataclass(slots=True)
class Waits:
    """Who has something open. Only the import asks, and never tells of whom it is so."""

    asking: set[str] = field(default_factory=set)  # physicians with an open request
    invited: set[str] = field(default_factory=set)  # those of them who have yet to say whether it is theirs
    calling: set[str] = field(default_factory=set)  # who waits for a call-back
    matches: dict[str, set[str]] = field(default_factory=dict)  # supporters, and the physicians of their live matches


def read_known(unit: UnitOfWork, walk: Walk = as_it_is) -> Known:
    rows = unit.people.everybody_sealed()
    people = {each.id: each for each in walk(unit.people.opened(rows), len(rows))}
    owners: dict[Account, str] = {}
    working: dict[str, list[Account]] = {}
    vouched = set()
    for person, account, works, by_email in unit.people.all_accounts():
        owners[account] = person
        if by_email:
            vouched.add(account)
        if works:
            working.setdefault(person, []).append(account)
    return Known(
        people,
        {plain(each.email): each for each in people.values() if each.email},
        owners,
        {person: tuple(accounts) for person, accounts in working.items()},
        frozenset(vouched),
        {changed: each for each in people.values() if (changed := email_in_the_file(each))},
    )


def read_waits(unit: UnitOfWork) -> Waits:
    """It reads what is open, and holds nothing."""
    found = Waits()
    for request in unit.requests.open_ones():
        physician = unit.requests.details(request).physician
        found.asking.add(physician)
        if request.state is RequestState.INVITED:
            found.invited.add(physician)
        offer = unit.offers.live(request.id)
        if offer is not None and offer.state is OfferState.CONFIRMED:
            found.matches.setdefault(offer.supporter, set()).add(physician)
    for call in unit.callbacks.open_ones():
        found.calling.add(unit.callbacks.caller(call).person)
    return found
