"""Keys rotate while people press, a kill anywhere loses nothing, and the retired key opens nothing."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.core.people import Person, Role, Training, TrainingKind
from bot.core.request import Request, RequestState
from storage.database.connect import Database
from storage.database.sealed_under import key_ids
from storage.database.transaction import reading
from storage.encryption.encrypted_columns import MASTER_SEALED
from storage.encryption.keys import BadKeys, GivenKeys, KeyFile, MasterKey, fresh, parse
from storage.encryption.sealed import Unreadable
from storage.rotation.master_key import RotationError, refuse_foreign_keys, rotate_file, rotate_given, unreadable
from storage.rotation.resealing import count_left
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer, writer_for
from tests.storage.scene import HOUR, NOW, an_offer, ask, card, details_of, do, join, joined, slack

PEOPLE = 60  # more than a batch


class Killed(BaseException):
    """What a kill looks like from inside: nothing after it runs."""


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    file = KeyFile(tmp_path / "keys")
    file.make_if_missing()
    return file


@pytest.fixture
def served(sqlite_database: Database, file: KeyFile, clock: MovableClock) -> Iterator[Writer]:
    writer = writer_for(sqlite_database, KeyFile(file.path), clock)
    yield writer
    writer.close()


def fill(writer: Writer) -> list[Person]:
    """Something under every seal and every index."""

    def story(unit: UnitOfWork) -> list[Person]:
        people = [join(unit, f"P{n} Name", Role.SUPPORTER) for n in range(PEOPLE)]
        for number, person in enumerate(people[:5]):
            request = ask(unit, person)
            unit.offers.add(an_offer(request, people[-1 - number]))
            unit.ledger.note("opened", site="north", actor=person.id, request=request)
            unit.slots.say(person.id, "update", card("update"), at=NOW, notify=True)
        unit.slots.say(people[9].id, "last", card("closed"), at=NOW + HOUR, notify=True, last=True)
        unit.ledger.note("import", site="north", actor=people[0].id)
        unit.training.add(people[0].id, Training("", NOW.date(), 2.5, TrainingKind.INITIAL))
        unit.inbox.first_time("Ev0123")
        for delivery in unit.slots.claim(NOW, HOUR, 3):
            unit.slots.settle(delivery, "ts-1", NOW)
        return people

    return do(writer, story)


def check(writer: Writer, people: list[Person]) -> None:
    """Everything is found by its index and opens."""

    def story(unit: UnitOfWork) -> None:
        for number, person in enumerate(people):
            assert unit.people.by_email(person.email) == person
            assert unit.people.by_account(slack(f"UP{number}")) == person
        for number, person in enumerate(people[:5]):
            request = unit.requests.of_physician(person.id)
            assert request is not None
            assert unit.requests.details(request) == details_of(person)
            supporter = people[-1 - number]
            assert [offer.supporter for offer in unit.offers.live_of(supporter.id)] == [supporter.id]
            assert unit.slots.exists(person.id, "update")
        assert not unit.inbox.first_time("Ev0123")
        raise KeyError("changed nothing")

    with pytest.raises(KeyError, match="changed nothing"):
        do(writer, story)


def indexes_under(database: Database, keys: KeyFile | GivenKeys, clock: MovableClock, people: list[Person]) -> None:
    """With the newest key alone everything is still found: no index is under an older one."""
    newest = writer_for(database, _Newest(keys), clock)
    check(newest, people)
    newest.close()


class _Newest:
    def __init__(self, keys: KeyFile | GivenKeys) -> None:
        self._keys = keys

    def current(self):
        return self._keys.current()[:1]


def test_after_a_rotation_everything_is_found_and_the_old_key_is_gone(
    sqlite_database: Database, file: KeyFile, served: Writer, clock: MovableClock
):
    people = fill(served)
    (old,) = file.secrets()
    assert rotate_file(sqlite_database, file)
    assert len(file.secrets()) == 1
    assert old not in file.secrets()
    check(served, people)
    assert unreadable(sqlite_database, file) == 0
    retired = writer_for(sqlite_database, GivenKeys(old), clock)
    assert do(retired, lambda unit: unit.people.by_email(people[0].email)) is None
    with pytest.raises(Unreadable):
        do(retired, lambda unit: unit.people.get(people[0].id))
    retired.close()


def test_a_request_that_closes_across_a_rotation_is_still_shredded(
    sqlite_database: Database, file: KeyFile, served: Writer
):
    people = fill(served)
    rotate_file(sqlite_database, file)
    request = do(served, lambda unit: unit.requests.of_physician(people[0].id))
    assert request is not None
    do(served, lambda unit: unit.requests.shred(unit.requests.move(request, RequestState.CLOSED)))
    do(served, lambda unit: ask(unit, people[0]))


def steps(database: Database, file: KeyFile) -> list[str]:
    """The names of the places at which a rotation can be killed."""
    seen: list[str] = []
    rotate_file(database, file, seen.append)
    return seen


def kill_at(place: int) -> Callable[[str], None]:
    left = [place]

    def progress(_: str) -> None:
        if left[0] == 0:
            raise Killed
        left[0] -= 1

    return progress


def test_a_kill_at_any_batch_leaves_a_readable_database_and_the_next_run_finishes(
    sqlite_database: Database, file: KeyFile, served: Writer, clock: MovableClock
):
    people = fill(served)
    boundaries = steps(sqlite_database, file)
    assert len(boundaries) > 8
    for place in range(len(boundaries)):
        (old,) = file.secrets()
        with pytest.raises(Killed):
            rotate_file(sqlite_database, file, kill_at(place))
        assert len(file.secrets()) == (1 if boundaries[place] == "retired" else 2), boundaries[place]
        newest = file.secrets()[0]
        check(served, people)
        rotate_file(sqlite_database, file)
        if boundaries[place] != "retired":
            assert file.secrets() == [newest]  # it went on with the key that it had made
        assert old not in file.secrets()
        check(served, people)
        indexes_under(sqlite_database, file, clock, people)


CHILD = """
import os, signal, sys
from pathlib import Path
from storage.database.connect import open_database
from storage.encryption.keys import KeyFile
from storage.rotation.master_key import rotate_file
left = [int(sys.argv[3])]
def progress(_):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
rotate_file(open_database(sys.argv[1]), KeyFile(Path(sys.argv[2])), progress)
"""


@pytest.mark.parametrize("place", [0, 1, 4, 8])
def test_a_rotation_that_is_really_killed(
    sqlite_database: Database, file: KeyFile, served: Writer, clock: MovableClock, place: int
):
    people = fill(served)
    (old,) = file.secrets()
    command = [sys.executable, "-c", CHILD, f"sqlite:///{sqlite_database.path}", str(file.path), str(place)]
    child = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr
    check(served, people)
    rotate_file(sqlite_database, file)
    assert old not in file.secrets()
    check(served, people)
    indexes_under(sqlite_database, file, clock, people)


def press_until(writer: Writer, done: threading.Event, tag: str, pressed: list[tuple[Person, Request]]) -> None:
    """What people do all day, for as long as the rotation takes and a little longer."""
    number = 0
    while not done.is_set() or number < 5:

        def story(unit: UnitOfWork, name: str = f"{tag}{number} Press") -> tuple[Person, Request]:
            person = join(unit, name)
            request = ask(unit, person)
            unit.offers.add(an_offer(request, person))
            unit.slots.say(person.id, "update", card("update"), at=NOW, notify=True)
            assert unit.people.by_email(person.email) == person
            assert unit.requests.details(request) == details_of(person)
            return person, request

        pressed.append(do(writer, story))
        number += 1


def presses_are_all_there(writer: Writer, pressed: list[tuple[Person, Request]]) -> None:
    def story(unit: UnitOfWork) -> None:
        for person, request in pressed:
            assert unit.people.by_email(person.email) == person
            assert unit.requests.of_physician(person.id) == request
            assert [offer.supporter for offer in unit.offers.live_of(person.id)] == [person.id]
            assert unit.slots.exists(person.id, "update")

    do(writer, story)


def test_presses_go_on_while_the_keys_rotate(
    sqlite_database: Database, file: KeyFile, served: Writer, clock: MovableClock
):
    people = fill(served)
    pressed: list[tuple[Person, Request]] = []
    done = threading.Event()
    threads = [threading.Thread(target=press_until, args=(served, done, tag, pressed)) for tag in "XYZ"]
    for thread in threads:
        thread.start()
    for _ in range(3):
        rotate_file(sqlite_database, file)
    done.set()
    for thread in threads:
        thread.join()
    assert len(pressed) >= 15
    assert len(file.secrets()) == 1
    check(served, people)
    presses_are_all_there(served, pressed)
    assert unreadable(sqlite_database, file) == 0


def test_two_rotations_at_once_end_with_one_key_and_everything_readable(
    sqlite_database: Database, file: KeyFile, served: Writer
):
    people = fill(served)
    failures: list[BaseException] = []

    def rotate() -> None:
        try:
            rotate_file(sqlite_database, KeyFile(file.path))
        except RotationError as error:
            failures.append(error)

    threads = [threading.Thread(target=rotate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failures) < 2
    rotate_file(sqlite_database, file)
    assert len(file.secrets()) == 1
    check(served, people)


# Keys from the environment, on both databases


def test_given_keys_are_resealed_to_the_first_and_the_others_may_go(database: Database, clock: MovableClock):
    old, older, new = fresh(), fresh(), fresh()
    first = writer_for(database, GivenKeys(older), clock)
    people = fill(first)
    first.close()
    second = writer_for(database, GivenKeys(f"{old},{older}"), clock)
    do(second, lambda unit: join(unit, "Ruth Okafor"))
    second.close()
    keys = GivenKeys(f"{new},{old},{older}")
    assert rotate_given(database, keys) == (2, 3)
    assert rotate_given(database, keys) == (2, 3)
    after = writer_for(database, GivenKeys(new), clock)
    check(after, people)
    after.close()
    assert unreadable(database, GivenKeys(new)) == 0
    assert unreadable(database, GivenKeys(old)) > PEOPLE


def test_an_index_that_a_late_replica_left_behind_is_computed_anew(database: Database, clock: MovableClock):
    """The request's key is re-sealed already, and then a replica with the older key first makes an offer."""
    old, new = fresh(), fresh()
    late, good = GivenKeys(f"{old},{new}"), GivenKeys(f"{new},{old}")
    first = writer_for(database, good, clock)
    asha, ruth = joined(first, "Asha Physician", "Ruth Okafor")
    request = do(first, lambda unit: ask(unit, asha))
    first.close()
    replica = writer_for(database, late, clock)
    offer = do(replica, lambda unit: unit.offers.add(an_offer(request, ruth)))
    replica.close()
    assert rotate_given(database, good) == (2,)
    after = writer_for(database, GivenKeys(new), clock)
    assert do(after, lambda unit: unit.offers.live_of(ruth.id)) == [offer]
    after.close()


