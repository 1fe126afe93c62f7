"""What the list says of a supporter, changed from the chat: who they are, and what the matching reads of them.

The chat's word counts until the roster file says something new (core/amending.py). Nobody changes themself here.
"""

import zlib
from dataclasses import replace

from bot.core import evaluates
from bot.core.amending import amend
from bot.core.likeness import plain
from bot.core.people import Person, Role
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import THEIR_COORDINATOR, on_press, on_submit
from bot.flows.coordinator import given_accounts, person_form, supporter_list
from bot.flows.match import capacity
from bot.surface import Button, Dialog, Fact, Field, Phrase, Press, Reply, Style, Submit, Verbatim, w


def form(desk: Desk, press: Press) -> Reply:
    """Who they are."""
    person = supporter_list.supporter(desk, press.token)
    return _form(desk, person, person_form.who(desk, person))


def _form(desk: Desk, person: Person, fields: tuple[Field, ...], *words: Phrase) -> Reply:
    return Reply(
        dialog=desk.dialog(
            w("supporter-change"),
            *words,
            fields=fields,
            submit=Button(w("save"), "supporter-who-send", person.id, as_read(person), Style.PRIMARY),
            buttons=(
                Button(w("supporter-matching"), "supporter-matching", person.id, opens=True),
                Button(w("back"), "supporter-show", person.id),
            ),
        )
    )


def who_send(desk: Desk, submit: Submit) -> Reply:
    person = _unchanged(desk, submit)
    said, errors = person_form.read_who(desk, submit)
    account = given_accounts.picked(desk, submit.one("account"))
    named = desk.records.people.by_email(said["email"]) if said["email"] else None
    if named is not None and named.id != person.id:
        errors["email"] = w("email-taken")
    if given_accounts.is_anothers(desk, account, person):
        errors["account"] = w("account-taken")
    if errors:
        return Reply(errors=errors)
    if account is not None and not given_accounts.is_sure(desk, submit, account, person):
        words = w("account-look", name=Verbatim(said["name"]))
        return _form(desk, person, person_form.who_again(submit, account), words)
    after = keep(desk, person, amend(person, **said))
    if account is not None and account not in desk.records.people.accounts(person.id):
        given_accounts.give(desk, after, account)
        after = desk.records.people.get(person.id)
    return _saved(desk, after)


def matching(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=matching_dialog(desk, supporter_list.supporter(desk, press.token)))


def matching_dialog(desk: Desk, person: Person) -> Dialog:
    """What decides whether, and for whom, they are asked."""
    return desk.dialog(
        w("supporter-matching"),
        Fact(w("name-is"), Verbatim(person.name)),
        fields=person_form.matching(desk, person),
        submit=Button(w("save"), "supporter-matching-send", person.id, as_read(person), Style.PRIMARY),
        buttons=(Button(w("back"), "supporter-show", person.id),),
    )


def matching_send(desk: Desk, submit: Submit) -> Reply:
    person = _unchanged(desk, submit)
    said, errors = person_form.read_matching(desk, person, submit)
    if errors:
        return Reply(errors=errors)
    return _saved(desk, keep(desk, person, amend(person, **said)))


def keep(desk: Desk, before: Person, after: Person) -> Person:
    """With whom they evaluate, and with those who evaluate them (R27): by both names, so that a new e-mail undoes
    nothing."""
    people = desk.records.people
    named = ((each, people.by_email(each)) for each in after.evaluates_people)
    after = evaluates.resolved(after, {plain(entry): found.id for entry, found in named if found is not None})
    after = people.put(after)
    people.save_standing(after.id, after.standing)
    theirs = {plain(email): after.id for email in (before.email, after.email) if email}
    for other in desk.with_role(Role.SUPPORTER):
        if other.id != after.id and evaluates.resolved(other, theirs) is not other:
            people.put(evaluates.resolved(desk.held(other.id), theirs))
    return people.get(after.id)


def _saved(desk: Desk, person: Person) -> Reply:
    supporter_list.note(desk, person, "supporter-changed")
    capacity.look_again(desk, person.site)
    return Reply(dialog=supporter_list.page(desk, person), notice=w("changed"))


def _unchanged(desk: Desk, submit: Submit) -> Person:
    """As they were when the form was opened: nobody's newer word is lost."""
    person = supporter_list.supporter(desk, submit.token)
    if submit.version != as_read(person):
        raise Sorry(w("moved-on"), supporter_list.page(desk, person))
    return person


def as_read(person: Person) -> int:
    """Another number as soon as anything that the list says of them is another."""
    said = replace(person, standing=replace(person.standing, amended=()), evaluates_found=frozenset())
    parts = (sorted(part) if isinstance(part, frozenset) else part for part in _parts(said))
    return zlib.crc32(repr(list(parts)).encode())


def _parts(person: Person) -> tuple[object, ...]:
    return (
        person.name,
        person.email,
        person.phone,
        person.roles,
        person.profession,
        person.stage,
        person.specialty,
        person.languages,
        person.gender,
        person.department,
        person.evaluates_people,
        person.evaluates_departments,
        person.evaluates_settled,
        person.trained_hours,
        person.agreement_version,
        person.agreement_signed_on,
    )


ROUTES = (
    on_press("supporter-change", form, who=THEIR_COORDINATOR),
    on_submit("supporter-who-send", who_send, who=THEIR_COORDINATOR),
    on_press("supporter-matching", matching, who=THEIR_COORDINATOR),
    on_submit("supporter-matching-send", matching_send, who=THEIR_COORDINATOR),
)
