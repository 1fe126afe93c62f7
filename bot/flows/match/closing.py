"""The end of a request: everybody hears the last word, a few counts remain, and everything else is deleted.

Nobody's last word comes with another's: each person's has a minute of its own within half an hour, so that the words of
two chats have no moment in common that leads from one to the other. "Please don't call" alone cannot wait.
"""

from datetime import datetime, timedelta

from bot.core.people import Person
from bot.core.request import OUTSIDE, Contact, Offer, OfferState, Outcome, Request, RequestState, Useful
from bot.flows.common.access import asked_without_account
from bot.flows.common.cards import OPEN, escalation_slot, last_word, news_slot, offer_slot, update_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, on_deadline, on_press
from bot.flows.common.taps import about, read, tap
from bot.flows.welcome import anonymous_feedback
from bot.flows.welcome.eligibility import open_ones
from bot.flows.welcome.hello import phone_blocks
from bot.ports.records import Due, Purpose
from bot.surface import CLOSE, Button, Dialog, Phrase, Press, Reply, w

FORGET = "forget"  # the deadline of whoever is on no roster and has nothing open
MONTHLY = "monthly"  # the deadline of whoever joined the monthly word (newsletter.py)
APART = 30  # minutes over which the last words of one request are spread
USUAL = 3  # conversations that are counted one by one
_BANDS = (24, 48, 72, 120)


def close(
    desk: Desk,
    request: Request,
    outcome: Outcome,
    *,
    notify_physician: bool = True,
    supporter_knows: bool = False,
    silent: bool = False,
) -> None:
    """Close and shred: in the database at once, in the chats within half an hour.

    `supporter_knows`: the supporter pressed the button, so their card only needs an edit. `silent`: nobody answered the
    tracker, and that is counted.
    """
    details = desk.records.requests.details(request)
    minutes: dict[str, datetime] = {}  # one a person: two cards of one chat come together

    def of_their_own(person_id: str) -> datetime:
        return minutes.setdefault(person_id, desk.some_minute(APART))

    absent = asked_without_account(desk, request)
    for slot in (escalation_slot(request), *((news_slot(request),) if absent else ())):
        for person_id in desk.records.slots.whose(slot):  # whether or not it is theirs to see by now
            closed_words = w("escalation-closed", number=request.number)
            last_word(desk, person_id, slot, closed_words, at=of_their_own(person_id))
    offer = desk.records.offers.live(request.id)
    if offer is not None:
        withdrawn = outcome is Outcome.WITHDRAWN
        _end_offer(desk, offer, of_their_own(offer.supporter), withdrawn=withdrawn, notify=not supporter_knows)
    if not absent:
        last_word(
            desk,
            details.physician,
            update_slot(request),
            w("update"),
            OPEN,
            notify=notify_physician,
            at=of_their_own(details.physician),
        )
    number = str(request.conversations) if request.conversations <= USUAL else "more"
    answer = {"took_place": "not_answered"} if silent else {}
    tally(desk, request, "request", outcome=outcome.value, conversation=number, contact=_contact(request), **answer)
    closed = desk.records.requests.move(request, RequestState.CLOSED)
    desk.records.deadlines.cancel(request=request.id)
    keep = request.terms.keep_days_after_close
    if keep > 0:
        desk.records.requests.release(closed)
        desk.records.deadlines.book("erase", desk.now + timedelta(days=keep), request=request.id, fence=closed.version)
    else:
        shred(desk, closed)


def _end_offer(desk: Desk, offer: Offer, at: datetime, *, withdrawn: bool, notify: bool) -> None:
    """End a live offer: its request is over. Whoever saw the name is asked to destroy any note (R44), and whoever might
    phone this minute hears it this minute."""
    if offer.state is OfferState.CONFIRMED:
        desk.records.offers.move(offer, OfferState.ENDED)
        words = w("closed-do-not-call") if withdrawn else w("closed-destroy-notes")
    else:
        desk.records.offers.move(offer, OfferState.RECALLED)
        words = w("closed-do-not-call") if offer.state is OfferState.NAMED else w("offer-recalled")
    if words == w("closed-do-not-call"):
        at = desk.now
    alerts = notify and offer.state is not OfferState.OPEN
    last_word(desk, offer.supporter, offer_slot(offer), words, notify=alerts, at=at)


def shred(desk: Desk, request: Request) -> None:
    let_go(desk, desk.records.requests.details(request).physician)
    for offer in desk.records.offers.of_request(request.id):
        if desk.records.slots.exists(offer.supporter, offer_slot(offer)):
            desk.records.slots.drop(offer.supporter, offer_slot(offer), desk.some_minute(APART))
    desk.records.requests.shred(request)
    desk.records.deadlines.scrub()


def let_go(desk: Desk, person_id: str) -> None:
    """Somebody on no roster is forgotten once the last word has reached them; whoever is on it stays."""
    if desk.records.people.unlisted(person_id):
        desk.records.deadlines.cancel(person=person_id, kinds=(FORGET,))
        forget_later(desk, person_id)


def forget_later(desk: Desk, person_id: str) -> None:
    """At a minute that tells of no other."""
    desk.records.deadlines.book(FORGET, desk.some_minute(APART) + timedelta(minutes=APART), person=person_id)


