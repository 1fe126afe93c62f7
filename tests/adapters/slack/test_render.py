"""Every card, dialog and notice of the bot as Slack gets it, in both languages: nothing refused, and no word lost."""

from typing import Any

import pytest
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.adapters.playground import render as playground
from bot.adapters.slack import render
from bot.adapters.slack.blocks import BUTTONS_A_ROW
from bot.adapters.slack.buttons import Pressed, read_action, read_metadata
from bot.adapters.slack.fields import TICKED, option_of
from bot.surface import (
    DISMISS,
    Bullets,
    Button,
    Card,
    Choice,
    Dialog,
    Fact,
    Line,
    Option,
    Paragraph,
    People,
    Style,
    Tick,
    Verbatim,
    w,
)
from bot.wording import LANGUAGES, Wording
from tests.adapters.slack import lint
from tests.doubles.plain import as_read
from tests.wording import test_screens as wording_of_screens
from tests.wording.screens import Read

LINES = Verbatim("911")

screens, reads = wording_of_screens.screens, wording_of_screens.reads

Json = dict[str, Any]
WORDING = Wording()


def english(phrase: Any) -> str:
    return WORDING.text(phrase, "en")


def french(phrase: Any) -> str:
    return WORDING.text(phrase, "fr")


@pytest.fixture
def cards(reads: list[Read]) -> list[tuple[Read, Card]]:
    found = [(read, read.screen.shown) for read in reads if isinstance(read.screen.shown, Card)]
    assert len(found) > 50
    return found


@pytest.fixture
def dialogs(reads: list[Read]) -> list[tuple[Read, Dialog]]:
    found = [(read, read.screen.shown) for read in reads if isinstance(read.screen.shown, Dialog)]
    assert len(found) > 100
    return found


# --- every screen --------------------------------------------------------------------------------------------------


def test_slack_takes_every_posted_card(cards: list[tuple[Read, Card]]) -> None:
    for read, card in cards:
        blocks = render.message(card, read.say)
        lint.check_message(blocks)
        assert [_modelled(block) for block in blocks] == blocks, read


def test_slack_takes_every_dialog(dialogs: list[tuple[Read, Dialog]]) -> None:
    for read, dialog in dialogs:
        view = render.modal(dialog, read.say)
        lint.check_view(view)
        assert View(**view).to_dict() == {key: value for key, value in view.items() if value != ""}, read


def test_slack_takes_every_card_at_home_and_inside_a_modal(cards: list[tuple[Read, Card]]) -> None:
    for read, card in cards:
        home, shown = render.home(card, read.say), render.shown_card(card, read.say)
        lint.check_view(home)
        lint.check_view(shown)
        assert home == {"type": "home", "blocks": render.message(card, read.say)}
        assert shown["blocks"] == home["blocks"], read


