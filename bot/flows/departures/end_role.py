"""A coordinator ends a supporter's part (R59): what it means is said first, and a second press does it.

It says the same of everybody: whether they have a match or an offer right now is not shown.
"""

from bot.flows.common.desk import Desk
from bot.flows.common.routes import THEIR_COORDINATOR, on_press
from bot.flows.coordinator import supporter_list
from bot.flows.departures import unlisting
from bot.surface import Button, Fact, Paragraph, Press, Reply, Style, Verbatim, w


def ask(desk: Desk, press: Press) -> Reply:
    person = supporter_list.supporter(desk, press.token)
    return Reply(
        dialog=desk.dialog(
            w("supporter-off"),
            Fact(w("name-is"), Verbatim(person.name)),
            Paragraph(w("supporter-off-words")),
            buttons=(
                Button(w("supporter-off-yes"), "supporter-off-yes", person.id, style=Style.DANGER),
                Button(w("back"), "supporter-show", person.id),
            ),
        )
    )


def yes(desk: Desk, press: Press) -> Reply:
    for offer in desk.records.offers.live_of(press.token):
        desk.records.requests.get(offer.request)  # requests are held before people
    person = supporter_list.supporter(desk, press.token)
    unlisting.taken_off(desk, person)
    supporter_list.note(desk, person, "supporter-off")
    return Reply(close=True, notice=w("supporter-off-done"))


ROUTES = (
    on_press("supporter-off", ask, who=THEIR_COORDINATOR),
    on_press("supporter-off-yes", yes, who=THEIR_COORDINATOR),
)
