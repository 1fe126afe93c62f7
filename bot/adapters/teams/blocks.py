"""Paragraphs, facts, lists, buttons and the footer as elements of an Adaptive Card.

Text is always in runs of a RichTextBlock, in which Teams reads no Markdown: what a person is called can be no emphasis
and no link under other words. A RichTextBlock always wraps; facts stand one below the other, and nothing is a table,
because a phone is narrow.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.adapters.teams.buttons import data_of
from bot.adapters.teams.text import plain_title
from bot.ports.application import Json, Say
from bot.surface import Block, Bullets, Button, Chart, Fact, Paragraph, Phrase, Picture, Portrait, Style, Verbatim, w
from bot.values.clean import sendable

BUTTONS_A_ROW = 2  # on a phone more of one set are single letters, or cannot be reached at all (AdaptiveCards 4758)
HALF_A_ROW = 13  # characters that half a row of 320 px shows, in bold (Microsoft's renderer 3.0.6); longer ones are cut
BUTTON_TEXT = 100
_STYLES = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}


def run(text: str, **how: Any) -> Json:
    return {"type": "TextRun", "text": text, **how}


def rich(*inlines: Json, **how: Any) -> Json:
    return {"type": "RichTextBlock", "inlines": list(inlines), **how}


def body(blocks: Iterable[Block], say: Say) -> list[Json]:
    """What has no text has no element."""
    made: list[Json] = []
    for block in blocks:
        match block:
            case Paragraph():
                made += _paragraph(say(block.words), strong=block.strong)
            case Fact():
                made.append(_fact(block, say))
            case Bullets():
                made += [
                    rich(run(f"• {text}"), spacing="Small") for item in block.items if (text := sendable(say(item)))
                ]
            case Picture():
                made.append(_picture(block, say))
            case Portrait():
                made += _portrait(block, say)
            case Chart():  # nobody could draw it
                made += _paragraph(say(block.alt), strong=False)
    return made


def notice(words: Phrase, say: Say) -> Json:
    """A short notice on top of a card or dialog."""
    return rich(run(sendable(say(words)) or "…", weight="Bolder", color="Accent"))


def wrong(words: Phrase, say: Say) -> Json:
    """What is wrong with the field above."""
    return rich(run(sendable(say(words)) or "…", weight="Bolder", color="Attention"), spacing="Small")


def footer(words: Phrase | None, say: Say) -> list[Json]:
    """Not in a paler colour: these are the crisis lines."""
    text = sendable(say(words)) if words else ""
    return [rich(run(text, size="Small"), separator=True, spacing="Medium")] if text else []


def posted_buttons(buttons: Sequence[Button], say: Say, *, copy: bool) -> list[Json]:
    """Of a card in the chat. Only Submit can open a dialog; the others are Execute, and Submit for older clients."""
    return _rows([_posted(each, say, copy=copy) for each in buttons])


def dialog_buttons(buttons: Sequence[Json]) -> list[Json]:
    return _rows(list(buttons))


def inside(button: Button, say: Say) -> Json:
    """A button of a dialog that is no form's: the fields stay behind, whatever is in them."""
    return _action("Action.Submit", button, say) | {"data": data_of(button), "associatedInputs": "none"}


def sending(button: Button, data: Json, say: Say) -> Json:
    return _action("Action.Submit", button, say) | {"data": data}


def aloud(elements: Iterable[Json]) -> list[str]:
    """What is in the elements of `body`, `notice` and `footer`, line by line: for clients that show no cards."""
    lines: list[str] = []
    for element in elements:
        shown = element.get("fallback", element)
        lines.append(shown.get("altText") or "".join([part["text"] for part in shown.get("inlines", ())]))
    return lines


def _paragraph(text: str, *, strong: bool) -> list[Json]:
    text = sendable(text)
    how = {"weight": "Bolder"} if strong else {}
    return [rich(run(text, **how))] if text else []


def _picture(picture: Picture, say: Say) -> Json:
    url = f"data:image/png;base64,{picture.png}"
    return {"type": "Image", "url": url, "altText": sendable(say(picture.alt)) or "…", "size": "Stretch"}


def _portrait(portrait: Portrait, say: Say) -> list[Json]:
    """Teams' own way to show a colleague: it fetches name and picture itself, and we need no right to either."""
    named = _paragraph(say(portrait.name), strong=True)
    if portrait.account is None or portrait.account.platform != "teams" or not named:
        return named
    who = {"id": portrait.account.user, "displayName": sendable(say(portrait.name))}
    return [
        {
            "type": "Component",
            "name": "graph.microsoft.com/user",
            "view": "compact",
            "properties": who,
            "fallback": named[0],
        }
    ]


def _fact(fact: Fact, say: Say) -> Json:
    # The colon comes from the Fluent files, since French wants a space before it.
    label = sendable(say(w("teams-label", label=fact.label)))
    how: Json = {}
    if isinstance(fact.value, Verbatim) and fact.value.link:
        how = {"selectAction": {"type": "Action.OpenUrl", "url": fact.value.text}}
    return rich(run(f"{label} ", weight="Bolder"), run(sendable(say(fact.value)) or "…", **how))


def _posted(button: Button, say: Say, *, copy: bool) -> Json:
    data = data_of(button, copy=copy)
    if button.opens:
        return _action("Action.Submit", button, say) | {"data": data | {"msteams": {"type": "task/fetch"}}}
    fallback = _action("Action.Submit", button, say) | {"data": data}
    return _action("Action.Execute", button, say) | {"verb": button.verb, "data": data, "fallback": fallback}


def _action(kind: str, button: Button, say: Say) -> Json:
    made: Json = {"type": kind, "title": plain_title(say(button.words), BUTTON_TEXT)}
    if button.style in _STYLES:
        made["style"] = _STYLES[button.style]
    if button.label:
        made["tooltip"] = plain_title(say(button.label), BUTTON_TEXT)  # what a screen reader says
    return made


def _rows(actions: list[Json]) -> list[Json]:
    """Two short ones share a row; one that half a row would cut is alone in its own."""
    rows: list[list[Json]] = []
    for action in actions:
        last = rows[-1] if rows else []
        if 0 < len(last) < BUTTONS_A_ROW and all(len(each["title"]) <= HALF_A_ROW for each in (*last, action)):
            last.append(action)
        else:
            rows.append([action])
    return [{"type": "ActionSet", "actions": row} for row in rows]
