"""The programme file: what a site decides reaches the matching, and every mistake is named in one go."""

import dataclasses
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.afterwards import Heard
from bot.core.hours import parse_hours
from bot.core.people import Profession, Stage
from bot.core.policy import CareerRule, Disclosure, MatchBy, OpenTo, Pathway, Policy, QuietHours, Terms
from bot.programme import Advice, Localised, ProgrammeError, Reason, Resource, load, only_seen, stale
from bot.programme.policy import KEYS
from bot.programme.taps import REASONS, USUAL_WISHES, ListedWish
from tests.programme.trial import GATHERING, POLICY, RESOURCE, SITE, WHOLE, changed, loaded

PROGRAMMES = Path(__file__).parents[2] / "programmes"


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)


def test_a_short_file_gets_every_default_of_the_contract():
    programme = loaded(WHOLE)
    site = programme.site("north")
    assert site.policy == Policy(agreement_version="7")
    assert site.reasons == tuple(Reason(id_) for id_ in REASONS)
    assert len(site.reasons) == 14
    assert site.wishes == USUAL_WISHES
    assert site.coordinators == ("kim@example.org",)
    assert site.deputy == "lee@example.org"
    assert site.phone_hours == parse_hours("mon-fri 08:30-16:30")
    assert programme.agreement_version == "7"


def test_r40_services_stand_under_the_need_that_they_meet_and_under_more_where_none_is_named():
    other = RESOURCE.replace("crisis = true", "crisis = false")
    named = other.replace('"emergency"', '"lawyer"') + 'need = "legal"\n'
    programme = loaded(WHOLE + named + other.replace('"emergency"', '"library"'))
    found = [(need, [each.id for each in services]) for need, services in programme.resources_by_need()]
    assert found == [("crisis", ["emergency"]), ("legal", ["lawyer"]), ("more", ["library"])]
    assert programme.resources_by_need("US") == ()


def test_r18_r22_r41_what_a_site_says_of_itself_is_optional():
    site = loaded(WHOLE).site("north")
    assert (site.contact_name, site.contact_email, site.before_call) == ("", "", None)
    assert [told.id for told in site.heard] == list(Heard)
    text = changed(
        'deputy = "lee@example.org"',
        """deputy = "lee@example.org"
    contact_name = "Kim Invented"
    contact_email = "Kim@Example.org"
    heard = ["poster", { id = "association", en = "Ours", fr = "La nôtre" }]
    before_call = { en = "Breathe.", fr = "Respirez." }
    """,
    )
    site = loaded(text).site("north")
    assert (site.contact_name, site.contact_email) == ("Kim Invented", "kim@example.org")
    assert [(told.id, told.words is None) for told in site.heard] == [(Heard.POSTER, True), (Heard.ASSOCIATION, False)]
    assert site.before_call is not None
    assert site.before_call.in_("fr") == "Respirez."


def test_r22_r46_r77_whose_number_it_is_whom_a_supporter_rings_and_what_counsel_wrote():
    site = loaded(WHOLE).site("north")
    assert (site.phone_name, site.supporter_advice, site.reporting) == (site.name, None, None)
    text = changed(
        'deputy = "lee@example.org"',
        """deputy = "lee@example.org"
    phone_name = { en = "A line", fr = "Une ligne" }
    supporter_advice = { name = "Dr. Kim", phone = "204-555-0199", hours = "mon 09:00-12:00" }
    reporting = { en = "Nobody is told.", fr = "Personne ne le sait." }
    """,
    )
    site = loaded(text).site("north")
    assert site.phone_name.in_("fr") == "Une ligne"
    assert site.supporter_advice == Advice(Localised.same("Dr. Kim"), "204-555-0199", parse_hours("mon 09:00-12:00"))
    assert site.told_of_reporting == site.reporting
    only = loaded(text.replace(', hours = "mon 09:00-12:00"', "")).site("north").supporter_advice
    assert only is not None
    assert only.hours is None
    assert loaded(text.replace("Personne ne", "PLACEHOLDER:")).site("north").told_of_reporting is None


