"""The settings, one field each, and what follows from them. Whether they may stand together, settings.py looks."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.configuration import env_file
from bot.configuration.addresses import database_url, is_loopback

Port = Annotated[int, Field(ge=0, le=65535)]
DatabaseUrl = Annotated[str, AfterValidator(database_url)]

# Each may come from a file instead, as secret stores give them: NAME_FILE stands for NAME.
SECRETS = (
    "peerline_keys",
    "peerline_database_url",
    "slack_bot_token",
    "slack_signing_secret",
    "slack_signing_secret_old",
    "slack_app_token",
    "slack_client_secret",
    "teams_app_password",
    "teams_app_password_old",
)


class Fields(BaseSettings):
    """The settings of README.md, in lower case. An empty variable counts as unset."""

    model_config = SettingsConfigDict(
        env_file=env_file.ENV, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    peerline_database_url: DatabaseUrl = "sqlite:///var/peerline.db"
    peerline_database_url_file: Path | None = None
    peerline_keys: SecretStr | None = None
    peerline_keys_file: Path | None = None
    peerline_programme: Path | None = None
    peerline_erasures: Path | None = None
    peerline_host: str = "127.0.0.1"
    peerline_port: Port = 3978
    peerline_public_url: str = ""
    peerline_forwarded_from: str = ""
    peerline_metrics_host: str = "127.0.0.1"
    peerline_metrics_port: Port = 9464
    peerline_log_level: str = "INFO"
    slack_bot_token: SecretStr | None = None
    slack_bot_token_file: Path | None = None
    slack_signing_secret: SecretStr | None = None
    slack_signing_secret_file: Path | None = None
    slack_signing_secret_old: SecretStr | None = None
    slack_signing_secret_old_file: Path | None = None
    slack_app_token: SecretStr | None = None
    slack_app_token_file: Path | None = None
    slack_client_id: str = ""
    slack_client_secret: SecretStr | None = None
    slack_client_secret_file: Path | None = None
    slack_api_url: str = "https://slack.com/api/"
    teams_app_id: str = ""
    teams_app_password: SecretStr | None = None
    teams_app_password_file: Path | None = None
    teams_app_password_old: SecretStr | None = None
    teams_app_password_old_file: Path | None = None
    teams_tenant_id: str = ""
    teams_certificate: Path | None = None
    teams_managed_identity: bool = False
    teams_cloud: Literal["commercial", "gcc", "gcchigh", "dod"] = "commercial"
    teams_local: bool = False
    https_proxy: SecretStr | None = None
    http_proxy: SecretStr | None = None
    no_proxy: str = ""
    ssl_cert_file: Path | None = None
    # What Azure sets by itself where a managed identity is to be had.
    identity_endpoint: str = ""
    identity_header: SecretStr | None = None
    azure_federated_token_file: Path | None = None

    @property
    def on_postgresql(self) -> bool:
        return self.peerline_database_url.startswith("postgresql")

    @property
    def on_loopback(self) -> bool:
        return all(is_loopback(host) for host in hosts_of(self.peerline_host))

    @property
    def slack(self) -> bool:
        return bool(self.slack_bot_token or self.slack_client_id)

    @property
    def teams(self) -> bool:
        return bool(self.teams_app_id) or self.teams_local

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """The newest first: while Slack's is made anew, requests come that are signed with the one before."""
        return _newest_first(self.slack_signing_secret, self.slack_signing_secret_old)

    @property
    def teams_passwords(self) -> tuple[str, ...]:
        """The newest first: Entra takes one of them, or both."""
        return _newest_first(self.teams_app_password, self.teams_app_password_old)

    @property
    def is_public(self) -> bool:
        return self.peerline_public_url.lower().startswith("https://")

    @property
    def callers(self) -> list[str]:
        """Who comes to PEERLINE_PUBLIC_URL; Slack in Socket Mode and a local emulator do not."""
        slack, teams = self.slack and not self.slack_app_token, bool(self.teams_app_id)
        return ["Slack"] * slack + ["Teams"] * teams

    @property
    def teams_proofs(self) -> list[str]:
        """The settings by which the app shows that it is itself; one of them, unless something is wrong."""
        proofs = {
            "TEAMS_APP_PASSWORD": self.teams_app_password,
            "TEAMS_CERTIFICATE": self.teams_certificate,
            "TEAMS_MANAGED_IDENTITY": self.teams_managed_identity,
        }
        return [name for name, value in proofs.items() if value]


def _newest_first(*secrets: SecretStr | None) -> tuple[str, ...]:
    return tuple(each.get_secret_value() for each in secrets if each)


def hosts_of(named: str) -> list[str]:
    """PEERLINE_HOST: an address, or several with commas between them, such as 0.0.0.0,:: for both kinds."""
    return [each.strip().strip("[]") for each in named.split(",") if each.strip()] or [""]
