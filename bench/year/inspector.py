"""Looks at everything that happens, and ends the year at the first rule that is not kept.

Its knowledge comes from the town, from what was pressed, answered and shown, and from the recorder's rows; what it
expects is written from the documents. It shares no rule with the house.
"""

from collections import Counter
from collections.abc import MutableMapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bench.year import rules
from bench.year.asked import LIVE, Asked, Offered
from bench.year.beside import Beside
from bench.year.broken import Broken
from bench.year.ceiling import Ceilings
from bench.year.chat import Chat
from bench.year.clock import micros
from bench.year.ending import Endings
from bench.year.facts import Did, Fact, OfferRow, Reached, RequestRow, Shown
from bench.year.known import Known
from bench.year.privacy import Privacy
from bench.year.promises import LATE
from bench.year.recorder import Recorder
from bench.year.town import Town
from bench.year.waits import Waits
from bench.year.waking import local_day
from bench.year.words import as_the_house_counts

_REQUEST_MOVES = {
    "seeking": {"matched", "closed"},
    "matched": {"connected", "seeking", "closed"},
    "connected": {"seeking", "matched", "closed"},  # matched again: the contact was denied
    "closed": set[str](),
}
_OFFER_MOVES = {
    "open": {"named", "declined", "expired", "recalled", "known"},
    "named": {"confirmed", "declined", "expired", "recalled", "known", "conflict"},
    "confirmed": {"ended", "recalled", "known"},
    "expired": {"declined", "recalled", "known"},  # answered too late
}
_WAITS_FOR_NOTHING = (
    "SELECT id FROM request WHERE state <> 'closed' AND NOT EXISTS "
    "(SELECT 1 FROM deadline WHERE deadline.request = request.id)"
)
_CONTACT = "SELECT contact FROM tally WHERE kind = 'request'"
_FAILING = "SELECT kind FROM deadline WHERE attempts > 0"
_OFFER_BUTTONS = {"offer-accept": {"open", "named"}, "reached-out": {"confirmed"}, "details": {"confirmed"}}

_LAST_WORD = timedelta(minutes=30)  # over which the last words of a request are spread

Log = Sequence[MutableMapping[str, Any]]


