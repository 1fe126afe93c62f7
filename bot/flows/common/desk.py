"""What a flow may touch: the records, the programme, the clock's reading, and a pen to say cards with.

Nothing here knows a platform or a database. Everything is synchronous and lives inside one transaction.
"""

import math
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.people import POSTS, Person, Role
from bot.core.policy import Policy, Terms
from bot.core.request import Details, Offer, Request, RequestState
from bot.ports.records import Records
from bot.programme import Programme, Site
from bot.surface import Account, Block, Button, Card, Dialog, Field, Joined, Paragraph, Phrase, Reply, w

HOLDS = "\u2011"  # a hyphen after which no line breaks
_SHORT_CODE = re.compile(r"\d(-\d)+")


class Sorry(Exception):
    """Nothing was changed, and this sentence (or dialog) is the whole answer to the presser.

    `close` shuts the dialog that was pressed, because what is in it is not the presser's to see any more.
    """

    def __init__(self, words: Phrase, dialog: Dialog | None = None, *, close: bool = False) -> None:
        super().__init__("sorry")
        self.reply = Reply(dialog=dialog) if dialog else Reply(notice=words, close=close)


@dataclass(slots=True)
class Desk:
    """One event's desk. `me` is who acted: None for an account on no roster, and for a deadline."""

    records: Records
    programme: Programme
    now: datetime
    account: Account | None = None
    me: Person | None = None
    language: str = ""
    name: str = ""
    by_email: bool = (
        False  # `me` is known by that e-mail alone, and the account is not kept yet (flows/common/vouching.py)
    )
    vouched: str = ""  # the e-mail that the platform vouches for, where a site of this workspace asks it to
    address: str = ""  # the public one, "" where there is none
    repeated: bool = False  # the platform brings this event again: it is answered anew, and nothing of it is kept
    draw: Callable[[int], int] = secrets.randbelow  # a number below this one, which nobody can guess
    said: list[tuple[str, str, Card]] = field(default_factory=list)  # to whom, in which slot, what
    footers: dict[str, Phrase] = field(default_factory=dict)  # by language; the engine keeps them from event to event

    # --- where and when

    def site(self, site_id: str) -> Site:
        return self.programme.site(site_id)

    def policy(self, site_id: str) -> Policy:
        return self.programme.site(site_id).policy

    def my_sites(self) -> tuple[Site, ...]:
        """The sites at which this account may ask: the roster's word, or where they wait for something already,
        else whatever shares the workspace. That somebody on no roster is known here binds them to no site."""
        if self.me is not None and (self.me.listed or self.account is None or self._waits(self.me)):
            return (self.site(self.me.site),)
        if self.account is None:
            return ()
        return self.programme.sites_of_team(self.account.platform, self.account.team)

    def _waits(self, person: Person) -> bool:
        """For a colleague or for a call."""
        asked = self.records.requests.of_physician(person.id)
        return asked is not None or self.records.callbacks.of_person(person.id) is not None

    def due(self, request: Request, kind: str) -> datetime:
        """When the next deadline of this kind is due: promised is what is booked, and looking moves nothing."""
        return self.records.deadlines.when(kind, request=request.id) or self.now

    def erased_after(self) -> int:
        """In how many days what links the presser to a closed request is gone: 0, unless their site keeps it longer."""
        return erased_after(self.my_sites())

    def kept_at_most(self) -> int:
        """In how many days after the presser's last word all is gone, whatever is open (flows/match/silence.py)."""
        return kept_at_most(self.my_sites())

    def hours(self, hours: float, since: datetime | None = None) -> datetime:
        return (since or self.now) + timedelta(hours=hours)

    def some_minute(self, within: int) -> datetime:
        """A minute of the next so many, drawn: this one is among them. It has no seconds."""
        return self.now.replace(second=0, microsecond=0) + timedelta(minutes=self.draw(within))

    def local(self, site_id: str, at: datetime | None = None) -> datetime:
        return (at or self.now).astimezone(ZoneInfo(self.site(site_id).timezone))

    def today(self, site_id: str) -> date:
        return self.local(site_id).date()

    def waking(self, site_id: str, at: datetime | None = None) -> datetime:
        """`at` itself, or the end of the quiet hours that it falls in."""
        moment = at or self.now
        quiet = self.policy(site_id).quiet_hours
        if quiet is None:
            return moment
        local = self.local(site_id, moment)
        end = quiet.end_after(local)
        return moment if end == local else end.astimezone(moment.tzinfo)

    def waking_hours(self, site_id: str, hours: float) -> datetime:
        """So many hours from now, of those in which nobody there is left in peace: they rest in the quiet hours."""
        quiet = self.policy(site_id).quiet_hours
        if quiet is None:
            return self.hours(hours)
        return quiet.later(self.local(site_id), timedelta(hours=hours)).astimezone(self.now.tzinfo)

    # --- whose

    def find(self, person_id: str) -> Person | None:
        """None for somebody who is no longer there."""
        try:
            return self.records.people.get(person_id)
        except LookupError:
            return None

    def held(self, person_id: str) -> Person:
        """Who it is by now, read under a lock that holds until the transaction ends. Requests are held before people.
        Raises LookupError."""
        self.records.people.lock(person_id)
        return self.records.people.get(person_id)

    @property
    def presser(self) -> Person:
        """Whoever acted, where that must be somebody we know: nothing is kept of their having looked. Raises Sorry."""
        if self.me is None:
            raise Sorry(w("not-for-you"))
        return self.me

    def known(self) -> Person:
        """The presser, whose account is theirs from here on. Raises Sorry."""
        self.come_in()
        return self.presser

    def come_in(self) -> None:
        """The account of whoever is known by a vouched e-mail alone is theirs from the first thing that they do."""
        if self.by_email and self.me is not None and self.account is not None:
            self.records.people.attach(self.me.id, self.account, vouched=True)
            self.by_email = False

    def for_whom(self, person: Person) -> "Desk":
        """The desk of this event for somebody who is not at it and says what they want (R74): what is checked, read and
        kept is theirs; the language is the presser's, who reads it out."""
        return replace(self, me=person, account=None, by_email=False, vouched="", name="")

    def my_request(self) -> Request | None:
        return self.records.requests.of_physician(self.me.id) if self.me else None

    def request_of(self, offer: Offer) -> Request:
        found = self.records.requests.get(offer.request)
        if found is None:
            raise Sorry(w("closed-already"))
        return found

    def details(self, request: Request) -> Details:
        """Raises Sorry for a closed request, whose details are shredded."""
        if request.state is RequestState.CLOSED:
            raise Sorry(w("closed-already"))
        return self.records.requests.details(request)

    def with_role(self, role: Role, site_id: str | None = None) -> list[Person]:
        """Who has this part: by the roster, or since a coordinator who is away named them to stand in."""
        found = self.records.people.with_role(role, site_id)
        if role not in POSTS:
            return found
        named = (self.stand_in(each) for each in found)
        return list({each.id: each for each in (*found, *named) if each is not None}.values())

    def stand_in(self, away: Person) -> Person | None:
        """Whom they named: theirs exactly as long as `away` is, so that no part is left with somebody by mistake. Of
        their own site only, since a coordinator's part is a site's."""
        if not away.standing.post_deputy or not away.is_off_post(self.today(away.site)):
            return None
        found = self.find(away.standing.post_deputy)
        return found if found and found.may_stand_in and found.site == away.site else None

    def holds(self, role: Role) -> bool:
        """Whether the presser has this part right now, by the roster or by name."""
        me = self.me
        if me is None or me.has(role):
            return me is not None
        return role in POSTS and any(each.id == me.id for each in self.with_role(role, me.site))

    # --- saying

    def lines(self) -> Joined:
        """The crisis lines, first and everywhere (rule 6)."""
        return crisis_lines(self.programme, self.language or self.programme.default_language)

    def footer(self) -> Phrase:
        language = self.language or self.programme.default_language
        if language not in self.footers:
            self.footers[language] = w("footer", lines=self.lines())
        return self.footers[language]

    def card(self, *blocks: Block | Phrase, buttons: tuple[Button, ...] = ()) -> Card:
        """A card that can be posted: every one ends with the same line, so that none reveals a role (rule 6)."""
        return Card(_blocks(blocks), buttons, footer=self.footer())

    def dialog(
        self,
        title: Phrase,
        *blocks: Block | Phrase,
        fields: tuple[Field, ...] = (),
        buttons: tuple[Button, ...] = (),
        submit: Button | None = None,
    ) -> Dialog:
        return Dialog(title, _blocks(blocks), fields, buttons, submit, self.footer())

    def say(
        self,
        person_id: str,
        slot: str,
        card: Card,
        *,
        notify: bool = False,
        receipt: str = "",
        last: bool = False,
        wait: bool = False,
        at: datetime | None = None,
    ) -> None:
        """Make `card` what this person sees in `slot`, now or `at` a later moment. With `wait` it is held back until
        the quiet hours end: for what asks something of a volunteer, never for news to the one who waits."""
        self.said.append((person_id, slot, card))
        begins = self.waking(self.records.people.get(person_id).site) if wait else at or self.now
        self.records.slots.say(person_id, slot, card, at=begins, notify=notify, receipt=receipt, last=last)


