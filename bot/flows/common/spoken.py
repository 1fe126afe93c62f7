"""The languages that a supporter speaks, as ticks of a form."""

from bot.core.people import Person
from bot.flows.common.desk import Desk
from bot.surface import Submit, Tick, w


def ticks(desk: Desk, person: Person) -> tuple[Tick, ...]:
    return tuple(
        Tick(_name(each), w(f"language-{each}"), each in person.languages) for each in desk.programme.languages
    )


def read(desk: Desk, person: Person, submit: Submit) -> tuple[str, ...]:
    """In the order in which they were, the new ones behind: a form that changed nothing changes nothing. A language of
    the roster that the form does not offer is not taken away."""
    offered = desk.programme.languages
    kept = [each for each in person.languages if each not in offered or _is_ticked(submit, each)]
    return (*kept, *(each for each in offered if each not in kept and _is_ticked(submit, each)))


def _is_ticked(submit: Submit, language: str) -> bool:
    return submit.one(_name(language)) == "yes"


def _name(language: str) -> str:
    return f"speaks_{language}"
