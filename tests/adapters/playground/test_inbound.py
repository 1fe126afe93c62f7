"""What a page sends becomes an event or a refusal; nothing raises, whatever it is."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.playground.inbound import LARGEST, Asked, Clock, Drawer, Refused, Speak, read
from bot.adapters.playground.needs import Caller
from bot.surface import Account, Command, Press, Submit, Text

ID = "5b1f3c52-0d0e-4c7a-9a63-2f6f5d0a7c11"
BEN = Caller(Account("playground", "river", "ben"), "en", "Dr. Ben")
BUTTON = {"user": "ben", "verb": "accept", "token": "t1", "version": 4}


def find(user: str) -> Caller | None:
    return BEN if user == "ben" else None


def sent(**fields: Any) -> Any:
    return read(json.dumps({"id": ID, **fields}), find)


WHO = (ID, BEN.account, "en", "Dr. Ben")


def test_a_press_on_a_posted_card_and_a_press_in_a_dialog() -> None:
    press = Press(*WHO, verb="accept", token="t1", version=4)
    assert sent(type="press", ref="m1", **BUTTON) == Asked(replace(press, reference="m1"), ref="m1")
    assert sent(type="press", ref="", **BUTTON) == Asked(press, inside=True)


def test_a_form_with_single_and_several_values() -> None:
    submit = Submit(*WHO, verb="accept", token="t1", version=4, values={"contact": "204", "times": ("day", "eve")})
    values = {"contact": "204", "times": ["day", "eve"]}
    assert sent(type="submit", values=values, **BUTTON) == Asked(submit, inside=True)


def test_what_is_typed_does_not_travel_in_the_event() -> None:
    asked = sent(type="text", user="ben", text="I cannot go on")
    assert asked == Asked(Text(*WHO), typed="I cannot go on")
    assert "cannot" not in repr(asked.event)


def test_commands_language_clock_and_drawer() -> None:
    assert sent(type="command", user="ben", word="away", rest="Friday") == Asked(Command(*WHO, "away", "Friday"))
    french = Command(ID, BEN.account, "fr", "Dr. Ben", "language", "fr")
    assert sent(type="language", user="ben", language="fr") == Speak(french)
    assert sent(type="clock", hours=1.5) == Clock(ID, 1.5)
    assert sent(type="drawer") == Drawer(ID)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "unknown type"),
        ({"type": "delete"}, "unknown type"),
        ({"type": ["press"]}, "unknown type"),
        ({"type": "press", "user": "ben"}, "missing or unknown fields"),
        ({"type": "drawer", "user": "ben"}, "missing or unknown fields"),
        ({"type": "press", "ref": "", **BUTTON, "version": "4"}, "wrong value: version"),
        ({"type": "press", "ref": "", **BUTTON, "version": True}, "wrong value: version"),
        ({"type": "press", "ref": "", **BUTTON, "version": -1}, "wrong value: version"),
        ({"type": "press", "ref": None, **BUTTON}, "wrong value: ref"),
        ({"type": "press", "ref": "", **BUTTON, "verb": ""}, "wrong value: verb"),
        ({"type": "press", "ref": "", **BUTTON, "token": "x" * 201}, "wrong value: token"),
        ({"type": "press", "ref": "", **BUTTON, "user": "zoe"}, "unknown user"),
        ({"type": "submit", "values": ["a"], **BUTTON}, "wrong value: values"),
        ({"type": "submit", "values": {"a": 1}, **BUTTON}, "wrong value: values"),
        ({"type": "submit", "values": {"a": ["b", 1]}, **BUTTON}, "wrong value: values"),
        ({"type": "submit", "values": {"a": {"b": "c"}}, **BUTTON}, "wrong value: values"),
        ({"type": "text", "user": "ben", "text": ""}, "wrong value: text"),
        ({"type": "text", "user": "ben", "text": "x" * 4001}, "wrong value: text"),
        ({"type": "text", "user": "ben", "text": "a\x00b"}, "wrong value: text"),
        ({"type": "text", "user": "ben", "text": "half \ud83d"}, "wrong value: text"),
        ({"type": "language", "user": "ben", "language": "tlh"}, "wrong value: language"),
        ({"type": "clock", "hours": -1}, "wrong value: hours"),
        ({"type": "clock", "hours": 10**400}, "wrong value: hours"),
        ({"type": "clock", "hours": float("nan")}, "wrong value: hours"),
        ({"type": "clock", "hours": True}, "wrong value: hours"),
    ],
)
def test_anything_else_is_refused(fields: dict[str, Any], why: str) -> None:
    assert sent(**fields) == Refused(ID, why)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 60_000, "not JSON"),
        ('{"id": ' + "9" * 5000 + "}", "not JSON"),
        ("[]", "not an object"),
        ("{}", "no id"),
        ('{"id": 7}', "no id"),
        ('{"id": "7"}', "no id"),
        (json.dumps({"id": ID.upper() + "A"}), "no id"),
        ('"' + "x" * LARGEST + '"', "too large"),
        ('"' + "é" * (LARGEST // 2) + '"', "too large"),
    ],
    ids=lambda value: value[:20],
)
def test_what_cannot_be_read_is_refused(raw: str, why: str) -> None:
    assert read(raw, find) == Refused("", why)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = st.sampled_from(
    ["user", "verb", "token", "version", "ref", "values", "text", "word", "rest", "language", "hours"],
)
kinds = st.sampled_from(["press", "submit", "text", "command", "language", "clock", "drawer", "gone"])


@given(kind=kinds, fields=st.dictionaries(names, json_values))
def test_nothing_raises(kind: str, fields: dict[str, Any]) -> None:
    answer = sent(type=kind, **fields)
    assert isinstance(answer, (Asked, Speak, Clock, Drawer, Refused))
