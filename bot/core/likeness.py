"""When two things that were typed by hand are the same."""

import unicodedata


def plain(text: str) -> str:
    """Rosters are typed by hand: capitals, stray spaces, what nobody sees and the two ways to write an accent must not
    defeat a rule."""
    if not text.isascii():
        shown = (each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
        text = "".join(shown)
    return " ".join(text.casefold().split())


def same(one: str, other: str) -> bool:
    """Equal and not empty: two unknowns are not the same thing."""
    return plain(one) == plain(other) != ""
