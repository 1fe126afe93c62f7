"""The tickets, the audit and the tally."""

from dataclasses import replace

import pytest

from bot.clock import MovableClock
from bot.core.request import OUTSIDE, RequestState
from bot.ports.records import Purpose
from storage.database.connect import Database
from storage.database.sql import Sql
from storage.database.transaction import reading
from storage.transactions.writer import Writer
from tests.storage.scene import HOUR, NOW, a_request, ask, details_of, do, join


def count(writer: Writer, where: str) -> int:
    found = do(writer, lambda unit: unit.link.driver.execute(f"SELECT count(*) FROM {where}").fetchone())  # noqa: S608
    return int(found[0])


def test_a_ticket_is_good_once_and_not_for_ever(writer: Writer):
    token = do(writer, lambda unit: unit.ledger.issue_ticket(Purpose.USEFUL, NOW + HOUR))
    assert not do(writer, lambda unit: unit.ledger.spend_ticket(Purpose.USEFUL, token + "x"))
    spent = [writer.submit(lambda unit: unit.ledger.spend_ticket(Purpose.USEFUL, token)) for _ in range(4)]
    assert sorted(future.result(20) for future in spent) == [False, False, False, True]
    late = do(writer, lambda unit: unit.ledger.issue_ticket(Purpose.USEFUL, NOW - HOUR))
    assert not do(writer, lambda unit: unit.ledger.spend_ticket(Purpose.USEFUL, late))
    assert do(writer, lambda unit: unit.ledger.purge_tickets()) == 1


def test_the_audits_lines_of_a_request_go_with_it(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    do(writer, lambda unit: unit.ledger.note("contact", site="north", actor=asha.id, request=request))
    do(writer, lambda unit: unit.ledger.note("import", site="north", actor=asha.id))
    do(writer, lambda unit: unit.ledger.note("sweep", site="north"))
    assert count(writer, "audit WHERE actor IS NOT NULL") == 2
    do(writer, lambda unit: unit.requests.shred(unit.requests.move(request, RequestState.CLOSED)))
    do(writer, lambda unit: unit.ledger.note("contact", site="north", actor=asha.id, request=request))
    assert count(writer, "audit WHERE verb = 'contact'") == 0
    assert count(writer, "audit WHERE actor IS NOT NULL") == 1
    assert do(writer, lambda unit: unit.ledger.purge_audit("south", NOW + HOUR)) == 0
    assert do(writer, lambda unit: unit.ledger.purge_audit("north", NOW + HOUR)) == 2


def test_a_tally_has_the_columns_that_it_has(writer: Writer):
    do(writer, lambda unit: unit.ledger.tally(site="north", month="2026-09", kind="request", outcome="completed"))
    do(writer, lambda unit: unit.ledger.useful("2026Q3", "yes"))
    assert count(writer, "tally WHERE outcome = 'completed' AND able = ''") == 1
    assert count(writer, "useful") == 1
    with pytest.raises(ValueError, match="physician"):
        do(writer, lambda unit: unit.ledger.tally(site="north", physician="asha"))


def test_the_audit_is_read_newest_first_by_site_and_says_who_acted(writer: Writer, clock: MovableClock):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: ask(unit, asha))
    do(writer, lambda unit: unit.ledger.note("import", site="north", actor=asha.id))
    clock.forward(HOUR)
    do(writer, lambda unit: unit.ledger.note("contact", site="north", actor=asha.id, request=request))
    do(writer, lambda unit: unit.ledger.note("import", site="south", actor=asha.id))

    def read(unit):
        return [(line.verb, line.request, unit.ledger.actor(line)) for line in unit.ledger.lines("north", 10)]

    assert do(writer, read) == [("contact", request.id, asha.id), ("import", "", asha.id)]
    assert len(do(writer, lambda unit: unit.ledger.lines("north", 1))) == 1
    do(writer, lambda unit: unit.requests.shred(unit.requests.move(request, RequestState.CLOSED)))
    assert do(writer, read) == [("import", "", asha.id)]


def test_what_was_asked_of_somebody_outside_stands_in_no_sites_audit(writer: Writer):
    asha = do(writer, lambda unit: join(unit, "Asha Physician"))
    request = do(writer, lambda unit: unit.requests.open(replace(a_request(), outside=True), details_of(asha)))
    do(writer, lambda unit: unit.ledger.note("contact", site="north", actor=asha.id, request=request))
    assert do(writer, lambda unit: unit.ledger.lines("north", 10)) == []
    assert [line.verb for line in do(writer, lambda unit: unit.ledger.lines(OUTSIDE, 10))] == ["contact"]
    assert do(writer, lambda unit: unit.ledger.purge_audit("north", NOW + HOUR)) == 0
    assert do(writer, lambda unit: unit.ledger.purge_audit(OUTSIDE, NOW + HOUR)) == 1


def test_a_ticket_for_one_question_is_none_for_another(writer: Writer):
    """A5: an install state was a vote."""
    token = do(writer, lambda unit: unit.ledger.issue_ticket(Purpose.HEARD, NOW + HOUR))
    others = [each for each in Purpose if each is not Purpose.HEARD]
    assert not do(writer, lambda unit: [each for each in others if unit.ledger.spend_ticket(each, token)])
    assert do(writer, lambda unit: unit.ledger.spend_ticket(Purpose.HEARD, token))


def test_an_address_is_read_as_often_as_anybody_likes_and_leaves_no_row(database: Database, writer: Writer):
    word = do(writer, lambda unit: unit.ledger.seal_address(Purpose.CALENDAR, "g7", NOW + HOUR))
    for _ in range(3):
        assert do(writer, lambda unit: unit.ledger.read_address(Purpose.CALENDAR, word)) == "g7"
    with reading(database) as link:
        assert link.all(Sql("SELECT * FROM ticket")) == []


def test_an_address_is_good_for_its_purpose_and_its_time(writer: Writer):
    over = do(writer, lambda unit: unit.ledger.seal_address(Purpose.CALENDAR, "g7", NOW))
    state = do(writer, lambda unit: unit.ledger.seal_address(Purpose.INSTALL, "", NOW + HOUR))
    ticket = do(writer, lambda unit: unit.ledger.issue_ticket(Purpose.USEFUL, NOW + HOUR))
    words = (over, state, ticket, state[:-1], "", "é", "=", "a" * 4000)
    found = do(writer, lambda unit: [unit.ledger.read_address(Purpose.CALENDAR, each) for each in words])
    assert not [each for each in found if each is not None]
    assert do(writer, lambda unit: unit.ledger.read_address(Purpose.INSTALL, state)) == ""
    assert not do(writer, lambda unit: unit.ledger.spend_ticket(Purpose.USEFUL, state))
