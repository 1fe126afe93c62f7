"""The coordinator's queue, and what a number typed in the chat leads to (R17).

What is posted is neutral and the same for everybody; the list, and each request, are in dialogs behind [Open].
"""

from functools import partial

from bot.core.callback import Call
from bot.core.people import Role
from bot.core.request import Request
from bot.flows.callback import calls
from bot.flows.common.access import may_manage
from bot.flows.common.cards import escalation_card, posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import COORDINATOR, EVERYBODY, RESPONSIBLE, on_command, on_press
from bot.flows.coordinator import elapsed, owners, request_actions
from bot.flows.coordinator.explanation import somebody_to_ask
from bot.surface import CLOSE, Block, Bullets, Button, Command, Dialog, Paragraph, Phrase, Press, Reply, w

_SHOWN = 3  # lines on one page, so that each can say whose it is, what comes next, and have its own buttons
# What a typed word asks for that the queue's buttons lead to.
_OF_THE_QUEUE = frozenset({"escalation-open", "escalation-choose"})
# What a card says at length, with what the physician was told; the line's own next step says that here.
_SHORT = frozenset({"busy", "nobody", "unfit"})


queue = posts(w("queue-card"), opens="queue")


def queue_dialog(desk: Desk, press: Press) -> Reply:
    """What is late comes first, then what is oldest; how many are late is above them all."""
    return Reply(dialog=_page(desk, int(press.token) if press.token.isdecimal() else 0))


def _page(desk: Desk, start: int) -> Dialog:
    mine = _mine(desk)
    listed: list[Call | Request] = [*calls.in_hand(desk), *mine]
    start = start if start < len(listed) else 0
    shown = listed[start : start + _SHOWN]
    lines = tuple(_line(desk, start + place, each) for place, each in enumerate(shown, 1))
    body: tuple[Block, ...] = (Bullets(lines),) if lines else (Paragraph(w("queue-empty")),)
    more = start + _SHOWN
    again_helps = any(request_actions.can_search(desk, each) and somebody_to_ask(desk, each) for each in mine)
    return desk.dialog(
        w("queue-title"),
        *_late(desk, mine),
        *body,
        buttons=(
            *(button for each in shown for button in _buttons(desk, each)),
            *((Button(w("queue-again"), "queue-again"),) if again_helps else ()),
            *((Button(w("queue-more"), "queue", str(more), opens=True),) if more < len(listed) else ()),
            *((Button(w("enter-title"), "enter", opens=True),) if desk.holds(Role.COORDINATOR) else ()),
            CLOSE,
        ),
    )


def _mine(desk: Desk) -> list[Request]:
    mine = [request for request in desk.records.requests.open_ones() if may_manage(desk, request)]
    return sorted(mine, key=lambda each: (not elapsed.is_late(desk, each), each.opened_at))


def _line(desk: Desk, place: int, each: Call | Request) -> Phrase:
    if isinstance(each, Call):
        return w("queue-call", place=place, number=each.number, hours=elapsed.age(each.asked_at, desk.now))
    return w(
        "queue-line",
        place=place,
        number=each.number,
        state=elapsed.line(desk, each),
        why=w(f"queue-why-{each.told}") if each.told in _SHORT else owners.why(desk, each),
        hand=owners.in_hand(desk, each),
        next=owners.next_step(desk, each),
    )


def _buttons(desk: Desk, each: Call | Request) -> tuple[Button, ...]:
    """A line's own: its next step, if there is one to take, and everything else behind its number. Two at most, so that
    they share a row."""
    if isinstance(each, Call):
        return (Button(w("call-show", number=each.number), "call-see", each.id, each.version, opens=True),)
    show = Button(w("show-number", number=each.number), "escalation-open", each.id, each.version, opens=True)
    action = owners.action(desk, each)
    return (action, show) if action else (show,)


def again(desk: Desk, _press: Press) -> Reply:
    """*Ask again* for all that wait: each gets another search, and its looks follow one after the other."""
    oldest = sorted(_mine(desk), key=lambda each: (each.opened_at, each.id))  # held in the order of the looks
    asked = [each for each in oldest if request_actions.again_soon(desk, each)]
    notice = w("queue-asked", count=len(asked)) if asked else w("nobody-to-ask")
    return Reply(dialog=_page(desk, 0), notice=notice)


def _late(desk: Desk, mine: list[Request]) -> tuple[Block, ...]:
    count = sum(elapsed.is_late(desk, each) for each in mine)
    return (Paragraph(w("queue-late", count=count), strong=True),) if count else ()


def number(desk: Desk, command: Command, *, leads_to: str) -> Reply:
    """`show N`, `match N`, `offer N`, `rematch N`, `close N`: a neutral card; [Open] leads to the word's own dialog.
    `show` finds a call as well, which has nothing to match or to close.

    An unknown number is answered like any other that is not theirs. Without one, a word that ends nothing leads to the
    queue, where each request has its own buttons.
    """
    me = desk.known()
    if not command.rest.strip():
        if leads_to in _OF_THE_QUEUE:
            return queue(desk, command)
        raise Sorry(w("number-missing"))
    for site in (me.site, *desk.programme.sites):  # a provincial coordinator's requests are at other sites
        request = desk.records.requests.by_number(site, command.rest.strip())
        if request is not None and may_manage(desk, request):
            words = w("escalation-title", number=request.number), w("escalation-why-asked")
            return Reply(card=escalation_card(desk, request, *words, verb=leads_to))
    call = calls.by_number(desk, command.rest.strip()) if leads_to == "escalation-open" else None
    if call is not None:
        return Reply(card=call)
    raise Sorry(w("no-such-number"))


ROUTES = (
    on_command("queue", queue, who=EVERYBODY),
    on_press("queue", queue_dialog, who=COORDINATOR),
    on_press("queue-again", again, who=COORDINATOR),
    on_command("show", partial(number, leads_to="escalation-open"), who=RESPONSIBLE),
    on_command("match", partial(number, leads_to="escalation-choose"), who=RESPONSIBLE),
    on_command("offer", partial(number, leads_to="escalation-choose"), who=RESPONSIBLE),
    on_command("rematch", partial(number, leads_to="escalation-rematch-first"), who=RESPONSIBLE),
    on_command("close", partial(number, leads_to="escalation-end"), who=RESPONSIBLE),
)
