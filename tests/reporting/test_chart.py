"""What the picture is made of: nothing that the table does not say, and small enough for a card."""

import asyncio
import base64
import json
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.teams import render as teams
from bot.core.report import Kind, Quarter, Row
from bot.ports.application import speaker
from bot.ports.platform import Outgoing, Permanent, SendError, Unready
from bot.programme import load
from bot.reporting import ALL_SITES, Report, read_report, screens, text
from bot.reporting.chart import chart, tells
from bot.reporting.picture import spoken
from bot.runtime.chart_images import Illustrated, Studio
from bot.surface import Account, Block, Card, Chart, Dialog, Fact, Paragraph, Picture, Verbatim, from_plain, to_plain, w
from bot.wording import Wording
from tests.cli.conftest import HOUSE
from tests.cli.test_report import ANSWERS, Kept, busy
from tests.wording.screens import MOST_WORDS, Read, Screen

LINES = Verbatim("911")

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDING = Wording()
PROGRAMME = load(HOUSE / "programmes" / "demo.toml")


def report(size: int, seed: int = 7, site: str = "demo", quarters: int = 4) -> Report:
    return read_report(Kept([*busy(size, seed=seed)], ANSWERS), PROGRAMME, site, Quarter(2026, 3), quarters, NOW)


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=30, deadline=None)
@given(size=st.integers(0, 60), seed=st.integers(0, 99), site=st.sampled_from(["demo", ALL_SITES]))
def test_nothing_is_in_the_picture_that_is_not_in_the_table(language: str, size: int, seed: int, site: str):
    """Rule 13: what the drawing is given, word for word and number for number."""
    shown = report(size, seed, site)
    said = spoken(chart(shown), lambda phrase: WORDING.text(phrase, language))
    of_each = text(shown, WORDING, language)
    of_all = (block for screen in screens(shown) for block in screen)  # of all periods, as the dialog has it
    together = " ".join(_words(block, language) for block in of_all)
    for bar in said["bars"]:
        assert bar["label"] in of_each or bar["count"] is None
        assert bar["count"] is None or str(bar["count"]) in of_each
    for measure in said["measures"]:
        assert measure["name"] in together
        assert measure["result"] in together
        for bound in (measure["low"], measure["high"]):
            near = {str(int(bound)), str(int(bound) + 1), str(round(bound))}
            assert any(each in measure["result"] for each in near), (measure, bound)
    numbers = {key for part in (*said["bars"], *said["measures"]) for key in part}
    assert numbers <= {"label", "count", "name", "result", "low", "high", "wanted_low", "wanted_high"}


@pytest.mark.parametrize("language", ["en", "fr"])
@settings(max_examples=40, deadline=None)
@given(size=st.integers(0, 200), seed=st.integers(0, 99), site=st.sampled_from(["demo", ALL_SITES]))
def test_no_screen_of_the_table_is_long_whatever_is_told(language: str, size: int, seed: int, site: str):
    for blocks in screens(report(size, seed, site)):
        shown = Dialog(w("figures-title"), (*blocks, Paragraph(w("report-picture-follows"))))
        assert Read(Screen(shown, "UTC", ""), language, WORDING).words() <= MOST_WORDS


def _words(block: Block, language: str) -> str:
    said = (block.label, block.value) if isinstance(block, Fact) else (getattr(block, "words", Verbatim("")),)
    return " ".join(WORDING.text(words, language) for words in said)


def test_a_count_that_is_hidden_is_in_no_part_of_the_picture():
    """Three of 22 waited longer. Neither their number, nor the exact share of the others, is anywhere in it."""
    took = ["0-24"] * 19 + ["72-120"] * 3
    rows = [
        Row("demo", Quarter(2026, 3), Kind.REQUEST, outcome="completed", to_match=each, to_contact=each, in_all=each)
        for each in took
    ]
    shown = chart(read_report(Kept(rows), PROGRAMME, "demo", Quarter(2026, 3), 1, NOW))
    assert tells(shown)
    for measure in shown.measures:
        assert not measure.low <= 100 * 19 / 22 <= measure.high or measure.high - measure.low >= 100 * 4 / 22
        assert round(measure.low) != round(100 * 19 / 22)
    words = WORDING.text(shown.alt, "en")
    assert "86%" not in words
    assert " 19" not in words


def test_nothing_told_is_nothing_to_see():
    assert not tells(chart(read_report(Kept([]), PROGRAMME, "demo", Quarter(2026, 3), 4, NOW)))
    assert tells(chart(report(40)))


