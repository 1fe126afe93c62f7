"""The smallest flow: with one tap a supporter hears thanks, and their coordinators are told that somebody is well.

To take it in: put the file into bot/flows/supporter/, name it in bot/flows/routing.py, write its messages into
bot/locales/en/joining.ftl and fr/joining.ftl (this one borrows two that are there), and add the button to
bot/flows/supporter/supporter_page.py. Then tell the story in tests/stories/. docs/architecture.md, "How to add".
"""

from bot.core.people import Role
from bot.flows.common.cards import last_word
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_press
from bot.surface import Button, Press, Reply, w

BUTTON = Button(w("role-ready"), "all-well")


def all_well(desk: Desk, _press: Press) -> Reply:
    """The card is the same for every coordinator, and names nobody: whatever is posted can be exported (rule 8)."""
    for person in desk.with_role(Role.COORDINATOR, desk.presser.site):
        last_word(desk, person.id, "all-well", w("role-ready"))
    return Reply(notice=w("useful-thanks"))


ROUTES = (on_press("all-well", all_well, who=SUPPORTER),)
