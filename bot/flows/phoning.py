"""Please phone me (R22): a call-back asked for by a tap, with or without a request. Nobody waits for it in silence.

The coordinators see a number; name and phone stand in the dialog, and every look is noted. When it is over, nothing
of it stays.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.callback import Call, Caller, CallState
from bot.core.hours import DAYS, Hours, Promise, Span, promise
from bot.core.people import Person, Role
from bot.core.request import Details, Request
from bot.flows import voicemail
from bot.flows.cards import last_word
from bot.flows.closing import let_go
from bot.flows.contact import is_phone
from bot.flows.desk import Desk, Sorry
from bot.flows.doors import comes_in
from bot.flows.hands import free_hands, listed
from bot.flows.hello import ASK, PHONE, phone_blocks
from bot.programme.values import Site
from bot.records import Due
from bot.surface import (
    Button,
    Card,
    Choice,
    Dialog,
    Fact,
    Field,
    Line,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

OVER_HOURS = 72  # an honest word stays this long behind [Open]

CLOSE = Button(w("close"), "dismiss")


# --- the one who asks ----------------------------------------------------------------------------------------------


def ask(desk: Desk, _press: object) -> Reply:
    """A form of one line; a second tap shows how the first stands."""
    call = _my_call(desk)
    return Reply(dialog=_story(desk, call) if call else _form(desk))


def send(desk: Desk, submit: Submit) -> Reply:
    call = _my_call(desk)
    if call is not None:
        return Reply(dialog=_story(desk, call))
    if not is_phone(submit.one("contact")):
        return Reply(errors={"contact": w("phone-bad")})
    site = _site(desk, submit.one("site"))
    caller = _caller(desk, site, submit)
    if not any(_free(desk, site.id, caller)):
        raise Sorry(w("call-nobody"), _nobody(desk))
    me = comes_in(desk, site)
    new = Call("", "", site.id, CallState.ASKED, 1, desk.now)
    call = desk.records.callbacks.open(new, replace(caller, person=me.id))
    _wait(desk, call, "call-why-new")
    return Reply(dialog=_story(desk, call))


def story(desk: Desk, press: Press) -> Reply:
    """What stands behind "You have an update"."""
    return Reply(dialog=_story(desk, _mine(desk, press)))


def again(desk: Desk, press: Press) -> Reply:
    """The number once more: to correct it, or to be phoned again."""
    call = _mine(desk, press)
    caller = desk.records.callbacks.caller(call)
    return Reply(
        dialog=desk.dialog(
            w("call-title"),
            w("call-again-words"),
            fields=(
                Line("contact", w("call-phone"), w("form-contact-hint"), value=caller.contact, kind="tel"),
                voicemail.field(may=caller.voicemail),
            ),
            submit=Button(w("send"), "call-again", call.id, call.version, Style.PRIMARY),
            buttons=(Button(w("back"), "call-open", call.id, opens=True),),
        )
    )


def corrected(desk: Desk, submit: Submit) -> Reply:
    call = _mine(desk, submit)
    if not is_phone(submit.one("contact")):
        return Reply(errors={"contact": w("phone-bad")})
    caller = desk.records.callbacks.caller(call)
    changed = replace(caller, contact=submit.one("contact"), voicemail=voicemail.read(submit))
    desk.records.callbacks.set_caller(call, changed)
    if call.state in {CallState.MISSED, CallState.UNMET}:
        call = desk.records.callbacks.move(call, CallState.ASKED)
        _wait(desk, call, "call-why-again")
    elif caller.contact != changed.contact:
        _tell(desk, call, "call-why-changed", _everybody(desk, call))
    return Reply(dialog=_story(desk, call))


def cancel(desk: Desk, press: Press) -> Reply:
    """No longer needed: gone at once, and whoever was told hears so."""
    _end(desk, _mine(desk, press), "call-not-needed")
    return Reply(dialog=desk.dialog(w("call-title"), w("call-gone"), *phone_blocks(desk), buttons=(CLOSE, ASK)))


def _form(desk: Desk) -> Dialog:
    sites = _sites(desk)
    site = sites[0]
    kept_out = {desk.me.id} if desk.me else set()
    first, deputies = free_hands(desk, site.id, kept_out, outside=False)
    by = _promise(desk, site).by
    request = desk.my_request()
    known = desk.records.requests.details(request) if request else Details("", "")
    phone = known.contact if is_phone(known.contact) else ""
    fields: list[Field] = [
        Line("contact", w("call-phone"), w("form-contact-hint"), phone, kind="tel"),
        voicemail.field(may=known.voicemail),
    ]
    if len(sites) > 1:
        fields.append(Choice("site", w("form-site"), tuple(Option(each.id, each.name) for each in sites), site.id))
    if first or deputies:
        names = tuple(Option(each.id, Verbatim(each.name)) for each in (*first, *deputies))
        fields.append(Choice("not_through", w("call-not-these"), names, many=True))
    return desk.dialog(
        w("call-title"),
        Paragraph(w("call-words", by=by), strong=True),
        w("call-kept"),
        *phone_blocks(desk),
        fields=tuple(fields),
        submit=Button(w("phone-me"), "call-send", style=Style.PRIMARY),
        buttons=(Button(w("not-now"), "dismiss"),),
    )


def _story(desk: Desk, call: Call) -> Dialog:
    again_button = Button(w("call-try-again"), "call-form", call.id, call.version, Style.PRIMARY, opens=True)
    correct = Button(w("correct-number"), "call-form", call.id, call.version, opens=True)
    stop = Button(w("not-needed"), "call-cancel", call.id, call.version)
    told: Phrase = w("call-by", by=_promised(desk, call) or desk.now)
    buttons: tuple[Button, ...] = (CLOSE, correct, stop)
    if call.state is CallState.MISSED:
        told, buttons = w("call-missed"), (again_button, stop, CLOSE)
    if call.state is CallState.UNMET:
        told, buttons = w("call-unmet"), (again_button, ASK, stop, CLOSE)
    return desk.dialog(w("call-title"), Paragraph(told, strong=True), *phone_blocks(desk), buttons=buttons)


def _nobody(desk: Desk) -> Dialog:
    return desk.dialog(w("call-title"), w("call-nobody"), *phone_blocks(desk), buttons=(CLOSE,))


# --- the coordinator -----------------------------------------------------------------------------------------------


def in_hand(desk: Desk) -> list[Call]:
    """The call-backs that the presser may see."""
    return [call for call in desk.records.callbacks.open_ones() if _may_phone(desk, call)]


def by_number(desk: Desk, number: str) -> Card | None:
    """The card of a call that the presser may take in hand; None for every other number."""
    call = next((each for each in in_hand(desk) if each.number == number.upper()), None)
    return _card(desk, call, w("call-card", number=call.number), w("helm-why-asked")) if call else None


def see(desk: Desk, press: Press) -> Reply:
    """Name and number, for the one who will phone. Every look is noted."""
    call = _steered(desk, press)
    caller = desk.records.callbacks.caller(call)
    desk.records.ledger.note("call-seen", site=call.site, actor=desk.known().id)
    hours = int((desk.now - call.asked_at).total_seconds() // 3600)
    return Reply(
        dialog=desk.dialog(
            w("call-number", number=call.number),
            Fact(w("helm-age"), w("hours-old", hours=hours)),
            Fact(w("name-is"), Verbatim(desk.records.people.get(caller.person).name)),
            Fact(w("contact-is"), Verbatim(caller.contact)),
            *voicemail.told(caller.contact, may=caller.voicemail),
            w("contact-words"),
            buttons=(
                Button(w("i-have-phoned"), "call-phoned", call.id, call.version, Style.PRIMARY),
                Button(w("could-not-reach"), "call-missed", call.id, call.version),
                CLOSE,
            ),
        )
    )


def phoned(desk: Desk, press: Press) -> Reply:
    call = _steered(desk, press)
    _end(desk, call, "call-done")
    return Reply(close=True, notice=w("call-done", number=call.number))


def missed(desk: Desk, press: Press) -> Reply:
    """Nobody picked up: the one who asked hears so, and may correct the number."""
    call = _steered(desk, press)
    if call.state is CallState.MISSED or call.version != press.version:
        raise Sorry(w("moved-on"))
    call = desk.records.callbacks.move(call, CallState.MISSED)
    _book(desk, call, "call-over", desk.hours(OVER_HOURS))
    _settle_cards(desk, call, w("call-number-asked", number=call.number))
    _update(desk, call)
    return Reply(close=True, notice=w("call-missed-noted"))


# --- time ----------------------------------------------------------------------------------------------------------


def silent(desk: Desk, due: Due) -> None:
    """A deadline: nobody has phoned. The deputy is told inside the promise; at its end the one who waits, honestly."""
    call = _due_call(desk, due)
    if call is None:
        return
    by = _promised(desk, call)
    if by is not None:  # this was the deputy's step, and the promise still stands
        call = desk.records.callbacks.move(call, CallState.DEPUTY)
        _book(desk, call, "call-silent", by)
        _tell(desk, call, "call-why-silent", _hands(desk, call)[1])
        return
    call = desk.records.callbacks.move(call, CallState.UNMET)
    _book(desk, call, "call-over", desk.hours(OVER_HOURS))
    _tell(desk, call, "call-why-told", _everybody(desk, call))
    _update(desk, call)


def over(desk: Desk, due: Due) -> None:
    """A deadline: the honest word has stood long enough."""
    call = _due_call(desk, due)
    if call is not None:
        _end(desk, call, "call-not-needed")


def _due_call(desk: Desk, due: Due) -> Call | None:
    call = desk.records.callbacks.get(due.subject)
    return call if call is not None and call.version == due.fence else None


def _promise(desk: Desk, site: Site) -> Promise:
    """By when somebody who asks now is phoned, the deputy's step included."""
    awake = desk.local(site.id, desk.waking(site.id))
    return promise(_at_the_phone(site), awake, site.policy.terms.coordinator_answer_hours)


