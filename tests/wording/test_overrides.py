"""A programme's own texts (NAME.en.ftl beside NAME.toml): they show, or the start is refused with a clear sentence."""

from pathlib import Path

import pytest

from bot.process.bootstrap import wording_for
from bot.programme import load
from bot.surface import w
from bot.wording import Wording, WordingError
from tests.wording.walking import DEMO


def refused(folder: Path, text: str, language: str = "en") -> tuple[str, ...]:
    """What the file is refused for, without the folder's name."""
    path = folder / f"own.{language}.ftl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WordingError) as caught:
        Wording({language: [path]})
    assert str(caught.value) == "\n".join(caught.value.problems)
    return tuple(problem.replace(f"{folder}/", "") for problem in caught.value.problems)


def test_a_text_beside_the_programme_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    programme = tmp_path / "own.toml"
    programme.write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "own.en.ftl").write_text("hello = Somebody is there.\nfooter = Now: { $lines }!\n", encoding="utf-8")
    (tmp_path / "own.fr.ftl").write_text("hello = Voici : « bonjour ».\n", encoding="utf-8")
    wording = wording_for(load(programme), programme)
    assert wording.text(w("hello"), "en") == "Somebody is there."
    assert wording.text(w("footer", lines="911"), "en") == "Now: 911!"
    assert wording.text(w("hello"), "fr") == "Voici\u00a0: «\u00a0bonjour\u00a0»."
    assert wording.text(w("footer", lines="911"), "fr") == Wording().text(w("footer", lines="911"), "fr")
    assert wording.text(w("ask"), "en") == "Ask for a peer"


def test_a_name_that_we_do_not_have_is_refused_with_a_guess(tmp_path: Path) -> None:
    assert refused(tmp_path, "helo = Hi.\n") == (
        "own.en.ftl: helo: there is no message of this name to replace; did you mean hello?",
    )
    assert refused(tmp_path, "zzzzzz = Hi.\n") == ("own.en.ftl: zzzzzz: there is no message of this name to replace",)


def test_a_text_may_still_have_the_name_of_the_version_before(tmp_path: Path) -> None:
    path = tmp_path / "own.fr.ftl"
    text = "# helm-age = no text\nhelm-age = Depuis\nhelm-title =\n    Demande\n    { $number }\n"
    path.write_text(text, encoding="utf-8")
    wording = Wording({"fr": [path]})
    assert wording.text(w("escalation-age"), "fr") == "Depuis"
    assert wording.text(w("escalation-title", number="7F3A"), "fr") == "Demande\n7F3A"
    assert refused(tmp_path, "helm-age = Open\nescalation-age = Open\n") == (
        "own.en.ftl: escalation-age: is there twice",
    )


def test_a_text_that_loses_an_argument_is_refused_so_the_crisis_lines_cannot_get_lost(tmp_path: Path) -> None:
    assert refused(tmp_path, "footer = Call somebody.\n", "fr") == (
        "own.fr.ftl: footer: the argument { $lines } is missing; our text has it",
    )


def test_an_argument_that_nobody_gives_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "step = { $step } of { $stop }\nhello = Hello { $name }\n") == (
        "own.en.ftl: step: the argument { $steps } is missing; our text has it",
        "own.en.ftl: step: there is no argument { $stop } here; expected { $step } and { $steps }",
        "own.en.ftl: hello: there is no argument { $name } here",
    )


def test_everything_that_is_wrong_with_all_files_is_said_at_once(tmp_path: Path) -> None:
    english, french = tmp_path / "own.en.ftl", tmp_path / "own.fr.ftl"
    english.write_text("ask = One\nask = Two\nthis is not Fluent\nsend =\n    .title = No\n", encoding="utf-8")
    french.write_text("nothing-like-it = Rien\n", encoding="utf-8")
    with pytest.raises(WordingError) as caught:
        Wording({"en": [english], "fr": [french, tmp_path / "gone.fr.ftl"]})
    assert caught.value.problems == (
        f"{english}: 'this is not Fluent' is not Fluent",
        f"{english}: ask: is there twice",
        f"{english}: send: expected a text after = and nothing else",
        f"{french}: nothing-like-it: there is no message of this name to replace",
        f"{tmp_path / 'gone.fr.ftl'}: cannot be read: No such file or directory",
    )


def test_a_reference_to_nothing_and_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "hello = { -brand } listens.\n") == ("own.en.ftl: hello: Unknown term: -brand",)
    own = Wording({"en": [_file(tmp_path, "-brand = We\nhello = { -brand } listen.\n")]})
    assert own.text(w("hello"), "en") == "We listen."
    path = tmp_path / "own.en.ftl"
    path.write_bytes(b"hello = \xff\xfe\n")
    with pytest.raises(WordingError, match=r"own\.en\.ftl: not UTF-8 text; save the file as UTF-8"):
        Wording({"en": [path]})


def _file(folder: Path, text: str) -> Path:
    path = folder / "fine.en.ftl"
    path.write_text(text, encoding="utf-8")
    return path
