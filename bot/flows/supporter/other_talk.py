"""A talk that nobody arranged here: in a corridor, by phone, after rounds (R74). The same three taps, and no person.

A ticket that leads to nobody lets the third tap save once. What is kept is one row of the tally: site, month, answers.
"""

from collections.abc import Sequence

from bot.core.report import Kind
from bot.core.request import Able, Next, TookPlace
from bot.flows.common import once
from bot.flows.common.cards import posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, SUPPORTER, on_command, on_press
from bot.flows.common.taps import about, read, tap
from bot.flows.match import tracker
from bot.surface import Block, Button, Dialog, Paragraph, Phrase, Press, Reply, w

_AFTERWARDS = (Next.ANOTHER, Next.DONE, Next.POINTED)  # nobody hands over what was not given to them
_OPEN, _TOOK, _ABLE, _NEXT = "talk", "talk-took", "talk-able", "talk-next"


def first(desk: Desk, press: Press) -> Reply:
    """Did one take place, and how long? *Back* leads here with the ticket that was drawn before."""
    ticket = press.token or once.ticket(desk)
    buttons = (
        Button(w(f"took-{took.value.replace('_', '-')}"), _TOOK, about(ticket, took))
        for took in TookPlace
        if took.happened
    )
    return Reply(dialog=_screen(desk, 1, w("talk-took"), *buttons, words=w("talk-words")))


def second(desk: Desk, tapped: Press) -> Reply:
    press, taps = read(tapped)
    took = _talked(taps)
    buttons = (
        Button(w(f"able-{able.value.replace('_', '-')}"), _ABLE, about(press.token, took, able)) for able in Able
    )
    back = Button(w("back"), _OPEN, press.token, opens=True)
    return Reply(dialog=_screen(desk, 2, w("tracker-able"), *buttons, back))


def third(desk: Desk, tapped: Press) -> Reply:
    press, taps = read(tapped)
    took, able = _talked(taps), tap(Able, taps, 1)
    buttons = (Button(w(f"next-{each.value}"), _NEXT, about(press.token, took, able, each)) for each in _AFTERWARDS)
    back = Button(w("back"), _TOOK, about(press.token, took))
    return Reply(dialog=_screen(desk, 3, w("tracker-next"), *buttons, back))


def last(desk: Desk, tapped: Press) -> Reply:
    """The third tap saves, once."""
    press, taps = read(tapped)
    took, able, following = _talked(taps), tap(Able, taps, 1), tap(Next, taps, 2)
    if not once.spend(desk, press.token):
        raise Sorry(w("tracker-had"), close=True)
    site = desk.presser.site
    desk.records.ledger.tally(
        kind=Kind.TALK.value,
        site=site,
        month=f"{desk.local(site):%Y-%m}",
        took_place=took.value,
        able=able.value,
        next=following.value,
    )
    return Reply(dialog=tracker.saved(desk, w("talk-title")))


# --- inside --------------------------------------------------------------------------------------------------------


def _talked(taps: Sequence[str]) -> TookPlace:
    """Raises Sorry for what no button here says."""
    took = tap(TookPlace, taps, 0)
    if not took.happened:
        raise Sorry(w("moved-on"))
    return took


def _screen(desk: Desk, step: int, question: Phrase, *buttons: Button, words: Phrase | None = None) -> Dialog:
    above: tuple[Block, ...] = (Paragraph(words),) if words else ()
    asked = Paragraph(question, strong=True)
    return desk.dialog(w("talk-title"), *above, w("step", step=step, steps=3), asked, buttons=buttons)


ROUTES = (
    on_command("log", posts(w("talk-card"), opens=_OPEN), who=EVERYBODY),
    on_press(_OPEN, first, who=SUPPORTER),
    on_press(_TOOK, second, who=SUPPORTER),
    on_press(_ABLE, third, who=SUPPORTER),
    on_press(_NEXT, last, who=SUPPORTER),
)
