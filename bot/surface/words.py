"""What is said: a message of the Fluent files, or text that stands as it is. It becomes text at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Words:
    """One message of the Fluent files with its arguments. It becomes text at the edge, in the reader's language."""

    id: str
    args: Mapping[str, "Value"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text that is nobody's to translate: a name, a phone number. `link` says that it is an https:// address of the
    programme's own, which a Fact shows as something to press; what a person is called never is."""

    text: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Localised:
    """Pairs of language and text from a programme file, the default language first; language "" is for everybody."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def same(cls, text: str) -> "Localised":
        """One text for every language: a proper name, or nothing."""
        return cls((("", text),))

    def in_(self, language: str) -> str:
        """The text for `language` ("fr-CA" reads "fr"), else the default language's."""
        texts = dict(self.texts)
        return texts.get(language) or texts.get(language.partition("-")[0]) or self.texts[0][1]


@dataclass(frozen=True, slots=True)
class Joined:
    """Several phrases with commas between them."""

    parts: tuple["Phrase", ...]


Phrase = Words | Verbatim | Localised | Joined
Value = str | int | float | datetime | date | Words | Verbatim | Localised | Joined


def w(id_: str, /, **args: Value) -> Words:
    """Short for Words: `w("offer-ask", hours=72)`."""
    return Words(id_, args)
