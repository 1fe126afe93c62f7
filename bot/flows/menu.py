"""What else is here for the reader: the ways and words of their own role (R60).

The home card is posted and the same for everybody, so the button that leads here is on each of them, and
who has which role is told in the dialog, to them alone.
"""

from dataclasses import dataclass

from bot.core.people import POSTS, Role
from bot.flows.common.desk import Desk
from bot.flows.common.profession import may_be_supporter
from bot.flows.common.routes import EVERYBODY, on_press
from bot.flows.match.call_guide import PREPARE
from bot.flows.welcome.what_helps import WHAT_HELPS
from bot.surface import CLOSE, Block, Button, Fact, Paragraph, Phrase, Reply, w
from bot.surface.typed import listed


def _way(id_: str, verb: str) -> Button:
    return Button(w(id_), verb, opens=True)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a role adds: what it is, the words that can be typed, and the buttons, the most needed first."""

    about: Phrase
    typed: tuple[str, ...]
    ways: tuple[Button, ...]

    def blocks(self) -> tuple[Block, ...]:
        return Paragraph(self.about), Fact(w("more-typed"), listed(self.typed))


_QUEUE, _POST = _way("queue-title", "queue"), _way("post-title", "post")
_REPORT, _AUDIT = _way("figures-title", "report"), _way("audit-title", "audit")
_PARTS = {
    Role.COORDINATOR: _Part(
        w("more-coordinator"),
        (
            *("queue", "show", "enter", "away", "back", "supporters"),
            *("nominations", "invite", "gathering", "report", "audit"),
        ),
        (
            _QUEUE,
            _way("enter-title", "enter"),
            _way("answer-title", "answer-anyone"),
            _POST,
            _way("supporters-title", "supporters"),
            _way("nominations-title", "nominations"),
            _way("invite-offer", "invite"),
            _way("gathering-plan", "gathering-plan"),
            _way("heads-title", "heads"),
            _REPORT,
            _AUDIT,
        ),
    ),
    Role.PROVINCIAL: _Part(
        w("more-provincial"), ("queue", "show", "away", "back", "report", "audit"), (_QUEUE, _POST, _REPORT, _AUDIT)
    ),
    Role.LEAD: _Part(w("more-lead"), ("report", "export"), (_REPORT,)),
    Role.SUPPORTER: _Part(
        w("more-supporter"),
        ("offers", "log", "away", "back", "limit", "profile", "debrief", "leave"),
        (_way("role-title", "role"), PREPARE, _way("talk-title", "talk")),
    ),
    Role.TECHNICAL: _Part(w("more-technical"), ("system",), (_way("system-title", "system"),)),
}
_STEERING = tuple(_PARTS[role] for role in POSTS)
_STANDING_IN = _Part(w("more-standing-in"), ("queue", "show"), (_QUEUE, _POST, _way("supporters-title", "supporters")))
_EVERYBODY = (
    _way("more-status", "status"),
    _way("gatherings-title", "gatherings"),
    _way("refer", "refer"),
    WHAT_HELPS,
    _way("directory-title", "directory"),
)


def more(desk: Desk, _press: object) -> Reply:
    """The own part first; then what is everybody's. Nothing of a request is here, nor how many there are."""
    parts = [part for role, part in _PARTS.items() if desk.me is not None and desk.me.has(role)]
    if not any(part in parts for part in _STEERING) and any(desk.holds(role) for role in POSTS):
        parts.insert(0, _STANDING_IN)
    blocks = [block for part in parts for block in part.blocks()]
    ways = [*(way for part in parts for way in part.ways), *_EVERYBODY, *_may_join(desk)]
    once = {way.verb: way for way in ways}  # who has two roles finds the same way but once
    return Reply(
        dialog=desk.dialog(
            w("more-title"),
            *blocks,
            w("more-rest") if parts else w("more-everybody"),
            buttons=(*once.values(), CLOSE),
        )
    )


def _may_join(desk: Desk) -> tuple[Button, ...]:
    """The way into the role, for a peer of the roster who is not in it."""
    me = desk.me
    joins = me is not None and may_be_supporter(desk, me) and not me.has(Role.SUPPORTER)
    return (_way("joining-title", "role"),) if joins else ()


ROUTES = (on_press("more", more, who=EVERYBODY),)
