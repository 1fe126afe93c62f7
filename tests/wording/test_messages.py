"""The Fluent files: every message that the code asks for, no other, in both languages, plain and safe to read aloud."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from babel import Locale
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.adapters.playground.words import CHROME
from bot.surface import Words
from bot.wording import LANGUAGES, LOCALES, Wording, arguments, message_ids
from tests.wording import uses

ENGLISH, FRENCH = message_ids("en"), message_ids("fr")
BOTH = [(language, id_, message) for language in LANGUAGES for id_, message in message_ids(language).items()]

# French that is rightly the same as English: a name, a word of both languages, a text that is an argument's frame.
SAME = {
    "account-slack",
    "account-teams",
    "form-profession",
    "language-en",
    "language-fr",
    "kept-hours",
    "people-code",
    "playground-bot",
    "playground-hour",
    "playground-day",
    "queue-state",
    "resource-audience",
    "resource-hours",
    "slack-install-title",
    "supporter-line",
    "system-messages",
    "system-version",
    "training-line",
}
# Digits that are in a text because they are its meaning: the closed answers of the tracker (contract), an example of
# a phone number that is reserved for fiction, nought as the lowest limit, the labels of the demo clock.
DIGITS = {
    "contact-bad": {"204", "555", "0123"},
    "limit-bad": {"0"},
    "took-under-30": {"30"},
    "took-from-30-to-60": {"30", "60"},
    "took-over-60": {"60"},
    "playground-hour": {"1"},
    "playground-day": {"24"},
}
# Number words that are no setting: the tracker has three questions, the name dialog asks one, "one" as a pronoun.
COUNTS = {
    "en": re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|twenty|dozen|hundred)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|douzaine|cent)\b", re.IGNORECASE),
}
COUNTED = {"names-two", "connected", "connected-agreed", "agreed-noted", "tracker-ask", "tracker-open", "tracker-title"}
# What was tapped, or how it reads some weeks later, when two people plan to talk again.
COUNTED |= {"again-two-weeks", "when-two-weeks", "when-three-weeks"}

ALLOWED = re.compile(r"[A-Za-zÀÂÆÇÈÉÊËÎÏÔŒÙÛÜàâæçèéêëîïôœùûüÿ0-9 \u00a0\n.,:;?!'“”«»()+/-]*")

# What sounds like a diagnosis, a treatment or a promise of the law. Each exception denies it in so many words.
UNSAFE = {
    "en": re.compile(
        r"diagnos|symptom|disorder|depress|anxi|ptsd|trauma|mental illness|therap|treatment|cure\b|heal\b|guarantee"
        r"|promise|privileged|protected|immun|anonymous|always confidential|never shared|secure\b|legally|100|lawyer"
        r"|suicidal|at risk\b|crisis",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"diagnosti|symptôme|trouble|dépress|anxi|traumat|maladie mentale|thérap|traitement|guéri|garanti|promet"
        r"|promesse|privilège|protég|immunit|anonyme|toujours confidentiel|jamais partagé|sécuris|légal|100|avocat"
        r"|suicidaire|à risque|crise\b",
        re.IGNORECASE,
    ),
}
DENIED = {
    "before-employer": "it says that there is no legal privilege",
    "privacy-exceptions": "it says that there is no legal privilege",
    "hello-nothing-to-explain": "it says that there is no treatment (R01)",
    "enter-exceptions": "it says that the law does not protect it (R46)",
    "hello-any-profession": "it says that there is no treatment (R01)",
    "form-scope": "it says that this is no therapy (R03)",
    "scope-is-not": "it says that this is no therapy, treatment or diagnosis",
}


class _Texts(Visitor):
    """The text of a pattern in pieces, without its placeables."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.selects: list[ast.SelectExpression] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - the library's name
        self.pieces.append(node.value)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - the library's name
        self.selects.append(node)
        self.generic_visit(node)


def look(message: ast.Message) -> _Texts:
    found = _Texts()
    found.visit(message)
    return found


def prose(message: ast.Message) -> str:
    """With a letter in the place of each argument."""
    return "x".join(look(message).pieces)


# --- complete ------------------------------------------------------------------------------------------------------


def test_both_languages_have_the_same_messages() -> None:
    assert sorted(ENGLISH) == sorted(FRENCH)


def test_the_files_of_both_languages_say_the_same_things_in_the_same_order() -> None:
    """Side by side they can be read and compared line by line."""
    for path in sorted((LOCALES / "en").glob("*.ftl")):
        ids = [
            re.findall(r"^([a-z][\w-]*) =", (LOCALES / each / path.name).read_text(), re.MULTILINE)
            for each in LANGUAGES
        ]
        assert ids[0] == ids[1], path.name


def test_every_message_that_the_code_asks_for_stands_there() -> None:
    missing = {id_: where for id_, where in uses.called().items() if id_ not in ENGLISH}
    assert missing == {}


def test_every_member_of_a_closed_list_has_its_words() -> None:
    for shape, members in uses.FAMILIES.items():
        for member in members:
            assert (shape.replace("{}", member) if "{}" in shape else shape + member) in ENGLISH


def test_no_message_stands_idle() -> None:
    asked = uses.constants() | set(uses.called()) | set(CHROME)
    assert sorted(set(ENGLISH) - asked) == []


def test_no_member_of_a_family_stands_idle() -> None:
    """reason-flood in the file and not in the closed list would never be said."""
    for shape, members in uses.FAMILIES.items():
        if shape not in {"{}-card", "close-"}:
            others = {id_ for id_ in ENGLISH if id_.startswith(shape)} - {shape + member for member in members}
            assert others <= uses.constants(), shape


