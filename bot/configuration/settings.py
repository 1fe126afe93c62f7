"""Environment (or .env) -> settings. A dangerous combination is refused before anything starts."""

import os
import ssl
import stat
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.configuration import dangers, env_file
from bot.configuration.addresses import (
    database_url,
    of_a_database,
    of_a_machine,
    of_a_proxy,
    of_listening,
    of_ours,
    of_slack,
)
from bot.configuration.fields import SECRETS, Fields, hosts_of
from bot.configuration.forwarded import misnamed
from bot.errors import Several

NOTHING_TO_SERVE = (
    "neither Slack nor Teams is configured; set SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN, or "
    "TEAMS_APP_ID with what belongs to it (docs/slack.md, docs/teams.md); to look around first: python app.py demo"
)


class SettingsError(Several):
    """Every problem of the environment at once, a sentence each; no value is ever in one, since it may be a secret."""


class Settings(Fields):
    """The settings of README.md, as far as they may stand."""

    @model_validator(mode="after")
    def _safe(self) -> "Settings":
        problems = _from_files(self) + dangers.together(self) + dangers.shapes(self) + dangers.teams(self) + _ways(self)
        if problems:
            raise ValueError("\n".join(problems))
        return self


class _Given(Settings):
    """Only what the caller names: neither the environment nor a .env file is read."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def load() -> Settings:
    """From the environment and .env. Raises SettingsError."""
    if problems := env_file.broken(env_file.ENV):
        raise SettingsError(problems)
    return _made(Settings)


def doubts() -> list[str]:
    """What of the environment and .env is hardly meant as it is read."""
    known = {name.upper() for name in Settings.model_fields}
    return list(env_file.doubtful(env_file.ENV, known, os.environ))


def given(**values: Any) -> Settings:
    """For the playground, the benchmarks and tests, which no environment may turn elsewhere. Raises SettingsError."""
    return _made(_Given, **values)


def _from_files(settings: Settings) -> list[str]:
    """NAME_FILE stands for NAME: a file of a secret store, or a descriptor such as /dev/fd/3, which no list of
    processes and no `inspect` shows."""
    problems = []
    for name in SECRETS:
        path = getattr(settings, f"{name}_file")
        if path is None:
            continue
        if name in settings.model_fields_set:
            problems.append(f"{name.upper()} and {name.upper()}_FILE are both set; set one of them")
            continue
        text, problem = _read_once(path, _expected(name))
        if problem:
            problems.append(f"{name.upper()}_FILE {problem}")
        else:
            url = name == "peerline_database_url"
            setattr(settings, name, database_url(text) if url else SecretStr(text))
    return problems


def _expected(name: str) -> str:
    return (
        "one base64 key of 32 bytes a line, newest first" if name == "peerline_keys" else "the value alone, in one line"
    )


@cache
def _read_once(path: Path, expected: str) -> tuple[str, str]:
    """What it holds, or what is wrong with it. A pipe can be read once only, and a command may ask for its settings
    twice."""
    try:
        with path.open(encoding="ascii") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISREG(about.st_mode) and about.st_mode & stat.S_IROTH:
                return "", "can be read by others; expected mode 0600, 0400, or 0640 with a group of its own"
            values = file.read().replace(",", " ").split()
    except OSError as error:
        return "", f"cannot be read: {error.strerror or 'it is no file'}"
    except UnicodeDecodeError:
        return "", f"holds no plain text; expected {expected}"
    return ",".join(values), "" if values else f"is empty; expected {expected}"


def _ways(settings: Settings) -> list[str]:
    """What every call out, or every request in, would stumble over."""
    found = _addresses(settings)
    if problem := misnamed(settings.peerline_forwarded_from):
        found.append(f"PEERLINE_FORWARDED_FROM {problem}")
    if settings.peerline_port and settings.peerline_port == settings.peerline_metrics_port:
        found.append("PEERLINE_PORT and PEERLINE_METRICS_PORT are the same; expected two ports")
    authorities = settings.ssl_cert_file
    if authorities is not None:
        try:
            ssl.create_default_context(cafile=authorities)
        except ssl.SSLError:
            found.append("SSL_CERT_FILE holds no certificate; expected PEM (-----BEGIN CERTIFICATE-----)")
        except OSError as error:
            found.append(f"SSL_CERT_FILE cannot be read: {error.strerror or 'it is no file'}")
    return found


def _addresses(settings: Settings) -> list[str]:
    """Every address that is set, and an https:// one where somebody outside comes to it."""
    public = settings.peerline_public_url
    looked = [of_a_database("PEERLINE_DATABASE_URL", settings.peerline_database_url)]
    looked.append(of_slack("SLACK_API_URL", settings.slack_api_url))
    for name, named in (
        ("PEERLINE_HOST", settings.peerline_host),
        ("PEERLINE_METRICS_HOST", settings.peerline_metrics_host),
    ):
        looked += [of_listening(name, host) for host in hosts_of(named)]
    for name, proxy in (("HTTPS_PROXY", settings.https_proxy), ("HTTP_PROXY", settings.http_proxy)):
        looked.append(of_a_proxy(name, proxy.get_secret_value()) if proxy else "")
    if "@" in settings.no_proxy:
        looked.append(
            "NO_PROXY has a login in it; expected names, addresses and networks, such as .example.org,10.0.0.0/8"
        )
    if settings.teams_managed_identity and settings.identity_endpoint:
        expected = "expected what Azure sets by itself"
        looked.append(of_a_machine("IDENTITY_ENDPOINT", settings.identity_endpoint, expected))
    problem = of_ours("PEERLINE_PUBLIC_URL", public) if public else ""
    callers = " and ".join(settings.callers)
    if public and not problem and callers and not settings.is_public:
        problem = f"PEERLINE_PUBLIC_URL is not an https:// address; {callers} can reach no other"
    return [each for each in (problem, *looked) if each]


def _made(kind: type[Settings], **values: Any) -> Settings:
    try:
        return kind(**values)
    except ValidationError as error:
        problems = [line for each in error.errors(include_input=False) for line in _sentences(dict(each))]
        raise SettingsError(problems) from None


_EXPECTED = {"peerline_port": "a port from 0 to 65535", "peerline_metrics_port": "a port from 0 to 65535",
             "teams_local": "1 or 0", "teams_managed_identity": "1 or 0",
             "teams_cloud": "commercial, gcc, gcchigh or dod"}  # fmt: skip


def _sentences(error: dict[str, Any]) -> list[str]:
    name = "_".join(str(part) for part in error["loc"])
    if name in _EXPECTED:
        return [f"{name.upper()} is not usable; expected {_EXPECTED[name]}"]
    message = str(error["msg"]).removeprefix("Value error, ")
    return [f"{name.upper()}: {message}"] if name else message.split("\n")
