"""The written guideline (R36, R67) and the set-up checklist (R68): what the file says, plainly, and nothing else."""

from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from bot.core.people import Profession
from bot.core.policy import CareerRule, Disclosure, MatchBy, OpenTo, Pathway, Policy, Terms
from bot.documents.guideline import Seen, checklist, guidelines
from bot.programme import Localised, Programme, load
from bot.surface import Words
from bot.wording import LANGUAGES, Wording, arguments, message_ids
from tests.doubles.plain import as_read
from tests.programme.trial import SITE, WHOLE, loaded
from tests.wording.screens import GRADES

FOLDER = Path(__file__).parents[2] / "programmes"
READY = ("manitoba", "british-columbia", "ontario", "hospital", "demo")
HIGHEST_GRADE = 8.0
BOTH = frozenset({Profession.PHYSICIAN, Profession.NURSE})
NOTHING = Seen(False, False, False, frozenset(), frozenset(), frozenset())
HEADINGS = (
    "When to ask",
    "Whom it serves",
    "How to ask",
    "How a match is made",
    "First contact and the talks",
    "How it is tracked",
    "For supporters",
    "Lines and services",
)


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def ready(name: str) -> Programme:
    return load(FOLDER / f"{name}.toml")


def under(programme: Programme | None = None, *, terms: Terms | None = None, **policy: Any) -> Programme:
    """The trial programme with other rules at each site."""
    programme = programme or loaded(WHOLE)
    sites = {
        site.id: replace(site, policy=replace(site.policy, terms=terms or site.policy.terms, **policy))
        for site in programme.sites.values()
    }
    return replace(programme, sites=MappingProxyType(sites))


def told(programme: Programme, language: str = "en") -> str:
    """As it reads, whatever the lines' breaks."""
    return " ".join(guidelines(programme, Wording(), language).split())


def paragraphs(page: str) -> list[str]:
    """The sentences of a page: no headings, no lists."""
    blocks = [" ".join(block.split()) for block in page.split("\n\n")]
    return [block for block in blocks if block.endswith((".", "?")) and not block.startswith(("#", "- ", "["))]


# --- the guideline ---------------------------------------------------------------------------------------------------


def test_r36_r67_it_says_when_how_to_ask_how_matched_and_how_tracked() -> None:
    page = guidelines(loaded(WHOLE), Wording(), "en")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == list(HEADINGS)
    assert page.startswith("# Guideline: Trial\n\nFor North Clinic\n")


@pytest.mark.parametrize(
    ("rule", "with_it", "without"),
    [
        (
            {"match_by": MatchBy.COORDINATOR},
            "A coordinator picks each supporter",
            "The bot asks one supporter at a time",
        ),
        (
            {"disclosure": Disclosure.NAME_WITH_OFFER},
            "opens the offer and sees the name",
            "First the supporter says yes",
        ),
        ({"career_rule": CareerRule.NOT_EARLY}, "is a learner or in early career", "has a lower career stage"),
        ({"open_to": OpenTo.ROSTER}, "Only people on the list", "Anyone in the chat workspace"),
        ({"pathways": frozenset({Pathway.REACH_IN})}, "Nobody is asked first here", "A coordinator may also ask you"),
        ({"pathways": frozenset({Pathway.REACH_OUT})}, "Nobody can ask in the chat here", "Press “Ask for a peer”"),
        ({"quiet_hours": None}, "Offers may come at any hour", "Nobody is asked anything new from 21:00 to 07:00"),
        ({"inter_site": True}, "may be asked by other sites too", "Other sites do not ask supporters here"),
        ({"professions": BOTH}, "This programme serves: Medicine, Nursing", "every physician, from learners"),
        (
            {"across_professions": True},
            "a trained colleague who listens",
            "has another profession than the one who asks",
        ),
        ({"training_hours": 0}, "No training is asked for", "hours of training"),
        ({"leave_notice_days": 0}, "You can step back at any time.", "or leave in"),
        ({"terms": Terms(longer_times=0)}, "There is no more time to be had", "After that time they can take"),
        ({"terms": Terms(conversations_usual=1)}, "Plan for one talk.", "Plan for up to"),
    ],
)
def test_every_choice_of_the_file_changes_what_is_written(rule: dict[str, Any], with_it: str, without: str) -> None:
    assert with_it not in told(under())
    assert without in told(under())
    assert with_it in told(under(**rule))
    assert without not in told(under(**rule))