def test_r71_a_line_that_was_read_in_a_copy_is_not_one_that_was_rung():
    def found(days: str) -> Resource:
        return loaded(changed("verified_on = 2026-11-21\n", days)).resources[0]

    seen = found("seen_on = 2026-11-20\n")
    assert (seen.seen_on, seen.verified_on, seen.looked_at) == (date(2026, 11, 20), None, date(2026, 11, 20))
    both = found("seen_on = 2026-11-20\nverified_on = 2026-11-21\n")
    assert both.looked_at == date(2026, 11, 21)
    rung = found("verified_on = 2026-11-20\nseen_on = 2026-11-21\n")  # reading a copy takes no call back
    long_ago = found("verified_on = 2026-05-01\nseen_on = 2026-11-21\n")
    for resource, only in ((seen, True), (both, False), (rung, False), (long_ago, True)):
        assert bool(only_seen(replace(loaded(WHOLE), resources=(resource,)), date(2026, 11, 30))) is only


def test_r41_a_text_before_the_call_that_would_fill_the_screen_is_refused():
    long = "word " * 91
    with pytest.raises(ProgrammeError, match=r"before_call: 91 words in \"fr\"; expected 90 at most"):
        loaded(
            changed(
                'deputy = "lee@example.org"',
                f'''deputy = "lee@example.org"
        before_call = {{ en = "Breathe.", fr = "{long}" }}''',
            )
        )


def test_every_field_of_the_policy_has_a_key_in_the_file():
    in_core = {field.name for shape in (Policy, Terms) for field in dataclasses.fields(shape)}
    assert in_core - {"terms", "agreement_version", "agreement_was"} == KEYS


def test_every_policy_key_can_be_set():
    programme = loaded(
        changed(
            POLICY,
            """
            [policy]
            pathways = ["reach_in"]
            match_by = "coordinator"
            disclosure = "name_with_offer"
            career_rule = "not_early"
            open_to = "roster"
            serves = ["mid", "late"]
            offer_open_hours = 10
            offer_remind_hours = 1.5
            named_hours = 3
            offers_before_coordinator = 4
            seek_escalate_hours = 11
            coordinator_answer_hours = 5
            connect_within_hours = 50
            connect_remind_hours = [20, 40]
            longer_hours = 6
            longer_times = 0
            tracker_after_hours = 7
            tracker_remind_hours = []
            close_silent_days = 8
            conversations_usual = 2
            keep_days_after_close = 9
            concurrent_limit = 2
            year_ceiling = 12
            unanswered_before_pause = 13
            training_hours = 3
            leave_notice_days = 0
            invite_open_days = 14
            invite_again_days = 15
            small_cell = 3
            audit_keep_days = 16
            quiet_hours = "22:30-06:15"
            inter_site = true
            professions = ["nurse", "physician"]
            across_professions = true
            """,
        )
    )
    terms = Terms(10, 1.5, 3, 4, 11, 5, 50, (20, 40), 6, 0, 7, (), 8, 2, 9)
    assert programme.site("north").policy == Policy(
        frozenset({Pathway.REACH_IN}),
        MatchBy.COORDINATOR,
        Disclosure.NAME_WITH_OFFER,
        CareerRule.NOT_EARLY,
        OpenTo.ROSTER,
        frozenset({Stage.MID, Stage.LATE}),
        terms,
        2,
        12,
        13,
        3,
        0,
        14,
        15,
        3,
        16,
        QuietHours(time(22, 30), time(6, 15)),
        "7",
        inter_site=True,
        professions=frozenset({Profession.NURSE, Profession.PHYSICIAN}),
        across_professions=True,
    )


def test_one_site_has_its_own_rule_and_the_others_keep_the_programmes():
    own = SITE.replace('"north"', '"south"') + 'connect_within_hours = 100\nquiet_hours = ""\nserves = ["trainee"]\n'
    programme = loaded(WHOLE.replace(POLICY, "[policy]\nsmall_cell = 8\n") + own)
    assert list(programme.sites) == ["north", "south"]
    assert programme.site("north").policy == Policy(small_cell=8, agreement_version="7")
    south = programme.site("south").policy
    assert south.terms == Terms(connect_within_hours=100)
    assert south == Policy(
        terms=south.terms, serves=frozenset({Stage.TRAINEE}), small_cell=8, quiet_hours=None, agreement_version="7"
    )


def test_r06_a_site_words_its_own_reasons_and_leaves_others_out():
    own = 'reasons = ["burnout", { id = "flood", fr = "Inondation", en = "Flood" }]\nwishes = []\n'
    site = loaded(WHOLE.replace(GATHERING, "") + own).site("north")
    assert site.reasons == (Reason("burnout"), Reason("flood", Localised((("en", "Flood"), ("fr", "Inondation")))))
    assert site.wishes == ()


