"""The technical administrator (R60): whether the machine is well, and nothing of anybody."""

from datetime import datetime

from bot import VERSION
from bot.flows.common.cards import posts
from bot.flows.common.desk import Desk
from bot.flows.common.routes import EVERYBODY, TECHNICAL, on_command, on_press
from bot.flows.welcome.hello import PHONE
from bot.surface import CLOSE, Fact, Joined, Phrase, Reply, Verbatim, w

_ON_TIME_MINUTES = 2  # a sweep and a post may take so long


def system(desk: Desk, _press: object) -> Reply:
    """Late or not, tried again or not, and never how many: a count of messages would be a count of people."""
    return Reply(
        dialog=desk.dialog(
            w("system-title"),
            Fact(w("system-version"), Verbatim(VERSION)),
            Fact(w("system-programme"), Verbatim(desk.programme.digest)),
            Fact(w("system-database"), w("system-answers")),
            Fact(w("system-messages"), _flow(desk, desk.records.slots.next_due(), desk.records.slots.retries())),
            Fact(w("system-deadlines"), _flow(desk, desk.records.deadlines.next(), desk.records.deadlines.retries())),
            w("system-words"),
            buttons=(CLOSE,),
        )
    )


def _flow(desk: Desk, due: datetime | None, retries: bool) -> Phrase:
    """What failed is put off, so that the next one alone would always seem to be on time."""
    minutes = int((desk.now - due).total_seconds() // 60) if due else 0
    late = (w("system-late", minutes=minutes),) if minutes > _ON_TIME_MINUTES else ()
    again = (w("system-again"),) if retries else ()
    return Joined((*late, *again)) if late or again else w("system-on-time")


ROUTES = (
    # Whoever meets trouble reads what they can do.
    on_command("system", posts(w("system-card"), PHONE, opens="system"), who=EVERYBODY),
    on_press("system", system, who=TECHNICAL),
)
