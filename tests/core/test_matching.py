"""Stories of one request looking for one supporter. Everybody here could be asked until a story says otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.core.matching import (
    NAMEABLE,
    Barrier,
    Candidate,
    Need,
    Wish,
    WishKind,
    barriers,
    explain,
    order,
    serves,
    serves_profession,
)
from bot.core.people import Kind, Person, Profession, Role, Stage, Standing
from bot.core.policy import CareerRule, Policy

TODAY = date(2025, 3, 14)
POLICY = Policy()

DR_ASK = Person(
    id="ask", site="north", name="Dr. Ask", email="ask@example.org", stage=Stage.EARLY, department="Surgery"
)

NEED = Need(
    physician=DR_ASK,
    site="north",
    may_be=(),
    contact_email="",
    vouched_email="",
    department="",
    not_these=frozenset(),
    tried=frozenset(),
    asked_for="",
    language="",
    wish=None,
    outside=False,
    reason="",
    stage=DR_ASK.stage,
    profession=DR_ASK.works_as,
    career_bent=False,
)


def free(person_id: str, **said: Any) -> Candidate:
    """A supporter who could be asked today, unless what is said about them is in the way."""
    person = Person(
        id=person_id,
        site="north",
        name=f"Dr. {person_id.title()}",
        email=f"{person_id}@example.org",
        roles=frozenset({Role.SUPPORTER}),
        stage=Stage.LATE,
        trained_hours=4,
        agreement_version="1",
        agreement_signed_on=date(2025, 1, 1),
    )
    return Candidate(replace(person, **said), live=0)


def ids(candidates: Sequence[Candidate]) -> list[str]:
    return [candidate.person.id for candidate in candidates]


def asked(candidates: Sequence[Candidate], need: Need = NEED, policy: Policy = POLICY, seed: str = "r1") -> list[str]:
    return ids(order(need, candidates, policy, TODAY, seed))


def stopped_by(candidate: Candidate, need: Need = NEED, policy: Policy = POLICY) -> frozenset[Barrier]:
    return barriers(need, candidate, policy, TODAY)


# Who may be asked


def test_a_trained_free_colleague_with_a_signed_agreement_may_be_asked():
    assert stopped_by(free("ana")) == frozenset()


def test_nobody_is_asked_when_nobody_may_be():
    assert order(NEED, [], POLICY, TODAY, "r1") == ()
    assert order(NEED, [free("ana", trained_hours=0)], POLICY, TODAY, "r1") == ()


def test_a_coordinator_who_is_not_a_supporter_is_not_asked():
    assert stopped_by(free("ana", roles=frozenset({Role.COORDINATOR}))) == {Barrier.ROLE}


@pytest.mark.parametrize(("hours", "stops"), [(0, True), (3.9, True), (4, False), (6, False)])
def test_training_counts_from_the_hours_that_the_site_asks_for(hours, stops):
    assert stopped_by(free("ana", trained_hours=hours)) == ({Barrier.TRAINING} if stops else set())


@pytest.mark.parametrize(
    ("version", "signed_on", "stops"),
    [
        ("1", TODAY, False),
        ("1", TODAY + timedelta(days=1), True),
        ("1", None, True),
        ("0", TODAY, True),
        ("", TODAY, True),
    ],
)
def test_the_agreement_must_be_todays_version_and_already_signed(version, signed_on, stops):
    ana = free("ana", agreement_version=version, agreement_signed_on=signed_on)
    assert stopped_by(ana) == ({Barrier.AGREEMENT} if stops else set())


def test_a_new_version_of_the_agreement_must_be_signed_again():
    assert stopped_by(free("ana"), policy=Policy(agreement_version="2")) == {Barrier.AGREEMENT}


def test_the_same_agreement_under_an_older_name_is_signed():
    """T-F5: whoever signed "2026-1" has signed what is called "v2026a" by now."""
    ana = free("ana", agreement_version="2026-1")
    assert stopped_by(ana, policy=Policy(agreement_version="v2026a", agreement_was=("2026-1",))) == set()
    assert stopped_by(ana, policy=Policy(agreement_version="v2026b")) == {Barrier.AGREEMENT}


@pytest.mark.parametrize(
    ("standing", "stops"),
    [
        (Standing(paused=True), True),
        (Standing(away_until=TODAY), True),
        (Standing(away_until=TODAY - timedelta(days=1)), False),
        (Standing(leaving_on=TODAY), True),
        (Standing(leaving_on=TODAY + timedelta(days=1)), False),
    ],
)
def test_r23_a_supporter_is_left_alone_while_paused_away_or_gone(standing, stops):
    assert stopped_by(free("ana", standing=standing)) == ({Barrier.AWAY} if stops else set())


@pytest.mark.parametrize(
    ("own", "site", "live", "stops"),
    [
        (None, 1, 0, False),
        (None, 1, 1, True),
        (None, 2, 1, False),
        (1, 2, 1, True),
        (5, 1, 1, True),  # nobody raises the site's limit for themselves
        (0, 1, 0, True),
    ],
)
def test_open_named_and_confirmed_offers_count_towards_the_lower_of_both_limits(own, site, live, stops):
    ana = replace(free("ana", standing=Standing(limit=own)), live=live)
    assert stopped_by(ana, policy=Policy(concurrent_limit=site)) == ({Barrier.LIMIT} if stops else set())


def test_a_supporter_who_asks_for_a_peer_is_not_offered_to_themselves():
    assert stopped_by(free("ask", email="work@example.org")) == {Barrier.SELF}


def test_a_second_record_of_the_physician_is_recognised_by_either_email():
    need = replace(NEED, contact_email="home@example.net")
    assert stopped_by(free("ana", email="Ask@Example.org"), need) == {Barrier.SELF}
    assert stopped_by(free("ana", email="HOME@example.net"), need) == {Barrier.SELF}


def test_two_people_without_an_email_are_not_the_same_person():
    unrostered = replace(NEED, physician=Person(id="new", site="north"))
    assert stopped_by(free("ana", email=""), unrostered) == frozenset()


@pytest.mark.parametrize("evaluated", ["ask@example.org", "Ask@Example.ORG", "home@example.net"])
def test_r27_nobody_who_evaluates_the_physician_is_asked(evaluated):
    need = replace(NEED, contact_email="home@example.net")
    assert stopped_by(free("ana", evaluates_people=frozenset({evaluated})), need) == {Barrier.EVALUATES}


@pytest.mark.parametrize("department", ["Surgery", "SURGERY", " surgery "])
def test_nobody_who_evaluates_the_department_is_asked(department):
    assert stopped_by(free("ana", evaluates_departments=frozenset({department}))) == {Barrier.EVALUATES}


def test_an_accent_typed_in_two_ways_is_the_same_department():
    need = replace(NEED, physician=replace(DR_ASK, department="M\u00e9decine"))
    ana = free("ana", evaluates_departments=frozenset({"Me\u0301decine"}))
    assert stopped_by(ana, need) == {Barrier.EVALUATES}


def test_evaluating_somebody_else_stops_nobody():
    ana = free(
        "ana", evaluates_people=frozenset({"other@example.org", ""}), evaluates_departments=frozenset({"Family", ""})
    )
    unrostered = Person(id="new", site="north", stage=Stage.EARLY)
    assert stopped_by(ana) == frozenset()
    assert stopped_by(ana, replace(NEED, physician=unrostered)) == frozenset()


def test_the_not_these_people_list_is_kept():
    assert stopped_by(free("ana"), replace(NEED, not_these=frozenset({"ana"}))) == {Barrier.ON_LIST}


def test_nobody_is_asked_twice_for_the_same_request():
    assert stopped_by(free("ana"), replace(NEED, tried=frozenset({"ana"}))) == {Barrier.TRIED}


@pytest.mark.parametrize(
    ("shared", "stops"), [("lawsuit", True), ("burnout", False), ("", False)], ids=["theirs", "another", "not shared"]
)
def test_a_reason_that_is_not_for_them_right_now(shared: str, stops: bool):
    ana = free("ana", standing=Standing(not_now=("lawsuit", "sad_case")))
    assert stopped_by(ana, replace(NEED, reason=shared)) == ({Barrier.NOT_NOW} if stops else set())
    assert Barrier.NOT_NOW not in NAMEABLE


def test_a_physician_meets_supporters_of_their_own_site():
    assert stopped_by(free("ana", site="south")) == {Barrier.SITE}


def test_somebody_outside_my_site_is_never_somebody_inside_it():
    outside = replace(NEED, outside=True)
    assert stopped_by(free("ana", site="south"), outside) == frozenset()
    assert stopped_by(free("ana", site="north"), outside) == {Barrier.SITE}


T, E, M, L, R = Stage.TRAINEE, Stage.EARLY, Stage.MID, Stage.LATE, Stage.RETIRED


@pytest.mark.parametrize(
    ("physician", "equal_or_higher", "not_early"),
    [
        (T, {T, E, M, L, R, None}, {T, E, M, L, R, None}),
        (E, {T, E, M, L, R, None}, {T, E, M, L, R, None}),
        (M, {M, L, R, None}, {M, L, R, None}),
        (L, {L, R}, {M, L, R, None}),
        (R, {L, R}, {M, L, R, None}),
        (None, {M, L, R, None}, {M, L, R, None}),
    ],
)
def test_r26_mid_and_late_career_look_up_or_across_and_unknown_counts_as_mid(physician, equal_or_higher, not_early):
    need = replace(NEED, stage=physician)
    for rule, may_help in (
        (CareerRule.EQUAL_OR_HIGHER, equal_or_higher),
        (CareerRule.NOT_EARLY, not_early),
    ):
        for stage in (T, E, M, L, R, None):
            expected = set() if stage in may_help else {Barrier.CAREER}
            assert stopped_by(free("ana", stage=stage), need, Policy(career_rule=rule)) == expected, (rule, stage)


def test_r26_bent_for_one_request_the_career_rule_bars_nobody_and_no_other_rule_bends():
    late = replace(NEED, stage=Stage.LATE, career_bent=True)
    ana = free("ana", stage=Stage.EARLY)
    assert stopped_by(ana, late) == frozenset()
    assert stopped_by(replace(ana, live=1), late) == {Barrier.LIMIT}
    assert stopped_by(free("ana", stage=Stage.EARLY, trained_hours=0), late) == {Barrier.TRAINING}
    assert stopped_by(ana, replace(late, tried=frozenset({"ana"}), not_these=frozenset({"ana"}))) == {
        Barrier.TRIED,
        Barrier.ON_LIST,
    }


def test_being_asked_for_by_name_lifts_no_hard_rule():
    need = replace(NEED, asked_for="ana")
    assert asked([free("ana", trained_hours=0), free("ben")], need) == ["ben"]


# In which order

DAY = timedelta(days=1)


def matched(*days_ago: int) -> Standing:
    return Standing(matches=tuple(TODAY - days * DAY for days in days_ago))


# Why the first is asked before the second, in the order of the steps. Each story gives every later reason to the second
# and sees the first still asked first.
STEPS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "asked for by name": ({}, {}),
    "speaks the language": ({"languages": ("en", "FR")}, {"languages": ("en",)}),
    "meets the wish": ({"gender": "Female"}, {"gender": "male"}),
    "is of another department": ({"department": "Family"}, {"department": "SURGERY"}),
    "has fewer matches this year": ({"matches": 1}, {"matches": 2}),
    "is idle for longer": ({"last": 90}, {"last": 30}),
}


def described(person_id: str, matches: int = 1, last: int = 60, **said: Any) -> Candidate:
    """So many matches this year, the last so many days ago."""
    return free(person_id, standing=matched(*(last for _ in range(matches))), **said)


@pytest.mark.parametrize("step", STEPS)
def test_an_earlier_step_outweighs_all_later_ones_together(step: str):
    steps = list(STEPS)
    position = steps.index(step)
    first, second = dict(STEPS[step][0]), dict(STEPS[step][1])
    for later in steps[position + 1 :]:
        first |= STEPS[later][1]
        second |= STEPS[later][0]
    need = replace(NEED, asked_for="ana" if position == 0 else "", language="fr", wish=Wish(WishKind.GENDER, "female"))
    people = [described("ben", **second), described("ana", **first)]
    for seed in ("r1", "r2", "r3", "r4", "r5", "r6"):
        assert asked(people, need, seed=seed) == ["ana", "ben"]


def test_r35_a_supporter_under_the_years_ceiling_is_asked_before_one_at_it():
    busy = free("ana", standing=matched(*range(1, 8)))
    calm = free("ben", standing=matched(*range(1, 7)))
    assert asked([busy, calm]) == ["ben", "ana"]
    wished = replace(NEED, wish=Wish(WishKind.GENDER, "female"))
    assert asked([replace(busy, person=replace(busy.person, gender="female")), calm], wished) == ["ben", "ana"]
    assert asked([busy]) == ["ana"]  # the ceiling is soft: a full year never leaves a physician alone


def test_matches_of_more_than_a_year_ago_do_not_count():
    """A year is the running month and the eleven before it."""
    veteran = free("ana", standing=matched(348, 400, 500))
    recent = free("ben", standing=matched(347))
    assert [each.person.standing.matches[0] for each in (veteran, recent)] == [date(2024, 3, 31), date(2024, 4, 1)]
    assert all(asked([recent, veteran], seed=str(seed)) == ["ana", "ben"] for seed in range(5))


def test_the_month_of_the_last_match_decides_and_its_day_does_not():
    first, last = free("ana", standing=matched(42)), free("ben", standing=matched(15))
    assert [each.person.standing.matches[0] for each in (first, last)] == [date(2025, 1, 31), date(2025, 2, 27)]
    assert all(asked([last, first], seed=str(seed)) == ["ana", "ben"] for seed in range(5))
    other = free("cy", standing=matched(40))
    assert {asked([last, other], seed=str(seed))[0] for seed in range(20)} == {"ben", "cy"}


def test_r25_a_wish_that_nobody_meets_stops_nobody():
    need = replace(NEED, wish=Wish(WishKind.SAME_SPECIALTY, "Psychiatry"), language="fr")
    assert sorted(asked([free("ana", gender="psychiatry"), free("ben")], need)) == ["ana", "ben"]


def test_no_language_and_no_department_are_not_a_match_of_two_blanks():
    need = replace(NEED, physician=replace(DR_ASK, department=""))
    people = [free("ana", languages=("",)), free("ben"), free("cy", department="Family")]
    assert {asked(people, need, seed=str(seed)).pop(0) for seed in range(40)} == {"ana", "ben", "cy"}


def test_the_draw_is_the_same_on_every_replica_and_for_ever():
    people = [free(name) for name in ("ana", "ben", "cy", "dee")]
    assert asked(people, seed="r1") == ["dee", "cy", "ben", "ana"]
    assert asked(people, seed="r2") == ["ana", "cy", "ben", "dee"]


def test_the_draw_favours_nobody():
    people = [free(name) for name in ("ana", "ben", "cy")]
    firsts = [asked(people, seed=f"request {number}")[0] for number in range(300)]
    assert all(80 <= firsts.count(name) <= 120 for name in ("ana", "ben", "cy"))


# What a coordinator may be told


def test_an_explanation_names_only_what_may_be_named():
    assert {str(reason) for reason in NAMEABLE} == {"training", "agreement", "away", "limit", "career"}


def test_the_coordinator_sees_places_first_and_then_everybody_else_by_name():
    people = [
        free("zoe", name="Dr. Zoe"),
        free("eve", name="dr. eve", trained_hours=0, agreement_version=""),
        free("ben", name="Dr. Ben", standing=matched(5)),
        free("ana", name="Dr. Ana"),
    ]
    need = replace(NEED, tried=frozenset({"zoe"}))
    assert [(row.person.id, row.place, row.reasons) for row in explain(need, people, POLICY, TODAY, "r1")] == [
        ("ana", 1, ()),
        ("ben", 2, ()),
        ("eve", None, (Barrier.AGREEMENT, Barrier.TRAINING)),
        ("zoe", None, ()),
    ]


@pytest.mark.parametrize(
    "need",
    [
        replace(NEED, not_these=frozenset({"ana"})),
        replace(NEED, tried=frozenset({"ana"})),
        replace(NEED, contact_email="ana@example.org"),
        replace(NEED, physician=replace(DR_ASK, email="boss@example.org")),
        replace(NEED, outside=True),
        replace(NEED, profession=Profession.NURSE),
    ],
    ids=["on the list", "declined", "is the physician", "evaluates", "site", "profession"],
)
def test_every_hidden_reason_looks_the_same(need):
    ana = free("ana", stage=Stage.EARLY, evaluates_people=frozenset({"boss@example.org"}))
    (row,) = explain(need, [ana], POLICY, TODAY, "r1")
    assert (row.place, row.reasons) == (None, ())
    (row,) = explain(need, [replace(ana, live=1)], POLICY, TODAY, "r1")
    assert (row.place, row.reasons) == (None, (Barrier.LIMIT,))


def test_r26_a_coordinator_reads_that_the_career_stage_stands_between():
    late = replace(NEED, stage=Stage.LATE)
    (row,) = explain(late, [free("ana", stage=Stage.EARLY)], POLICY, TODAY, "r1")
    assert (row.place, row.reasons) == (None, (Barrier.CAREER,))


# Wishes, and whom a programme serves


def test_an_empty_wish_is_met_by_nobody():
    for kind in (WishKind.GENDER, WishKind.SAME_SPECIALTY, WishKind.TAG):
        assert not Wish(kind, "").met_by(free("ana").person)


@pytest.mark.parametrize(
    ("wish", "meets", "does_not"),
    [
        (Wish(WishKind.GENDER, "woman"), {"gender": "Woman"}, {"gender": ""}),
        (Wish(WishKind.SAME_SPECIALTY, "Surgery"), {"specialty": "surgery"}, {"specialty": "Psychiatry"}),
        (Wish(WishKind.OTHER_SPECIALTY, "Surgery"), {"specialty": "Psychiatry"}, {"specialty": "surgery"}),
        (Wish(WishKind.OTHER_SPECIALTY, "Surgery"), {"specialty": "Psychiatry"}, {"specialty": ""}),
        (Wish(WishKind.OTHER_DEPARTMENT, "North"), {"department": "South"}, {"department": " north"}),
        (Wish(WishKind.OTHER_DEPARTMENT, ""), {"department": "South"}, {"department": ""}),
        (Wish(WishKind.TAG, "abroad"), {"standing": Standing(tags=("abroad",))}, {"standing": Standing(tags=("a",))}),
    ],
)
def test_r24_r76_each_wish_does_what_it_says_and_shuts_nobody_out(wish, meets, does_not):
    need = replace(NEED, wish=wish)
    people = [free("ben", **does_not), free("ana", **meets)]
    assert [wish.met_by(each.person) for each in people] == [False, True]
    for seed in ("r1", "r2", "r3", "r4", "r5", "r6"):
        assert asked(people, need, seed=seed) == ["ana", "ben"]


def test_a_programme_that_starts_small_serves_its_stages_and_whoever_did_not_say():
    residents_only = Policy(serves=frozenset({Stage.TRAINEE}))
    assert serves(residents_only, Stage.TRAINEE)
    assert not serves(residents_only, Stage.LATE)
    assert serves(residents_only, None)


# Whom a peer is a peer of

BOTH = Policy(professions=frozenset({Profession.PHYSICIAN, Profession.NURSE}))
NURSE = replace(NEED, profession=Profession.NURSE)


def test_r75_a_nurse_is_offered_to_a_nurse_and_to_nobody_else():
    people = [free("ana"), free("ben", profession=Profession.NURSE), free("cy", profession=Profession.PHARMACIST)]
    assert asked(people, NURSE, BOTH) == ["ben"]
    assert asked(people, NEED, BOTH) == ["ana"]
    assert stopped_by(people[0], NURSE, BOTH) == {Barrier.PROFESSION}


def test_r75_where_the_site_says_so_a_colleague_of_any_profession_is_asked():
    across = replace(BOTH, across_professions=True)
    people = [free("ana"), free("ben", profession=Profession.NURSE), free("cy", profession=Profession.PHARMACIST)]
    assert sorted(asked(people, NURSE, across)) == ["ana", "ben", "cy"]


def test_r75_an_unknown_profession_may_be_any_that_the_site_serves():
    unsaid = replace(NEED, profession=None)
    people = [free("ana"), free("ben", profession=Profession.NURSE), free("cy", profession=Profession.PHARMACIST)]
    assert sorted(asked(people, unsaid, BOTH)) == ["ana", "ben"]
    assert asked(people, unsaid, POLICY) == ["ana"]  # where physicians alone are served, whoever asks is one


def test_r75_an_empty_cell_is_a_physician_but_for_whoever_has_no_part_that_a_physician_has():
    known = {
        frozenset[Role](): Profession.PHYSICIAN,
        frozenset({Role.SUPPORTER}): Profession.PHYSICIAN,
        frozenset({Role.REFERRER}): Profession.OTHER,
        frozenset({Role.TECHNICAL}): Profession.OTHER,
        frozenset({Role.REFERRER, Role.LEAD}): Profession.PHYSICIAN,
    }
    assert {roles: Person("x", "north", roles=roles).works_as for roles in known} == known
    clerk = Person("x", "north", roles=frozenset({Role.REFERRER}), profession=Profession.NURSE)
    assert clerk.works_as is Profession.NURSE
    assert Person("x", "north", kind=Kind.GUEST).works_as is None


def test_r75_a_programme_serves_physicians_unless_it_says_more():
    assert [each for each in Profession if serves_profession(POLICY, each)] == [Profession.PHYSICIAN]
    assert serves_profession(BOTH, Profession.NURSE)
    assert serves_profession(POLICY, None)
