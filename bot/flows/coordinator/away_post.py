"""A coordinator's post: away, and back again (R59). Whoever stands in has what is in their hands from the first minute.

The last one there does not leave it empty: they ask a colleague who is away to come back, or name somebody to stand in
(standing_in.py). A word that is typed means the post; who is a supporter too says which they mean.
"""

from dataclasses import replace
from datetime import date

from bot.core.people import POSTS, Person, Role
from bot.flows.common.cards import open_button
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import COORDINATOR, SUPPORTER, SUPPORTER_OR_COORDINATOR, on_command, on_press, on_submit
from bot.flows.coordinator import standing_in
from bot.flows.match import digest, escalation
from bot.flows.supporter import availability, supporter_page
from bot.surface import (
    CLOSE,
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

SLOT = standing_in.SLOT
POST, OFFERS, BOTH = "post", "offers", "both"
_QUEUE = open_button("queue")
_ASKED = "asked"  # the same on the card by which a colleague asked them
_IN_DIALOG = "post"  # what a button of the dialog carries, where the same verb is on a card too


# --- typed ---------------------------------------------------------------------------------------------------------


def away(desk: Desk, command: Command) -> Reply:
    """`away`, or `away 2026-12-24`: until that day is over."""
    me = desk.presser
    if not me.has_post:  # a supporter, or who stands in
        return availability.away(desk, command) if me.has(Role.SUPPORTER) else Reply(card=_to_page(desk))
    until = availability.day_of(desk, me, command)
    if me.has(Role.SUPPORTER):
        token = until.isoformat() if until else ""
        return Reply(card=desk.card(w("away-which-card"), buttons=(open_button("away-which", token),)))
    if _is_last(desk, me):
        return Reply(card=_to_page(desk, w("post-alone"), until))
    return Reply(card=_card(desk, _leave(desk, me, until)))


def back(desk: Desk, command: Command) -> Reply:
    """From everything that they are away from."""
    me = desk.presser
    if not me.has_post:
        SUPPORTER.require(desk)  # who only stands in is away from nothing
        return availability.back(desk, command)
    today = desk.today(me.site)
    offers = me.has(Role.SUPPORTER) and me.is_away(today)
    if not (offers or me.is_off_post(today) or desk.records.slots.exists(me.id, SLOT)):
        return Reply(card=desk.card(w("post-not-away"), buttons=(_QUEUE,)))
    reply = Reply(card=_return(desk, me, welcomed=False))
    if offers:
        availability.back(desk, command)
    return reply


# --- the dialog ----------------------------------------------------------------------------------------------------


def page(desk: Desk, press: Press) -> Reply:
    """The token is the day that was typed with the word, if one was."""
    me = desk.presser
    return Reply(dialog=_page(desk, me, _day(press.token)) if me.has_post else standing_in.page(desk, me))


def which(desk: Desk, press: Press) -> Reply:
    """Who is a supporter too: from what, and until when, unless a day was typed."""
    me = desk.presser
    options = tuple(Option(each, w(f"away-from-{each}")) for each in (POST, OFFERS, BOTH))
    until = _day(press.token)
    words = w("away-which-until", until=until) if until else w("post-words")
    return Reply(
        dialog=desk.dialog(
            w("time-away"),
            words,
            *_standing_in(desk, me),
            *((w("post-alone"), w("post-deputy-words")) if _is_last(desk, me) else ()),
            fields=(
                Choice("from", w("away-from"), options, POST),
                *((standing_in.picker(),) if _is_last(desk, me) else ()),
                *(() if until else (availability.lengths(),)),
            ),
            submit=Button(w("save"), "post-away-set", until.isoformat() if until else "", style=Style.PRIMARY),
            buttons=(CLOSE,),
        )
    )


def away_set(desk: Desk, submit: Submit) -> Reply:
    me = desk.presser
    until = _day(submit.token) or availability.chosen_day(desk, me, submit)
    chosen = submit.one("from") or POST
    if chosen != OFFERS:
        deputy = standing_in.picked(desk, me, submit)
        if deputy is None and _is_last(desk, me) and standing_in.DEPUTY in submit.values:
            named = bool(submit.one(standing_in.DEPUTY))
            return Reply(errors={standing_in.DEPUTY: w("post-deputy-unfit") if named else w("pick-somebody")})
        me = _leave(desk, me, until, deputy)
        if deputy is not None and me.is_off_post(desk.today(me.site)):  # below the card that said they are alone
            desk.say(me.id, SLOT, _card(desk, me))
    if chosen != POST and me.has(Role.SUPPORTER):
        me = availability.stay_away(desk, me, until)
    return Reply(dialog=supporter_page.dialog(desk, me) if chosen == OFFERS else _page(desk, me))


def back_pressed(desk: Desk, press: Press) -> Reply:
    me = desk.presser
    card = _return(desk, me, welcomed=press.token in {_IN_DIALOG, _ASKED})
    return Reply(dialog=_page(desk, desk.records.people.get(me.id))) if press.token == _IN_DIALOG else Reply(card=card)


def ask_back(desk: Desk, press: Press) -> Reply:
    """Somebody who is away is asked to stand in: a neutral card, and one tap."""
    me = desk.presser
    asked = next((each for each in _colleagues(desk, me) if each.id == press.token), None)
    if asked is None or not asked.is_off_post(desk.today(asked.site)):
        raise Sorry(w("moved-on"), _page(desk, me))
    desk.say(asked.id, SLOT, desk.card(w("post-needed"), buttons=(_here(_ASKED),)), notify=True, wait=True)
    return Reply(dialog=_page(desk, me), notice=w("post-asked"))


def _page(desk: Desk, me: Person, until: date | None = None) -> Dialog:
    away = me.is_off_post(desk.today(me.site))
    if away and _is_last(desk, me):
        return _unheld(desk, me)
    if away:
        return desk.dialog(
            w("post-title"),
            Paragraph(_gone(me), strong=True),
            *_standing_in(desk, me),
            *standing_in.left_out(desk, me),
            buttons=(_here(_IN_DIALOG), CLOSE),
        )
    if _is_last(desk, me):
        return _alone(desk, me, until)
    return desk.dialog(
        w("post-title"),
        Paragraph(w("post-here"), strong=True),
        w("post-words"),
        *_standing_in(desk, me),
        fields=(availability.lengths(),),
        submit=Button(w("post-leave"), "post-away-set", style=Style.PRIMARY),
        buttons=(CLOSE,),
    )


def _standing_in(desk: Desk, me: Person) -> tuple[Fact, ...]:
    names = tuple(Verbatim(each.name) for each in _present(desk, _colleagues(desk, me)))
    return (Fact(w("post-stands-in"), Joined(names)),) if names else ()


def _alone(desk: Desk, me: Person, until: date | None = None) -> Dialog:
    """Nobody would be there: whom they can ask to come back, or name."""
    ask = _asks_back(desk, me)
    return desk.dialog(
        w("post-title"),
        Paragraph(w("post-alone"), strong=True),
        w("post-alone-ask") if ask else w("post-alone-name"),
        w("post-deputy-words"),
        fields=(standing_in.picker(), *(() if until else (availability.lengths(),))),
        submit=Button(w("post-leave"), "post-away-set", until.isoformat() if until else "", style=Style.PRIMARY),
        buttons=(*ask, CLOSE),
    )


def _unheld(desk: Desk, me: Person) -> Dialog:
    """They are away, and whoever stood in does no longer."""
    until = me.standing.post_away_until
    return desk.dialog(
        w("post-title"),
        Paragraph(w("post-nobody"), strong=True),
        w("post-deputy-words"),
        fields=(standing_in.picker(),),
        submit=Button(w("post-name"), "post-away-set", until.isoformat() if until else "", style=Style.PRIMARY),
        buttons=(_here(_IN_DIALOG), *_asks_back(desk, me), CLOSE),
    )


def _asks_back(desk: Desk, me: Person) -> tuple[Button, ...]:
    return tuple(Button(w("post-ask", name=Verbatim(each.name)), "post-ask", each.id) for each in _colleagues(desk, me))


def _to_page(desk: Desk, words: Phrase | None = None, until: date | None = None) -> Card:
    opens = open_button("post", until.isoformat() if until else "")
    return desk.card(words or w("away-which-card"), buttons=(opens,))


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


def _is_left(desk: Desk, me: Person, until: date | None, deputy: Person | None) -> bool:
    """They have said the very same already."""
    said = me.standing
    same = said.post_away == (until is None) and said.post_away_until == until
    return same and me.is_off_post(desk.today(me.site)) and (deputy is None or deputy.id == said.post_deputy)


def _leave(desk: Desk, me: Person, until: date | None, deputy: Person | None = None) -> Person:
    """Requests are held before people, as everywhere. Raises Sorry where nobody else would be there. Where somebody is,
    nobody needs to be named, and nobody is."""
    mine = [(each, escalation.who(desk, each)) for each in standing_in.in_sight(desk, me)]
    colleagues = _colleagues(desk, me)
    held_people = {each.id: each for each in (me, *colleagues, *((deputy,) if deputy else ()))}
    for person_id in sorted(held_people):
        desk.records.people.lock(person_id)  # two who leave at once are not each other's stand-in
    me = desk.records.people.get(me.id)
    if _is_left(desk, me, until, deputy):
        return me
    last = _is_last(desk, me)
    if last and deputy is None:
        raise Sorry(w("post-alone"), _alone(desk, me, until))
    stays = desk.stand_in(me)  # they were away already, and name another day
    named = deputy.id if deputy is not None and last else stays.id if stays is not None else ""
    standing = replace(me.standing, post_away=until is None, post_away_until=until, post_deputy=named)
    desk.records.people.save_standing(me.id, standing)
    me = desk.records.people.get(me.id)
    if deputy is not None and last:
        standing_in.tell(desk, me, deputy)
    standing_in.ends(desk, me, until)
    for request, held in mine:
        escalation.pass_on(desk, request, me, held)
    standing_in.pass_on(desk, me)
    digest.rest(desk, me)
    if until is not None:
        digest.book(desk, me)
    return me


def _return(desk: Desk, me: Person, *, welcomed: bool) -> Card:
    """`welcomed`: the answer is no card beside the one that asked for them, which then says so itself."""
    standing_in.here_again(desk, me, said_so=True)
    me = desk.records.people.get(me.id)  # as they are by now
    card = _card(desk, me)
    if desk.records.slots.exists(me.id, SLOT):
        desk.say(me.id, SLOT, card if welcomed else desk.card(w("all-quiet")), last=True)
    digest.book(desk, me)
    return card


def _colleagues(desk: Desk, me: Person, *parts: Role) -> list[Person]:
    """Who has the same part and can be reached, whether or not they are away."""
    found = [
        each
        for part in parts or POSTS
        if me.has(part)
        for each in desk.with_role(part, me.site if part is Role.COORDINATOR else None)
    ]
    others = {each.id: each for each in found if each.id != me.id}
    return [each for each in others.values() if desk.records.people.accounts(each.id)]


def _is_last(desk: Desk, me: Person) -> bool:
    """Whether one of their parts would be nobody's without them."""
    return not all(_present(desk, _colleagues(desk, me, part)) for part in POSTS if me.has(part))


def _present(desk: Desk, people: list[Person]) -> list[Person]:
    return [each for each in people if not each.is_off_post(desk.today(each.site))]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


ROUTES = (
    on_command("away", away, who=SUPPORTER_OR_COORDINATOR),
    on_command("back", back, who=SUPPORTER_OR_COORDINATOR),
    on_press("post", page, who=COORDINATOR),
    on_press("away-which", which, who=COORDINATOR),
    on_submit("post-away-set", away_set, who=COORDINATOR),
    on_press("post-back", back_pressed, who=COORDINATOR),
    on_press("post-ask", ask_back, who=COORDINATOR),
)
