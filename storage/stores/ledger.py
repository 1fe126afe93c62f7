"""What outlives a request: the audit, the tally, the one-time tickets."""

import secrets
from base64 import b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, select

from bot.core.request import AT_THE_MACHINE, OUTSIDE, Request
from bot.ports.records import Noted, Purpose
from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros, moment
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring, Unreadable
from storage.stores.request_keys import RequestKeys

_AUDIT = insert_into(tables.audit)
_TALLY = insert_into(tables.tally)
_TALLY_COLUMNS = frozenset(column.name for column in tables.tally.columns) - {"id", "number"}
_USEFUL = insert_into(tables.useful)
_TICKET = insert_into(tables.ticket)
_SPEND = Sql("DELETE FROM ticket WHERE hash = :hash AND until > :now")
_OVER = Sql(delete(tables.ticket).where(tables.ticket.c.until < bindparam("now")))
_FACT = Sql(select(tables.fact.c.value).where(tables.fact.c.name == bindparam("name")))
_INSERT_FACT = Sql("INSERT INTO fact (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")
_A = tables.audit.c
_LINES = Sql(
    select(_A.id, _A.at, _A.verb, _A.request, _A.actor)
    .where(_A.site == bindparam("site"))
    .order_by(_A.at.desc(), _A.id)
    .limit(bindparam("most"))
)
_LAST_COMMAND = Sql("SELECT max(at) FROM audit WHERE site = :site AND verb = :verb")
_SITE_AUDIT = Sql("DELETE FROM audit WHERE site = :site AND at < :before")


class LedgerStore:
    """bot.ports.records.Ledger over one transaction."""

    def __init__(self, link: Link, keys: Keyring, request_keys: RequestKeys, now: datetime) -> None:
        self._link = link
        self._keys = keys
        self._request_keys = request_keys
        self._now = now

    def note(self, verb: str, *, site: str, actor: str = "", request: Request | None = None) -> None:
        """Nothing is kept of a request that is shredded by now.

        A line of a request for somebody outside the own site belongs to no site, so that nobody there reads it (R29).
        """
        site = OUTSIDE if request is not None and request.outside else site
        row_id = fresh_id()
        place = f"audit.actor:{row_id}"
        about = request.id if request is not None else None
        sealed = None
        if about is not None and not self._request_keys.exists(about):
            return
        if actor and about is not None:
            sealed = self._request_keys.of(about).seal(actor.encode(), place)
        elif actor:
            sealed = self._keys.seal(actor.encode(), place)
        self._link.run(_AUDIT, id=row_id, at=micros(self._now), site=site, verb=verb, request=about, actor=sealed)

    def note_command(self, verb: str) -> None:
        note_command(self._link, verb, self._now)

    def last_command(self, verb: str) -> datetime | None:
        """The day (UTC) on which this was last done at the machine, as far as the audit goes back."""
        row = self._link.one(_LAST_COMMAND, site=AT_THE_MACHINE, verb=verb)
        return moment(row[0]) if row and row[0] is not None else None

    def lines(self, site: str, most: int) -> list[Noted]:
        """The newest lines of a site's audit, newest first. Nothing is unsealed: `actor` does that, line by line."""
        rows = self._link.all(_LINES, site=site, most=most)
        return [Noted(id_, moment(at), verb, about or "", sealed) for id_, at, verb, about, sealed in rows]

    def actor(self, line: Noted) -> str:
        """Who acted, as a person's id; "" where nothing leads to anybody any more."""
        if line.sealed is None:
            return ""
        place = f"audit.actor:{line.id}"
        if line.request:
            return self._request_keys.of(line.request).open(line.sealed, place).decode()
        return self._keys.open(line.sealed, place).decode()

    def tally(self, number: int = 1, /, **columns: str) -> None:
        if unknown := columns.keys() - _TALLY_COLUMNS:
            raise ValueError(f"no such column of a tally: {', '.join(sorted(unknown))}")
        self._link.run(_TALLY, id=fresh_id(), number=number, **(dict.fromkeys(_TALLY_COLUMNS, "") | columns))

    def issue_ticket(self, purpose: Purpose, until: datetime) -> str:
        token = secrets.token_urlsafe(16)
        self._link.run(_TICKET, hash=_hashed(purpose, token), until=micros(until))
        return token

    def spend_ticket(self, purpose: Purpose, token: str) -> bool:
        return self._link.count(_SPEND, hash=_hashed(purpose, token), now=micros(self._now)) == 1

    def seal_address(self, purpose: Purpose, about: str, until: datetime) -> str:
        plain = f"{int(until.timestamp())}:{about}".encode()
        return urlsafe_b64encode(self._keys.seal(plain, _address(purpose))).decode().rstrip("=")

    def read_address(self, purpose: Purpose, word: str) -> str | None:
        try:
            sealed = b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
            until, _, about = self._keys.open(sealed, _address(purpose)).decode().partition(":")
        except (Unreadable, ValueError):  # not ours, or not for this
            return None
        return about if int(until) > self._now.timestamp() else None

    def useful(self, quarter: str, answer: str) -> None:
        self._link.run(_USEFUL, id=fresh_id(), quarter=quarter, answer=answer)

    # --- the engine's side

    def purge_tickets(self) -> int:
        return self._link.count(_OVER, now=micros(self._now))

    def purge_audit(self, site: str, before: datetime) -> int:
        return self._link.count(_SITE_AUDIT, site=site, before=micros(before))

    def put_fact(self, name: str, value: str) -> None:
        """Keep a word for `check`, in the place of the older one."""
        name = f"note:{name}"
        sealed = self._keys.seal(value.encode(), f"fact.value:{name}")
        if self._link.change(tables.fact, {"name": name}, {"value": sealed}) == 0:
            self._link.run(_INSERT_FACT, name=name, value=sealed)

    def fact(self, name: str) -> str:
        """ "" where it is not known."""
        row = self._link.one(_FACT, name=f"note:{name}")
        return self._keys.open(row[0], f"fact.value:note:{name}").decode() if row else ""


def note_command(link: Link, verb: str, now: datetime) -> None:
    """A line of the audit for what was done at the machine: the verb and the day (UTC). It needs no key."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    link.run(_AUDIT, id=fresh_id(), at=micros(day), site=AT_THE_MACHINE, verb=verb, request=None, actor=None)


def _hashed(purpose: Purpose, token: str) -> bytes:
    return sha256(f"{purpose.value}:{token}".encode()).digest()


def _address(purpose: Purpose) -> str:
    """What the seal is bound to."""
    return f"address.{purpose.value}:"
