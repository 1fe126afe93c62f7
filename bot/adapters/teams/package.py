"""The app package: manifest.json in English, fr.json beside it, and two icons; ready for an administrator to upload."""

import io
import json
import zipfile
from datetime import datetime
from importlib.resources import files

from bot.configuration.settings import Settings
from bot.errors import OperatorError
from bot.ports.application import Json, Wording
from bot.surface import w

# The newest schema; the government's clouds follow later, and get the oldest that has all of this.
NEWEST, OLDEST = "1.30", "1.17"
_SCHEMA = "https://developer.microsoft.com/en-us/json-schemas/teams/v{}/MicrosoftTeams.{}schema.json"
# A menu holds ten. It is the same for everybody, so that it tells nothing about the reader; the other words work too.
MENU = ("ask", "now", "status", "resources", "privacy", "language", "offers", "away", "back", "queue")
NAME = "Peerline"
ICONS = {"color": "color.png", "outline": "outline.png"}  # 192 x 192, and white on nothing, 32 x 32


class CannotPackage(OperatorError):
    """A setting is missing; the sentence names it."""


def package(settings: Settings, wording: Wording, at: datetime) -> bytes:
    """The zip. `at` makes its version: Teams takes an update only if it is newer. Raises CannotPackage."""
    texts = {
        "manifest.json": json.dumps(manifest(settings, wording, at), ensure_ascii=False, indent=2),
        "fr.json": json.dumps(localised(wording, "fr", schema_version(settings)), ensure_ascii=False, indent=2),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text + "\n")
        for name in ICONS.values():
            archive.writestr(name, (files("bot.adapters.teams") / name).read_bytes())
    return made.getvalue()


def schema_version(settings: Settings) -> str:
    return NEWEST if settings.teams_cloud == "commercial" else OLDEST


def manifest(settings: Settings, wording: Wording, at: datetime) -> Json:
    app_id, address = settings.teams_app_id.lower(), settings.peerline_public_url.rstrip("/")
    if not app_id:
        raise CannotPackage("TEAMS_APP_ID is not set; expected the id from the app registration")
    if not address:
        raise CannotPackage("PEERLINE_PUBLIC_URL is not set; expected the https:// address of this deployment")
    english = _texts(wording, "en")
    return {
        "$schema": _SCHEMA.format(schema_version(settings), ""),
        "manifestVersion": schema_version(settings),
        "version": f"{at.year}.{at.month * 100 + at.day}.{at.hour * 3600 + at.minute * 60 + at.second}",
        "id": app_id,
        "localizationInfo": {
            "defaultLanguageTag": "en",
            "additionalLanguages": [{"languageTag": "fr", "file": "fr.json"}],
        },
        "developer": {
            "name": NAME,
            "websiteUrl": f"{address}/",
            "privacyUrl": f"{address}/privacy",
            "termsOfUseUrl": f"{address}/terms",
        },
        "name": {"short": english["name.short"], "full": english["name.full"]},
        "description": {"short": english["description.short"], "full": english["description.full"]},
        "icons": ICONS,
        "accentColor": "#1F5F6B",  # the ground of color.png
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal"], "commands": _menu(wording, "en")}],
            }
        ],
        "permissions": ["identity"],
        "validDomains": [],
        "defaultInstallScope": "personal",
    }


def localised(wording: Wording, language: str, version: str) -> Json:
    """The same texts by their paths. The words of the menu are typed as they are, in every language."""
    found: Json = {"$schema": _SCHEMA.format(version, "Localization."), **_texts(wording, language)}
    for at, command in enumerate(_menu(wording, language)):
        for name, text in command.items():
            found[f"bots[0].commandLists[0].commands[{at}].{name}"] = text
    return found


def _texts(wording: Wording, language: str) -> dict[str, str]:
    return {
        "name.short": NAME,
        "name.full": wording.text(w("teams-app-full-name"), language),
        "description.short": wording.text(w("teams-app-short"), language),
        "description.full": wording.text(w("teams-app-full"), language),
    }


def _menu(wording: Wording, language: str) -> list[Json]:
    return [{"title": word, "description": wording.text(w(f"teams-word-{word}"), language)} for word in MENU]
