"""Counts of past years (R74): a documented file, in which no cell could hold a name; none is told either."""

import sqlite3

import pytest

from tests.cli.conftest import Shell

HEADER = "site,month,what,pathway,outcome,number"
A_YEAR = (
    "demo,2024-02,request,reach_in,completed,7",
    "demo,2024-02,request,reach_out,unknown,2",
    "demo,2024-03,request,unknown,handed_on,6",
    "demo,2024-03,conversation,,,19",
    "demo,2024-05,group,,,11",
    "demo,2024-06,booth,,,60",
    "demo,2024-06,presentation,,,25",
)
CANARY = "Dr. Zq8quill"


def kept(shell: Shell) -> list[tuple[object, ...]]:
    with sqlite3.connect(shell.database) as connection:
        query = "SELECT month, kind, pathway, outcome, number FROM tally ORDER BY month, kind, outcome"
        return [tuple(row) for row in connection.execute(query)]


@pytest.fixture
def house(shell: Shell) -> Shell:
    shell.run("roster", "import", shell.people())
    return shell


def test_r74_a_year_from_before_is_taken_in_and_told(house: Shell) -> None:
    said = house.run("history", "import", house.write("history.csv", HEADER, *A_YEAR))
    assert said.out == "site demo: 4 months, 15 requests, 19 conversations, 96 heads\n"
    assert len(kept(house)) == 7
    told = house.run("report", "--site", "demo", "--quarters", "40").out
    for line in ("Before Peerline: requests", "Before Peerline: conversations", "Before Peerline: how many came"):
        assert line in told
    whole = house.run("report", "--site", "demo", "--quarters", "40", "--format", "csv").out
    assert "demo,past,base,,2024Q1,count,15,15,,," in whole
    assert "demo,past-talks,base,,2024Q1,count,19,19,,," in whole
    assert "demo,past-heads,booth,,2024Q2,count,60,60,,," in whole


def test_the_same_file_twice_changes_nothing_and_a_mended_one_mends(house: Shell) -> None:
    file = house.write("history.csv", HEADER, *A_YEAR)
    house.run("history", "import", file)
    before = kept(house)
    house.run("history", "import", file)
    assert kept(house) == before
    house.run("history", "import", house.write("history.csv", HEADER, "demo,2024-05,group,,,0"))
    assert kept(house) == [row for row in before if row[0] != "2024-05"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((f"{HEADER},{CANARY}", *(f"{row},x" for row in A_YEAR)), "line 1: column 7 is none of"),
        ((f"{HEADER},notes", *(f"{row},{CANARY}" for row in A_YEAR)), "line 1: column 7 is none of"),
        ((HEADER, *A_YEAR, f"{CANARY},2024-02,request,reach_in,completed,7"), 'line 9, column "site": expected one of'),
        ((HEADER, f"demo,{CANARY},request,reach_in,completed,7"), 'line 2, column "month": expected year and month'),
        ((HEADER, f"demo,2024-02,{CANARY},,,7"), 'line 2, column "what": expected one of request'),
        ((HEADER, f"demo,2024-02,request,{CANARY},completed,7"), 'line 2, column "pathway": expected one of reach_in'),
        ((HEADER, f"demo,2024-02,request,reach_in,{CANARY},7"), 'column "outcome": expected one of completed'),
        ((HEADER, f"demo,2024-02,group,,{CANARY},7"), 'line 2, column "outcome": expected nothing'),
        ((HEADER, f"demo,2024-02,group,,,{CANARY}"), 'line 2, column "number": expected a whole number'),
        ((HEADER, f"demo,2024-02,group,,,7,{CANARY}"), "line 2: 7 cells; expected 6"),
        ((HEADER, "demo,2999-02,group,,,7"), "its quarter is not over"),
        ((HEADER,), "no counts"),
        ((CANARY, "x"), "line 1: column 1 is none of"),
        ((HEADER.replace("what,", ""), "demo,2024-02,,,7"), 'column "what" stands 0 times'),
    ],
)
def test_whatever_could_hold_a_name_is_refused_and_nothing_of_it_is_kept_or_said(
    house: Shell, lines: tuple[str, ...], told: str
) -> None:
    said = house.run("history", "import", house.write("history.csv", *lines), code=1)
    assert told in said.err
    assert "Zq8" not in said.err + said.out
    assert kept(house) == []


def test_a_file_that_is_not_there_is_one_sentence(house: Shell) -> None:
    assert house.run("history", "import", "nowhere.csv", code=1).err == "nowhere.csv: No such file or directory\n"
