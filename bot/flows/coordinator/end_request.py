"""A coordinator ends a request: how it ended, asked once more, since it cannot be undone.

Where the one who asked was promised a question, they are asked it first (rule 16): whether it is right that they were
in contact and that it ends so. Their yes closes it, their no leaves it open, and without a word it closes a day later.
"""

from bot.core.request import Escalation, Outcome, Request, RequestState
from bot.flows.common.access import managed_request
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, RESPONSIBLE, on_due_request, on_press
from bot.flows.common.taps import about, read, tap
from bot.flows.coordinator import owners
from bot.flows.coordinator.elapsed import state_words
from bot.flows.coordinator.request_actions import dialog, note
from bot.flows.match import escalation, outlook
from bot.flows.match.closing import close, closed_dialog
from bot.flows.physician import status
from bot.surface import Block, Button, Dialog, Fact, Paragraph, Phrase, Press, Reply, Style, w

CLOSINGS = (Outcome.HANDED_ON, Outcome.UNREACHABLE, Outcome.UNFILLED)


# --- the coordinator -------------------------------------------------------------------------------------------------


def end(desk: Desk, press: Press) -> Reply:
    """ "Nobody found" only while nobody is."""
    request = managed_request(desk, press)
    buttons = (
        Button(_how(each), "escalation-close-first", about(request.id, each), request.version)
        for each in _endings(desk, request)
    )
    return Reply(dialog=_asked(desk, request, w("end-words"), buttons=tuple(buttons)))


def close_first(desk: Desk, tapped: Press) -> Reply:
    """A second step before what cannot be undone: with what the one who asked was told last."""
    request, outcome = _chosen(desk, tapped)
    yes = Button(w("end-yes"), "escalation-close", about(request.id, outcome), request.version, Style.DANGER)
    asks = _is_asked_first(desk, request)
    return Reply(
        dialog=_asked(
            desk,
            request,
            Paragraph(_how(outcome), strong=True),
            w("end-sure-asked") if asks else w("end-sure"),
            *(() if asks or request.escalation is Escalation.NOBODY else (Paragraph(owners.in_hand(desk, request)),)),
            buttons=(yes,),
        )
    )


def close_one(desk: Desk, tapped: Press) -> Reply:
    request, outcome = _chosen(desk, tapped)
    note(desk, request, "closed")
    if _is_asked_first(desk, request):
        escalation.ending(desk, request, outcome)
        return Reply(dialog=dialog(desk, request), notice=w("end-asked"))
    close(desk, request, outcome)
    return Reply(close=True, notice=w("escalation-closed", number=request.number))


def _chosen(desk: Desk, tapped: Press) -> tuple[Request, Outcome]:
    press, taps = read(tapped)
    request, outcome = managed_request(desk, press), tap(Outcome, taps, 0)
    if outcome not in _endings(desk, request) or press.version != request.version:
        raise Sorry(w("moved-on"), dialog(desk, request))
    return request, outcome


def _endings(desk: Desk, request: Request) -> list[Outcome]:
    """None while the one who asked is asked about one."""
    if outlook.ending(desk, request) is not None:
        return []
    return [each for each in CLOSINGS if each is not Outcome.UNFILLED or request.state is RequestState.SEEKING]


def _is_asked_first(desk: Desk, request: Request) -> bool:
    """A coordinator says that they were in contact, and the other has not said so yet."""
    return (
        request.state is RequestState.SEEKING
        and request.escalation is Escalation.CONTACTED
        and not outlook.contact_agreed(desk, request)
    )


def _asked(desk: Desk, request: Request, *lines: Block | Phrase, buttons: tuple[Button, ...]) -> Dialog:
    back = Button(w("back"), "escalation-open", request.id, request.version, opens=True)
    state = Fact(w("escalation-state"), state_words(request))
    return desk.dialog(w("escalation-title", number=request.number), state, *lines, buttons=(*buttons, back))


def _how(outcome: Outcome) -> Phrase:
    return w(f"close-{outcome.value.replace('_', '-')}")


# --- the one who asked -----------------------------------------------------------------------------------------------


def yes(desk: Desk, press: Press) -> Reply:
    request, outcome = _theirs(desk, press)
    close(desk, request, outcome, notify_physician=False)
    return Reply(dialog=closed_dialog(desk))


def no(desk: Desk, press: Press) -> Reply:
    """It stays open, and whoever would have ended it hears so."""
    request, _ = _theirs(desk, press)
    request = escalation.denied(desk, request, "escalation-why-kept")
    return Reply(dialog=status.screen(desk, request), notice=w("hand-hears-it"))


def _theirs(desk: Desk, press: Press) -> tuple[Request, Outcome]:
    request = status.mine(desk, press, RequestState.SEEKING)
    outcome = outlook.ending(desk, request)
    if outcome is None:
        raise Sorry(w("moved-on"), status.screen(desk, request))
    return request, outcome


def over(desk: Desk, request: Request) -> None:
    """A deadline: they had their day."""
    outcome = outlook.ending(desk, request)
    if outcome is not None:
        close(desk, request, outcome)


ROUTES = (
    on_press("escalation-end", end, who=RESPONSIBLE),
    on_press("escalation-close-first", close_first, who=RESPONSIBLE),
    on_press("escalation-close", close_one, who=RESPONSIBLE),
    on_press("ending-yes", yes, who=OWNER),
    on_press("ending-no", no, who=OWNER),
    on_due_request("escalation-end", over, RequestState.SEEKING),
)
