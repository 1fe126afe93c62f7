"""Who has a request in hand, and what comes next: for coordinators, in dialogs, with names (rule 8)."""

from bot.core.request import Escalation, Request, RequestState
from bot.flows.common import voicemail
from bot.flows.common.cards import news_waits
from bot.flows.common.desk import Desk
from bot.flows.coordinator import steps_taken
from bot.flows.coordinator.explanation import somebody_to_choose
from bot.flows.match import escalation, outlook, search
from bot.surface import Button, Joined, Phrase, Style, Verbatim, w


def in_hand(desk: Desk, request: Request) -> Phrase:
    """By name, and by when the physician hears from them."""
    person = escalation.who(desk, request)
    if request.escalation is Escalation.NOBODY:
        return w("hand-nobody") if request.told else w("hand-itself")
    if person is None or request.escalation is Escalation.PHYSICIAN:
        return w("hand-nobody")
    name = Verbatim(person.name)
    if request.escalation is Escalation.CONTACTED:
        if outlook.ending(desk, request) is not None:
            return w("hand-ending", by=desk.due(request, "escalation-end"))
        return w("hand-contacted", name=name)
    by = desk.due(request, "escalation")
    if request.escalation is Escalation.PROMISED:
        missed = desk.records.requests.details(request).hand_word == escalation.MISSED
        return w("hand-missed", name=name, by=by) if missed else w("hand-promised", name=name, by=by)
    return w("hand-told", name=name, by=by)


def why(desk: Desk, request: Request) -> Phrase:
    """What they were told last; while somebody may still say yes, that it waits for no other person."""
    asked = request.told in {"still", "silent"} and _is_asked(desk, request)
    if asked:
        return w("queue-why-asked")
    return w("escalation-why-" + request.told) if request.told else Joined(())


def next_step(desk: Desk, request: Request) -> Phrase:
    """In one line of the queue: what comes next, and before it what was done last."""
    return steps_taken.beside(desk, request, usual_step(desk, request))


def usual_step(desk: Desk, request: Request) -> Phrase:
    if news_waits(desk, request):
        return w("next-step-tell")
    if request.escalation is Escalation.CONTACTED:
        return w("next-step-none") if outlook.ending(desk, request) is not None else w("next-step-end")
    if _is_asked(desk, request):
        return w("next-step-answer")
    if request.escalation is Escalation.NOBODY and not request.told:
        return w("next-step-none")
    if request.state is RequestState.SEEKING:
        if _is_chosen(desk, request):
            return w("next-step-choose")
        writes = voicemail.writes(desk.records.requests.details(request))
        return w("next-step-write") if writes else w("next-step-phone")
    return w("next-step-look")


def action(desk: Desk, request: Request) -> Button | None:
    """The next step as one tap in the list; None where it goes on by itself."""
    if news_waits(desk, request):
        return Button(w("queue-tell", number=request.number), "speak", request.id, request.version, opens=True)
    if request.escalation is Escalation.PROMISED:
        return Button(w("queue-contacted", number=request.number), "escalation-contacted", request.id, request.version)
    if outlook.ending(desk, request) is not None:
        return None
    if request.escalation is Escalation.CONTACTED:
        return Button(w("queue-end", number=request.number), "escalation-end", request.id, request.version, opens=True)
    if request.escalation is Escalation.NOBODY or _is_asked(desk, request):
        return None
    if request.state is RequestState.SEEKING and _is_chosen(desk, request):
        return Button(
            w("queue-choose", number=request.number), "escalation-choose", request.id, request.version, opens=True
        )
    take = w("queue-take", number=request.number)
    return Button(take, "escalation-promise", request.id, request.version, Style.PRIMARY)


def _is_chosen(desk: Desk, request: Request) -> bool:
    """Whether it waits for a person to choose, and there is anybody to choose from."""
    return search.by_hand(desk, request) and somebody_to_choose(desk, request)


def _is_asked(desk: Desk, request: Request) -> bool:
    return request.state is RequestState.SEEKING and desk.records.offers.live(request.id) is not None
