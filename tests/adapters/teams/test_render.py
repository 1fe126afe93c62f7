"""Every card and dialog of the bot as Teams gets it, in both languages: an independent model of Adaptive Cards reads
it, nothing is wider than a phone, and no word is lost."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from microsoft_teams import cards as models

from bot.adapters.playground import render as playground
from bot.adapters.teams import render
from bot.adapters.teams.buttons import OURS, Pressed, Sent, read_form, read_press
from bot.surface import (
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
from bot.wording import Wording
from tests.doubles.plain import as_read
from tests.doubles.teams.cards.reading import buttons as buttons_of
from tests.doubles.teams.cards.reading import words as words_of
from tests.doubles.teams.cards.rules import problems
from tests.wording import test_screens as wording_of_screens
from tests.wording.screens import Read

LINES = Verbatim("911")

screens, reads = wording_of_screens.screens, wording_of_screens.reads

Json = dict[str, Any]
WORDING = Wording()
_MODELS: dict[str, Any] = {
    model.model_fields["type"].default: model
    for model in vars(models).values()
    if isinstance(model, type) and hasattr(model, "model_fields") and "type" in model.model_fields
}
# What would not fit a phone, or is not for a bot's card.
WIDE = {"Table", "ColumnSet", "FactSet", "Image", "Media"}


def say(phrase: Any) -> str:
    return WORDING.text(phrase, "en")


def content(answer: Json) -> Json:
    made: Json = answer["task"]["value"]["card"]["content"]
    return made


def parts(node: Any) -> Iterator[Json]:
    """Every object that has a type, itself included; what travels with a press is not looked into."""
    if isinstance(node, dict):
        if "type" in node:
            yield node
        for key, each in node.items():
            if key != "data":
                yield from parts(each)
    elif isinstance(node, list):
        for each in node:
            yield from parts(each)


def check(card: Json, *, dialog: bool = False) -> None:
    """Each part is read by Microsoft's own model of its type, which keeps every property as it is."""
    for part in parts(card):
        if part["type"] in ("Text", "Tel", "Email"):
            continue
        model = _MODELS[part["type"]]
        read = model.model_validate(part)
        assert read.model_extra in (None, {}), f"{part['type']} does not know {read.model_extra}"
        # A picture is as wide as the phone, whatever its own size.
        assert part["type"] not in WIDE or (part["type"] == "Image" and part["size"] == "Stretch")
    assert problems(card, dialog=dialog) == []
    assert card["version"] == "1.5"
    assert card["fallbackText"]
    assert 2 * len(json.dumps(card, ensure_ascii=False)) <= render.LARGEST


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


def test_microsofts_model_reads_every_card(cards: list[tuple[Read, Card]]) -> None:
    for read, card in cards:
        check(render.card(card, read.say, w("moved-on"), copy=True))
        check(content(render.shown_card(card, read.say)), dialog=True)


def test_microsofts_model_reads_every_dialog(dialogs: list[tuple[Read, Dialog]]) -> None:
    for read, dialog in dialogs:
        values = {field.name: "x" for field in dialog.fields}
        sent = Sent(Pressed("send", "", 0), values, None)
        wrong = {field.name: w("contact-bad") for field in dialog.fields} | {"nothing": w("moved-on")}
        opener = Pressed("ask", "t", 1)
        for answer in (
            render.dialog(dialog, read.say),
            render.dialog(dialog, read.say, opener=opener, sent=sent, errors=wrong, notice=w("moved-on")),
        ):
            check(content(answer), dialog=True)
            assert answer["task"]["value"]["title"] == read.say(dialog.title)


def test_no_word_of_a_screen_is_lost(cards: list[tuple[Read, Card]], dialogs: list[tuple[Read, Dialog]]) -> None:
    for read, card in cards:
        _same(render.card(card, read.say), playground.card(card, read.say))
    for read, dialog in dialogs:
        _same(content(render.dialog(dialog, read.say)), playground.dialog(dialog, read.say, []))


