"""Whether the supporters of a site can carry what is asked of them (R35, R59): said once a quarter, in time to recruit.

Coordinators alone hear it, as a number of people to find: no name, nobody's load, no count of requests. The card says
what is true by now: it goes down as somebody becomes ready, and rests when there are enough.
"""

from bot.core.capacity import Missing, missing
from bot.core.matches import this_year
from bot.core.people import Person, Role, Stage
from bot.core.report import newest_closed
from bot.flows.common import access
from bot.flows.common.cards import last_word, open_button
from bot.flows.common.desk import Desk
from bot.surface import Card, Phrase, w

SLOT = "capacity"
_SENIORS: dict[Stage, Phrase] = {Stage.MID: w("capacity-mid"), Stage.LATE: w("capacity-late")}


def tell(desk: Desk, site: str) -> None:
    """At the end of a quarter: a new card where more are needed, a quiet word where an older one says so no longer."""
    if _missing(desk, site).more:
        _post(desk, site)
    else:
        look_again(desk, site)


def look_again(desk: Desk, site: str) -> None:
    """Somebody can be asked from now on, or no longer: cards that are there say it, and nobody is alerted. A word
    that waits for the morning is such a card: nothing that it was to say is lost."""
    readers = [each for each in desk.with_role(Role.COORDINATOR, site) if desk.records.slots.exists(each.id, SLOT)]
    true = _true_by_now(desk, site) if readers else ()
    for each in readers:
        if true:
            desk.say(each.id, SLOT, _card(desk, *true), wait=True)
        else:
            last_word(desk, each.id, SLOT, w("capacity-enough"))


def near(desk: Desk, supporter: Person) -> None:
    """Somebody has one match left before the year's ceiling (R35): told while there is time to find another, with no
    name. It is the same card as at a quarter's end, so that one word is there and not two."""
    if _is_near(desk, supporter):
        _post(desk, supporter.site)


def words(desk: Desk, site: str) -> tuple[Phrase, ...]:
    """What a coordinator reads of it above the list; nothing where there are enough."""
    found = _missing(desk, site)
    return _words(desk, site, found) if found.more else ()


def _post(desk: Desk, site: str) -> None:
    card = _card(desk, *_true_by_now(desk, site))
    for each in access.told_at(desk, site, set()):
        desk.say(each.id, SLOT, card, notify=True, wait=True)


def _true_by_now(desk: Desk, site: str) -> tuple[Phrase, ...]:
    """What the card says; nothing where there are enough and nobody nears the ceiling."""
    more = words(desk, site)
    if any(_is_near(desk, each) for each in desk.with_role(Role.SUPPORTER, site)):
        return w("capacity-near", ceiling=desk.policy(site).year_ceiling), *(more or (w("capacity-one-more"),))
    return more


def _is_near(desk: Desk, supporter: Person) -> bool:
    supported = this_year(supporter.standing, desk.today(supporter.site))
    return supported == desk.policy(supporter.site).year_ceiling - 1


def _missing(desk: Desk, site: str) -> Missing:
    people = desk.with_role(Role.SUPPORTER, site)
    ready = {each.id for each in people if _can_be_asked(desk, each)}
    return missing(people, ready, newest_closed(desk.today(site)), desk.policy(site))


def _can_be_asked(desk: Desk, person: Person) -> bool:
    """Trained, signed, staying, and with an account that works. Whoever is away or has set a lower limit counts: it is
    for some days or weeks, everybody has such weeks, and the slack is for them; the number must not follow each."""
    stays = person.standing.leaving_on is None
    return stays and access.is_ready(desk, person) and bool(desk.records.people.accounts(person.id))


def _words(desk: Desk, site: str, found: Missing) -> tuple[Phrase, ...]:
    seniors = (_SENIORS[found.stage],) if found.stage else ()
    return w("capacity-more", more=found.more, ceiling=desk.policy(site).year_ceiling), *seniors


def _card(desk: Desk, *lines: Phrase) -> Card:
    return desk.card(*lines, w("capacity-how"), buttons=(open_button("supporters"),))