def test_the_code_gives_each_message_the_arguments_that_it_wants() -> None:
    wrong = {
        id_: (sorted(names), sorted(arguments(ENGLISH[id_])))
        for id_, names in uses.given().items()
        if id_ in ENGLISH and names != arguments(ENGLISH[id_])
    }
    assert wrong == {}


# --- in both languages ---------------------------------------------------------------------------------------------


def test_nothing_is_left_untranslated() -> None:
    same = {id_ for id_ in ENGLISH if prose(ENGLISH[id_]).strip() == prose(FRENCH[id_]).strip()}
    assert {id_ for id_ in same if re.search("[a-z]", prose(ENGLISH[id_]))} == SAME


def test_both_languages_take_the_same_arguments() -> None:
    assert {id_: arguments(message) for id_, message in ENGLISH.items()} == {
        id_: arguments(message) for id_, message in FRENCH.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_that_a_number_of_ours_can_take_stands_there(language: str) -> None:
    """CLDR's own rules say which. French "many" begins at a million; no policy counts so far: a year has 8784 hours."""
    rule = Locale.parse(f"{language}_CA").plural_form
    reached = {rule(number) for number in range(10_000)}
    assert reached == {"one", "other"}
    for id_, message in message_ids(language).items():
        for select in look(message).selects:
            keys = {each.key.name for each in select.variants if isinstance(each.key, ast.Identifier)}
            assert keys == reached, f"{language}: {id_}"
            assert [each.default for each in select.variants if getattr(each.key, "name", "") == "other"] == [True]


@pytest.mark.parametrize(
    ("language", "hours", "text"),
    [
        ("en", 0, "0 hours"),
        ("en", 1, "1 hour"),
        ("en", 2, "2 hours"),
        ("fr", 0, "0 heure"),
        ("fr", 1, "1 heure"),
        ("fr", 2, "2 heures"),
    ],
)
def test_nought_is_singular_in_french(language: str, hours: int, text: str) -> None:
    assert Wording().text(Words("hours-old", {"hours": hours}), language) == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [0, 1, 2, 24, "Dr. Robin Fictional"], ids=str)
def test_every_message_can_be_said(language: str, sample: int | str) -> None:
    wording = Wording()
    for id_, message in message_ids(language).items():
        text = wording.text(Words(id_, dict.fromkeys(arguments(message), sample)), language)
        assert text.strip() == text
        assert text
        assert "  " not in text


# --- safe to read aloud, and to keep -------------------------------------------------------------------------------


def test_every_text_is_plain() -> None:
    wrong = [
        f"{language}: {id_}: {why}" for language, id_, message in BOTH for why in not_plain(language, id_, message)
    ]
    assert not wrong, "\n".join(wrong)


def not_plain(language: str, id_: str, message: ast.Message) -> Iterator[str]:
    text = prose(message)
    if strange := ALLOWED.sub("", text):
        yield f"{strange!r} makes a screen reader stumble"
    if language == "en" and re.search(r" [:;?!]|[«»]", text):
        yield "no French spacing in English"
    if language == "fr" and re.search(r"[“”]| [;?!]", text):
        yield "Canadian French: guillemets, and no space before ; ? !"
    if language == "fr" and re.search(r"\w:(?!\d)", text):
        yield "a space stands before a colon"
    if set(re.findall(r"\d+", text)) != DIGITS.get(id_, set()):
        yield "numbers come from settings, never from prose"
    if id_ not in COUNTED and COUNTS[language].search(text):
        yield "numbers come from settings, never from prose"


def test_r01_no_text_sounds_like_a_diagnosis_or_a_legal_promise() -> None:
    found = {(language, id_): UNSAFE[language].findall(prose(message)) for language, id_, message in BOTH}
    assert {where: words for where, words in found.items() if words and where[1] not in DENIED} == {}


def test_what_is_denied_is_denied() -> None:
    for id_ in DENIED:
        assert re.search(r"\b(not|no|nor)\b", prose(ENGLISH[id_]))
        assert re.search(r"\b(pas|aucun|ni|sans|ne)\b", prose(FRENCH[id_]))


def test_no_line_or_number_of_a_service_stands_in_prose() -> None:
    """They come from the programme's resources, where each has a source and a date (R71)."""
    for language, id_, message in BOTH:
        named = re.findall(r"9-8-8|988|911|1-8\d\d|PFSP|Klinic|PAR\b|APPELLE|CMA\b|CMPA", prose(message))
        assert not named, f"{language}: {id_}"


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 30, 12, 14, tzinfo=UTC), "d'ici le lundi 30 novembre à 12\u00a0h\u00a014."),
        (datetime(2026, 12, 1, 15, tzinfo=UTC), "d'ici le mardi 1er décembre à 15\u00a0h."),
        (datetime(2026, 12, 1, 23, 58, tzinfo=UTC), "d'ici le mardi 1er décembre à 23\u00a0h\u00a058."),
    ],
    ids=str,
)
def test_a_french_moment_reads_as_it_is_written_here(at: datetime, text: str) -> None:
    assert Wording().text(Words("status-asking", {"by": at}), "fr").endswith(text)


def test_the_first_of_a_french_month_is_an_ordinal() -> None:
    for day, text in (
        (1, "mardi 1er décembre 2026"),
        (2, "mercredi 2 décembre 2026"),
        (11, "vendredi 11 décembre 2026"),
    ):
        said = Wording().text(Words("post-until", {"until": date(2026, 12, day)}), "fr")
        assert f"jusqu'au {text} inclus" in said


def test_french_holds_a_colon_and_its_quotation_marks_to_their_words() -> None:
    text = Wording().text(Words("sent-words"), "fr")
    assert "«\u00a0" in text
    assert "\u00a0»" in text
    assert "« " not in text
    assert "\u00a0: 911" in Wording().text(Words("worried-lines", {"lines": "911"}), "fr")
