"""What travels with a press comes back as it went, and whatever somebody else wrote is nothing."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import ButtonElement

from bot.adapters.slack.buttons import (
    LARGEST_VERSION,
    Pressed,
    action_of,
    metadata_of,
    read_action,
    read_metadata,
)
from bot.adapters.slack.limits import ID, PRIVATE_METADATA, Malformed
from bot.flows.routing import PRESSES, SUBMITS
from bot.surface import Button, Verbatim

WORDS = Verbatim("Open")
verbs = st.from_regex(r"[A-Za-z0-9:_-]{1,200}", fullmatch=True)
tokens = st.from_regex(r"[A-Za-z0-9_-]{0,200}", fullmatch=True)
versions = st.integers(0, LARGEST_VERSION)


@given(verbs, tokens, versions, st.integers(0, 999))
def test_a_press_comes_back_as_it_went(verb: str, token: str, version: int, place: int) -> None:
    action_id, value = action_of(Button(WORDS, verb, token, version), place)
    assert read_action(action_id, value) == Pressed(verb, token, version)
    assert len(action_id) <= ID
    assert 0 < len(value) <= ButtonElement.value_max_length


@given(verbs, tokens, versions)
def test_a_submit_comes_back_as_it_went(verb: str, token: str, version: int) -> None:
    text = metadata_of(Button(WORDS, verb, token, version))
    assert read_metadata(text) == Pressed(verb, token, version)
    assert len(text) <= PRIVATE_METADATA


def test_every_verb_of_the_flows_can_travel() -> None:
    for verb in (*PRESSES, *SUBMITS):
        button = Button(WORDS, verb, "aB3_-", 7)
        assert read_action(*action_of(button, 24)) == read_metadata(metadata_of(button)) == Pressed(verb, "aB3_-", 7)


def test_nothing_but_verb_token_and_version_travels() -> None:
    button = Button(Verbatim("Dr. Robin Fictional"), "status", "7f3a", 4, opens=True, label=Verbatim("Robin"))
    assert action_of(button, 3) == ("status@3", "7f3a|4")
    assert metadata_of(button) == '["status","7f3a",4]'


@given(st.text(), st.text())
def test_no_action_that_we_did_not_write_is_read(action_id: str, value: str) -> None:
    """Whatever is read would be written the same way."""
    pressed = read_action(action_id, value)
    if pressed is not None:
        place = int(action_id.rpartition("@")[2])
        again = action_of(Button(WORDS, pressed.verb, pressed.token, pressed.version), place)
        assert read_action(*again) == pressed


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("", ""),
        ("status", "a|1"),
        ("@0", "a|1"),
        ("status@", "a|1"),
        ("status@x", "a|1"),
        ("status@-1", "a|1"),
        ("status@1000", "a|1"),
        ("status@\u0661", "a|1"),
        ("status@0\n", "a|1"),
        ("sta tus@0", "a|1"),
        ("status\n@0", "a|1"),
        ("ståtus@0", "a|1"),
        ("status@0@0", "a|1"),
        ("a" * 201 + "@0", "a|1"),
        ("status@0", ""),
        ("status@0", "a"),
        ("status@0", "a|"),
        ("status@0", "a|x"),
        ("status@0", "a|-1"),
        ("status@0", "a|+1"),
        ("status@0", "a|01"),
        ("status@0", "a|1.0"),
        ("status@0", "a|1_0"),
        ("status@0", "a| 1"),
        ("status@0", "a|1\n"),
        ("status@0", "a|\u0661"),
        ("status@0", f"a|{LARGEST_VERSION + 1}"),
        ("status@0", "a|" + "9" * 5000),
        ("status@0", "a|b|1"),
        ("status@0", "a:b|1"),
        ("status@0", "a\x00|1"),
        ("status@0", "a\ud800|1"),
        ("status@0", "a" * 201 + "|1"),
        (None, "a|1"),
        ("status@0", None),
        ("status@0", 1),
        (["status@0"], {"a": 1}),
    ],
)
def test_a_forged_action_is_nothing(action_id: object, value: object) -> None:
    assert read_action("status@0", "a|1") == Pressed("status", "a", 1)
    assert read_action(action_id, value) is None


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_metadata_that_we_did_not_write_is_read(text: str) -> None:
    pressed = read_metadata(text)
    assert pressed is None or json.loads(text) == [pressed.verb, pressed.token, pressed.version]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        "[]",
        '["status","a"]',
        '["status","a",1,2]',
        '["status","a","1"]',
        '["status","a",1.0]',
        '["status","a",1e2]',
        '["status","a",true]',
        '["status","a",null]',
        '["status","a",-1]',
        f'["status","a",{LARGEST_VERSION + 1}]',
        '["status","a",' + "9" * 2900 + "]",
        '["","a",1]',
        '["sta tus","a",1]',
        '["status","a b",1]',
        '["status","a\\n",1]',
        '["status\\ud800","a",1]',
        '["status",["a"],1]',
        '["' + "a" * 201 + '","a",1]',
        '["status","' + "a" * 201 + '",1]',
        '["status","a",1' + " " * 3000 + "]",
        "[" * 3000,
        "[" * 50_000,
        "NaN",
        None,
        7,
    ],
    ids=lambda text: repr(text)[:30],
)
def test_forged_metadata_is_nothing(text: object) -> None:
    assert read_metadata('["status","a",1]') == Pressed("status", "a", 1)
    assert read_metadata(text) is None


@pytest.mark.parametrize(
    "button",
    [
        Button(WORDS, ""),
        Button(WORDS, "a@b"),
        Button(WORDS, "a" * 201),
        Button(WORDS, "status", "a|b"),
        Button(WORDS, "status", "Dr. Robin"),
        Button(WORDS, "status", "a" * 201),
        Button(WORDS, "status", "a", -1),
        Button(WORDS, "status", "a", LARGEST_VERSION + 1),
    ],
    ids=lambda button: repr((button.verb, button.token, button.version))[:30],
)
def test_a_button_that_would_not_be_known_again_is_not_made(button: Button) -> None:
    for make in (lambda: action_of(button, 0), lambda: metadata_of(button)):
        with pytest.raises(Malformed) as raised:
            make()
        assert "Robin" not in str(raised.value)
