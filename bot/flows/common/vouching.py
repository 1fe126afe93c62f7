"""Whose an account is by the e-mail that its platform vouches for, where the site asks for that (rule 18).

Somebody on the roster without any role is taken for themselves at once. Their account is kept from the first thing that
they ask or join, and only until nothing of it is left (retention.py): nothing tells that somebody looked around.
A role never comes this way: a coordinator says so first (vouched_roles.py).
"""

from dataclasses import replace

from bot.core.people import Person
from bot.core.request import RequestState
from bot.flows.common.desk import Desk
from bot.programme import Programme
from bot.surface import Event


def vouched(programme: Programme, event: Event) -> str:
    """The e-mail by which the platform knows its own people; "" where no site of this workspace asks for it."""
    if not event.email or event.guest:
        return ""
    sites = programme.sites_of_team(event.account.platform, event.account.team)
    return event.email.strip().casefold() if any(site.vouched_email for site in sites) else ""


def recognise(desk: Desk) -> None:
    """Who has come, if the roster has them without a role and has not this account of theirs."""
    person = says_to_be(desk)
    if person is None or person.roles or desk.account is None:
        return
    if desk.me is None:
        desk.me, desk.by_email = person, True
    elif desk.records.joining.join(desk.me.id, person.id):
        desk.records.people.attach(person.id, desk.account, vouched=True)
        desk.me = desk.records.people.get(person.id)


def complete(desk: Desk) -> None:
    """Where the e-mail could not be had in time at Send it joins the sealed details with their next press."""
    request = desk.my_request()
    if not desk.vouched or request is None or request.state in {RequestState.CLOSED, RequestState.INVITED}:
        return
    details = desk.records.requests.details(request)
    if not details.vouched_email and desk.site(request.site).vouched_email:
        desk.records.requests.set_details(request, replace(details, vouched_email=desk.vouched))


def says_to_be(desk: Desk) -> Person | None:
    """Whom of a site of this workspace the e-mail names, for an account that is nobody's on the roster."""
    if not desk.vouched or desk.account is None or (desk.me is not None and desk.me.stays):
        return None
    person = desk.records.people.by_email(desk.vouched)
    here = desk.programme.sites_of_team(desk.account.platform, desk.account.team)
    return (
        person
        if person and person.listed and any(site.id == person.site and site.vouched_email for site in here)
        else None
    )