def test_r76_a_site_lists_its_own_wishes_and_leaves_others_out():
    own = 'wishes = ["gender-woman", { id = "abroad", fr = "Formé ailleurs", en = "Trained abroad" }]\n'
    site = loaded(WHOLE.replace(GATHERING, "") + own).site("north")
    assert site.wishes == (
        ListedWish("gender-woman"),
        ListedWish("abroad", Localised((("en", "Trained abroad"), ("fr", "Formé ailleurs")))),
    )
    assert [each.own for each in site.wishes] == [False, True]


def test_r75_whom_a_service_takes_is_a_list_that_a_machine_reads():
    more = RESOURCE.replace("crisis = true", "crisis = false").replace('["everybody"]', '["nurse", "midwife"]')
    unsaid = more.replace('audience = ["nurse", "midwife"]\n', "")
    programme = loaded(WHOLE + more.replace('"emergency"', '"nurses"') + unsaid.replace('"emergency"', '"own"'))
    takes = {each.id: {one for one in Profession if each.takes(one)} for each in programme.resources}
    assert takes == {
        "emergency": {*Profession},
        "nurses": {Profession.NURSE, Profession.MIDWIFE},
        "own": {Profession.PHYSICIAN},
    }
    assert all(each.takes(None) for each in programme.resources)


def test_an_older_file_has_words_in_audience_and_a_switch_and_goes_on_working():
    older = RESOURCE.replace('audience = ["everybody"]\nfor_whom = ', "open_to_everybody = true\naudience = ")
    assert older != RESOURCE
    physicians = older.replace('"emergency"', '"own"').replace("open_to_everybody = true\n", "")
    programme = loaded(WHOLE.replace(RESOURCE, older) + physicians.replace("crisis = true", "crisis = false"))
    everybody, own = programme.resources
    assert everybody.for_whom.in_("fr") == own.for_whom.in_("fr") == "Tout le monde"
    assert everybody.takes(Profession.OTHER)
    assert not own.takes(Profession.OTHER)


def test_words_come_in_the_readers_language_or_the_default():
    programme = loaded(WHOLE)
    assert [programme.name.in_(language) for language in ("fr", "fr-CA", "de", "")] == [
        "Essai",
        "Essai",
        "Trial",
        "Trial",
    ]
    assert programme.site("north").name.in_("fr") == "North Clinic"


def test_a_site_is_found_by_its_workspace_tenant_or_playground():
    programme = loaded(WHOLE)
    north = programme.site("north")
    assert programme.sites_of_team("slack", "T0NORTH") == (north,)
    assert programme.sites_of_team("teams", "0A000000-0000-0000-0000-000000000001") == (north,)
    assert programme.sites_of_team("playground", "north") == (north,)
    for platform, team in (
        ("slack", "T1"),
        ("slack", ""),
        ("teams", "T0NORTH"),
        ("playground", "T0NORTH"),
        ("", "north"),
    ):
        assert programme.sites_of_team(platform, team) == ()


def test_two_sites_in_one_workspace_leave_the_answer_to_the_roster():
    programme = loaded(WHOLE + SITE.replace('"north"', '"south"'))
    assert [site.id for site in programme.sites_of_team("slack", "T0NORTH")] == ["north", "south"]


def test_crisis_lines_serve_the_region_and_those_of_another_language_come_last():
    def line(id_: str, region: str, languages: str, crisis: str = "true") -> str:
        text = RESOURCE.replace('"emergency"', f'"{id_}"').replace('"CA"', f'"{region}"')
        return text.replace("crisis = true", f"crisis = {crisis}\nlanguages = {languages}")

    more = line("en-line", "MB", '["en"]') + line("both", "MB", '["en", "fr"]')
    more += line("west", "BC", "[]") + line("quiet", "MB", "[]", crisis="false")
    programme = loaded(WHOLE + more)
    assert [found.id for found in programme.crisis_lines("en")] == ["emergency", "en-line", "both"]
    assert [found.id for found in programme.crisis_lines("fr-CA")] == ["emergency", "both", "en-line"]
    assert [found.id for found in programme.resources_for("BC")] == ["emergency", "west"]
    assert [found.id for found in programme.resources_for()] == ["emergency", "en-line", "both", "quiet"]
    assert programme.resources_for("US") == ()