def test_a_key_that_is_missing_stops_the_rotation_and_nothing_is_lost(database: Database, clock: MovableClock):
    old, new = fresh(), fresh()
    before = writer_for(database, GivenKeys(old), clock)
    people = fill(before)
    with pytest.raises(RotationError, match="nothing was changed"):
        rotate_given(database, GivenKeys(new))
    check(before, people)
    before.close()


def test_replicas_press_while_the_given_keys_are_resealed(database: Database, clock: MovableClock):
    """Even one that still has the older key first: what it leaves behind is done by running the rotation again."""
    old, new = fresh(), fresh()
    before = writer_for(database, GivenKeys(old), clock)
    people = fill(before)
    before.close()
    late, good = GivenKeys(f"{old},{new}"), GivenKeys(f"{new},{old}")
    replicas = [writer_for(database, keys, clock) for keys in (late, good)]
    pressed: list[tuple[Person, Request]] = []
    done = threading.Event()
    threads = [
        threading.Thread(target=press_until, args=(replica, done, tag, pressed))
        for replica, tag in zip(replicas, "XY", strict=True)
    ]
    for thread in threads:
        thread.start()
    try:
        rotate_given(database, good)
    except RotationError:
        pass  # the late replica was too busy
    finally:
        done.set()
    for thread in threads:
        thread.join()
    assert rotate_given(database, good) == (2,)
    for replica in replicas:
        replica.close()
    with reading(database) as link:
        assert key_ids(link).keys() == {parse([new])[0].id}
        assert sum(count_left(link, place, parse([new])[0].id) for place in MASTER_SEALED) == 0
    after = writer_for(database, GivenKeys(new), clock)
    check(after, people)
    presses_are_all_there(after, pressed)
    after.close()


# The first start


def test_a_key_file_is_made_for_an_empty_database_only(sqlite_database: Database, file: KeyFile, served: Writer):
    file.path.unlink()
    refuse_foreign_keys(sqlite_database, file)
    file.make_if_missing()
    fill(served)
    kept = file.path.rename(file.path.with_name("kept"))
    with pytest.raises(BadKeys, match="put it back"):
        refuse_foreign_keys(sqlite_database, file)
    assert not os.path.lexists(file.path)
    kept.rename(file.path)
    refuse_foreign_keys(sqlite_database, file)


def test_whoever_looks_while_another_rotates_does_not_call_the_keys_foreign(
    sqlite_database: Database, file: KeyFile, served: Writer
):
    fill(served)

    class Overtaken:
        """Its keys are read, and retired before the values are looked at."""

        read = False

        def current(self) -> tuple[MasterKey, ...]:
            before, first = file.current(), not self.read
            self.read = True
            if first:
                rotate_file(sqlite_database, KeyFile(file.path))
            return before

    keys = Overtaken()
    assert unreadable(sqlite_database, keys) == 0
