"""Reports as they are asked for: a site or all of them, a run of quarters, a table, a sheet or a picture."""

import csv
import io
import random
import struct
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.afterwards import Goal, Heard
from bot.core.report import Kind, Quarter, Row
from bot.programme import Programme, load
from bot.reporting import (
    ALL_SITES,
    Report,
    ReportError,
    quarter_of,
    quarter_words,
    read_all,
    read_report,
    render,
    screens,
    sheet,
)
from bot.reporting.page import sections
from bot.surface import Fact, Words
from bot.wording import Wording
from tests.cli.conftest import HOUSE

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEWEST = Quarter(2026, 3)
WORDING = Wording()
SOUTH = """
[[site]]
id = "south"
name = "South Clinic (demo)"
timezone = "America/Vancouver"
slack_team = "T0SOUTH"
phone_route = "204-555-0143"
coordinators = ["casey.sample@example.org"]
deputy = "devon.madeup@example.org"
"""


class Kept:
    """What the database holds."""

    def __init__(self, rows: list[Row], answers: list[Row] | None = None) -> None:
        self._rows, self._answers = rows, answers or []

    def rows(self, site: str = "") -> list[Row]:
        return [row for row in self._rows if not site or row.site == site]

    def answers(self) -> list[Row]:
        return self._answers


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    """The demo's, with a second site to the west of it."""
    text = (HOUSE / "programmes" / "demo.toml").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("programme") / "two.toml"
    path.write_text(text.replace("[[gathering]]", SOUTH + "\n[[gathering]]", 1), encoding="utf-8")
    return load(path)