def _at_the_phone(site: Site) -> Hours:
    """When a coordinator phones: in the hours of the line. Where those say nothing of people, in the waking hours."""
    quiet = site.policy.quiet_hours
    if site.phone_hours is not None and not site.phone_hours.always:
        return site.phone_hours
    return Hours() if quiet is None else Hours((Span(frozenset(range(len(DAYS))), quiet.end, quiet.start),))


def _promised(desk: Desk, call: Call) -> datetime | None:
    """The end of what is booked: looking moves nothing."""
    pending = desk.records.deadlines.pending(subject=call.id)
    return max((each.due_at for each in pending if each.due_at), default=None)


def pass_on(desk: Desk) -> None:
    """Somebody is away from now on: whoever is there now, and has no card of a call that waits, gets one."""
    for call in desk.records.callbacks.open_ones():
        if call.state in {CallState.ASKED, CallState.DEPUTY}:
            first, deputies = _hands(desk, call)
            there = first or deputies if call.state is CallState.ASKED else deputies or first
            new = [each for each in there if not desk.records.slots.standing(each.id, _slot(call))]
            _tell(desk, call, "call-why-away", new)


# --- inside --------------------------------------------------------------------------------------------------------


def _wait(desk: Desk, call: Call, why: str) -> None:
    first, deputies = _hands(desk, call)
    promised = _promise(desk, desk.site(call.site))
    _book(desk, call, "call-silent", promised.by)
    if first and deputies:
        desk.records.deadlines.book("call-silent", promised.second, subject=call.id, fence=call.version)
    _tell(desk, call, why, first or deputies)


