""" "Erase me": asked what it means, asked once more, and done. No reason, and nobody else is asked."""

from bot.core.people import Person, Role
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, on_press
from bot.flows.departures import erasure, last_holder, what_is_kept
from bot.flows.welcome.hello import phone_blocks
from bot.surface import CLOSE, Button, Phrase, Press, Reply, Style, w

_KEEP = Button(w("erase-keep"), "dismiss")


def ask(desk: Desk, press: Press) -> Reply:
    me = _goes(desk)
    if me is None:
        return what_is_kept.about_me(desk, press)
    go_on = Button(w("erase-go-on"), "erase-me-sure", opens=True)
    return Reply(dialog=desk.dialog(w("erase-title"), *_means(desk, me), buttons=(go_on, _KEEP)))


def sure(desk: Desk, press: Press) -> Reply:
    if _goes(desk) is None:
        return what_is_kept.about_me(desk, press)
    yes = Button(w("erase-yes"), "erase-me-yes", style=Style.DANGER)
    return Reply(dialog=desk.dialog(w("erase-title"), w("erase-sure"), buttons=(yes, _KEEP)))


def yes(desk: Desk, press: Press) -> Reply:
    """Whatever has happened since the question: it is theirs at any moment."""
    me = _goes(desk)
    if me is None:
        return what_is_kept.about_me(desk, press)
    marked = what_is_kept.is_marked(desk)
    erasure.erase(desk, me, told=False)
    desk.me = None
    stays = (w("erase-mark"),) if marked else ()
    return Reply(dialog=desk.dialog(w("erase-title"), w("erase-done"), *stays, *phone_blocks(desk), buttons=(CLOSE,)))


def _means(desk: Desk, me: Person) -> list[Phrase]:
    """What becomes of what they have open, and what stays."""
    listed = w("erase-listed-supporter") if me.has(Role.SUPPORTER) else w("erase-listed")
    facts: tuple[tuple[Phrase, object], ...] = (
        (listed if me.stays else w("erase-unlisted"), True),
        (w("erase-request"), desk.my_request()),
        (w("erase-supporter"), me.has(Role.SUPPORTER)),
        (w("erase-post"), me.has_post),
        (w("erase-mark"), what_is_kept.is_marked(desk)),
        (w("erase-backups"), True),
        (w("erase-again"), me.stays),
    )
    return [words for words, true in facts if true]


def _goes(desk: Desk) -> Person | None:
    """The presser as they are by now; None of whom nothing is kept. Raises Sorry where requests would reach nobody."""
    if desk.me is None:
        return None
    me = desk.records.people.get(desk.me.id)
    if last_holder.is_last(desk, me):
        words = w("erase-last")
        raise Sorry(words, desk.dialog(w("erase-title"), words, *phone_blocks(desk), buttons=(CLOSE,)))
    return me


ROUTES = (
    on_press("erase-me", ask, who=EVERYBODY),
    on_press("erase-me-sure", sure, who=EVERYBODY),
    on_press("erase-me-yes", yes, who=EVERYBODY),
)
