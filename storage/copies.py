"""Copies: what each account of a person shows of a slot by now, and how the outbox brings it to the truth.

A copy that shows an older version than its slot is due. The outbox claims it, posts or edits, and settles it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.surface import Account, Card, Paragraph, from_plain, w
from bot.surface.posted import posted
from storage import tables
from storage.deadlines import DeadlineStore
from storage.people import PeopleStore
from storage.plain import read, write
from storage.sealed import Keyring
from storage.sql import Link, Sql, micros, moment
from storage.values import Carried, ValueStore

_log = structlog.get_logger("outbox")

# One account's messages go out in order. A copy waits behind an older one that is due or being retried, not behind one
# that is held back until the quiet hours end.
_BEHIND = "SELECT 1 FROM copy AS older WHERE older.account = copy.account AND older.seq < copy.seq"
_DUE = f"""
SELECT copy.id, copy.slot, copy.account, copy.retired, copy.reference, copy.carried, copy.trying, copy.attempts,
       slot.person, slot.version, slot.until, slot.body, account.platform, account.address,
       person.site,
       coalesce(nullif((SELECT max(own.language) FROM account AS own WHERE own.person = person.id), ''),
                account.locale),
       (SELECT count(*) FROM copy AS newer WHERE newer.slot = copy.slot AND newer.account = copy.account
        AND newer.retired = 0 AND newer.shown > 0)
FROM copy JOIN slot ON slot.id = copy.slot JOIN account ON account.id = copy.account
  JOIN person ON person.id = slot.person
WHERE copy.due_at <= :now AND (copy.lease_until IS NULL OR copy.lease_until <= :now)
  AND (slot.until <= :now
       OR NOT EXISTS ({_BEHIND} AND (older.due_at <= :now OR (older.due_at IS NOT NULL AND older.attempts > 0))))
ORDER BY copy.due_at, copy.seq LIMIT :most"""  # noqa: S608 - constants only
_CLAIM = Sql(_DUE)
_CLAIM_SKIPPING = Sql(_DUE + " FOR UPDATE OF copy SKIP LOCKED")
_LEASE = Sql("UPDATE copy SET lease_until = :until, trying = 1 WHERE id = :id")
_NEXT_DUE = Sql(f"""
SELECT min(CASE WHEN lease_until > due_at THEN lease_until ELSE due_at END) FROM copy WHERE due_at IS NOT NULL
  AND NOT EXISTS ({_BEHIND} AND (older.due_at <= copy.due_at OR (older.due_at IS NOT NULL AND older.attempts > 0)))
