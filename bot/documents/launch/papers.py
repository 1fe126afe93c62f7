"""What is printed: posters, cards of a quarter page, and what helps to say. They hang in the open."""

from bot.documents.launch.kit import Kit
from bot.documents.launch.sheet import A4, LETTER, Area, Block, Code, Rule, Sheet, Text
from bot.flows.welcome.what_helps import DO, LEAVE

PAPERS = (("letter", LETTER), ("a4", A4))
_MARGIN = 0.75  # inches; no printer needs more
_CARD_MARGIN = 0.3


def poster(kit: Kit, size: tuple[float, float]) -> Sheet:
    sheet = Sheet(size, kit.title(), kit.language)
    blocks: list[Block] = [
        Text(kit.say("launch-headline"), 46, "bold", space=0, heading=True),
        Text(kit.say("launch-invites"), 34, "bold", space=0),
        Text(kit.listens(), 20),
        Code(kit.link.address, 3.3, kit.code(), space=0),
        Text(kit.say("launch-how"), 19, "bold"),
        Text(kit.by_hand(), 13, space=4, url=kit.link.address),
        Text(kit.say("launch-hours", hours=kit.hours()), 15),
        Text(kit.say("launch-bounds"), 15, space=2),
        Rule(),
        Text(kit.phone(), 17, "bold"),
        Text(kit.lines(), 17, "bold"),
        Rule(),
        Text(f"{kit.title()}, {kit.place()}. {kit.serves()}", 11),
    ]
    width, height = size
    sheet.column(blocks, Area(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN))
    return sheet


def cards(kit: Kit, size: tuple[float, float]) -> Sheet:
    """Four of a quarter page, to be cut."""
    sheet = Sheet(size, kit.title(), kit.language)
    width, height = size
    wide, high = width / 2, height / 2
    blocks: list[Block] = [
        Text(kit.say("launch-headline"), 22, "bold", space=0, heading=True),
        Text(kit.say("launch-invites"), 16, "bold", space=0),
        Text(kit.listens(), 11, space=4),
        Code(kit.link.address, 1.75, kit.code(), space=0),
        Text(kit.say("launch-how-short"), 11, "bold", space=0),
        Text(kit.by_hand(), 8.5, space=2, url=kit.link.address),
        Rule(space=4),
        Text(kit.phone(), 10, "bold", space=4),
        Text(kit.lines(), 10, "bold", space=4),
        Text(f"{kit.title()}, {kit.place()}", 8.5, space=4),
    ]
    for column in range(2):
        for row in range(2):
            area = Area(
                column * wide + _CARD_MARGIN,
                row * high + _CARD_MARGIN,
                wide - 2 * _CARD_MARGIN,
                high - 2 * _CARD_MARGIN,
            )
            sheet.column(blocks, area)
    sheet.cut((wide, 0), (wide, height))
    sheet.cut((0, high), (width, high))
    return sheet


def what_helps(kit: Kit, size: tuple[float, float]) -> Sheet:
    """A page for any colleague (R73), in the site's own words if it has some."""
    sheet = Sheet(size, kit.say("helps-title"), kit.language)
    blocks: list[Block] = [
        Text(kit.say("helps-title"), 40, "bold", space=0, heading=True),
        *_said(kit),
        Rule(),
        Text(kit.say("launch-helps-point"), 17, "bold"),
        Code(kit.link.address, 1.9, kit.code(), space=0),
        Text(kit.by_hand(), 12, space=2, url=kit.link.address),
        Rule(),
        Text(kit.phone(), 15, "bold"),
        Text(kit.lines(), 15, "bold"),
        Text(f"{kit.title()}, {kit.place()}", 11),
    ]
    width, height = size
    sheet.column(blocks, Area(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN))
    return sheet


def _said(kit: Kit) -> list[Block]:
    if kit.site.what_helps:
        return [Text(kit.site.what_helps.in_(kit.language), 19)]
    return [
        Text(kit.say("helps-does"), 19, "bold"),
        *(Text(kit.say(each.id), 16, space=6) for each in DO),
        Text(kit.say("helps-does-not"), 19, "bold", space=14),
        *(Text(kit.say(each.id), 16, space=6) for each in LEAVE),
    ]
