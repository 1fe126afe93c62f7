"""The examples are what somebody copies: each runs, and does what it says."""

from pathlib import Path

import pytest

from bot.configuration.settings import given
from bot.core.people import Role
from bot.flows import routing
from bot.flows.common.desk import Sorry
from bot.flows.common.routes import PressRoute
from bot.process.bootstrap import build, wording_for
from bot.process.demo import PROGRAMMES, SITE, demo_rows
from bot.programme import load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Press
from examples import smallest_adapter, smallest_flow
from storage.database.migrate import upgrade
from storage.encryption.keys import fresh
from storage.transactions.unit_of_work import UnitOfWork


@pytest.fixture
def settings(tmp_path: Path):
    return given(peerline_database_url=f"sqlite:///{tmp_path / 'example.db'}", peerline_keys=fresh())


def test_the_smallest_flow_is_a_route_beside_the_others_and_refuses_who_may_not(settings) -> None:
    table = routing.table(PressRoute, [*routing.MODULES, smallest_flow])
    assert table["all-well"].flow is smallest_flow.all_well
    programme = load(PROGRAMMES / "demo.toml")
    house = build(settings, programme, wording_for(programme, PROGRAMMES / "demo.toml"))
    upgrade(house.database)
    rows = demo_rows(programme)
    supporter = next(row for row in rows if Role.SUPPORTER in row.person.roles)
    account = Account("playground", "demo", "supporter")

    def story(unit: UnitOfWork) -> tuple[str, list[str]]:
        roster_import.apply(
            unit,
            programme,
            [*(RosterRow(row.person) for row in rows if row is not supporter), RosterRow(supporter.person, (account,))],
        )
        stranger = Press("key", Account("playground", "demo", "nobody"), verb="all-well")
        with pytest.raises(Sorry):
            table["all-well"](house.engine._desk(unit, stranger), stranger)
        desk = house.engine._desk(unit, event := Press("key", account, verb="all-well"))
        reply = table["all-well"](desk, event)
        return getattr(reply.notice, "id", ""), [slot for _, slot, _ in desk.said]

    try:
        notice, slots = house.writer.submit(story).result(20)
    finally:
        house.close()
    assert notice == "useful-thanks"
    assert set(slots) == {"all-well"}
    assert SITE in programme.sites


async def test_the_smallest_adapter_talks(settings) -> None:
    programme = load(PROGRAMMES / "demo.toml")
    wording = wording_for(programme, PROGRAMMES / "demo.toml")
    written: list[str] = []
    terminal = smallest_adapter.Terminal(wording, written.append)
    house = build(settings, programme, wording, {terminal.platform: terminal})
    upgrade(house.database)
    try:
        await smallest_adapter.talk(house.engine, terminal, ["I cannot sleep any more", "1"])
    finally:
        house.close()
    screen = "\n".join(written)
    assert "cannot sleep" not in screen
    assert "9\u20118\u20118" in screen
    assert "[Close]" in screen or "[" in screen
