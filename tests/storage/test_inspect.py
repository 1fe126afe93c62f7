"""The drawer shows the tables as a thief would see them."""

from bot.core.people import Role
from bot.ports.records import Purpose
from storage import tables
from storage.database.connect import Database
from storage.database.inspect import tables_as_seen
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import NOW, an_offer, ask, card, do, join


def test_every_table_is_shown_and_nothing_is_named(database: Database, writer: Writer):
    def story(unit: UnitOfWork) -> None:
        ruth, asha = join(unit, "Ruth Okafor", Role.SUPPORTER), join(unit, "Asha Physician")
        unit.offers.add(an_offer(ask(unit, asha), ruth))
        unit.slots.say(ruth.id, "offer:7f3a", card("update"), at=NOW, notify=True)
        unit.inbox.first_time("Ev0123")

    do(writer, story)
    views = {view.name: view for view in tables_as_seen(database)}
    assert views.keys() == tables.metadata.tables.keys()
    person = dict(zip(views["person"].columns, views["person"].rows[0], strict=True))
    assert person["profile"].startswith("sealed, ")
    assert person["profile"].endswith("bytes: 01" + person["profile"][-3:])
    assert person["email_index"].startswith("keyed, 16 bytes: ")
    request = dict(zip(views["request"].columns, views["request"].rows[0], strict=True))
    assert request["opened_at"] == "2026-09-07T15:00:00+00:00"
    assert request["matched_at"] == ""
    assert views["inbox"].rows[0][0].startswith("hashed, ")
    everything = repr(views)
    assert "Ruth" not in everything
    assert "hospital" not in everything


def test_only_the_newest_rows_are_shown_and_nobody_waits(database: Database, writer: Writer):
    def story(unit: UnitOfWork) -> None:
        for n in range(60):
            unit.ledger.note(f"verb-{n}", site="north")

    do(writer, story)
    do(writer, lambda unit: unit.ledger.issue_ticket(Purpose.USEFUL, NOW))
    audit = next(view for view in tables_as_seen(database) if view.name == "audit")
    assert len(audit.rows) == 50

    seen = do(writer, lambda _: tables_as_seen(database))  # the writer is in the middle of a transaction
    assert len(seen) == len(tables.metadata.tables)
