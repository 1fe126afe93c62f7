"""Is anything that is in a chat in the database too, as it is, decoded, or hashed?"""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.loot import Loot, Said
from tests.attacks.thief.seals import Keys, digest, plain_leaves

_HEX = re.compile(r"(?:[0-9a-f]{2}){4,}|(?:[0-9A-F]{2}){4,}")
_B64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_NUMBER = re.compile(r"[A-Z0-9]{4}")
_FEW = 4  # people in whose chats it stands: what stands in more tells nobody from another
_SHORTEST = 8  # bytes of a hash of which a piece would still be found


@dataclass(frozen=True)
class Find:
    """`said` is in a chat, and `how` it is in the row."""

    text: str
    how: str
    row: Row
    column: str

    def __str__(self) -> str:
        return f"{self.text!r} of a chat stands {self.how} in {self.row.table}.{self.column}"


def telling(loot: Loot, said: Iterable[Said]) -> set[str]:
    """The strings of these messages that look drawn and stand in few people's chats, and what colleagues know of no
    one: ids, marks, times of messages, short numbers."""
    found = {each for one in said for each in one.strings if _drawn(each) and loot.spread[each] <= _FEW}
    return found - loot.known


def _drawn(text: str) -> bool:
    """An id, a number or a random value. A word of a language, or of a list of verbs, has no digit."""
    if " " in text or len(text) < 4:
        return False
    digits = sum(map(str.isdigit, text))
    return bool(digits and len(text) >= _SHORTEST) or bool(_NUMBER.fullmatch(text)) or len(text) >= 20


def search(stolen: Stolen, texts: set[str], keys: Keys | None = None) -> Iterator[Find]:
    """With `keys` also in what is sealed, and hashed with whatever derives from them. PostgreSQL's own count of its
    transactions holds nothing of ours, and is some chat's number by chance; what its order tells is asked elsewhere."""
    cells: dict[str | bytes, tuple[str, str]] = {}
    for text in texts:
        for how, form in _forms(text, keys):
            cells.setdefault(form, (text, how))
            if isinstance(form, bytes) and len(form) > 16:
                cells.setdefault(form[:16], (text, f"{how}, its first half"))
    for row in stolen.rows:
        for column, leaf in keys.leaves(row) if keys else plain_leaves(row):
            for piece in _pieces(leaf) if column != "xmin" else ():
                if piece in cells:
                    text, how = cells[piece]
                    yield Find(text, how, row, column)


def _forms(text: str, keys: Keys | None) -> Iterator[tuple[str, str | bytes]]:
    yield "as it is", text
    raw = [("as it is", text.encode())]
    if _HEX.fullmatch(text):
        raw.append(("decoded from hex", bytes.fromhex(text)))
    if _B64.fullmatch(text) and len(text) >= 16:
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            try:
                raw.append(("decoded from base64", decode(text + "=" * (-len(text) % 4))))
            except (binascii.Error, ValueError):
                continue
    for how, value in raw:
        yield how, value
        yield f"{how}, in hex", value.hex()
        yield f"{how}, hashed", digest(value)
        yield f"{how}, hashed, in hex", digest(value).hex()
        if keys:
            for purpose, derive in keys.digests():
                yield f"{how}, hashed under the key of {purpose}", derive(value)


def _pieces(leaf: object) -> Iterator[str | bytes]:
    """The value, and the halves of one that is composed."""
    if isinstance(leaf, bytes):
        yield leaf
        if len(leaf) > 16:
            yield leaf[:16]
    elif leaf is not None:
        text = str(leaf)
        yield text
        yield from (each for each in re.split(r"[|:;, /@]", text) if each != text)
