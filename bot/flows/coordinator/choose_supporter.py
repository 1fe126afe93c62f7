"""A coordinator chooses by hand whom to ask (R21): the three best with a tap each, or anybody who may be asked.

The career rule alone bends, with a tick and for this request; no other hard rule does (R26).
"""

from dataclasses import replace

from bot.core.matching import Explained, load
from bot.core.people import Person
from bot.core.request import Request
from bot.flows.common import career_stage
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import RESPONSIBLE, on_press, on_submit
from bot.flows.coordinator import request_actions
from bot.flows.coordinator.explanation import next_search, place_of, stage_of
from bot.flows.match import candidates, search
from bot.ports.records import Conflict
from bot.surface import (
    Bullets,
    Button,
    Choice,
    Joined,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Tick,
    Verbatim,
    w,
)

BEND = "bend"
_BEST = 3
_AND = "-"  # between two ids, which are hexadecimal
_MOST_CHOICES = 98  # a platform shows a hundred


def choose(desk: Desk, press: Press) -> Reply:
    request = request_actions.searchable(desk, press)
    found = [each for each in candidates.explained(desk, next_search(request)) if each.place is not None]
    others = candidates.kept_out_by_stage(desk, next_search(request))
    if not found and not others:
        return Reply(dialog=request_actions.dialog(desk, request, Paragraph(w("nobody-to-ask"), strong=True)))
    best = found[:_BEST]
    options = [Option(each.person.id, Verbatim(each.person.name)) for each in found[:_MOST_CHOICES]]
    options += [
        Option(each.id, w("explained", name=Verbatim(each.name), place=stage_of(each)))
        for each in others[: _MOST_CHOICES - len(options)]
    ]
    bend = (Tick(BEND, w("choose-bend")),) if others else ()
    return Reply(
        dialog=desk.dialog(
            w("choose"),
            *((Bullets(tuple(_about(desk, request, each) for each in best)),) if best else ()),
            w("choose-words") if best else w("choose-words-bend"),
            fields=(Choice("supporter", w("choose-supporter"), tuple(options), options[0].value, ids=True), *bend),
            submit=Button(w("send-offer"), "escalation-offer", request.id, request.version, Style.PRIMARY),
            buttons=(
                *(_ask_them(request, each.person) for each in best),
                *((Button(w("choose-rules"), "escalation-again", request.id, request.version),) if best else ()),
                Button(w("back"), "escalation-open", request.id, request.version, opens=True),
            ),
        )
    )


def ask_them(desk: Desk, press: Press) -> Reply:
    token, _, chosen = press.token.partition(_AND)
    return _offer_to(desk, request_actions.searchable(desk, replace(press, token=token)), chosen)


def offer(desk: Desk, submit: Submit) -> Reply:
    """To whoever was chosen; to somebody whom the career rule keeps out, only with the tick that bends it."""
    request, chosen = request_actions.searchable(desk, submit), submit.one("supporter")
    if any(each.id == chosen for each in candidates.kept_out_by_stage(desk, next_search(request))):
        if submit.one(BEND) != "yes":
            return Reply(errors={BEND: w("choose-bend-first")})
        request = desk.records.requests.change(request, stage_bent=True)
        request_actions.note(desk, request, "bent")
    return _offer_to(desk, request, chosen)


def _offer_to(desk: Desk, request: Request, chosen: str) -> Reply:
    found = [each.person for each in candidates.candidates_in_order(desk, next_search(request))]
    supporter = next((person for person in found if person.id == chosen), None)
    if supporter is None:
        raise Sorry(w("nobody-to-ask"), request_actions.dialog(desk, request))
    request = search.search_anew(desk, request)
    if not search.offer_to(desk, request, supporter):
        raise Conflict("somebody was quicker")
    return request_actions.asked_again(desk, request)


def _about(desk: Desk, request: Request, each: Explained) -> Phrase:
    """Why somebody has this place, as far as it may be shown: never a wish, never a hidden rule (R24, R31)."""
    person = each.person
    policy = desk.policy(person.site)
    stage = career_stage.told(person)
    site = (desk.site(person.site).name,) if request.outside else ()
    carries = w(f"load-{load(person, policy, desk.today(person.site)).value}")
    return w("explained", name=Verbatim(person.name), place=Joined((place_of(each), *site, *stage, carries)))


def _ask_them(request: Request, person: Person) -> Button:
    """One tap: whom it asks is in the token, and is checked anew like everything a button says (rule 11)."""
    token = f"{request.id}{_AND}{person.id}"
    return Button(w("choose-ask", name=Verbatim(person.name)), "escalation-ask", token, request.version)


ROUTES = (
    on_press("escalation-choose", choose, who=RESPONSIBLE),
    on_press("escalation-ask", ask_them, who=RESPONSIBLE),
    on_submit("escalation-offer", offer, who=RESPONSIBLE),
)
