"""The rules of Block Kit, as the double reads them."""

import json
from typing import Any

import pytest
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, HeaderBlock, SectionBlock

from tests.doubles.slack.blocks import check_message, check_view, too_much_text
from tests.doubles.slack.blocks.reading import with_ids, words
from tests.doubles.slack.tests.echo import button, form, section

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def row(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


def options(count: int, *, length: int = 5) -> list[Json]:
    return [{"text": plain("x" * length), "value": f"v{number}"} for number in range(count)]


def run(text: str = "x", **style: bool) -> Json:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


FINE: list[Json] = [
    section("x" * 3000),
    {"type": "section", "fields": [plain("x")] * 10, "accessory": button("x", "a")},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [plain("x")] * 10},
    {"type": "image", "image_url": "https://pictures.example/x.png", "alt_text": "x"},
    {"type": "divider"},
    row(*(button("x" * 75, f"a{number}", value="v" * 2000) for number in range(25))),
    row({"type": "overflow", "options": options(5), "action_id": "o"}),
    field({"type": "static_select", "options": options(100, length=75), "placeholder": plain("x")}),
    field({"type": "multi_users_select", "max_selected_items": 20, "initial_users": ["U1"]}, hint=plain("x")),
    field({"type": "checkboxes", "options": options(10), "initial_options": options(1)}, optional=True),
    field({"type": "plain_text_input", "max_length": 3000, "multiline": True, "initial_value": "x"}),
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [run(bold=True), {"type": "link", "url": "tel:2045550123"}]},
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [{"type": "rich_text_section", "elements": [run()]}],
            },
        ],
    },
]

WRONG: dict[str, Json] = {
    "not a block": {"type": "marquee"},
    "no type": {"text": plain("x")},
    "an unknown key": section("x") | {"colour": "red"},
    "section: too long": section("x" * 3001),
    "section: empty text": section(""),
    "section: says nothing": {"type": "section"},
    "section: 11 fields": {"type": "section", "fields": [plain("x")] * 11},
    "section: long field": {"type": "section", "fields": [plain("x" * 2001)]},
    "section: an input as accessory": section("x") | {"accessory": {"type": "plain_text_input"}},
    "header: too long": {"type": "header", "text": plain("x" * 151)},
    "header: with markup": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "context: empty": {"type": "context", "elements": []},
    "context: 11 elements": {"type": "context", "elements": [plain("x")] * 11},
    "context: a button": {"type": "context", "elements": [button("x", "a")]},
    "context: long text": {"type": "context", "elements": [plain("x" * 2001)]},
    "actions: empty": row(),
    "actions: 26 elements": row(*(button("x", f"a{number}") for number in range(26))),
    "block_id: too long": {"type": "divider", "block_id": "x" * 256},
    "button: long text": row(button("x" * 76, "a")),
    "button: long value": row(button("x", "a", value="v" * 2001)),
    "button: long action_id": row(button("x", "a" * 256)),
    "button: long label": row(button("x", "a", accessibility_label="x" * 76)),
    "button: a style of its own": row(button("x", "a", style="loud")),
    "button: long confirmation": row(
        button(
            "x", "a", confirm={"title": plain("x" * 101), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")}
        )
    ),
    "button: half a confirmation": row(button("x", "a", confirm={"title": plain("x"), "text": plain("x")})),
    "select: 101 options": field({"type": "static_select", "options": options(101)}),
    "select: no options": field({"type": "static_select", "options": []}),
    "select: neither": field({"type": "static_select"}),
    "select: long option": field({"type": "static_select", "options": options(1, length=76)}),
    "select: long value": field({"type": "static_select", "options": [{"text": plain("x"), "value": "v" * 151}]}),
    "select: starts elsewhere": field(
        {"type": "static_select", "options": options(2), "initial_option": options(3)[2]}
    ),
    "radio: 11 options": field({"type": "radio_buttons", "options": options(11)}),
    "ticks: 11 options": field({"type": "checkboxes", "options": options(11)}),
    "ticks: an empty start": field({"type": "checkboxes", "options": options(1), "initial_options": []}),
    "input: a button": field(button("x", "a")),
    "input: no label": {"type": "input", "element": {"type": "plain_text_input"}},
    "input: long label": field({"type": "plain_text_input"}) | {"label": plain("x" * 2001)},
    "input: long hint": field({"type": "plain_text_input"}, hint=plain("x" * 2001)),
    "input: longest too long": field({"type": "plain_text_input", "max_length": 3001}),
    "input: starts too long": field({"type": "plain_text_input", "max_length": 3, "initial_value": "four"}),
    "people: at most none": field({"type": "multi_users_select", "max_selected_items": 0}),
    "image: no words": {"type": "image", "image_url": "https://pictures.example/x.png"},
    "image: no picture": {"type": "image", "alt_text": "x"},
    "rich text: a stray style": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [run(blink=True)]}],
    },
    "rich text: a list of bare text": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [run()]}],
    },
}


