"""A coordinator's post: away, and back again (R59). Whoever stands in has what is in their hands from the first minute.

The last one there does not leave it empty: they can ask a colleague who is away to come back, and where there is none,
the programme has to name a deputy. A word that is typed means the post; who is a supporter too says which they mean.
"""

from dataclasses import replace
from datetime import date

from bot.core.people import Person, Role
from bot.core.request import Helm, Request
from bot.flows import calls, digest, helm, role, roles, volunteering
from bot.flows.desk import Desk, Sorry
from bot.flows.hands import everybody
from bot.surface import (
    Button,
    Card,
    Choice,
    Command,
    Dialog,
    Fact,
    Joined,
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

SLOT = "post"
POST, OFFERS, BOTH = "post", "offers", "both"
_ROLES = (Role.COORDINATOR, Role.PROVINCIAL)
_CLOSE = Button(w("close"), "dismiss")
_QUEUE = Button(w("open"), "queue", style=Style.PRIMARY, opens=True)
_IN_DIALOG = "post"  # what a button of the dialog carries, where the same verb stands on a card too


# --- typed ---------------------------------------------------------------------------------------------------------


def away(desk: Desk, command: Command) -> Reply:
    """`away`, or `away 2026-12-24`: until that day is over."""
    me = desk.me
    if me is None or not _has_post(me):
        return volunteering.away(desk, command)
    until = volunteering.day_of(desk, me, command)
    if me.has(Role.SUPPORTER):
        token = until.isoformat() if until else ""
        opens = Button(w("open"), "away-which", token, style=Style.PRIMARY, opens=True)
        return Reply(card=desk.card(w("away-which-card"), buttons=(opens,)))
    if _is_last(desk, me):
        opens = Button(w("open"), "post", style=Style.PRIMARY, opens=True)
        return Reply(card=desk.card(w("post-alone"), buttons=(opens,)))
    return Reply(card=_card(desk, _leave(desk, me, until)))


def back(desk: Desk, command: Command) -> Reply:
    """From everything that they are away from."""
    me = desk.me
    if me is None or not _has_post(me):
        return volunteering.back(desk, command)
    today = desk.today(me.site)
    offers = me.has(Role.SUPPORTER) and me.is_away(today)
    if not (offers or me.is_off_post(today) or desk.records.slots.standing(me.id, SLOT)):
        return Reply(card=desk.card(w("post-not-away"), buttons=(_QUEUE,)))
    reply = Reply(card=_return(desk, me))
    if offers:
        volunteering.back(desk, command)
    return reply


# --- the dialog ----------------------------------------------------------------------------------------------------


def page(desk: Desk, _press: object) -> Reply:
    return Reply(dialog=_page(desk, roles.whoever_steers(desk)))


def which(desk: Desk, press: Press) -> Reply:
    """Who is a supporter too: from what, and until when, unless a day was typed."""
    me = roles.whoever_steers(desk)
    options = tuple(Option(each, w(f"away-from-{each}")) for each in (POST, OFFERS, BOTH))
    until = _day(press.token)
    told = w("away-which-until", until=until) if until else w("post-words")
    return Reply(
        dialog=desk.dialog(
            w("time-away"),
            told,
            *_standing_in(desk, me),
            fields=(Choice("from", w("away-from"), options, POST), *(() if until else (volunteering.lengths(),))),
            submit=Button(w("save"), "post-away-set", until.isoformat() if until else "", style=Style.PRIMARY),
            buttons=(_CLOSE,),
        )
    )


def away_set(desk: Desk, submit: Submit) -> Reply:
    me = roles.whoever_steers(desk)
    until = _day(submit.token) or volunteering.chosen_day(desk, me, submit)
    chosen = submit.one("from") or POST
    if chosen != OFFERS:
        me = _leave(desk, me, until)
    if chosen != POST and me.has(Role.SUPPORTER):
        me = volunteering.stay_away(desk, me, until)
    return Reply(dialog=role.dialog(desk, me) if chosen == OFFERS else _page(desk, me))


def back_pressed(desk: Desk, press: Press) -> Reply:
    me = roles.whoever_steers(desk)
    card = _return(desk, me)
    return Reply(dialog=_page(desk, desk.records.people.get(me.id))) if press.token == _IN_DIALOG else Reply(card=card)


def ask_back(desk: Desk, press: Press) -> Reply:
    """Somebody who is away is asked to stand in: a neutral card, and one tap."""
    me = roles.whoever_steers(desk)
    asked = next((each for each in _colleagues(desk, me) if each.id == press.token), None)
    if asked is None or not asked.is_off_post(desk.today(asked.site)):
        raise Sorry(w("moved-on"), _page(desk, me))
    desk.say(asked.id, SLOT, desk.card(w("post-needed"), buttons=(_here(),)), notify=True, wait=True)
    return Reply(dialog=_page(desk, me), notice=w("post-asked"))


def _page(desk: Desk, me: Person) -> Dialog:
    if me.is_off_post(desk.today(me.site)):
        return desk.dialog(
            w("post-title"),
            Paragraph(_gone(me), strong=True),
            *_standing_in(desk, me),
            buttons=(_here(_IN_DIALOG), _CLOSE),
        )
    if _is_last(desk, me):
        return _alone(desk, me)
    return desk.dialog(
        w("post-title"),
        Paragraph(w("post-here"), strong=True),
        w("post-words"),
        *_standing_in(desk, me),
        fields=(volunteering.lengths(),),
        submit=Button(w("post-leave"), "post-away-set", style=Style.PRIMARY),
        buttons=(_CLOSE,),
    )


def _standing_in(desk: Desk, me: Person) -> tuple[Fact, ...]:
    names = tuple(Verbatim(each.name) for each in _present(desk, _colleagues(desk, me)))
    return (Fact(w("post-stands-in"), Joined(names)),) if names else ()


def _alone(desk: Desk, me: Person) -> Dialog:
    """Nobody would be there: whom they can ask, or what the programme has to do."""
    others = _colleagues(desk, me)
    ask = (Button(w("post-ask", name=Verbatim(each.name)), "post-ask", each.id) for each in others)
    return desk.dialog(
        w("post-title"),
        Paragraph(w("post-alone"), strong=True),
        w("post-alone-ask") if others else w("post-alone-name"),
        buttons=(*ask, _CLOSE),
    )


def _here(token: str = "") -> Button:
    return Button(w("i-am-back"), "post-back", token, style=Style.PRIMARY)


def _gone(me: Person) -> Phrase:
    until = me.standing.post_away_until
    return w("post-until", until=until) if until and not me.standing.post_away else w("post-open")


def _card(desk: Desk, me: Person) -> Card:
    if me.is_off_post(desk.today(me.site)):
        return desk.card(_gone(me), buttons=(_here(),))
    return desk.card(w("post-welcome"), buttons=(_QUEUE,))


# --- away, and back ------------------------------------------------------------------------------------------------


def _leave(desk: Desk, me: Person, until: date | None) -> Person:
    """Requests are held before people, as everywhere. Raises Sorry where nobody else would be there."""
    mine = [(each, helm.who(desk, each)) for each in _in_sight(desk, me)]
    colleagues = _colleagues(desk, me)
    for each in sorted([me, *colleagues], key=lambda person: person.id):
        desk.records.people.lock(each.id)  # two who leave at once are not each other's stand-in
    me = desk.records.people.get(me.id)
    if _is_last(desk, me):
        raise Sorry(w("post-alone"), _alone(desk, me))
    standing = replace(me.standing, post_away=until is None, post_away_until=until)
    desk.records.people.save_standing(me.id, standing)
    me = desk.records.people.get(me.id)
    for request, held in mine:
        helm.pass_on(desk, request, me, held)
    calls.pass_on(desk)
    digest.rest(desk, me)
    if until is not None:
        digest.book(desk, me)
    return me


def _return(desk: Desk, me: Person) -> Card:
    desk.records.people.lock(me.id)
    me = desk.records.people.get(me.id)
    desk.records.people.save_standing(me.id, replace(me.standing, post_away=False, post_away_until=None))
    card = _card(desk, desk.records.people.get(me.id))
    if desk.records.slots.standing(me.id, SLOT):
        desk.say(me.id, SLOT, card, last=True)
    digest.book(desk, me)
    return card


def _in_sight(desk: Desk, me: Person) -> list[Request]:
    """Open requests that may be in their hands, held; an invitation is nobody's."""
    told = [each for each in desk.records.requests.open_ones() if each.told or each.helm is not Helm.NOBODY]
    held = [each for each in (desk.records.requests.get(one.id) for one in told) if each is not None]
    return [each for each in held if any(me.id == hand.id for hand in everybody(desk, each))]


def _colleagues(desk: Desk, me: Person, *parts: Role) -> list[Person]:
    """Who has the same part and can be reached, whether or not they are away."""
    found = [
        each
        for part in parts or _ROLES
        if me.has(part)
        for each in desk.with_role(part, me.site if part is Role.COORDINATOR else None)
    ]
    others = {each.id: each for each in found if each.id != me.id}
    return [each for each in others.values() if desk.records.people.accounts(each.id)]


def _is_last(desk: Desk, me: Person) -> bool:
    """Whether one of their parts would be nobody's without them."""
    return not all(_present(desk, _colleagues(desk, me, part)) for part in _ROLES if me.has(part))


def _present(desk: Desk, people: list[Person]) -> list[Person]:
    return [each for each in people if not each.is_off_post(desk.today(each.site))]


def _has_post(me: Person) -> bool:
    return any(me.has(role) for role in _ROLES)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
