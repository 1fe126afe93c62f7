"""Before a supporter calls: four steps and questions that open a talk, or the site's own text (R41, R42)."""

from bot.core.people import Role
from bot.flows.desk import Desk, Sorry
from bot.surface import Block, Bullets, Button, Paragraph, Reply, w

PREPARE = Button(w("before-call"), "prepare", opens=True)

_STEPS = (w("prepare-step-1"), w("prepare-step-2"), w("prepare-step-3"), w("prepare-step-4"))
_QUESTIONS = (w("prepare-ask-1"), w("prepare-ask-2"), w("prepare-ask-3"), w("prepare-ask-4"))


def before_call(desk: Desk, _press: object) -> Reply:
    """The same whoever is to be called: nothing of the match stands in it, and looking leaves nothing."""
    me = desk.known()
    if not me.has(Role.SUPPORTER):
        raise Sorry(w("not-for-you"))
    own = desk.site(me.site).before_call
    blocks: tuple[Block, ...] = (Paragraph(own),) if own else _built_in()
    return Reply(dialog=desk.dialog(w("before-call"), *blocks, buttons=(Button(w("close"), "dismiss"),)))


def _built_in() -> tuple[Block, ...]:
    return (Bullets(_STEPS), Paragraph(w("prepare-ask"), strong=True), Bullets(_QUESTIONS))
