"""Whom a request is to be kept from, coordinators first and by name: whoever writes it down is among them (R74)."""

from bot.core.people import Person, Role
from bot.flows.common.desk import Desk
from bot.flows.physician.request_form import picked
from bot.surface import Choice, Option, Submit, Verbatim, w

_FIELD = "keep_from"


def field(desk: Desk, site_id: str, ticked: tuple[str, ...] = ()) -> Choice:
    """Of a form that has the picker of people beside it, for everybody else."""
    options = tuple(Option(each.id, Verbatim(each.name)) for each in _coordinators(desk, site_id))
    return Choice(_FIELD, w("enter-keep-from"), options, many=True, ticked=ticked, ids=True)


def ticked(submit: Submit) -> tuple[str, ...]:
    return submit.all(_FIELD)


def kept_out(desk: Desk, site_id: str, submit: Submit) -> tuple[tuple[str, str, str], ...]:
    """Both fields, as the accounts that a request keeps (Details.not_these)."""
    chosen = [each for each in _coordinators(desk, site_id) if each.id in ticked(submit)]
    theirs = (account for each in chosen for account in desk.records.people.accounts(each.id))
    accounts = [(each.platform, each.team, each.user) for each in theirs]
    return tuple(dict.fromkeys((*picked_here(desk, submit), *accounts)))


def picked_here(desk: Desk, submit: Submit) -> tuple[tuple[str, str, str], ...]:
    """The picker's alone."""
    return picked(desk.account, submit) if desk.account else ()


def _coordinators(desk: Desk, site_id: str) -> list[Person]:
    """Of the site and of the province, who could be told of it."""
    there = [*desk.with_role(Role.COORDINATOR, site_id), *desk.with_role(Role.PROVINCIAL)]
    found = {each.id: each for each in there if desk.records.people.accounts(each.id)}
    return sorted(found.values(), key=lambda each: each.name)
