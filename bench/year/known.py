"""What the inspector knows of requests, offers and supporters: from what was done and shown, never from the house."""

from dataclasses import replace
from datetime import date, datetime

from bench.year.asked import LIVE, Asked, Offered
from bench.year.facts import Did, OfferRow, Reached, RequestRow, Shown
from bench.year.helper import Helper
from bench.year.town import AGREEMENT, Kind, Soul, Town
from bench.year.waking import local_day
from bot.core.people import Stage
from bot.surface import Choice, Command, Gone, Paragraph, Press, Submit, Verbatim, Words

_GIVES_UP = frozenset({"withdraw", "withdraw-yes"})
_IN_A_ROW = 3  # offers left without an answer, then a friendly pause


class Known:
    def __init__(self, town: Town) -> None:
        self.town = town
        self.requests: dict[str, Asked] = {}
        self.offers: dict[str, Offered] = {}
        self.helpers: dict[str, Helper] = {}
        self.names = {soul.name: soul.user for soul in town.souls.values()}
        self._ids: dict[str, str] = {}  # person ids, where a form shows them with a name -> users
        self._new: dict[str, RequestRow] = {}  # requests that are written down, whose sender was not heard of yet
        self.invited: dict[str, datetime] = {}  # since when somebody's yes is waited for
        self.gone: set[str] = set()  # invitations that ended without one

    def helper(self, user: str) -> Helper:
        if user not in self.helpers:
            self.helpers[user] = Helper(self.town.souls[user])
        return self.helpers[user]

    def waiting(self) -> set[str]:
        """The users with a request of their own that is open."""
        return {asked.physician.user for asked in self.requests.values() if not asked.closed}

    # --- changes of state

    def request_changed(self, row: RequestRow) -> Asked | None:
        """None for one that is new, or an invitation: who asked is in the answer that comes next."""
        asked = self.requests.get(row.id)
        if asked is None:
            if row.state == "invited":
                self.invited[row.id] = row.at
            elif row.state == "closed":
                self.gone.add(row.id)
                self.invited.pop(row.id, None)
            else:
                self._new[row.id] = row
            return None
        before, asked.row = asked.row, row
        asked.in_hand = asked.in_hand or row.escalation != "nobody"
        if row.state != before.state:
            self._moved(asked, row, before)
        if row.search != before.search:
            asked.denied_at, asked.denials = None, 0
        return asked

    def _moved(self, asked: Asked, row: RequestRow, before: RequestRow) -> None:
        match = asked.match
        if row.state == "matched" and before.state == "connected":
            self._put_back(asked, row, before)
        elif row.state == "matched":
            asked.first_matched_at = asked.first_matched_at or row.at
        elif row.state == "connected":
            asked.first_contact_at = asked.first_contact_at or row.at
            asked.claimed_at = asked.claimed_at or row.at
            asked.connected_at = row.at
            if match is not None and match.confirmed_at is not None:
                asked.contact_after[match.id] = row.at - match.confirmed_at
        elif row.state == "closed":
            asked.closed_at = row.at

    def _put_back(self, asked: Asked, row: RequestRow, before: RequestRow) -> None:
        """What was told was not so: the figure counts from the match to the contact that stands. Where the supporter
        had said themselves that they got nowhere, nobody contradicts anybody."""
        asked.back_at = None if before.contact_wrong else row.at
        if asked.match is not None:
            asked.contact_after.pop(asked.match.id, None)
        if not asked.contact_after:
            asked.first_contact_at = None

    def offer_changed(self, row: OfferRow) -> Offered:
        offer = self.offers.get(row.id)
        if offer is None:
            offer = self.offers[row.id] = Offered(row.id, row.request, row.search, row.state, row.at, len(self.offers))
            if row.request in self.requests:
                self.requests[row.request].offers.append(offer)
            return offer
        late = offer.state == "expired"
        offer.state = row.state
        if late:
            if offer.supporter:
                self._too_late(self.helper(offer.supporter), row)
            return offer
        offer.lapsed = offer.lapsed or row.state == "expired"
        if row.state not in LIVE:
            offer.ended_at = offer.ended_at or row.at
        if row.state == "named":
            offer.named_at = row.at
        if row.state in {"named", "declined"}:
            offer.answered_at = offer.answered_at or row.at
        if row.state == "confirmed":
            offer.confirmed_at = row.at
        if offer.supporter:
            self._answered(self.helper(offer.supporter), row)
        return offer

    def _answered(self, helper: Helper, row: OfferRow) -> None:
        if row.state == "confirmed":
            helper.matched.append(local_day(row.at))
        if row.state in {"confirmed", "declined", "known"}:
            helper.unanswered = 0
        elif row.state == "expired":
            helper.unanswered += 1
            if helper.unanswered >= _IN_A_ROW:
                helper.becomes(row.at, replace(helper.now, paused=True))

    def _too_late(self, helper: Helper, row: OfferRow) -> None:
        """An answer all the same: it was no silence, and no pause that it began goes on."""
        if helper.unanswered:
            paused = helper.now.paused and helper.unanswered < _IN_A_ROW
            helper.unanswered -= 1
            helper.becomes(row.at, replace(helper.now, paused=paused))

    # --- what was shown and done

    def offer_shown(self, shown: Shown, offer_id: str) -> Offered | None:
        """The offer, the first time that its card is seen."""
        offer = self.offers.get(offer_id)
        if offer is None or offer.supporter:
            return None
        offer.supporter, offer.shown_at = shown.user, shown.at
        self.helper(shown.user).offers.append(offer)
        return offer

    def done(self, did: Did) -> Asked | None:
        """The new request, if it is one that was sent."""
        self._learn_names(did)
        event = did.event
        if isinstance(event, Submit) and event.verb == "ask-send":
            return self._sent(did, event)
        if isinstance(event, Submit) and event.verb == "escalation-offer" and event.one("bend") == "yes":
            bent = self.requests.get(event.token)
            if bent is not None:
                bent.bent = True
        if isinstance(event, Press) and event.verb in {"escalation-ask", "escalation-choose"}:
            asked = self.requests.get(event.token.partition("-")[0])
            if asked is not None:
                asked.by_hand.add(did.at)
        if isinstance(event, Press):
            self._about_contact(did, event)
        self._role(did)
        self._availability(did)
        return None

    def _about_contact(self, did: Did, event: Press) -> None:
        asked = self.requests.get(event.token)
        if asked is None:
            return
        if event.verb in _GIVES_UP and asked.closed:
            asked.gave_up_at = asked.gave_up_at or did.at
        elif event.verb == "contact-not-yet" and asked.back_at == did.at:
            asked.denied_at, asked.was_denied = did.at, True
            asked.denials += 1
        elif event.verb in {"names-yes", "names-no"}:
            asked.names_allowed = asked.names_seen + 1 if event.verb == "names-yes" else 0
        elif event.verb in {"contact-yes", "decided-yes"}:
            asked.denied_at = None

    def _role(self, did: Did) -> None:
        """The way into it (R43, R50, R51): what was done, and that the answer says so."""
        event, helper = did.event, self.helper(did.user)
        said = getattr(did.reply.notice, "id", "")
        match event:
            case Press(verb="volunteer" | "joining-yes") if _title(did) == "role-title":
                helper.welcome_at = helper.welcome_at or did.at
            case Press(verb="volunteer"):
                helper.offered = True
            case Press(verb="volunteer-not"):
                helper.offered = False
            case Press(verb="supporter-yes") if said == "supporter-told":
                of = self.helper(self._ids[event.token])
                if of.offered:  # one whom a colleague thought of is asked first
                    of.welcome_at = of.welcome_at or did.at
            case Submit(verb="training-send") if said == "supporter-told":
                self.helper(self._ids[event.token]).trained.append((did.at, float(event.one("hours"))))
            case Submit(verb="agreement-sign") if said == "agreement-thanks" and event.token == AGREEMENT:
                helper.signed_at = helper.signed_at or did.at

    def _sent(self, did: Did, event: Submit) -> Asked | None:
        button = next((each for each in did.reply.dialog.buttons if each.verb == "withdraw"), None) if (
            did.reply.dialog
        ) else None  # fmt: skip
        row = self._new.pop(button.token, None) if button else None
        if row is None:
            return None
        asked = self.requests[row.id] = Asked(
            row.id,
            self.town.souls[did.user],
            frozenset(event.all("not_these")),
            self._ids.get(event.one("asked_for"), ""),
            row.outside,
            did.at,
            row,
        )
        self.invited.pop(row.id, None)
        asked.stage = self._stage(asked.physician, event)
        asked.offers += [offer for offer in self.offers.values() if offer.request == row.id] if row.at == did.at else []
        return asked

    def _stage(self, physician: Soul, event: Submit) -> Stage | None:
        """From the roster, or as they tapped it."""
        if physician.kind is not Kind.STRANGER:
            return physician.stage
        return next((each for each in Stage if each.value == event.one("stage")), None)

    def reached(self, fact: Reached) -> None:
        offer = self.offers.get(fact.offer)
        asked = self.requests.get(offer.request) if offer else None
        if asked is not None:
            asked.in_truth_at = asked.in_truth_at or fact.at
        if offer is not None:
            offer.reached_at = offer.reached_at or fact.at

    def _learn_names(self, did: Did) -> None:
        for field_ in did.reply.dialog.fields if did.reply.dialog else ():
            if isinstance(field_, Choice) and field_.name in {"asked_for", "person"}:
                for option in field_.options:
                    if isinstance(option.words, Verbatim):
                        self._ids[option.value] = self.names.get(option.words.text, "")

    def _availability(self, did: Did) -> None:
        event, today = did.event, local_day(did.at)
        helper = self.helper(did.user)
        said = _first_words(did)
        word = event.word if isinstance(event, Command) else "gone" if isinstance(event, Gone) else event.verb
        match word, said:
            case "away", "away-until":
                until = date.fromisoformat(event.rest.strip()).toordinal() if isinstance(event, Command) else 0
                helper.unanswered = 0
                helper.becomes(did.at, replace(helper.now, paused=False, away_until=until))
            case "away", "away-open":
                helper.unanswered = 0
                helper.becomes(did.at, replace(helper.now, paused=True, away_until=0))
            case "back", "welcome-back":
                helper.unanswered = 0
                helper.becomes(did.at, replace(helper.now, paused=False, away_until=0))
            case "away", "leaving-on":  # nothing new before that day, whatever they say
                helper.unanswered = 0
                helper.becomes(did.at, replace(helper.now, paused=isinstance(event, Command) and not event.rest))
            case "back", "leaving-on":
                helper.unanswered = 0
                helper.becomes(did.at, replace(helper.now, paused=False, away_until=helper.now.left_on))
            case "stay", "welcome-back":
                helper.unanswered = 0
                helper.becomes(did.at, replace(helper.now, paused=False, away_until=0, left_on=0))
            case "limit", "limit-set":
                helper.becomes(did.at, replace(helper.now, limit=int(event.rest) if isinstance(event, Command) else 0))
            case ("leave-now", "left") | ("gone", _):
                helper.becomes(did.at, replace(helper.now, left_on=today))
            case "leave-later", "leaving-on":
                last = today + 14
                helper.becomes(did.at, replace(helper.now, left_on=last, away_until=last))


def _title(did: Did) -> str:
    title = did.reply.dialog.title if did.reply.dialog else None
    return title.id if isinstance(title, Words) else ""


def _first_words(did: Did) -> str:
    """The id of the first sentence of the card that came as an answer."""
    block = did.reply.card.blocks[0] if did.reply.card and did.reply.card.blocks else None
    words = block.words if isinstance(block, Paragraph) else None
    return words.id if isinstance(words, Words) else ""
