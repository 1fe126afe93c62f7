"""Each limit at its edge and one beyond: fits, is split or shortened, or is refused with the name of the limit."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextBlock,
    InputBlock,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks import (
    Option as SdkOption,
)
from slack_sdk.models.views import View

from bot.adapters.slack import limits, render
from bot.adapters.slack.blocks import BUTTONS_A_ROW, FACT_LABEL
from bot.adapters.slack.limits import Malformed, TooBig
from bot.adapters.slack.truncate import all_units, pieces, short, units
from bot.surface import (
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
    Tick,
    Verbatim,
    Words,
    w,
)
from bot.wording import Wording

LINES = Verbatim("911")

Json = dict[str, Any]
WORDING = Wording()
SEND = Button(Verbatim("Send"), "ask-send")
LONG_WORD = "anticonstitutionnellement"


def say(phrase: Any) -> str:
    return WORDING.text(phrase, "fr")


def of(length: int) -> Verbatim:
    return Verbatim("x" * length)


def dialog(*fields: Field) -> Json:
    return render.modal(Dialog(Verbatim("Title"), (), fields, (), SEND), say)


# --- the numbers ---------------------------------------------------------------------------------------------------


def test_the_numbers_are_slack_sdks() -> None:
    assert View.blocks_max_length == limits.VIEW_BLOCKS
    assert View.title_max_length == View.submit_max_length == View.close_max_length == limits.VIEW_TITLE
    assert View.private_metadata_max_length == limits.PRIVATE_METADATA
    assert SectionBlock.text_max_length == limits.SECTION_TEXT
    assert ContextBlock.elements_max_length == limits.CONTEXT_ELEMENTS
    assert ActionsBlock.elements_max_length >= BUTTONS_A_ROW
    assert SectionBlock.block_id_max_length == limits.ID
    assert ButtonElement.text_max_length == limits.BUTTON_TEXT
    assert InputBlock.label_max_length == InputBlock.hint_max_length == limits.FIELD_TEXT
    assert SdkOption.label_max_length == limits.OPTION_TEXT
    assert SdkOption.value_max_length == limits.OPTION_VALUE
    assert StaticSelectElement.options_max_length == limits.OPTIONS


# --- shortened -----------------------------------------------------------------------------------------------------


def _title(text: Verbatim) -> str:
    return str(render.modal(Dialog(text, (Paragraph(w("update")),)), say)["title"]["text"])


def _submit(text: Verbatim) -> str:
    return str(
        render.modal(Dialog(w("close"), (), (Tick("a", w("send")),), (), Button(text, "x")), say)["submit"]["text"]
    )


def _close(text: Verbatim) -> str:
    def told(phrase: Any) -> str:
        return text.text if phrase == Words("close") else say(phrase)

    return str(render.modal(Dialog(w("send"), (Paragraph(w("update")),)), told)["close"]["text"])


def _button(text: Verbatim) -> str:
    return str(render.message(Card((), (Button(text, "x"),), footer=LINES), say)[0]["elements"][0]["text"]["text"])


def _accessible(text: Verbatim) -> str:
    made = render.message(Card((), (Button(w("open"), "x", label=text),), footer=LINES), say)[0]["elements"][0]
    return str(made["accessibility_label"])


def _option(text: Verbatim) -> str:
    choice = Choice("a", w("send"), (Option("v", text),))
    return str(dialog(choice)["blocks"][0]["element"]["options"][0]["text"]["text"])


def _label(text: Verbatim) -> str:
    return str(dialog(Line("a", text))["blocks"][0]["label"]["text"])


def _hint(text: Verbatim) -> str:
    return str(dialog(Line("a", w("send"), text))["blocks"][0]["hint"]["text"])


@pytest.mark.parametrize(
    ("limit", "shown"),
    [
        (limits.VIEW_TITLE, _title),
        (limits.VIEW_TITLE, _submit),
        (limits.VIEW_TITLE, _close),
        (limits.BUTTON_TEXT, _button),
        (limits.BUTTON_TEXT, _accessible),
        (limits.OPTION_TEXT, _option),
        (limits.FIELD_TEXT, _label),
        (limits.FIELD_TEXT, _hint),
    ],
)
def test_a_label_at_its_limit_fits_and_one_beyond_ends_in_dots(limit: int, shown: Callable[[Verbatim], str]) -> None:
    assert shown(of(limit)) == "x" * limit
    assert shown(of(limit + 1)) == "x" * (limit - 1) + "…"
    emoji = shown(Verbatim("🫀" * limit))
    assert emoji.endswith("…")
    assert limit - 2 <= units(emoji) <= limit


def test_a_label_is_never_empty_and_an_empty_hint_is_left_out() -> None:
    for shown in (_title, _submit, _close, _button, _accessible, _option, _label):
        assert shown(Verbatim(" ")) == "…"
    assert "hint" not in dialog(Line("a", w("send"), Verbatim(" ")))["blocks"][0]


def test_a_facts_label_is_shortened_before_fluent_refuses_it() -> None:
    line = render.message(Card((Fact(of(1001), of(1)),), footer=LINES), say)[0]["elements"][0]["elements"]
    assert line[0]["text"] == "x" * (FACT_LABEL - 1) + "…\u00a0:"


def test_a_long_label_ends_at_a_word() -> None:
    assert short("Je voudrais parler avec une collègue", 24) == "Je voudrais parler…"
    assert short(f"Peu {LONG_WORD}", 24) == "Peu anticonstitutionnel…"
    assert short("exactement vingt-quatre!", 24) == "exactement vingt-quatre!"


# --- split ---------------------------------------------------------------------------------------------------------


def _sections(text: Verbatim) -> list[str]:
    blocks = render.modal(Dialog(w("send"), (Paragraph(text),)), say)["blocks"]
    return [block["text"]["text"] for block in blocks]


def _strong(text: Verbatim) -> list[str]:
    blocks = render.modal(Dialog(w("send"), (Paragraph(text, strong=True),)), say)["blocks"]
    return [block["elements"][0]["elements"][0]["text"] for block in blocks]


def _item(text: Verbatim) -> list[str]:
    block = render.modal(Dialog(w("send"), (Bullets((text,)),)), say)["blocks"][0]
    return [each["text"] for each in block["elements"][0]["elements"][0]["elements"]]


def _value(text: Verbatim) -> list[str]:
    block = render.modal(Dialog(w("send"), (Fact(w("send"), text),)), say)["blocks"][0]
    return [each["text"] for each in block["elements"][0]["elements"][2:]]


def _footer(text: Verbatim) -> list[str]:
    view = render.modal(Dialog(w("send"), (), footer=text), say)
    return [each["text"] for each in view["blocks"][-1]["elements"]]


SPLIT = [
    (limits.SECTION_TEXT, _sections),
    (limits.SECTION_TEXT, _strong),
    (limits.SECTION_TEXT, _item),
    (limits.SECTION_TEXT, _value),
    (limits.CONTEXT_TEXT, _footer),
]


@pytest.mark.parametrize(("limit", "shown"), SPLIT)
def test_a_body_text_at_its_limit_stays_whole_and_one_beyond_is_split(
    limit: int, shown: Callable[[Verbatim], list[str]]
) -> None:
    assert shown(of(limit)) == ["x" * limit]
    assert shown(of(limit + 1)) == ["x" * limit, "x"]
    sentence = "Cette phrase est finie. "
    halves = shown(Verbatim(sentence * (limit // len(sentence) + 1)))
    assert len(halves) == 2
    assert all(half.endswith("finie.") for half in halves)


def test_a_text_is_split_at_a_sentence_else_a_word_else_anywhere() -> None:
    assert pieces("Un. Puis une phrase plus longue", 20) == ["Un. Puis une phrase", "plus longue"]
    assert pieces("Voici une phrase. Puis une autre.", 20) == ["Voici une phrase.", "Puis une autre."]
    assert pieces("aucune phrase ne finit ici", 15) == ["aucune phrase", "ne finit ici"]
    assert pieces(LONG_WORD, 10) == ["anticonsti", "tutionnell", "ement"]
    assert pieces("🫀🫀🫀", 3) == ["🫀", "🫀", "🫀"]
    assert pieces(" \n ", 10) == []


# --- refused -------------------------------------------------------------------------------------------------------


def refused(make: Callable[[], object], limit: int) -> None:
    with pytest.raises(TooBig, match=rf"\b{limit}\b"):
        make()


def test_a_message_has_fifty_blocks_and_no_more() -> None:
    blocks = tuple(Paragraph(of(1)) for _ in range(limits.MESSAGE_BLOCKS))
    assert len(render.message(Card(blocks[1:], footer=LINES), say)) == limits.MESSAGE_BLOCKS
    refused(lambda: render.message(Card(blocks, footer=LINES), say), limits.MESSAGE_BLOCKS)


def test_a_view_has_a_hundred_blocks_and_no_more() -> None:
    blocks = tuple(Paragraph(of(1)) for _ in range(limits.VIEW_BLOCKS))
    full = render.modal(Dialog(w("send"), blocks), say)
    assert len(full["blocks"]) == limits.VIEW_BLOCKS
    assert len(render.home(Card(blocks[1:], footer=LINES), say)["blocks"]) == limits.VIEW_BLOCKS
    for more in (
        lambda: render.modal(Dialog(w("send"), blocks, footer=of(1)), say),
        lambda: render.home(Card(blocks, footer=of(1)), say),
        lambda: render.shown_card(Card(blocks, footer=of(1)), say),
        lambda: render.with_notice(full, "x"),
    ):
        refused(more, limits.VIEW_BLOCKS)


def test_a_message_has_so_many_characters_and_no_more() -> None:
    many = [3000, 3000, 3000, 3000, 1198]
    parts = tuple(Paragraph(of(each)) for each in many)
    open_, one_more = Button(of(1), "x"), Button(of(2), "x")
    card = Card(parts, (open_,), footer=of(1))
    assert sum(many) + 2 == limits.MESSAGE_TEXT
    assert all_units(render.message(card, say)) == limits.MESSAGE_TEXT
    refused(lambda: render.message(Card(parts, (one_more,), footer=of(1)), say), limits.MESSAGE_TEXT)
    assert render.shown_card(Card(parts, (one_more,), footer=of(1)), say)


def test_a_footer_has_ten_parts_and_no_more() -> None:
    full = limits.CONTEXT_TEXT * limits.CONTEXT_ELEMENTS
    assert len(_footer(of(full))) == limits.CONTEXT_ELEMENTS
    refused(lambda: _footer(of(full + 1)), limits.CONTEXT_ELEMENTS)


def test_a_choice_has_a_hundred_options_and_no_more() -> None:
    def choice(count: int, *, many: bool = False) -> Json:
        return dialog(Choice("a", w("send"), tuple(Option(f"v{at}", of(1)) for at in range(count)), many=many))

    for many in (False, True):
        assert len(choice(limits.OPTIONS, many=many)["blocks"][0]["element"]["options"]) == limits.OPTIONS
    refused(lambda: choice(limits.OPTIONS + 1), limits.OPTIONS)
    refused(lambda: choice(limits.OPTIONS + 1, many=True), limits.OPTIONS)
    refused(lambda: choice(0), limits.OPTIONS)


def test_an_options_value_is_never_shortened() -> None:
    def choice(value: str) -> Json:
        return dialog(Choice("a", w("send"), (Option(value, of(1)),)))

    assert choice("v" * limits.OPTION_VALUE)
    refused(lambda: choice("v" * (limits.OPTION_VALUE + 1)), limits.OPTION_VALUE)
    with pytest.raises(Malformed, match="means none"):
        choice("-")


def test_a_typed_line_is_never_shortened() -> None:
    value = "v" * limits.LINE_LENGTH
    assert dialog(Line("a", w("send"), value=value))["blocks"][0]["element"]["initial_value"] == value
    refused(lambda: dialog(Line("a", w("send"), value=value + "v")), limits.LINE_LENGTH)
    for longest, allowed in ((3000, 3000), (3001, 3000), (1, 1), (0, 1)):
        assert dialog(Line("a", w("send"), longest=longest))["blocks"][0]["element"]["max_length"] == allowed


def test_a_fields_name_is_its_own() -> None:
    assert dialog(Line("a" * limits.ID, w("send")), Line("b", w("send")))
    for wrong in (["a" * (limits.ID + 1)], [""], ["a", "a"]):
        with pytest.raises(Malformed, match="name of its own"):
            dialog(*(Line(name, w("send")) for name in wrong))


def test_a_modal_with_a_field_and_no_way_to_send_it_is_refused() -> None:
    with pytest.raises(Malformed, match="submit"):
        render.modal(Dialog(w("send"), (), (Line("a", w("send")),)), say)


def test_no_error_repeats_a_word_that_was_to_be_shown() -> None:
    name = Verbatim("Robin " * 4000)
    for make in (
        lambda: render.message(Card((Paragraph(name),), footer=LINES), say),
        lambda: render.message(Card((), footer=name), say),
        lambda: dialog(Line("a", w("send"), value=name.text)),
        lambda: dialog(Choice("a", w("send"), (Option(name.text, name),))),
    ):
        with pytest.raises(TooBig) as raised:
            make()
        assert "Robin" not in str(raised.value)
        assert raised.value.__cause__ is None
