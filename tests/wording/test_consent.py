"""What is read out to somebody who asks by phone is kept with their request as a version's name. Other words are
another version, so that it can be told later what they said yes to (R74)."""

import re
from hashlib import sha256

from bot.flows.coordinator.enter_request import CONSENT
from bot.wording import LANGUAGES, LOCALES

SCRIPT = (
    "enter-only", "enter-helper", "enter-name", "enter-name-first", "enter-coordinators", "enter-erased",
    "enter-exceptions", "enter-may-i",
)  # fmt: skip
# Whoever changes a word of it gives it another name in enter_request.py, and puts both here.
VERSIONS = {"by-phone-1": "ab0a5ddef8e4f40c"}


def test_other_words_are_another_version() -> None:
    said = []
    for language in LANGUAGES:
        text = (LOCALES / language / "entered.ftl").read_text(encoding="utf-8")
        found = dict(re.findall(r"^([a-z-]+) = (.*)$", text, re.MULTILINE))
        said += [found[each] for each in SCRIPT]
    assert VERSIONS.get(CONSENT) == sha256("\n".join(said).encode()).hexdigest()[:16]
