"""Copies: what each account of a person shows of a slot by now, and how the outbox brings it to the truth.

A copy that shows an older version than its slot is due. The outbox claims it, posts or edits, and settles it.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog

from bot.surface import Account, Card, Paragraph, from_plain, w
from bot.surface.former_words import present
from bot.surface.posted import posted
from storage import tables
from storage.database.sql import Link, Sql, micros, moment
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring, Unreadable
from storage.encryption.sealed_json import read, write
from storage.stores.button_values import Carried, ValueStore
from storage.stores.deadlines import DeadlineStore
from storage.stores.delivery import ANY, IN_DOUBT, NEUTRAL, POSTING, SURE, UNFINISHED, Delivery
from storage.stores.people import PeopleStore

_log = structlog.get_logger("outbox")

# One account's messages go out in order. A copy waits behind an older one that is due or being retried, not behind one
# that is held back until the quiet hours end, that is only looked for, or that is set aside (its lease has not run out,
# and it is not due).
_BEHIND = (
    "SELECT 1 FROM copy AS older WHERE older.account = copy.account AND older.seq < copy.seq "  # noqa: S608
    f"AND (older.reference IS NOT NULL OR older.trying < {IN_DOUBT}) AND (older.due_at <= {{now}} "
    "OR (older.due_at IS NOT NULL AND older.attempts > 0 AND older.lease_until IS NULL))"
)
_DUE = f"""
SELECT copy.id, copy.slot, copy.account, copy.retired, copy.reference, copy.carried, copy.trying, copy.attempts,
       slot.person, slot.version, slot.until, slot.body, account.platform, account.address,
       person.site,
       coalesce(nullif((SELECT max(own.language) FROM account AS own WHERE own.person = person.id), ''),
                nullif(account.locale, ''),
                (SELECT max(own.locale) FROM account AS own WHERE own.person = person.id)),
       (SELECT count(*) FROM copy AS newer WHERE newer.slot = copy.slot AND newer.account = copy.account
        AND newer.retired = 0 AND newer.shown > 0)
FROM copy JOIN slot ON slot.id = copy.slot JOIN account ON account.id = copy.account
  JOIN person ON person.id = slot.person
WHERE copy.due_at <= :now AND (copy.lease_until IS NULL OR copy.lease_until <= :now)
  AND (slot.until <= :now
       OR NOT EXISTS ({_BEHIND.format(now=":now")}))
ORDER BY copy.due_at, copy.seq LIMIT :most"""  # noqa: S608 - constants only
_CLAIM = Sql(_DUE)
_CLAIM_SKIPPING = Sql(_DUE + " FOR UPDATE OF copy SKIP LOCKED")
_LEASE = Sql("UPDATE copy SET lease_until = :until, trying = :trying WHERE id = :id")
_NEXT_DUE = Sql(f"""
SELECT min(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) FROM copy WHERE due_at IS NOT NULL
  AND NOT EXISTS ({_BEHIND.format(now="copy.due_at")})