def _same(made: Json, plain: Json) -> None:
    text = words_of(made).replace("• ", "")
    for block in plain["blocks"]:
        for line in (block.get("text"), block.get("label"), block.get("value"), *block.get("items", ())):
            assert line is None or as_read(line).strip() in text, line
    assert text.endswith(as_read(plain["footer"])), "the crisis lines stand last"
    for field in plain.get("fields", ()):
        for line in (field["label"], field.get("hint"), *(option["text"] for option in field.get("options", ()))):
            assert not line or line in text, line
    wanted = [button["text"] for button in [plain.get("submit"), *plain["buttons"]] if button]
    assert [action["title"] for action in buttons_of(made)] == wanted
    for line in (plain.get("title"), *(block.get("text") for block in plain["blocks"])):
        assert not line or line.strip() in made["fallbackText"]


def test_every_button_comes_back_as_it_was_made(cards: list[tuple[Read, Card]]) -> None:
    for read, card in cards:
        made = buttons_of(render.card(card, read.say, copy=True))
        wanted = [Pressed(each.verb, each.token, each.version, copy=True) for each in card.buttons]
        assert [read_press(each["data"]) for each in made] == wanted
        for action, button in zip(made, card.buttons, strict=True):
            if button.opens:
                assert action["type"] == "Action.Submit"
                assert action["data"]["msteams"] == {"type": "task/fetch"}
            else:
                assert (action["type"], action["fallback"]["type"]) == ("Action.Execute", "Action.Submit")
                assert action["fallback"]["data"] == action["data"]


def test_every_form_says_what_it_is(dialogs: list[tuple[Read, Dialog]]) -> None:
    for read, dialog in dialogs:
        if dialog.submit:
            action = buttons_of(content(render.dialog(dialog, read.say, opener=Pressed("ask", "", 0))))[0]
            sent = read_form(action["data"])
            assert sent is not None
            assert sent.pressed == Pressed(dialog.submit.verb, dialog.submit.token, dialog.submit.version)
            assert sent.opener == Pressed("ask", "", 0)


# --- single things -------------------------------------------------------------------------------------------------


def test_a_link_opens_what_stands_there() -> None:
    url = "https://meet.example.org/peers?of=us"
    facts = Card(
        (Fact(Verbatim("Where"), Verbatim(url, link=True)), Fact(Verbatim("Name"), Verbatim(url))), footer=LINES
    )
    opened = [
        (part["text"], part["selectAction"]["url"]) for part in parts(render.card(facts, say)) if "selectAction" in part
    ]
    assert opened == [(url, url)], "and what is not meant as a link is none"


def test_what_people_are_called_is_no_markup_and_turns_nothing_around() -> None:
    name = "[Dr. X](https://evil.example) **b** \u202e555\x00\ud800"
    card = Card(
        (Paragraph(Verbatim(name)), Fact(Verbatim("Name"), Verbatim(name)), Bullets((Verbatim(name),))), footer=LINES
    )
    made = render.card(card, say)
    kinds = {part["type"] for part in parts(made)}
    assert kinds == {"AdaptiveCard", "RichTextBlock", "TextRun"}, "runs, in which nothing is parsed"
    text = json.dumps(made, ensure_ascii=False)
    text.encode()
    assert "\u202e" not in text
    assert "\\u0000" not in text
    choice = Choice("a", Verbatim(name), (Option("1", Verbatim(name)),))
    asked = json.dumps(content(render.dialog(Dialog(Verbatim(name), fields=(choice,)), say)), ensure_ascii=False)
    assert "](" not in asked.partition("fallbackText")[0]


def test_a_card_that_is_too_large_loses_text_and_no_button() -> None:
    large = Card(
        tuple(Paragraph(Verbatim("é" * 900)) for _ in range(100)), (Button(w("ask"), "ask"),), footer=w("slot-moved")
    )
    made = render.card(large, say)
    assert 2 * len(json.dumps(made, ensure_ascii=False)) <= render.LARGEST
    assert len(made["body"]) > 20
    assert "The rest does not fit here." in words_of(made)
    assert [each["title"] for each in buttons_of(made)] == [say(w("ask"))]
    check(content(render.shown_card(large, say)), dialog=True)


def test_at_most_two_buttons_stand_in_a_row_which_every_client_of_teams_can_show() -> None:
    made = render.card(Card((), tuple(Button(Verbatim(f"B{each}"), "x") for each in range(7)), footer=LINES), say)
    assert [len(each["actions"]) for each in made["body"][:-1]] == [2, 2, 2, 1]


