"""Whether asking is reported to a regulator or an employer: each site's own sentence, written by counsel (R46)."""

from bot.flows.common.desk import Desk
from bot.surface import Block, Paragraph, w


def reporting_blocks(desk: Desk) -> tuple[Block, ...]:
    """Before Send. Where several sites share a workspace and say different things, each is under its name."""
    sentences = {site.id: site.told_of_reporting for site in desk.my_sites()}
    if len(set(sentences.values())) == 1:
        return tuple(Paragraph(words) for words in list(sentences.values())[:1] if words is not None)
    sites = ((desk.site(id_), words) for id_, words in sentences.items() if words is not None)
    return tuple(Paragraph(w("before-reporting", site=site.name, words=words)) for site, words in sites)
