""" "What is kept about me": in plain words, to the one whom it is about, whether or not they are on a roster.

What others may have said of them is not shown, nor where their name stands in the audit: both go by themselves, and the
dialog says so.
"""

from collections.abc import Mapping

from bot.core.matches import this_year
from bot.core.people import Person, Role
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
        return desk.account is not None and bool(desk.records.marks.count("no", invitations.face(desk.account)))
    return any(desk.records.marks.count("no", face) for face in invitations.faces(desk, desk.me))


def _on_the_list(desk: Desk, me: Person) -> tuple[Fact, ...]:
    """Each only if it stands there."""
    facts = [Fact(w("name-is"), Verbatim(me.name))]
    reached = tuple(Verbatim(each) for each in (me.email, me.phone) if each)
    if reached:
        facts.append(Fact(w("contact-is"), Joined(reached)))
    if me.roles:
        facts.append(Fact(w("kept-roles"), Joined(tuple(w(f"kept-role-{role.value}") for role in sorted(me.roles)))))
    facts += _about(desk, me)
    if me.trained_hours:
        facts.append(Fact(w("training"), w("kept-hours", hours=written_number(me.trained_hours))))
    if me.agreement_signed_on:
        facts.append(Fact(w("agreement"), w("agreement-signed-on", day=me.agreement_signed_on)))
    return tuple(facts)


def _about(desk: Desk, me: Person) -> list[Fact]:
    """What the matching reads of them, each by its name."""
    facts: list[Fact] = []
    if me.stage:
        facts.append(Fact(w("form-stage"), w(f"form-stage-{me.stage.value}")))
    spoken = tuple(w(f"language-{each}") for each in me.languages if each in desk.programme.languages)
    if spoken:
        facts.append(Fact(w("form-language"), Joined(spoken)))
    if me.specialty:
        facts.append(Fact(w("specialty"), Verbatim(me.specialty)))
    if me.department:
        facts.append(Fact(w("form-department"), Verbatim(me.department)))
    if me.gender:
        known: Mapping[str, Phrase] = {WOMAN: w("gender-woman"), MAN: w("gender-man")}
        facts.append(Fact(w("person-gender"), known.get(me.gender, Verbatim(me.gender))))
    return facts


def _beside(desk: Desk, me: Person) -> list[Phrase]:
    found: list[Phrase] = [w("kept-accounts", count=len(desk.records.people.every_account(me.id)))]
    evaluated = len(me.evaluates_people) + len(me.evaluates_departments) + len(me.evaluates_marks)
    if evaluated:
        found.append(w("kept-evaluates", count=evaluated))
    if me.has(Role.SUPPORTER):
        found.append(w("kept-supporter", count=this_year(me.standing, desk.today(me.site))))
    if desk.my_request() is not None:
        found.append(w("kept-request"))
    if desk.records.callbacks.of_person(me.id) is not None:
        found.append(w("kept-call"))
    if newsletter.is_joined(desk, me.id):
        found.append(w("kept-monthly"))
    if desk.records.gatherings.any_seat(me.id):
        found.append(w("kept-seats"))
    return found


ROUTES = (on_press("about-me", about_me, who=EVERYBODY),)
