"""Posts of which nobody said how they ended. They stay in doubt until the platform, or a press, tells.

What other calls say is no answer (rule 20). Where nobody can tell, the newest card is posted by a new copy, and the one
in doubt is written down: retired and not due, with the value that its buttons carry. A press with that value gives its
place, and it is taken away.
"""

from datetime import datetime

from bot.surface import Account
from storage.database.sql import Sql, micros
from storage.encryption.random_pool import fresh_id
from storage.stores.copies import NEXT_SEQ, CopyRow, CopyStore, whole_minute
from storage.stores.delivery import ANY, IN_DOUBT, SURE, Delivery

_ABSENT = Sql("UPDATE copy SET trying = 0, lease_until = NULL, due_at = :due WHERE id = :id")
_WRITE_DOWN = Sql("UPDATE copy SET retired = 1, due_at = NULL, lease_until = NULL, trying = :trying WHERE id = :id")
_ANEW = Sql(
    "INSERT INTO copy (id, slot, account, seq, shown, retired, trying, attempts, due_at, carried) VALUES "  # noqa: S608
    f"(:id, :slot, :account, {NEXT_SEQ}, 0, 0, 0, :attempts, :due, :carried)"
)
_UNSURE = Sql(
    "SELECT id, carried, retired, due_at FROM copy WHERE account = :account AND reference IS NULL AND trying > 0"
)
_SEEN = Sql(
    "UPDATE copy SET reference = :reference, shown = :shown, trying = :trying, due_at = :due "
    "WHERE id = :id AND reference IS NULL"
)


class DoubtStore(CopyStore):
    def absent(self, delivery: Delivery, now: datetime) -> None:
        """The platform was asked, and it is not there: it is posted, unless a newer one takes its place."""
        row = self._mine(delivery)
        if row is not None and row.retired and row.reference is None:
            self._let_go(delivery.copy)
        elif row is not None:
            self._link.run(_ABSENT, id=delivery.copy, due=self._due(row, now))

    def write_down(self, delivery: Delivery, now: datetime) -> None:
        """Nobody can tell whether it is there: the newest card is posted anew, unless another copy has it."""
        row = self._mine(delivery)
        if row is None:
            return
        if row.reference is not None:  # a press has told meanwhile
            self._link.run(_ABSENT, id=delivery.copy, due=self._due(row, now))
            return
        self._link.run(_WRITE_DOWN, id=delivery.copy, trying=IN_DOUBT)
        if not row.retired:
            copy_id = fresh_id()
            self._link.run(
                _ANEW, id=copy_id, slot=row.slot, account=row.account, attempts=delivery.attempts,
                due=self._due(row, now), carried=self._values.fresh(copy_id),
            )  # fmt: skip
        elif row.last:
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

    # --- inside

    def _mine(self, delivery: Delivery) -> CopyRow | None:
        """None where it went meanwhile, or another holds it by now."""
        row = self._held(delivery.copy)
        return row if row is not None and row.lease == delivery.lease else None

    def _due(self, row: CopyRow, now: datetime) -> int:
        """Now; of a last word with the next whole minute, so that no second tells when it was said."""
        return whole_minute(now) if row.last else micros(now)
