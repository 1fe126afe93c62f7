"""A small programme to tell stories about: people with recognisable names, one request, one card."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from bot.core.people import Person, Role, Stage
from bot.core.policy import Pathway, Terms
from bot.core.request import Details, Offer, OfferState, Request, RequestState
from bot.surface import Account, Button, Card, Paragraph, Verbatim, w
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer

T = TypeVar("T")

NOW = datetime(2026, 9, 7, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def do(writer: Writer, job: Callable[[UnitOfWork], T]) -> T:
    """One transaction, and what came of it."""
    return writer.submit(job).result(20)


def somebody(name: str, *roles: Role, site: str = "north", **more: Any) -> Person:
    first = name.split()[0].lower()
    known: dict[str, Any] = {
        "id": "",
        "site": site,
        "name": name,
        "email": f"{first}@hospital.example",
        "phone": f"+1-204-555-{sum(name.encode()) % 10000:04}",
        "roles": frozenset(roles),
        "stage": Stage.LATE,
        "languages": ("en", "fr"),
        "evaluates_people": frozenset({"boss@hospital.example"}),
        "agreement_signed_on": date(2026, 1, 5),
        "trained_hours": 6.0,
    }
    return Person(**(known | more))


def slack(user: str) -> Account:
    return Account("slack", "T0WORKSPACE", user)


def teams(user: str) -> Account:
    return Account("teams", "5a3e7c1e-tenant", user)


def join(unit: UnitOfWork, name: str, *roles: Role, **more: Any) -> Person:
    """On the roster, with one Slack account named after them."""
    person = unit.people.put(somebody(name, *roles, **more))
    unit.people.attach(person.id, slack(f"U{name.split()[0].upper()}"))
    return person


def joined(writer: Writer, *names: str, role: Role = Role.SUPPORTER) -> list[Person]:
    """Several at once, each in a transaction of their own."""
    people = []
    for name in names:

        def story(unit: UnitOfWork, name: str = name) -> Person:
            return join(unit, name, role)

        people.append(do(writer, story))
    return people


def a_request(**changes: Any) -> Request:
    known: dict[str, Any] = {
        "id": "",
        "number": "",
        "site": "north",
        "pathway": Pathway.REACH_IN,
        "state": RequestState.SEEKING,
        "version": 1,
        "opened_at": NOW,
        "terms": Terms(connect_remind_hours=(24, 48)),
        "seeking_since": NOW,
    }
    return Request(**(known | changes))


def details_of(person: Person) -> Details:
    return Details(
        physician=person.id,
        contact="mobile 204-555-7788",
        reason="complaint",
        not_these=(("slack", "T0WORKSPACE", "UAVOIDED"),),
    )


def ask(unit: UnitOfWork, person: Person) -> Request:
    return unit.requests.open(a_request(), details_of(person))


def an_offer(request: Request, supporter: Person) -> Offer:
    return Offer("", request.id, supporter.id, OfferState.OPEN, 1, 1, NOW)


def card(text: str) -> Card:
    return Card((Paragraph(Verbatim(text)),), (Button(w("open"), "open", opens=True),), footer=w("footer"))
