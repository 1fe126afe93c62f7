"""The programme files that we ship: each loads, explains itself, and plays by the rules of its own source."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.matching import Barrier, Candidate, Need, barriers, serves
from bot.core.people import Person, Profession, Role, Stage
from bot.core.policy import CareerRule, Disclosure, MatchBy, OpenTo, Pathway, Policy
from bot.documents.guideline.setup import misnamed
from bot.programme import Programme, load, only_seen, stale
from bot.programme.policy import KEYS
from bot.programme.taps import REASONS

FOLDER = Path(__file__).parents[2] / "programmes"
LOOKED_AT = date(2026, 11, 22)
PRACTISING = {Stage.EARLY, Stage.MID, Stage.LATE}


@dataclass(frozen=True)
class Rules:
    """What a source programme says, or leaves to the site. Every site of a file that is not named has the same."""

    training: float  # hours: S2 four, S1 up to four, S3 three; S4 names none
    match_by: MatchBy
    disclosure: Disclosure
    open_to: OpenTo
    crisis: tuple[str, ...]
    phone: str  # the way past the bot (R22)
    languages: tuple[str, ...] = ("en", "fr")


FILES = {
    "manitoba": Rules(4, MatchBy.AUTOMATIC, Disclosure.STEPWISE, OpenTo.WORKSPACE, ("911", "9-8-8"), "204-237-8320"),
    "british-columbia": Rules(
        4, MatchBy.COORDINATOR, Disclosure.NAME_WITH_OFFER, OpenTo.WORKSPACE, ("911", "9-8-8"), "1-800-663-6729"
    ),
    "ontario": Rules(3, MatchBy.AUTOMATIC, Disclosure.STEPWISE, OpenTo.WORKSPACE, ("911", "9-8-8"), "1-800-851-6606"),
    "hospital": Rules(
        4, MatchBy.AUTOMATIC, Disclosure.STEPWISE, OpenTo.ROSTER, ("911", "988", ""), "212-555-0142", ("en",)
    ),
}
EACH = pytest.mark.parametrize("name", FILES)

# A person answers these, and no page says that it answers crises around the clock.
NO_CRISIS_LINE = {
    "physician-family-support",
    "manitoba-suicide-line",
    "par",
    "par-gathering",
    "bc-php",
    "bc-php-peers",
    "bc-impact",
    "oma-php",
    "oma-php-peers",
    "paro",
    "physician-support-line",
    "cmpa",
}
NOT_VERIFIED = (
    "1-855-242-3310",
    "1-800-387-4166",
    "604-398-4300",
    "204-560-4205",
    "1-866-749-7337",  # a region's own, by its name
    "welldoccanada.org/",  # whether the sessions that it tells of still take place is not known
)


def ready(name: str) -> Programme:
    return load(FOLDER / f"{name}.toml")


def policies(name: str) -> list[Policy]:
    return [site.policy for site in ready(name).sites.values()]


@pytest.fixture(params=[(name, site) for name in FILES for site in ready(name).sites], ids="/".join)
def policy(request: pytest.FixtureRequest) -> Policy:
    name, site = request.param
    return ready(name).site(site).policy


def between(
    physician: Stage | None, supporter: Stage | None, policy: Policy, trained: float = 99
) -> frozenset[Barrier]:
    """What is between these two, if nothing else does."""
    asks = Person(id="asks", site="here", stage=physician)
    helps = Person(
        id="helps",
        site="here",
        roles=frozenset({Role.SUPPORTER}),
        stage=supporter,
        trained_hours=trained,
        agreement_version=policy.agreement_version,
        agreement_signed_on=LOOKED_AT,
    )
    need = Need(
        asks,
        "here",
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
        stage=asks.stage,
        profession=asks.works_as,
        career_bent=False,
    )
    return barriers(need, Candidate(helps, 0), policy, LOOKED_AT)


def test_these_are_all_the_files_beside_the_demo() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*FILES, "demo"}


# --- what each source says -------------------------------------------------------------------------------------------


@EACH
def test_the_files_say_what_their_sources_say(name: str) -> None:
    rules = FILES[name]
    assert {policy.training_hours for policy in policies(name)} == {rules.training}
    assert {policy.match_by for policy in policies(name)} == {rules.match_by}
    assert {policy.disclosure for policy in policies(name)} == {rules.disclosure}
    assert {policy.open_to for policy in policies(name)} == {rules.open_to}
    assert {site.phone_route for site in ready(name).sites.values()} == {rules.phone}
    assert ready(name).languages == rules.languages


def test_both_ways_in_are_open_and_first_contact_is_made_in_three_days(policy: Policy) -> None:
    """R16, R34, R35, R38: what the BC overview advises, and the others do not speak against."""
    assert policy.pathways == {Pathway.REACH_IN, Pathway.REACH_OUT}
    assert policy.terms.connect_within_hours == 72
    assert policy.terms.conversations_usual == 3
    assert policy.year_ceiling == 7


def test_the_notice_to_leave_is_the_sites_own() -> None:
    """R56: the overview of BC leaves the number blank, so one of its sites shows how it is set."""
    notice = {name: [policy.leave_notice_days for policy in policies(name)] for name in FILES}
    assert notice == {"manitoba": [14] * 4, "british-columbia": [14, 28], "ontario": [14], "hospital": [14]}


def test_the_seven_reasons_of_bc_and_those_that_the_ama_article_names() -> None:
    """R05, R06."""
    seven = REASONS[:7]
    for site in ready("british-columbia").sites.values():
        assert tuple(reason.id for reason in site.reasons) == seven
    hospital = {reason.id for reason in ready("hospital").site("hospital").reasons}
    assert hospital >= {"adverse_event", "medical_mistake", "lawsuit", "burnout", "threat", "sad_case"}


# --- played ----------------------------------------------------------------------------------------------------------


@EACH
def test_training_below_the_sites_own_hours_is_not_matched(name: str) -> None:
    hours = FILES[name].training
    for policy in policies(name):
        assert between(Stage.EARLY, Stage.LATE, policy, trained=hours) == frozenset()
        assert between(Stage.EARLY, Stage.LATE, policy, trained=hours - 0.5) == {Barrier.TRAINING}


def test_three_hours_are_enough_in_ontario_only() -> None:
    enough = {name for name in FILES if not between(Stage.MID, Stage.MID, policies(name)[0], trained=3)}
    assert enough == {"ontario"}


def test_mid_and_late_career_look_up_or_across(policy: Policy) -> None:
    """R26, and what a small team gets that relaxes it."""
    assert between(Stage.LATE, Stage.MID, policy) == {Barrier.CAREER}
    assert between(Stage.MID, Stage.EARLY, policy) == {Barrier.CAREER}
    assert between(Stage.LATE, Stage.RETIRED, policy) == between(Stage.MID, Stage.LATE, policy) == frozenset()
    assert between(Stage.EARLY, Stage.EARLY, policy) == frozenset()
    relaxed = replace(policy, career_rule=CareerRule.NOT_EARLY)
    assert between(Stage.LATE, Stage.MID, relaxed) == frozenset()
    assert between(Stage.LATE, Stage.EARLY, relaxed) == {Barrier.CAREER}


def test_practising_physicians_are_served_and_whoever_the_roster_does_not_place(policy: Policy) -> None:
    """R07: learners and the retired are pointed elsewhere until the site widens the list."""
    assert {stage for stage in Stage if serves(policy, stage)} == PRACTISING
    assert serves(policy, None)
    assert serves(replace(policy, serves=frozenset(Stage)), Stage.TRAINEE)


# --- lines -----------------------------------------------------------------------------------------------------------


@EACH
def test_crisis_lines_are_those_that_are_open_day_and_night_and_answer_crises(name: str) -> None:
    programme = ready(name)
    lines = programme.crisis_lines("en")
    assert tuple(line.phone for line in lines) == FILES[name].crisis
    assert all(line.open_24_7 for line in lines)
    assert not {line.id for line in lines} & NO_CRISIS_LINE
    assert {resource.id for resource in programme.resources} - {line.id for line in lines} <= NO_CRISIS_LINE


@EACH
def test_r40_r71_every_service_is_for_this_region_and_was_looked_at(name: str) -> None:
    programme = ready(name)
    assert programme.resources_for() == programme.resources
    assert stale(programme, LOOKED_AT) == ()
    assert all(resource.looked_at <= LOOKED_AT for resource in programme.resources)
    assert only_seen(programme, LOOKED_AT) == programme.resources  # nobody has rung any of them


@EACH
def test_no_number_that_nobody_verified_is_shipped(name: str) -> None:
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert not [number for number in NOT_VERIFIED if number in text]


def test_a_learner_in_ontario_and_a_physician_in_the_states_find_their_own_line() -> None:
    (paro,) = (line for line in ready("ontario").resources if line.id == "paro")
    assert (paro.phone, paro.open_24_7, paro.crisis) == ("1-866-435-7362", True, False)
    (support,) = (line for line in ready("hospital").resources if line.id == "physician-support-line")
    assert (support.phone, support.open_24_7, support.regions) == ("1-888-409-0141", False, ("US",))
    text_line = ready("hospital").crisis_lines("en")[-1]
    assert text_line.text == "HOME to 741741"


def test_services_say_whom_they_take_as_widely_as_they_do() -> None:
    found = {each.id: each for name in FILES for each in ready(name).resources}
    for id_, words in (
        ("physician-family-support", ("learners", "retired", "household")),
        ("bc-php", ("residents", "retired", "families")),
        ("bc-php-peers", ("students", "finds a peer")),
        ("bc-impact", ("nurses",)),
        ("paro", ("families",)),
        ("oma-php", ("monitors physicians for regulators",)),
    ):
        assert all(word in found[id_].for_whom.in_("en") for word in words), id_
    takes_a_clerk = {id_ for id_, each in found.items() if each.takes(Profession.OTHER) and not each.crisis}
    assert takes_a_clerk == {"manitoba-suicide-line"}
    assert {id_ for id_, each in found.items() if each.takes(Profession.NURSE)} - takes_a_clerk >= {"bc-impact"}
    assert all(each.takes(profession) for each in found.values() if each.crisis for profession in Profession)
    assert all(each.takes(Profession.PHYSICIAN) for each in found.values())
    peers = {name: {each.id for each in ready(name).resources if each.need == "peers"} for name in FILES}
    assert peers["british-columbia"] == {"bc-php-peers", "bc-impact"}
    assert peers["ontario"] == {"oma-php-peers"}


@EACH
def test_r22_each_number_stands_under_its_owners_name(name: str) -> None:
    programme = ready(name)
    for site in programme.sites.values():
        assert site.phone_name != site.name
        assert misnamed(programme, site) is None
        assert misnamed(programme, replace(site, phone_name=site.name)) is not None or name == "hospital"


@EACH
def test_r46_counsel_has_not_written_yet_and_nobody_reads_a_placeholder(name: str) -> None:
    for site in ready(name).sites.values():
        assert site.reporting is not None
        assert site.told_of_reporting is None


def test_r29_the_sites_of_bc_take_part_in_matches_between_sites() -> None:
    assert {name for name in FILES if ready(name).lends} == {"british-columbia"}


def test_the_helpline_of_ontario_keeps_office_hours() -> None:
    site = ready("ontario").site("medical-staff")
    assert str(site.phone_hours) == "mon,tue,wed,thu,fri 08:45-17:00"
    assert str(ready("british-columbia").site("division").phone_hours) == "24/7"
    assert ready("manitoba").site("northern").phone_hours is None  # not published


# --- to be edited ----------------------------------------------------------------------------------------------------


@EACH
def test_a_file_explains_every_rule_to_whoever_edits_it(name: str) -> None:
    lines = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    assert {line.split(" = ")[0] for line in lines if "  # " in line} >= KEYS


@EACH
def test_what_must_be_replaced_is_marked(name: str) -> None:
    """Nobody real is in a file, and no invented address goes unmarked."""
    lines = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").splitlines()
    real = "info@physicianhealth.com"
    invented = [line for line in lines if "@" in line.replace(real, "") or "555-01" in line.partition("#")[0]]
    assert len(invented) >= 2 * len(ready(name).sites)
    assert all("example.org" in line or "555-01" in line for line in invented)
    assert all("PLACEHOLDER" in line for line in invented)


@EACH
def test_both_languages_stand_side_by_side_wherever_the_programme_speaks_both(name: str) -> None:
    texts = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    both = isinstance(texts["programme"]["name"], dict)
    assert both == (FILES[name].languages == ("en", "fr"))
    for table in (*texts["resource"], *texts["site"]):
        assert isinstance(table["name"], dict) == both