class Inspector:
    def __init__(self, town: Town, start: datetime) -> None:
        self.known = Known(town)
        self._waits = Waits(self.known)
        self._privacy = Privacy(self.known)
        self._endings = Endings()
        self._ceilings = Ceilings(self.known)
        self.beside = Beside(self.known)
        self._touched: set[str] = set()  # requests that changed in this step
        self._fresh: list[Offered] = []  # offers that were seen for the first time in this step
        self._day = local_day(start)
        self._logged = 0
        self.looks = 0

    def open_requests(self) -> bool:
        return any(not asked.closed for asked in self.known.requests.values())

    # --- one fact after the other

    def saw(self, fact: Fact) -> None:
        """Raises Broken."""
        self.looks += 1
        match fact:
            case RequestRow():
                self._request(fact)
            case OfferRow():
                self._offer(fact)
            case Shown():
                self._shown(fact)
            case Did():
                self._did(fact)
            case Reached():
                self.known.reached(fact)

    def _request(self, row: RequestRow) -> None:
        known = self.known.requests.get(row.id)
        before = known.row if known else None
        asked = self.known.request_changed(row)
        self._touched.add(row.id)
        if asked is None or before is None:
            return
        if row.state != before.state and row.state not in _REQUEST_MOVES[before.state]:
            raise Broken(f"went from {before.state} to {row.state}", row.at, row.id)
        self._waits.changed(asked, before)
        if row.state == "closed" and before.state != "closed":
            self._privacy.closed(asked, row.at)
            self._endings.closed(asked, row.at)

    def _offer(self, row: OfferRow) -> None:
        known = self.known.offers.get(row.id)
        before = known.state if known else ""
        offer = self.known.offer_changed(row)
        asked = self.known.requests.get(row.request)
        self._touched.add(row.request)
        if before and row.state not in _OFFER_MOVES.get(before, set()):
            raise Broken(f"an offer went from {before} to {row.state}", row.at, row.request)
        if asked is None:
            return
        live = [each for each in asked.offers if each.state in LIVE]
        if len(live) > 1:
            raise Broken(f"{len(live)} live offers or matches at once", row.at, asked.id)
        if row.state == "confirmed":
            self._judge(asked, offer, row.at, "is matched")
            self._ceilings.matched(self.known.helper(offer.supporter), row.at)
        elif row.state not in LIVE and before in LIVE:
            self._waits.missed(asked, row.at)
        if row.state == "named":
            self._names(asked, row.at)

    def _names(self, asked: Asked, at: datetime) -> None:
        """Where the name comes with the offer, two see it; a third only with the physician's yes (R30)."""
        if self.known.town.places[asked.site].name_first and asked.names_seen > asked.names_allowed:
            raise Broken(f"{asked.names_seen} people have seen the name, {asked.names_allowed} may", at, asked.id)

    def _shown(self, shown: Shown) -> None:
        self._privacy.shown(shown)
        for button in shown.card.buttons:
            if button.verb == "offer-accept":
                offer = self.known.offer_shown(shown, button.token)
                if offer is not None:
                    self._fresh.append(offer)
                self._is_theirs(shown, button.token)
        self._waits.shown(shown)
        self.beside.shown(shown)
        self._ceilings.shown(shown)

    def _is_theirs(self, shown: Shown, offer_id: str) -> None:
        offer = self.known.offers.get(offer_id)
        if offer is None:
            raise Broken(f"{shown.user} sees an offer that stands nowhere", shown.at)
        if offer.supporter != shown.user:
            raise Broken(f"{shown.user} sees the offer of {offer.supporter}", shown.at, offer.request)

    def _did(self, did: Did) -> None:
        notice = getattr(did.reply.notice, "id", "")
        if notice == "went-wrong":
            raise Broken(f"the house failed when {did.user} did {getattr(did.event, 'verb', 'something')}", did.at)
        asked = self.known.done(did)
        if asked is not None:
            self._waits.asked(asked)
        if getattr(did.event, "verb", "") in {"names-yes", "names-no"}:
            self._touched.add(getattr(did.event, "token", ""))
        self._waits.done(did)
        self._privacy.done(did)
        self._endings.done(did)

    # --- after every step

    def stepped(self, now: datetime, recorder: Recorder, chat: Chat, log: Log) -> None:
        """Raises Broken."""
        for offer in self._fresh:
            self._judge_offer(offer, now)
        self._fresh.clear()
        for request in self._touched:
            self._agree(request, now)
            asked = self.known.requests.get(request)
            if asked is not None:
                self.beside.changed(asked)
        self._touched.clear()
        self.beside.check(now)
        self._privacy.check(now, recorder)
        self._endings.stepped(now)
        self._ceilings.stepped(now)
        for line in log[self._logged :]:
            if line["log_level"] == "error":
                raise Broken(f"the house logged {line}", now)
        self._logged = len(log)
        if local_day(now) != self._day:
            self._day = local_day(now)
            self._daily(now, recorder, chat)

    def _judge_offer(self, offer: Offered, now: datetime) -> None:
        """The rules when it was made, and again when it was seen, which a night may lie between."""
        asked = self.known.requests.get(offer.request)
        if asked is None:
            raise Broken("an offer for a request that nobody sent", now, offer.request)
        self._judge(asked, offer, offer.made_at, "was asked")
        if offer.state in LIVE and offer.shown_at is not None:
            self._judge(asked, offer, offer.shown_at, "was shown the offer")
        over = rules.over_the_ceiling(self.known, asked, offer)
        if over:
            raise Broken(over, offer.made_at, asked.id)

    def _judge(self, asked: Asked, offer: Offered, at: datetime, what: str) -> None:
        for broken in rules.against(self.known, asked, offer, offer.supporter, at):
            raise Broken(f"{offer.supporter} {what}, who {broken}", at, asked.id)

    def _agree(self, request: str, now: datetime) -> None:
        """The request and its offers tell one story."""
        asked = self.known.requests.get(request)
        if asked is None and (request in self.known.invited or request in self.known.gone):
            return  # nobody's yes yet, and no offer of it: _judge_offer
        if asked is None:
            raise Broken("a request that nobody sent", now, request)
        matched = asked.row.state in {"matched", "connected"}
        if matched != (asked.match is not None):
            raise Broken(f"it is {asked.row.state}, with {'no' if matched else 'a'} confirmed offer", now, request)
        if asked.closed and any(offer.state in LIVE for offer in asked.offers):
            raise Broken("closed, with a live offer", now, request)

    # --- every day, and at the end

    def _daily(self, now: datetime, recorder: Recorder, chat: Chat) -> None:
        self._waits.check(now)
        for request in recorder.column(_WAITS_FOR_NOTHING):
            raise Broken("it is open, and no deadline will ever move it", now, request)
        for kind in recorder.column(_FAILING):
            raise Broken(f"a deadline fails: {kind}", now)
        self._buttons_are_true(now, chat)

    def _buttons_are_true(self, now: datetime, chat: Chat) -> None:
        """Every copy of a card agrees with what is true (rule 2)."""
        for user in chat.users():
            for button in chat.buttons(user):
                expected = _OFFER_BUTTONS.get(button.verb)
                offer = self.known.offers.get(button.token) if expected else None
                stale = expected and offer is not None and offer.state not in expected and user not in chat.gone
                if stale and offer is not None and now > (offer.ended_at or now) + _LAST_WORD + LATE:
                    raise Broken(
                        f"{user} still sees [{button.verb}], and the offer is {offer.state}", now, offer.request
                    )

    def is_over(self, now: datetime, latest: datetime) -> None:
        if now > latest:
            still = next(asked.id for asked in self.known.requests.values() if not asked.closed)
            raise Broken("it is still open, months after the end of the year", now, still)

    def ended(self, now: datetime, recorder: Recorder, chat: Chat, log: Log) -> None:
        """When all is closed and every last word is out, nothing is left that leads to anybody."""
        self.stepped(now, recorder, chat, log)
        self._daily(now, recorder, chat)
        if recorder.value("SELECT count(*) FROM request_key"):
            raise Broken("the key of a closed request is still there", now)
        strangers = recorder.value("SELECT count(*) FROM person WHERE kind <> 'listed'")
        if strangers:
            raise Broken(f"{strangers} people on no roster are still known", now)
        if recorder.value("SELECT count(*) FROM slot WHERE last = 1"):
            raise Broken("a last word still waits", now)
        if recorder.value("SELECT count(*) FROM deadline WHERE kind = 'scrub' AND due_at <= ?", micros(now)):
            raise Broken("what was deleted is not scrubbed", now)
        told, true = Counter(recorder.column(_CONTACT)), as_the_house_counts(self.known.requests.values())
        if told != true:
            raise Broken(f"the figures tell first contact as {dict(told)}, and it was {dict(true)}", now)
        for asked in self.known.requests.values():
            if not asked.closed or recorder.value("SELECT count(*) FROM request WHERE id = ?", asked.id):
                raise Broken("it still stands in the table", now, asked.id)
