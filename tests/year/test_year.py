"""A year of a province runs clean on the real house; and a house with a fault does not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench.year import behaviour, figures, picture, table
from bench.year.broken import Broken
from bench.year.halves import together
from bench.year.loop import run
from bench.year.province import PUBLISHED_SIZE, Size
from bench.year.run import Year, play
from bot.core import matching
from bot.core.matching import Barrier
from bot.flows import routing
from bot.flows.match import candidates, capacity, closing, periodic_search, search

SMALL = Size(sites=4, supporters=32, requests=30, days=40)
CROWDED = Size(sites=1, supporters=6, requests=30, days=140)  # more than the first quarter's people can carry
BUSY = Size(sites=4, supporters=48, requests=150, days=90)  # a fault is met sooner or later


@pytest.fixture(scope="module")
def small() -> Year:
    return run(play(SMALL, seed=5))


@pytest.fixture(scope="module")
def crowded() -> Year:
    return run(play(CROWDED, seed=5))


def test_a_small_year_breaks_no_rule_and_ends(small: Year):
    known = small.known
    assert len(known.requests) == SMALL.requests
    assert all(asked.closed for asked in known.requests.values())
    assert sum(asked.first_contact_at is not None for asked in known.requests.values()) > SMALL.requests / 2


def test_its_table_and_picture_hold_what_was_counted(small: Year, tmp_path: Path):
    counted = figures.count(small.known, small.outcomes)
    page = table.page([(small, counted)])
    assert f"| requests | {SMALL.requests} |" in page
    assert sum(quarter.requests for quarter in counted.quarters) == SMALL.requests
    assert sum(counted.outcomes.values()) == SMALL.requests, "the house's own tally counts the same"
    picture.draw(small, counted, tmp_path / "year.png")
    assert (tmp_path / "year.png").read_bytes().startswith(b"\x89PNG")


def test_coordinators_recruit_on_the_word_of_a_card_and_who_comes_is_asked(crowded: Year):
    recruits = [helper for helper in crowded.known.helpers.values() if helper.is_recruit]
    assert recruits
    assert any(helper.matched for helper in recruits)
    counted = figures.count(crowded.known, crowded.outcomes)
    assert counted.loads.recruited == len(recruits)
    assert f"on the word of a card | {len(recruits)} |" in table.page([(crowded, counted)])


@pytest.mark.long
def test_a_house_that_says_nothing_one_match_below_the_ceiling_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(capacity, "near", _nothing)
    with pytest.raises(Broken, match=r"is one match below the ceiling, and no hand of the site was told"):
        run(play(CROWDED, seed=1))


def test_a_house_that_looks_at_nobody_who_waits_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(periodic_search, "candidates_in_order", lambda *_: ())
    with pytest.raises(Broken, match="was free and may help"):
        run(play(BUSY, seed=5))


@pytest.mark.long
def test_a_house_that_finds_nobody_left_too_soon_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(periodic_search, "somebody_is_left", lambda *_: False)
    monkeypatch.setattr(periodic_search, "has_answers", lambda *_: True)
    with pytest.raises(Broken, match="reads that nobody is left to ask"):
        run(play(BUSY, seed=5))


@pytest.mark.long
def test_the_same_seed_plays_the_same_year():
    size = Size(sites=2, supporters=16, requests=8, days=20)
    first, again = (run(play(size, seed=11)) for _ in range(2))
    assert (first.presses, first.steps, first.outcomes) == (again.presses, again.steps, again.outcomes)
    assert list(first.known.requests) == list(again.known.requests)


def _without(barrier: Barrier) -> Callable[..., frozenset[Barrier]]:
    real = matching.barriers
    return lambda *question: real(*question) - {barrier}


def _nothing(*_: Any, **__: Any) -> None:
    """What a house with a fault does instead."""


@pytest.mark.parametrize(
    ("barrier", "words"),
    [
        (Barrier.AWAY, "away, paused or has left"),
        (Barrier.CAREER, "earlier career stage"),
        (Barrier.TRAINING, "is not trained"),
        (Barrier.LIMIT, "at once is the limit"),
    ],
)
def test_a_house_that_forgets_a_hard_rule_is_found_out(monkeypatch: pytest.MonkeyPatch, barrier: Barrier, words: str):
    forgetful = _without(barrier)
    for each in (matching, candidates):
        monkeypatch.setattr(each, "barriers", forgetful)
    with pytest.raises(Broken, match=words):
        run(play(BUSY, seed=5))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("seek-news", "how the search stands"),
        ("escalation", "must hear|must get"),
        ("connect-mark", "first contact|72 hours|nudged|find someone else|no deadline will ever"),
    ],
)
def test_a_house_that_forgets_a_deadline_is_found_out(monkeypatch: pytest.MonkeyPatch, kind: str, words: str):
    monkeypatch.setitem(routing.DEADLINES, kind, _nothing)
    with pytest.raises(Broken, match=words):
        run(play(BUSY, seed=5))


def test_a_house_that_forgets_to_shred_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(closing, "shred", _nothing)
    with pytest.raises(Broken, match="closed, and its row is still there"):
        run(play(BUSY, seed=5))


@pytest.mark.long
def test_a_house_that_takes_one_word_for_both_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(closing, "_contact", lambda _: "both")
    with pytest.raises(Broken, match="the figures tell first contact as"):
        run(play(SMALL, seed=5))


def test_a_house_that_fails_is_found_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(search, "offer_card", _nothing)
    with pytest.raises(Broken, match=r"the house (logged|failed)"):
        run(play(BUSY, seed=5))


@pytest.mark.long
def test_a_whole_year_of_two_fifths_of_the_large_province_breaks_no_rule():
    """`make year` plays the whole of it."""
    size = Size(sites=8, supporters=160, requests=800)
    year = together(size, seed=2)
    counted = figures.count(year.known, year.outcomes)
    assert counted.year.requests == size.requests
    assert counted.year.to_match.median <= 24
    loads = counted.loads
    assert loads.recruited
    assert loads.alone <= len(loads.each) / 20, "nobody else was free"


@pytest.mark.long
@pytest.mark.parametrize("rates", [behaviour.USUAL, behaviour.HALF], ids=["usual", "half of the answers"])
def test_a_whole_year_of_published_size_breaks_no_rule(rates: behaviour.Rates):
    """At half of the answers what comes of it is only reported (bench/years.md)."""
    year = together(replace(PUBLISHED_SIZE, rates=rates), seed=5)
    counted = figures.count(year.known, year.outcomes)
    assert rates == behaviour.HALF or counted.year.to_match.median <= 24
