"""Nobody waits in silence: what each state of a request promises, written from the table of waits (R32 to R34).

Told means posted anew, since an edit alerts nobody. At night nothing is asked of a volunteer or a coordinator, so that
their hour is the next morning; the one who waits hears at once.
"""

from datetime import datetime, timedelta

from bench.year.asked import Asked
from bench.year.facts import Did, RequestRow, Shown
from bench.year.known import Known
from bench.year.promises import Promises
from bench.year.town import Kind, Soul
from bench.year.waking import NOT_QUIET
from bot.surface import Command, Gone, Press, Submit
from bot.surface.posted import OPEN

# The physician hears how the search goes: a day, four and eight days after it began to ask, then once a week.
NEWS = (timedelta(hours=24), timedelta(hours=96), timedelta(hours=192))
_LATER_NEWS = timedelta(days=7)
SEARCH = timedelta(hours=36)
ANSWER = timedelta(hours=12)
CONTACT = timedelta(hours=72)
LONGER = timedelta(hours=24)
CLAIM = timedelta(hours=24)  # from one side's word to the question to the other
SILENT = timedelta(days=21)
ERASED = timedelta(days=30)  # after the physician's last word, or a day that the two have agreed on
_AGREED = {"today": 1, "this-week": 7, "next-week": 14, "later": 29, "two-weeks": 15, "month": 31}  # days, at most
NOBODY_TOLD = timedelta(days=5)  # the target of the whole way from asking to first contact
_TURN = timedelta(hours=1)  # a day on which the clocks are changed has 23 hours, or 25
_AGAIN = {"physician": timedelta(hours=24), "contacted": timedelta(hours=72)}
_MORNING = timedelta(hours=2)
_PUT_TO_THEM = frozenset({"decided_not_to", "not_reached"})
_PHYSICIANS = (Kind.PHYSICIAN, Kind.STRANGER)