def test_slack_takes_every_notice(reads: list[Read]) -> None:
    found = [read for read in reads if not isinstance(read.screen.shown, (Card, Dialog))]
    assert len(found) > 20
    for read in found:
        assert not isinstance(read.screen.shown, (Card, Dialog))
        view = render.notice(read.screen.shown, read.say, w("slack-title"))
        lint.check_view(view)
        assert _leaves(view["blocks"]) == [read.say(read.screen.shown)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_card_is_lost_shortened_or_added(cards: list[tuple[Read, Card]], language: str) -> None:
    for read, card in cards:
        if read.language == language:
            _same_blocks(render.message(card, read.say), playground.card(card, read.say), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_dialog_is_lost_shortened_or_added(dialogs: list[tuple[Read, Dialog]], language: str) -> None:
    for read, dialog in dialogs:
        if read.language == language:
            view, plain = render.modal(dialog, read.say), playground.dialog(dialog, read.say, [])
            assert view["title"]["text"] == plain["title"]
            assert view.get("submit", {}).get("text") == (plain["submit"]["text"] if plain["submit"] else None)
            leaving = [button["text"] for button in plain["buttons"] if button["verb"] == DISMISS]
            assert leaving in ([], [view["close"]["text"]])  # Slack's own button has the words of ours
            staying = [button for button in plain["buttons"] if button["verb"] != DISMISS]
            _same_blocks(view["blocks"], plain | {"buttons": staying}, language)
            _same_fields(view["blocks"], plain["fields"])


def test_every_button_comes_back_as_it_was_made(
    cards: list[tuple[Read, Card]], dialogs: list[tuple[Read, Dialog]]
) -> None:
    made = [(render.message(card, read.say), card.buttons) for read, card in cards]
    for read, dialog in dialogs:
        staying = tuple(button for button in dialog.buttons if button.verb != DISMISS)
        made.append((render.modal(dialog, read.say)["blocks"], staying))
    for blocks, buttons in made:
        pressed = [read_action(each["action_id"], each["value"]) for each in _buttons(blocks)]
        assert pressed == [Pressed(each.verb, each.token, each.version) for each in buttons]
    for read, dialog in dialogs:
        sent, wanted = read_metadata(render.modal(dialog, read.say)["private_metadata"]), dialog.submit
        assert sent == (Pressed(wanted.verb, wanted.token, wanted.version) if wanted else None)


def test_the_crisis_lines_stand_last_on_every_screen(
    cards: list[tuple[Read, Card]], dialogs: list[tuple[Read, Dialog]]
) -> None:
    made = [render.message(card, read.say) for read, card in cards]
    made += [render.modal(dialog, read.say)["blocks"] for read, dialog in dialogs]
    for blocks in made:
        assert [block["type"] for block in blocks].index("context") == len(blocks) - 1
        assert "9-8-8" in as_read(blocks[-1]["elements"][0]["text"])
        assert "911" in blocks[-1]["elements"][0]["text"]


# --- one screen, to be read ----------------------------------------------------------------------------------------


def test_a_posted_card() -> None:
    card = Card(
        (Paragraph(w("update")),),
        (Button(w("open"), "status", "7f3a", 4, opens=True, label=w("escalation-title", number="7F3A")),),
        footer=Verbatim("911"),
    )
    assert render.message(card, english) == [
        {"type": "section", "text": _plain("You have an update.")},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "text": _plain("Open"),
                    "action_id": "status@0",
                    "value": "7f3a|4",
                    "accessibility_label": english(w("escalation-title", number="7F3A")),
                }
            ],
        },
        {"type": "context", "elements": [_plain("911")]},
    ]
    assert render.fallback(english) == "You have an update"
    assert render.fallback(french) == "Vous avez du nouveau"


def test_facts_stand_together_and_a_french_colon_keeps_its_distance() -> None:
    name = Fact(w("name-is"), Verbatim("Dr. Robin Fictional"))
    blocks = render.message(Card((name, name, Paragraph(w("update")), name), footer=LINES), french)
    assert [block["type"] for block in blocks] == ["rich_text", "section", "rich_text", "context"]
    assert [len(block.get("elements", ())) for block in blocks] == [2, 0, 1, 1]
    assert blocks[0]["elements"][0] == {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "Nom\u00a0:", "style": {"bold": True}},
            {"type": "text", "text": " "},
            {"type": "text", "text": "Dr. Robin Fictional"},
        ],
    }


def test_a_strong_paragraph_and_a_list() -> None:
    card = Card(
        (Paragraph(w("update"), strong=True), Bullets((Verbatim("one"), Verbatim(""), Verbatim("two")))), footer=LINES
    )
    first, second, _ = render.message(card, english)
    bold = {"type": "text", "text": "You have an update.", "style": {"bold": True}}
    assert first["elements"] == [{"type": "rich_text_section", "elements": [bold]}]
    assert second["elements"][0]["type"] == "rich_text_list"
    assert _leaves([second]) == ["one", "two"]


def test_six_buttons_take_two_rows_and_styles_are_slacks() -> None:
    buttons = tuple(Button(Verbatim(style), "home", style=style) for style in (*Style, *Style))
    *rows, _ = render.message(Card((), buttons, footer=LINES), english)
    assert [len(row["elements"]) for row in rows] == [BUTTONS_A_ROW, 1]
    assert [each.get("style") for each in _buttons(rows)] == [None, "primary", "danger"] * 2
    assert len({each["action_id"] for each in _buttons(rows)}) == 6


