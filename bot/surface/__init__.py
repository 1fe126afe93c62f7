"""The neutral vocabulary between flows and platforms.

Flows speak in Cards and Dialogs made of Words; an adapter turns them into its platform's own, in the reader's language.
What comes back is an Event. Everybody imports from here; the files behind it are one concern each.
"""

from bot.surface.events import Account, Arrive, Command, Event, Gone, Press, Submit, Text
from bot.surface.figures import Bar, Chart, Measure
from bot.surface.plain import from_plain, to_plain
from bot.surface.shown import (
    CLOSE,
    DISMISS,
    NOT_NOW,
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Dialog,
    Fact,
    Field,
    Line,
    Option,
    Paragraph,
    People,
    Picture,
    Portrait,
    Reply,
    Style,
    Tick,
)
from bot.surface.words import Joined, Localised, Phrase, Value, Verbatim, Words, w

__all__ = [
    "CLOSE",
    "DISMISS",
    "NOT_NOW",
    "Account",
    "Arrive",
    "Bar",
    "Block",
    "Bullets",
    "Button",
    "Card",
    "Chart",
    "Choice",
    "Command",
    "Dialog",
    "Event",
    "Fact",
    "Field",
    "Gone",
    "Joined",
    "Line",
    "Localised",
    "Measure",
    "Option",
    "Paragraph",
    "People",
    "Phrase",
    "Picture",
    "Portrait",
    "Press",
    "Reply",
    "Style",
    "Submit",
    "Text",
    "Tick",
    "Value",
    "Verbatim",
    "Words",
    "from_plain",
    "to_plain",
    "w",
]
