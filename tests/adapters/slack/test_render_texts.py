"""Whatever people are called and programmes write: it is shown as it is, never obeyed, and Slack takes it."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.adapters.slack import render
from bot.adapters.slack.limits import MESSAGE_TEXT, TooBig
from bot.adapters.slack.truncate import all_units, pieces, short, units
from bot.surface import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Dialog,
    Fact,
    Field,
    Line,
    Option,
    Paragraph,
    People,
    Style,
    Tick,
    Verbatim,
)
from bot.values.clean import sendable
from bot.wording import LANGUAGES, Wording
from tests.adapters.slack import lint

Json = dict[str, Any]
WORDING = Wording()
LINES = Verbatim("In danger? 911 (call), 9-8-8 (call or text).")

MARKUP = (
    "<!channel>",
    "<!here|here>",
    "@here",
    "@channel",
    "<@U0123ABCD>",
    "<#C0123ABCD|general>",
    "<https://example.org|Open>",
    "https://example.org",
    "*bold* _italic_ ~gone~ `code`",
    "> quote\n- list\n1. one",
    "&lt;!channel&gt; &amp;",
    ":tada: 🫀 👩‍⚕️",
    "\u202e3210-555-402\u202c",
    "ד״ר רובין",
    "د. روبن",
    "anticonstitutionnellement",
    "",
    " \n\t ",
    "\x00\x1f\ud800",
    '"}],"type":"mrkdwn"',
)
# A text and how often it is repeated: thousands of characters, written short.
LONG = (
    ("Voici une phrase. ", 600),
    ("x", 10_000),
    ("🫀", 2000),
    ("anticonstitutionnellement", 5),
    ("<!channel> ", 300),
)
any_text = st.one_of(
    st.text(),
    st.sampled_from(MARKUP),
    st.sampled_from(LONG).map(lambda pair: pair[0] * pair[1]),
    st.lists(st.sampled_from(MARKUP), max_size=4).map(" ".join),
)
texts = any_text.map(Verbatim)
blocks_ = st.one_of(
    st.builds(Paragraph, texts, st.booleans()),
    st.builds(Fact, texts, texts),
    st.builds(Bullets, st.lists(texts, max_size=4).map(tuple)),
)
buttons_ = st.builds(Button, texts, st.just("home"), st.just("7f3a"), st.just(1), st.sampled_from(Style), label=texts)
options = st.lists(texts, min_size=1, max_size=12).map(
    lambda found: tuple(Option(f"v{at}" if at else "", words) for at, words in enumerate(found))
)
names = st.sampled_from(["a", "b", "c", "d"])
fields_ = st.one_of(
    st.builds(Choice, names, texts, options, st.sampled_from(["", "v1", "other"]), st.booleans()),
    st.builds(
        Line, names, texts, texts, st.text(max_size=200) | st.sampled_from(MARKUP), st.booleans(), st.integers(-1, 4000)
    ),
    st.builds(People, names, texts, texts, st.integers(-1, 30)),
    st.builds(Tick, names, texts, st.booleans()),
)
Shown = tuple[Block, ...]
many_blocks = st.lists(blocks_, max_size=6).map(tuple)
many_buttons = st.lists(buttons_, max_size=7).map(tuple)
many_fields = st.lists(fields_, max_size=4, unique_by=lambda field: field.name).map(tuple)


def english(phrase: Any) -> str:
    return WORDING.text(phrase, "en")


def french(phrase: Any) -> str:
    return WORDING.text(phrase, "fr")


SAYS = dict(zip(LANGUAGES, (english, french), strict=True))

# All that may hold a text, and nothing that Slack would look into: no mrkdwn, link, user, usergroup, broadcast, emoji.
HOLDERS = {"plain_text", "text"}
KINDS = HOLDERS | {
    "actions",
    "button",
    "checkboxes",
    "context",
    "input",
    "modal",
    "home",
    "multi_static_select",
    "multi_users_select",
    "plain_text_input",
    "radio_buttons",
    "rich_text",
    "rich_text_list",
    "rich_text_section",
    "section",
    "static_select",
}


def parts(node: Any) -> list[Json]:
    if isinstance(node, dict):
        return [node] + [part for each in node.values() for part in parts(each)]
    return [part for each in node for part in parts(each)] if isinstance(node, list) else []


def inert(made: Any) -> None:
    """Nothing in it is parsed for markup, and all of it can be put on the wire."""
    assert {part["type"] for part in parts(made) if "type" in part} <= KINDS
    for part in parts(made):
        if isinstance(part.get("text"), str):
            assert part["type"] in HOLDERS
            assert part["type"] == "text" or part["emoji"] is False
        assert "url" not in part
    json.dumps(made, ensure_ascii=False).encode("utf-8")
    assert not set("\x00\x1f\u202a\u202b\u202d\u202e") & set("".join(part.get("text", "") for part in leaves(made)))


def leaves(made: Any) -> list[Json]:
    return [part for part in parts(made) if isinstance(part.get("text"), str)]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=50, deadline=None)
@given(texts, many_blocks, many_fields, many_buttons, buttons_)
def test_a_dialog_of_any_words_is_taken_and_inert(
    language: str,
    title: Verbatim,
    blocks: Shown,
    fields: tuple[Field, ...],
    buttons: tuple[Button, ...],
    submit: Button,
) -> None:
    view = render.modal(Dialog(title, blocks, fields, buttons, submit, LINES), SAYS[language])
    lint.check_view(view)
    inert(view)
    assert view["blocks"][-1]["elements"][0]["text"] == LINES.text


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=50, deadline=None)
@given(many_blocks, many_buttons)
def test_a_card_of_any_words_is_taken_and_inert_or_too_long(
    language: str, blocks: Shown, buttons: tuple[Button, ...]
) -> None:
    card, say = Card(blocks, buttons, footer=LINES), SAYS[language]
    shown, home = render.shown_card(card, say), render.home(card, say)
    for view in (shown, home):
        lint.check_view(view)
        inert(view)
    if all_units(home["blocks"]) > MESSAGE_TEXT:
        with pytest.raises(TooBig):
            render.message(card, say)
    else:
        lint.check_message(render.message(card, say))


@settings(max_examples=50, deadline=None)
@given(texts.filter(lambda words: sendable(words.text) != ""), texts, st.text())
def test_a_notice_of_any_words_is_taken_and_inert(words: Verbatim, title: Verbatim, told: str) -> None:
    view = render.notice(words, english, title)
    both = render.with_notice(view, told)
    for each in (view, both):
        lint.check_view(each)
        inert(each)


@pytest.mark.parametrize("text", [text for text in MARKUP if text and sendable(text) == text])
def test_markup_is_shown_letter_by_letter(text: str) -> None:
    shown = Verbatim(text)
    blocks = (Paragraph(shown), Paragraph(shown, strong=True), Fact(shown, shown), Bullets((shown,)))
    made = render.message(Card(blocks, (), footer=shown), english)
    inert(made)
    assert [leaf["text"] for leaf in leaves(made)] == [text, text, f"{text}:", " ", text, text, text]


@given(any_text, st.integers(2, 60))
@example("Un. Deux. Trois quatre", 9)
@example("🫀🫀 🫀", 3)
def test_a_split_text_is_whole(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert all(0 < units(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(sendable(text).split())


@given(any_text, st.integers(2, 60))
def test_a_shortened_text_is_its_beginning(text: str, limit: int) -> None:
    made, whole = short(text, limit), sendable(text)
    assert 0 < units(made) <= limit
    if whole and units(whole) <= limit:
        assert made == whole
    else:
        assert made.endswith("…")
        assert whole.startswith(made[:-1])


def test_a_mark_that_turns_text_around_cannot_reach_a_phone_number() -> None:
    made = render.shown_card(
        Card((Fact(Verbatim("Name"), Verbatim("Robin \u202e3210-555-402")),), footer=LINES), english
    )
    assert [leaf["text"] for leaf in leaves(made["blocks"])] == ["Name:", " ", "Robin 3210-555-402", LINES.text]
