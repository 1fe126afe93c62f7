"""Who exists: workspaces, users, tokens."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

SCOPES = ("chat:write", "commands", "files:write", "im:history", "im:write", "users:read")


@dataclass
class User:
    team: str
    id: str
    name: str
    locale: str = "en-US"
    tz: str = "America/Winnipeg"
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    home_team: str = ""
    enterprise: str = ""
    """The Enterprise Grid of the person's home workspace; "" for a workspace of its own."""
    email: str = ""
    is_email_confirmed: bool = True
    picture: str = ""  # what they put up themselves; else Slack draws something

    def record(self, *, with_locale: bool = True, with_email: bool = False) -> Json:
        """The user object of users.info; with the e-mail for who may read it."""
        first = self.name.split()[0]
        shown: Json = {
            "id": self.id,
            "team_id": self.home_team or self.team,
            "name": first.lower(),
            "deleted": self.deleted,
            "real_name": self.name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": -18000,
            "profile": {
                "real_name": self.name,
                "display_name": first,
                "real_name_normalized": self.name,
                "display_name_normalized": first,
                "team": self.home_team or self.team,
                "image_192": self.picture or "https://secure.gravatar.com/avatar/0.jpg?s=192",
                "is_custom_image": bool(self.picture),
            },
            "is_admin": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "updated": 1_780_000_000,
        }
        if self.enterprise:
            shown["enterprise_user"] = {
                "id": self.id,
                "enterprise_id": self.enterprise,
                "enterprise_name": "Fictional Health",
                "is_admin": False,
                "is_owner": False,
                "teams": [self.home_team or self.team],
            }
        if self.is_stranger:
            shown["is_stranger"] = True
        if with_email and self.email:
            shown["profile"] |= {"email": self.email}
            shown["is_email_confirmed"] = self.is_email_confirmed
        if with_locale:
            shown["locale"] = self.locale
        return shown


@dataclass
class Workspace:
    id: str
    name: str
    app_id: str
    bot_user: str
    bot_id: str
    token: str = ""
    refresh_token: str = ""
    enterprise: str = ""
    rotates: bool = False
    users: dict[str, User] = field(default_factory=dict)

    @property
    def organisation(self) -> Json | None:
        return {"id": self.enterprise, "name": "Fictional Health"} if self.enterprise else None

    @property
    def domain(self) -> str:
        return self.name.lower().replace(" ", "-")


@dataclass
class Token:
    value: str
    kind: str
    team: str
    scopes: tuple[str, ...]
    expires_at: float | None = None
    trouble: str = ""
    """Why it is refused: account_inactive, token_revoked, invalid_auth."""
