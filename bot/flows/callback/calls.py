"""A call that was asked for, as its coordinators have it (R22): a number on the card, name and phone in the dialog.

Every look is noted. Nobody waits in silence: the deputy is told inside the promise, and at its end the one who waits.
"""

from datetime import datetime, timedelta

from bot.core.callback import Call, Caller, CallState
from bot.core.people import Person, Role
from bot.core.request import Request
from bot.flows.callback.call_hours import promise_now, promised
from bot.flows.common import voicemail
from bot.flows.common.access import free_responders, kept_out
from bot.flows.common.cards import end_card, open_button, update_card
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import RESPONSIBLE, on_deadline, on_press
from bot.flows.match.closing import APART, let_go
from bot.flows.welcome.hello import PHONE
from bot.ports.records import Due
from bot.surface import CLOSE, Button, Card, Fact, Phrase, Press, Reply, Style, Verbatim, w

OVER_HOURS = 72  # an honest word stays this long behind [Open]
ASK_AFTER = timedelta(hours=1)  # of a late call, whose promised hour is over
ANSWER_HOURS = 24  # "Have you talked?" stays this long
_WAITS = frozenset({CallState.ASKED, CallState.DEPUTY})


def in_hand(desk: Desk) -> list[Call]:
    """The call-backs that wait for the presser, or for somebody beside them."""
    calls = (call for call in desk.records.callbacks.open_ones() if call.state is not CallState.PHONED)
    return [call for call in calls if _may_phone(desk, call)]


def by_number(desk: Desk, number: str) -> Card | None:
    """The card of a call that the presser may take in hand; None for every other number."""
    call = next((each for each in in_hand(desk) if each.number == number.upper()), None)
    return _card(desk, call, w("call-card", number=call.number), w("escalation-why-asked")) if call else None


