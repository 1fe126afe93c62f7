"""What goes with an account that is somebody's no longer: the copies of their cards in it, and sometimes its row."""

from collections.abc import Iterable

from storage.database.sql import Link, Row, Sql
from storage.stores.delivery import UNFINISHED

_VOUCHED = Sql("SELECT id, person FROM account WHERE vouched = 1 AND person = :person")
_VOUCHED_WITH_ROLE = Sql(
    "SELECT account.id, account.person FROM account JOIN person ON person.id = account.person "
    "WHERE account.vouched = 1 AND person.roles <> :nobody"
)
_DROP_ACCOUNT = Sql("DELETE FROM account WHERE id = :id")
_DROP_COPIES = Sql("DELETE FROM copy WHERE account = :account")
# A slot with its last word goes once every copy shows it; the account that is gone may have been the one it waited for.
_DROP_FINISHED_COPIES = Sql(
    "DELETE FROM copy WHERE slot IN (SELECT id FROM slot WHERE person = :person AND last = 1 AND NOT EXISTS ("  # noqa: S608
    f"SELECT 1 FROM copy AS other WHERE other.slot = slot.id AND {UNFINISHED}))"
)
_DROP_EMPTY_SLOTS = Sql(
    "DELETE FROM slot WHERE person = :person AND last = 1 AND NOT EXISTS (SELECT 1 FROM copy WHERE copy.slot = slot.id)"
)


def forget_copies(link: Link, account_id: str, owner: str) -> None:
    """Of the cards of whoever had it."""
    link.run(_DROP_COPIES, account=account_id)
    link.run(_DROP_FINISHED_COPIES, person=owner)
    link.run(_DROP_EMPTY_SLOTS, person=owner)


def let_go(link: Link, person_id: str) -> None:
    """Of the accounts that an e-mail alone made this person's."""
    _drop(link, link.all(_VOUCHED, person=person_id))


def without_tick(link: Link, no_roles: str) -> None:
    """Of such accounts of everybody who has a role by now; `no_roles` is how a row says that it has none."""
    _drop(link, link.all(_VOUCHED_WITH_ROLE, nobody=no_roles))


def _drop(link: Link, rows: Iterable[Row]) -> None:
    for account_id, owner in rows:
        forget_copies(link, account_id, owner)
        link.run(_DROP_ACCOUNT, id=account_id)
