"""What was done at the machine with somebody's data: they are told in the chat, each time.

The code of a file is behind [Open], in a dialog, and nowhere else. From the first look on it can be seen for some
minutes, since a window may not open at once, and then it is gone.
"""

from datetime import timedelta

from bot.core.people import Person
from bot.flows.common.cards import end_card, last_word, open_button
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_deadline, on_press
from bot.flows.departures import last_holder
from bot.flows.departures.erasure import SLOT
from bot.ports.records import Due
from bot.surface import CLOSE, Fact, Phrase, Press, Reply, Verbatim, w

CODE = "people-code"
KIND = "people-code-over"
KEPT_DAYS = 14
SEEN_MINUTES = 10


def shown(desk: Desk, person: Person) -> None:
    _tell(desk, person, w("people-shown"))


def removed(desk: Desk, person: Person) -> None:
    """Every role of theirs ends. Whoever calls it has looked at `parting.is_last`."""
    last_holder.part(desk, person)
    _tell(desk, person, w("people-removed"))


def exported(desk: Desk, person: Person, code: str) -> None:
    desk.say(person.id, CODE, desk.card(w("people-exported"), buttons=(open_button(CODE, code),)), notify=True)
    _book(desk, person, timedelta(days=KEPT_DAYS))


def code(desk: Desk, press: Press) -> Reply:
    """For the one whose data it is: a card's values open for its own reader only."""
    me = desk.known()
    if not press.token or not desk.records.slots.exists(me.id, CODE):
        raise Sorry(w("moved-on"))
    if not any(due.fence for due in desk.records.deadlines.pending(person=me.id) if due.kind == KIND):
        _book(desk, me, timedelta(minutes=SEEN_MINUTES), seen=1)
    return Reply(
        dialog=desk.dialog(
            w("people-code-title"),
            Fact(w("people-code"), Verbatim(press.token)),
            w("people-code-words", minutes=SEEN_MINUTES),
            buttons=(CLOSE,),
        )
    )


def code_over(desk: Desk, due: Due) -> None:
    """A deadline: it was seen, or nobody looked."""
    end_card(desk, due.person, CODE, w("all-quiet"))


def _book(desk: Desk, person: Person, after: timedelta, *, seen: int = 0) -> None:
    desk.records.deadlines.cancel(person=person.id, kinds=(KIND,))
    desk.records.deadlines.book(KIND, desk.now + after, person=person.id, fence=seen)


def _tell(desk: Desk, person: Person, words: Phrase) -> None:
    last_word(desk, person.id, SLOT, words, notify=True)


ROUTES = (
    on_press(CODE, code, who=OWNER),
    on_deadline(KIND, code_over),
)