def see(desk: Desk, press: Press) -> Reply:
    """Name and number, for the one who will phone. Every look is noted."""
    call = _steered(desk, press)
    caller = desk.records.callbacks.caller(call)
    desk.records.ledger.note("call-seen", site=call.site, actor=desk.known().id)
    hours = int((desk.now - call.asked_at).total_seconds() // 3600)
    return Reply(
        dialog=desk.dialog(
            w("call-number", number=call.number),
            Fact(w("call-age"), w("hours-old", hours=hours)),
            *_promised(desk, call),
            Fact(w("name-is"), Verbatim(desk.records.people.get(caller.person).name)),
            Fact(w("contact-is"), Verbatim(caller.contact)),
            *voicemail.for_caller(caller.contact, may=caller.voicemail),
            w("contact-words"),
            buttons=(
                Button(w("i-have-phoned"), "call-phoned", call.id, call.version, Style.PRIMARY),
                Button(w("could-not-reach"), "call-missed", call.id, call.version),
                CLOSE,
            ),
        )
    )


def _promised(desk: Desk, call: Call) -> tuple[Fact, ...]:
    """The hour that the one who asked was given, while it still counts."""
    by = promised(desk, call) if call.state in _WAITS else None
    return (Fact(w("call-hour"), w("call-hour-at", by=by)),) if by is not None else ()


def phoned(desk: Desk, press: Press) -> Reply:
    """It is their word until the one who asked says so too (rule 16): they are asked at the hour that they were
    promised, and have a day."""
    call = _steered(desk, press)
    by = promised(desk, call) if call.state in _WAITS else None
    call = desk.records.callbacks.move(call, CallState.PHONED)
    _book(desk, call, "call-ask", by or desk.waking(call.site, desk.now + ASK_AFTER))
    _settle_cards(desk, call, w("call-done", number=call.number), last=True)
    show(desk, call)
    return Reply(close=True, notice=w("call-done", number=call.number))


def missed(desk: Desk, press: Press) -> Reply:
    """Nobody picked up: the one who asked hears so, and may correct the number."""
    call = _steered(desk, press)
    if call.state is CallState.MISSED or call.version != press.version:
        raise Sorry(w("moved-on"))
    call = desk.records.callbacks.move(call, CallState.MISSED)
    _book(desk, call, "call-over", desk.hours(OVER_HOURS))
    _settle_cards(desk, call, w("call-number-asked", number=call.number))
    show(desk, call, notify=True)
    return Reply(close=True, notice=w("call-missed-noted"))


# --- what the one who asks sets going --------------------------------------------------------------------------------


def wait(desk: Desk, call: Call, why: str) -> None:
    first, deputies = hands_for(desk, call)
    asked = promise_now(desk, desk.site(call.site))
    _book(desk, call, "call-silent", asked.by)
    if first and deputies:
        desk.records.deadlines.book("call-silent", asked.second, subject=call.id, fence=call.version)
    tell(desk, call, why, first or deputies)


def show(desk: Desk, call: Call, *, notify: bool = False) -> None:
    """To the one who asked: "You have an update" and nothing else (rule 8)."""
    desk.say(desk.records.callbacks.caller(call).person, _slot(call), update_card(desk), notify=notify)


def end(desk: Desk, call: Call, words: str) -> None:
    """It is over: everybody's card says so, and nothing of it stays."""
    caller = desk.records.callbacks.caller(call)
    _settle_cards(desk, call, w(words, number=call.number), last=True)
    end_card(desk, caller.person, _slot(call), w("all-quiet"), PHONE, at=desk.some_minute(APART))
    desk.records.callbacks.erase(call)
    let_go(desk, caller.person)
    desk.records.deadlines.scrub()


def tell(desk: Desk, call: Call, why: str, people: list[Person]) -> None:
    for person in people:
        desk.say(person.id, _slot(call), _card(desk, call, w("call-card", number=call.number), w(why)),
                 notify=True, wait=True)  # fmt: skip


# --- time ------------------------------------------------------------------------------------------------------------


def silent(desk: Desk, due: Due) -> None:
    """A deadline: nobody has phoned. The deputy is told inside the promise; at its end the one who waits, honestly."""
    call = _due_call(desk, due)
    if call is None:
        return
    by = promised(desk, call)
    if by is not None:  # this was the deputy's step, and the promise still counts
        call = desk.records.callbacks.move(call, CallState.DEPUTY)
        _book(desk, call, "call-silent", by)
        tell(desk, call, "call-why-silent", hands_for(desk, call)[1])
        return
    call = desk.records.callbacks.move(call, CallState.UNMET)
    _book(desk, call, "call-over", desk.hours(OVER_HOURS))
    tell(desk, call, "call-why-told", everybody(desk, call))
    show(desk, call, notify=True)


def ask(desk: Desk, due: Due) -> None:
    """A deadline: somebody says that they have phoned, and the one who was to be phoned is asked."""
    call = _due_call(desk, due)
    if call is not None:
        _book(desk, call, "call-over", desk.hours(ANSWER_HOURS))
        show(desk, call, notify=True)


def over(desk: Desk, due: Due) -> None:
    """A deadline: the honest word, or the question, has stood long enough."""
    call = _due_call(desk, due)
    if call is not None:
        end(desk, call, "call-not-needed")


def _due_call(desk: Desk, due: Due) -> Call | None:
    call = desk.records.callbacks.get(due.subject)
    return call if call is not None and call.version == due.fence else None


def pass_on(desk: Desk, left: Person) -> None:
    """`left` is away from now on, or stands in no longer: whoever is there now, and has no card of a call that waits,
    gets one."""
    for call in desk.records.callbacks.open_ones():
        if not _sees(desk, call, left):
            end_card(desk, left.id, _slot(call), w("call-handed-back", number=call.number))
        if call.state in _WAITS:
            first, deputies = hands_for(desk, call)
            there = first or deputies if call.state is CallState.ASKED else deputies or first
            new = [each for each in there if not desk.records.slots.exists(each.id, _slot(call))]
            tell(desk, call, "call-why-away", new)


# --- whose -----------------------------------------------------------------------------------------------------------


def hands_for(desk: Desk, call: Call) -> tuple[list[Person], list[Person]]:
    return free(desk, call.site, desk.records.callbacks.caller(call))


def free(desk: Desk, site_id: str, caller: Caller, *, away: bool = False) -> tuple[list[Person], list[Person]]:
    """Who may phone: never the one who asks, nor anybody on their list, nor whom the open request keeps out (rule 11).

    Where that leaves nobody at the site, somebody of the province may.
    """
    out = {caller.person, *caller.not_these}
    request: Request | None = desk.records.requests.of_physician(caller.person) if caller.person else None
    outside = caller.outside
    if request is not None:
        out |= kept_out(desk, request)
        outside = outside or request.outside
    found = free_responders(desk, site_id, out, outside=outside, away=away)
    return found if any(found) else free_responders(desk, site_id, out, outside=True, away=away)


def everybody(desk: Desk, call: Call) -> list[Person]:
    return [person for group in hands_for(desk, call) for person in group]


def _may_phone(desk: Desk, call: Call) -> bool:
    return desk.me is not None and _sees(desk, call, desk.me)


def _sees(desk: Desk, call: Call, person: Person) -> bool:
    groups = free(desk, call.site, desk.records.callbacks.caller(call), away=True)  # who is away may still look
    return any(each.id == person.id for group in groups for each in group)


def _steered(desk: Desk, press: Press) -> Call:
    call = desk.records.callbacks.get(press.token)
    if call is None:
        raise Sorry(w("closed-already"), close=True)
    if not _may_phone(desk, call):
        raise Sorry(w("not-for-you"))
    if call.state is CallState.PHONED:
        raise Sorry(w("call-done", number=call.number), close=True)
    return call


# --- inside ----------------------------------------------------------------------------------------------------------


def _book(desk: Desk, call: Call, kind: str, at: datetime) -> None:
    desk.records.deadlines.cancel(subject=call.id)
    desk.records.deadlines.book(kind, at, subject=call.id, fence=call.version)


def _settle_cards(desk: Desk, call: Call, words: Phrase, *, last: bool = False) -> None:
    """Whoever has the card, whether or not they might still phone."""
    everybody = [*desk.with_role(Role.COORDINATOR, call.site), *desk.with_role(Role.PROVINCIAL)]
    for person in {each.id: each for each in everybody}.values():
        if last:
            end_card(desk, person.id, _slot(call), words)
        elif desk.records.slots.exists(person.id, _slot(call)):
            desk.say(person.id, _slot(call), _card(desk, call, words))


def _card(desk: Desk, call: Call, *words: Phrase) -> Card:
    label = w("call-open-label", number=call.number)
    return desk.card(*words, buttons=(open_button("call-see", call.id, call.version, label=label),))


def _slot(call: Call) -> str:
    return f"call:{call.id}"


ROUTES = (
    on_press("call-see", see, who=RESPONSIBLE),
    on_press("call-phoned", phoned, who=RESPONSIBLE),
    on_press("call-missed", missed, who=RESPONSIBLE),
    on_deadline("call-silent", silent),
    on_deadline("call-ask", ask),
    on_deadline("call-over", over),
)
