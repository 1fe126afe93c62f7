"""What was done here lately, for the coordinators of the site: when, what, for which request, and by whom (rule 1).

A line is shown only if it is of a request that the reader may steer, or of none (rule 11). Those of a request go when
it is shredded. The one who asked is never named here, nor is a supporter beside a request: an answer to an offer
leaves no trace in anybody's name (rule 5). Lines about somebody outside the own site are the province's (R29).
"""

from bot.core.people import Person, Role
from bot.core.request import AT_THE_MACHINE, OUTSIDE, Request
from bot.flows.common.access import may_manage
from bot.flows.common.cards import posts
from bot.flows.common.desk import Desk
from bot.flows.common.routes import AUDITOR, EVERYBODY, on_command, on_press
from bot.ports.records import Noted
from bot.surface import Block, Bullets, Button, Paragraph, Phrase, Press, Reply, Style, Verbatim, w

# What lines there are: an older or newer version's are left out rather than misnamed.
OF_A_REQUEST = (
    "asked",
    "named",
    "confirmed",
    "contact-seen",
    "promised",
    "searched",
    "bent",
    "rematched",
    "contacted",
    "tried",
    "transfer-asked",
    "entered",
    "told",
    "spoke-for",
    "phoned",
    "phoned-answer",
    "phoned-contact",
    "phoned-tracker",
    "step",
)
OF_NONE = (
    "invited",
    "nominations-seen",
    "supporter-yes",
    "supporter-no",
    "supporter-added",
    "supporter-changed",
    "supporter-off",
    "paused",
    "training",
    "training-removed",
    "training-paid",
    "agreement-signed",
    "gathering",
    "gathering-off",
    "call-seen",
    "deputy-named",
    "account-yes",
    "account-no",
)
OF_COMMANDS = (
    "roster-import",
    "roster-export",
    "people-show",
    "people-export",
    "people-remove",
    "people-forget",
    "report",
    "export",
    "training-export",
    "training-import",
    "history-import",
    "backup",
    "restore",
    "keys-rotate",
    "migrate",
)
_BY_THE_PHYSICIAN = frozenset({"asked"})
_BY_THE_SUPPORTER = frozenset({"named", "confirmed"})
_OWN_ONLY = frozenset({"call-seen"})  # a call may be kept from a coordinator, and its looks with it
_READ = 500
_PAGE = 7


def audit(desk: Desk, press: Press) -> Reply:
    """The token says how many newer lines were looked at already."""
    me = desk.presser
    sites = [
        *((me.site,) if me.has(Role.COORDINATOR) else ()),
        *((OUTSIDE,) if me.has(Role.PROVINCIAL) else ()),
        AT_THE_MACHINE,
    ]
    start = int(press.token) if press.token.isdecimal() and len(press.token) < len(str(_READ)) + 1 else 0
    lines = _lines(desk, me, sites)
    shown = lines[start : start + _PAGE]
    body: Block = Bullets(tuple(shown)) if shown else Paragraph(w("audit-empty"))
    older = start + _PAGE
    more = (Button(w("audit-older"), "audit", str(older), opens=True),) if older < len(lines) else ()
    return Reply(
        dialog=desk.dialog(
            w("audit-title"),
            w("audit-words"),
            body,
            buttons=(*more, Button(w("close"), "dismiss", style=Style.PRIMARY)),
        )
    )


def _lines(desk: Desk, me: Person, sites: list[str]) -> list[Phrase]:
    found = sorted(
        (line for site in sites for line in desk.records.ledger.lines(site, _READ)), key=lambda each: each.at
    )
    requests = {each.request: desk.records.requests.get(each.request) for each in found if each.request}
    mine = {id_: each for id_, each in requests.items() if each is not None and may_manage(desk, each)}
    shown: list[Phrase] = []
    for line in reversed(found):
        if line.verb in OF_COMMANDS:
            shown.append(w("audit-line-command", on=line.at.date(), what=w(f"audit-{line.verb}")))
        elif line.request in mine and line.verb in OF_A_REQUEST:
            request = mine[line.request]
            who = _hand(desk, line, request)
            shown.append(w("audit-line-of", at=line.at, what=w(f"audit-{line.verb}"), number=request.number, who=who))
        elif not line.request and line.verb in OF_NONE:
            actor = desk.records.ledger.actor(line)
            if line.verb not in _OWN_ONLY or actor == me.id:
                shown.append(w("audit-line", at=line.at, what=w(f"audit-{line.verb}"), who=_name(desk, actor)))
    return shown


def _hand(desk: Desk, line: Noted, request: Request) -> Phrase:
    """By name whoever acted as a coordinator; the others by what they are to the request."""
    if line.verb in _BY_THE_PHYSICIAN:
        return w("audit-physician")
    if line.verb in _BY_THE_SUPPORTER:
        return w("audit-supporter")
    who = desk.records.ledger.actor(line)
    if any(offer.supporter == who for offer in desk.records.offers.of_request(request.id)):
        return w("audit-supporter")
    return _name(desk, who)


def _name(desk: Desk, person_id: str) -> Phrase:
    person = desk.find(person_id)
    return Verbatim(person.name) if person else w("audit-somebody")


ROUTES = (
    on_command("audit", posts(w("audit-card"), opens="audit"), who=EVERYBODY),
    on_press("audit", audit, who=AUDITOR),
)