def test_what_stands_at_the_limit_is_fine():
    assert check_message(FINE) == []


@pytest.mark.parametrize("block", WRONG.values(), ids=WRONG)
def test_what_goes_beyond_is_refused(block: Json):
    (problem, *_) = check_message([{"type": "divider"}, block])
    assert "[json-pointer:/blocks/1" in problem


def test_ids_are_unique():
    twice = [row(button("One", "a")), row(button("Two", "a"))]
    assert "action_id 'a' is used more than once" in check_message(twice)[0]
    assert "block_id 'b'" in check_message([section("x") | {"block_id": "b"}] * 2)[0]


def test_the_ids_that_slack_gives_stand_once():
    """So many that two of them would be alike if each were drawn for itself, and one that is the app's own."""
    named = with_ids([{"type": "divider"} for _ in range(5000)] + [row(button("One", "a")) | {"block_id": "row"}])
    found = [block["block_id"] for block in named]
    assert len(set(found)) == 5001
    assert found[-1] == "row"
    assert {len(each) for each in found[:-1]} == {5}


def test_a_message_has_fifty_blocks_and_so_many_words():
    assert check_message([{"type": "divider"}] * 50) == []
    assert check_message([{"type": "divider"}] * 51) != []
    assert not too_much_text([section("x" * 2640)] * 5)
    assert too_much_text([section("x" * 2640)] * 5 + [section("x")])


def test_a_modal_keeps_its_rules():
    def wrong(**changed: Any) -> str:
        view = {key: value for key, value in (form() | changed).items() if value is not None}
        return "; ".join(check_view(view, "modal"))

    assert wrong() == ""
    assert "/view/title" in wrong(title=plain("x" * 25))
    assert "/view/title" in wrong(title=plain(""))
    assert "title" in wrong(title=None)
    assert "/view/submit" in wrong(submit=plain("x" * 25))
    assert "/view/close" in wrong(close=plain("x" * 25))
    assert "submit" in wrong(submit=None)
    assert "/view/private_metadata" in wrong(private_metadata="x" * 3001)
    assert "/view/callback_id" in wrong(callback_id="x" * 256)
    assert wrong(blocks=[{"type": "divider"}] * 100) == ""
    assert "/view/blocks" in wrong(blocks=[{"type": "divider"}] * 101)
    assert "additional" in wrong(footer="x")
    assert "of type home" in "; ".join(check_view(form(), "home"))
    assert "additional" in "; ".join(check_view({"type": "home", "blocks": [], "title": plain("x")}, "home"))


def test_what_slacks_own_models_make_passes():
    made = [
        HeaderBlock(text="Hello"),
        SectionBlock(text="*There*", fields=["one", "two"]),
        ActionsBlock(elements=[ButtonElement(text="Go", action_id="go", value="7f3a", style="primary")]),
    ]
    assert check_message([block.to_dict() for block in made]) == []


def test_words_are_read_as_eyes_read_them():
    assert words(FINE[:1]).startswith("xxx")
    assert words([section("a &lt;b&gt;"), row(button("Press", "p", value="hidden"))]) == "a <b>\nPress"
    assert "hidden" not in json.dumps(words(form(private_metadata="hidden")))
    assert words(form()).splitlines()[0] == "A form"
