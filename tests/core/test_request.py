"""The two tables of moves, read as sentences, and the quiet hours that a new card may have to wait for."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.policy import QuietHours
from bot.core.request import LIVE_OFFER, OFFER_MOVES, REQUEST_MOVES, Offer, OfferState, RequestState, TookPlace

State = TypeVar("State", RequestState, OfferState)

INVITED, SEEKING, MATCHED = RequestState.INVITED, RequestState.SEEKING, RequestState.MATCHED
CONNECTED, CLOSED = RequestState.CONNECTED, RequestState.CLOSED
OPEN, NAMED, CONFIRMED = OfferState.OPEN, OfferState.NAMED, OfferState.CONFIRMED


def after(moves: Collection[tuple[State, State]], state: State) -> set[State]:
    return {then for now, then in moves if now is state}


def reachable(moves: Collection[tuple[State, State]], start: State) -> set[State]:
    seen, todo = {start}, [start]
    while todo:
        new = after(moves, todo.pop()) - seen
        seen |= new
        todo += new
    return seen


# Requests


def test_a_closed_request_stays_closed():
    assert after(REQUEST_MOVES, CLOSED) == set()


def test_every_request_state_can_be_reached():
    assert reachable(REQUEST_MOVES, INVITED) == set(RequestState)
    assert reachable(REQUEST_MOVES, SEEKING) == set(RequestState) - {INVITED}


def test_an_invitation_leads_to_a_request_or_to_nothing():
    assert after(REQUEST_MOVES, INVITED) == {SEEKING, CLOSED}


def test_nobody_is_invited_by_moving_a_request():
    assert INVITED not in {then for _, then in REQUEST_MOVES}


def test_a_physician_can_leave_at_every_step():
    for state in set(RequestState) - {CLOSED}:
        assert CLOSED in after(REQUEST_MOVES, state), state


def test_a_rematch_seeks_again_from_matched_and_from_connected():
    assert SEEKING in after(REQUEST_MOVES, MATCHED)
    assert SEEKING in after(REQUEST_MOVES, CONNECTED)


def test_a_conversation_needs_a_match_first():
    assert {now for now, then in REQUEST_MOVES if then is CONNECTED} == {MATCHED}
    assert {now for now, then in REQUEST_MOVES if then is MATCHED} == {
        SEEKING,
        CONNECTED,
    }  # and back, where it is denied


# Offers


def test_every_offer_state_can_be_reached_from_an_open_offer():
    assert reachable(OFFER_MOVES, OPEN) == set(OfferState)


LATE = {(OfferState.EXPIRED, then) for then in (OfferState.DECLINED, OfferState.KNOWN, OfferState.RECALLED)}


def test_live_offers_are_open_named_and_confirmed_and_only_they_can_move():
    """But for an answer that came too late, which brings nothing back to life."""
    assert {OPEN, NAMED, CONFIRMED} == LIVE_OFFER
    assert {now for now, _ in OFFER_MOVES - LATE} == LIVE_OFFER
    assert LATE < OFFER_MOVES
    assert not {then for _, then in LATE} & LIVE_OFFER


@pytest.mark.parametrize("state", OfferState)
def test_an_offer_knows_whether_it_is_live(state):
    made_at = datetime(2025, 3, 14, 12, tzinfo=UTC)
    assert Offer("o1", "r1", "ana", state, 1, 1, made_at).live is (state in {OPEN, NAMED, CONFIRMED})


def test_nobody_is_confirmed_before_the_name_was_shown():
    assert {now for now, then in OFFER_MOVES if then is CONFIRMED} == {NAMED}
    assert {now for now, then in OFFER_MOVES if then is NAMED} == {OPEN}


def test_every_live_offer_can_be_recalled_and_rematched_because_they_know_each_other():
    for state in LIVE_OFFER:
        assert {OfferState.RECALLED, OfferState.KNOWN} <= after(OFFER_MOVES, state), state


def test_an_offer_can_be_declined_or_expire_until_it_is_confirmed():
    for ending in (OfferState.DECLINED, OfferState.EXPIRED):
        assert {now for now, then in OFFER_MOVES - LATE if then is ending} == {OPEN, NAMED}


def test_only_a_confirmed_offer_comes_to_a_natural_end():
    assert {now for now, then in OFFER_MOVES if then is OfferState.ENDED} == {CONFIRMED}


@pytest.mark.parametrize("moves", [REQUEST_MOVES, OFFER_MOVES], ids=["requests", "offers"])
def test_no_move_stands_still(moves):
    assert all(now is not then for now, then in moves)


def test_a_conversation_happened_when_it_took_some_time():
    assert {answer for answer in TookPlace if answer.happened} == {
        TookPlace.UNDER_30,
        TookPlace.FROM_30_TO_60,
        TookPlace.OVER_60,
    }


# Quiet hours

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no bug

NIGHT = QuietHours(time(21), time(7))
minutes = st.integers(0, 24 * 60 - 1)
days = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def clock(minute: int) -> time:
    return time(minute // 60, minute % 60)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (time(20, 59), False),
        (time(21), True),
        (time(23, 59, 59), True),
        (time(0), True),
        (time(6, 59, 59), True),
        (time(7), False),
    ],
)
def test_the_night_is_quiet_on_both_sides_of_midnight(moment, quiet):
    assert NIGHT.covers(moment) is quiet


def test_a_card_of_the_evening_waits_for_the_morning_and_one_of_the_small_hours_for_the_same_morning():
    winnipeg = ZoneInfo("America/Winnipeg")
    morning = datetime(2025, 3, 15, 7, tzinfo=winnipeg)
    assert NIGHT.end_after(datetime(2025, 3, 14, 22, 30, 15, tzinfo=winnipeg)) == morning
    assert NIGHT.end_after(datetime(2025, 3, 15, 2, 30, tzinfo=winnipeg)) == morning


@unhurried
@given(minutes, minutes, minutes)
def test_the_span_covers_exactly_the_minutes_from_its_start_to_its_end(start, end, moment):
    """Counting from the start round the clock puts midnight nowhere in particular."""
    length, since_start = (end - start) % 1440, (moment - start) % 1440
    assert QuietHours(clock(start), clock(end)).covers(clock(moment)) is (since_start < length)


@unhurried
@given(minutes, minutes, days)
def test_the_wait_ends_at_the_first_moment_outside_the_span(start, end, now):
    quiet = QuietHours(clock(start), clock(end))
    then = quiet.end_after(now)
    assert not quiet.covers(then.time())
    if not quiet.covers(now.time()):
        assert then == now
    else:
        assert now < then <= now + timedelta(days=1)
        assert (then.hour, then.minute, then.second, then.microsecond) == (end // 60, end % 60, 0, 0)
        waited = (then - now) // timedelta(minutes=1)
        assert all(quiet.covers((now + timedelta(minutes=minute)).time()) for minute in range(0, waited, 7))