def test_a_modal_without_fields() -> None:
    view = render.modal(Dialog(w("close"), (Paragraph(w("update")),)), french)
    assert view == {
        "type": "modal",
        "callback_id": "dialog",
        "title": _plain("Fermer"),
        "close": _plain("Fermer"),
        "blocks": [{"type": "section", "text": _plain("Vous avez du nouveau.")}],
        "private_metadata": "",
        "notify_on_close": False,
    }


def test_fields_then_buttons_then_the_crisis_lines() -> None:
    dialog = Dialog(
        w("close"),
        (Paragraph(w("update")),),
        (Tick("share_reason", w("form-share-reason")),),
        (Button(w("phone-instead"), "phone"), Button(w("not-now"), DISMISS)),
        Button(w("send"), "ask-send", "a", 2),
        Verbatim("911"),
    )
    view = render.modal(dialog, english)
    assert [block["type"] for block in view["blocks"]] == ["section", "input", "actions", "context"]
    assert view["submit"] == _plain("Send")
    assert view["close"] == _plain("Not now")
    assert view["private_metadata"] == '["ask-send","a",2]'


# --- fields --------------------------------------------------------------------------------------------------------


def test_a_line_takes_a_phone_number_or_an_address() -> None:
    for kind in ("text", "tel", "email"):
        block = _field(Line("contact", w("form-contact"), w("form-contact-hint"), kind=kind, longest=90))
        assert block["element"] == {
            "type": "plain_text_input",
            "multiline": False,
            "max_length": 90,
            "action_id": "contact",
        }
        assert block["block_id"] == "contact"
        assert block["optional"] is False
        assert block["hint"] == _plain(english(w("form-contact-hint")))


def test_what_stands_in_a_line_already_is_never_cut() -> None:
    element = _field(Line("contact", w("form-contact"), value="a" * 130, required=False, longest=120))["element"]
    assert element["initial_value"] == "a" * 130
    assert element["max_length"] == 130


def test_a_choice_with_an_option_for_none_may_be_left_and_stands_on_it() -> None:
    options = (Option("", w("no-preference")), Option("mornings", w("times-mornings")))
    block = _field(Choice("times", w("form-times"), options))
    assert block["optional"] is True
    assert block["element"]["type"] == "radio_buttons"
    none = block["element"]["initial_option"]
    assert none["value"]
    assert [option_of(each["value"]) for each in block["element"]["options"]] == ["", "mornings"]
    assert none == block["element"]["options"][0]


def test_a_choice_without_an_option_for_none_wants_an_answer() -> None:
    options = (Option("a", Verbatim("A")), Option("b", Verbatim("B")))
    chosen, open_ = (_field(Choice("site", w("form-site"), options, chosen)) for chosen in ("b", ""))
    assert chosen["optional"] is False
    assert chosen["element"]["initial_option"]["value"] == "b"
    assert "initial_option" not in open_["element"]


@pytest.mark.parametrize(
    ("count", "length", "many", "kind"),
    [
        (4, 40, False, "radio_buttons"),
        (5, 40, False, "static_select"),
        (4, 41, False, "static_select"),
        (10, 41, True, "checkboxes"),
        (11, 41, True, "multi_static_select"),
    ],
)
def test_few_short_options_can_be_seen_at_once(count: int, length: int, many: bool, kind: str) -> None:
    options = tuple(Option(f"v{at}", Verbatim(f"{at:02}" + "x" * (length - 2))) for at in range(count))
    start = {"ticked": ("v1",)} if many else {"chosen": "v1"}
    block = _field(Choice("times", w("form-times"), options, many=many, **start))
    assert block["element"]["type"] == kind
    first = block["element"]["options"][1]
    assert block["element"].get("initial_options" if many else "initial_option") == ([first] if many else first)
    assert block["optional"] is many


def test_who_was_picked_before_stands_there() -> None:
    block = _field(People("not_these", w("form-not-these"), most=2, chosen=("U1", "U2", "U3")))
    assert block["element"]["initial_users"] == ["U1", "U2"]


