"""`python app.py teams-package FILE.zip`: what an administrator uploads, or a sentence about what is missing."""

import json
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from tests.cli.conftest import HOUSE, Shell

SCHEMAS = HOUSE / "tests" / "adapters" / "teams" / "schemas"
SETTINGS = {
    "TEAMS_APP_ID": "11111111-2222-4333-8444-555555555555",
    "TEAMS_APP_PASSWORD": "s3cret-of-nobody",
    "TEAMS_TENANT_ID": "22222222-3333-4444-8555-666666666666",
    "PEERLINE_PUBLIC_URL": "https://peerline.example.org",
}


@pytest.fixture
def shell(shell: Shell) -> Shell:
    shell.env |= SETTINGS
    return shell


def test_a_package_that_the_admin_centre_takes(shell: Shell) -> None:
    said = shell.run("teams-package", "peerline.zip")
    assert said.out == "peerline.zip is written; upload it in the Teams admin centre (docs/teams.md)\n"
    with zipfile.ZipFile(shell.folder / "peerline.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(files) == ["color.png", "fr.json", "manifest.json", "outline.png"]
    manifest = json.loads(files["manifest.json"])
    _valid(manifest, "manifest", manifest["manifestVersion"])
    _valid(json.loads(files["fr.json"]), "localization", manifest["manifestVersion"])
    assert manifest["id"] == manifest["bots"][0]["botId"] == SETTINGS["TEAMS_APP_ID"]
    assert manifest["developer"]["websiteUrl"].startswith(SETTINGS["PEERLINE_PUBLIC_URL"])
    for secret in (SETTINGS["TEAMS_APP_PASSWORD"], SETTINGS["TEAMS_TENANT_ID"]):
        assert not [name for name, data in files.items() if secret.encode() in data]
        assert secret not in said.out


def test_a_file_that_is_there_is_overwritten_only_on_demand(shell: Shell) -> None:
    """The name may have been another file's: a slip of the keyboard must not cost anybody theirs."""
    roster = shell.folder / "roster.csv"
    roster.write_text("site,name", encoding="utf-8")
    said = shell.run("teams-package", "roster.csv", code=1)
    assert said.err == "roster.csv exists already; choose another name, or say --force to overwrite it\n"
    assert roster.read_text(encoding="utf-8") == "site,name"
    shell.run("teams-package", "roster.csv", "--force")
    assert zipfile.is_zipfile(roster)


def test_it_needs_no_database_and_no_programme_file(shell: Shell) -> None:
    shell.run("teams-package", "peerline.zip", PEERLINE_PROGRAMME="")
    assert [path.name for path in shell.folder.iterdir()] == ["peerline.zip"]


def test_what_is_missing_is_a_sentence(shell: Shell) -> None:
    for more, sentence in (
        ({"PEERLINE_PUBLIC_URL": ""}, "PEERLINE_PUBLIC_URL is not set"),
        ({"PEERLINE_PUBLIC_URL": "http://peerline.example.org"}, "PEERLINE_PUBLIC_URL"),
        ({"TEAMS_APP_ID": "peerline"}, "TEAMS_APP_ID is not an application id"),
        ({"TEAMS_APP_ID": ""}, "TEAMS_APP_ID is not set"),
        (dict.fromkeys(SETTINGS, ""), "TEAMS_APP_ID is not set"),
    ):
        said = shell.run("teams-package", "peerline.zip", code=1, **more)
        assert said.err.startswith(sentence), said.err
        assert not (shell.folder / "peerline.zip").exists()


def test_a_place_where_nothing_can_be_written_is_a_sentence(shell: Shell) -> None:
    said = shell.run("teams-package", Path("nowhere") / "peerline.zip", code=1)
    assert "nowhere" in said.err


def _valid(made: object, schema: str, version: str) -> None:
    rules = json.loads((SCHEMAS / f"{schema}-{version}.json").read_text(encoding="utf-8-sig"))
    assert [error.message for error in Draft4Validator(rules).iter_errors(made)] == []