@cache
def busy(size: int, site: str = "demo", seed: int = 7, quarters: int = 6) -> tuple[Row, ...]:
    """Some quarters up to the running one, of every kind of row."""
    draw = random.Random(seed)  # noqa: S311 - a story, not a secret
    rows: list[Row] = []
    for quarter in (NEWEST.plus(step) for step in range(2 - quarters, 2)):
        for _ in range(draw.randint(size // 2, size)):
            outcome = draw.choice(("completed", "completed", "completed", "handed_on", "withdrawn", "unfilled"))
            rows.append(
                Row(
                    site, quarter, Kind.REQUEST, outcome=outcome, to_match=draw.choice(("0-24", "0-24", "24-48", "")),
                    to_contact=draw.choice(("0-24", "72-120")), in_all=draw.choice(("24-48", "72-120")),
                    conversation=draw.choice(("1", "2", "more")),
                )
            )  # fmt: skip
            able = draw.choice(("fully", "mostly", "partly"))
            rows.append(Row(site, quarter, Kind.CONVERSATION, conversation="1", took_place="over_60", able=able))
            rows.append(Row(site, quarter, Kind.OFFER, to_match=draw.choice(("0-24", "0-24", ""))))
        rows += [Row(site, quarter, Kind.INVITATION, outcome="accepted")] * (size // 4)
        rows += [Row(site, quarter, Kind.TALK, took_place="under_30", able="mostly")] * (size // 2)
        rows += [Row(site, quarter, Kind.HEADS, outcome="group", number=size // 2)]
        rows += [Row(site, quarter, Kind.LOAD, outcome=draw.choice(("0", "1-7"))) for _ in range(size // 3)]
    return tuple(rows)


TAPPED = [
    *[Row("", NEWEST, Kind.HEARD, outcome=said) for said in ["colleague"] * 30 + ["poster"] * 17 + ["cmpa"] * 8],
    *[Row("", NEWEST, Kind.GOAL, outcome=said) for said in ["heard"] * 40 + ["strengths"] * 15],
]
ANSWERS = [*[Row("", NEWEST, Kind.USEFUL, outcome="yes")] * 55, *TAPPED]


def report(programme: Programme, size: int, site: str = "demo", quarters: int = 4) -> Report:
    return read_report(Kept([*busy(size)], ANSWERS), programme, site, NEWEST, quarters, NOW)


def png_size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", picture[16:24])
    return wide, high


# --- what is asked for ---------------------------------------------------------------------------------------------


def test_the_running_quarter_is_never_told(programme: Programme):
    with pytest.raises(ReportError, match=r"2026Q4 is not over yet.*newest is 2026Q3"):
        read_report(Kept([]), programme, "demo", Quarter(2026, 4), 1, NOW)
    assert all(each.last <= NEWEST for each in read_all(Kept([*busy(40)]), programme, "demo", NOW).figures)
    assert read_report(Kept([]), programme, "demo", None, 1, NOW).last == NEWEST


def test_a_quarter_ends_when_it_ends_at_the_site(programme: Programme):
    """October 2nd at 01:00 in Winnipeg is still the 1st in Vancouver: there, and for all sites, Q3 waits a day more."""
    at = datetime(2026, 10, 2, 6, tzinfo=UTC)
    assert read_report(Kept([]), programme, "demo", None, 1, at).last == NEWEST
    for site in ("south", ALL_SITES):
        assert read_report(Kept([]), programme, site, None, 1, at).last == NEWEST.plus(-1)


def test_a_run_holds_the_periods_that_end_in_it_and_no_other(programme: Programme):
    kept = Kept([*busy(40)], ANSWERS)
    found = read_report(kept, programme, "demo", NEWEST.plus(-1), 2, NOW)
    assert [str(each.last) for each in found.of("requests")] == ["2026Q1", "2026Q2"]
    assert {each.last for each in found.figures} <= {found.first, found.last}


@pytest.mark.parametrize(
    ("site", "quarters", "said"),
    [
        ("nort", 1, "no site 'nort'.*demo, south, all"),
        ("demo", 0, "expected 1 to 40"),
        ("demo", 41, "expected 1 to 40"),
    ],
)
def test_what_cannot_be_reported_is_said(programme: Programme, site: str, quarters: int, said: str):
    with pytest.raises(ReportError, match=said):
        read_report(Kept([]), programme, site, NEWEST, quarters, NOW)


def test_a_quarter_is_typed_as_2026q3():
    assert quarter_of("") is None
    assert quarter_of("2026q3") == NEWEST
    with pytest.raises(ReportError, match="2026Q3"):
        quarter_of("summer")


def test_r18_r11_what_was_tapped_is_told_as_more_than_a_quarter_or_not_and_never_as_a_number(programme: Programme):
    kept = Kept([*busy(40)], ANSWERS)
    found = read_report(kept, programme, "demo", NEWEST, 1, NOW)
    lines = render(found, WORDING, "en", "table").decode().splitlines()
    about = lines[lines.index("How people heard of this, whole programme") :]
    said = [" ".join(line.split()) for line in about[2:]]
    assert said[:2] == ["a colleague 26 to 100%", "a leader or manager 0 to 26%"]
    rows = [line.split(",") for line in sheet(found).splitlines() if line.startswith(("demo,heard", "demo,goal"))]
    told = {(row[1], row[2]): row[5:8] for row in rows}
    assert told["heard", "poster"] == ["percent", "26", "100"]  # 17 of 55
    assert told["heard", "cmpa"] == ["percent", "0", "26"]  # 8 of 55
    assert told["goal", "heard"] == ["percent", "26", "100"]
    assert told["goal", "community"] == ["percent", "0", "26"]
    assert len(told) == len(Goal) + len(Heard)


def test_r18_fewer_answers_than_ten_thresholds_tell_nothing(programme: Programme):
    few = [Row("", NEWEST, Kind.HEARD, outcome="poster")] * 49
    assert read_report(Kept([], few), programme, "demo", NEWEST, 1, NOW).of("heard") == ()
    assert read_report(Kept([], [*few, few[0]]), programme, "demo", NEWEST, 1, NOW).of("heard") != ()


# --- what comes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [1, 8, 40])
def test_a_table_fits_a_terminal_and_says_what_waits(programme: Programme, language: str, size: int):
    text = render(report(programme, size), WORDING, language, "table").decode()
    assert max(len(line) for line in text.splitlines()) <= 140
    waits = WORDING.text(Words("report-waits"), language)
    assert (waits in text) == (size < 40)
    assert ("2026Q3" in text) is True


def test_r65_a_table_shows_each_period_and_all_of_them_together(programme: Programme):
    text = render(report(programme, 40), WORDING, "en", "table").decode()
    found = [each.base.low for each in report(programme, 40).of("requests") if each.base]
    assert len(found) == 4
    assert "together" in text
    assert str(sum(found)) in text
    assert all(str(each) in text for each in found)


def test_the_sheet_has_the_same_words_in_every_language_and_a_row_a_figure(programme: Programme):
    rows = [*csv.DictReader(io.StringIO(sheet(report(programme, 40))))]
    assert {row["site"] for row in rows} == {"demo"}
    assert {"base", "completed", "hours", "target-match-median"} <= {row["group"] for row in rows}
    for row in rows:
        low, high = float(row["low"]), float(row["high"])
        assert low <= high
        if row["unit"] == "count":
            assert low >= 5 if low == high else high - low >= 4, row
        assert (row["verdict"] != "") == row["group"].startswith("target-")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [0, 8, 40])
def test_the_picture_is_for_a_phone_held_upright(programme: Programme, language: str, size: int):
    wide, high = png_size(render(report(programme, size), WORDING, language, "png"))
    assert wide == 1080
    assert 500 < high < 2600


# --- the card ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_posted_line_is_neutral_and_the_dialog_has_the_targets(programme: Programme, language: str):
    assert "2026Q3" in WORDING.text(quarter_words(NEWEST), language)
    shown = screens(report(programme, 40))
    assert len(shown) == 2  # one would be too long to read
    facts = [block for screen in shown for block in screen if isinstance(block, Fact)]
    said = [f"{WORDING.text(fact.label, language)}: {WORDING.text(fact.value, language)}" for fact in facts]
    assert len(said) > 8
    assert any("%" in line for line in said)


def test_a_quarter_without_figures_says_so(programme: Programme):
    nothing = read_report(Kept([]), programme, "demo", NEWEST, 1, NOW)
    (only,) = screens(nothing)
    assert Words("report-waits") in [getattr(block, "words", None) for block in only]


# --- nothing but what is published ---------------------------------------------------------------------------------

SIZES = st.integers(0, 45)


@settings(max_examples=40, deadline=None)
@given(size=SIZES, seed=st.integers(0, 99), back=st.integers(0, 5), quarters=st.integers(1, 8))
def test_r48_every_report_is_a_part_of_the_export(programme: Programme, size: int, seed: int, back: int, quarters: int):
    """So whatever cannot be worked out from the export cannot be worked out from any number of reports."""
    kept = Kept([*busy(size, seed=seed)], ANSWERS)
    for site in ("demo", ALL_SITES):
        part = read_report(kept, programme, site, NEWEST.plus(-back), quarters, NOW)
        assert {*sheet(part).splitlines()} <= {*sheet(read_all(kept, programme, site, NOW)).splitlines()}


@settings(max_examples=40, deadline=None)
@given(size=SIZES, seed=st.integers(0, 99), months=st.integers(1, 24))
def test_what_was_told_once_is_told_again_word_for_word(programme: Programme, size: int, seed: int, months: int):
    """Asked when half of the rows did not exist yet, and asked later: the earlier answer is the beginning of it."""
    rows = [*busy(size, seed=seed)]
    middle = NEWEST.plus(-2)
    asked = datetime(2026, 4, 2, 12, tzinfo=UTC)
    then = Kept([row for row in rows if row.quarter <= middle])
    later = NOW.replace(year=2026 + months // 12)
    before = {*sheet(read_all(then, programme, "demo", asked)).splitlines()}
    assert before <= {*sheet(read_all(Kept(rows), programme, "demo", later)).splitlines()}


@settings(max_examples=40, deadline=None)
@given(north=SIZES, south=SIZES, seed=st.integers(0, 99))
def test_all_sites_is_worked_out_from_the_reports_of_the_sites(programme: Programme, north: int, south: int, seed: int):
    """Whatever a site keeps back is not in it: each number is the sum of what the sites tell."""
    rows = [*busy(north, "demo", seed), *busy(south, "south", seed + 1)]
    told = {site: read_all(Kept(rows), programme, site, NOW).figures for site in ("demo", "south")}
    everything = read_all(Kept(rows), programme, ALL_SITES, NOW).figures
    for each in everything:
        if each.base is None:
            continue
        parts = [part for own in told.values() for part in own if (part.table, part.last) == (each.table, each.last)]
        assert each.base.low == sum(part.base.low for part in parts if part.base)
        for place, cell in enumerate(each.cells):
            assert cell.low == sum(part.cells[place].low for part in parts)
            assert cell.high == sum(part.cells[place].high for part in parts)


def test_requests_for_someone_elsewhere_are_a_site_of_their_own(programme: Programme):
    """A site's own report has no trace of them (R29); the programme's has them once there are enough."""
    few, enough = [Row("outside", NEWEST, Kind.REQUEST)] * 4, [Row("outside", NEWEST, Kind.REQUEST)] * 5
    assert read_all(Kept(few), programme, ALL_SITES, NOW).figures == ()
    assert [each.base.low for each in read_all(Kept(enough), programme, ALL_SITES, NOW).figures if each.base] == [5]
    assert read_all(Kept(enough), programme, "demo", NOW).figures == ()


def test_every_section_has_a_value_in_each_of_its_columns(programme: Programme):
    for size in (0, 8, 40):
        for section in sections(report(programme, size)):
            assert all(len(line.values) == len(section.columns) for line in section.lines)
