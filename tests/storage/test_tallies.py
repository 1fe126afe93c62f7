"""The tally is read back as rows of quarters, a site at a time, with nobody in them."""

from bot.core.report import Kind, Quarter, Row
from storage.stores.tallies import TallyStore, put_past
from storage.transactions.writer import Writer
from tests.storage.scene import do

SUMMER = Quarter(2026, 3)


def test_a_row_comes_back_with_its_quarter_and_its_words(writer: Writer):
    def close(unit):
        unit.ledger.tally(kind="request", site="north", month="2026-09", pathway="reach_in", outcome="completed",
                          to_match="0-24", to_contact="24-48")  # fmt: skip
        unit.ledger.tally(kind="conversation", site="north", month="2026-10", conversation="1", took_place="over_60",
                          able="fully", next="done")  # fmt: skip

    do(writer, close)
    rows = do(writer, lambda unit: TallyStore(unit.link).rows("north"))
    assert sorted(rows, key=lambda row: row.kind, reverse=True) == [
        Row("north", SUMMER, Kind.REQUEST, "reach_in", "completed", to_match="0-24", to_contact="24-48"),
        Row("north", SUMMER.plus(1), Kind.CONVERSATION, conversation="1", took_place="over_60", able="fully"),
    ]


def test_a_site_sees_its_own_rows_and_the_programme_all(writer: Writer):
    def close(unit):
        for site in ("north", "south"):
            unit.ledger.tally(kind="request", site=site, month="2026-07")

    do(writer, close)
    assert [row.site for row in do(writer, lambda unit: TallyStore(unit.link).rows("south"))] == ["south"]
    assert sorted(row.site for row in do(writer, lambda unit: TallyStore(unit.link).rows())) == ["north", "south"]
    assert do(writer, lambda unit: TallyStore(unit.link).rows("west")) == []


def test_the_answers_afterwards_belong_to_no_site(writer: Writer):
    do(writer, lambda unit: unit.ledger.useful("2026Q3", "yes"))
    assert do(writer, lambda unit: TallyStore(unit.link).answers()) == [Row("", SUMMER, Kind.USEFUL, outcome="yes")]


def test_r18_how_somebody_heard_of_it_is_a_row_of_the_programme_and_of_no_site(writer: Writer):
    def tap(unit):
        unit.ledger.tally(kind="heard", site="", month="2026-09", outcome="poster")
        unit.ledger.tally(kind="request", site="north", month="2026-07")

    do(writer, tap)
    assert do(writer, lambda unit: TallyStore(unit.link).answers()) == [Row("", SUMMER, Kind.HEARD, outcome="poster")]
    assert [row.site for row in do(writer, lambda unit: TallyStore(unit.link).rows())] == ["north"]


def test_what_was_before_stands_once_for_its_month_and_touches_nothing_else(writer: Writer):
    def count(month: str, number: int, site: str = "north") -> dict[str, object]:
        row = {"site": site, "month": month, "kind": "past", "pathway": "reach_in", "outcome": "completed"}
        return row | {"number": number}

    do(writer, lambda unit: unit.ledger.tally(kind="request", site="north", month="2024-02"))
    do(writer, lambda unit: unit.ledger.tally(7, kind="heads", site="north", month="2024-02", outcome="booth"))
    do(writer, lambda unit: put_past(unit.link, [count("2024-02", 4), count("2024-02", 2), count("2024-03", 5)]))
    do(writer, lambda unit: put_past(unit.link, [count("2024-02", 3), count("2024-02", 3, "south")]))
    do(writer, lambda unit: put_past(unit.link, [count("2024-03", 0)]))
    rows = do(writer, lambda unit: TallyStore(unit.link).rows())
    assert sorted((row.site, row.kind, row.number) for row in rows) == [
        ("north", "heads", 7), ("north", "past", 3), ("north", "request", 1), ("south", "past", 3),
    ]  # fmt: skip
