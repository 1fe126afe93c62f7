"""Two have seen the name and could not take it (R30): may a third? The search waits for the physician's answer."""

from datetime import date, timedelta

from bot.core.request import Escalation, Request
from bot.flows.common.access import responders
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_press
from bot.flows.match import escalation, outlook, search, silence
from bot.flows.match.names import NOBODY_ELSE, is_asked, names_agreed
from bot.flows.welcome.hello import PHONE, phone_blocks
from bot.surface import CLOSE, Block, Button, Dialog, Paragraph, Phrase, Press, Reply, Style, Verbatim, w

_TWO = 2
# Somebody has been told, and has hours to phone.
_PHONES = frozenset({Escalation.COORDINATOR, Escalation.DEPUTY, Escalation.PROMISED})


def question(desk: Desk, request: Request) -> Dialog | None:
    """What is behind "You have an update" while the question is open."""
    if not is_asked(desk, request):
        return None
    shown = request.names_shown
    return desk.dialog(
        w("status-title"),
        Paragraph(w("names-two") if shown == _TWO else w("names-more", count=shown), strong=True),
        w("names-wait-for-you", until=_until(desk, request)),
        _meanwhile(desk, request),
        *(outlook.somebody(desk, request) if outlook.is_honest(desk, request) else ()),
        *phone_blocks(desk),
        buttons=(
            Button(w("yes"), "names-yes", request.id, request.version, Style.PRIMARY),
            Button(w("names-no"), "names-no", request.id, request.version),
            *outlook.contact_buttons(desk, request),
            Button(w("withdraw"), "withdraw", request.id, request.version, Style.DANGER),
        ),
    )


def _until(desk: Desk, request: Request) -> date:
    """How long the question waits: no search goes on for longer without anybody's word (escalation.py, silence.py)."""
    no_later = request.seeking_since + timedelta(days=request.terms.close_silent_days)
    end = min(no_later, desk.due(request, silence.KIND))
    return desk.local(request.site, max(end, desk.now)).date()


def _meanwhile(desk: Desk, request: Request) -> Phrase:
    """What has come of it since, and by when there is more: each card that leads here has something new."""
    if request.escalation is Escalation.CONTACTED:
        return outlook.contacted(desk, request)
    person = escalation.who(desk, request)
    if request.escalation is Escalation.PROMISED and person is not None:
        return outlook.promised(desk, request)
    if request.escalation in {Escalation.COORDINATOR, Escalation.DEPUTY} and person is not None:
        return w("names-known", name=Verbatim(person.name), by=escalation.answer_by(desk, request))
    news = desk.due(request, "seek-news")
    broken = request.escalation is Escalation.PHYSICIAN and any(responders(desk, request))
    return w("names-broken", by=news) if broken else w("names-next", by=news)


def yes(desk: Desk, press: Press) -> Reply:
    """One more may see it; after that one they are asked again."""
    request = _mine(desk, press)
    request = desk.records.requests.change(request, names_allowed=request.names_shown + 1, looked="")
    search.look_soon(desk, request)
    return Reply(dialog=desk.dialog(w("status-title"), w("names-thanks"), *phone_blocks(desk), buttons=(CLOSE, PHONE)))


def no(desk: Desk, press: Press) -> Reply:
    """Nobody else sees it, and a coordinator phones. They can say yes at any time after all."""
    request = _mine(desk, press)
    request = desk.records.requests.change(request, names_allowed=NOBODY_ELSE)
    request = escalation.escalate(desk, request, "escalation-why-names", physician=False)
    phoned = request.escalation in _PHONES
    words = w("names-kept", by=escalation.answer_by(desk, request)) if phoned else w("names-kept-phone")
    return Reply(dialog=desk.dialog(w("status-title"), words, *phone_blocks(desk), buttons=(CLOSE, PHONE)))


def kept(desk: Desk, request: Request) -> tuple[Block, ...]:
    """After a no: that it holds, and below it the way back (`after_all`)."""
    return (Paragraph(w("names-kept-phone")),) if _said_no(desk, request) else ()


def after_all(desk: Desk, request: Request) -> tuple[Button, ...]:
    if not _said_no(desk, request):
        return ()
    return (Button(w("names-after-all"), "names-yes", request.id, request.version),)


def _said_no(desk: Desk, request: Request) -> bool:
    return not names_agreed(desk, request) and request.names_allowed == NOBODY_ELSE


def _mine(desk: Desk, press: Press) -> Request:
    """The presser's own request, while the question is theirs to answer. Raises Sorry."""
    request = desk.my_request()
    if request is None:
        raise Sorry(w("closed-already"), close=True)
    if request.id != press.token or not (is_asked(desk, request) or _said_no(desk, request)):
        raise Sorry(w("moved-on"))
    return request


ROUTES = (
    on_press("names-yes", yes, who=OWNER),
    on_press("names-no", no, who=OWNER),
)
