"""A house with many sites, where everybody has asked and every request has an open offer: one press each is waiting."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from bot.adapters.playground.needs import PLATFORM
from bot.configuration.settings import given
from bot.core.people import Person, Role, Stage
from bot.flows.common.cards import offer_slot
from bot.ports.platform import Outgoing
from bot.process.bootstrap import House, build, wording_for
from bot.process.demo import PROGRAMMES
from bot.programme import load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Button, Card, Submit, Verbatim, w
from storage.database.migrate import upgrade
from storage.transactions.unit_of_work import UnitOfWork

LINES = Verbatim("911")

SUPPORTERS = 8  # at each site; programmes have tens
PHYSICIANS = 6


class Nowhere:
    """A platform that takes everything at once and shows it to nobody. `reference` makes one out of a number."""

    platform = PLATFORM

    def __init__(self, reference: Callable[[int], str] = "m{}".format) -> None:
        self._numbers = itertools.count()
        self._reference = reference

    async def post(self, message: Outgoing) -> str:  # noqa: ARG002 - the port's signature
        return self._reference(next(self._numbers))

    async def edit(self, message: Outgoing, reference: str) -> None: ...

    async def retire(self, message: Outgoing, reference: str) -> None: ...

    async def find(self, message: Outgoing) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Waiting:
    """One offer that can be accepted and then confirmed: the values of the buttons that do it."""

    team: str
    user: str
    accept: str
    confirm: str


def in_the_page(site: str, user: str) -> Account:
    return Account(PLATFORM, site, user)


async def many_offers(
    folder: Path,
    presses: int,
    account_of: Callable[[str, str], Account] = in_the_page,
    nowhere: Nowhere | None = None,
) -> tuple[House, list[Waiting]]:
    """The house is on a fresh SQLite file in `folder`. `account_of` gives each user of a site an account."""
    sites = [f"site{number}" for number in range(-(-presses // PHYSICIANS))]
    path = folder / "bench.toml"
    path.write_text(_programme(sites), encoding="utf-8")
    programme = load(path)
    house = build(
        given(peerline_database_url=f"sqlite:///{folder}/bench.db"),
        programme,
        wording_for(programme, path),
        {account_of("site", "user").platform: nowhere or Nowhere()},
    )
    upgrade(house.database)
    rows = [row for site in sites for row in _people(site, programme.agreement_version, account_of)]
    await house.engine.run(lambda unit: roster_import.apply(unit, programme, rows))
    asking = [account_of(site, f"p{number}") for site in sites for number in range(PHYSICIANS)][:presses]
    for some in _batches(asking, 16):
        await asyncio.gather(*(house.engine.handle(_send(account)) for account in some))
        await house.deadlines.look()
        await house.outbox.settle()
    return house, await house.engine.run(_waiting)


def _send(account: Account) -> Submit:
    return Submit(str(uuid4()), account, verb="ask-send", values={"contact": "204-555-0123"})


def _waiting(unit: UnitOfWork) -> list[Waiting]:
    found = []
    for request in unit.requests.open_ones():
        offer = unit.offers.live(request.id)
        assert offer is not None
        account = unit.people.accounts(offer.supporter)[0]
        card = unit.slots.card(offer.supporter, offer_slot(offer))
        assert card is not None
        accept = unit.slots.posted(offer.supporter, offer_slot(offer), card, account, again=False)
        assert accept is not None
        button = Button(w("no-confirm"), "offer-confirm", offer.id, offer.version + 1)
        confirm = unit.values.answer(Card((), (button,), footer=LINES), account, unit.now)
        found.append(Waiting(account.team, account.user, accept.buttons[0].token, confirm.buttons[0].token))
    return found


def _batches(accounts: list[Account], size: int) -> list[list[Account]]:
    return [accounts[start : start + size] for start in range(0, len(accounts), size)]


def _people(site: str, agreement: str, account_of: Callable[[str, str], Account]) -> list[RosterRow]:
    def row(user: str, role: Role | None) -> RosterRow:
        person = Person(
            id="",
            site=site,
            name=f"Dr. {user}",
            email=f"{user}@{site}.example.org",
            roles=frozenset({role} if role else ()),
            stage=Stage.LATE,
            languages=("en",),
            trained_hours=8,
            agreement_version=agreement,
            agreement_signed_on=date(2026, 1, 1),
        )
        return RosterRow(person, (account_of(site, user),))

    return [
        row("coordinator", Role.COORDINATOR),
        row("deputy", Role.COORDINATOR),
        *(row(f"s{number}", Role.SUPPORTER) for number in range(SUPPORTERS)),
        *(row(f"p{number}", None) for number in range(PHYSICIANS)),
    ]


def _programme(sites: list[str]) -> str:
    """The demo's programme with other sites."""
    text = (PROGRAMMES / "demo.toml").read_text(encoding="utf-8")
    head, _, rest = text.partition("[[site]]")
    _, mark, resources = rest.partition("# --- resources")
    return "".join((head, *(_SITE.format(id=site) for site in sites), mark, resources))


_SITE = """
[[site]]
id = "{id}"
name = "{id}"
timezone = "America/Winnipeg"
phone_route = "204-555-0142"
coordinators = ["coordinator@{id}.example.org"]
deputy = "deputy@{id}.example.org"
"""