def erased_after(sites: Iterable[Site]) -> int:
    return math.ceil(max((site.policy.terms.keep_days_after_close for site in sites), default=0))


def kept_at_most(sites: Iterable[Site]) -> int:
    terms = [site.policy.terms for site in sites]
    days = [max(each.erase_silent_days, each.close_silent_days) + each.keep_days_after_close for each in terms]
    return math.ceil(max(days, default=Terms().erase_silent_days))


def crisis_lines(programme: Programme, language: str) -> Joined:
    return Joined(tuple(line_words(line.phone, line.text) for line in programme.crisis_lines(language)))


def held(number: str) -> str:
    """As it is shown: a short code such as 9-8-8 is one thing, and on a phone no line breaks inside it."""
    return number.replace("-", HOLDS) if _SHORT_CODE.fullmatch(number) else number


def line_words(phone: str, text: str) -> Phrase:
    phone, text = held(phone), held(text)
    if phone and phone == text:
        return w("line-call-or-text", phone=phone)
    if phone and text:
        return w("line-call-text", phone=phone, text=text)
    return w("line-call", phone=phone) if phone else w("line-text", text=text)


def _blocks(blocks: tuple[Block | Phrase, ...]) -> tuple[Block, ...]:
    return tuple(Paragraph(block) if isinstance(block, Phrase) else block for block in blocks)