""")  # noqa: S608 - constants only
_RETRIED = Sql("SELECT 1 FROM copy WHERE due_at IS NOT NULL AND attempts > 1 LIMIT 1")
_ONE = (
    "SELECT slot.id, slot.version, slot.last, slot.body, copy.retired, copy.due_at, copy.account, copy.reference, "
    "copy.trying, copy.lease_until FROM slot JOIN copy ON copy.slot = slot.id "
)
# The slot is held first, as `say` holds it: a card that is said meanwhile must not be taken for the one just delivered.
_GET = Sql(_ONE + "WHERE copy.id = :id")
_GET_HELD = Sql(_ONE + "WHERE copy.id = :id FOR UPDATE")
# A last word is tried until it is given up, and no longer.
# With a whole minute: the second would be that of the close.
_MINUTE = timedelta(minutes=1)
_POSTPONE = Sql(
    "UPDATE copy SET due_at = coalesce((SELECT CASE WHEN until < :minute THEN until ELSE CAST(:minute AS BIGINT) END "
    "FROM slot WHERE slot.id = copy.slot AND until IS NOT NULL), :due), "
    "attempts = attempts + 1, lease_until = NULL, trying = :trying "
    "WHERE id = :id AND lease_until = :lease"
)
_SET_ASIDE = Sql("UPDATE copy SET due_at = :due, lease_until = :due, attempts = attempts + 1 WHERE id = :id")
# A copy is one post: whatever is posted again, and may be there already, is another copy in its place.
_ANEW = Sql(
    "INSERT INTO copy (id, slot, account, seq, shown, retired, trying, attempts, due_at, carried) VALUES "
    "(:id, :slot, :account, (SELECT old.seq FROM copy AS old WHERE old.id = :instead), 0, 0, 0, :attempts, :due, "
    ":carried)"
)
_ONCE_MORE = Sql(
    "UPDATE copy SET due_at = coalesce(due_at, CAST(:due AS BIGINT)), "  # noqa: S608 - a number
    f"shown = CASE WHEN shown > {ANY} THEN {ANY} ELSE shown END WHERE id = :id"
)
# What was written down is taken away now; anything else is due or held already.
_STANDS = Sql(
    "UPDATE copy SET reference = :reference, due_at = coalesce(due_at, CAST(:due AS BIGINT)) "
    "WHERE id = :id AND reference IS NULL"
)
# Behind whatever this account was to be shown so far.
NEXT_SEQ = "(SELECT coalesce(max(seq), 0) + 1 FROM copy WHERE account = CAST(:account AS VARCHAR))"
_DROP = Sql("DELETE FROM copy WHERE id = :id")
_UNFINISHED = Sql(
    "SELECT count(*) FROM copy AS other JOIN slot ON slot.id = other.slot "  # noqa: S608
    f"WHERE slot.id = :slot AND {UNFINISHED}"
)
DROP_COPIES = Sql("DELETE FROM copy WHERE slot = :slot")
DROP_SLOT = Sql("DELETE FROM slot WHERE id = :slot")
_LAST_WAITS = Sql("SELECT 1 FROM slot WHERE person = :person AND last = 1 LIMIT 1")

# What reading a card raises that does not open, or has another shape; no database does.
_UNSHOWABLE = (Unreadable, AttributeError, KeyError, TypeError)
_ASIDE = timedelta(minutes=15)  # until a card that cannot be shown is looked at again
_UNTIL = 10  # where `until` is in a row of what is due


class CopyRow(NamedTuple):
    """A copy with its slot, as it is now."""

    slot: str
    version: int
    last: int
    body: bytes
    retired: int
    due: int | None
    account: str
    reference: bytes | None
    trying: int
    lease: int | None


class CopyStore:
    """The outbox's side of the slots, over one transaction."""

    def __init__(
        self, link: Link, keys: Keyring, people: PeopleStore, deadlines: DeadlineStore, values: ValueStore
    ) -> None:
        self._link = link
        self._keys = keys
        self._people = people
        self._deadlines = deadlines
        self._values = values

    def claim(self, now: datetime, lease: timedelta, most: int) -> list[Delivery]:
        """Take the next copy of each account; nobody else gets it, nor the account's next, before the lease ends.

        A last word whose day is over is given up instead. A card that cannot be shown is set aside and told to the
        operator, now and each time it is looked at again; nothing waits for it.
        """
        sql = _CLAIM_SKIPPING if self._link.is_postgresql else _CLAIM
        found = self._link.all(sql, now=micros(now), most=most)
        over = [row[0] for row in found if row[_UNTIL] is not None and row[_UNTIL] <= micros(now)]
        for copy_id in over:
            self._let_go(copy_id)
        taken = []
        for row in found:
            if row[0] in over:
                continue
            try:
                taken.append(self._take(row, now + lease))
            except _UNSHOWABLE as error:
                _log.error("card_unreadable", copy=row[0], kind=type(error).__name__)
                self._link.run(_SET_ASIDE, id=row[0], due=micros(now + _ASIDE))
        return taken

    def settle(self, delivery: Delivery, reference: str, now: datetime) -> str:
        """The copy shows the delivery's version now. Returns the slot's receipt, once, when its card (or a newer one)
        was shown. Of whoever comes too late, since another holds the copy by now, nothing counts but the place."""
        row = self._held(delivery.copy)
        if row is None:
            return ""
        if row.lease != delivery.lease:
            if delivery.reference:  # an older card may be there again
                self._link.run(_ONCE_MORE, id=delivery.copy, due=micros(now))
            else:
                sealed = self._sealed_place(delivery.copy, reference)
                self._link.run(_STANDS, id=delivery.copy, reference=sealed, due=micros(now))
            return ""
        if delivery.version == NEUTRAL:
            self._link.run(_DROP, id=delivery.copy)
        else:
            self._shown(delivery, row, reference, now)
        receipt = "" if row.retired else self._receipt(row.slot, delivery.version, row.body)
        if row.last:
            self._forget_when_done(row.slot)
        return receipt

    def postpone(self, delivery: Delivery, until: datetime, *, look: int = 0) -> None:
        """Try again later: with this look, or 0 where it surely did not arrive or is there already."""
        trying = look + POSTING if look else SURE
        self._link.run(
            _POSTPONE,
            id=delivery.copy,
            lease=delivery.lease,
            due=micros(until),
            minute=whole_minute(until),
            trying=trying,
        )

    def repost(self, delivery: Delivery, now: datetime) -> None:
        """The posted message has vanished: post it anew; a retired one needs no more."""
        row = self._held(delivery.copy)
        if row is None or row.lease != delivery.lease:
            return
        if row.retired:
            self._let_go(delivery.copy)
        else:
            self._anew(delivery, row, micros(now))
            self._link.run(_DROP, id=delivery.copy)

    def give_up(self, delivery: Delivery) -> None:
        row = self._held(delivery.copy)
        if row is not None and row.lease == delivery.lease:
            self._let_go(delivery.copy)

    def last_word_waits(self, person_id: str) -> bool:
        return self._link.one(_LAST_WAITS, person=person_id) is not None

    def next_due(self) -> datetime | None:
        """When `claim` will find something; the past if it would now."""
        row = self._link.one(_NEXT_DUE)
        return moment(row[0]) if row and row[0] is not None else None

    def retries(self) -> bool:
        return self._link.one(_RETRIED) is not None

    # --- inside

    def _held(self, copy_id: str) -> CopyRow | None:
        row = self._link.one(_GET_HELD if self._link.is_postgresql else _GET, id=copy_id)
        return CopyRow(*row) if row is not None else None

    def _take(self, row: tuple[Any, ...], until: datetime) -> Delivery:
        copy_id, slot_id, account_id, retired, sealed, beside, tried, attempts, *slot = row
        person_id, version, _, body, platform, address, site, language, newer = slot
        account = self._people.address(account_id, platform, address)
        plain = self._body(slot_id, body)["card"]
        carried = self._values.open(copy_id, beside)
        look = max(tried - POSTING, 1) if tried and sealed is None else 0
        if retired:
            card = Card((Paragraph(w("slot-moved")),), footer=from_plain(plain["footer"]))
        else:
            card = from_plain(plain)
            if carried.version != version and not look:
                carried = self._draw(copy_id, carried, version, card, account, slot_id)
            card = posted(card, carried.value)
        reference = self._keys.open(sealed, f"copy.reference:{copy_id}").decode() if sealed is not None else ""
        trying = look + POSTING if look else max(tried, POSTING)
        self._link.run(_LEASE, id=copy_id, until=micros(until), trying=trying)
        shows = carried.version or ANY if look else NEUTRAL if retired else version
        return Delivery(
            copy=copy_id,
            mark=carried.mark,
            person=person_id,
            site=site,
            language=language or "",
            account=account,
            card=card,
            version=shows,
            reference=reference,
            look=look,
            retired=bool(retired),
            replaced=bool(retired and newer),
            double=bool(retired and reference and tried >= IN_DOUBT),
            begun=look > 0 and tried == POSTING,
            attempts=attempts,
            lease=micros(until),
        )

    def _shown(self, delivery: Delivery, row: CopyRow, reference: str, now: datetime) -> None:
        version, behind, late = delivery.version, row.retired or delivery.version < row.version, micros(now)
        if row.last and behind:  # its word waits for its own minute, and the older card's number says nothing any more
            late, version = max(late, row.due or 0), ANY
        values = {
            "shown": version,
            "reference": self._sealed_place(delivery.copy, reference),
            "trying": SURE,
            "attempts": 0,
            "lease_until": None,
            "due_at": late if behind else None,
        }
        self._link.change(tables.copy, {"id": delivery.copy}, values)

    def _sealed_place(self, copy_id: str, reference: str) -> bytes:
        return self._keys.seal(reference.encode(), f"copy.reference:{copy_id}")

    def _anew(self, delivery: Delivery, row: CopyRow, due: int) -> None:
        copy_id = fresh_id()
        self._link.run(
            _ANEW, id=copy_id, instead=delivery.copy, slot=row.slot, account=row.account, attempts=delivery.attempts,
            due=due, carried=self._values.fresh(copy_id),
        )  # fmt: skip

    def _let_go(self, copy_id: str) -> None:
        row = self._held(copy_id)
        if row is not None:
            self._link.run(_DROP, id=copy_id)
            if row.last:
                self._forget_when_done(row.slot)

    def _draw(
        self, copy_id: str, carried: Carried, version: int, card: Card, account: Account, slot_id: str
    ) -> Carried:
        """Whoever is the first to show this version of a copy draws its value: the answer to a press, or the outbox."""
        carried = self._values.draw(carried, version, card, account, slot_id)
        self._link.change(tables.copy, {"id": copy_id}, {"carried": self._values.seal(copy_id, carried)})
        return carried

    def _body(self, slot_id: str, sealed: bytes) -> dict[str, Any]:
        body: dict[str, Any] = read(self._keys.open(sealed, f"slot.body:{slot_id}"))
        body["name"] = present(body["name"])
        return body

    def _seal_body(self, slot_id: str, body: dict[str, Any]) -> bytes:
        return self._keys.seal(write(body), f"slot.body:{slot_id}")

    def _receipt(self, slot_id: str, shown: int, sealed: bytes) -> str:
        body = self._body(slot_id, sealed)
        receipt = str(body["receipt"])
        if not receipt or shown < body["receipt_from"]:
            return ""
        sealed = self._seal_body(slot_id, body | {"receipt": ""})
        self._link.change(tables.slot, {"id": slot_id}, {"body": sealed})
        return receipt

    def _forget_when_done(self, slot_id: str) -> bool:
        """Forget a slot once every copy shows its card; whether that was so."""
        row = self._link.one(_UNFINISHED, slot=slot_id)
        done = row is not None and row[0] == 0
        if done:
            self._link.run(DROP_COPIES, slot=slot_id)
            self._link.run(DROP_SLOT, slot=slot_id)
            self._deadlines.scrub()
        return done


def whole_minute(until: datetime) -> int:
    """The next one after it."""
    return micros(until.replace(second=0, microsecond=0) + _MINUTE)
