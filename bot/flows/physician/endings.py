"""What a physician cannot take back is asked once before it is done: withdraw, someone else, we are done (R08, R28).

The first press says what happens and changes nothing; the second does it.
"""

from bot.core.request import OPEN_REQUEST, Contact, Outcome, Request, RequestState
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_press
from bot.flows.match import both_sides
from bot.flows.match.closing import close, closed_dialog
from bot.flows.match.rematch import rematch
from bot.flows.physician.status import mine, screen
from bot.flows.welcome.hello import phone_blocks
from bot.surface import CLOSE, Button, Dialog, Phrase, Press, Reply, Style, w

_LIVE = (RequestState.MATCHED, RequestState.CONNECTED)


# --- withdraw ------------------------------------------------------------------------------------------------------


def withdraw(desk: Desk, press: Press) -> Reply:
    request = mine(desk, press, *OPEN_REQUEST)
    matched = request.state is not RequestState.SEEKING
    words = w("withdraw-ask-matched") if matched else w("withdraw-ask-seeking")
    yes = Button(w("withdraw-yes"), "withdraw-yes", request.id, request.version, Style.DANGER)
    return Reply(dialog=_asked(desk, request, w("withdraw-title"), words, _erased(desk), yes=yes))


def leave_for_now(desk: Desk, press: Press) -> Reply:
    """The same end for whoever would rather leave it: that it closes, and that they can come back, is said first."""
    request = mine(desk, press, *_LIVE)
    words = (w("leave-for-now-ask"), w("withdraw-ask-matched"), _erased(desk))
    yes = Button(w("leave-for-now-yes"), "withdraw-yes", request.id, request.version, Style.DANGER)
    return Reply(dialog=_asked(desk, request, w("leave-for-now-title"), *words, yes=yes))


def withdraw_yes(desk: Desk, press: Press) -> Reply:
    """Whatever has happened since the question: to withdraw is theirs at any moment."""
    request = mine(desk, press, *OPEN_REQUEST)
    close(desk, request, Outcome.WITHDRAWN, notify_physician=False)
    return Reply(
        dialog=desk.dialog(
            w("closed-title"),
            w("withdrawn-words", days=desk.erased_after()),
            *phone_blocks(desk),
            buttons=(CLOSE, Button(w("ask-again"), "ask", opens=True)),
        )
    )


# --- someone else --------------------------------------------------------------------------------------------------


def someone_else(desk: Desk, press: Press) -> Reply:
    request = mine(desk, press, *_LIVE)
    yes = Button(w("someone-else-yes"), "someone-else-yes", request.id, request.version, Style.PRIMARY)
    return Reply(dialog=_asked(desk, request, w("someone-else"), w("someone-else-ask"), w("someone-else-why"), yes=yes))


def someone_else_yes(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=screen(desk, rematch(desk, _this_match(desk, press, *_LIVE), physicians=True)))


# --- we are done ---------------------------------------------------------------------------------------------------


def done(desk: Desk, press: Press) -> Reply:
    request = mine(desk, press, RequestState.CONNECTED)
    yes = Button(w("done-yes"), "done-yes", request.id, request.version, Style.PRIMARY)
    return Reply(dialog=_asked(desk, request, w("we-are-done"), w("done-ask"), _erased(desk), yes=yes))


def done_yes(desk: Desk, press: Press) -> Reply:
    """The physician closes a match that is in touch: whether it helped is theirs to say, so it counts as completed."""
    request = _this_match(desk, press, RequestState.CONNECTED)
    if request.contact is Contact.SAID:  # whoever is done has been reached
        request = both_sides.agree(desk, request)
    close(desk, request, Outcome.COMPLETED, notify_physician=False)
    return Reply(dialog=closed_dialog(desk))


# --- inside --------------------------------------------------------------------------------------------------------


def _asked(desk: Desk, request: Request, title: Phrase, *words: Phrase, yes: Button) -> Dialog:
    return desk.dialog(title, *words, buttons=(yes, Button(w("back"), "status", request.id, opens=True)))


def _erased(desk: Desk) -> Phrase:
    return w("ending-erased", days=desk.erased_after())


def _this_match(desk: Desk, press: Press, *states: RequestState) -> Request:
    """The match that the question was about: a later one is not ended by an old screen. Raises Sorry."""
    request = mine(desk, press, *states)
    if request.version != press.version:
        raise Sorry(w("moved-on"), screen(desk, request))
    return request


ROUTES = (
    on_press("withdraw", withdraw, who=OWNER),
    on_press("leave-for-now", leave_for_now, who=OWNER),
    on_press("withdraw-yes", withdraw_yes, who=OWNER),
    on_press("someone-else", someone_else, who=OWNER),
    on_press("someone-else-yes", someone_else_yes, who=OWNER),
    on_press("done", done, who=OWNER),
    on_press("done-yes", done_yes, who=OWNER),
)
