"""Whose a chat account is once a coordinator has picked it for somebody (rule 18).

Of somebody on the roster it is never taken: that is the import's to do, with --move. Whoever came by themselves with it
is the person whom the coordinator means: their request and whatever else is theirs go with them, and nobody is told
that there was any.
"""

from bot.core.people import Person
from bot.core.request import OfferState
from bot.flows.common.desk import Desk
from bot.flows.supporter import leaving
from bot.surface import Account, Submit


def picked(desk: Desk, user: str) -> Account | None:
    """In the presser's own workspace."""
    return Account(desk.account.platform, desk.account.team, user) if user and desk.account else None


def mine_here(desk: Desk, person: Person) -> tuple[str, ...]:
    """What the picker of the presser's workspace shows as theirs."""
    here = (desk.account.platform, desk.account.team) if desk.account else ("", "")
    return tuple(each.user for each in desk.records.people.accounts(person.id) if (each.platform, each.team) == here)


def is_anothers(desk: Desk, account: Account | None, person: Person | None) -> bool:
    """Whether somebody else on the roster has it."""
    owner = desk.records.people.by_account(account) if account else None
    return owner is not None and owner.stays and (person is None or owner.id != person.id)


def is_sure(desk: Desk, submit: Submit, account: Account | None, person: Person | None) -> bool:
    """Whether the coordinator has said that this account is theirs, once it was shown with the name that was typed.

    It is asked of every account that the list does not give them, so that it tells nothing of whoever has come with it.
    """
    if account is None or (person is not None and account in desk.records.people.roster_accounts(person.id)):
        return True
    return submit.one(tick(account)) == "yes"


def tick(account: Account) -> str:
    """The tick is for this account and no other."""
    return f"theirs_{account.user}"


def give(desk: Desk, person: Person, account: Account) -> None:
    """As a roster file does: the one account of this platform. While two requests wait, the account waits as well."""
    owner = desk.records.people.by_account(account)
    if owner is not None and owner.id != person.id:
        if not desk.records.joining.join(owner.id, person.id):
            return
        _asks_not_themself(desk, person)
    for other in desk.records.people.accounts(person.id):
        if other.platform == account.platform and other != account:
            desk.records.people.account_gone(other)
    desk.records.people.attach(person.id, account, person.language)


def _asks_not_themself(desk: Desk, person: Person) -> None:
    """A supporter who turns out to be the one who asked: what they were asked goes on to somebody else."""
    own = desk.records.requests.of_physician(person.id)
    live = desk.records.offers.live(own.id) if own is not None else None
    if live is not None and live.supporter == person.id:
        if live.state is OfferState.CONFIRMED:
            leaving.step_back(desk, person)
        else:
            leaving.recall(desk, person)
