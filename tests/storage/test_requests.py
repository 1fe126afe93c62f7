"""Requests and offers: what may happen once happens once, whoever presses at the same time."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bot.core.people import Person, Role
from bot.core.request import Offer, OfferState, Request, RequestState
from bot.ports.records import Conflict
from storage.database.sql import Sql
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import HOUR, NOW, a_request, an_offer, ask, details_of, do, join, joined


def outcomes(*futures: Future[Any]) -> list[str]:
    """What became of each, by name."""
    return sorted("won" if (error := future.exception(20)) is None else type(error).__name__ for future in futures)


def test_a_request_comes_back_as_it_went_in(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    assert len(request.number) == 4
    assert do(writer, lambda unit: unit.requests.get(request.id)) == request
    assert do(writer, lambda unit: unit.requests.details(request)) == details_of(asha)
    assert do(writer, lambda unit: unit.requests.of_physician(asha.id)) == request
    assert do(writer, lambda unit: unit.requests.by_number("north", request.number.lower())) == request
    assert do(writer, lambda unit: unit.requests.by_number("south", request.number)) is None
    assert do(writer, lambda unit: unit.requests.open_ones()) == [request]
    assert do(writer, lambda unit: unit.requests.open_ones("south")) == []


def test_a_person_asks_twice_at_once_and_has_one_request(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    with ThreadPoolExecutor(4) as pool:
        asked = list(pool.map(lambda _: writer.submit(lambda unit: ask(unit, asha)), range(4)))
    assert outcomes(*asked) == ["Conflict", "Conflict", "Conflict", "won"]
    assert len(do(writer, lambda unit: unit.requests.open_ones())) == 1


def test_two_offers_at_once_for_one_request_and_one_stands(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    ruth, omar = joined(writer, "Ruth Okafor", "Omar Haddad")
    first = writer.submit(lambda unit: unit.offers.add(an_offer(request, ruth)))
    second = writer.submit(lambda unit: unit.offers.add(an_offer(request, omar)))
    assert outcomes(first, second) == ["Conflict", "won"]
    assert len(do(writer, lambda unit: unit.offers.of_request(request.id))) == 1


def test_the_next_offer_follows_once_the_first_has_ended(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    offer = do(writer, lambda unit: unit.offers.add(an_offer(request, ruth)))
    assert do(writer, lambda unit: unit.offers.live(request.id)) == offer
    assert do(writer, lambda unit: unit.offers.live_counts([ruth.id, asha.id])) == {ruth.id: 1, asha.id: 0}
    delivered = do(writer, lambda unit: unit.offers.delivered(offer, NOW + HOUR))
    assert do(writer, lambda unit: unit.offers.get(offer.id)) == delivered
    do(writer, lambda unit: unit.offers.move(delivered, OfferState.DECLINED))
    assert do(writer, lambda unit: unit.offers.live_of(ruth.id)) == []
    do(writer, lambda unit: unit.offers.add(an_offer(request, ruth)))


def test_accept_and_recall_at_once_and_one_is_told(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    offer = do(writer, lambda unit: unit.offers.add(an_offer(request, ruth)))
    accept = writer.submit(lambda unit: unit.offers.move(offer, OfferState.NAMED))
    recall = writer.submit(lambda unit: unit.offers.move(offer, OfferState.RECALLED))
    assert outcomes(accept, recall) == ["Conflict", "won"]


def test_moves_that_are_not_in_the_table_cannot_be_made(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    offer = do(writer, lambda unit: unit.offers.add(an_offer(request, asha)))
    for job in (
        lambda unit: unit.requests.move(request, RequestState.CONNECTED),
        lambda unit: unit.requests.change(request, state=RequestState.CLOSED),
        lambda unit: unit.offers.move(offer, OfferState.ENDED),
        lambda unit: unit.requests.shred(request),
        lambda unit: unit.requests.release(request),
    ):
        with pytest.raises(ValueError):
            do(writer, job)
    assert do(writer, lambda unit: unit.requests.get(request.id)) == request


def test_a_move_or_change_from_an_old_state_conflicts(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    matched = do(writer, lambda unit: unit.requests.move(request, RequestState.MATCHED, matched_at=NOW))
    assert matched.version == request.version + 1
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.requests.move(request, RequestState.CLOSED))
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.requests.change(request, misses=1))
    changed = do(writer, lambda unit: unit.requests.change(matched, longer_used=1))
    assert changed.version == matched.version
    assert do(writer, lambda unit: unit.requests.get(request.id)) == changed


def test_shredding_leaves_nothing(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))

    def live(unit: UnitOfWork) -> Request:
        request = ask(unit, asha)
        offer = unit.offers.add(an_offer(request, ruth))
        unit.deadlines.book("seek", NOW, request=request.id)
        unit.deadlines.book("offer-expire", NOW, offer=offer.id)
        unit.ledger.note("opened", site="north", actor=asha.id, request=request)
        return request

    def shred(unit: UnitOfWork) -> Request:
        closed = unit.requests.move(request, RequestState.CLOSED)
        unit.requests.shred(closed)
        unit.ledger.note("closed", site="north", actor=ruth.id, request=closed)
        return closed

    request = do(writer, live)
    closed = do(writer, shred)
    with pytest.raises(LookupError):
        do(writer, lambda unit: unit.requests.details(closed))
    with pytest.raises(Conflict):  # who read it before begins again, from what is true by now
        do(writer, lambda unit: unit.requests.details(request))
    for table in ("request", "request_key", "offer", "deadline", "audit"):
        assert do(writer, partial(_rows_of, table)) == 0
    do(writer, lambda unit: ask(unit, asha))


def _rows_of(table: str, unit: UnitOfWork) -> int:
    return int(unit.link.driver.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own names


def test_a_closed_request_that_is_kept_does_not_stop_the_next(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))

    def close(unit: UnitOfWork) -> Request:
        closed = unit.requests.move(request, RequestState.CLOSED)
        unit.requests.release(closed)
        return closed

    closed = do(writer, close)
    again = do(writer, lambda unit: ask(unit, asha))
    assert again.id != closed.id
    assert do(writer, lambda unit: unit.requests.details(closed)) == details_of(asha)


def test_an_offer_and_a_closing_at_once_do_not_miss_each_other(writer: Writer):
    """Whichever comes second sees the first: no live offer for a closed request, on either database."""
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    for _ in range(10):
        request = do(writer, lambda unit: ask(unit, asha))
        gate = threading.Barrier(2)

        def offer(unit: UnitOfWork, request: Request = request, gate: threading.Barrier = gate) -> None:
            _meet(unit, gate)
            found = unit.requests.get(request.id)
            if found is not None and found.state is RequestState.SEEKING:
                unit.offers.add(an_offer(found, ruth))

        def close(unit: UnitOfWork, request: Request = request, gate: threading.Barrier = gate) -> None:
            _meet(unit, gate)
            found = unit.requests.get(request.id)
            assert found is not None
            live = unit.offers.live(found.id)
            if live is not None:
                unit.offers.move(live, OfferState.RECALLED)
            unit.requests.shred(unit.requests.move(found, RequestState.CLOSED))

        assert outcomes(writer.submit(offer), writer.submit(close)) == ["won", "won"]
        assert do(writer, partial(_live, request)) is None


def test_a_supporter_with_a_limit_of_one_is_offered_one_of_two_requests(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    for round_ in range(5):
        requests = [do(writer, partial(_ask, person)) for person in joined(writer, f"Asha{round_} A", f"Ben{round_} B")]
        gate = threading.Barrier(2)

        def offer(request: Request, gate: threading.Barrier, unit: UnitOfWork) -> bool:
            _meet(unit, gate)
            unit.people.lock(ruth.id)
            if unit.offers.live_of(ruth.id):
                return False
            unit.offers.add(an_offer(request, ruth))
            return True

        both = [writer.submit(partial(offer, request, gate)) for request in requests]
        assert sorted(future.result(20) for future in both) == [False, True]
        do(writer, lambda unit: unit.offers.move(unit.offers.live_of(ruth.id)[0], OfferState.DECLINED))


def _live(request: Request, unit: UnitOfWork) -> Offer | None:
    return unit.offers.live(request.id)


def _ask(person: Person, unit: UnitOfWork) -> Request:
    return ask(unit, person)


def _meet(unit: UnitOfWork, gate: threading.Barrier) -> None:
    """Let two transactions begin together, where the database runs two at all."""
    if unit.link.is_postgresql:
        gate.wait(10)


def test_a_number_can_be_used_again_only_when_the_request_is_closed(writer: Writer, monkeypatch: pytest.MonkeyPatch):
    asha, ben = joined(writer, "Asha Physician", "Ben Physician")
    request = do(writer, lambda unit: ask(unit, asha))
    monkeypatch.setattr("storage.stores.requests.RequestStore._free_number", lambda *_: request.number)
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.requests.open(a_request(), details_of(ben)))
    do(writer, lambda unit: unit.requests.move(request, RequestState.CLOSED))
    assert do(writer, lambda unit: unit.requests.open(a_request(), details_of(ben))).number == request.number


def test_an_offer_for_a_request_that_is_shredded_is_refused(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    do(writer, lambda unit: unit.requests.shred(unit.requests.move(request, RequestState.CLOSED)))
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.offers.add(an_offer(replace(request), asha)))


def test_whoever_read_of_an_offer_before_its_request_was_closed_begins_again(writer: Writer):
    """PostgreSQL lets another replica commit between the reading of the row and of its key."""
    asha, ruth = joined(writer, "Asha Physician", "Ruth Supporter")
    request = do(writer, lambda unit: ask(unit, asha))
    do(writer, lambda unit: unit.offers.add(an_offer(request, ruth)))
    do(writer, lambda unit: unit.link.run(Sql("DELETE FROM request_key")))
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.offers.live_of(ruth.id))


def test_a_lost_race_can_be_answered_inside_the_same_transaction(writer: Writer):
    """A Conflict from the stores leaves the transaction whole, on PostgreSQL too."""
    asha, ruth = joined(writer, "Asha Physician", "Ruth Okafor")
    request = do(writer, lambda unit: ask(unit, asha))
    do(writer, lambda unit: unit.offers.add(an_offer(request, ruth)))

    def again(unit: UnitOfWork) -> str:
        with pytest.raises(Conflict):
            unit.offers.add(an_offer(request, ruth))
        return unit.people.get(ruth.id).name

    assert do(writer, again) == "Ruth Okafor"
