"""What a colleague who confirms is given, as the one who sent it reads it: the contact masked until [Show] (R45)."""

from bot.core.request import Request
from bot.flows.common import reasons, voicemail
from bot.flows.common.contact import how, masked
from bot.flows.common.desk import Desk
from bot.surface import Block, Button, Fact, Paragraph, Verbatim, w


def given(desk: Desk, request: Request, *, shown: bool = False) -> tuple[Block, ...]:
    details = desk.records.requests.details(request)
    contact = details.contact if shown else masked(details.contact)
    spoken = voicemail.for_asker(details.contact, may=details.voicemail)
    return (Fact(w("contact-is"), Verbatim(contact)), *how(details, spoken), *reasons.shown(desk, request, details))


def repeated(desk: Desk, request: Request) -> tuple[Block, ...]:
    """For the screens of the one who asked."""
    return (Paragraph(w("given-title")), *given(desk, request))


def reached_at(desk: Desk, request: Request) -> tuple[Block, ...]:
    """One line, where it matters whether it is right."""
    return (Fact(w("contact-is"), Verbatim(masked(desk.records.requests.details(request).contact))),)


def buttons(request: Request) -> tuple[Button, ...]:
    return (show_button(request), change_button(request))


def show_button(request: Request) -> Button:
    return Button(w("show"), "my-request", request.id, request.version, opens=True, label=w("show-what-i-sent"))


def change_button(request: Request) -> Button:
    return Button(w("change"), "my-request-change", request.id, request.version, opens=True, label=w("change-title"))
