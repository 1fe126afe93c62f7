"""How a supporter stands, as they see it themselves: training, agreement, refresher (R43, R51, R53)."""

from bot.core.matching import has_signed, is_trained
from bot.core.people import Person, Role
from bot.flows.desk import Desk, Sorry
from bot.roster.cells import written_number
from bot.surface import Block, Button, Card, Dialog, Fact, Paragraph, Phrase, Style, w

SLOT = "role"
CLOSE = Button(w("close"), "dismiss")


def supporter(desk: Desk) -> Person:
    """The presser, held and read anew, who must be a supporter. Raises Sorry."""
    desk.records.people.lock(desk.known().id)
    me = desk.records.people.get(desk.known().id)
    if not me.has(Role.SUPPORTER):
        raise Sorry(w("not-for-you"))
    return me


def tell(desk: Desk, person: Person) -> None:
    """ "You have an update" and nothing else: how they stand is in the dialog."""
    desk.say(person.id, SLOT, update(desk, "role"), notify=True, wait=True)


def update(desk: Desk, verb: str) -> Card:
    return desk.card(w("update"), buttons=(Button(w("open"), verb, style=Style.PRIMARY, opens=True),))


def is_ready(desk: Desk, person: Person) -> bool:
    """Trained and signed: on the roster of those who may be asked, whether or not they are away."""
    policy = desk.policy(person.site)
    return is_trained(person, policy) and has_signed(person, policy, desk.today(person.site))


def dialog(desk: Desk, me: Person) -> Dialog:
    signed = has_signed(me, desk.policy(me.site), desk.today(me.site))
    return desk.dialog(
        w("role-title"),
        Paragraph(w("role-ready") if is_ready(desk, me) else w("role-not-ready"), strong=True),
        *facts(desk, me),
        buttons=(
            Button(
                w("agreement-read") if signed else w("agreement-read-and-sign"),
                "agreement",
                style=Style.PLAIN if signed else Style.PRIMARY,
                opens=True,
            ),
            Button(w("my-page"), "profile", opens=True),
            CLOSE,
        ),
    )


def facts(desk: Desk, person: Person) -> tuple[Block, ...]:
    needed = desk.policy(person.site).training_hours
    trained = w("training-of", hours=written_number(person.trained_hours), needed=written_number(needed))
    found = [Fact(w("training"), trained), Fact(w("agreement"), _agreement(desk, person))]
    if person.standing.refresher_on is not None:
        found.append(Fact(w("refresher"), w("refresher-due", day=person.standing.refresher_on)))
    return tuple(found)


def _agreement(desk: Desk, person: Person) -> Phrase:
    if has_signed(person, desk.policy(person.site), desk.today(person.site)):
        return w("agreement-signed-on", day=person.agreement_signed_on or desk.today(person.site))
    return w("agreement-older") if person.agreement_signed_on else w("agreement-open")
