"""The programme that is in force. It is replaced whole, between two events, when its file was changed and is good."""

from bot.programme.whole import Programme
from bot.surface import Phrase


class InForce:
    """Whoever needs the programme asks here each time; one event or deadline keeps the one that it began with."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.footers: dict[str, Phrase] = {}  # of this programme, by language

    def take(self, programme: Programme) -> None:
        self.programme, self.footers = programme, {}


def needs_a_restart(now: Programme, then: Programme) -> str:
    """What the second one changes that a running house holds in other places too, or that people or requests stand
    under; "" where it can be taken as it is."""
    if gone := sorted(now.sites.keys() - then.sites.keys()):
        return f"site {', '.join(gone)} is no longer in it"
    if (now.languages, now.default_language) != (then.languages, then.default_language):
        return "its languages are others"
    for platform in ("slack", "teams"):
        if (now.teams(platform), now.vouching(platform)) != (then.teams(platform), then.vouching(platform)):
            return "it has other workspaces or tenants, or asks for e-mails elsewhere"
    return ""
