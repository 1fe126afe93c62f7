"""When a talk turns to risk: how a supporter asks, and whom they ring (R77, R46). In dialogs; nothing is kept."""

from bot.core.hours import Hours
from bot.flows.common.desk import Desk, line_words
from bot.programme.values import Advice
from bot.surface import Block, Joined, Paragraph, Phrase, w

_DANGER = "emergency"  # the id of the crisis line that is called for somebody in danger


def risk_blocks(desk: Desk, site_id: str) -> tuple[Block, ...]:
    """For whoever will talk: to ask plainly, and the numbers."""
    return (Paragraph(w("risk-ask")), *number_blocks(desk, site_id))


def number_blocks(desk: Desk, site_id: str) -> tuple[Block, ...]:
    """Whom to ring for somebody, and whom to talk it through with: the programme's own adviser first, unless they are
    known to be shut now. Every number comes from the programme file, and the crisis lines are always there (rule 6)."""
    advice = desk.site(site_id).supporter_advice
    found = desk.programme.crisis_lines(desk.language or desk.programme.default_language)
    everybody = tuple(line_words(line.phone, line.text) for line in found)
    danger = tuple(line_words(line.phone, line.text) for line in found if line.id == _DANGER) or everybody
    talk: tuple[Phrase, ...] = tuple(each for each in everybody if each not in danger) or everybody
    if advice is None:
        return (Paragraph(w("risk-lines", danger=Joined(danger), talk=Joined(talk))),)
    opens = (advice.hours or Hours()).opens_next(desk.local(site_id))
    if opens is None:
        talk = (adviser(advice), *talk)
    later = (Paragraph(w("risk-opens", name=advice.name, phone=advice.phone, opens=opens)),) if opens else ()
    return (Paragraph(w("risk-lines", danger=Joined(danger), talk=Joined(talk))), *later)


def adviser(advice: Advice) -> Phrase:
    return w("risk-adviser", name=advice.name, phone=advice.phone)
