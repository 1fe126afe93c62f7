"""Somebody is no longer there: stepped back, removed, deactivated, out of reach in the chat. Nobody waits in vain."""

from dataclasses import replace

from bot.core.amending import amend
from bot.core.people import Person, Standing
from bot.core.request import OfferState, Request, RequestState
from bot.flows.common.cards import end_card, last_word, offer_slot
from bot.flows.common.desk import Desk
from bot.flows.match import capacity, escalation
from bot.flows.match.search import miss
from bot.flows.outreach import invitations, newsletter
from bot.surface import Gone, Reply, w


def gone(desk: Desk, event: Gone) -> Reply:
    """The platform says that this account is out of reach. One who has another account is still there."""
    person = desk.me
    if person is None:
        return Reply()
    desk.records.people.account_gone(event.account)
    if not desk.records.people.accounts(person.id):
        out_of_reach(desk, person)
    return Reply()


def out_of_reach(desk: Desk, person: Person) -> None:
    """They have no account left: whoever was helped by them is told, and their own request is phoned about."""
    step_back(desk, person)
    capacity.look_again(desk, person.site)
    newsletter.stop(desk, person.id)
    request = desk.records.requests.of_physician(person.id)
    if request is not None:
        _out_of_chat(desk, request)


def _out_of_chat(desk: Desk, request: Request) -> None:
    """The request stays and the phone number remains: the coordinator is told, by number. A supporter phones anyway."""
    if request.state is RequestState.INVITED:
        invitations.take_back(desk, request)
    elif request.state is RequestState.SEEKING:
        escalation.escalate(desk, request, "escalation-why-no-chat", physician=False)
    else:
        escalation.notify(desk, request, "escalation-why-no-chat")


def step_back(desk: Desk, person: Person) -> None:
    """Open offers are recalled and go on; a live match goes to the coordinator at once, and the physician is told."""
    recall(desk, person)
    for offer in desk.records.offers.live_of(person.id):
        escalation.escalate(desk, desk.request_of(offer), "escalation-why-left")


def recall(desk: Desk, person: Person) -> None:
    """Nothing new for this person from now on: what is not a match yet goes on to the next supporter at once."""
    for offer in desk.records.offers.live_of(person.id):
        if offer.state is OfferState.CONFIRMED:
            continue
        desk.records.offers.move(offer, OfferState.RECALLED)
        desk.records.deadlines.cancel(offer=offer.id)
        last_word(desk, person.id, offer_slot(offer), w("offer-passed-on"))
        miss(desk, desk.request_of(offer))


def farewell(desk: Desk, person: Person) -> None:
    """R56: the role ends, and the page with it: bio, ticks, days away, days of matches. What stays is the roster's row:
    training and agreement too, which say that somebody was prepared, never what they did."""
    person = amend(desk.held(person.id), supporter=False, bio="")
    kept = Standing(
        amended=person.standing.amended,
        post_away=person.standing.post_away,  # a coordinator's post is another part, and stays
        post_away_until=person.standing.post_away_until,
        post_deputy=person.standing.post_deputy,
    )
    desk.records.people.save(replace(person, standing=kept))
    desk.records.deadlines.cancel(person=person.id, kinds=("leave", "agreement", "refresher"))
    for slot in ("pause", "agreement"):
        end_card(desk, person.id, slot, w("offer-recalled"))
    capacity.look_again(desk, person.site)
