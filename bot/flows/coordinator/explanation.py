"""The matching explained to a coordinator: who would be asked next, and why somebody would not (R31).

Named are training, agreement, away, limit and the supporter's own stage; everything else is "not available" (rule 5).
"""

from dataclasses import replace

from bot.core.matching import NAMEABLE, Barrier, Explained
from bot.core.people import Person
from bot.core.request import Request, RequestState
from bot.flows.common import career_stage
from bot.flows.common.desk import Desk
from bot.flows.coordinator.lending import nobody_there
from bot.flows.match import candidates
from bot.surface import Block, Bullets, Paragraph, Phrase, Verbatim, w

_SHOWN = 20


def explained(desk: Desk, request: Request) -> tuple[Block, ...]:
    if request.state is not RequestState.SEEKING:
        return ()
    live = desk.records.offers.live(request.id)
    if live is None:
        request = next_search(request)
    asked = live.supporter if live is not None else ""
    found = candidates.explained(desk, request)
    lines = tuple(
        w("explained", name=Verbatim(each.person.name), place=_asked_or_place(each, asked)) for each in found[:_SHOWN]
    )
    if not lines:
        return (Paragraph(nobody_there(desk, request)),)
    return Paragraph(w("explained-title"), strong=True), Bullets(lines)


def _asked_or_place(each: Explained, asked: str) -> Phrase:
    """Whoever has this very offer is at no limit that a coordinator could do anything about."""
    return w("explained-asked") if each.person.id == asked else place_of(each)


def place_of(each: Explained) -> Phrase:
    if each.place is not None:
        return w("explained-place", place=each.place)
    known = [barrier for barrier in each.reasons if barrier in NAMEABLE]
    if not known:
        return w("explained-not-available")
    # What passes by itself, or can be mended, comes before a stage, which stays.
    first = min(known, key=lambda barrier: barrier is Barrier.CAREER)
    return stage_of(each.person) if first is Barrier.CAREER else w(f"barrier-{first.value}")


def stage_of(person: Person) -> Phrase:
    """R26: the supporter's own stage, and nothing of the physician's."""
    told = career_stage.told(person)
    return w("barrier-stage", stage=told[0]) if told else w("barrier-stage-unknown")


def somebody_to_ask(desk: Desk, request: Request) -> bool:
    """Whether another search would find anybody."""
    return bool(candidates.candidates_in_order(desk, next_search(request)))


def somebody_to_choose(desk: Desk, request: Request) -> bool:
    """Whether anybody could be chosen by hand, the one rule that a hand may bend included."""
    return somebody_to_ask(desk, request) or bool(candidates.kept_out_by_stage(desk, next_search(request)))


def next_search(request: Request) -> Request:
    """The request as another search would find it, so that what is shown is what would be asked."""
    return replace(request, search=request.search + 1)
