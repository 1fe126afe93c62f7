"""The card rules, each broken once, and what a client does with fields."""

from typing import Any

import pytest

from tests.doubles.teams.cards import client
from tests.doubles.teams.cards.reading import buttons, toggle, words
from tests.doubles.teams.cards.rules import problems
from tests.doubles.teams.toy import card, execute, submit, text

Json = dict[str, Any]


def field(kind: str = "Text", name: str = "a", **more: Any) -> Json:
    return {"type": f"Input.{kind}", "id": name, **more}


def choices(*values: str, **more: Any) -> Json:
    return field("ChoiceSet", choices=[{"title": value.title(), "value": value} for value in values], **more)


GOOD = card(
    text("Hello", weight="Bolder"),
    {"type": "FactSet", "facts": [{"title": "Phone", "value": "204-555-0123"}]},
    {"type": "ColumnSet", "columns": [{"width": "auto", "items": [text("left")]}, {"items": [text("right")]}]},
    {"type": "Chart.Donut", "title": "Matches", "data": [], "fallback": text("Matches: 5")},
    field(label="Name", isRequired=True, errorMessage="Please write it.", maxLength=20),
    choices("x", "y", name="b", value="y"),
    {"type": "ActionSet", "actions": [execute("Go", "go", fallback=submit("Go"))]},
    actions=[submit("Open", msteams={"type": "task/fetch"})],
)


def test_a_good_card_has_no_problems() -> None:
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"type": "Card"}, "not an AdaptiveCard"),
        ({"type": "AdaptiveCard", "body": [text("x")]}, "no version"),
        (card(), "empty"),
        (card(text("x"), version="1.6"), "newer than 1.5"),
        (card(text("x")) | {"titel": 1}, "unknown property titel"),
        (card(text("x", wrapp=True)), "unknown property wrapp"),
        (card({"type": "TextBlock"}), "TextBlock has no text"),
        (
            card({"type": "ActionSet", "actions": [submit("Go"), submit("Nobody has reached me")]}),
            "a phone cuts the label",
        ),
        (card(text(7)), "not a string"),  # type: ignore[arg-type]
        (card(text("x", weight="Fat")), "has the weight Fat"),
        (card(field(style="phone")), "has the style phone"),
        (card({"type": "RichTextBlock", "inlines": [{"type": "Run", "text": "x"}]}), "no TextRun"),
        (card({"type": "Carousel"}), "unknown element Carousel"),
        (card({"type": "Chart.Pie"}), "no fallback"),
        (card({"type": "Table", "columns": [{"width": 1}], "rows": [{"cells": []}]}, version="1.4"), "not in version"),
        (card({"type": "FactSet", "facts": [{"title": "x"}]}), "not a title and a value"),
        (card(field(), field()), "two inputs have the id a"),
        (card({"type": "Container", "items": [field(name="")]}), "Input.Text has no id"),
        (card(field(value="too long", maxLength=3)), "longer than its maxLength"),
        (card(field("Toggle", title="T", value="maybe")), "neither on nor off"),
        (card(choices()), "has no choices"),
        (card(choices("x", "x")), "two choices of the same value"),
        (card(choices("x,y", isMultiSelect=True)), "comma"),
        (card(choices("x", value="z")), "not a choice"),
        (card(actions=[{"type": "Action.Http", "title": "x"}]), "unknown action"),
        (card(actions=[execute("x", "")]), "Action.Execute has no verb"),
        (card(actions=[execute("", "x")]), "Action.Execute has no title"),
        (card(actions=[execute("x", "x", fallback={"type": "Action.Submit"})]), "Action.Submit has no title"),
        (card(actions=[execute("x", "x")], version="1.3"), "not in this version"),
        (card(actions=[{**submit("x"), "isEnabled": False}]), "unknown property isEnabled"),
        (card(actions=[{**submit("x"), "data": "text"}]), "not an object"),
        (card(actions=[submit("x", msteams={"type": "task/open"})]), "no type that Teams knows"),
        (card(actions=[execute("x", "x", data={"msteams": {"type": "task/fetch"}})]), "belongs to Action.Submit"),
        (card(actions=[submit(str(n)) for n in range(7)]), "more than 6 actions"),
        (card(actions=[{"type": "Action.ShowCard", "title": "x", "card": card()}]), "empty"),
    ],
)
def test_each_rule_is_kept(broken: Json, problem: str) -> None:
    assert problem in "; ".join(problems(broken))


@pytest.mark.parametrize("action", [execute("x", "x"), submit("x", msteams={"type": "task/fetch"})])
def test_a_dialog_goes_on_with_submit_only(action: Json) -> None:
    assert problems(card(text("x"), actions=[action])) == []
    assert len(problems(card(text("x"), actions=[action]), dialog=True)) == 1


def test_reading_a_card() -> None:
    assert words(GOOD).splitlines() == [
        *("Hello", "Phone: 204-555-0123", "left", "right", "Matches", "Name", "X", "Y"),
    ]
    assert [action["title"] for action in buttons(GOOD)] == ["Go", "Open"]


def test_what_is_hidden_is_not_there_until_it_is_shown() -> None:
    shown = card({"type": "Container", "id": "more", "isVisible": False, "items": [text("more")]})
    assert words(shown) == ""
    toggle(shown, ["more"])
    assert words(shown) == "more"


def test_fields_start_are_filled_and_travel() -> None:
    form = card(
        field(value="before"),
        field(name="empty"),
        field("Toggle", "sure", title="Sure", valueOn="yes", valueOff="no"),
        choices("x", "y", name="one"),
        choices("x", "y", name="many", isMultiSelect=True, label="Several"),
        field(
            "ChoiceSet", "people", isMultiSelect=True, **{"choices.data": {"type": "Data.Query", "dataset": "users"}}
        ),
    )
    assert client.start(form) == {"a": "before", "empty": "", "sure": "no", "one": "", "many": "", "people": ""}
    given = client.filled(form, {"sure": True, "Several": ["X", "y"], "people": ["aad-1", "aad-2"]})
    assert client.sent(form, given) == {
        "a": "before",
        "empty": "",
        "sure": "yes",
        "many": "x,y",
        "people": "aad-1,aad-2",
    }
    assert "empty" not in client.sent(form, given, omit_empty=True)
    for wrong in ({"one": "z"}, {"one": ["x", "y"]}, {"nobody": 1}):
        with pytest.raises(AssertionError):
            client.filled(form, wrong)


@pytest.mark.parametrize(
    ("rule", "value", "refused"),
    [
        (field(isRequired=True), "", True),
        (field(maxLength=3), "four", True),
        (field(regex="^[0-9]+$"), "x", True),
        (field(regex="^[0-9]+$"), "", False),
        (field("Number", max=3), "4", True),
        (field("Date", min="2026-09-07"), "2026-09-06", True),
        (field("Toggle", title="T", isRequired=True), "false", True),
        (field("Toggle", title="T", isRequired=True), "true", False),
    ],
)
def test_the_client_refuses(rule: Json, value: str, refused: bool) -> None:
    assert bool(client.refused(card(rule), {"a": value})) is refused
