"""Whoever keeps a request from everybody who could help hears what that means while they can still change it (rule 11).

It names nobody: it says that somebody is left or that nobody is, never who has which part.
"""

from bot.core.people import Role
from bot.core.request import Details
from bot.flows.common.access import free_responders, listed
from bot.flows.common.desk import Desk
from bot.programme.values import Site
from bot.surface import Phrase, w


def nobody_left(desk: Desk, site: Site, details: Details, *, outside: bool) -> Phrase | None:
    """What is to be known before it counts; None where somebody is left for either part, or nobody was there anyway."""
    names = listed(desk, details)
    if not names:
        return None
    me = {desk.me.id} if desk.me else set()
    coordinators = any(free_responders(desk, site.id, me, outside=outside, away=True))
    unheard = coordinators and not any(free_responders(desk, site.id, me | names, outside=outside, away=True))
    there = desk.with_role(Role.SUPPORTER, None if outside else site.id)
    supporters = {each.id for each in there if (each.site != site.id) is outside} - me
    unasked = bool(supporters) and supporters <= names
    if unheard and unasked:
        return w("left-out-everybody")
    return w("left-out-coordinators") if unheard else w("left-out-supporters") if unasked else None