def test_a_weekly_gathering_keeps_its_hour_when_summer_time_ends():
    gathering = loaded(WHOLE.replace("America/Winnipeg", "America/Toronto")).gatherings[0]
    assert gathering.starts_at == datetime(2026, 10, 28, 17, 30, tzinfo=ZoneInfo("America/Toronto"))
    assert gathering.next_after(datetime(2026, 10, 1, tzinfo=UTC)) == gathering.starts_at
    assert gathering.next_after(datetime(2026, 10, 28, 21, 30, tzinfo=UTC)) == datetime(2026, 11, 4, 22, 30, tzinfo=UTC)
    assert gathering.next_after(datetime(2026, 11, 4, 22, 29, tzinfo=UTC)) == datetime(2026, 11, 4, 22, 30, tzinfo=UTC)
    assert gathering.next_after(datetime(2026, 11, 4, 22, 30, tzinfo=UTC)) == datetime(2026, 11, 11, 22, 30, tzinfo=UTC)
    once = dataclasses.replace(gathering, repeats="")
    assert once.next_after(datetime(2026, 11, 1, tzinfo=UTC)) is None


def test_a_gathering_of_every_site_with_no_published_hour():
    text = changed('site = "north"\ntitle', "title").replace("starts_at = 2026-10-28T17:30:00\n", "")
    programme = loaded(text)
    assert programme.gatherings_of("north") == programme.gatherings
    assert programme.gatherings[0].next_after(datetime(2026, 11, 1, tzinfo=UTC)) is None


def test_a_gathering_with_an_offset_is_told_in_the_sites_time():
    gathering = loaded(changed("17:30:00", "17:30:00Z")).gatherings[0]
    assert gathering.starts_at is not None
    assert gathering.starts_at.isoformat() == "2026-10-28T12:30:00-05:00"


def test_a_line_that_nobody_looked_at_for_half_a_year_is_named():
    programme = loaded(WHOLE)
    assert stale(programme, date(2027, 5, 20)) == ()
    assert stale(programme, date(2027, 5, 21)) == (
        'resource "emergency" was verified on 2026-11-21, 181 days ago; look at example.org again and set verified_on',
    )
    copied = loaded(WHOLE.replace("verified_on", "seen_on"))
    (sentence,) = stale(copied, date(2027, 5, 21))
    assert sentence.startswith('resource "emergency" was seen in a stored copy on 2026-11-21, 181 days ago; look at')
    newer = loaded(WHOLE.replace("verified_on =", "seen_on = 2026-11-22\nverified_on ="))
    assert stale(newer, date(2027, 5, 21)) == ()  # the newer day counts


# --- the files we ship ----------------------------------------------------------------------------------------------


def test_manitoba_has_the_four_pilot_sites_and_explains_every_rule():
    file = PROGRAMMES / "manitoba.toml"
    programme = load(file)
    assert list(programme.sites) == ["family-medicine", "general-internal-medicine", "prairie-mountain", "northern"]
    assert [line.id for line in programme.crisis_lines("fr")] == ["emergency", "988"]
    assert {site.policy.training_hours for site in programme.sites.values()} == {4}
    assert [gathering.repeats for gathering in programme.gatherings_of("northern")] == ["weekly"]
    explained = {line.split(" = ")[0] for line in file.read_text(encoding="utf-8").splitlines() if "  # " in line}
    assert explained >= KEYS


def test_what_is_no_crisis_line_never_stands_among_them():
    for name in ("manitoba.toml", "demo.toml"):
        programme = load(PROGRAMMES / name)
        by_id = {resource.id: resource for resource in programme.resources}
        assert not by_id["par"].crisis
        assert not by_id["par"].open_24_7
        assert {resource.id for resource in programme.resources if resource.crisis} == {"emergency", "988"}
        assert stale(programme, date(2026, 11, 21)) == ()


def test_the_demo_is_fiction_and_points_to_the_same_lines():
    demo, manitoba = load(PROGRAMMES / "demo.toml"), load(PROGRAMMES / "manitoba.toml")
    assert demo.resources == manitoba.resources
    site = demo.site("demo")
    assert site.phone_route.startswith("204-555-01")
    assert str(site.phone_hours) == "mon,tue,wed,thu,fri 08:30-16:30"
    assert demo.sites_of_team("playground", "demo") == (site,)