def test_a_people_picker_takes_so_many() -> None:
    block = _field(People("not_these", w("form-not-these"), w("form-not-these-hint"), most=7))
    assert block["element"] == {"type": "multi_users_select", "max_selected_items": 7, "action_id": "not_these"}
    assert block["optional"] is True
    assert block["hint"]


def test_a_tick_sends_what_flows_look_for() -> None:
    off, on = (_field(Tick("outside", w("form-outside"), ticked)) for ticked in (False, True))
    assert off["element"]["options"] == [{"text": _plain("Yes"), "value": TICKED}]
    assert "initial_options" not in off["element"]
    assert on["element"]["initial_options"] == on["element"]["options"]
    assert off["optional"] is True


# --- over another modal --------------------------------------------------------------------------------------------


def test_a_notice_on_top_of_a_full_stack_leaves_the_view_as_it_was() -> None:
    view = render.modal(Dialog(w("close"), (Paragraph(w("update")),)), english)
    told = render.with_notice(view, "Somebody was quicker.")
    assert _leaves(told["blocks"]) == ["Somebody was quicker.", "You have an update."]
    assert len(view["blocks"]) == 1
    assert {**told, "blocks": view["blocks"]} == view


# --- helpers -------------------------------------------------------------------------------------------------------


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _field(field: Choice | Line | People | Tick) -> Json:
    view = render.modal(Dialog(w("close"), (), (field,), (), Button(w("send"), "ask-send")), english)
    lint.check_view(view)
    block: Json = view["blocks"][0]
    assert block["block_id"] == block["element"]["action_id"] == field.name
    return block


def _modelled(block: Json) -> Json:
    """What slack_sdk's model keeps of it: what it does not know would be gone."""
    model = Block.parse(block)
    assert model is not None
    kept: Json = model.to_dict()
    return kept


def _same_blocks(blocks: list[Json], plain: Json, language: str) -> None:
    assert _leaves(blocks) == [text for block in plain["blocks"] for text in _texts(block, language)]
    buttons = [(each["text"]["text"], each["accessibility_label"]) for each in _buttons(blocks)]
    assert buttons == [(each["text"], each["label"] or each["text"]) for each in plain["buttons"]]
    footers = [each["text"] for block in blocks if block["type"] == "context" for each in block["elements"]]
    assert footers == ([plain["footer"]] if plain["footer"] else [])


def _same_fields(blocks: list[Json], fields: list[Json]) -> None:
    inputs = [block for block in blocks if block["type"] == "input"]
    assert [each["label"]["text"] for each in inputs] == [each["label"] for each in fields]
    assert [each.get("hint", {}).get("text") for each in inputs] == [each.get("hint") for each in fields]
    for made, field in zip(inputs, fields, strict=True):
        assert made["block_id"] == field["name"]
        if field["kind"] == "choice":
            options = [(option_of(each["value"]), each["text"]["text"]) for each in made["element"]["options"]]
            assert options == [(each["value"], each["text"]) for each in field["options"]]
        if field["kind"] == "line":
            assert made["element"].get("initial_value", "") == field["value"]


def _texts(block: Json, language: str) -> list[str]:
    if block["kind"] == "fact":
        return [block["label"] + (":" if language == "en" else "\u00a0:"), block["value"]]
    return block["items"] if block["kind"] == "bullets" else [block["text"]]


def _leaves(blocks: list[Json]) -> list[str]:
    """The texts of the body, in order."""
    found = []
    for block in blocks:
        if block["type"] == "section":
            found.append(block["text"]["text"])
        if block["type"] == "rich_text":
            found += [text for text in _rich_texts(block["elements"]) if text != " "]
    return found


RUNS = ("text", "link")


def _rich_texts(elements: list[Json]) -> list[str]:
    return [
        text
        for each in elements
        for text in ([each.get("text") or each["url"]] if each["type"] in RUNS else _rich_texts(each["elements"]))
    ]


def _buttons(blocks: list[Json]) -> list[Json]:
    return [each for block in blocks if block["type"] == "actions" for each in block["elements"]]
