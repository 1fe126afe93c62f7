"""Somebody who asked by phone, mail or visit takes their request into their own chat (R74): by their own press, with
the words of the receipt, and in no other way (rule 18). Nobody else ever says that two are one.
"""

from dataclasses import replace

from bot.core.people import POSTS
from bot.core.request import OPEN_REQUEST, Request
from bot.flows.common.access import asked_without_account
from bot.flows.common.cards import last_word, news_slot, tell_physician
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, on_press, on_submit
from bot.flows.physician import my_request, status
from bot.flows.welcome.eligibility import comes_in
from bot.surface import NOT_NOW, Button, Line, Press, Reply, Style, Submit, w
from bot.values import receipt


def form(desk: Desk, _press: Press) -> Reply:
    return Reply(
        dialog=desk.dialog(
            w("receipt-title"),
            w("receipt-words"),
            fields=(Line("receipt", w("receipt-said"), longest=80),),
            submit=Button(w("continue"), "receipt-send", style=Style.PRIMARY),
            buttons=(NOT_NOW,),
        )
    )


def send(desk: Desk, submit: Submit) -> Reply:
    """From here on it is theirs as if they had asked here. Words that open nothing are answered alike, whatever they
    were. Whoever coordinates there may have been the one who told them, so they cannot."""
    request = _found(desk, submit)
    if request is None:
        return Reply(errors={"receipt": w("receipt-unknown")})
    if any(desk.holds(role) for role in POSTS):
        raise Sorry(w("receipt-not-coordinators"))
    if desk.my_request() is not None:
        raise Sorry(w("receipt-beside"))
    me = comes_in(desk, desk.site(request.site))
    details = desk.records.requests.details(request)
    if not desk.records.joining.join(details.physician, me.id):
        raise Sorry(w("receipt-beside"))
    details = replace(desk.records.requests.details(request), receipt="")
    request = my_request.keep(desk, request, details, outside=request.outside)
    for person_id in desk.records.slots.whose(news_slot(request)):
        last_word(desk, person_id, news_slot(request), w("news-told", number=request.number))
    tell_physician(desk, request, notify=False)
    return Reply(dialog=status.screen(desk, request))


def _found(desk: Desk, submit: Submit) -> Request | None:
    """Among what was entered at a site of this workspace and waits for its owner, held from here on."""
    mark = receipt.hashed(submit.one("receipt"))
    sites = {site.id for site in desk.my_sites()}
    if not mark:
        return None
    entered = (each for each in desk.records.requests.open_ones() if each.site in sites)
    found = next((each for each in entered if _is_of(desk, each, mark)), None)
    held = desk.records.requests.get(found.id) if found else None  # requests are held before people
    return held if held is not None and _is_of(desk, held, mark) else None


def _is_of(desk: Desk, request: Request, mark: str) -> bool:
    if request.state not in OPEN_REQUEST or desk.records.requests.details(request).receipt != mark:
        return False
    return asked_without_account(desk, request)


ROUTES = (
    on_press("receipt", form, who=EVERYBODY),
    on_submit("receipt-send", send, who=EVERYBODY),
)
