"""Before a supporter calls: four steps and questions that open a talk, or the site's own text (R41, R42); and risk."""

from bot.core.request import Offer, OfferState
from bot.flows.common import voicemail
from bot.flows.common.desk import Desk
from bot.flows.common.risk import risk_blocks
from bot.flows.common.routes import SUPPORTER, on_press
from bot.surface import CLOSE, Block, Bullets, Button, Paragraph, Press, Reply, w

PREPARE = Button(w("before-call"), "prepare", opens=True)  # where no way back is needed

_BUILT_IN = (
    Bullets((w("prepare-step-1"), w("prepare-step-2"), w("prepare-step-3"), w("prepare-step-4"))),
    Paragraph(w("prepare-ask"), strong=True),
    Bullets((w("prepare-ask-1"), w("prepare-ask-2"), w("prepare-ask-3"), w("prepare-ask-4"))),
)


def prepare(offer: Offer) -> Button:
    """From the details of a match, and back to them: whether it still lives is looked at there (rule 1)."""
    return Button(w("before-call"), "prepare", offer.id, offer.version, opens=True)


def before_call(desk: Desk, press: Press) -> Reply:
    """The same whoever is to be called, but for whether this one may be left a voicemail. Looking leaves nothing."""
    me = desk.presser
    own = desk.site(me.site).before_call
    blocks: tuple[Block, ...] = (Paragraph(own),) if own else _BUILT_IN
    back = (Button(w("back"), "details", press.token, press.version, opens=True),) if press.token else ()
    return Reply(
        dialog=desk.dialog(
            w("before-call"),
            *blocks,
            *_voicemail(desk, press),
            *risk_blocks(desk, me.site),
            buttons=(*back, CLOSE),
        )
    )


def _voicemail(desk: Desk, press: Press) -> tuple[Block, ...]:
    """From a match: what its physician said. From elsewhere: to look there first."""
    offer = desk.records.offers.get(press.token) if press.token else None
    if offer is None or offer.state is not OfferState.CONFIRMED or offer.supporter != desk.known().id:
        return (Paragraph(w("voicemail-look-first")),)
    details = desk.details(desk.request_of(offer))
    return voicemail.for_caller(details.contact, may=details.voicemail)


ROUTES = (on_press("prepare", before_call, who=SUPPORTER),)
