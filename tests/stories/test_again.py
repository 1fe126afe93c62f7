"""Stories of every kind of press, each event twice (tests/again.py). Under `make test-long` every story plays so.

What decides is the state: with the inbox emptied, as after a backup or a longer time than the platforms take, and a
second before the inbox may forget, on another replica.
"""

import pytest

from tests.stories import (
    test_afterwards,
    test_before_contact,
    test_gatherings,
    test_joining,
    test_leaving,
    test_match,
    test_monthly,
    test_nominations,
    test_offer,
    test_part_time_post,
    test_phone_me,
    test_search,
    test_steering,
    test_training,
)
from tests.stories.conftest import FORGOTTEN, REPLICA


@pytest.fixture(params=[FORGOTTEN, REPLICA])
def platform(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


test_offer_declined_and_taken_back = test_offer.test_a_decline_is_taken_back_and_nothing_tells_of_it
test_offer_declined_twice = test_offer.test_a_second_press_changes_nothing
test_matched_and_in_touch = test_match.test_in_touch_puts_everybody_at_ease
test_matched_anew = test_match.test_the_physician_asks_for_someone_else_at_any_time
test_a_message_left = test_before_contact.test_a_message_left_is_a_try_that_the_physician_sees_and_the_hours_run_on
test_tracked = test_afterwards.test_r47_nothing_is_kept_before_the_third_tap_and_a_second_third_tap_saves_nothing
test_asked_again = test_search.test_asking_again_takes_no_promise_back
test_in_two_hands = test_steering.test_two_coordinators_see_that_one_of_them_has_it
test_a_post_that_is_left = test_part_time_post.test_back_ends_it_and_whoever_asked_reads_who_it_is_now
test_a_call = test_phone_me.test_a_call_back_is_there_beside_a_request_and_knows_its_number
test_a_word_a_month = test_monthly.test_who_asked_and_joined_stays_until_they_leave_it
test_suggested = test_joining.test_what_the_one_who_suggests_waits_for_is_the_same_whoever_was_picked
test_thought_of = test_nominations.test_a_sender_has_so_many_a_week_and_is_answered_alike_beyond_it
test_seated = test_gatherings.test_a_weekly_one_comes_again_with_free_seats
test_trained = test_training.test_an_entry_that_was_a_mistake_is_taken_back
test_left = test_leaving.test_with_an_open_offer_the_next_is_asked_at_once
