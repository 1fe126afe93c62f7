"""The employer, who has every chat with all its edits: what they can guess from times and words, and nothing of ours
that helps them. docs/threat-model.md has the figures."""

import re
from collections import defaultdict
from pathlib import Path

from tests.attacks.thief import guess
from tests.attacks.thief.loot import Loot, Said

_GRAINS = {
    "to the second": guess.SECOND,
    "to the hour": guess.HOUR,
    "to the day": guess.DAY,
    "to the month": guess.MONTH,
}
_PAGE = Path(__file__).parents[2] / "docs" / "threat-model.md"
_GIVE = 4  # two programmes of the same size differ by so many


def test_guesses_what_times_and_words_tell(loot: Loot, capsys: object) -> None:
    """No more is promised than what is printed here and is in the threat model."""
    told = dict(re.findall(r"^\| (to the \w+) \| (\d+) of 20 \|", _PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert told.keys() == _GRAINS.keys()
    for words, grain in _GRAINS.items():
        right = guess.hits(loot, guess.FromChats(loot, grain).scores())
        print(f"from the export alone, {words}: {right} of {len(loot.truth)}")  # noqa: T201 - it is to be read
        assert len(loot.truth) == 20
        assert abs(right - int(told[words])) <= _GIVE


def test_no_id_of_ours_joins_two_chats(loot: Loot) -> None:
    """What is drawn is in one person's chats, or in everybody's."""
    held: dict[str, set[str]] = defaultdict(set)
    for said in loot.export:
        for each in _ours(said, loot):
            held[each].add(said.user)
    joined = {text: users for text, users in held.items() if 1 < len(users) <= _MANY}
    assert not joined, f"{len(joined)}, such as {[*joined.items()][:3]}"


def test_no_id_of_ours_tells_two_cards_apart(loot: Loot) -> None:
    """The card of somebody who asked holds the same, but for what is random each time, as anybody's with its words."""
    shapes: dict[str, set[str]] = defaultdict(set)
    for said in loot.export:
        if said.how in ("posted", "edited") and said.user in loot.physicians:
            shapes[f"{said.platform}: {said.words}"].add(_shape(said))
    different = {words: [*kinds][:3] for words, kinds in shapes.items() if len(kinds) > 1}
    assert not different, f"{len(different)}, such as {next(iter(different.items()))}"


def test_no_value_is_used_again(loot: Loot) -> None:
    """What is random is random in each message: the same value twice would make two of them one story. What Slack shows
    to its reader alone, and keeps nowhere, may be in their chat a moment later."""
    held: dict[str, set[str]] = defaultdict(set)
    for said in loot.export:
        if said.how == "whispered":
            continue
        for each in _ours(said, loot):
            held[each].add(f"{said.platform} {said.message}")
    again = {text: at for text, at in held.items() if len(at) > 1 and loot.spread[text] <= _MANY}
    assert not again, f"{len(again)}, such as {[*again.items()][:3]}"


_MANY = 4  # people: what is in the chats of more is the same for everybody
_PICTURE = 200  # characters: whatever is longer is a chart, the same for all its readers
_VALUE = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9_+/=|@-]{16,}")


def _ours(said: Said, loot: Loot) -> set[str]:
    """Drawn values that we have put in: no account, no time, no id of the platform's."""
    found = {each for each in said.strings if len(each) < _PICTURE and _VALUE.fullmatch(each)}
    return {each for each in found if each not in loot.known and each != said.message and not _is_theirs(each)}


def _is_theirs(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?|[UTBADFC][A-Z0-9]{5,}|29:[0-9a-f]+|a:1[0-9a-f]+|U?BOT\w+", text))


def _shape(said: Said) -> str:
    """The message without what is drawn for each; how long that is, stays. Ids of blocks without one are Slack's."""
    text = repr(_without(said.body, said.message))
    return re.sub(r"(?=[A-Za-z_-]*\d)[A-Za-z0-9_+/=-]{16,}", lambda drawn: f"*{len(drawn[0])}", text)


def _without(value: object, message: str) -> object:
    if isinstance(value, dict):
        kept = {name: each for name, each in sorted(value.items()) if name not in _THEIRS}
        if re.fullmatch(r"\w{5}", str(kept.get("block_id", ""))):
            kept["block_id"] = ""
        return {name: _without(each, message) for name, each in kept.items()}
    if isinstance(value, list):
        return [_without(each, message) for each in value]
    return "" if value == message else value


# What the platform adds to each message, or a client needs of each.
_THEIRS = {
    "ts",
    "user",
    "team",
    "bot_id",
    "app_id",
    "bot_profile",
    "recipient",
    "conversation",
    "replyToId",
    "from",
    "id",
}
