"""What holds for every physician, every pool of supporters and every policy that Hypothesis can think of."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.evaluates import mark
from bot.core.matching import (
    NAMEABLE,
    Barrier,
    Candidate,
    Explained,
    Need,
    Wish,
    WishKind,
    barriers,
    explain,
    order,
)
from bot.core.people import Kind, Person, Profession, Role, Stage, Standing
from bot.core.policy import CareerRule, Policy

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no bug

TODAY = date(2025, 3, 14)

# Few values of everything, so that people collide. In the usual situation everybody may be asked. A test names the
# fields that it is about: those are drawn anew for everybody, and now and then one more field is. Drawing all of them
# anew would leave hardly anybody to ask, and a rule that is gone would not be missed.
IDS = [f"p{number}" for number in range(5)]
EMAILS = ["", "a@example.org", "b@example.org"]
DEPARTMENTS = ["", "surgery", "family"]
STAGES = [*Stage, None]
PROFESSIONS = [Profession.PHYSICIAN, Profession.NURSE, Profession.OTHER, None]
REASONS = ["lawsuit", "burnout"]
NEAR = st.integers(-1, 1).map(lambda days: TODAY + timedelta(days=days))
LONG_AGO = st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days))

Pool = tuple[Candidate, ...]
Situation = tuple[Need, Pool, Policy]
Fields = dict[str, st.SearchStrategy[Any]]
Value = TypeVar("Value", Need, Person, Standing, Policy)


def some(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


STANDING: Fields = {
    "paused": st.booleans(),
    "away_until": st.none() | NEAR,
    "leaving_on": st.none() | NEAR,
    "limit": st.none() | st.integers(0, 3),
    "not_now": some(REASONS).map(tuple),
}
SUPPORTER: Fields = {
    "site": st.sampled_from(["north", "south"]),
    "email": st.sampled_from(EMAILS),
    "roles": st.sampled_from([frozenset({Role.SUPPORTER}), frozenset({Role.LEAD, Role.COORDINATOR}), frozenset()]),
    "profession": st.sampled_from(PROFESSIONS),
    "stage": st.sampled_from(STAGES),
    "kind": st.sampled_from([Kind.LISTED, Kind.LISTED, Kind.FORMER]),
    "evaluates_people": some(EMAILS),
    "evaluates_departments": some(DEPARTMENTS),
    "evaluates_found": st.frozensets(st.tuples(st.sampled_from(EMAILS), st.sampled_from(["ask", *IDS])), max_size=2),
    "evaluates_marks": some(EMAILS).map(lambda emails: frozenset(map(mark, emails))),
    "trained_hours": st.sampled_from([0, 3, 3.5, 4, 8]),
    "agreement_version": st.sampled_from(["1", "1", "1", "0", ""]),
    "agreement_signed_on": st.none() | NEAR,
}
NEED: Fields = {
    "physician": st.builds(
        Person,
        id=st.sampled_from(["ask", *IDS]),
        site=st.just("north"),
        email=st.sampled_from(EMAILS),
        department=st.sampled_from(DEPARTMENTS),
    ),
    "stage": st.sampled_from(STAGES),
    "profession": st.sampled_from(PROFESSIONS),
    "career_bent": st.booleans(),
    "may_be": st.lists(
        st.builds(
            Person,
            id=st.sampled_from(IDS),
            site=st.just("north"),
            email=st.sampled_from(EMAILS),
            department=st.sampled_from(DEPARTMENTS),
        ),
        max_size=2,
    ).map(tuple),
    "contact_email": st.sampled_from(EMAILS),
    "vouched_email": st.sampled_from(EMAILS),
    "department": st.sampled_from(DEPARTMENTS),
    "not_these": some(IDS),
    "tried": some(IDS),
    "outside": st.booleans(),
    "reason": st.sampled_from(["", *REASONS]),
}
POLICY: Fields = {
    "career_rule": st.sampled_from(CareerRule),
    "professions": st.frozensets(st.sampled_from([Profession.PHYSICIAN, Profession.NURSE]), min_size=1),
    "across_professions": st.booleans(),
    "concurrent_limit": st.integers(1, 3),
    "training_hours": st.sampled_from([3, 4]),
    "agreement_version": st.sampled_from(["1", "1", "1", "2"]),
}

wishes = st.none() | st.builds(
    Wish, st.sampled_from(WishKind), st.sampled_from(["female", "male", "surgery", "family", "complaint", ""])
)
usual_need = st.builds(
    Need,
    physician=st.builds(Person, id=st.just("ask"), site=st.just("north"), department=st.just("surgery")),
    site=st.just("north"),
    may_be=st.just(()),
    contact_email=st.just(""),
    vouched_email=st.just(""),
    department=st.just(""),
    not_these=st.just(frozenset()),
    tried=st.just(frozenset()),
    asked_for=st.sampled_from(["", *IDS]),
    language=st.sampled_from(["", "fr"]),
    wish=wishes,
    outside=st.just(False),
    reason=st.just(""),
    stage=st.just(Stage.EARLY),
    profession=st.just(Profession.PHYSICIAN),
    career_bent=st.just(False),
)
usual_standing = st.builds(
    Standing,
    matches=st.lists(LONG_AGO, max_size=4).map(tuple),
    tags=some(["complaint", "abroad"]).map(tuple),
)
usual_supporter = st.builds(
    Person,
    id=st.just(""),
    site=st.just("north"),
    name=st.sampled_from(["Dr. A", "Dr. B", "Dr. C"]),
    roles=st.just(frozenset({Role.SUPPORTER})),
    stage=st.just(Stage.RETIRED),
    languages=st.sampled_from([("en",), ("en", "fr")]),
    gender=st.sampled_from(["female", "male"]),
    department=st.sampled_from(DEPARTMENTS),
    trained_hours=st.just(4),
    agreement_version=st.just("1"),
    agreement_signed_on=st.just(TODAY),
)

PLAIN = Need(
    physician=Person("nobody", "north"),
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
    stage=None,
    profession=None,
    career_bent=False,
)


def vary(draw: st.DrawFn, usual: Value, fields: Fields, about: tuple[str, ...]) -> Value:
    one_more = draw(st.sampled_from([None, None, *fields]))
    return replace(usual, **{name: draw(fields[name]) for name in fields if name in about or name == one_more})


@st.composite
def situations(draw: st.DrawFn, *about: str) -> Situation:
    pool = []
    for one in draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1)):
        standing = vary(draw, draw(usual_standing), STANDING, about)
        person = vary(draw, replace(draw(usual_supporter), id=one, standing=standing), SUPPORTER, about)
        pool.append(Candidate(person, live=draw(st.integers(0, 2)) if "live" in about or draw(RARELY) else 0))
    need = vary(draw, draw(usual_need), NEED, about)
    return need, tuple(pool), vary(draw, Policy(), POLICY, about)


RARELY = st.integers(0, 5).map(lambda number: number == 5)
seeds = st.text(max_size=4)


def asked(need: Need, pool: Pool, policy: Policy) -> list[Candidate]:
    """Everybody who would be the chosen one if those before them dropped out."""
    return list(order(need, pool, policy, TODAY, "r1"))


def ids(people: Iterable[Candidate | Explained]) -> list[str]:
    return [one.person.id for one in people]


# The hard rules, one by one, whatever else holds


@unhurried
@given(situations("roles"))
def test_whoever_is_asked_is_a_supporter(situation: Situation):
    need, pool, policy = situation
    assert all(Role.SUPPORTER in one.person.roles for one in asked(need, pool, policy))


@unhurried
@given(situations("trained_hours", "training_hours"))
def test_whoever_is_asked_is_trained(situation: Situation):
    need, pool, policy = situation
    assert all(one.person.trained_hours >= policy.training_hours for one in asked(need, pool, policy))


@unhurried
@given(situations("agreement_version", "agreement_signed_on"))
def test_whoever_is_asked_has_signed_the_agreement_in_force(situation: Situation):
    need, pool, policy = situation
    for one in asked(need, pool, policy):
        assert one.person.agreement_version == policy.agreement_version
        assert one.person.agreement_signed_on is not None
        assert one.person.agreement_signed_on <= TODAY


@unhurried
@given(situations("paused", "away_until", "leaving_on"))
def test_whoever_is_asked_is_here(situation: Situation):
    need, pool, policy = situation
    for standing in (one.person.standing for one in asked(need, pool, policy)):
        assert not standing.paused
        assert standing.away_until is None or standing.away_until < TODAY
        assert standing.leaving_on is None or standing.leaving_on > TODAY


@unhurried
@given(situations("limit", "live", "concurrent_limit"))
def test_whoever_is_asked_has_room_under_the_sites_limit_and_under_their_own(situation: Situation):
    need, pool, policy = situation
    for one in asked(need, pool, policy):
        own = one.person.standing.limit
        assert one.live < policy.concurrent_limit
        assert own is None or one.live < own


@unhurried
@given(situations("physician", "email", "contact_email"))
def test_whoever_is_asked_is_not_the_physician(situation: Situation):
    need, pool, policy = situation
    for person in (one.person for one in asked(need, pool, policy)):
        assert person.id != need.physician.id
        assert not person.email or person.email not in {need.physician.email, need.contact_email}


@unhurried
@given(situations("evaluates_people", "evaluates_marks", "physician", "contact_email", "vouched_email", "may_be"))
def test_whoever_is_asked_does_not_evaluate_the_physician(situation: Situation):
    need, pool, policy = situation
    people = (need.physician, *need.may_be)
    known_as = {need.contact_email, need.vouched_email, *(each.email for each in people)} - {""}
    assert not any(one.person.evaluates_people & known_as for one in asked(need, pool, policy))
    assert not any(one.person.evaluates_marks & set(map(mark, known_as)) for one in asked(need, pool, policy))


@unhurried
@given(situations("evaluates_found", "physician", "may_be"))
def test_whoever_is_asked_evaluates_nobody_who_the_physician_is_or_may_be(situation: Situation):
    need, pool, policy = situation
    known_as = {each.id for each in (need.physician, *need.may_be)}
    assert not any(found in known_as for one in asked(need, pool, policy) for _, found in one.person.evaluates_found)


@unhurried
@given(situations("evaluates_departments", "physician", "department", "may_be"))
def test_whoever_is_asked_does_not_evaluate_the_physicians_department(situation: Situation):
    need, pool, policy = situation
    departments = {need.department, *(each.department for each in (need.physician, *need.may_be))} - {""}
    assert not any(one.person.evaluates_departments & departments for one in asked(need, pool, policy))


@unhurried
@given(situations("not_these"))
def test_whoever_is_asked_is_not_on_the_list(situation: Situation):
    need, pool, policy = situation
    assert not need.not_these & set(ids(asked(need, pool, policy)))


@unhurried
@given(situations("tried"))
def test_whoever_is_asked_was_not_tried_before(situation: Situation):
    need, pool, policy = situation
    assert not need.tried & set(ids(asked(need, pool, policy)))


@unhurried
@given(situations("profession", "professions", "across_professions", "kind"))
def test_r75_whoever_is_asked_is_of_the_same_profession_unless_the_site_says_otherwise(situation: Situation):
    need, pool, policy = situation
    if policy.across_professions:
        return
    for helps in (one.person.works_as for one in asked(need, pool, policy)):
        known = {each for each in (need.profession, helps) if each is not None}
        assert len(known) < 2  # two that are known are one
        if None in (need.profession, helps):  # it may be any that the site serves, and no other
            assert known <= policy.professions


@unhurried
@given(situations("profession", "professions"))
def test_r75_an_unknown_profession_shuts_out_no_peer_whom_any_that_is_served_would_let_in(situation: Situation):
    need, pool, policy = situation
    unsaid = set(ids(asked(replace(need, profession=None), pool, policy)))
    for each in policy.professions:
        assert set(ids(asked(replace(need, profession=each), pool, policy))) <= unsaid


@unhurried
@given(situations("profession", "professions"))
def test_r75_a_site_that_lets_all_professions_help_keeps_nobody_out_by_it(situation: Situation):
    need, pool, policy = situation
    policy = replace(policy, across_professions=True)
    known = {frozenset(ids(asked(replace(need, profession=each), pool, policy))) for each in PROFESSIONS}
    assert len(known) == 1


# Unknown counts as mid, on either side: it is barred where mid is, and bars what mid bars.
LOWER: dict[Stage | None, set[Stage | None]] = {
    Stage.TRAINEE: set(),
    Stage.EARLY: set(),
    Stage.MID: {Stage.TRAINEE, Stage.EARLY},
    Stage.LATE: {Stage.TRAINEE, Stage.EARLY, Stage.MID, None},
    Stage.RETIRED: {Stage.TRAINEE, Stage.EARLY, Stage.MID, None},
    None: {Stage.TRAINEE, Stage.EARLY},
}


@unhurried
@given(situations("stage"))
def test_whoever_is_asked_is_of_no_lower_stage_than_a_mid_or_late_career_physician(situation: Situation):
    need, pool, policy = situation
    need, policy = replace(need, career_bent=False), replace(policy, career_rule=CareerRule.EQUAL_OR_HIGHER)
    assert all(one.person.stage not in LOWER[need.stage] for one in asked(need, pool, policy))


@unhurried
@given(situations("stage"))
def test_whoever_is_asked_is_past_the_early_years_where_the_relaxed_career_rule_holds(situation: Situation):
    need, pool, policy = situation
    need, policy = replace(need, career_bent=False), replace(policy, career_rule=CareerRule.NOT_EARLY)
    if need.stage not in {Stage.TRAINEE, Stage.EARLY}:
        assert all(one.person.stage not in {Stage.TRAINEE, Stage.EARLY} for one in asked(need, pool, policy))


@unhurried
@given(situations("stage"))
def test_an_unknown_stage_is_the_same_as_mid_on_either_side(situation: Situation):
    need, pool, policy = situation
    before = asked(need, pool, policy)
    assert ids(before) == ids(asked(replace(need, stage=need.stage or Stage.MID), pool, policy))
    said = tuple(replace(one, person=replace(one.person, stage=one.person.stage or Stage.MID)) for one in pool)
    assert ids(before) == ids(asked(need, said, policy))


@unhurried
@given(situations("stage", "tried", "not_these", "live", "paused"))
def test_bending_the_career_rule_lets_in_whom_it_alone_kept_out_and_nobody_else(situation: Situation):
    need, pool, policy = situation
    stands, bent = replace(need, career_bent=False), replace(need, career_bent=True)
    for one in pool:
        broken = barriers(stands, one, policy, TODAY)
        assert barriers(bent, one, policy, TODAY) == broken - {Barrier.CAREER}


@unhurried
@given(situations("site", "outside"))
def test_whoever_is_asked_is_of_the_site_or_outside_it_as_asked(situation: Situation):
    need, pool, policy = situation
    assert all((one.person.site != need.site) == need.outside for one in asked(need, pool, policy))


@unhurried
@given(situations("not_now", "reason"))
def test_whoever_is_asked_has_not_said_that_the_shared_reason_is_not_for_them(situation: Situation):
    need, pool, policy = situation
    assert not any(need.reason in one.person.standing.not_now for one in asked(need, pool, policy))


# The order is fair and does not wobble


@unhurried
@given(situations(), seeds)
def test_everybody_who_may_be_asked_is_in_the_order_once(situation: Situation, seed):
    need, pool, policy = situation
    ordered = order(need, pool, policy, TODAY, seed)
    alone = {one.person.id for one in pool if order(need, [one], policy, TODAY, seed)}
    assert sorted(ids(ordered)) == sorted(alone)


@unhurried
@given(situations(), seeds, st.randoms(use_true_random=False))
def test_the_order_does_not_hang_on_the_order_of_the_candidates(situation: Situation, seed, shuffler: random.Random):
    need, pool, policy = situation
    shuffled = list(pool)
    shuffler.shuffle(shuffled)
    assert order(need, shuffled, policy, TODAY, seed) == order(need, pool, policy, TODAY, seed)
    assert explain(need, shuffled, policy, TODAY, seed) == explain(need, pool, policy, TODAY, seed)


@unhurried
@given(situations(), seeds, st.data())
def test_a_colleague_who_drops_out_does_not_reshuffle_the_others(situation: Situation, seed, data):
    need, pool, policy = situation
    ordered = order(need, pool, policy, TODAY, seed)
    gone = data.draw(st.sampled_from(pool))
    rest = [one for one in pool if one is not gone]
    assert order(need, rest, policy, TODAY, seed) == tuple(one for one in ordered if one is not gone)


@unhurried
@given(situations(), seeds)
def test_wishes_move_people_and_never_shut_anybody_out(situation: Situation, seed):
    need, pool, policy = situation
    blank = replace(need, asked_for="", language="", wish=None)
    assert set(ids(order(need, pool, policy, TODAY, seed))) == set(ids(order(blank, pool, policy, TODAY, seed)))


@unhurried
@given(situations(), seeds, wishes)
def test_r24_of_two_who_are_alike_in_all_that_comes_before_it_whoever_meets_the_wish_is_first(
    situation: Situation, seed, wish
):
    need, pool, policy = situation
    need = replace(need, wish=wish, asked_for="", language="")
    ordered = order(need, pool, policy, TODAY, seed)
    if wish is not None:
        places = [(this_year(one) >= policy.year_ceiling, not wish.met_by(one.person)) for one in ordered]
        assert places == sorted(places)


@unhurried
@given(situations(), seeds, some(["complaint", "abroad"]).map(tuple), st.data())
def test_r76_what_a_supporter_ticks_of_themselves_opens_and_closes_nothing(situation: Situation, seed, tags, data):
    """With any wish: who may be asked, and why somebody else may not, is the same; without one, so is the order."""
    need, pool, policy = situation
    victim = data.draw(st.sampled_from(pool))
    ticked = replace(victim.person, standing=replace(victim.person.standing, tags=tags))
    after = tuple(replace(one, person=ticked) if one is victim else one for one in pool)

    def told(pool: Pool, need: Need) -> dict[str, tuple[bool, tuple[str, ...]]]:
        rows = shown(explain(need, pool, policy, TODAY, seed))
        return {one: (place is None, reasons) for one, (place, reasons) in rows.items()}

    assert told(pool, need) == told(after, need)
    blank = replace(need, wish=None)
    assert ids(order(blank, pool, policy, TODAY, seed)) == ids(order(blank, after, policy, TODAY, seed))


def months_of(candidate: Candidate) -> list[date]:
    """The running month and the eleven before it."""
    months = [TODAY.year * 12 + TODAY.month - back for back in range(12)]
    days = candidate.person.standing.matches
    return [day.replace(day=1) for day in days if day.year * 12 + day.month in months]


def this_year(candidate: Candidate) -> int:
    return len(months_of(candidate))


def no_wishes(need: Need) -> Need:
    physician = replace(need.physician, department="")
    return replace(need, physician=physician, department="", asked_for="", language="", wish=None)


@unhurried
@given(situations(), seeds)
def test_without_a_wish_the_fewest_matches_go_first_and_then_the_longest_idle(situation: Situation, seed):
    need, pool, policy = situation
    ordered = order(no_wishes(need), pool, policy, TODAY, seed)
    load = [(this_year(one), max(months_of(one), default=date.min)) for one in ordered]
    assert load == sorted(load)


@unhurried
@given(situations(), seeds)
def test_a_supporter_asked_for_by_name_is_first_if_they_may_be_asked_at_all(situation: Situation, seed):
    need, pool, policy = situation
    ordered = ids(order(need, pool, policy, TODAY, seed))
    assert need.asked_for not in ordered or ordered[0] == need.asked_for


@unhurried
@given(st.integers(2, 5), st.integers(1, 30), seeds)
def test_the_work_goes_round(size, rounds, seed):
    """Whoever is matched goes to the back: after any number of requests nobody has two matches more than another."""
    pool = [
        Person(
            id=one,
            site="north",
            roles=frozenset({Role.SUPPORTER}),
            trained_hours=4,
            agreement_version="1",
            agreement_signed_on=TODAY,
        )
        for one in IDS[:size]
    ]
    physician = Person(id="ask", site="north")
    need = replace(PLAIN, physician=physician)
    for number in range(rounds):
        day = TODAY + timedelta(days=number)
        chosen, *_ = order(need, [Candidate(person, live=0) for person in pool], Policy(), day, f"{seed}{number}")
        before = chosen.person.standing
        after = replace(before, matches=(*before.matches, day))
        pool = [replace(one, standing=after) if one.id == chosen.person.id else one for one in pool]
        counts = [len(one.standing.matches) for one in pool]
        assert max(counts) - min(counts) <= 1


# An explanation keeps what is private


def shown(rows: tuple[Explained, ...]) -> dict[str, tuple[int | None, tuple[str, ...]]]:
    return {row.person.id: (row.place, row.reasons) for row in rows}


def make_private(data: st.DataObject, need: Need, pool: Pool, victim: Candidate) -> tuple[Need, Pool]:
    """Change one thing that nobody may learn: a list, a decline, or who evaluates whom."""
    who = victim.person
    match data.draw(st.sampled_from(["list", "tried", "evaluates", "department", "themselves", "reason"])):
        case "list":
            return replace(need, not_these=need.not_these | {who.id}), pool
        case "tried":
            return replace(need, tried=need.tried | {who.id}), pool
        case "evaluates":
            who = replace(who, evaluates_people=who.evaluates_people | {need.physician.email})
        case "department":
            who = replace(who, evaluates_departments=who.evaluates_departments | {need.physician.department})
        case "reason":
            need = replace(need, reason=need.reason or "one that nobody else has ticked")
            who = replace(who, standing=replace(who.standing, not_now=(need.reason,)))
        case _:
            who = replace(who, email=need.physician.email)
    return need, tuple(replace(victim, person=who) if one is victim else one for one in pool)


@unhurried
@given(situations(), seeds, st.data())
def test_a_hidden_reason_takes_the_place_away_and_shows_nothing_else(situation: Situation, seed, data):
    need, pool, policy = situation
    need = replace(need, physician=replace(need.physician, email="x@example.org", department="surgery"))
    victim = data.draw(st.sampled_from(pool))
    before = explain(need, pool, policy, TODAY, seed)
    changed, changed_pool = make_private(data, need, pool, victim)
    after = explain(changed, changed_pool, policy, TODAY, seed)

    now, then = shown(after)[victim.person.id], shown(before)[victim.person.id]
    assert now == (None, then[1])

    def others(rows: tuple[Explained, ...]) -> list[tuple[str, tuple[Barrier, ...]]]:
        return [(row.person.id, row.reasons) for row in rows if row.person.id != victim.person.id]

    assert others(after) == others(before)
    if then[0] is None:
        assert [(row.person.id, row.place) for row in after] == [(row.person.id, row.place) for row in before]


@unhurried
@given(situations(), seeds, wishes)
def test_another_wish_changes_nothing_but_the_places(situation: Situation, seed, wish):
    need, pool, policy = situation
    before = shown(explain(need, pool, policy, TODAY, seed))
    after = shown(explain(replace(need, wish=wish, asked_for="", language=""), pool, policy, TODAY, seed))
    assert {one: (place is None, reasons) for one, (place, reasons) in after.items()} == {
        one: (place is None, reasons) for one, (place, reasons) in before.items()
    }


@unhurried
@given(situations(), seeds)
def test_an_explanation_is_complete_and_names_only_what_may_be_named(situation: Situation, seed):
    need, pool, policy = situation
    rows = explain(need, pool, policy, TODAY, seed)
    placed = [row for row in rows if row.place is not None]
    assert ids(rows[: len(placed)]) == ids(order(need, pool, policy, TODAY, seed))
    assert [row.place for row in placed] == list(range(1, len(placed) + 1))
    assert sorted(ids(rows)) == sorted(ids(pool))
    for row in rows:
        assert set(row.reasons) <= NAMEABLE
        assert row.reasons == tuple(sorted(row.reasons))
        assert row.place is None or row.reasons == ()


@unhurried
@given(situations())
def test_a_nameable_reason_is_named_whatever_else_is_hidden(situation: Situation):
    need, pool, policy = situation
    plain = replace(PLAIN, stage=need.stage, career_bent=need.career_bent)
    for row, alone in zip(
        sorted(explain(need, pool, policy, TODAY, "r1"), key=lambda row: row.person.id),
        sorted(explain(plain, pool, policy, TODAY, "r1"), key=lambda row: row.person.id),
        strict=True,
    ):
        assert row.reasons == alone.reasons
