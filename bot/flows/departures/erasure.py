"""Somebody is erased, by their own word or at the machine: whatever is open ends first, and nobody waits in vain.

A physician's request is withdrawn, so whoever might phone hears "Please don't call" this minute. A supporter is gone at
once: the next is looked for, and the coordinators hear of a match. What was in a coordinator's hands goes to whoever is
there. Then every row of theirs goes. Their last words are told under another id, and go like any stranger's.

What stays: counts without a name, a mark that nobody asks them again until it ends (suppressions.py), and a
mark for a restore (erasures.py), both in storage/stores.
"""

from dataclasses import replace

from bot.core.people import POSTS, Kind, Person
from bot.core.request import OfferState, Outcome, Request, RequestState
from bot.flows.callback import calls
from bot.flows.common.cards import OPEN, last_word
from bot.flows.common.desk import Desk
from bot.flows.coordinator import vouched_roles
from bot.flows.departures import last_holder
from bot.flows.match import escalation
from bot.flows.match.closing import FORGET, close, forget_later, shred
from bot.flows.match.rematch import rematch
from bot.flows.outreach import invitations, newsletter, nominations
from bot.flows.supporter import leaving
from bot.surface import Account, w

SLOT = "people"  # what is said of what was done at the machine


def erase(desk: Desk, person: Person, *, told: bool) -> None:
    """`told`: a card says so, and to somebody on no roster only that there is an update. Else nothing is posted but
    last words. Whoever calls it has looked at `parting.is_last`."""
    records = desk.records
    if _is_erased(desk, person):
        return
    listed = person.stays
    for each in records.requests.open_ones():
        records.requests.get(each.id)  # requests are held before people
    _withdraw(desk, person)
    last_holder.part(desk, person, _gone)
    _out_of_lists(desk, person)
    newsletter.stop(desk, person.id)
    for slot in records.slots.names_of(person.id):
        last_word(desk, person.id, slot, w("all-quiet"))
    if told and listed:
        last_word(desk, person.id, SLOT, w("people-forgotten"), notify=True)
    elif told:
        last_word(desk, person.id, SLOT, w("update"), OPEN, notify=True)
    records.offers.forget_of(person.id)
    waits = records.slots.any_of(person.id)
    stranger = records.erasures.erase(person.id, Person(id="", site=person.site, kind=Kind.GUEST), waits=waits)
    if stranger:
        forget_later(desk, stranger)
    records.deadlines.scrub()


def _is_erased(desk: Desk, person: Person) -> bool:
    """Whether these are the accounts of somebody who was erased, until their last words are out."""
    records = desk.records
    if person.stays or person.name or records.slots.names_of(person.id):
        return False
    open_yet = records.requests.of_physician(person.id) or records.callbacks.of_person(person.id)
    return open_yet is None and all(each.kind == FORGET for each in records.deadlines.pending(person=person.id))


def _withdraw(desk: Desk, person: Person) -> None:
    """Whatever they asked for ends; a site that keeps what is closed for some days keeps nothing of theirs."""
    request = desk.records.requests.of_physician(person.id)
    if request is not None and request.state is RequestState.INVITED:
        invitations.take_back(desk, request)
    elif request is not None and request.state is not RequestState.CLOSED:
        close(desk, request, Outcome.WITHDRAWN, notify_physician=False)
    for kept in desk.records.requests.kept_of(person.id):
        shred(desk, kept)
    call = desk.records.callbacks.of_person(person.id)
    if call is not None:
        calls.end(desk, call, "call-not-needed")


def _gone(desk: Desk, person: Person) -> None:
    """A supporter who is not there any more cannot be waited for: another search begins at once, and the coordinators
    hear of it."""
    leaving.recall(desk, person)
    for offer in desk.records.offers.live_of(person.id):
        request = rematch(desk, desk.request_of(offer), ended=OfferState.RECALLED)
        escalation.escalate(desk, request, "escalation-why-left")


def _out_of_lists(desk: Desk, person: Person) -> None:
    """Of what others have open: whom it is kept from, who was asked for by name, who has it in hand, who is thought
    of."""
    accounts = desk.records.people.every_account(person.id)
    for each in desk.records.requests.open_ones():
        _off(desk, each, person.id, accounts)
    for call in desk.records.callbacks.open_ones():
        caller = desk.records.callbacks.caller(call)
        if person.id in caller.not_these:
            others = tuple(each for each in caller.not_these if each != person.id)
            desk.records.callbacks.set_caller(call, replace(caller, not_these=others))
    for away in (each for post in POSTS for each in desk.records.people.with_role(post)):
        if away.standing.post_deputy == person.id:  # who could not stand in by now anyway (standing_in.away_for)
            desk.records.people.save_standing(away.id, replace(away.standing, post_deputy=""))
    for claim in desk.records.claims.concerning(person.id, accounts):
        vouched_roles.forget(desk, claim)
    for nomination in desk.records.nominations.concerning(person.id, accounts):
        nominations.forget(desk, nomination)


def _off(desk: Desk, request: Request, person_id: str, accounts: list[Account]) -> None:
    details = desk.records.requests.details(request)
    theirs = {(each.platform, each.team, each.user) for each in accounts}
    after = replace(
        details,
        not_these=tuple(each for each in details.not_these if each not in theirs),
        asked_for="" if details.asked_for == person_id else details.asked_for,
        hand="" if details.hand == person_id else details.hand,
    )
    if after != details:
        desk.records.requests.set_details(request, after)
