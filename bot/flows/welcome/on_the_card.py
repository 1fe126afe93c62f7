"""Whom a home card names: the coordinator of the programme file, while they are at their post (R22)."""

from bot.core.people import Person, Role
from bot.flows.common.desk import Desk
from bot.programme.values import Site
from bot.surface import Phrase, Verbatim, w


def named(desk: Desk, site: Site) -> tuple[str, str]:
    """Name and e-mail as the site's file has them, "" for what is of somebody who is away or gone. No other name of
    the roster is posted: then the number is alone. An address that is nobody's on the roster is a mailbox."""
    people = desk.records.people
    owner = people.by_email(site.contact_email) if site.contact_email else None
    if owner is not None:
        return (site.contact_name, site.contact_email) if _is_there(desk, owner) else ("", "")
    if site.contact_email.casefold() in {each.casefold() for each in (*site.coordinators, site.deputy) if each}:
        return "", ""
    bearers = [each for each in people.with_role(Role.COORDINATOR, site.id) if each.name == site.contact_name]
    away = bool(bearers) and not any(_is_there(desk, each) for each in bearers)
    return "" if away else site.contact_name, site.contact_email


def contact(name: str, email: str) -> Phrase | None:
    """The coordinator as a poster would name them."""
    if name and email:
        return w("contact-name-email", name=Verbatim(name), email=Verbatim(email))
    if name:
        return w("contact-name", name=Verbatim(name))
    return w("contact-write", email=Verbatim(email)) if email else None


def _is_there(desk: Desk, person: Person) -> bool:
    return person.has_post and not person.is_off_post(desk.today(person.site))
