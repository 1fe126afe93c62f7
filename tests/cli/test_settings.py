"""A dangerous environment is refused before anything starts, in sentences that repeat no value."""

import base64
import os
from pathlib import Path

import pytest

from bot.configuration.settings import SettingsError, given, load
from tests.cli.conftest import Shell

KEY, OLD_KEY = (base64.b64encode(bytes([each] * 32)).decode() for each in (7, 8))
SECRET = "hunter2-is-a-secret"
SIGNING = "0123456789abcdef" * 2
APP, TENANT = "11111111-2222-4333-8444-555555555555", "22222222-3333-4444-8555-666666666666"
TEAMS = {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": SECRET, "TEAMS_TENANT_ID": TENANT}
SLACK = {"SLACK_BOT_TOKEN": f"xoxb-{SECRET}", "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2}

REFUSED = {
    "Teams without its tenant": (
        {"TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": SECRET},
        "TEAMS_TENANT_ID is not set; Teams needs an app id, a tenant id and a proof",
    ),
    "Teams without two of three": (
        {"TEAMS_APP_PASSWORD": SECRET},
        "TEAMS_APP_ID and TEAMS_TENANT_ID are not set; Teams needs",
    ),
    "Teams without a proof": (
        {"TEAMS_APP_ID": APP, "TEAMS_TENANT_ID": TENANT},
        "one of TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE, TEAMS_MANAGED_IDENTITY is not set",
    ),
    "Teams with a certificate alone": (
        {"TEAMS_CERTIFICATE": SECRET},
        "TEAMS_APP_ID and TEAMS_TENANT_ID are not set",
    ),
    "Teams with two proofs": (
        {
            "TEAMS_APP_ID": APP,
            "TEAMS_TENANT_ID": TENANT,
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
        {"TEAMS_LOCAL": "1", "TEAMS_APP_ID": APP, "TEAMS_APP_PASSWORD": SECRET, "TEAMS_TENANT_ID": TENANT},
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
    "a Slack token alone": ({"SLACK_BOT_TOKEN": f"xoxb-{SECRET}"}, "SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET"),
    "a socket to nowhere": ({"SLACK_APP_TOKEN": f"xapp-{SECRET}"}, "SLACK_APP_TOKEN needs SLACK_BOT_TOKEN"),
    "half of OAuth": (
        {"SLACK_CLIENT_SECRET": SECRET},
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together",
    ),
    "OAuth without a signature": (
        {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": SECRET},
        "SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET",
    ),
    "a token of another kind": (
        SLACK | {"SLACK_BOT_TOKEN": SECRET},
        "SLACK_BOT_TOKEN is not a bot token; expected one that begins with xoxb-",
    ),
    "a socket's token of another kind": (
        SLACK | {"SLACK_APP_TOKEN": SECRET},
        "SLACK_APP_TOKEN is not an app-level token; expected one that begins with xapp-",
    ),
    "a signing secret of another kind": (
        SLACK | {"SLACK_SIGNING_SECRET": SECRET},
        "SLACK_SIGNING_SECRET is not shaped like one; expected 32 characters",
    ),
    "an old signing secret that is none": (
        {"SLACK_SIGNING_SECRET": SIGNING, "SLACK_SIGNING_SECRET_OLD": SECRET},
        "SLACK_SIGNING_SECRET_OLD is not shaped like one; expected 32 characters",
    ),
    "the same signing secret twice": (
        {"SLACK_SIGNING_SECRET": SIGNING, "SLACK_SIGNING_SECRET_OLD": SIGNING},
        "SLACK_SIGNING_SECRET and SLACK_SIGNING_SECRET_OLD are the same; expected the one of before in the second",
    ),
    "an old signing secret alone": (
        {"SLACK_SIGNING_SECRET_OLD": SIGNING},
        "SLACK_SIGNING_SECRET_OLD needs SLACK_SIGNING_SECRET, which takes its place",
    ),
    "an old password alone": (
        {"TEAMS_APP_PASSWORD_OLD": SECRET},
        "TEAMS_APP_PASSWORD_OLD needs TEAMS_APP_PASSWORD, which takes its place",
    ),
    "an app of another kind": ({"SLACK_CLIENT_ID": SECRET}, "SLACK_CLIENT_ID is not shaped like one"),
    "an app id in words": (TEAMS | {"TEAMS_APP_ID": SECRET}, "TEAMS_APP_ID is not an application id; expected the"),
    "a tenant by its name": (
        TEAMS | {"TEAMS_TENANT_ID": "lakeside.onmicrosoft.com"},
        "TEAMS_TENANT_ID is not a tenant id; expected the Directory (tenant) ID",
    ),
    "the secret's id": (TEAMS | {"TEAMS_APP_PASSWORD": APP}, "TEAMS_APP_PASSWORD is shaped like the secret's id"),
    "one port for two": ({"PEERLINE_PORT": "9464"}, "PEERLINE_PORT and PEERLINE_METRICS_PORT are the same"),
    "a host with its port": ({"PEERLINE_HOST": "127.0.0.1:3978"}, "PEERLINE_HOST holds no address to listen on"),
    "Slack over plain HTTP": (
        SLACK | {"PEERLINE_PUBLIC_URL": "http://peer.example.org"},
        "PEERLINE_PUBLIC_URL is not an https:// address; Slack can reach no other",
    ),
    "Teams over plain HTTP": (
        TEAMS | {"PEERLINE_PUBLIC_URL": "http://peer.example.org"},
        "PEERLINE_PUBLIC_URL is not an https:// address; Teams can reach no other",
    ),
    "a token that others can read": (
        {"SLACK_API_URL": "http://slack.example.org/api/"},
        "SLACK_API_URL is not an https:// address, and the token would be readable on the way",
    ),
    "a Slack without its methods": ({"SLACK_API_URL": "https://slack-gov.com"}, "SLACK_API_URL does not end with /api"),
    "a proxy among the names that need none": (
        {"NO_PROXY": f"http://it:{SECRET}@proxy.test:3128"},
        "NO_PROXY has a login in it; expected names, addresses and networks",
    ),
    "an identity that nobody can ask for": (
        {
            "TEAMS_APP_ID": APP,
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_MANAGED_IDENTITY": "1",
            "IDENTITY_ENDPOINT": "http://[::1",
        },
        "IDENTITY_ENDPOINT cannot be read as an address; expected what Azure sets by itself",
    ),
    "a proxy for everybody": ({"PEERLINE_FORWARDED_FROM": "0.0.0.0/0"}, "PEERLINE_FORWARDED_FROM names everybody"),
    "a proxy with its network's length": (
        {"PEERLINE_FORWARDED_FROM": "127.0.0.1, 10.0.0.7/8"},
        "PEERLINE_FORWARDED_FROM has 10.0.0.7/8: expected 10.0.0.7 for that machine alone, or 10.0.0.0/8 for all of",
    ),
}

# Each was taken by `check`, and some ended `serve` with "a defect of Peerline".
PUBLIC = {
    "peer.example.org": "has no https:// in front",
    "peer.example.org:443": "has no https:// in front",
    "ftp://peer.example.org": "has no https:// in front",
    f"https://it:{SECRET}@peer.example.org": "has a name or a password in it",
    f"https://it:{SECRET}/2@peer.example.org": "has a name or a password in it",
    "https://peer.example.org/api/messages": "ends with /api/messages, which Peerline adds by itself",
    "https://peer.example.org/slack/events/": "ends with /slack/events, which Peerline adds by itself",
    "https://peer.example.org/peerline/slack/install": "ends with /slack/install, which Peerline adds by itself",
    "https://peer.example.org/healthz": "ends with /healthz, which Peerline adds by itself",
    "https://peer.example.org/?lang=fr": "has something behind a ? or a #",
    "https://peer.example.org#top": "has something behind a ? or a #",
    "https:///peerline": "cannot be read as an address",
    "https://": "cannot be read as an address",
    "https://[::1": "cannot be read as an address",
    "https://peer example.org": "cannot be read as an address",
    "https://h\u00f4pital.example.org": "cannot be read as an address",
    "https://peer.example.org:99999": "cannot be read as an address",
    "https://peer.example.org:https": "cannot be read as an address",
    "https://peer.example.org//peerline": "has a path that cannot be served",
    "https://peer.example.org/{peerline}": "has a path that cannot be served",
    "https://peer.example.org/..": "has a path that cannot be served",
}
PROXIES = (
    f"http://it:{SECRET}/2@proxy.test:3128",
    f"http://it:12/{SECRET}@proxy.test:3128",
    f"http://it:{SECRET}#2@proxy.test:3128",
    f"http://it:{SECRET}?2@proxy.test:3128",
    f"it:{SECRET}/2@proxy.test",
    f"http://it:{SECRET}\\2@proxy.test:3128",
    f"http://it:{SECRET} 2@proxy.test:3128",
    f"it://{SECRET}@proxy.test",
    "http://proxy.test:port",
    "http://proxy.test:3128/path",
    "http://",
    "3128:proxy.test",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_that_is_none(here: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PEERLINE_PUBLIC_URL", address)
    (problem,) = problems()
    assert problem.startswith(f"PEERLINE_PUBLIC_URL {PUBLIC[address]}")


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "HTTP_PROXY"])
@pytest.mark.parametrize("address", PROXIES)
def test_a_proxy_of_which_nobody_can_say_where_its_password_ends(
    here: Path, monkeypatch: pytest.MonkeyPatch, name: str, address: str
) -> None:
    """`check` printed what stood before the / as the proxy's host and port."""
    monkeypatch.setenv(name, address)
    (problem,) = problems()
    assert problem.startswith(f"{name} is no HTTP proxy" if address.startswith("it://") else f"{name} cannot be read")


@pytest.mark.parametrize(
    "address", ["https://peer.example.org", "https://apps.example.org:8443/peer-line/2/", "HTTPS://peer.example.org/",
                "https://[2001:db8::7]/", "http://127.0.0.1:3978", "https://api.example.org/messages"],
)  # fmt: skip
def test_a_public_address_that_is_one(here: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PEERLINE_PUBLIC_URL", address)
    assert load().peerline_public_url == address


DATABASES = {
    "sqlite://var/peerline.db": "SQLite needs three slashes",
    f"postgresql+psycopg://peer:p@{SECRET}@db.test/peer": "cannot be read as an address",
    f"postgresql+psycopg://peer:p@{SECRET}:5432/{SECRET}@db.test/peer": "cannot be read as an address",
    f"postgresql+psycopg://peer:{SECRET}@db.test:54x2/peer": "cannot be read as an address",
    f"postgresql+psycopg://peer:{SECRET}@db.test:99999/peer": "cannot be read as an address",
    f"postgresql+psycopg://peer:a/{SECRET}@db.test/peer": "cannot be read as an address",
}


@pytest.mark.parametrize("address", DATABASES)
def test_a_database_of_which_nobody_can_say_where_it_is(
    here: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """`migrate` printed what stood behind the @ as a host, and began a second database where two slashes stood."""
    monkeypatch.setenv("PEERLINE_DATABASE_URL", address)
    monkeypatch.setenv("PEERLINE_KEYS", KEY)
    (problem,) = problems()
    assert problem.startswith("PEERLINE_DATABASE_URL")
    assert DATABASES[address] in problem
    assert SECRET not in problem


@pytest.mark.parametrize(
    "address", ["sqlite:///var/peerline.db", "sqlite:////srv/peerline.db", "postgresql+psycopg://db.test/peer",
                "postgresql+psycopg://peer:p%40ss:w@[2001:db8::7]:5432/peer?sslmode=require",
                "postgresql+psycopg://peer@/peer?host=/run/postgresql"],
)  # fmt: skip
def test_a_database_that_is_one(here: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PEERLINE_DATABASE_URL", address)
    monkeypatch.setenv("PEERLINE_KEYS", KEY)
    assert load().peerline_database_url == address


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [("abc", "key 1 is not base64"), (f"{KEY},YWJj", "key 2 has 3 bytes"), (f"{KEY},", "key 2 has 0")],
)
def test_keys_that_are_none_are_refused_before_anything_is_made(
    here: Path, monkeypatch: pytest.MonkeyPatch, keys: str, sentence: str
) -> None:
    monkeypatch.setenv("PEERLINE_KEYS", keys)
    (problem,) = problems()
    assert sentence in problem
    assert "expected 32 bytes in base64" in problem


@pytest.mark.parametrize(
    "address", ["http://proxy.test:3128", "proxy.test:3128/", "https://it:p%2Fw@proxy.test", "it:p@w@10.0.0.7:80",
                "http://[::1]:3128"],
)  # fmt: skip
def test_a_proxy_that_is_one(here: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    assert load().https_proxy


def problems() -> list[str]:
    """What is wrong with the environment, in sentences that repeat no value."""
    with pytest.raises(SettingsError) as refused:
        load()
    said = f"{refused.value!r} {refused.value} {refused.value.__cause__!r}"
    assert SECRET not in said
    return list(refused.value.problems)


@pytest.mark.parametrize("story", REFUSED)
def test_refused(here: Path, monkeypatch: pytest.MonkeyPatch, story: str) -> None:
    environment, sentence = REFUSED[story]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = problems()
    assert any(sentence in problem for problem in found), found


def test_every_problem_is_told_at_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", f"xoxb-{SECRET}")
    monkeypatch.setenv("TEAMS_APP_ID", APP)
    monkeypatch.setenv("PEERLINE_LOG_LEVEL", "LOUD")
    assert len(problems()) == 3


@pytest.mark.parametrize(
    "wrong", [{"PEERLINE_PUBLIC_URL": "peer.example.org"}, {"HTTPS_PROXY": f"it:1/{SECRET}@proxy"}]
)
def test_serve_and_check_say_the_same(shell: Shell, wrong: dict[str, str]) -> None:
    """`serve` ended with a defect where `check` was content."""
    environment = SLACK | {"SLACK_API_URL": "http://127.0.0.1:9/api/"} | wrong
    told = shell.run("serve", code=1, **environment).err
    assert shell.run("check", code=1, **environment).out == f"FAIL  settings: {told}"
    assert told.startswith(next(iter(wrong)))
    assert SECRET not in told


def test_a_whole_environment_is_taken_and_shows_no_secret(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        **SLACK,
        **TEAMS,
        "PEERLINE_KEYS": KEY,
        "PEERLINE_DATABASE_URL": "postgresql+psycopg://db/peerline",
    }.items():
        monkeypatch.setenv(name, value)
    settings = load()
    assert settings.slack
    assert settings.teams
    assert settings.on_postgresql
    assert SECRET not in repr(settings)
    assert KEY not in repr(settings)


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
        keys.write_text(f"{KEY}\n{OLD_KEY}\n")
        keys.chmod(0o400)
        monkeypatch.setenv("PEERLINE_KEYS_FILE", str(keys))
        assert given_keys() == f"{KEY},{OLD_KEY}"
        reading, writing = os.pipe()
        os.write(writing, f"{KEY}, {OLD_KEY}\n".encode())
        os.close(writing)
        monkeypatch.setenv("PEERLINE_KEYS_FILE", f"/dev/fd/{reading}")
        assert [given_keys(), given_keys()] == [f"{KEY},{OLD_KEY}"] * 2, "a pipe is read once, and the settings twice"
        os.close(reading)

    @pytest.mark.parametrize(
        ("holds", "mode", "sentence"),
        [
            ("", 0o600, "PEERLINE_KEYS_FILE is empty; expected one base64 key"),
            ("é", 0o600, "PEERLINE_KEYS_FILE holds no plain text; expected one base64 key"),
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


class TestSecretsFromFiles:
    """What Docker and Kubernetes call secrets: a file each, and nothing in the environment."""

    def test_each_of_them(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        values = {
            "PEERLINE_KEYS": KEY,
            "PEERLINE_DATABASE_URL": "postgres://peer:pass%40word@db.example.org:5432/peerline",
            "SLACK_BOT_TOKEN": "xoxb-1-abc",
            "SLACK_SIGNING_SECRET": SIGNING,
            "TEAMS_APP_PASSWORD": "p4ss~word",
        }
        monkeypatch.setenv("TEAMS_APP_ID", "11111111-2222-3333-4444-555555555555")
        monkeypatch.setenv("TEAMS_TENANT_ID", "66666666-2222-3333-4444-555555555555")
        monkeypatch.setenv("PEERLINE_PUBLIC_URL", "https://peer.example.org")
        for name, value in values.items():
            (here / name).write_text(f"{value}\n")
            (here / name).chmod(0o400)
            monkeypatch.setenv(f"{name}_FILE", str(here / name))
        found = load()
        assert found.peerline_database_url == "postgresql+psycopg://peer:pass%40word@db.example.org:5432/peerline"
        assert found.on_postgresql
        read = (found.peerline_keys, found.slack_bot_token, found.slack_signing_secret, found.teams_app_password)
        assert [secret.get_secret_value() for secret in read if secret] == [
            value for name, value in values.items() if name != "PEERLINE_DATABASE_URL"
        ]

    def test_every_problem_is_told_at_once(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (here / "token").write_text(SECRET)
        (here / "token").chmod(0o644)
        monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(here / "token"))
        monkeypatch.setenv("SLACK_SIGNING_SECRET_FILE", str(here / "nothing"))
        monkeypatch.setenv("TEAMS_APP_PASSWORD", SECRET)
        monkeypatch.setenv("TEAMS_APP_PASSWORD_FILE", "/dev/null")
        with pytest.raises(SettingsError) as refused:
            load()
        said = str(refused.value)
        assert "SLACK_BOT_TOKEN_FILE can be read by others" in said
        assert "SLACK_SIGNING_SECRET_FILE cannot be read: No such file" in said
        assert "TEAMS_APP_PASSWORD and TEAMS_APP_PASSWORD_FILE are both set; set one of them" in said
        assert SECRET not in said


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_database_address_as_clusters_hand_it_out(scheme: str) -> None:
    found = given(peerline_database_url=f"{scheme}://u:p@db:5432/peerline", peerline_keys=KEY)
    assert found.peerline_database_url == "postgresql+psycopg://u:p@db:5432/peerline"
    assert found.on_postgresql


def test_the_metrics_listen_where_they_are_told() -> None:
    assert given().peerline_metrics_host == "127.0.0.1"
    with pytest.raises(SettingsError, match="PEERLINE_METRICS_HOST holds no address to listen on"):
        given(peerline_metrics_host="http://10.0.0.1")


def given_keys() -> str:
    found = load().peerline_keys
    assert found is not None
    return found.get_secret_value()
