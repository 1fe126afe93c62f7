"""Cards and dialogs as Adaptive Cards 1.5, plain dicts, in the reader's words, within what Teams takes.

Rendering is on the way of a press, so nothing is looked at again here: the tests let an independent model of Adaptive
Cards read every screen.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.adapters.teams import blocks, fields
from bot.adapters.teams.buttons import Pressed, Sent, form_data
from bot.adapters.teams.text import short
from bot.ports.application import Json, Say
from bot.surface import Card, Dialog, Phrase, w
from bot.values.clean import sendable

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
LARGEST = 80 * 1024  # bytes in UTF-16, as Teams counts them; it refuses at about 100
_TITLE = 60


class Written(dict[str, Any]):
    """What was written as JSON to see how long it is: an answer on its way need not be written again."""

    json: str


def card(shown: Card, say: Say, notice: Phrase | None = None, *, copy: bool = False) -> Json:
    """A card in the chat, the crisis lines last. A `copy` belongs to a slot."""
    head = [blocks.notice(notice, say)] if notice else []
    body, foot = blocks.body(shown.blocks, say), blocks.footer(shown.footer, say)
    said = blocks.aloud([*head, *body, *foot])
    tail = [*blocks.posted_buttons(shown.buttons, say, copy=copy), *foot]
    return _fitted(head, body, tail, lambda made: _adaptive(made, said), say)


def message(shown: Json, say: Say) -> Json:
    """The activity that carries a card. What a notification shows is the same neutral words for all (rule 8)."""
    return {
        "type": "message",
        "summary": say(w("teams-update")),
        "attachments": [{"contentType": CARD_TYPE, "content": shown}],
    }


def dialog(
    shown: Dialog,
    say: Say,
    *,
    opener: Pressed | None = None,
    sent: Sent | None = None,
    errors: Mapping[str, Phrase] | None = None,
    notice: Phrase | None = None,
) -> Json:
    """The answer that opens a dialog or goes on in one.

    `opener` is the press that it answers; with `sent` and `errors` the form comes again with what stood in it.
    """
    wrong = dict(errors or {})
    named = {field.name for field in shown.fields}
    head = [blocks.notice(notice, say)] if notice else []
    head += [blocks.wrong(each, say) for name, each in wrong.items() if name not in named]
    tail = fields.inputs(shown.fields, say, sent.values if sent else None, wrong)
    buttons = [blocks.inside(each, say) for each in shown.buttons]
    if shown.submit:
        data = form_data(shown.submit, fields.several(shown.fields), opener)
        buttons.insert(0, blocks.sending(shown.submit, data, say))
    tail += [*blocks.dialog_buttons(buttons), *blocks.footer(shown.footer, say)]
    title, body = say(shown.title), blocks.body(shown.blocks, say)
    said = [sendable(title), *blocks.aloud(body)]
    return _fitted(head, body, tail, lambda made: _continue(title, _adaptive(made, said)), say)


def shown_card(shown: Card, say: Say, notice: Phrase | None = None) -> Json:
    """A card that answers a press inside a dialog, or one that wanted a dialog."""
    return dialog(Dialog(w("teams-title"), shown.blocks, (), shown.buttons, None, shown.footer), say, notice=notice)


def task_message(words: Phrase, say: Say) -> Json:
    return {"task": {"type": "message", "value": sendable(say(words)) or "…"}}


def _adaptive(body: list[Json], said: list[str]) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": body,
        "fallbackText": "\n".join(said) or "…",
    }


def _continue(title: str, content: Json) -> Json:
    attachment = {"contentType": CARD_TYPE, "content": content}
    value = {"title": short(title, _TITLE), "height": "large", "width": "medium", "card": attachment}
    return {"task": {"type": "continue", "value": value}}


def _fitted(
    head: list[Json], body: list[Json], tail: list[Json], made: Callable[[list[Json]], Json], say: Say
) -> Written:
    """Text goes before a button or a crisis line does, and the reader is told."""
    whole = Written(made([*head, *body, *tail] or [blocks.rich(blocks.run("…"))]))
    whole.json = json.dumps(whole)
    while body and _size(whole) > LARGEST:
        body = body[: len(body) * 3 // 4]
        whole = Written(made([*head, *body, blocks.notice(w("teams-cut"), say), *tail]))
        card_of = whole if whole.get("type") == "AdaptiveCard" else whole["task"]["value"]["card"]["content"]
        card_of["fallbackText"] = say(w("teams-cut"))
        whole.json = json.dumps(whole)
    return whole


def _size(made: Written) -> int:
    """As Teams counts. In ASCII it is never shorter, so that one look is mostly enough."""
    size = 2 * len(made.json)
    return size if size <= LARGEST else 2 * len(json.dumps(made, ensure_ascii=False))
