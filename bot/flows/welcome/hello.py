"""The way in: hello, what this is, the lines, the phone route, and the one answer to anything typed."""

from collections.abc import Callable
from functools import partial

from bot.core.hours import DAYS, Span, written_end
from bot.core.people import Profession, Role
from bot.flows.common.cards import posts
from bot.flows.common.desk import Desk, line_words
from bot.flows.common.routes import EVERYBODY, Route, on_command, on_press
from bot.flows.welcome.on_the_card import contact, named
from bot.flows.welcome.services import SERVICES, takes
from bot.flows.welcome.what_helps import WHAT_HELPS
from bot.programme.phrases import one_to_one, scope_is, served
from bot.programme.texts import LANGUAGES
from bot.programme.values import Resource, Site
from bot.surface import (
    CLOSE,
    Block,
    Button,
    Card,
    Command,
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
MORE = Button(w("more-title"), "more", opens=True)


def hello(desk: Desk, _event: object) -> Reply:
    """Posted, and the same for everybody, so that it tells nothing about the reader; their own part is behind MORE."""
    return Reply(card=hello_card(desk))


def hello_card(desk: Desk) -> Card:
    """R01 in one card: one to one, in confidence, no judgment, no treatment, a trained volunteer physician."""
    return desk.card(
        Paragraph(w("hello"), strong=True),
        one_to_one(site.policy for site in desk.my_sites()),
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
    """The one answer to any free text, whatever it says (rule 7), and the crisis lines on request: at once and never a
    queue (R04). It needs no database and leaves no row."""
    return Reply(card=crisis_card(desk))


def crisis_card(desk: Desk) -> Card:
    return desk.card(
        Paragraph(w("text-lines", lines=desk.lines()), strong=True),
        w("text-scheduler"),
        w("text-to-ask"),
        *_posted(desk, lambda site: (site.contact_name, site.contact_email)),
        buttons=(ASK, PHONE, Button(w("worried"), "worried", opens=True)),
    )


def guest(desk: Desk, _event: object) -> Reply:
    """For guests and people of other organisations (R07: open to the workspace or the roster): the lines, kindly."""
    return Reply(card=desk.card(w("guest-words"), Paragraph(w("text-lines", lines=desk.lines()), strong=True)))


def scope(desk: Desk, _event: object) -> Reply:
    """R01, R03, R04, R09: what it is and what it is not, and whom it serves (R07)."""
    sites = desk.my_sites()
    whom = tuple(w("scope-serves", stages=served(site.policy.serves, site.policy.professions)) for site in sites[:1])
    return Reply(
        dialog=desk.dialog(
            w("what-this-is"),
            scope_is(site.policy for site in sites),
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
            w("worried-title"),
            Paragraph(w("worried-lines", lines=desk.lines()), strong=True),
            w("worried-words"),
            buttons=(WHAT_HELPS,),
        )
    )


def phone(desk: Desk, _event: object) -> Reply:
    """R22: a named human, a number and an address, usable without the bot."""
    people = tuple(fact for site in desk.my_sites()[:1] for fact in _people(desk, site))
    me = (Button(w("phone-me"), "phone-me", style=Style.PRIMARY, opens=True),) if desk.my_sites() else ()
    answered = all(_answered_now(desk, site) for site in desk.my_sites())
    words = w("phone-words") if answered else w("phone-words-closed")
    return Reply(dialog=desk.dialog(w("phone-instead"), words, *phone_blocks(desk), *people, buttons=(*me, CLOSE)))


def phone_card(desk: Desk, _event: object) -> Reply:
    """`phone`: what is on every home card, and the way to the rest. The same for everybody who types it."""
    return Reply(card=desk.card(*_posted(desk, partial(named, desk)), buttons=(PHONE,)))


def _people(desk: Desk, site: Site) -> tuple[Fact, ...]:
    """Whom the programme file names, and every coordinator of the roster who is not away."""
    today = desk.today(site.id)
    there = [each for each in desk.with_role(Role.COORDINATOR, site.id) if not each.is_off_post(today)]
    name, address = named(desk, site)
    names = [name, *(each.name for each in there if each.has(Role.COORDINATOR))]
    email = (Fact(w("contact-email"), Verbatim(address)),) if address else ()
    return (*(Fact(w("coordinator"), Verbatim(each)) for each in dict.fromkeys(filter(None, names))), *email)


def phone_blocks(desk: Desk, profession: Profession | None = None) -> tuple[Block, ...]:
    """For dialogs, which are read at once. A posted card stays in the chat: it takes `_posted`.

    Where nobody can say that a person answers the site's number now, whoever does answer at this hour is first.
    `profession` is the reader's, where they tapped it and no roster has it.
    """
    sites = desk.my_sites()
    asleep = not all(_answered_now(desk, site) for site in sites)
    open_lines = (each for each in desk.programme.open_lines() if takes(desk, each, profession))
    lines = tuple(Paragraph(_open_line(desk, each)) for each in open_lines)
    return (*(lines if asleep else ()), *(Paragraph(route(desk, site)) for site in sites))


def nearest_phone(desk: Desk) -> tuple[Block, ...]:
    """For a screen that waits for an answer, which should be in sight: whoever picks up now; the others are behind
    [Phone instead]."""
    return phone_blocks(desk)[:1]


def _answered_now(desk: Desk, site: Site) -> bool:
    """Whether a person answers the phone at this moment. Where the hours are not known, that is not known either."""
    return site.phone_hours is not None and site.phone_hours.is_open(desk.local(site.id))


def _open_line(desk: Desk, line: Resource) -> Phrase:
    reach = line_words(line.phone, line.text) if line.phone or line.text else Verbatim(line.url)
    if not line.for_whom.in_(desk.language or desk.programme.default_language):
        return w("phone-line-open", name=line.name, reach=reach)
    return w("phone-line-open-for", name=line.name, reach=reach, audience=line.for_whom)


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


ROUTES: tuple[Route, ...] = (
    on_press("home", hello, who=EVERYBODY),
    on_command("", hello, who=EVERYBODY),
    on_command("ask", hello, who=EVERYBODY),
    on_command("now", fixed_card, who=EVERYBODY),
    on_press("scope", scope, who=EVERYBODY),
    on_press("worried", worried, who=EVERYBODY),
    on_press("phone", phone, who=EVERYBODY),
    on_command("phone", phone_card, who=EVERYBODY),
    on_command("privacy", posts(w("privacy-card"), opens="privacy"), who=EVERYBODY),
    on_press("privacy", privacy, who=EVERYBODY),
    *(on_press(f"language-{each}", partial(language, asked=each), who=EVERYBODY) for each in LANGUAGES),
    on_command("language", language, who=EVERYBODY),
)
