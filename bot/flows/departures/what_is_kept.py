""" "What is kept about me": in plain words, to the one whom it is about, whether or not they are on a roster.

What others may have said of them is not shown, nor where their name is in the audit: both go by themselves, and the
dialog says so.
"""

from datetime import date

from bot.core.matches import this_year
from bot.core.people import Person, Role
from bot.flows.common import wishes
from bot.flows.common.desk import Desk
from bot.flows.common.routes import EVERYBODY, on_press
from bot.flows.outreach import invitations, newsletter
from bot.roster.cells import written_number
from bot.roster.spellings import MAN, WOMAN
from bot.surface import (
    CLOSE,
    Block,
    Bullets,
    Button,
    Dialog,
    Fact,
    Joined,
    Paragraph,
    Phrase,
    Reply,
    Style,
    Verbatim,
    w,
)


def about_me(desk: Desk, _press: object) -> Reply:
    return Reply(dialog=dialog(desk))


def dialog(desk: Desk) -> Dialog:
    me = desk.me
    facts = _on_the_list(desk, me) if me is not None and me.stays else ()
    beside = tuple(_beside(desk, me)) if me is not None else ()
    marks = (w("kept-mark"),) if is_marked(desk) else ()
    blocks: list[Block | Phrase] = [Paragraph(w("kept-listed")), *facts] if facts else []
    if beside or marks:
        blocks.append(Bullets((*beside, *marks)))
    if me is None:
        blocks.insert(0, w("kept-nothing"))
    erase = (Button(w("erase-me"), "erase-me", style=Style.DANGER, opens=True),) if me is not None else ()
    return desk.dialog(w("kept-title"), *blocks, w("kept-unseen"), buttons=(*erase, CLOSE))


def is_marked(desk: Desk) -> bool:
    """Whether nobody is to ask them for now."""
    if desk.me is None:
        return desk.account is not None and bool(desk.records.marks.count("no", desk.account.written))
    return any(desk.records.marks.count("no", face) for face in invitations.faces(desk, desk.me))


def _on_the_list(desk: Desk, me: Person) -> tuple[Fact, ...]:
    """Each only if it is there."""
    spoken = tuple(w(f"language-{each}") for each in me.languages if each in desk.programme.languages)
    gender: Phrase = {WOMAN: w("gender-woman"), MAN: w("gender-man")}.get(me.gender) or Verbatim(me.gender)
    site = desk.programme.sites.get(me.site)
    tags = tuple(wishes.words(each) for each in wishes.own_of(site) if each.id in me.standing.tags) if site else ()
    facts: tuple[tuple[Phrase, Phrase, object], ...] = (  # what it is called, what it says, and whether it is known
        (w("name-is"), Verbatim(me.name), True),
        (w("contact-is"), Joined(tuple(Verbatim(each) for each in (me.email, me.phone) if each)), me.email or me.phone),
        (w("kept-roles"), Joined(tuple(w(f"kept-role-{role.value}") for role in sorted(me.roles))), me.roles),
        (w("form-profession"), w(f"profession-{me.profession}"), me.profession),
        (w("form-stage"), w(f"form-stage-{me.stage}"), me.stage),
        (w("form-language"), Joined(spoken), spoken),
        (w("specialty"), Verbatim(me.specialty), me.specialty),
        (w("form-department"), Verbatim(me.department), me.department),
        (w("person-gender"), gender, me.gender),
        (w("tags-title"), Joined(tags), tags),
        (w("training"), w("kept-hours", hours=written_number(me.trained_hours)), me.trained_hours),
        (w("agreement"), w("agreement-signed-on", day=me.agreement_signed_on or date.min), me.agreement_signed_on),
    )
    return tuple(Fact(label, value) for label, value, known in facts if known)


def _beside(desk: Desk, me: Person) -> list[Phrase]:
    accounts = len(desk.records.people.every_account(me.id))
    evaluated = len(me.evaluates_people) + len(me.evaluates_departments) + len(me.evaluates_marks)
    facts: tuple[tuple[Phrase, object], ...] = (
        (w("kept-accounts", count=accounts), True),
        (w("kept-evaluates", count=evaluated), evaluated),
        (w("kept-supporter", count=this_year(me.standing, desk.today(me.site))), me.has(Role.SUPPORTER)),
        (w("kept-request"), desk.my_request()),
        (w("kept-call"), desk.records.callbacks.of_person(me.id)),
        (w("kept-monthly"), newsletter.is_joined(desk, me.id)),
        (w("kept-seats"), desk.records.gatherings.any_seat(me.id)),
    )
    return [words for words, true in facts if true]


ROUTES = (on_press("about-me", about_me, who=EVERYBODY),)
