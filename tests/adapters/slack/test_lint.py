"""What tests/adapters/slack/lint.py sees, also of a screen that is nearly like one which was good."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from bot.adapters.slack import render
from bot.adapters.slack.limits import Malformed
from bot.surface import Button, Card, Dialog, Fact, Field, Line, Paragraph, Tick, Verbatim, w
from bot.wording import Wording
from tests.adapters.slack import lint
from tests.doubles.slack.channels import Sight

LINES = Verbatim("911")

Json = dict[str, Any]
WORDING = Wording()
SEND = Button(Verbatim("Send"), "ask-send")


def say(phrase: Any) -> str:
    return WORDING.text(phrase, "fr")


def of(length: int) -> Verbatim:
    return Verbatim("x" * length)


def dialog(*fields: Field) -> Json:
    return render.modal(Dialog(Verbatim("Title"), (), fields, (), SEND), say)


def _good() -> tuple[list[Json], Json]:
    card = Card((Paragraph(w("update")), Fact(w("send"), of(3))), (Button(w("open"), "status"), SEND), footer=of(3))
    return render.message(card, say), dialog(Line("a", w("send")), Line("b", w("send")))


def _breaks() -> Iterator[tuple[str, Callable[[list[Json]], object]]]:
    fields = {"type": "section", "fields": [{"type": "plain_text", "text": "x" * 2001}]}
    context = {"type": "context", "elements": [{"type": "plain_text", "text": "x" * 2001}]}
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    yield "2000", lambda blocks: blocks.append(fields)
    yield "2000", lambda blocks: blocks.append(context)
    yield "action_id", lambda blocks: blocks.append(blocks[2])
    yield "13200", lambda blocks: blocks.extend([section] * 5)
    yield "50", lambda blocks: blocks.extend([{"type": "divider"}] * 50)
    yield "3000", lambda blocks: blocks[0]["text"].update(text="x" * 3001)
    yield "75", lambda blocks: blocks[2]["elements"][0]["text"].update(text="x" * 76)
    yield "10", lambda blocks: blocks.append({"type": "context", "elements": [_plain()] * 11})
    yield "2000", lambda blocks: blocks[2]["elements"][0].update(value="x" * 2001)
    yield "25", lambda blocks: blocks[2].update(elements=_many(26))
    yield "255", lambda blocks: blocks[0].update(block_id="x" * 256)
    yield "empty", lambda blocks: blocks[0]["text"].update(text="")
    yield "markup", lambda blocks: blocks[0]["text"].update(type="mrkdwn")
    yield "block_id", lambda blocks: [block.update(block_id="a") for block in blocks]


def _many(count: int) -> list[Json]:
    return [{"type": "button", "text": _plain(), "action_id": f"x@{at}", "value": "|0"} for at in range(count)]


def _plain() -> Json:
    return {"type": "plain_text", "text": "x"}


@pytest.mark.parametrize(("rule", "spoil"), list(_breaks()))
def test_the_lint_sees_what_breaks_a_message(rule: str, spoil: Callable[[list[Json]], object]) -> None:
    """Also where it has just seen the same message unbroken."""
    blocks, _ = _good()
    _shown({"blocks": blocks})
    spoil(blocks)
    with pytest.raises(Malformed, match=rule):
        _shown({"blocks": blocks})


def _shown(body: Json) -> None:
    lint.check_sights([Sight("T1", "U1", "view" if "type" in body else "message", "", body)])


def test_the_lint_knows_every_type_of_block_that_it_is_shown() -> None:
    for check in (
        lint.check_message,
        lambda blocks: lint.check_view(dialog(Tick("a", w("send"))) | {"blocks": blocks}),
    ):
        with pytest.raises(Malformed, match="unknown type"):
            check([{"type": "whatever"}])


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("submit", {"submit": None}),
        ("close", {"close": None}),
        ("title", {"title": None}),
        ("24", {"title": {"type": "plain_text", "text": "x" * 25}}),
        ("24", {"submit": {"type": "plain_text", "text": "x" * 25}}),
        ("24", {"close": {"type": "plain_text", "text": "x" * 25}}),
        ("3000", {"private_metadata": "x" * 3001}),
        ("255", {"callback_id": "x" * 256}),
        ("100", {"blocks": [{"type": "divider"}] * 101}),
        ("100", {"blocks": []}),
    ],
)
def test_the_lint_sees_what_breaks_a_view(rule: str, change: Json) -> None:
    _, view = _good()
    _shown(view)
    with pytest.raises(Malformed, match=rule):
        _shown(view | change)


def test_the_models_find_what_our_own_care_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.adapters.slack.blocks.BUTTON_TEXT", 80)
    card = Card((), (Button(of(80), "x"),), footer=LINES)
    with pytest.raises(Malformed, match="75"):
        lint.check_message(render.message(card, say))
    with pytest.raises(Malformed, match="75"):
        lint.check_view(render.home(card, say))
