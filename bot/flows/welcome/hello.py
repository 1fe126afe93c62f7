"""The door: hello, what this is, the lines, the phone route, and the one answer to anything typed."""

from collections.abc import Callable
from functools import partial

from bot.core.hours import DAYS, Span, written_end
from bot.core.people import Role
from bot.flows.common.desk import Desk, line_words
from bot.flows.welcome.on_the_card import contact, named
from bot.programme.phrases import served
from bot.programme.values import Resource, Site
from bot.surface import (
    Block,
    Bullets,
    Button,
    Card,
    Command,
    Dialog,
    Fact,
    Joined,
    Localised,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Verbatim,
    w,
)

ASK = Button(w("ask"), "ask", style=Style.PRIMARY, opens=True)
PHONE = Button(w("phone-instead"), "phone", opens=True)
SERVICES = Button(w("resources"), "resources", opens=True)
MORE = Button(w("more-title"), "more", opens=True)

_NEAREST = ("crisis", "talk", "health")


def hello(desk: Desk, _event: object) -> Reply:
    """Posted, and the same for everybody, so that it tells nothing about the reader; their own part is behind MORE."""
    return Reply(card=hello_card(desk))


def hello_card(desk: Desk) -> Card:
    """R01 in one card: one to one, in confidence, no judgment, no treatment, a trained volunteer physician."""
    return desk.card(
        Paragraph(w("hello"), strong=True),
        w("hello-nothing-to-explain"),
        *_posted(desk, partial(named, desk)),
        buttons=(
            ASK,
            PHONE,
            Button(w("what-this-is"), "scope", opens=True),
            SERVICES,
            Button(w("privacy"), "privacy", opens=True),
            MORE,
            *((Button(w("other-language"), f"language-{_other(desk)}"),) if len(desk.programme.languages) > 1 else ()),
        ),
    )


def fixed_card(desk: Desk, _event: object) -> Reply:
    """The one answer to any free text, whatever it says (rule 7). It needs no database and leaves no row."""
    return Reply(card=crisis_card(desk))


def crisis_card(desk: Desk) -> Card:
    return desk.card(
        Paragraph(w("text-lines", lines=desk.lines()), strong=True),
        w("text-scheduler"),
        w("text-to-ask"),
        *_posted(desk, lambda site: (site.contact_name, site.contact_email)),
        buttons=(ASK, PHONE, Button(w("worried"), "worried", opens=True)),
    )


def now(desk: Desk, _event: object) -> Reply:
    """Crisis lines on request: R04, at once and never a queue."""
    return Reply(card=crisis_card(desk))


def guest(desk: Desk, _event: object) -> Reply:
    """For guests and people of other organisations (R07: open to the workspace or the roster): the lines, kindly."""
    return Reply(card=desk.card(w("guest-words"), Paragraph(w("text-lines", lines=desk.lines()), strong=True)))


def scope(desk: Desk, _event: object) -> Reply:
    """R01, R03, R04, R09: what it is and what it is not, and whom it serves (R07)."""
    whom = tuple(w("scope-serves", stages=served(site.policy.serves)) for site in desk.my_sites()[:1])
    return Reply(
        dialog=desk.dialog(
            w("what-this-is"),
            w("scope-is"),
            Paragraph(w("scope-is-not")),
            Paragraph(w("scope-else", lines=desk.lines()), strong=True),
            *whom,
            buttons=(
                ASK,
                Button(w("directory-title"), "directory", opens=True),
                SERVICES,
                Button(w("refer"), "refer", opens=True),
                Button(w("worried"), "worried", opens=True),
            ),
        )
    )


def worried(desk: Desk, _event: object) -> Reply:
    """ "I'm worried about a colleague right now": the lines, never a queue; nothing is stored."""
    return Reply(
        dialog=desk.dialog(
            w("worried-title"), Paragraph(w("worried-lines", lines=desk.lines()), strong=True), w("worried-words")
        )
    )


def phone(desk: Desk, _event: object) -> Reply:
    """R22: a named human, a number and an address, usable without the bot."""
    return Reply(dialog=phone_dialog(desk))


def phone_card(desk: Desk, _event: object) -> Reply:
    """`phone`: what stands on every home card, and the way to the rest. The same for everybody who types it."""
    return Reply(card=desk.card(*_posted(desk, partial(named, desk)), buttons=(PHONE,)))


def phone_dialog(desk: Desk) -> Dialog:
    people = tuple(fact for site in desk.my_sites()[:1] for fact in _people(desk, site))
    me = (Button(w("phone-me"), "phone-me", style=Style.PRIMARY, opens=True),) if desk.my_sites() else ()
    answered = all(_answered_now(desk, site) for site in desk.my_sites())
    words = w("phone-words") if answered else w("phone-words-closed")
    return desk.dialog(
        w("phone-instead"), words, *phone_blocks(desk), *people, buttons=(*me, Button(w("close"), "dismiss"))
    )


