"""What a roster file would change: worked out in memory, of everybody at once, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from bot.core import evaluates
from bot.core.amending import merge
from bot.core.people import Kind, Person, Role
from bot.roster import RosterRow
from bot.runtime.roster_import.ending import Ends, who_ends
from bot.runtime.roster_import.known import Known, Waits
from bot.runtime.roster_import.recognising import Match
from bot.surface import Account
from storage.encryption.random_ids import fresh_id

# Fields of a person that are no cell of the file, and cells that are called otherwise.
_NO_CELL = frozenset({"id", "kind", "language", "standing", "evaluates_found", "evaluates_marks"})
_CALLED = {
    "stage": "career_stage",
    "evaluates_people": "evaluates",
    "evaluates_departments": "evaluates",
    "evaluates_settled": "evaluates",
}
_CELLS = tuple(
    (field.name, _CALLED.get(field.name, field.name)) for field in fields(Person) if field.name not in _NO_CELL
)
_ACCOUNT_CELLS = {"slack": "slack_user", "teams": "teams_user"}


@dataclass(frozen=True, slots=True)
class Change:
    """One line that says something new. `known` is who it is as they were read; None for somebody new."""

    row: RosterRow
    known: Person | None
    after: Person
    accounts: tuple[Account, ...]  # the working ones, as they were read
    arriving: tuple[Account, ...]
    owners: tuple[str, ...]  # whose these were, "" for nobody's
    replaced: tuple[Account, ...]  # the file has another one of the same platform
    joins: tuple[str, ...]  # people on no roster who are this person
    losing: tuple[str, ...]  # people on the roster whose account this person has from now on
    columns: tuple[str, ...]  # which cells are new

    @property
    def adds(self) -> bool:
        """Whether the roster did not have them before. Whoever came by themselves is new like anybody else: who imports
        must not learn who has asked."""
        return self.known is None or not self.known.listed


@dataclass(frozen=True, slots=True)
class Plan:
    rows: Sequence[RosterRow]
    changes: tuple[Change, ...]
    unchanged: int
    others: tuple[Person, ...]  # on no line that changes, and still to be kept: whom they evaluate has a name by now
    ends: Ends
    people: tuple[Person, ...]  # everybody, as they are to stand
    orphaned: tuple[str, ...]  # sites whose last coordinator would end
    before: int  # on the roster
    recognised: tuple[tuple[int, str], ...]  # line, and by what somebody was known whose other cells are new

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.others or self.ends.people)

    @property
    def after(self) -> int:
        return sum(each.listed for each in self.people)


def make_plan(matches: Sequence[Match], known: Known, waits: Waits, *, complete: bool) -> Plan:
    """`waits` is asked only for what must not be lost, and for whom an end would concern."""
    now = dict(known.people)
    now |= {each.id: each for each in evaluates.resolve_all(now.values())}  # before anybody is renamed
    lines = list(_lines(matches, known, now, waits))
    people = now | {each.after.id: each.after for each in lines}
    named = {each.id: each for each in evaluates.resolve_all(people.values(), now.values())}
    lines = [
        replace(each, after=named.pop(each.after.id))
        if each.after.id in named
        else each  # few have anybody to evaluate
        for each in lines
    ]
    people |= named | {each.after.id: each.after for each in lines}
    on_a_line = {each.after.id for each in lines}
    ends = who_ends(matches, known, waits, complete=complete)
    people |= {each.id: replace(people[each.id], kind=Kind.FORMER, roles=frozenset()) for each in ends.people}
    dirty = tuple(each for each in lines if _is_dirty(each))
    told = sum(bool(each.adds or each.columns) for each in lines)
    return Plan(
        rows=tuple(match.row for match in matches),
        changes=dirty,
        unchanged=len(lines) - told,
        others=tuple(
            each
            for key, each in people.items()
            if key not in on_a_line and each is not known.people[key] and each.listed
        ),
        ends=ends,
        people=tuple(people.values()),
        orphaned=_orphaned(ends, people),
        before=sum(each.listed for each in known.people.values()),
        recognised=tuple(_recognised(lines)),
    )


def _orphaned(ends: Ends, people: dict[str, Person]) -> tuple[str, ...]:
    lost = {each.site for each in ends.people if each.has(Role.COORDINATOR)}
    return tuple(sorted(lost - {each.site for each in people.values() if each.has(Role.COORDINATOR)}))


def _lines(matches: Sequence[Match], known: Known, now: dict[str, Person], waits: Waits) -> Iterator[Change]:
    taken: set[str] = set()  # people on no roster who are somebody of the file by now
    for match in matches:
        person = now[match.person.id] if match.person else None
        guests = [each for each in match.guests if each not in taken]
        if person is None and guests:
            person = now[guests.pop(0)]
            taken.add(person.id)
        joins = []
        for guest in guests:
            if person is None or _may_join(waits, guest, person.id):
                taken.add(guest)
                joins.append(guest)
        yield _change(match, person, known, tuple(joins))


def _may_join(waits: Waits, guest: str, person: str) -> bool:
    """False where both wait for something: the account waits too, and nothing is said of it (stores/joining.py)."""
    for waiting in (waits.asking, waits.calling):
        if {guest, person} <= waiting:
            return False
    for waiting in (waits.asking, waits.calling):
        if guest in waiting:
            waiting.add(person)
    return True


def _change(match: Match, person: Person | None, known: Known, joins: tuple[str, ...]) -> Change:
    row = match.row
    if person is None:
        after = replace(row.person, id=fresh_id(), kind=Kind.LISTED)
        # One of somebody on no roster who is on another line already waits, as where both have asked.
        found = tuple(each for each in row.accounts if (owner := known.owner(each)) is None or owner.stays)
        return Change(row, None, after, (), found, _owners(known, found), (), joins, match.losing, ())
    raw = known.people[person.id]
    mine = known.accounts(person.id)
    coming = []  # to be theirs, of the file's accounts
    for account in row.accounts:
        owner = known.owner(account)
        if owner is None or owner.stays or owner.id == person.id or owner.id in joins:
            coming.append(account)
    platforms = {account.platform for account in coming}
    replaced = tuple(each for each in mine if each.platform in platforms and each not in coming)
    given = known.given(person.id)
    fresh = [account for account in coming if account not in given]
    arriving = tuple(account for account in fresh if known.owners.get(account) not in joins)
    after = merge(person, row.person)
    columns = _columns(raw, after, fresh)
    return Change(row, raw, after, mine, arriving, _owners(known, arriving), replaced, joins, match.losing, columns)


def _owners(known: Known, accounts: Sequence[Account]) -> tuple[str, ...]:
    return tuple(known.owners.get(account, "") for account in accounts)


def _columns(before: Person, after: Person, arriving: Sequence[Account]) -> tuple[str, ...]:
    cells = [column for name, column in _CELLS if getattr(before, name) != getattr(after, name)]
    accounts = [_ACCOUNT_CELLS.get(account.platform, "account") for account in arriving]
    return tuple(dict.fromkeys((*cells, *accounts)))


def _is_dirty(change: Change) -> bool:
    moved = change.arriving or change.replaced or change.joins
    return bool(change.adds or moved or change.after != change.known)


def _recognised(lines: Sequence[Change]) -> Iterator[tuple[int, str]]:
    for each in lines:
        if each.known is None or not each.known.stays:
            continue
        if each.known.kind is Kind.FORMER:
            yield each.row.line, "as somebody who was on the roster before"
        if "email" in each.columns:
            yield each.row.line, "by the account; the e-mail is another"
        elif {"slack_user", "teams_user", "account"} & set(each.columns):
            yield each.row.line, "by the e-mail; an account is another"
