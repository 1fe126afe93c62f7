"""Debriefs that supporters would like, for their own coordinators (R54, R59)."""

from dataclasses import replace

from bot.core.people import Person, Role
from bot.flows.common.cards import end_card
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SITE_COORDINATOR, on_press
from bot.flows.supporter.availability import DEBRIEFS
from bot.surface import CLOSE, Block, Bullets, Button, Paragraph, Press, Reply, Style, Verbatim, w


def listed(desk: Desk, _press: object) -> Reply:
    """Who would like a debrief, for their own coordinators."""
    me = desk.presser
    waiting = _wishing(desk, me.site)
    names = tuple(Verbatim(each.name) for each in waiting)
    body: Block = Bullets(names) if names else Paragraph(w("debriefs-none"))
    offered = (Button(w("debriefs-offered"), "debriefs-offered", style=Style.PRIMARY),) if names else ()
    return Reply(dialog=desk.dialog(w("debriefs-title"), body, buttons=(*offered, CLOSE)))


def offered(desk: Desk, press: Press) -> Reply:
    """Each of them was offered one: the list is empty again, and every coordinator's card says so."""
    me = desk.presser
    for each in _wishing(desk, me.site):
        desk.records.people.save_standing(each.id, replace(each.standing, debrief_wanted=False))
    for person in desk.with_role(Role.COORDINATOR, me.site):
        end_card(desk, person.id, DEBRIEFS, w("debriefs-none"))
    return listed(desk, press)


def _wishing(desk: Desk, site: str) -> list[Person]:
    return [each for each in desk.with_role(Role.SUPPORTER, site) if each.standing.debrief_wanted]


ROUTES = (
    on_press("debriefs", listed, who=SITE_COORDINATOR),
    on_press("debriefs-offered", offered, who=SITE_COORDINATOR),
)
