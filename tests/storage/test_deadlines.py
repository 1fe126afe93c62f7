"""The deadline book: what is due is taken once, and nothing is forgotten."""

from datetime import timedelta

import pytest

from bot.ports.records import Due
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import HOUR, MINUTE, NOW, do


def book(writer: Writer, kind: str, at: timedelta = timedelta(), **more: str | int) -> None:
    do(writer, lambda unit: unit.deadlines.book(kind, NOW + at, **more))  # type: ignore[arg-type]


def due(writer: Writer, at: timedelta = timedelta()) -> list[str]:
    return do(writer, lambda unit: unit.deadlines.due(NOW + at, 100))


def test_a_deadline_comes_due_at_its_hour_with_its_fence(writer: Writer):
    book(writer, "seek-news", HOUR, request="r1", offer="o1", fence=3)
    assert due(writer) == []
    assert do(writer, lambda unit: unit.deadlines.next()) == NOW + HOUR
    (found,) = due(writer, HOUR)
    taken = do(writer, lambda unit: unit.deadlines.take(found, NOW + HOUR))
    assert taken == Due(found, "seek-news", "r1", "o1", "", 3, NOW + HOUR)
    assert do(writer, lambda unit: unit.deadlines.take(found, NOW + HOUR)) is None
    assert do(writer, lambda unit: unit.deadlines.next()) is None


def test_four_sweepers_at_once_take_every_deadline_once(writer: Writer):
    for n in range(20):
        book(writer, "named-expire", offer=f"o{n}")

    def sweep(unit: UnitOfWork) -> list[str]:
        wanted = unit.deadlines.due(NOW, 100)
        return [found.offer for id_ in wanted if (found := unit.deadlines.take(id_, NOW)) is not None]

    sweeps = [writer.submit(sweep) for _ in range(4)]
    taken = [offer for future in sweeps for offer in future.result(20)]
    assert sorted(taken) == sorted(f"o{n}" for n in range(20))


def test_a_deadline_whose_event_fails_comes_back(writer: Writer):
    book(writer, "seek-news", request="r1")
    (found,) = due(writer)

    def fail(unit: UnitOfWork) -> None:
        assert unit.deadlines.take(found, NOW)
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        do(writer, fail)
    assert due(writer) == [found]


def test_a_deadline_that_fails_again_and_again_waits_longer_each_time(writer: Writer):
    book(writer, "seek-news", request="r1")
    (found,) = due(writer)
    waits = []
    for tries in range(1, 9):
        assert do(writer, lambda unit: unit.deadlines.later(found, NOW)) == tries
        (pending,) = do(writer, lambda unit: unit.deadlines.pending(request="r1"))
        assert pending.due_at is not None
        waits.append((pending.due_at - NOW) // MINUTE)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_cancelling_takes_the_kinds_that_are_named_and_no_others(writer: Writer):
    for kind in ("offer-remind", "offer-expire", "seek-news"):
        book(writer, kind, request="r1", offer="o1")
    book(writer, "seek-news", request="r2")
    book(writer, "debrief", person="p1")
    do(writer, lambda unit: unit.deadlines.cancel(offer="o1", kinds=("offer-remind", "offer-expire")))
    assert [found.kind for found in do(writer, lambda unit: unit.deadlines.pending(request="r1"))] == ["seek-news"]
    do(writer, lambda unit: unit.deadlines.cancel(request="r1"))
    assert do(writer, lambda unit: unit.deadlines.pending(request="r1")) == []
    assert len(do(writer, lambda unit: unit.deadlines.pending(request="r2"))) == 1
    assert [found.person for found in do(writer, lambda unit: unit.deadlines.pending(person="p1"))] == ["p1"]
    assert len(do(writer, lambda unit: unit.deadlines.pending_kind("seek-news"))) == 1
    do(writer, lambda unit: unit.deadlines.cancel())
    assert len(due(writer)) == 2
