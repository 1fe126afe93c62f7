"""How cards are in the database: short, and as they were when they are read."""

from typing import Any

from bot.surface import Button, Card, Fact, Joined, Paragraph, Style, Verbatim, from_plain, to_plain, w
from storage.encryption.sealed_json import read, write

CARD = Card(
    (Paragraph(w("offer-ask", hours=72)), Paragraph(w("offer-no-reason", hours=24), strong=True)),
    (
        Button(w("accept"), "offer-accept", "0123456789abcdef", 1, Style.PRIMARY, opens=True),
        Button(w("decline"), "offer-decline", "0123456789abcdef", 1, label=w("decline")),
        Button(w("ask-me-tonight"), "offer-later", "0123456789abcdef", 1),
    ),
    footer=w("footer", lines=Joined((w("line-call", phone="911"), w("line-call-or-text", phone="9-8-8")))),
)
# SQLite gives a row in its key's order a quarter of a page of 4,096 bytes; what is longer needs a page more.
ROW, BESIDE_THE_CARD = 1_002, 150


def stored(value: Any) -> Any:
    return read(write(to_plain(value)))


def test_a_card_comes_back_as_it_was() -> None:
    assert from_plain(stored(CARD)) == CARD


def test_what_is_as_usual_is_not_written() -> None:
    usual = stored(Card((Paragraph(w("update")),), (Button(w("open"), "open"),), footer=w("footer")))
    assert usual == {
        "@": "Card",
        "blocks": [{"@": "Paragraph", "words": {"@": "Words", "id": "update"}}],
        "buttons": [{"@": "Button", "words": {"@": "Words", "id": "open"}, "verb": "open"}],
        "footer": {"@": "Words", "id": "footer"},
    }


def test_what_an_older_version_wrote_in_full_is_read() -> None:
    words = {"@": "Words", "id": "open", "args": {}}
    button = {"@": "Button", "words": words, "verb": "open", "token": "", "version": 0, "style": "plain"}
    full = {
        "@": "Card",
        "blocks": [{"@": "Paragraph", "words": words, "strong": False}],
        "buttons": [button | {"opens": False, "label": None}],
        "footer": {"@": "Words", "id": "footer", "args": {}},
    }
    assert from_plain(full) == Card((Paragraph(w("open")),), (Button(w("open"), "open"),), footer=w("footer"))


def test_an_empty_text_that_is_nobodys_usual_is_kept() -> None:
    fact = Fact(w("name-is"), Verbatim(""))
    assert from_plain(stored(fact)) == fact


def test_an_offer_with_three_buttons_fits_beside_its_row() -> None:
    assert len(write(to_plain(CARD))) + BESIDE_THE_CARD < ROW
