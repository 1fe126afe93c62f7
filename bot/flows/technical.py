"""The technical administrator (R60): whether the machine is well, and nothing of anybody."""

from datetime import datetime

from bot import VERSION
from bot.core.people import Role
from bot.flows.desk import Desk, Sorry
from bot.surface import Button, Fact, Phrase, Reply, Style, Verbatim, w

_ON_TIME_MINUTES = 2  # a sweep and a post may take so long


def command(desk: Desk, _event: object) -> Reply:
    """`system`: a neutral card, the same for everybody who types it."""
    button = Button(w("open"), "system", style=Style.PRIMARY, opens=True)
    return Reply(card=desk.card(w("system-card"), buttons=(button,)))


def system(desk: Desk, _press: object) -> Reply:
    """Late or not, and never how many: at a small site a count of messages would be a count of people."""
    if not desk.known().has(Role.TECHNICAL):
        raise Sorry(w("not-for-you"))
    return Reply(
        dialog=desk.dialog(
            w("system-title"),
            Fact(w("system-version"), Verbatim(VERSION)),
            Fact(w("system-database"), w("system-answers")),
            Fact(w("system-messages"), _late(desk, desk.records.slots.next_due())),
            Fact(w("system-deadlines"), _late(desk, desk.records.deadlines.next())),
            w("system-words"),
            buttons=(Button(w("close"), "dismiss"),),
        )
    )


def _late(desk: Desk, due: datetime | None) -> Phrase:
    minutes = int((desk.now - due).total_seconds() // 60) if due else 0
    return w("system-late", minutes=minutes) if minutes > _ON_TIME_MINUTES else w("system-on-time")