def test_what_half_a_row_of_a_phone_would_cut_has_a_row_of_its_own() -> None:
    labels = ("Ask for a peer", "Privacy", "Phone instead", "More", "Lines and services", "Close")
    made = render.card(Card((), tuple(Button(Verbatim(each), "x") for each in labels), footer=LINES), say)
    rows = [[each["title"] for each in row["actions"]] for row in made["body"][:-1]]
    assert rows == [["Ask for a peer"], ["Privacy", "Phone instead"], ["More"], ["Lines and services"], ["Close"]]


def test_an_empty_card_is_still_a_card() -> None:
    check(render.card(Card((), footer=LINES), say))
    check(render.card(Card((Paragraph(Verbatim("")),), footer=LINES), say))


def test_fields_as_they_stand() -> None:
    dialog = Dialog(
        Verbatim("A form"),
        fields=(
            Line("contact", Verbatim("Reach"), hint=Verbatim("e.g."), value="204", longest=2, kind="tel"),
            Line("note", Verbatim("Note"), required=False),
            Choice("free", Verbatim("Any"), (Option("", Verbatim("No wish")), Option("a", Verbatim("A")))),
            Choice("must", Verbatim("One"), (Option("a", Verbatim("A")), Option("b", Verbatim("B"))), chosen="b"),
            Choice(
                "many",
                Verbatim("Some"),
                tuple(Option(f"v{n}", Verbatim(f"V{n}")) for n in range(9)),
                many=True,
                ticked=("v1", "v3"),
            ),
            People("who", Verbatim("Not these"), hint=Verbatim("Names"), chosen=("a-1", "b-2")),
            Tick("sure", Verbatim("Sure"), ticked=True),
        ),
        submit=Button(Verbatim("Send"), "send", style=Style.PRIMARY),
        buttons=(Button(Verbatim("Leave"), "leave", style=Style.DANGER, label=Verbatim("Leave this form")),),
    )
    made = content(render.dialog(dialog, say))
    check(made, dialog=True)
    found = {each["id"]: each for each in made["body"] if "id" in each}
    assert found["contact"]["maxLength"] == 3, "what stands there already is never cut"
    assert (found["contact"]["style"], found["contact"]["isRequired"]) == ("Tel", True)
    assert found["contact"]["errorMessage"] == "Please fill this in."
    assert "isRequired" not in found["note"]
    assert found["free"]["value"] == "-"
    assert "isRequired" not in found["free"]
    assert (found["must"]["value"], found["must"]["isRequired"], found["must"]["style"]) == ("b", True, "expanded")
    assert (found["many"]["isMultiSelect"], found["many"]["style"]) == (True, "compact")
    assert (found["many"]["value"], found["who"]["value"]) == ("v1,v3", "a-1,b-2")
    assert found["who"]["choices.data"]["dataset"] == "graph.microsoft.com/users"
    assert found["sure"]["value"] == "yes"
    sends, leaves = buttons_of(made)
    assert sends["data"][OURS]["several"] == ["many", "who"]
    assert (leaves["associatedInputs"], leaves["tooltip"], leaves["style"]) == (
        "none",
        "Leave this form",
        "destructive",
    )


def test_what_a_form_sends_is_read_with_care() -> None:
    data = {
        OURS: {"verb": "send", "token": "t", "version": 1, "form": True, "several": ["many", 7]},
        "many": "a, b,,-",
        "none": "-",
        "number": 7,
        "long": "x" * 9_000,
        "msteams": {"type": "task/fetch"},
    }
    sent = read_form(data)
    assert sent is not None
    assert dict(sent.values) == {"many": ("a", "b"), "none": "", "long": "x" * 4_000}
    assert sent.opener is None
    ours: Json = {"verb": "send", "token": "t", "version": True, "form": True}
    broken: object
    for broken in ({}, {OURS: []}, {OURS: {"form": True}}, {OURS: ours}, None, [], "x"):
        assert read_form(broken) is None


def test_a_label_has_the_colon_of_its_language() -> None:
    fact = Card((Fact(Verbatim("Quand"), Verbatim("demain")),), footer=LINES)
    made = render.card(fact, lambda phrase: WORDING.text(phrase, "fr"))
    assert words_of(made) == "Quand\u00a0: demain\n911"
    assert made["fallbackText"] == "Quand\u00a0: demain\n911"
