"""Who the supporters are (R21, R57, R58): the pages of those who want one, in a dialog. Never their load or their days.

Where they allow it a page has [Ask this person]: the same form as ever, with their name chosen.
"""

from bot.core.people import Person, Role, Shown
from bot.flows.common import access, career_stage, profession
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, on_press, on_submit
from bot.surface import (
    CLOSE,
    Block,
    Bullets,
    Button,
    Choice,
    Dialog,
    Fact,
    Field,
    Joined,
    Option,
    Paragraph,
    Phrase,
    Portrait,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

_MOST = 98  # a platform shows a hundred options
_LISTED = 20


def directory(desk: Desk, _press: object) -> Reply:
    people = _listed(desk)
    lines = tuple(w("directory-line", name=Verbatim(each.name), about=Joined(_about(each))) for each in people)
    body: tuple[Block, ...] = (Bullets(lines[:_LISTED]),) if lines else (Paragraph(w("directory-empty")),)
    options = tuple(Option(each.id, Verbatim(each.name)) for each in people)
    fields: tuple[Field, ...] = ()
    if options:
        fields = (Choice("person", w("directory-choose"), options, options[0].value, ids=True),)
    return Reply(
        dialog=desk.dialog(
            w("directory-title"),
            *((w("directory-words"),) if lines else ()),
            *body,
            *_thanks(desk),
            fields=fields,
            submit=Button(w("directory-show"), "directory-show", style=Style.PRIMARY) if options else None,
            buttons=(
                Button(w("joining-title"), "role", opens=True),
                Button(w("suggest"), "suggest", opens=True),
                CLOSE,
            ),
        )
    )


def show(desk: Desk, event: Submit) -> Reply:
    found = next((each for each in _listed(desk) if each.id == event.one("person")), None)
    if found is None:
        raise Sorry(w("moved-on"), directory(desk, event).dialog)
    return Reply(dialog=page(desk, found))


def page(desk: Desk, person: Person, *, notice: Phrase | None = None) -> Dialog:
    """What a supporter lets colleagues see. `notice` is above it when they look at it themselves."""
    facts = [Fact(w("directory-role"), w("directory-supporter"))]
    facts += [Fact(w("form-profession"), words) for words in career_stage.work_of(person)]
    if person.shows(Shown.STAGE):
        facts += [Fact(w("directory-stage"), words) for words in career_stage.told(person)]
    if person.specialty and person.shows(Shown.SPECIALTY):
        facts.append(Fact(w("specialty"), Verbatim(person.specialty)))
    if spoken := languages(person):
        facts.append(Fact(w("directory-languages"), Joined(spoken)))
    blocks: list[Block | Phrase] = [*facts]
    if person.bio:
        blocks.append(Verbatim(person.bio))
    mine = desk.me is not None and desk.me.id == person.id
    may_ask = person.shows(Shown.BY_NAME) and profession.is_peer(desk, desk.site(person.site), person)
    ask = (_ask(person),) if may_ask and not mine else ()
    edit = (Button(w("my-page"), "profile", opens=True),) if mine else ()
    return desk.dialog(
        w("directory-page"),
        *((notice,) if notice else ()),
        _heading(desk, person),
        *blocks,
        buttons=(*ask, *edit, Button(w("back"), "directory", opens=True), CLOSE),
    )


def _heading(desk: Desk, person: Person) -> Block:
    """Their name; with the picture that the reader's workspace shows of them anyway, if they let us (R21).

    Nobody's picture crosses from one workspace to another, nor is one kept here.
    """
    name, reader = Verbatim(person.name), desk.account
    if reader is None or not person.shows(Shown.PICTURE):
        return Paragraph(name, strong=True)
    here = (each for each in desk.records.people.accounts(person.id) if each.platform == reader.platform)
    return Portrait(name, next((each for each in here if each.team == reader.team), None))


def languages(person: Person) -> tuple[Phrase, ...]:
    """By name where we have one."""
    known: dict[str, Phrase] = {"en": w("language-en"), "fr": w("language-fr")}
    return tuple(known.get(each, Verbatim(each)) for each in person.languages)


def _ask(person: Person) -> Button:
    return Button(w("ask-this-person"), "ask", person.id, style=Style.PRIMARY, opens=True)


def _about(person: Person) -> tuple[Phrase, ...]:
    stage = career_stage.told(person) if person.shows(Shown.STAGE) else ()
    return (w("directory-supporter"), *career_stage.work_of(person), *stage, *languages(person))


def _listed(desk: Desk) -> list[Person]:
    """Supporters of the presser's site who want a page, and who are in the role in earnest: trained and signed."""
    found = [each for site in desk.my_sites() for each in desk.with_role(Role.SUPPORTER, site.id)]
    shown = [each for each in found if each.shows(Shown.PAGE) and access.is_ready(desk, each)]
    return sorted(shown, key=lambda each: (each.name, each.id))[:_MOST]


def _thanks(desk: Desk) -> tuple[Block, ...]:
    """R58: by role, to those who do not mind; how often somebody was there is nowhere."""
    found = [each for site in desk.my_sites() for each in desk.with_role(Role.SUPPORTER, site.id)]
    names = sorted(each.name for each in found if each.shows(Shown.THANKS) and access.is_ready(desk, each))
    return (Fact(w("directory-thanks"), Joined(tuple(Verbatim(name) for name in names[:_LISTED]))),) if names else ()


ROUTES = (
    on_press("directory", directory, who=EVERYBODY),
    on_submit("directory-show", show, who=EVERYBODY),
)
