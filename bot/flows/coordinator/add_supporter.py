"""A supporter onto the list from the chat (R50, R72): who first, then what the matching reads (change_supporter.py).

It says what a line of the roster file would say, with the same readers, and whom it means is found the same way: by
e-mail and account together.
"""

from dataclasses import replace

from bot.core.amending import amend
from bot.core.people import Joining, Kind, Person, Role
from bot.flows.common import access
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SITE_COORDINATOR, on_press, on_submit
from bot.flows.coordinator import change_supporter, given_accounts, person_form, supporter_list
from bot.flows.match import capacity
from bot.flows.supporter import agreement, joining
from bot.surface import Button, Field, Phrase, Press, Reply, Style, Submit, Verbatim, w


def form(desk: Desk, _press: Press) -> Reply:
    return _dialog(desk, w("supporter-add-words"), person_form.who(desk, None))


def _dialog(desk: Desk, words: Phrase, fields: tuple[Field, ...]) -> Reply:
    return Reply(
        dialog=desk.dialog(
            w("supporter-add"),
            words,
            fields=fields,
            submit=Button(w("supporter-add-next"), "supporter-add-send", style=Style.PRIMARY),
            buttons=(Button(w("back"), "supporters", opens=True),),
        )
    )


def send(desk: Desk, submit: Submit) -> Reply:
    """They are on the list from here on, and asked by nobody before they are trained and have signed."""
    me = desk.presser
    said, errors = person_form.read_who(desk, submit)
    account = given_accounts.picked(desk, submit.one("account"))
    named = desk.records.people.by_email(said["email"]) if said["email"] else None
    taken = _taken(me, named)
    if taken is not None:
        errors["email"] = taken
    if given_accounts.is_anothers(desk, account, named):
        errors["account"] = w("account-taken")
    if errors:
        return Reply(errors=errors)
    if account is not None and not given_accounts.is_sure(desk, submit, account, named):
        return _dialog(desk, w("account-look", name=Verbatim(said["name"])), person_form.who_again(submit, account))
    guest = desk.records.people.by_account(account) if account else None
    known = named or guest
    before = replace(desk.held(known.id), kind=Kind.LISTED) if known else Person("", me.site)
    person = amend(replace(before, site=me.site), supporter=True, **{name: each for name, each in said.items() if each})
    person = replace(person, standing=replace(person.standing, joining=Joining.NOT))
    person = change_supporter.keep(desk, before, person)
    desk.records.people.without_tick()  # no role comes by a vouched e-mail
    desk.records.deadlines.cancel(person=person.id, kinds=(joining.KIND,))
    joining.rest(desk, person.site)
    if account is not None:
        given_accounts.give(desk, person, account)
        person = desk.records.people.get(person.id)
    supporter_list.note(desk, person, "supporter-added")
    if not access.is_signed(desk, person):
        agreement.ask(desk, person)
    capacity.look_again(desk, person.site)
    return Reply(dialog=change_supporter.matching_dialog(desk, person), notice=w("supporter-added"))


def _taken(me: Person, named: Person | None) -> Phrase | None:
    """Why nobody can be added under an e-mail that is on the list already."""
    if named is None:
        return None
    if named.id == me.id:
        return w("not-yourself")
    if named.site != me.site or named.has(Role.TECHNICAL):
        return w("email-taken")
    return w("email-here") if named.has(Role.SUPPORTER) else None


ROUTES = (
    on_press("supporter-add", form, who=SITE_COORDINATOR),
    on_submit("supporter-add-send", send, who=SITE_COORDINATOR),
)
