"""Cards, dialogs and messages as plain JSON for the page, with texts in the reader's language and time zone."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.adapters.playground.message import Message
from bot.adapters.playground.needs import Pane
from bot.ports.application import Json, Say, Wording, speaker
from bot.surface import (
    Block,
    Bullets,
    Button,
    Card,
    Chart,
    Choice,
    Dialog,
    Fact,
    Field,
    Line,
    Paragraph,
    People,
    Phrase,
    Picture,
    Portrait,
    Tick,
    Words,
)


def moment(at: datetime, timezone: str) -> str:
    """The local date and time of day, which the page shows as they are.

    A browser's time zone tables may be older or newer than ours, and the page must agree with the bot.
    """
    return at.astimezone(ZoneInfo(timezone)).isoformat(timespec="seconds")


def card(shown: Card, say: Say) -> Json:
    return {
        "blocks": [_block(block, say) for block in shown.blocks],
        "buttons": [_button(button, say) for button in shown.buttons],
        "footer": _maybe(shown.footer, say),
    }


def dialog(shown: Dialog, say: Say, people: Sequence[Pane]) -> Json:
    """`people` are those whom a people picker offers."""
    return {
        "title": say(shown.title),
        "blocks": [_block(block, say) for block in shown.blocks],
        "fields": [_field(field, say, people) for field in shown.fields],
        "buttons": [_button(button, say) for button in shown.buttons],
        "submit": _button(shown.submit, say) if shown.submit else None,
        "footer": _maybe(shown.footer, say),
    }


def message(shown: Message, wording: Wording) -> Json:
    say = speaker(wording, shown.language, shown.timezone)
    return {
        "ref": shown.ref,
        "author": shown.author.value,
        "at": moment(shown.at, shown.timezone),
        "edited": shown.edited,
        "text": shown.text,
        "card": card(shown.card, say) if shown.card else None,
        "moved": shown.card is not None and _has_moved(shown.card),
    }


def export_row(shown: Message, name: str, wording: Wording) -> Json:
    """One line of an employer's export. `name` is whose chat it is."""
    say = speaker(wording, shown.language, shown.timezone)
    row = {"at": moment(shown.at, shown.timezone), "person": name, "author": shown.author.value, "edited": shown.edited}
    if shown.card is None:
        return row | {"text": shown.text, "buttons": []}
    lines = [line for block in shown.card.blocks for line in _lines(block, say)]
    text = "\n".join([*lines, say(shown.card.footer)])
    return row | {"text": text, "buttons": [say(button.words) for button in shown.card.buttons]}


def _has_moved(shown: Card) -> bool:
    """The line that stays where a card stood which was posted anew: nothing to read or to press."""
    return [block.words for block in shown.blocks if isinstance(block, Paragraph)] == [Words("slot-moved")]


def _maybe(phrase: Phrase | None, say: Say) -> str | None:
    return say(phrase) if phrase else None


def _lines(block: Block, say: Say) -> list[str]:
    match block:
        case Paragraph():
            return [say(block.words)]
        case Fact():
            return [f"{say(block.label)}: {say(block.value)}"]
        case Bullets():
            return [f"- {say(item)}" for item in block.items]
        case Portrait():
            return [say(block.name)]
        case Picture() | Chart():
            return [f"[{say(block.alt)}]"]


def _block(block: Block, say: Say) -> Json:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": say(block.words), "strong": block.strong}
        case Fact():
            return {"kind": "fact", "label": say(block.label), "value": say(block.value)}
        case Bullets():
            return {"kind": "bullets", "items": [say(item) for item in block.items]}
        case Portrait() if block.account:  # nobody has a picture here: this stands for one that may be shown
            return {"kind": "portrait", "text": say(block.name), "initials": _initials(say(block.name))}
        case Portrait():
            return {"kind": "paragraph", "text": say(block.name), "strong": True}
        case Chart():  # nobody could draw it
            return {"kind": "paragraph", "text": say(block.alt), "strong": False}
        case Picture():
            return {"kind": "picture", "source": f"data:image/png;base64,{block.png}", "text": say(block.alt)}


def _initials(name: str) -> str:
    """Of the first name and the last; a title is neither."""
    parts = [part for part in name.split() if not part.endswith(".")] or name.split()
    return "".join(part[0] for part in (parts if len(parts) < 3 else (parts[0], parts[-1])))


def _button(button: Button, say: Say) -> Json:
    return {
        "text": say(button.words),
        "label": _maybe(button.label, say),
        "verb": button.verb,
        "token": button.token,
        "version": button.version,
        "style": button.style.value,
        "opens": button.opens,
    }


def _field(field: Field, say: Say, people: Sequence[Pane]) -> Json:
    plain: Json = {"name": field.name, "label": say(field.label)}
    match field:
        case Choice():
            options = [{"value": option.value, "text": say(option.words)} for option in field.options]
            chosen = list(field.ticked) if field.many else field.chosen
            return plain | {"kind": "choice", "options": options, "chosen": chosen, "many": field.many}
        case Line():
            typed = {"value": field.value, "required": field.required, "longest": field.longest, "type": field.kind}
            return plain | {"kind": "line", "hint": _maybe(field.hint, say)} | typed
        case People():
            others = [{"value": pane.user, "text": pane.name} for pane in people]
            picked = {"most": field.most, "options": others, "chosen": list(field.chosen)}
            return plain | {"kind": "people", "hint": _maybe(field.hint, say)} | picked
        case Tick():
            return plain | {"kind": "tick", "ticked": field.ticked}