NUMBERS = {
    "concurrent_limit": "has 61 open requests in hand",
    "year_ceiling": "fewer than 61 matches",
    "unanswered_before_pause": "After 61 offers with no answer",
    "sessional_rate": "are paid 61 dollars for each hour",
    "credits_per_hour": "earn 61 credits for each hour",
    "training_hours": "less than 61 hours of training",
    "leave_notice_days": "leave in 61 days",
    "invite_open_days": "waits for 61 days",
    "invite_again_days": "asks again for 61 days",
    "small_cell": "no count below 61",
    "audit_keep_days": "until the request closes, and for 61 days at most",
}
HOURS = {
    "offer_open_hours": "stays open for 61 hours",
    "offer_remind_hours": "reminder after 61 hours",
    "named_hours": "have 61 hours to say",
    "offers_before_coordinator": "told after 61 offers",
    "seek_escalate_hours": "at the latest after 61 hours",
    "coordinator_answer_hours": "does not answer in 61 hours",
    "connect_within_hours": "reaches out within 61 hours",
    "longer_hours": "they can take 61 hours more",
    "longer_times": "more, at most 61 times",
    "tracker_after_hours": "questions 61 hours after first contact",
    "close_silent_days": "no sign of life for 61 days",
    "conversations_usual": "up to 61 talks",
    "ask_again_hours": "gave no answer for 61 hours",
    "erase_silent_days": "61 days after the last word",
    "keep_days_after_close": "61 days after your match closes",
}


@pytest.mark.parametrize(("key", "words"), [*NUMBERS.items(), *HOURS.items()])
def test_every_number_comes_from_the_file(key: str, words: str) -> None:
    number: dict[str, Any] = {key: 61}
    changed = {"terms": Terms(**number)} if key in HOURS else number
    assert words not in told(under())
    assert words in told(under(**changed))


def test_no_number_of_the_policy_is_left_out() -> None:
    """But the reminders of the questions, which are the supporter's own affair."""
    numbers = {
        field.name
        for shape in (Policy, Terms)
        for field in fields(shape)
        if isinstance(field.default, int | float) and not isinstance(field.default, bool)
    }
    assert numbers == {*NUMBERS, *HOURS}
    reminded = told(under(terms=Terms(connect_remind_hours=(13, 17))))
    assert "reminder after 13 hours. There is a reminder after 17 hours." in reminded


def test_the_crisis_lines_come_first_and_the_phone_of_every_site_is_there() -> None:
    page = as_read(told(ready("manitoba")))
    assert page.index("In danger, or need someone now? 911 (call), 9-8-8 (call or text).") < page.index("When to ask")
    assert page.count("Prefer the phone? Physicians at Risk (PAR): 204-237-8320.") == 1  # the line of all four sites
    own = loaded(WHOLE + SITE.replace('"north"', '"south"').replace("North Clinic", "South Clinic"))
    for name in ("North Clinic", "South Clinic"):
        assert f"Prefer the phone? {name}: 204-555-0101" in told(own)


def test_sites_that_decide_alike_share_a_page_and_others_have_their_own() -> None:
    assert guidelines(ready("manitoba"), Wording(), "en").count("# Guideline: ") == 1
    pages = guidelines(ready("british-columbia"), Wording(), "en").split("# Guideline: ")[1:]
    assert ["leave in 14 days" in " ".join(page.split()) for page in pages] == [True, False]
    assert ["leave in 28 days" in " ".join(page.split()) for page in pages] == [False, True]