def _book(desk: Desk, call: Call, kind: str, at: datetime) -> None:
    desk.records.deadlines.cancel(subject=call.id)
    desk.records.deadlines.book(kind, at, subject=call.id, fence=call.version)


def _end(desk: Desk, call: Call, words: str) -> None:
    """It is over: everybody's card says so, and nothing of it stays."""
    caller = desk.records.callbacks.caller(call)
    _settle_cards(desk, call, w(words, number=call.number), last=True)
    if desk.records.slots.standing(caller.person, _slot(call)):
        last_word(desk, caller.person, _slot(call), w("all-quiet"), PHONE)
    desk.records.callbacks.erase(call)
    let_go(desk, caller.person)
    desk.records.deadlines.book("scrub", desk.now)


def _update(desk: Desk, call: Call) -> None:
    """ "You have an update" and nothing else (rule 8)."""
    opens = Button(w("open"), "call-open", call.id, style=Style.PRIMARY, opens=True)
    desk.say(
        desk.records.callbacks.caller(call).person, _slot(call), desk.card(w("update"), buttons=(opens,)), notify=True
    )


def _tell(desk: Desk, call: Call, why: str, people: list[Person]) -> None:
    for person in people:
        desk.say(person.id, _slot(call), _card(desk, call, w("call-card", number=call.number), w(why)),
                 notify=True, wait=True)  # fmt: skip


