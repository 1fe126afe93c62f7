"""The page's own words are in both languages, and the page asks for no word that it is not sent."""

import re

from bot.adapters.playground.server import STATIC
from bot.adapters.playground.words import CHROME, chrome
from bot.flows.routing import DEADLINES
from bot.wording import Wording, message_ids


def test_every_word_stands_in_both_languages_and_none_stands_idle() -> None:
    for language in ("en", "fr"):
        assert {id_ for id_ in message_ids(language) if id_.startswith("playground-")} == set(CHROME)
    words = chrome(Wording())
    assert words["en"]["send"] == "Send"
    assert words["fr"]["send"] == "Envoyer"


def test_no_word_holds_a_sign_that_a_screen_reader_stumbles_over() -> None:
    for texts in chrome(Wording()).values():
        assert not re.search("[·•→←…—]", " ".join(texts.values()))


def test_the_page_knows_every_word_that_it_asks_for() -> None:
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))
    asked = set(re.findall(r'\bword\("([a-z-]+)"', script))
    assert len(asked) > 20
    assert {f"playground-{id_}" for id_ in asked} <= set(CHROME)
    assert "innerHTML" not in script


def test_every_deadline_has_a_word_for_the_clock() -> None:
    """A new deadline wants `playground-due-KIND` in both playground.ftl and in CHROME: the clock's button shows it."""
    told = {id_.removeprefix("playground-due-") for id_ in CHROME if id_.startswith("playground-due-")}
    assert told == {*DEADLINES, "scrub"}