def _people(desk: Desk, site: Site) -> tuple[Fact, ...]:
    """Whom the programme file names, and every coordinator of the roster who is not away."""
    today = desk.today(site.id)
    there = [each for each in desk.with_role(Role.COORDINATOR, site.id) if not each.is_off_post(today)]
    name, address = named(desk, site)
    names = [name, *(each.name for each in there if each.has(Role.COORDINATOR))]
    email = (Fact(w("contact-email"), Verbatim(address)),) if address else ()
    return (*(Fact(w("coordinator"), Verbatim(each)) for each in dict.fromkeys(filter(None, names))), *email)


def phone_blocks(desk: Desk) -> tuple[Block, ...]:
    """For dialogs, which are read at once. A posted card stays in the chat: it takes `_posted`.

    Where nobody can say that a person answers the site's number now, whoever does answer at this hour stands first.
    """
    sites = desk.my_sites()
    asleep = not all(_answered_now(desk, site) for site in sites)
    lines = tuple(Paragraph(_open_line(desk, each)) for each in desk.programme.open_lines() if takes(desk, each))
    return (*(lines if asleep else ()), *(Paragraph(route(desk, site)) for site in sites))


def nearest_phone(desk: Desk) -> tuple[Block, ...]:
    """For a screen that waits for an answer, which should stand in sight: whoever picks up now; the others stand behind
    [Phone instead]."""
    return phone_blocks(desk)[:1]


def _answered_now(desk: Desk, site: Site) -> bool:
    """Whether a person answers the phone at this moment. Where the hours are not known, that is not known either."""
    return site.phone_hours is not None and site.phone_hours.is_open(desk.local(site.id))


def _open_line(desk: Desk, line: Resource) -> Phrase:
    reach = line_words(line.phone, line.text) if line.phone or line.text else Verbatim(line.url)
    if not line.audience.in_(desk.language or desk.programme.default_language):
        return w("phone-line-open", name=line.name, reach=reach)
    return w("phone-line-open-for", name=line.name, reach=reach, audience=line.audience)


def _posted(desk: Desk, whom: Callable[[Site], tuple[str, str]]) -> tuple[Block, ...]:
    """R22 on every home card: the number with its hours, and `whom` the programme file names."""
    return tuple(
        Paragraph(words)
        for site in desk.my_sites()
        for words in (posted_route(site), contact(*whom(site)))
        if words is not None
    )


def posted_route(site: Site) -> Phrase:
    """The phone route under its owner's name, with the hours of its week: they stay true however late it is read."""
    hours = site.phone_hours
    if hours is None:
        return w("phone-route", site=site.phone_name, phone=site.phone_route)
    if hours.always:
        return w("phone-route-always", site=site.phone_name, phone=site.phone_route)
    spans = Joined(tuple(_span(span) for span in hours.spans))
    return w("phone-route-hours", site=site.phone_name, phone=site.phone_route, hours=spans)


def _span(span: Span) -> Phrase:
    days: Phrase = w("days-all")
    if len(span.days) < len(DAYS):
        days = Joined(tuple(_run(first, last) for first, last in span.runs()))
    return w("phone-span", days=days, opens=_clock(f"{span.opens:%H:%M}"), closes=_clock(written_end(span.closes)))


def _run(first: int, last: int) -> Phrase:
    if first == last:
        return w(f"day-{DAYS[first]}")
    return w("days-run", first=w(f"day-{DAYS[first]}"), last=w(f"day-{DAYS[last]}"))


def _clock(written: str) -> Localised:
    """08:30 as each language writes it: "8 h 30" in French, "16 h" on the hour."""
    hour, _, minute = written.partition(":")
    french = f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")
    return Localised((("en", written), ("fr", french)))


def route(desk: Desk, site: Site) -> Phrase:
    """The phone route with its hours: open now, or when it opens next."""
    hours = site.phone_hours
    if hours is None:
        return w("phone-route", site=site.phone_name, phone=site.phone_route)
    local = desk.local(site.id)
    if hours.always:
        return w("phone-route-always", site=site.phone_name, phone=site.phone_route)
    opens = hours.opens_next(local)
    if opens is None:
        return w("phone-route-open", site=site.phone_name, phone=site.phone_route)
    return w("phone-route-closed", site=site.phone_name, phone=site.phone_route, opens=opens)


