"""A dangerous environment is refused before anything starts, in sentences that repeat no value."""

import os
from pathlib import Path

import pytest

from bot.settings import SettingsError, given, load

SECRET = "hunter2-is-a-secret"

REFUSED = {
    "Teams without its tenant": (
        {"TEAMS_APP_ID": "app", "TEAMS_APP_PASSWORD": SECRET},
        "TEAMS_TENANT_ID is not set; Teams needs an app id, a tenant id and a proof",
    ),
    "Teams without two of three": (
        {"TEAMS_APP_PASSWORD": SECRET},
        "TEAMS_APP_ID and TEAMS_TENANT_ID are not set; Teams needs",
    ),
    "Teams without a proof": (
        {"TEAMS_APP_ID": "app", "TEAMS_TENANT_ID": "tenant"},
        "one of TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE, TEAMS_MANAGED_IDENTITY is not set",
    ),
    "Teams with a certificate alone": (
        {"TEAMS_CERTIFICATE": SECRET},
        "TEAMS_APP_ID and TEAMS_TENANT_ID are not set",
    ),
    "Teams with two proofs": (
        {
            "TEAMS_APP_ID": "app",
            "TEAMS_TENANT_ID": "tenant",
            "TEAMS_APP_PASSWORD": SECRET,
            "TEAMS_MANAGED_IDENTITY": "1",
        },
        "TEAMS_APP_PASSWORD and TEAMS_MANAGED_IDENTITY are set; set one of them",
    ),
    "a cloud that is none": (
        {"TEAMS_CLOUD": SECRET},
        "TEAMS_CLOUD is not usable; expected commercial, gcc, gcchigh or dod",
    ),
    "unsigned activities from everywhere": (
        {"TEAMS_LOCAL": "1", "PEERLINE_HOST": "0.0.0.0"},  # noqa: S104 - refused
        "it needs PEERLINE_HOST to be a loopback address",
    ),
    "unsigned activities beside real ones": (
        {"TEAMS_LOCAL": "1", "TEAMS_APP_ID": "app", "TEAMS_APP_PASSWORD": SECRET, "TEAMS_TENANT_ID": "tenant"},
        "unset TEAMS_APP_ID and PEERLINE_PUBLIC_URL",
    ),
    "unsigned activities in public": (
        {"TEAMS_LOCAL": "1", "PEERLINE_PUBLIC_URL": "https://peerline.example.org"},
        "unset TEAMS_APP_ID and PEERLINE_PUBLIC_URL",
    ),
    "a switch that is neither on nor off": ({"TEAMS_LOCAL": SECRET}, "TEAMS_LOCAL is not usable; expected 1 or 0"),
    "PostgreSQL with keys of its own": (
        {"PEERLINE_DATABASE_URL": f"postgresql+psycopg://peerline:{SECRET}@db/peerline"},
        "PEERLINE_KEYS is not set; with PostgreSQL",
    ),
    "PostgreSQL with empty keys": (
        {"PEERLINE_DATABASE_URL": f"postgresql+psycopg://peerline:{SECRET}@db/peerline", "PEERLINE_KEYS": ""},
        "PEERLINE_KEYS is not set; with PostgreSQL",
    ),
    "a port that is a word": ({"PEERLINE_PORT": SECRET}, "PEERLINE_PORT is not usable; expected a port"),
    "a port that is too high": ({"PEERLINE_PORT": "65536"}, "PEERLINE_PORT is not usable; expected a port"),
    "a port for numbers": ({"PEERLINE_METRICS_PORT": "-1"}, "PEERLINE_METRICS_PORT is not usable; expected a port"),
    "a level that nobody knows": ({"PEERLINE_LOG_LEVEL": SECRET}, "PEERLINE_LOG_LEVEL is not a level; expected one of"),
    "a Slack token alone": ({"SLACK_BOT_TOKEN": SECRET}, "SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET"),
    "a socket to nowhere": ({"SLACK_APP_TOKEN": SECRET}, "SLACK_APP_TOKEN needs SLACK_BOT_TOKEN"),
    "half of OAuth": (
        {"SLACK_CLIENT_SECRET": SECRET},
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together",
    ),
    "OAuth without a signature": (
        {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": SECRET},
        "SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET",
    ),
}


@pytest.mark.parametrize("story", REFUSED)
def test_refused(here: Path, monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    environment, sentence = REFUSED[story]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load()
    assert any(sentence in problem for problem in refused.value.problems), refused.value.problems
    said = f"{refused.value!r} {refused.value} {refused.value.__cause__!r}"
    assert SECRET not in said


def test_every_problem_is_told_at_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", SECRET)
    monkeypatch.setenv("TEAMS_APP_ID", "app")
    monkeypatch.setenv("PEERLINE_LOG_LEVEL", "LOUD")
    with pytest.raises(SettingsError) as refused:
        load()
    assert len(refused.value.problems) == 3


def test_a_whole_environment_is_taken_and_shows_no_secret(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SLACK_BOT_TOKEN": SECRET,
        "SLACK_SIGNING_SECRET": SECRET,
        "TEAMS_APP_ID": "app",
        "TEAMS_APP_PASSWORD": SECRET,
        "TEAMS_TENANT_ID": "tenant",
        "PEERLINE_KEYS": SECRET,
        "PEERLINE_DATABASE_URL": "postgresql+psycopg://db/peerline",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.slack
    assert settings.teams
    assert settings.on_postgresql
    assert SECRET not in repr(settings)


def test_an_empty_variable_is_an_unset_one_and_a_file_may_stand_in(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_APP_ID", "")
    monkeypatch.setenv("PEERLINE_PORT", "")
    (here / ".env").write_text("PEERLINE_LOG_LEVEL=DEBUG\nSOMETHING_ELSE=1\n")
    settings = load()
    assert (settings.peerline_port, settings.peerline_log_level, settings.teams) == (3978, "DEBUG", False)
    assert settings.peerline_database_url == "sqlite:///var/peerline.db"


def test_given_settings_read_nothing_else(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERLINE_LOG_LEVEL", "DEBUG")
    (here / ".env").write_text("TEAMS_APP_ID=half\n")
    assert given().peerline_log_level == "INFO"
    with pytest.raises(SettingsError):
        given(peerline_log_level="LOUD")


class TestKeysFromAFile:
    def test_a_file_or_a_descriptor_stands_for_the_variable(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keys = here / "secret"
        keys.write_text("bmV3\nb2xk\n")
        keys.chmod(0o400)
        monkeypatch.setenv("PEERLINE_KEYS_FILE", str(keys))
        assert given_keys() == "bmV3,b2xk"
        reading, writing = os.pipe()
        os.write(writing, b"bmV3, b2xk\n")
        os.close(writing)
        monkeypatch.setenv("PEERLINE_KEYS_FILE", f"/dev/fd/{reading}")
        assert [given_keys(), given_keys()] == ["bmV3,b2xk"] * 2, "a pipe is read once, and the settings twice"
        os.close(reading)

    @pytest.mark.parametrize(
        ("holds", "mode", "sentence"),
        [
            ("", 0o600, "PEERLINE_KEYS_FILE is empty; expected one base64 key"),
            ("é", 0o600, "PEERLINE_KEYS_FILE holds no base64"),
            (SECRET, 0o644, "PEERLINE_KEYS_FILE can be read by others; expected mode 0600"),
            (None, 0, "PEERLINE_KEYS_FILE cannot be read: No such file"),
        ],
    )
    def test_refused(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, holds: str | None, mode: int, sentence: str
    ) -> None:
        keys = here / "secret"
        if holds is not None:
            keys.write_text(holds)
            keys.chmod(mode)
        monkeypatch.setenv("PEERLINE_KEYS_FILE", str(keys))
        with pytest.raises(SettingsError) as refused:
            load()
        assert sentence in str(refused.value)
        assert SECRET not in str(refused.value)

    def test_both_are_one_too_many(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PEERLINE_KEYS", SECRET)
        monkeypatch.setenv("PEERLINE_KEYS_FILE", "/dev/null")
        with pytest.raises(SettingsError, match="are both set; set one of them"):
            load()


def given_keys() -> str:
    found = load().peerline_keys
    assert found is not None
    return found.get_secret_value()
