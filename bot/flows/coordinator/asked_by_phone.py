"""A request that was entered, once it is sent (R74): what there is to tell to the one who asked, how to reach them, and
whom they keep it from. Whoever is on their list is never the one who tells."""

from dataclasses import replace

from bot.core.request import Request
from bot.flows.common.access import go_betweens, may_manage, may_speak, spoken_for
from bot.flows.common.cards import end_card, last_word, news_slot, news_waits, tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import RESPONSIBLE, SITE_COORDINATOR, on_press, on_submit
from bot.flows.coordinator import speaking_for, who_would_see
from bot.flows.coordinator.request_actions import contact_dialog
from bot.flows.physician import my_request
from bot.surface import NOT_NOW, Button, Dialog, Line, People, Press, Reply, Style, Submit, w
from bot.values import receipt

# --- they phone again ------------------------------------------------------------------------------------------------


def find(desk: Desk, _press: Press) -> Reply:
    return Reply(
        dialog=desk.dialog(
            w("find-title"),
            w("find-words"),
            fields=(Line("receipt", w("receipt-said"), longest=80),),
            submit=Button(w("continue"), "speak-find-send", style=Style.PRIMARY),
            buttons=(NOT_NOW,),
        )
    )


def found(desk: Desk, submit: Submit) -> Reply:
    """By the words that they were told. One that is not the presser's to see is answered like one that is none."""
    mark = receipt.hashed(submit.one("receipt"))
    open_ones = desk.records.requests.open_ones() if mark else []
    theirs = (each for each in open_ones if desk.records.requests.details(each).receipt == mark)
    request = next((each for each in theirs if may_speak(desk, each)), None)
    if request is None:
        return Reply(errors={"receipt": w("find-none")})
    return Reply(dialog=_screen(desk, request))


# --- told ------------------------------------------------------------------------------------------------------------


def speak(desk: Desk, press: Press) -> Reply:
    """What they would see of it themselves, and their own buttons; their contact is a tap away."""
    return Reply(dialog=_screen(desk, spoken_for(desk, press)))


def _screen(desk: Desk, request: Request) -> Dialog:
    theirs = speaking_for.askers_screen(desk, request)
    told = Button(w("speak-told"), "speak-told", request.id, request.version, Style.PRIMARY)
    step = Button(w("step-title"), "step", request.id, request.version, opens=True)
    return replace(
        theirs,
        title=w("escalation-title", number=request.number),
        buttons=(
            *((told,) if news_waits(desk, request) else ()),
            Button(w("see-contact"), "speak-contact", request.id, request.version, opens=True),
            *((step,) if may_manage(desk, request) else ()),
            *theirs.buttons,
            Button(w("speak-keep"), "speak-keep", request.id, request.version, opens=True),
        ),
    )


def contact(desk: Desk, press: Press) -> Reply:
    """Every look is noted."""
    request = spoken_for(desk, press)
    return Reply(dialog=contact_dialog(desk, request, Button(w("back"), "speak", request.id, opens=True)))


def told(desk: Desk, press: Press) -> Reply:
    """Whoever of the others had the card reads that it is done."""
    request = spoken_for(desk, press)
    for person_id in desk.records.slots.whose(news_slot(request)):
        last_word(desk, person_id, news_slot(request), w("news-told", number=request.number))
    desk.records.ledger.note("told", site=request.site, actor=desk.known().id, request=request)
    return Reply(close=True, notice=w("speak-noted"))


# --- who is not to know ----------------------------------------------------------------------------------------------


def keep(desk: Desk, press: Press) -> Reply:
    """Somebody more. Who is on the list already is shown to nobody but the one who asked."""
    request = spoken_for(desk, press)
    return Reply(
        dialog=desk.dialog(
            w("speak-keep"),
            w("speak-keep-words"),
            fields=(
                who_would_see.field(desk, request.site),
                People("not_these", w("form-not-these"), w("form-not-these-hint")),
            ),
            submit=Button(w("save"), "speak-keep-send", request.id, request.version, Style.PRIMARY),
            buttons=(Button(w("back"), "speak", request.id, request.version, opens=True),),
        )
    )


def keep_send(desk: Desk, submit: Submit) -> Reply:
    """From now on. Whoever has a card of it reads that it is with somebody else, and news find another way."""
    request = spoken_for(desk, submit)
    known = desk.records.requests.details(request)
    more = who_would_see.kept_out(desk, request.site, submit)
    details = replace(known, not_these=tuple(dict.fromkeys((*known.not_these, *more))))
    waited = desk.records.slots.whose(news_slot(request))
    desk.records.ledger.note("spoke-for", site=request.site, actor=desk.known().id, request=request)
    request = my_request.keep(desk, request, details, outside=request.outside)
    there = {each.id for each in go_betweens(desk, request)}
    for person_id in waited:
        if person_id not in there:
            end_card(desk, person_id, news_slot(request), w("escalation-handed-back", number=request.number))
    if waited and not news_waits(desk, request):
        tell_physician(desk, request)
    return Reply(close=True, notice=w("speak-noted"))


ROUTES = (
    on_press("speak-find", find, who=SITE_COORDINATOR),
    on_submit("speak-find-send", found, who=SITE_COORDINATOR),
    on_press("speak", speak, who=RESPONSIBLE),
    on_press("speak-contact", contact, who=RESPONSIBLE),
    on_press("speak-told", told, who=RESPONSIBLE),
    on_press("speak-keep", keep, who=RESPONSIBLE),
    on_submit("speak-keep-send", keep_send, who=RESPONSIBLE),
)
