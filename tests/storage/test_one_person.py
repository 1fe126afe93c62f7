"""Two people turn out to be one: whatever was the one's is the other's, and nothing is lost (rule 18)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.callback import Call, Caller, CallState
from bot.core.nomination import Nomination, NominationState, Nominee
from bot.core.people import Kind, Person, Training, TrainingKind
from bot.core.request import Offer, OfferState
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.remains import mentions, opened
from tests.storage.scene import NOW, ask, card, do, join, slack

GATHERING, SEAT_AT = "rounds", NOW + timedelta(days=3)


def a_guest(unit: UnitOfWork, *, absent: bool = False) -> Person:
    somebody = Person("", "north", name="Visitor")
    return unit.people.add_absent(somebody) if absent else unit.people.add(somebody, slack("UVISITOR"))


def full_of(unit: UnitOfWork, person: Person) -> Any:
    """Everything that can point at somebody points at them."""
    request = ask(unit, person)
    unit.requests.set_details(request, replace(unit.requests.details(request), asked_for=person.id))
    unit.ledger.note("asked", site="north", actor=person.id, request=request)
    unit.ledger.note("looked", site="north", actor=person.id)
    other = ask(unit, join(unit, "Otto Other"))
    unit.offers.add(Offer("", other.id, person.id, OfferState.OPEN, 1, 1, NOW))
    caller = Caller(person.id, "204-555-0143", not_these=(person.id,))
    unit.callbacks.open(Call("", "", "north", CallState.ASKED, 1, NOW), caller)
    nomination = Nomination("", "north", NominationState.WAITING, NOW)
    unit.nominations.add(nomination, Nominee(("slack", "T0WORKSPACE", "UOTTO"), person.id))
    unit.marks.put("sender", person.id, NOW + timedelta(hours=5))
    unit.gatherings.take_seat(GATHERING, SEAT_AT, person.id, None)
    unit.training.add(person.id, Training("", NOW.date(), 2, TrainingKind.INITIAL))
    unit.slots.say(person.id, "update", card("Hello"), at=NOW, notify=True)
    unit.slots.say(person.id, "agenda", card("Hello"), at=NOW, notify=True)
    unit.slots.say(person.id, "gone", card("Hello"), at=NOW, notify=True, last=True)
    unit.deadlines.book("monthly", NOW, person=person.id)
    unit.deadlines.book("forget", NOW, person=person.id)
    return request, other


@pytest.mark.parametrize("absent", [False, True])
def test_whatever_points_at_the_one_points_at_the_other(writer: Writer, absent: bool):
    def story(unit: UnitOfWork) -> str:
        guest, ruth = a_guest(unit, absent=absent), join(unit, "Ruth Okafor")
        request, other = full_of(unit, guest)
        unit.slots.say(ruth.id, "agenda", card("Hello"), at=NOW, notify=True)
        unit.gatherings.take_seat(GATHERING, SEAT_AT, ruth.id, None)
        assert unit.joining.join(guest.id, ruth.id)
        assert unit.requests.of_physician(ruth.id) == request
        details = unit.requests.details(request)
        assert (details.physician, details.asked_for) == (ruth.id, ruth.id)
        assert [offer.request for offer in unit.offers.live_of(ruth.id)] == [other.id]
        call = unit.callbacks.of_person(ruth.id)
        assert call is not None
        assert unit.callbacks.caller(call).not_these == (ruth.id,)
        (waiting,) = unit.nominations.waiting("north")
        assert unit.nominations.nominee(waiting).by == ruth.id
        assert unit.marks.count("sender", ruth.id) == 1
        assert unit.gatherings.taken(GATHERING, SEAT_AT) == 1
        assert unit.gatherings.has_seat(GATHERING, SEAT_AT, ruth.id)
        assert [each.hours for each in unit.training.of(ruth.id)] == [2]
        assert unit.slots.exists(ruth.id, "update")
        assert unit.slots.last_word_waits(ruth.id) is not absent
        assert {due.kind for due in unit.deadlines.pending(person=ruth.id)} == {"monthly"}
        assert {unit.ledger.actor(line) for line in unit.ledger.lines("north", 9)} == {ruth.id}
        owners = [slack("URUTH")] if absent else [slack("URUTH"), slack("UVISITOR")]
        assert sorted(each.user for each in unit.people.accounts(ruth.id)) == [each.user for each in owners]
        with pytest.raises(LookupError):
            unit.people.get(guest.id)
        return guest.id

    gone = do(writer, story)
    assert mentions(do(writer, opened), {gone}) == []


def test_nobody_loses_the_way_to_a_request_of_their_own(writer: Writer):
    def story(unit: UnitOfWork) -> None:
        guest, ruth = a_guest(unit), join(unit, "Ruth Okafor")
        theirs, hers = ask(unit, guest), ask(unit, ruth)
        assert not unit.joining.join(guest.id, ruth.id)
        assert unit.requests.of_physician(guest.id) == theirs
        assert unit.requests.of_physician(ruth.id) == hers
        assert unit.people.by_account(slack("UVISITOR")) == guest

    do(writer, story)


def test_nobody_on_the_roster_becomes_another(writer: Writer):
    def story(unit: UnitOfWork) -> None:
        ruth, omar = join(unit, "Ruth Okafor"), join(unit, "Omar Haddad")
        with pytest.raises(ValueError, match="on no roster"):
            unit.joining.join(ruth.id, omar.id)
        guest = a_guest(unit)
        with pytest.raises(ValueError, match="on no roster"):
            unit.joining.join(guest.id, guest.id)

    do(writer, story)


def test_somebody_without_an_account_is_joined_by_their_own_press(writer: Writer):
    """They asked without one, and come by one later: a guest, whose row goes on to be forgotten when it is time."""

    def story(unit: UnitOfWork) -> None:
        absent = a_guest(unit, absent=True)
        request = ask(unit, absent)
        guest = a_guest(unit)
        unit.deadlines.book("forget", NOW, person=guest.id)
        assert unit.joining.join(absent.id, guest.id)
        assert unit.requests.of_physician(guest.id) == request
        assert unit.people.get(guest.id).kind is Kind.GUEST
        assert [due.kind for due in unit.deadlines.pending(person=guest.id)] == ["forget"]

    do(writer, story)