def _settle_cards(desk: Desk, call: Call, words: Phrase, *, last: bool = False) -> None:
    """Whoever has the card, whether or not they might still phone."""
    everybody = [*desk.with_role(Role.COORDINATOR, call.site), *desk.with_role(Role.PROVINCIAL)]
    for person in {each.id: each for each in everybody}.values():
        if not desk.records.slots.standing(person.id, _slot(call)):
            continue
        if last:
            last_word(desk, person.id, _slot(call), words)
        else:
            desk.say(person.id, _slot(call), _card(desk, call, words))


def _card(desk: Desk, call: Call, *words: Phrase) -> Card:
    label = w("call-open-label", number=call.number)
    opens = Button(w("open"), "call-see", call.id, call.version, Style.PRIMARY, opens=True, label=label)
    return desk.card(*words, buttons=(opens,))


def _slot(call: Call) -> str:
    return f"call:{call.id}"


def _hands(desk: Desk, call: Call) -> tuple[list[Person], list[Person]]:
    return _free(desk, call.site, desk.records.callbacks.caller(call))


def _free(desk: Desk, site_id: str, caller: Caller, *, away: bool = False) -> tuple[list[Person], list[Person]]:
    """Who may phone: never the one who asks, nor anybody on their list, the open request's included (rule 11).

    Where that leaves nobody at the site, somebody of the province may.
    """
    kept_out = {caller.person, *caller.not_these}
    request: Request | None = desk.records.requests.of_physician(caller.person) if caller.person else None
    outside = caller.outside
    if request is not None:
        kept_out |= listed(desk, desk.records.requests.details(request))
        outside = outside or request.outside
    found = free_hands(desk, site_id, kept_out, outside=outside, away=away)
    return found if any(found) else free_hands(desk, site_id, kept_out, outside=True, away=away)


def _everybody(desk: Desk, call: Call) -> list[Person]:
    return [person for group in _hands(desk, call) for person in group]


def _may_phone(desk: Desk, call: Call) -> bool:
    if desk.me is None:
        return False
    caller = desk.records.callbacks.caller(call)
    groups = _free(desk, call.site, caller, away=True)  # who is away may still look
    return any(each.id == desk.me.id for group in groups for each in group)


def _steered(desk: Desk, press: Press) -> Call:
    call = desk.records.callbacks.get(press.token)
    if call is None:
        raise Sorry(w("closed-already"), close=True)
    if not _may_phone(desk, call):
        raise Sorry(w("not-for-you"))
    return call


def _my_call(desk: Desk) -> Call | None:
    return desk.records.callbacks.of_person(desk.me.id) if desk.me else None


def _mine(desk: Desk, press: Press | Submit) -> Call:
    """The presser's own call-back. Raises Sorry."""
    call = _my_call(desk)
    if call is None:
        raise Sorry(w("closed-already"), close=True)
    if call.id != press.token:
        raise Sorry(w("moved-on"), _story(desk, call))
    return call


def _caller(desk: Desk, site: Site, submit: Submit) -> Caller:
    """Only coordinators of the site get onto the list, whatever a forged form holds."""
    known = {each.id for group in free_hands(desk, site.id, set(), outside=False) for each in group}
    not_these = tuple(each for each in submit.all("not_through") if each in known)
    return Caller(desk.me.id if desk.me else "", submit.one("contact"), not_these, voicemail=voicemail.read(submit))


def _sites(desk: Desk) -> tuple[Site, ...]:
    sites = desk.my_sites()
    if not sites:
        raise Sorry(w("call-nobody"), _nobody(desk))
    return sites


def _site(desk: Desk, chosen: str) -> Site:
    sites = _sites(desk)
    return next((site for site in sites if site.id == chosen), sites[0])
