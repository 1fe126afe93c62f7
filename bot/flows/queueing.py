"""The coordinator's queue, and what a number typed in the chat leads to (R17).

What is posted is neutral and the same for everybody; the list, and each request, stand in dialogs behind [Open].
"""

from bot.core.request import Request
from bot.flows import clocks, helm, phoning, roles
from bot.flows.desk import Desk, Sorry
from bot.flows.hands import may_steer
from bot.surface import Block, Bullets, Button, Command, Paragraph, Press, Reply, Style, w

_SHOWN = 20


def queue(desk: Desk, _event: object) -> Reply:
    """A neutral card; the list stands in the dialog behind it."""
    card = desk.card(w("queue-card"), buttons=(Button(w("open"), "queue", style=Style.PRIMARY, opens=True),))
    return Reply(card=card)


def queue_dialog(desk: Desk, _press: Press) -> Reply:
    """What is late comes first, then what is oldest; how many are late stands above them all."""
    roles.whoever_steers(desk)
    mine = [request for request in desk.records.requests.open_ones() if may_steer(desk, request)]
    mine.sort(key=lambda each: (not clocks.is_late(desk, each), each.opened_at))
    shown = mine[:_SHOWN]
    calls = phoning.in_hand(desk)[:_SHOWN]
    lines = (
        *(w("call-line", number=each.number, hours=clocks.age(each.asked_at, desk.now)) for each in calls),
        *(clocks.line(desk, each) for each in shown),
    )
    body: tuple[Block, ...] = (Bullets(lines),) if lines else (Paragraph(w("queue-empty")),)
    buttons = (
        *(Button(w("call-show", number=each.number), "call-see", each.id, each.version, opens=True) for each in calls),
        *(
            Button(w("show-number", number=each.number), "helm-open", each.id, each.version, opens=True)
            for each in shown
        ),
    )
    return Reply(
        dialog=desk.dialog(
            w("queue-title"), *_late(desk, mine), *body, buttons=(*buttons, Button(w("close"), "dismiss"))
        )
    )


def _late(desk: Desk, mine: list[Request]) -> tuple[Block, ...]:
    count = sum(clocks.is_late(desk, each) for each in mine)
    return (Paragraph(w("queue-late", count=count), strong=True),) if count else ()


def number(desk: Desk, command: Command, *, leads_to: str) -> Reply:
    """`show N`, `match N`, `offer N`, `rematch N`, `close N`: a neutral card; [Open] leads to the word's own dialog.
    `show` finds a call as well, which has nothing to match or to close.

    An unknown number is answered like any other that is not theirs.
    """
    me = desk.known()
    for site in (me.site, *desk.programme.sites):  # a provincial coordinator's requests are at other sites
        request = desk.records.requests.by_number(site, command.rest.strip())
        if request is not None and may_steer(desk, request):
            return Reply(card=helm.card(desk, request, "helm-why-asked", leads_to))
    call = phoning.by_number(desk, command.rest.strip()) if leads_to == "helm-open" else None
    if call is not None:
        return Reply(card=call)
    raise Sorry(w("no-such-number"))
