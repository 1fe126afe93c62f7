"""Posts of which nobody said how they ended. They stay in doubt until the platform, or a press, tells.

What other calls say is no answer (rule 20). Where it is not found, the newest card is posted by a new copy, and the one
in doubt is written down: retired and not due, with the value that its buttons carry. A press with that value gives its
place, or whoever posted it and slept, and it is taken away. So a copy is one post, and nothing that is said of one card
is taken for another.
"""

from datetime import datetime

from bot.surface import Account
from storage.database.sql import Sql, micros
from storage.stores.copies import NEXT_SEQ, CopyStore, whole_minute
from storage.stores.delivery import ANY, IN_DOUBT, SURE, Delivery

_TOLD = Sql("UPDATE copy SET trying = 0, lease_until = NULL, due_at = :due WHERE id = :id")
# Should it be taken away, the one that is in its place has come first, so that it may be deleted.
_WRITE_DOWN = Sql(
    "UPDATE copy SET retired = 1, due_at = NULL, lease_until = NULL, trying = :trying, "  # noqa: S608
    f"seq = {NEXT_SEQ} WHERE id = :id"
)
_UNSURE = Sql(
    "SELECT id, carried, retired, due_at FROM copy WHERE account = :account AND reference IS NULL AND trying > 0"
)
_DOUBTFUL = Sql(
    f"SELECT count(*) FROM copy WHERE reference IS NULL AND trying >= {IN_DOUBT} AND due_at IS NOT NULL"  # noqa: S608
)
_SEEN = Sql(
    "UPDATE copy SET reference = :reference, shown = :shown, trying = :trying, due_at = :due "
    "WHERE id = :id AND reference IS NULL"
)


class DoubtStore(CopyStore):
    def doubtful(self) -> int:
        """How many posts stay in doubt; what is written down is settled as far as it can be."""
        row = self._link.one(_DOUBTFUL)
        return row[0] if row else 0

    def write_down(self, delivery: Delivery, now: datetime) -> None:
        """It is not there, or nobody can tell, and it may come yet: the newest card is posted by another copy, unless
        one has it already."""
        row = self._held(delivery.copy)
        if row is None or row.lease != delivery.lease:
            return
        due = whole_minute(now) if row.last else micros(now)  # so that no second tells when a last word was said
        if row.reference is not None:  # a press, or whoever posted it, has told meanwhile
            self._link.run(_TOLD, id=delivery.copy, due=due)
            return
        if not row.retired:
            self._anew(delivery, row, due)
        self._link.run(_WRITE_DOWN, id=delivery.copy, account=row.account, trying=IN_DOUBT)
        if row.retired and row.last:
            self._forget_when_done(row.slot)

    def seen(self, account: Account, value: str, reference: str, now: datetime) -> None:
        """Somebody pressed a card that carries this value, there. If that card was in doubt it is known now, and the
        outbox brings it to the truth; if it was written down, it is taken away."""
        account_id = self._people.account_id(account)
        for copy_id, sealed, retired, due in self._link.all(_UNSURE, account=account_id):
            carried = self._values.open(copy_id, sealed)
            if carried.value == value:
                self._link.run(
                    _SEEN, id=copy_id, reference=self._sealed_place(copy_id, reference), due=micros(now),
                    shown=carried.version or ANY, trying=IN_DOUBT if retired and due is None else SURE,
                )  # fmt: skip
