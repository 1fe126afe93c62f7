"""Text without what nobody can see: it makes two people out of one, and a number out of none."""

import re
import unicodedata

# Format signs (zero-width, directional, soft hyphen), control signs, and what is assigned to nothing or to nobody.
_UNSEEN = {"Cf", "Cc", "Cn", "Co", "Cs"}
# Blank, though Unicode counts them among letters, signs and marks: fillers of Hangul, blank Braille, the joiner.
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"))
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """One line: composed letters (NFC), plain single spaces, none at the ends. A break or a tab becomes a space."""
    if text.isascii() and text.isprintable():  # most of what is ever typed, and nothing of it is unseen
        return " ".join(text.split())
    spaced = (" " if _is_space(letter) else letter for letter in unicodedata.normalize("NFC", text))
    seen = "".join(letter for letter in spaced if unicodedata.category(letter) not in _UNSEEN).translate(_BLANK)
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def clean_lines(text: str) -> str:
    """The same for each line; empty lines at the ends go."""
    if _BREAKS.search(text) is None:
        return clean(text)
    return "\n".join(clean(line) for line in _BREAKS.split(text)).strip("\n")


def sendable(text: str) -> str:
    """Without what no wire carries (NUL and its like, half a surrogate pair), nor space around it, nor the marks that
    reverse the text that follows them: a name that holds one could turn a phone number around."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return _DROPPED.sub("", text).strip()


def _is_space(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in {"Zs", "Zl", "Zp"}
