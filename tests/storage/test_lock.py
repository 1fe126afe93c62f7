"""One server a SQLite file."""

import subprocess
import sys

import pytest

from storage.database.connect import Database
from storage.database.lock import AlreadyServed, served_alone

CHILD = """
import sys
from storage.database.connect import open_database
from storage.database.lock import served_alone
with served_alone(open_database(sys.argv[1])):
    print("serving", flush=True)
    sys.stdin.read()
"""


def test_a_second_server_on_the_same_file_is_refused(sqlite_database: Database):
    with (
        served_alone(sqlite_database),
        pytest.raises(AlreadyServed, match=r"runs on .* already"),
        served_alone(sqlite_database),
    ):
        pass
    with served_alone(sqlite_database):
        pass


def test_a_server_that_was_killed_holds_nothing(sqlite_database: Database):
    command = [sys.executable, "-c", CHILD, f"sqlite:///{sqlite_database.path}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "serving\n"
        with pytest.raises(AlreadyServed), served_alone(sqlite_database):
            pass
        child.kill()
        child.wait(10)
    with served_alone(sqlite_database):
        pass


def test_postgresql_serves_many(postgresql_database: Database):
    with served_alone(postgresql_database), served_alone(postgresql_database):
        pass
