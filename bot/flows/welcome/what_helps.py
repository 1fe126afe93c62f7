"""What any colleague can say to one who has a hard time, and what does harm (R73). Looking leaves nothing."""

from bot.flows.common.desk import Desk
from bot.flows.common.routes import EVERYBODY, on_press
from bot.flows.welcome.services import SERVICES
from bot.surface import CLOSE, Block, Bullets, Button, Paragraph, Reply, w

WHAT_HELPS = Button(w("helps-title"), "what-helps", opens=True)
DO = (w("helps-do-1"), w("helps-do-2"), w("helps-do-3"), w("helps-do-4"))
LEAVE = (w("helps-leave-1"), w("helps-leave-2"), w("helps-leave-3"))


def what_helps(desk: Desk, _press: object) -> Reply:
    """The same for everybody at a site, in its own words if it has some."""
    own = next((site.what_helps for site in desk.my_sites()), None)
    blocks: tuple[Block, ...] = (Paragraph(own),) if own else _built_in()
    return Reply(
        dialog=desk.dialog(
            w("helps-title"),
            *blocks,
            w("helps-point"),
            buttons=(SERVICES, Button(w("refer"), "refer", opens=True), CLOSE),
        )
    )


def _built_in() -> tuple[Block, ...]:
    return (
        Paragraph(w("helps-does"), strong=True),
        Bullets(DO),
        Paragraph(w("helps-does-not"), strong=True),
        Bullets(LEAVE),
    )


ROUTES = (on_press("what-helps", what_helps, who=EVERYBODY),)
