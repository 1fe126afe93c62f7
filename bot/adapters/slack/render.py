"""Cards and dialogs as Block Kit, in the reader's words.

Rendering is on the way of a press, so it builds plain dicts that are within Slack's limits by construction. The tests
let slack_sdk's models look at every screen (tests/adapters/slack/lint.py).
"""

from bot.adapters.slack.blocks import actions, body, footer, plain, strong
from bot.adapters.slack.buttons import metadata_of
from bot.adapters.slack.fields import inputs
from bot.adapters.slack.limits import MESSAGE_BLOCKS, MESSAGE_TEXT, VIEW_BLOCKS, VIEW_TITLE, Malformed, TooBig
from bot.adapters.slack.truncate import all_units, short
from bot.ports.application import Json, Say
from bot.surface import DISMISS, Card, Dialog, Phrase, w

CALLBACK = "dialog"
_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "blocks", "private_metadata")


def message(card: Card, say: Say) -> list[Json]:
    """The blocks of a posted card, the crisis lines last. Raises Malformed, as everything here does."""
    blocks = _card(card, say)
    if not 0 < len(blocks) <= MESSAGE_BLOCKS:
        raise TooBig(f"a message has 1 to {MESSAGE_BLOCKS} blocks")
    if all_units(blocks) > MESSAGE_TEXT:
        raise TooBig(f"a message has at most {MESSAGE_TEXT} characters in all")
    return blocks


def fallback(say: Say) -> str:
    """What a notification shows of every posted message: the same neutral words (rule 8)."""
    return say(w("slack-update"))


def modal(dialog: Dialog, say: Say) -> Json:
    """For views.open, views.push, views.update and a response_action."""
    if dialog.fields and not dialog.submit:
        raise Malformed("a modal with a field has a submit button")
    # The crisis lines are last however much there is.
    blocks = [
        *body(dialog.blocks, say),
        *inputs(dialog.fields, say),
        *actions([each for each in dialog.buttons if each.verb != DISMISS], say),
        *footer(dialog.footer, say),
    ]
    view = _modal(dialog.title, blocks, say)
    # Slack's own button shuts the modal, and only it can: ours lends it its words.
    for leaving in (each for each in dialog.buttons if each.verb == DISMISS):
        view["close"] = _label(leaving.words, say)
    if dialog.submit:
        view["submit"] = _label(dialog.submit.words, say)
        view["private_metadata"] = metadata_of(dialog.submit)
    return _checked(view)


def shown_card(card: Card, say: Say) -> Json:
    """A card that answers a press inside a dialog."""
    return _checked(_modal(w("slack-title"), _card(card, say), say))


def notice(words: Phrase, say: Say, title: Phrase) -> Json:
    """One sentence in a small modal of its own, above the one that was pressed."""
    return _checked(_modal(title, strong(say(words)), say))


def home(card: Card, say: Say) -> Json:
    return _checked({"type": "home", "blocks": _card(card, say)})


def with_notice(view: Json, words: str) -> Json:
    """A copy with the sentence on top, for when Slack's stack of three views is full."""
    return _checked(view | {"blocks": [*strong(words), *view["blocks"]]})


def once_more(standing: Json, words: str) -> Json:
    """A view of ours as Slack sent it back, with a sentence on top. What was typed into a modal stays in its fields."""
    kept = {name: standing[name] for name in _OF_A_VIEW if standing.get(name)}
    # App Home is published anew at its next opening, since it says no longer what it showed.
    mark = {"private_metadata": ""} if standing.get("type") == "home" else {}
    return with_notice(kept | mark, words)


def _card(card: Card, say: Say) -> list[Json]:
    return [*body(card.blocks, say), *actions(card.buttons, say), *footer(card.footer, say)]


def _modal(title: Phrase, blocks: list[Json], say: Say) -> Json:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": _label(title, say),
        "close": _label(w("close"), say),
        "blocks": blocks,
        "private_metadata": "",
        "notify_on_close": False,
    }


def _label(words: Phrase, say: Say) -> Json:
    return plain(short(say(words), VIEW_TITLE))


def _checked(view: Json) -> Json:
    if not 0 < len(view["blocks"]) <= VIEW_BLOCKS:
        raise TooBig(f"a view has 1 to {VIEW_BLOCKS} blocks")
    return view
