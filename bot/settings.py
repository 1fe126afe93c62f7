"""Environment (or .env) -> settings. A dangerous combination is refused before anything starts."""

import ipaddress
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingsError(ValueError):
    """Every problem of the environment at once, a sentence each; no value of a secret is ever in one."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """The names of contract.md, lower case."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    peerline_database_url: str = "sqlite:///var/peerline.db"
    peerline_keys: SecretStr | None = None
    peerline_programme: Path | None = None
    peerline_host: str = "127.0.0.1"
    peerline_port: Annotated[int, Field(ge=0, le=65535)] = 3978
    peerline_public_url: str = ""
    peerline_metrics_port: Annotated[int, Field(ge=0, le=65535)] = 9464
    peerline_log_level: str = "INFO"
    slack_bot_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    teams_app_id: str = ""
    teams_app_password: SecretStr | None = None
    teams_tenant_id: str = ""
    teams_local: bool = False

    @property
    def on_postgresql(self) -> bool:
        return self.peerline_database_url.startswith("postgresql")

    @property
    def on_loopback(self) -> bool:
        return is_loopback(self.peerline_host)

    @property
    def slack(self) -> bool:
        return bool(self.slack_bot_token or self.slack_client_id)

    @property
    def teams(self) -> bool:
        return bool(self.teams_app_id) or self.teams_local

    @model_validator(mode="after")
    def _safe(self) -> "Settings":
        problems = list(_dangers(self))
        if problems:
            raise ValueError("\n".join(problems))
        return self


def load() -> Settings:
    """Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError([line for each in error.errors() for line in _sentences(each)]) from None


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _dangers(settings: Settings) -> list[str]:
    found: list[str] = []
    if settings.on_postgresql and settings.peerline_keys is None:
        found.append(
            "PEERLINE_KEYS is not set; with PostgreSQL the master keys must come from the environment, "
            "so that a copy of the database never travels with its keys"
        )
    if settings.peerline_log_level not in LEVELS:
        found.append(f"PEERLINE_LOG_LEVEL is not a level; expected one of {' '.join(LEVELS)}")
    teams = {
        "TEAMS_APP_ID": settings.teams_app_id,
        "TEAMS_APP_PASSWORD": settings.teams_app_password,
        "TEAMS_TENANT_ID": settings.teams_tenant_id,
    }
    missing = [name for name, value in teams.items() if not value]
    if 0 < len(missing) < len(teams):
        found.append(f"{' and '.join(missing)} not set; Teams needs all three of {', '.join(teams)}, or none")
    if settings.teams_local:
        if not settings.on_loopback:
            found.append("TEAMS_LOCAL=1 accepts unsigned activities; it needs PEERLINE_HOST to be a loopback address")
        if settings.teams_app_id or settings.peerline_public_url:
            found.append(
                "TEAMS_LOCAL=1 accepts unsigned activities; unset TEAMS_APP_ID and PEERLINE_PUBLIC_URL to use it"
            )
    if settings.slack_bot_token and not (settings.slack_signing_secret or settings.slack_app_token):
        found.append("SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)")
    if bool(settings.slack_client_id) != bool(settings.slack_client_secret):
        found.append("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together; set both or none")
    return found


def _sentences(error: object) -> list[str]:
    assert isinstance(error, dict)  # noqa: S101 - pydantic's shape
    name = "_".join(str(part) for part in error["loc"]).upper()
    message = str(error["msg"]).removeprefix("Value error, ")
    return [f"{name}: {message}"] if name else message.split("\n")
