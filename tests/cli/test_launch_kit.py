"""The launch kit from outside (R19, R70): it is made, and placeholders are told before they hang on a wall."""

import re

from tests.cli.conftest import DEMO, Shell

LINK = "https://slack.com/app_redirect?app=A0123ABCD&team=T0123ABCD"


def _one_language(shell: Shell, text: str) -> str:
    """Half the kit is made in half the time."""
    return str(shell.write("one.toml", text.replace('languages = ["en", "fr"]', 'languages = ["en"]')))


def test_placeholders_are_warned_of_and_the_kit_is_made_all_the_same(shell: Shell) -> None:
    text = DEMO.read_text(encoding="utf-8").replace('"Casey Sample"', '"First Last"')
    kit = shell.folder / "kit"
    said = shell.warned("launch-kit", kit, "--link", LINK, PEERLINE_PROGRAMME=_one_language(shell, text))
    end = "; replace it in the programme file before you put anything up, and make the kit anew"
    assert said.err.splitlines() == [
        f'warn: site demo: coordinators has the example address "casey.sample@example.org"{end}',
        f'warn: site demo: deputy has the example address "devon.madeup@example.org"{end}',
        f'warn: site demo: contact_name is the placeholder "First Last"{end}',
        f'warn: site demo: contact_email is the example address "casey.sample@example.org"{end}',
        f'warn: site demo: phone_route is "204-555-0142" of "Lakeside Hospital (demo)", a number of fiction{end}',
        f'warn: site demo: supporter_advice is "204-555-0147" of "Dr. Avery Nonesuch", a number of fiction{end}',
    ]
    assert sorted(said.out.split()) == sorted(str(path) for path in kit.iterdir())


def test_a_finished_file_is_warned_of_nothing(shell: Shell) -> None:
    text = DEMO.read_text(encoding="utf-8").replace("204-555-01", "204-444-01")
    text = re.sub(r"(casey|devon)\.\w+@example\.org", r"\1@invented.test", text)
    shell.run("launch-kit", shell.folder / "kit", "--link", LINK, PEERLINE_PROGRAMME=_one_language(shell, text))