""")  # noqa: S608 - constants only
_RETRIED = Sql("SELECT 1 FROM copy WHERE due_at IS NOT NULL AND attempts > 1 LIMIT 1")
_ONE = (
    "SELECT slot.id, slot.version, slot.last, slot.body, copy.retired, copy.due_at "
    "FROM slot JOIN copy ON copy.slot = slot.id "
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
    "attempts = attempts + 1, lease_until = NULL, trying = trying * :unsure "
    "WHERE id = :id"
)
_REPOST = Sql(
    "UPDATE copy SET reference = NULL, carried = NULL, shown = 0, trying = 0, lease_until = NULL, due_at = :due "
    "WHERE id = :id"
)
_DROP = Sql("DELETE FROM copy WHERE id = :id")
_UNFINISHED = Sql("SELECT count(*) FROM copy WHERE slot = :slot AND (due_at IS NOT NULL OR shown < :version)")
DROP_COPIES = Sql("DELETE FROM copy WHERE slot = :slot")
DROP_SLOT = Sql("DELETE FROM slot WHERE id = :slot")
_LAST_WAITS = Sql("SELECT 1 FROM slot WHERE person = :person AND last = 1 LIMIT 1")

# What a retired copy shows once it has been edited; it is forgotten then.
NEUTRAL = -1
# What stands for the version of every last word, and of whatever a copy shows before it.
LAST, ANY = 1_000_000_000, 1
_MISSHAPEN = (AttributeError, KeyError, TypeError)  # what reading a card of another shape raises; no database does
_UNSHOWN = timedelta(minutes=15)  # until a card that cannot be shown is looked at again
_UNTIL = 10  # where `until` stands in a row of what is due


@dataclass(frozen=True, slots=True)
class Delivery:
    """One copy on its way.

    The card is as it is to be shown. `reference` is empty for a post, which carries `mark`, so that `look` can find out
    whether it arrived already. A `retired` copy shows a neutral line, or is taken away if it is `replaced`: a newer one
    stands there for certain. One that never arrived is given up, not posted.
    """

    copy: str
    mark: str
    person: str
    site: str
    language: str  # chosen, or what the platform said last; "" where nobody knows
    account: Account
    card: Card
    version: int
    reference: str
    look: bool
    retired: bool
    replaced: bool
    attempts: int


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

        A last word whose day is over is given up instead. A card that cannot be shown keeps its own account waiting, as
        one that cannot be sent does, and nobody else.
        """
        sql = _CLAIM_SKIPPING if self._link.is_postgresql else _CLAIM
        found = self._link.all(sql, now=micros(now), most=most)
        over = [row[0] for row in found if row[_UNTIL] is not None and row[_UNTIL] <= micros(now)]
        for copy_id in over:
            self.give_up(copy_id)
        taken = []
        for row in found:
            if row[0] in over:
                continue
            try:
                taken.append(self._take(row, now + lease))
            except _MISSHAPEN as error:
                _log.error("card_unreadable", copy=row[0], kind=type(error).__name__)
                self.postpone(row[0], now + _UNSHOWN, arrived=None)
        return taken

    def settle(self, copy_id: str, version: int, reference: str, now: datetime) -> str:
        """The copy shows `version` now. Returns the slot's receipt, once, when its card (or a newer one) was shown."""
        row = self._held(copy_id)
        if row is None:
            return ""
        slot_id, newest, last, body, retired, due = row
        if version == NEUTRAL:
            self._link.run(_DROP, id=copy_id)
        else:
            behind = retired or version < newest
            late = micros(now)
            if last and behind:  # its word waits for its own minute, and the older card's number says nothing any more
                late, version = max(late, due or 0), ANY
            values = {
                "shown": version,
                "reference": self._keys.seal(reference.encode(), f"copy.reference:{copy_id}"),
                "trying": 0,
                "attempts": 0,
                "lease_until": None,
                "due_at": late if behind else None,
            }
            self._link.change(tables.copy, {"id": copy_id}, values)
        receipt = "" if retired else self._receipt(slot_id, version, body)
        if last:
            self._forget_when_done(slot_id, newest)
        return receipt

    def postpone(self, copy_id: str, until: datetime, *, arrived: bool | None) -> None:
        """Try again later. `arrived` False: it surely did not arrive; None: nobody knows, so look first next time."""
        whole = until.replace(second=0, microsecond=0) + _MINUTE
        unsure = int(arrived is None)
        self._link.run(_POSTPONE, id=copy_id, due=micros(until), minute=micros(whole), unsure=unsure)

    def repost(self, copy_id: str, now: datetime) -> None:
        """The posted message has vanished: post it anew; a retired one needs no more."""
        row = self._held(copy_id)
        if row is not None and row[4]:
            self.give_up(copy_id)
        elif row is not None:
            self._link.run(_REPOST, id=copy_id, due=micros(now))

    def give_up(self, copy_id: str) -> None:
        row = self._held(copy_id)
        if row is not None:
            self._link.run(_DROP, id=copy_id)
            if row[2]:
                self._forget_when_done(row[0], row[1])

    def last_word_waits(self, person_id: str) -> bool:
        return self._link.one(_LAST_WAITS, person=person_id) is not None

    def next_due(self) -> datetime | None:
        """When `claim` will find something; the past if it would now."""
        row = self._link.one(_NEXT_DUE)
        return moment(row[0]) if row and row[0] is not None else None

    def retries(self) -> bool:
        return self._link.one(_RETRIED) is not None

    # --- inside

    def _held(self, copy_id: str) -> tuple[Any, ...] | None:
        return self._link.one(_GET_HELD if self._link.is_postgresql else _GET, id=copy_id)

    def _take(self, row: tuple[Any, ...], until: datetime) -> Delivery:
        copy_id, slot_id, account_id, retired, sealed, beside, trying, attempts, *slot = row
        person_id, version, _, body, platform, address, site, language, newer = slot
        account = self._people.address(account_id, platform, address)
        plain = self._body(slot_id, body)["card"]
        carried = self._values.open(copy_id, beside)
        if retired:
            card = Card((Paragraph(w("slot-moved")),), footer=from_plain(plain["footer"]))
        else:
            card = from_plain(plain)
            if carried.version != version:
                carried = self._draw(copy_id, carried, version, card, account, slot_id)
            card = posted(card, carried.value)
        reference = self._keys.open(sealed, f"copy.reference:{copy_id}").decode() if sealed is not None else ""
        self._link.run(_LEASE, id=copy_id, until=micros(until))
        return Delivery(
            copy=copy_id,
            mark=carried.mark,
            person=person_id,
            site=site,
            language=language or "",
            account=account,
            card=card,
            version=NEUTRAL if retired else version,
            reference=reference,
            look=bool(trying) and not reference,
            retired=bool(retired),
            replaced=bool(retired and newer),
            attempts=attempts,
        )

    def _draw(
        self, copy_id: str, carried: Carried, version: int, card: Card, account: Account, slot_id: str
    ) -> Carried:
        """Whoever is the first to show this version of a copy draws its value: the answer to a press, or the outbox."""
        carried = self._values.draw(carried, version, card, account, slot_id)
        self._link.change(tables.copy, {"id": copy_id}, {"carried": self._values.seal(copy_id, carried)})
        return carried

    def _body(self, slot_id: str, sealed: bytes) -> dict[str, Any]:
        body: dict[str, Any] = read(self._keys.open(sealed, f"slot.body:{slot_id}"))
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

    def _forget_when_done(self, slot_id: str, version: int) -> bool:
        """Forget a slot once every copy shows `version`; whether that was so."""
        row = self._link.one(_UNFINISHED, slot=slot_id, version=version)
        done = row is not None and row[0] == 0
        if done:
            self._link.run(DROP_COPIES, slot=slot_id)
            self._link.run(DROP_SLOT, slot=slot_id)
            self._deadlines.scrub()
        return done
