"""A supporter answers by phone (R74): yes, no, in touch, the three taps, written down by the coordinator who hears it.

Who phones is said first. Whether they are the one is answered by name only, and each question is noted, so that nobody
looks through the supporters to learn whom a request is with.
"""

from bot.core.people import Person, Role
from bot.core.request import Request
from bot.flows.common.access import managed_request, may_manage
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import RESPONSIBLE, SITE_COORDINATOR, on_press, on_submit
from bot.flows.coordinator import speaking_for
from bot.flows.coordinator.request_actions import dialog, note
from bot.surface import CLOSE, Button, Choice, Option, Press, Reply, Style, Submit, Verbatim, w

_MOST = 98


def anyone(desk: Desk, _press: Press) -> Reply:
    """A supporter phones, and it is not said of which request."""
    people = desk.with_role(Role.SUPPORTER, desk.presser.site)
    return Reply(
        dialog=desk.dialog(
            w("answer-title"),
            w("answer-words"),
            fields=(Choice("supporter", w("answer-who"), _named(people), ids=True),),
            submit=Button(w("continue"), "answer-anyone-send", style=Style.PRIMARY),
            buttons=(CLOSE,),
        )
    )


def anyone_send(desk: Desk, submit: Submit) -> Reply:
    """The request that is with them, of those that the presser may steer; which, where there are two."""
    offers = desk.records.offers.live_of(submit.one("supporter"))
    theirs = [(each, desk.request_of(each)) for each in offers]
    seen = [(offer, request) for offer, request in theirs if may_manage(desk, request)]
    for _, request in seen:
        note(desk, request, "phoned")
    if not seen:
        return Reply(close=True, notice=w("answer-none-theirs"))
    if len(seen) == 1:
        offer, request = seen[0]
        return Reply(dialog=speaking_for.supporters_screen(desk, request, offer))
    ways = (
        Button(w("show-number", number=each.number), "answer-who", each.id, each.version, opens=True)
        for _, each in seen
    )
    return Reply(dialog=desk.dialog(w("answer-title"), w("answer-which"), buttons=(*ways, CLOSE)))


def who(desk: Desk, press: Press) -> Reply:
    request = managed_request(desk, press)
    if desk.records.offers.live(request.id) is None:
        raise Sorry(w("moved-on"), dialog(desk, request))
    return Reply(
        dialog=desk.dialog(
            w("answer-title"),
            w("answer-words"),
            fields=(Choice("supporter", w("answer-who"), _supporters(desk, request), ids=True),),
            submit=Button(w("continue"), "answer-who-send", request.id, request.version, Style.PRIMARY),
            buttons=(Button(w("back"), "escalation-open", request.id, request.version, opens=True),),
        )
    )


def who_send(desk: Desk, submit: Submit) -> Reply:
    """Their own card, if it is theirs."""
    request = managed_request(desk, submit)
    note(desk, request, "phoned")
    offer = desk.records.offers.live(request.id)
    if offer is None or offer.supporter != submit.one("supporter"):
        return Reply(close=True, notice=w("answer-not-theirs"))
    return Reply(dialog=speaking_for.supporters_screen(desk, request, offer))


def _supporters(desk: Desk, request: Request) -> tuple[Option, ...]:
    return _named(desk.with_role(Role.SUPPORTER, None if request.outside else request.site))


def _named(people: list[Person]) -> tuple[Option, ...]:
    names = sorted(people, key=lambda each: each.name)[:_MOST]
    return tuple(Option(each.id, Verbatim(each.name)) for each in names)


ROUTES = (
    on_press("answer-anyone", anyone, who=SITE_COORDINATOR),
    on_submit("answer-anyone-send", anyone_send, who=SITE_COORDINATOR),
    on_press("answer-who", who, who=RESPONSIBLE),
    on_submit("answer-who-send", who_send, who=RESPONSIBLE),
)