def resources(desk: Desk, _event: object) -> Reply:
    """R40, R71: the crisis lines, and a door to each need. Who opened it is not kept, nor what they opened."""
    needs = tuple(need for need, _ in desk.programme.resources_by_need() if need != "crisis")
    return Reply(
        dialog=desk.dialog(
            w("resources"),
            w("resources-words"),
            *_services(desk, ("crisis",)),
            buttons=(
                *(Button(w(f"need-{need}"), "need", need, opens=True) for need in needs),
                Button(w("monthly-title"), "monthly", opens=True),
            ),
        )
    )


def resource_blocks(desk: Desk) -> tuple[Block, ...]:
    """For a screen that has more to say: the crisis lines, and whom to talk to. The others stand behind SERVICES."""
    return _services(desk, _NEAREST)


def instead_blocks(desk: Desk) -> tuple[Block, ...]:
    """For whoever this programme is not for: whom to talk to, and peers elsewhere. The crisis lines stand below."""
    return _services(desk, ("talk", "peers"), mine=True)


def takes(desk: Desk, resource: Resource) -> bool:
    """Whether the service may be shown as one for the reader: whoever is no physician is sent to no physicians' line.
    Of somebody on no roster it is not known."""
    return resource.open_to_everybody or desk.me is None or desk.me.is_physician


def _services(desk: Desk, needs: tuple[str, ...], *, mine: bool = False) -> tuple[Block, ...]:
    """A heading for each need, a line for each service, or for each that takes the reader. Crisis lines come first."""
    found: list[Block] = []
    for need, all_of_it in desk.programme.resources_by_need():
        services = [each for each in all_of_it if not mine or takes(desk, each)]
        if need in needs and services:
            lines = Bullets(tuple(_resource(desk, each) for each in services))
            found += [Paragraph(w(f"need-{need}"), strong=True), lines]
    return tuple(found)


def need(desk: Desk, press: Press) -> Reply:
    """The services for one need, with whom each is for."""
    services = dict(desk.programme.resources_by_need()).get(press.token)
    if services is None:
        return resources(desk, press)
    asked = press.token
    # Where people meet, the board has the hours, and a reminder for whoever wants one (R63).
    board = (Button(w("gatherings-title"), "gatherings", asked, opens=True),) if asked == "peers" else ()
    return Reply(
        dialog=desk.dialog(
            w("resources"),
            Paragraph(w(f"need-{asked}"), strong=True),
            Bullets(tuple(_explained(desk, each) for each in services)),
            w("resources-words"),
            buttons=(*board, Button(w("back"), "resources", opens=True)),
        )
    )


def _explained(desk: Desk, resource: Resource) -> Phrase:
    if not resource.audience.in_(desk.language or desk.programme.default_language):
        return _resource(desk, resource)
    return w("resource-audience", service=_resource(desk, resource), audience=resource.audience)


def resources_card(desk: Desk, _event: object) -> Reply:
    """Typed words cannot open a dialog: a neutral card with [Open]."""
    return _opener(desk, "resources")


def privacy_card(desk: Desk, _event: object) -> Reply:
    return _opener(desk, "privacy")


def _opener(desk: Desk, verb: str) -> Reply:
    return Reply(card=desk.card(w(f"{verb}-card"), buttons=(Button(w("open"), verb, style=Style.PRIMARY, opens=True),)))


def _resource(desk: Desk, resource: Resource) -> Phrase:
    reach = line_words(resource.phone, resource.text) if resource.phone or resource.text else Verbatim(resource.url)
    hours = resource.hours.in_(desk.language or desk.programme.default_language)
    if hours:
        return w("resource-hours", name=resource.name, reach=reach, hours=resource.hours)
    return w("resource", name=resource.name, reach=reach)


def privacy(desk: Desk, _event: object) -> Reply:
    """R44, R46, R49: what is kept, who sees what, and where confidence ends."""
    return Reply(
        dialog=desk.dialog(
            w("privacy"),
            w("privacy-kept", days=desk.erased_after()),
            w("privacy-seen"),
            w("privacy-employer"),
            w("privacy-exceptions"),
            buttons=(Button(w("kept-title"), "about-me", opens=True),),
        )
    )


def language(desk: Desk, event: Press | Command, asked: str = "") -> Reply:
    """Switch the language. On the roster it is a choice for good; with something open, until that closes; else only the
    engine's memory holds it, for as long as a dialog takes."""
    asked = event.rest.strip() if isinstance(event, Command) else asked
    chosen = asked if asked in desk.programme.languages else _other(desk)
    if desk.account is not None and desk.me is not None:
        desk.records.people.set_language(desk.account, chosen)
    desk.language = chosen
    return Reply(card=hello_card(desk), language=chosen)


def _other(desk: Desk) -> str:
    current = desk.language or desk.programme.default_language
    return next((language for language in desk.programme.languages if language != current), current)
