"""By phone to a site that does not use Peerline (R29): for a request for somebody outside the own site, and only after
the one who asked said yes. Their name and contact go over the phone, from a person to a person; nothing is sent.
"""

from dataclasses import replace

from bot.core.request import Escalation, Outcome, Request, RequestState, Transfer
from bot.flows.common.access import managed_request
from bot.flows.common.cards import tell_physician
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, PROVINCE, on_press
from bot.flows.match import escalation
from bot.flows.match.closing import close
from bot.flows.welcome.hello import PHONE, phone_blocks
from bot.surface import CLOSE, Block, Button, Dialog, Paragraph, Press, Reply, Style, w

# --- the coordinator asks ------------------------------------------------------------------------------------------


def buttons(desk: Desk, request: Request) -> tuple[Button, ...]:
    """What the request's own dialog offers. Whoever said no is not asked again."""
    if not _waits(desk, request):
        return ()
    match desk.records.requests.details(request).transfer:
        case Transfer.NOT:
            return (Button(w("transfer"), "transfer", request.id, request.version, opens=True),)
        case Transfer.YES:
            return (Button(w("transfer-done"), "transfer-done", request.id, request.version, Style.PRIMARY),)
        case _:
            return ()


def progress(desk: Desk, request: Request) -> tuple[Block, ...]:
    words = {Transfer.ASKED: "transfer-asked", Transfer.YES: "transfer-agreed", Transfer.NO: "transfer-refused"}
    found = words.get(desk.records.requests.details(request).transfer) if _waits(desk, request) else None
    return (Paragraph(w(found), strong=True),) if found else ()


def first(desk: Desk, press: Press) -> Reply:
    """A second step before the one who asked is asked something."""
    request = _waiting(desk, press, Transfer.NOT)
    return Reply(
        dialog=desk.dialog(
            w("transfer"),
            w("transfer-words"),
            buttons=(
                Button(w("transfer-ask"), "transfer-ask", request.id, request.version, Style.PRIMARY),
                Button(w("back"), "escalation-open", request.id, request.version, opens=True),
            ),
        )
    )


def ask(desk: Desk, press: Press) -> Reply:
    """They get "You have an update"; the question is behind it. Whoever asks has it in hand from now on."""
    request = _waiting(desk, press, Transfer.NOT)
    _set(desk, request, Transfer.ASKED)
    desk.records.ledger.note("transfer-asked", site=request.site, actor=desk.known().id, request=request)
    if request.escalation in {Escalation.PROMISED, Escalation.CONTACTED}:
        tell_physician(desk, request)
    else:
        request = escalation.promise(desk, request)
    back = Button(w("back"), "escalation-open", request.id, request.version, opens=True)
    return Reply(dialog=desk.dialog(w("transfer"), w("transfer-asked"), buttons=(CLOSE, back)))


def done(desk: Desk, press: Press) -> Reply:
    """It was handed over on the phone: here it is closed and shredded."""
    request = _waiting(desk, press, Transfer.YES)
    desk.records.ledger.note("transferred", site=request.site, actor=desk.known().id, request=request)
    close(desk, request, Outcome.TRANSFERRED)
    return Reply(close=True, notice=w("escalation-closed", number=request.number))


def take_back(desk: Desk, request: Request) -> None:
    """Somebody was found to ask after all: the question is none any more, and an earlier yes has to be given anew."""
    if desk.records.requests.details(request).transfer in {Transfer.ASKED, Transfer.YES}:
        _set(desk, request, Transfer.NOT)


# --- the physician answers -----------------------------------------------------------------------------------------


def question(desk: Desk, request: Request) -> Dialog | None:
    """What is behind "You have an update" while the question is open."""
    if not _waits(desk, request) or desk.records.requests.details(request).transfer is not Transfer.ASKED:
        return None
    return desk.dialog(
        w("status-title"),
        Paragraph(w("transfer-question"), strong=True),
        w("transfer-no-is-fine"),
        *phone_blocks(desk),
        buttons=(
            Button(w("yes"), "transfer-yes", request.id, request.version, Style.PRIMARY),
            Button(w("no-thanks"), "transfer-no", request.id, request.version),
            PHONE,
            Button(w("withdraw"), "withdraw", request.id, request.version, Style.DANGER),
        ),
    )


def agreed(desk: Desk, request: Request) -> tuple[Block, ...]:
    """After a yes, until it is handed over: what was said, and that it can be taken back (`taken_back`)."""
    given = _waits(desk, request) and desk.records.requests.details(request).transfer is Transfer.YES
    return (Paragraph(w("transfer-thanks")),) if given else ()


def taken_back(desk: Desk, request: Request) -> tuple[Button, ...]:
    return (Button(w("transfer-not"), "transfer-no", request.id, request.version),) if agreed(desk, request) else ()


def yes(desk: Desk, press: Press) -> Reply:
    request = _mine(desk, press, Transfer.ASKED)
    _set(desk, request, Transfer.YES)
    escalation.notify(desk, request, "escalation-why-agreed")
    return _answered(desk, "transfer-thanks")


def no(desk: Desk, press: Press) -> Reply:
    """Nothing else changes: the search goes on, and nobody asks this again."""
    request = _mine(desk, press, Transfer.ASKED, Transfer.YES)
    _set(desk, request, Transfer.NO)
    escalation.notify(desk, request, "escalation-why-refused")
    return _answered(desk, "transfer-goes-on")


def _answered(desk: Desk, words: str) -> Reply:
    return Reply(dialog=desk.dialog(w("status-title"), w(words), *phone_blocks(desk), buttons=(CLOSE, PHONE)))


# --- inside --------------------------------------------------------------------------------------------------------


def _waits(desk: Desk, request: Request) -> bool:
    """Nobody is asked at this moment: it could go elsewhere."""
    seeking = request.outside and request.state is RequestState.SEEKING
    return seeking and desk.records.offers.live(request.id) is None


def _waiting(desk: Desk, press: Press, expected: Transfer) -> Request:
    """A request that the presser has in hand, while the question is what the button says. Raises Sorry."""
    request = managed_request(desk, press)
    if not _waits(desk, request) or desk.records.requests.details(request).transfer is not expected:
        raise Sorry(w("moved-on"))
    return request


def _mine(desk: Desk, press: Press, *expected: Transfer) -> Request:
    """The presser's own request, while the question is theirs to answer. Raises Sorry."""
    request = desk.my_request()
    if request is None:
        raise Sorry(w("closed-already"), close=True)
    asked = request.id == press.token and _waits(desk, request)
    if not asked or desk.records.requests.details(request).transfer not in expected:
        raise Sorry(w("moved-on"))
    return request


def _set(desk: Desk, request: Request, transfer: Transfer) -> None:
    details = desk.records.requests.details(request)
    desk.records.requests.set_details(request, replace(details, transfer=transfer))


ROUTES = (
    on_press("transfer", first, who=PROVINCE),
    on_press("transfer-ask", ask, who=PROVINCE),
    on_press("transfer-done", done, who=PROVINCE),
    on_press("transfer-yes", yes, who=OWNER),
    on_press("transfer-no", no, who=OWNER),
)
