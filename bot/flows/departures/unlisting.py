"""The roster ends somebody's part: they are told, and whoever is off it goes on as who they are (rule 18)."""

from dataclasses import replace

from bot.core.people import Kind, Person, Role, Standing
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_press
from bot.flows.departures import last_holder
from bot.flows.outreach import newsletter
from bot.flows.supporter import leaving, supporter_page
from bot.flows.welcome.hello import phone_blocks
from bot.surface import CLOSE, Reply, w

SLOT = "role-ended"


def unlist(desk: Desk, person: Person) -> None:
    """The roster names them no more: every role ends, as leaving ends it. What they asked for themselves goes on, and
    who they are stays until they are erased: a file that names them again brings them back."""
    supporter = person.has(Role.SUPPORTER)
    parted = last_holder.part(desk, person)
    desk.records.people.save(replace(parted, kind=Kind.FORMER, standing=Standing()))  # whoever comes back begins anew
    newsletter.stop(desk, person.id)
    if supporter:
        _tell(desk, person)


def no_supporter_any_more(desk: Desk, person: Person) -> None:
    """The roster has them still, and not as a supporter."""
    leaving.step_back(desk, person)
    leaving.farewell(desk, person)
    _tell(desk, person)


def taken_off(desk: Desk, person: Person) -> None:
    """A coordinator says so in the chat. Another role of theirs stays; so does the line, until a file says something
    new of the role."""
    if person.roles == {Role.SUPPORTER}:
        last_holder.part(desk, person)
        _tell(desk, person)
    else:
        no_supporter_any_more(desk, person)


def _tell(desk: Desk, person: Person) -> None:
    """ "You have an update", and no more."""
    desk.say(person.id, SLOT, supporter_page.update(desk, "role-ended"), notify=True, wait=True)


def role_ended(desk: Desk, _press: object) -> Reply:
    """What is behind it. It is said once; later the button opens what is true by then. Raises Sorry."""
    if desk.me is None or not desk.records.slots.exists(desk.me.id, SLOT):
        raise Sorry(w("not-for-you"))
    desk.records.slots.drop(desk.me.id, SLOT, desk.now)
    if desk.me.has(Role.SUPPORTER):  # and is one again
        raise Sorry(w("moved-on"))
    words = (w("role-ended"), w("role-ended-match"), w("left-kept"), *phone_blocks(desk))
    return Reply(dialog=desk.dialog(w("role-title"), *words, buttons=(CLOSE,)))


ROUTES = (on_press("role-ended", role_ended, who=OWNER),)