def forget(desk: Desk, due: Due) -> None:
    """Somebody on no roster is here only because they asked: once the last word is out, or is given up, that goes
    too (rule 9).

    Who joined the monthly word stays until they leave it, as if they had done nothing else.
    """
    desk.records.people.lock(due.person)  # whoever comes in at this moment waits, or is seen here
    waits = desk.records.requests.of_physician(due.person) or desk.records.callbacks.of_person(due.person)
    if waits is not None or not desk.records.people.unlisted(due.person):
        return
    if desk.records.slots.last_word_waits(due.person):
        forget_later(desk, due.person)
        return
    if desk.records.deadlines.when(MONTHLY, person=due.person):
        desk.records.people.save(_only_joined(desk, due.person))
    else:
        desk.records.people.forget(due.person)
    desk.records.deadlines.scrub()


def _only_joined(desk: Desk, person_id: str) -> Person:
    """Without a name, and at the site where joining puts them: neither tells that they asked, or where."""
    accounts = desk.records.people.accounts(person_id)
    sites = [site for each in accounts for site in desk.programme.sites_of_team(each.platform, each.team)]
    first = next((site.id for site in open_ones(sites)), "")
    known = desk.records.people.get(person_id)
    return Person(id=person_id, site=first or known.site, kind=known.kind)


def erase(desk: Desk, due: Due) -> None:
    """A site that keeps links for some days after the close: they are over (keep_days_after_close)."""
    request = desk.records.requests.get(due.request)
    if request is not None and request.state is RequestState.CLOSED:
        shred(desk, request)


# --- what remains --------------------------------------------------------------------------------------------------


def tally(desk: Desk, request: Request, kind: str, **columns: str) -> None:
    """De-identified, in bands, by month (R48)."""
    contacted = request.connected_at
    desk.records.ledger.tally(
        kind=kind,
        # Told apart from the site's own: a coordinator who counts theirs must not find one too many (R29).
        site=OUTSIDE if request.outside else request.site,
        month=f"{desk.local(request.site):%Y-%m}",
        pathway=request.pathway.value,
        to_match=band(request.opened_at, request.first_matched_at),
        to_contact=band(request.matched_at, contacted) if request.matched_at else "",
        in_all=band(request.opened_at, contacted),
        **columns,
    )


def _contact(request: Request) -> str:
    """Whose word first contact is: "both", "one" (the other was not heard, or did not deny it), "denied", or "". Who
    would rather not talk has not said that there was contact."""
    if request.contact is Contact.DENIED:
        return "denied"
    if request.contact is Contact.AGREED and request.said_at is not None:
        return "both"
    if request.contact is Contact.DECIDED:
        return "one" if request.said_at is not None else ""
    return "" if request.contact is Contact.NONE else "one"


def band(start: datetime, end: datetime | None) -> str:
    """Hours between, as a band: "0-24", "24-48" ... "120+"; "" when it never came."""
    if end is None:
        return ""
    hours = (end - start).total_seconds() / 3600
    low = 0
    for high in _BANDS:
        if hours <= high:
            return f"{low}-{high}"
        low = high
    return f"{low}+"


# --- afterwards ----------------------------------------------------------------------------------------------------


def closed_dialog(desk: Desk, *, useful: bool = True) -> Dialog:
    """What the press that closed it answers with. `useful`: there was something to be found so."""
    return _closed(desk, w("closed-words", days=desk.erased_after()), _ticket(desk) if useful else "")


def nothing_open(desk: Desk) -> Dialog:
    """For whoever opens an update when nothing is open: nobody knows any more whether something was."""
    return _closed(desk, w("opened-nothing", days=desk.erased_after()), _ticket(desk), w("closed-why"))


def _closed(desk: Desk, words: Phrase, ticket: str, *why: Phrase) -> Dialog:
    """One anonymous question if they like (R64), without a ticket a way to a person instead; and the way in."""
    taps = tuple(Button(w(f"useful-{answer.value}"), "useful", about(ticket, answer)) for answer in Useful if ticket)
    return desk.dialog(
        w("closed-title"),
        words,
        *why,
        w("useful-ask") if ticket else w("closed-sorry"),
        *phone_blocks(desk),
        buttons=(*taps, Button(w("ask-again"), "ask", opens=True), CLOSE),
    )


def _ticket(desk: Desk) -> str:
    """For one answer, made when the question is shown and good to the end of next month. "" where this account was
    asked a moment ago: a ticket has no owner, and only the inbox, for as long as it remembers anything, keeps one
    person from answering for many."""
    me = desk.account
    if me is None or not desk.records.inbox.first_time(f"useful:{me.written}"):
        return ""
    return desk.records.ledger.issue_ticket(Purpose.USEFUL, _after_next_month(desk.now))


def _after_next_month(at: datetime) -> datetime:
    """At least a month from now, and no more of it than the month."""
    years, month = divmod(at.month + 1, 12)
    return datetime(at.year + years, month + 1, 1, tzinfo=at.tzinfo)


def useful(desk: Desk, tapped: Press) -> Reply:
    """Kept with the quarter only; the ticket is spent whatever the answer, and is linked to nothing.

    Whoever answers may tap once more, for what they found here (R11); whoever skips is asked nothing.
    """
    press, taps = read(tapped)
    answer = tap(Useful, taps, 0)
    if not desk.records.ledger.spend_ticket(Purpose.USEFUL, press.token):
        raise Sorry(w("useful-had"))
    if answer is Useful.SKIP:
        return Reply(close=True, notice=w("useful-thanks"))
    desk.records.ledger.useful(f"{desk.now:%Y}Q{(desk.now.month + 2) // 3}", answer.value)
    return Reply(dialog=anonymous_feedback.ask_goal(desk))


ROUTES = (
    on_deadline("forget", forget),
    on_deadline("erase", erase),
    on_press("useful", useful, who=EVERYBODY),
)
