"""What a flow module declares in ROUTES, at its foot: which of its flows answers which button, form, word or deadline,
and who may use it. routing.py is the sum of them.

What can be told from the presser alone is checked before the flow runs, and nowhere else. What a token means only the
flow knows: there it checks whose it is (access.own_offer, own_match, managed_request).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.core.people import POSTS, Role
from bot.core.request import Offer, OfferState, Request, RequestState
from bot.flows.common import access
from bot.flows.common.desk import Desk
from bot.ports.records import Due
from bot.surface import Command, Event, Press, Reply, Submit, w

E = TypeVar("E", bound=Event)

OnDeadline = Callable[[Desk, Due], None]
OnReceipt = Callable[[Desk, str], None]


# --- who may ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Who:
    """`look` raises Sorry, in the words that whoever may not reads. None: everybody may, or only the flow can know."""

    name: str
    look: Callable[[Desk], object] | None = None

    def require(self, desk: Desk) -> None:
        """Raises Sorry."""
        if self.look is not None:
            self.look(desk)


_FOR_COORDINATORS, _FOR_SUPPORTERS = w("for-coordinators"), w("for-supporters")
_COORDINATES = access.has_part(_FOR_COORDINATORS, Role.COORDINATOR)

EVERYBODY = Who("everybody: it is about the presser, or about nobody")

SUPPORTER = Who("a supporter", access.has_part(_FOR_SUPPORTERS, Role.SUPPORTER))
SITE_COORDINATOR = Who("a site's coordinator, or who stands in", _COORDINATES)
COORDINATOR = Who(
    "a coordinator of a site or the province, or who stands in", access.has_part(_FOR_COORDINATORS, *POSTS)
)
SUPPORTER_OR_COORDINATOR = Who(  # whoever has something to be away from
    "a supporter or any coordinator, or who stands in", access.has_part(_FOR_SUPPORTERS, Role.SUPPORTER, *POSTS)
)
REPORT_READER = Who(
    "a coordinator of a site or the province, or a lead, by the roster",
    access.is_listed_as(w("for-leads"), Role.LEAD, *POSTS),
)
AUDITOR = Who("a coordinator of a site or the province, by the roster", access.is_listed_as(_FOR_COORDINATORS, *POSTS))
TECHNICAL = Who("who looks after the machine", access.has_part(w("for-technical"), Role.TECHNICAL))
# The part is checked before the flow; whether it is of their own site, by the flow.
THEIR_COORDINATOR = Who("a coordinator of the site of whom it is about", _COORDINATES)

# Looked at by the flow alone, which knows what the token means.
OWNER = Who("whose request, offer, match, call, invitation, part or data it is")
RESPONSIBLE = Who("a coordinator whose request or call it is, or who stands in")
PROVINCE = Who("a coordinator of the province, of a request for somebody outside the own site")


# --- routes ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answered(Generic[E]):
    word: str
    flow: Callable[[Desk, E], Reply]
    who: Who

    def __call__(self, desk: Desk, event: E) -> Reply:
        """The flow's reply, if the presser may use it. Raises Sorry."""
        self.who.require(desk)
        return self.flow(desk, event)


class PressRoute(_Answered[Press]):
    """A button's verb."""


class SubmitRoute(_Answered[Submit]):
    """A form's verb."""


class CommandRoute(_Answered[Command]):
    """A typed word."""


@dataclass(frozen=True, slots=True)
class DeadlineRoute:
    """Due whatever happened meanwhile: the flow looks."""

    word: str
    flow: OnDeadline


@dataclass(frozen=True, slots=True)
class ReceiptRoute:
    """`flow` gets the id behind the word of a receipt once a card was shown ("offer:7f3a")."""

    word: str
    flow: OnReceipt


Route = PressRoute | SubmitRoute | CommandRoute | DeadlineRoute | ReceiptRoute


# As a module's ROUTES read.
on_press = PressRoute
on_submit = SubmitRoute
on_command = CommandRoute
on_deadline = DeadlineRoute
on_receipt = ReceiptRoute


def on_due_request(kind: str, flow: Callable[[Desk, Request], object], *states: RequestState) -> DeadlineRoute:
    """Booked with the version of a request as its fence: the flow gets the request if that has not moved since, in one
    of `states` if any are named."""

    def fenced(desk: Desk, due: Due) -> None:
        request = desk.records.requests.get(due.request)
        if request is not None and request.version == due.fence and (not states or request.state in states):
            flow(desk, request)

    return DeadlineRoute(kind, fenced)


def on_due_match(kind: str, flow: Callable[[Desk, Request, Offer], object]) -> DeadlineRoute:
    """The same of a match that waits for first contact, with its offer."""

    def matched(desk: Desk, request: Request) -> None:
        offer = desk.records.offers.live(request.id)
        if offer is not None and offer.state is OfferState.CONFIRMED:
            flow(desk, request, offer)

    return on_due_request(kind, matched, RequestState.MATCHED)


def on_due_offer(kind: str, flow: Callable[[Desk, Request, Offer], object]) -> DeadlineRoute:
    """Booked with the version of an offer as its fence: the flow gets it as long as it waits for an answer."""

    def fenced(desk: Desk, due: Due) -> None:
        offer = desk.records.offers.get(due.offer)
        if offer is not None and offer.version == due.fence and offer.state in {OfferState.OPEN, OfferState.NAMED}:
            flow(desk, desk.request_of(offer), offer)

    return DeadlineRoute(kind, fenced)