def test_what_supporters_of_a_site_also_agree_to_is_told_there() -> None:
    programme = loaded(WHOLE)
    north = replace(programme.site("north"), commitments=Localised.same("Two lunches a year."))
    own = replace(programme, sites=MappingProxyType({"north": north}))
    assert "At this site you also agree to this: Two lunches a year." in told(own)
    assert "you also agree" not in told(programme)


def test_r76_what_supporters_tick_of_themselves_is_told_where_a_site_lists_wishes_of_its_own() -> None:
    said = "Such a wish is on the form only while 3 of them tick it."
    assert said not in told(loaded(WHOLE))
    own = SITE + 'wishes = [{ id = "abroad", en = "Trained abroad", fr = "Formé ailleurs" }]\n'
    assert said in told(loaded(WHOLE.replace(SITE, own)))


def test_counsels_sentence_and_whom_a_supporter_rings_are_told() -> None:
    page = told(ready("demo"))
    assert "Nobody reports that you asked: this hospital is invented." in page
    assert "When a talk turns to risk, ring Dr. Avery Nonesuch at 204-555-0147." in page
    for name in ("manitoba", "hospital"):
        assert "PLACEHOLDER" not in told(ready(name))


def test_a_programmes_own_words_are_used(tmp_path: Path) -> None:
    (tmp_path / "own.en.ftl").write_text("guide-when-any = Ask whenever.\n", encoding="utf-8")
    page = guidelines(loaded(WHOLE), Wording({"en": [tmp_path / "own.en.ftl"]}), "en")
    assert "Ask whenever." in page


# --- the checklist ---------------------------------------------------------------------------------------------------


def steps(programme: Programme, seen: Seen) -> dict[str, bool]:
    """Each step on one line -> whether it is ticked."""
    page = checklist(programme, seen, Wording(), "en")
    lines = page.replace("\n    ", " ").splitlines()
    return {line[4:]: line.startswith("[x]") for line in lines if line.startswith(("[x] ", "[ ] "))}


def ticked(programme: Programme, seen: Seen) -> set[str]:
    return {words for words, done in steps(programme, seen).items() if done}


def test_what_only_people_can_say_stays_open() -> None:
    everything = Seen(True, True, True, frozenset({"north"}), frozenset({"north"}), frozenset({"north"}))
    real = loaded(WHOLE.replace("Kim@Example.org", "kim@peers.test").replace("lee@example.org", "lee@peers.test"))
    real = replace(real, sites=MappingProxyType({"north": replace(real.site("north"), phone_route="204-237-8320")}))
    found = steps(real, everything)
    assert len(found) == 31
    assert sum(found.values()) == 12  # whose number it is; counsel's sentence and an adviser are still to come
    assert "Done: 12 of 31." in checklist(real, everything, Wording(), "en")
    for words in ("A charter says the goals, who does what, and by when. (BC 2)", "Supporters are thanked"):
        assert [done for step, done in found.items() if step.startswith(words)] == [False]


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (
            replace(NOTHING, fresh=True),
            "Someone rang each line, or looked at its page, within the past 180 days. (AMA 5)",
        ),
        (replace(NOTHING, ground=True), "The database and its keys are in order."),
        (replace(NOTHING, chat=True), "Slack or Teams is set up."),
        (
            replace(NOTHING, staffed=frozenset({"north"})),
            "Each site has a coordinator and a deputy whom the bot can reach. (AMA 3, BC 1)",
        ),
        (
            replace(NOTHING, volunteers=frozenset({"north"})),
            "Each site has supporters on its list. (AMA 3, BC 5, OPS 2)",
        ),
        (
            replace(NOTHING, trained=frozenset({"north"})),
            "Each site has a supporter who is trained, has signed, and can be reached. (AMA 4, BC 6, OMA 2, OPS 3)",
        ),
    ],
)
def test_what_was_seen_is_ticked_and_nothing_else(seen: Seen, words: str) -> None:
    programme = loaded(WHOLE)
    assert ticked(programme, seen) - ticked(programme, NOTHING) == {words}