class Waits:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._of: dict[str, Promises] = {}
        self._began: dict[str, datetime] = {}  # when a search began to ask

    def asked(self, asked: Asked) -> None:
        """A request begins."""
        promises = self._of[asked.id] = Promises(asked.id)
        self._longest(promises, asked.opened_at)
        self._began[asked.id] = NOT_QUIET.next(asked.opened_at)
        promises.make("days", "somebody must hear of it within five days", asked.opened_at + NOBODY_TOLD)
        self._seeking(asked, promises, asked.opened_at)
        self._hands(asked, promises, asked.row)

    def changed(self, asked: Asked, before: RequestRow) -> None:
        row, promises = asked.row, self._of[asked.id]
        promises.check(row.at)
        if row.state != before.state or row.search != before.search:
            if row.state != before.state:
                self._began[asked.id] = NOT_QUIET.next(row.at)
            self._entered(asked, promises, back=before.state == "connected")
        if row.escalation != before.escalation:
            self._hands(asked, promises, row)
        if row.longer_used > before.longer_used:
            promises.make("over", "a coordinator must be asked to find someone else", NOT_QUIET.next(row.at + LONGER),
                          row.at + LONGER)  # fmt: skip
        if row.contact_wrong and not before.contact_wrong:
            promises.make("update", "the physician must hear that the contact does not work", row.at)
        if row.contact_wrong and not before.contact_wrong and row.state == "connected":  # else the marks run
            late = row.at + CONTACT
            promises.make("unreached", "a coordinator must hear that nobody gets through", NOT_QUIET.next(late), row.at)
        elif before.contact_wrong and not row.contact_wrong:
            promises.drop("unreached")

    def missed(self, asked: Asked, at: datetime) -> None:
        """An offer ended without a match. Two of them, and a coordinator hears of it."""
        over = [offer for offer in asked.offers if offer.search == asked.row.search and offer.ended_at is not None]
        automatic = not self._known.town.places[asked.site].by_hand and not asked.outside
        if len(over) == 2 and automatic and asked.row.state == "seeking" and asked.row.escalation == "nobody":
            self._of[asked.id].make("misses", "a coordinator must hear of two misses", NOT_QUIET.next(at))

    def shown(self, shown: Shown) -> None:
        if not shown.anew:
            return
        if any(button.verb == "queue" for button in shown.card.buttons):
            self._morning(shown)
        for button in shown.card.buttons:
            asked = self._asked_of(button.verb, button.token, shown.user)
            if asked is not None:
                promises = self._of[asked.id]
                promises.check(shown.at)
                self._told(asked, promises, shown, button.verb)
                return

    def done(self, did: Did) -> None:
        event = did.event
        if self._known.town.souls[did.user].kind in _PHYSICIANS:
            self._word(did.user, did.at)
        if isinstance(event, Command):
            return
        if isinstance(event, Gone) or event.verb == "leave-now":
            self._left(did)
        elif _saves(event):
            about, took, _, following = event.token.split(":")
            offer = self._known.offers.get(about)
            self._alive(offer.request if offer else "", did.at)
            if (
                (took in _PUT_TO_THEM or (took, following) == ("not_yet", "done"))
                and offer is not None
                and offer.request in self._of
            ):
                self._of[offer.request].drop("ask")  # they are asked something else
        elif event.verb == "agreed" and ":" in event.token:
            about, _, day = event.token.partition(":")
            self._agreed(about, did.at + timedelta(days=_AGREED[day]))
        elif event.verb == "reached-out":
            self._claimed(event.token, did.at)
        elif event.verb in {"left-message", "wrote", "not-reached"}:  # a try, whatever came of it
            self._tried(event.token)
        elif event.verb == "contact-not-yet":
            self._denied(event.token, did.at)
        elif event.verb == "contact-yes" and event.token in self._of:
            self._of[event.token].drop("ask")
        elif isinstance(event, Submit) and event.verb in {"contact-send", "contact-wrong-send"}:
            self._alive(event.token, did.at)
        elif isinstance(event, Press) and event.verb in {"escalation-promise", "escalation-contacted", "transfer-ask"}:
            promises = self._of.get(event.token)
            if promises is not None:
                promises.check(did.at)

    def check(self, now: datetime) -> None:
        """Every day, of everybody."""
        for request, promises in list(self._of.items()):
            if self._known.requests[request].closed:
                del self._of[request]
            else:
                promises.check(now)

    def _left(self, did: Did) -> None:
        """A supporter with a live match is gone: a coordinator and the physician hear so at once."""
        for offer in self._known.helper(did.user).offers:
            if offer.state == "confirmed" and offer.request in self._of:
                promises = self._of[offer.request]
                promises.drop("nudge")
                promises.make("left", "a coordinator must hear that the supporter left", NOT_QUIET.next(did.at), did.at)
                promises.make("update", "the physician must hear that the supporter left", did.at)

    # --- first contact: one side's word, and the other's

    def _claimed(self, offer: str, at: datetime) -> None:
        """ "We're in touch": the other is asked a day later, unless they said so first."""
        asked, promises = self._of_match(offer)
        if asked is None or promises is None or asked.row.contact == "agreed":
            return  # the other said so first, be it in the same minute
        if asked.row.state == "connected" and asked.row.at == at:
            late = at + CLAIM
            promises.make("ask", "the physician must be asked whether they were reached", NOT_QUIET.next(late), late)

    def _tried(self, offer: str) -> None:
        _, promises = self._of_match(offer)
        if promises is not None:
            promises.drop("open")

    def _denied(self, request: str, at: datetime) -> None:
        """The coordinator hears of it after a day without a new try; of a second time at once."""
        asked = self._known.requests.get(request)
        if asked is None or asked.denied_at != at:
            return
        promises, late = self._of[request], NOT_QUIET.next(at + CLAIM)
        if asked.denials > 1:
            promises.make("again", "a coordinator must hear of a second denial", NOT_QUIET.next(at), at)
        else:
            promises.make("open", "a coordinator must hear that first contact is open", late, at)

    def _of_match(self, offer: str) -> tuple[Asked | None, Promises | None]:
        known = self._known.offers.get(offer)
        asked = self._known.requests.get(known.request) if known else None
        return asked, self._of.get(asked.id) if asked else None

    def _word(self, physician: str, at: datetime) -> None:
        """The longest time begins anew."""
        for request, promises in self._of.items():
            if self._known.requests[request].physician.user == physician:
                self._longest(promises, at)

    def _longest(self, promises: Promises, at: datetime) -> None:
        due = max(at + ERASED + _TURN, promises.due("erase") or at)
        promises.make("erase", "everything must be erased after so long without a word", due)

    def _agreed(self, offer: str, until: datetime) -> None:
        asked, promises = self._of_match(offer)
        if asked is not None and promises is not None and asked.row.state == "connected":
            promises.make("end", "three weeks of silence must end it", until + SILENT)
            self._longest(promises, until)

    # --- what each state promises

    def _entered(self, asked: Asked, promises: Promises, *, back: bool) -> None:
        row = asked.row
        promises.drop("word", "search", "misses", "mark", "mark-hand", "nudge", "over", "end", "unreached")
        promises.drop("ask", "open", "again")
        match row.state:
            case "seeking":
                self._seeking(asked, promises, row.at)
            case "matched":
                self._matched(promises, row.at, back=back)
            case "connected":
                promises.drop("days")
                promises.make("end", "three weeks of silence must end it", row.at + SILENT)
            case "closed":
                promises.drop_all()

    def _seeking(self, asked: Asked, promises: Promises, at: datetime) -> None:
        self._word_of_the_search(asked, promises, at)
        if asked.row.escalation == "nobody":
            self._goes_on(asked, promises, at)

    def _word_of_the_search(self, asked: Asked, promises: Promises, after: datetime) -> None:
        planned = (self._began[asked.id] + hours for hours in NEWS)
        due = next((each for each in planned if each > after), after + _LATER_NEWS + _TURN)
        promises.make("word", "the physician must hear how the search stands", due)

    def _goes_on(self, asked: Asked, promises: Promises, at: datetime) -> None:
        late = at + SEARCH
        promises.make("search", "a coordinator must hear of a long search", NOT_QUIET.next(late), late)
        if promises.due("word") is None:
            self._word_of_the_search(asked, promises, at)

    def _matched(self, promises: Promises, at: datetime, *, back: bool) -> None:
        """`back`: it was said to be in touch, and the physician knows that it is not. The marks run anew."""
        mark = at + CONTACT
        if not back:
            promises.make("update", "the physician must hear of the match", at)
        promises.make("mark", "the physician must be asked about the first contact", mark, mark)
        promises.make("mark-hand", "a coordinator must hear of the 72 hours", NOT_QUIET.next(mark), mark)
        promises.make("nudge", "the supporter must be nudged", NOT_QUIET.next(mark), mark)
        over = mark + LONGER
        promises.make("over", "a coordinator must be asked to find someone else", NOT_QUIET.next(over), over)

    def _hands(self, asked: Asked, promises: Promises, row: RequestRow) -> None:
        """In somebody's hands: first those who are told, then the deputy, then an honest word; and again."""
        promises.drop("answer", "hand", "deputy")
        if row.escalation == "nobody":
            if row.state == "seeking":
                self._goes_on(asked, promises, row.at)
            return
        if row.state == "seeking" and row.escalation != "contacted" and promises.due("word") is None:
            self._word_of_the_search(asked, promises, row.at)
        promises.drop("search", "misses")
        start = NOT_QUIET.next(row.at)
        match row.escalation:
            case "coordinator":
                promises.make("hand", "a coordinator must be told", start)
                promises.make("answer", "the deputy or the physician must hear of the silence", _by_day(start + ANSWER))
            case "deputy":
                promises.make("deputy", "the deputy must be told", start)
                promises.make("answer", "the physician must get an honest word", _by_day(start + ANSWER))
            case "promised":
                promises.make("update", "the physician must hear that somebody sees to it", row.at)
                promises.make("answer", "the physician must hear that a promise was not kept", _by_day(row.at + ANSWER))
            case "physician":
                promises.make("update", "the physician must get an honest word", row.at)
                self._again(asked, promises, row.at)
            case "contacted":
                promises.drop("word")
                self._again(asked, promises, row.at)

    def _again(self, asked: Asked, promises: Promises, at: datetime) -> None:
        """Everybody was told; each morning says that something waits, until it ends."""
        if any(self._free(asked, group) for group in self._known.town.hands(asked.site, outside=asked.outside)):
            due = _by_day(NOT_QUIET.next(at) + _AGAIN[asked.row.escalation]) + _TURN
            promises.make("answer", "the hands must hear in the morning that it still waits", due)

    def _morning(self, shown: Shown) -> None:
        """The digest speaks of all that waits for its reader."""
        for request, promises in self._of.items():
            asked = self._known.requests[request]
            groups = self._known.town.hands(asked.site, outside=asked.outside)
            theirs = any(each.user == shown.user for group in groups for each in self._free(asked, group))
            if theirs and asked.row.escalation in _AGAIN:
                promises.check(shown.at)
                self._again(asked, promises, shown.at)

    # --- what keeps a promise

    def _told(self, asked: Asked, promises: Promises, shown: Shown, verb: str) -> None:
        kind = self._known.town.souls[shown.user].kind
        if kind in _PHYSICIANS:
            promises.keep(
                shown.at, "update", "mark", "ask", *(("days",) if asked.row.escalation == "physician" else ())
            )
            if asked.row.state == "seeking" and asked.row.escalation != "contacted":
                self._word_of_the_search(asked, promises, shown.at)
        elif verb == "reached-out":
            promises.keep(shown.at, "nudge")
        elif verb in {"escalation-open", "escalation-choose"}:
            asked.told_at = asked.told_at or shown.at
            promises.keep(shown.at, "hand", "search", "misses", "mark-hand", "over", "unreached", "left", "days")
            promises.keep(shown.at, "open", "again")
            if kind is Kind.DEPUTY:
                promises.keep(shown.at, "deputy")
            if asked.row.escalation in _AGAIN:
                self._again(asked, promises, shown.at)

    def _asked_of(self, verb: str, token: str, user: str) -> Asked | None:
        asked: Asked | None
        if verb == OPEN:  # the same card whatever it is about: the open request of whoever reads it
            mine = [each for each in self._known.requests.values() if each.physician.user == user and not each.closed]
            asked = mine[0] if mine else None
        elif verb in {"escalation-open", "escalation-choose"}:
            asked = self._known.requests.get(token)
        elif verb == "reached-out":
            offer = self._known.offers.get(token)
            asked = self._known.requests.get(offer.request) if offer else None
        else:
            return None
        return asked if asked is not None and asked.id in self._of else None

    def _alive(self, request: str, at: datetime) -> None:
        asked = self._known.requests.get(request)
        if asked is not None and asked.row.state == "connected":
            self._of[request].check(at)
            self._of[request].make("end", "three weeks of silence must end it", at + SILENT)

    def _free(self, asked: Asked, group: list[Soul]) -> list[Soul]:
        return [each for each in group if each.user not in asked.not_these]


def _saves(event: Press | Submit) -> bool:
    """Whether it is the last of the taps: to hand over is asked back once."""
    return event.verb == "track-over" or (event.verb == "track-next" and not event.token.endswith(":hand_over"))


def _by_day(at: datetime) -> datetime:
    """Whoever is to phone by then has two hours of the day to do it in."""
    return NOT_QUIET.next(NOT_QUIET.next(at) - _MORNING) + _MORNING
