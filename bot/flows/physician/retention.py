"""Only those who asked are known: how to reach somebody, and in which language, is kept while something is to be said.

Of whoever has a role it is kept, since a card may come to them at any hour. Of everybody else it goes once nothing is
open any more and nothing of ours is left to be brought up to date in their chat: then nothing tells whether they ever
came. A language that somebody on the roster chose by themselves stays their choice.
"""

from bot.core.people import Person
from bot.flows.match.closing import MONTHLY
from bot.ports.records import Records
from bot.surface import Account


def awaits(records: Records, person: Person) -> bool:
    """Whether there may be something to say to somebody."""
    return bool(
        person.roles
        or records.slots.any_of(person.id)
        or records.requests.of_physician(person.id)
        or records.callbacks.of_person(person.id)
        or records.deadlines.when(MONTHLY, person=person.id)
    )


def remember(records: Records, account: Account, person: Person, locale: str) -> None:
    """What the platform says of the language, of whoever awaits something."""
    if not person.language and awaits(records, person):
        records.people.set_locale(account, locale)


def set_conversation(records: Records, account: Account, conversation: str) -> bool:
    """False: this person is not known, or awaits nothing, and nothing is kept. "" forgets it in any case."""
    person = records.people.by_account(account)
    if person is None or (conversation and not awaits(records, person)):
        return False
    return records.people.set_conversation(account, conversation)


def let_go(records: Records) -> None:
    """Of everybody without a role who awaits nothing any more."""
    records.people.without_tick()
    done = [each for each in records.people.remembered_without_role() if not awaits(records, records.people.get(each))]
    for person_id in done:
        records.people.lock(person_id)  # who comes in at this moment is seen here, or comes after
        if not awaits(records, records.people.get(person_id)):
            records.people.let_go(person_id, accounts=not records.deadlines.pending(person=person_id))
    if done:
        records.deadlines.scrub()