def test_example_addresses_missing_workspaces_and_meetings_are_seen_in_the_file() -> None:
    bare = loaded(
        WHOLE.replace('slack_team = "T0NORTH"\n', "")
        .replace('teams_tenant = "0A000000-0000-0000-0000-000000000001"\n', "")
        .replace('kind = "debrief"', 'kind = "group"')
    )
    lost = ticked(loaded(WHOLE), NOTHING) - ticked(bare, NOTHING)
    assert lost == {
        "Each site is linked to its workspace.",
        "Each site has a debrief group or a refresher in its calendar. (OMA 3, OPS 5)",
    }
    assert not steps(bare, NOTHING)["No example address or number is left in the file."]


def test_with_several_sites_those_that_lack_something_are_named() -> None:
    both = loaded(WHOLE + SITE.replace('"north"', '"south"').replace("North Clinic", "South Clinic"))
    page = " ".join(checklist(both, replace(NOTHING, staffed=frozenset({"north"})), Wording(), "en").split())
    assert "whom the bot can reach. (AMA 3, BC 1; still open: South Clinic)" in page


def test_every_step_of_the_four_guides_has_its_place() -> None:
    """The AMA's five, BC's eight, the five of OPS and the four chapters of the OMA."""
    page = checklist(loaded(WHOLE), NOTHING, Wording(), "en")
    for guide, most in (("AMA", 5), ("BC", 8), ("OPS", 5), ("OMA", 4)):
        for number in range(1, most + 1):
            assert f"{guide} {number}" in page.replace("\n    ", " "), f"{guide} {number}"
    assert "AMA 6" not in page


def test_a_file_without_reach_out_is_asked_about_it() -> None:
    closed = under(pathways=frozenset({Pathway.REACH_IN}))
    assert any("You have thought about asking people first" in step for step in steps(closed, NOTHING))
    assert any("After a hard event, someone asks" in step for step in steps(under(), NOTHING))


def test_it_says_by_what_evaluators_are_kept_out() -> None:
    programme = loaded(WHOLE)
    assert "by the email they give, by the department they name" in told(programme)
    assert "by their work email" not in told(programme)
    sites = {site.id: replace(site, vouched_email=True) for site in programme.sites.values()}
    assert "by their work email" in told(replace(programme, sites=MappingProxyType(sites)))


# --- both, in both languages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READY)
def test_both_pages_read_like_grade_eight_or_below(name: str, language: str) -> None:
    programme, wording = ready(name), Wording()
    for page in (guidelines(programme, wording, language), checklist(programme, NOTHING, wording, language)):
        found = paragraphs(page)
        assert found
        assert GRADES[language](" ".join(found)) <= HIGHEST_GRADE


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_plain_by_itself(language: str) -> None:
    ours = {id_: text for id_, text in message_ids(language).items() if id_.startswith(("guide-", "setup-"))}
    told_ = {id_: Wording().text(Words(id_, dict.fromkeys(arguments(text), 2)), language) for id_, text in ours.items()}
    sentences = {id_: text for id_, text in told_.items() if text.endswith((".", "?"))}
    assert len(sentences) > 50
    assert {id_: text for id_, text in sentences.items() if GRADES[language](text) > HIGHEST_GRADE} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", READY)
def test_no_line_runs_out_of_the_window(name: str, language: str) -> None:
    page = guidelines(ready(name), Wording(), language) + checklist(ready(name), NOTHING, Wording(), language)
    assert [line for line in page.splitlines() if len(line) > 100] == []
    assert "\n\n\n" not in page