def test_a_chart_is_kept_in_a_slot_and_comes_back_the_same():
    shown = chart(report(40))
    assert from_plain(json.loads(json.dumps(to_plain(shown)))) == shown


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_fullest_picture_fits_a_card_in_teams(language: str):
    """Whatever is too large for Teams is cut away: the picture would go first."""
    say = speaker(WORDING, language, "America/Winnipeg")
    shown = chart(report(40))
    picture = await Studio(WORDING).picture(shown, language, "America/Winnipeg")
    assert picture is not None
    assert base64.b64decode(picture.png).startswith(b"\x89PNG\r\n\x1a\n")
    made = teams.card(Card((Paragraph(Verbatim("The figures")), picture), footer=LINES), say)
    assert any(each["type"] == "Image" for each in made["body"])


# --- a port that draws ---------------------------------------------------------------------------------------------


class Wall:
    """A platform. `refuses` so many pictures; `takes` is how many seconds of `now` each attempt costs."""

    platform = "wall"

    def __init__(self, refuses: int = 0, why: type[SendError] = Unready, takes: float = 0.0) -> None:
        self.refuses = refuses
        self.why = why
        self.takes = takes
        self.now = 0.0
        self.tried = 0
        self.posted: list[Card] = []

    async def post(self, message: Outgoing) -> str:
        if self.refuses and any(isinstance(block, Picture) for block in message.card.blocks):
            self.refuses -= 1
            self.tried += 1
            self.now += self.takes
            raise self.why("no picture")
        self.posted.append(message.card)
        return "here"

    async def edit(self, message: Outgoing, reference: str) -> None:
        self.posted.append(message.card)

    async def retire(self, message: Outgoing, reference: str) -> None: ...

    async def find(self, message: Outgoing) -> str | None:
        return None


MESSAGE = Outgoing(Account("wall", "T", "U"), "s1", Card((chart(report(40)),), footer=LINES), "en", "UTC")


def _drawn(_: Any, dots: int) -> bytes:
    return b"picture"


async def test_a_platform_that_knows_the_picture_a_moment_later_gets_it_again(monkeypatch):
    monkeypatch.setattr("bot.runtime.chart_images.PAUSES", (0, 0))
    wall = Wall(refuses=2)
    assert await Illustrated(wall, Studio(WORDING, _drawn)).post(MESSAGE) == "here"
    assert isinstance(wall.posted[0].blocks[0], Picture)


async def test_a_platform_that_never_takes_a_picture_gets_the_words(monkeypatch):
    monkeypatch.setattr("bot.runtime.chart_images.PAUSES", (0, 0))
    wall = Wall(refuses=99)
    await Illustrated(wall, Studio(WORDING, _drawn)).post(MESSAGE)
    assert isinstance(wall.posted[0].blocks[0], Chart)
    assert wall.tried == 3


async def test_a_refusal_that_will_not_change_goes_straight_to_the_words():
    wall = Wall(refuses=99, why=Permanent)
    await Illustrated(wall, Studio(WORDING, _drawn)).post(MESSAGE)
    assert isinstance(wall.posted[0].blocks[0], Chart)
    assert wall.tried == 1


async def test_a_platform_that_is_slow_to_refuse_leaves_time_for_the_words(monkeypatch):
    monkeypatch.setattr("bot.runtime.chart_images.PAUSES", (0, 0, 0))
    wall = Wall(refuses=99, takes=7.0)
    await Illustrated(wall, Studio(WORDING, _drawn, clock=lambda: wall.now)).post(MESSAGE)
    assert isinstance(wall.posted[0].blocks[0], Chart)
    assert wall.now == 14  # of the outbox's thirty seconds


async def test_what_could_not_be_drawn_goes_as_words_and_is_drawn_at_the_next_try():
    works = False

    def draw(_: Any, dots: int) -> bytes:
        if not works:
            raise MemoryError
        return b"picture"

    wall = Wall()
    port = Illustrated(wall, Studio(WORDING, draw))
    await port.post(MESSAGE)
    works = True
    await port.edit(MESSAGE, "here")
    assert [type(card.blocks[0]) for card in wall.posted] == [Chart, Picture]


async def test_a_picture_that_two_wait_for_is_drawn_once_and_holds_up_nobody():
    begun, ready, times = threading.Event(), threading.Event(), 0

    def slow(_: Any, dots: int) -> bytes:
        nonlocal times
        times += 1
        begun.set()
        assert ready.wait(60)
        return b"picture"

    wall = Wall()
    port = Illustrated(wall, Studio(WORDING, slow))
    both = asyncio.gather(port.post(MESSAGE), port.post(MESSAGE))
    await asyncio.sleep(0)
    await asyncio.to_thread(begun.wait)  # the loop goes round while it is drawn
    ready.set()
    await both
    assert times == 1
    assert [type(card.blocks[0]) for card in wall.posted] == [Picture, Picture]
