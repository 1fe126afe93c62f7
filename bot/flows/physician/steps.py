"""The way of a request in three steps: asked, a colleague said yes, in touch. The present one is marked in words.

In touch is what both said: the supporter's word alone is no fact yet (rule 16). The steps never go back. Once a match
has ended, or first contact was denied, they are left out.
"""

from bot.core.request import OPEN_REQUEST, Contact, Escalation, Request, RequestState
from bot.flows.common.desk import Desk
from bot.surface import Block, Bullets, Paragraph, w


def steps(desk: Desk, request: Request) -> tuple[Block, ...]:
    rematched = request.first_matched_at is not None and request.first_matched_at != request.matched_at
    if rematched and request.state is RequestState.SEEKING:
        asked = _somebody_is_asked(desk, request)
        if desk.records.requests.details(request).ended_myself:
            if not asked and request.seeking_since != desk.now:  # what they did themselves is said once
                return ()
            return (Paragraph(w("step-another-asked") if asked else w("step-ended-asked")),)
        return (Paragraph(w("step-another") if asked else w("step-ended")),)
    taken_back = request.marks_since not in {None, request.matched_at}  # denied, a wrong number, or they want to talk
    if rematched or taken_back or request.state not in OPEN_REQUEST:
        return ()
    labels = (w("step-asked"), w("step-yes"), w("step-touch"))
    at = 0 if request.state is RequestState.SEEKING else 2 if request.contact is Contact.AGREED else 1
    return (Bullets(tuple(w("step-now", step=each) if place == at else each for place, each in enumerate(labels))),)


def _somebody_is_asked(desk: Desk, request: Request) -> bool:
    """Or is about to be: no look of this search has found that nobody can be."""
    if desk.records.offers.live(request.id) is not None:
        return True
    return request.escalation is Escalation.NOBODY and not request.looked and desk.waking(request.site) == desk.now
