"""The app package, against the published schema of its version."""

import io
import json
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from bot.adapters.teams.package import MENU, NEWEST, OLDEST, CannotPackage, package
from bot.adapters.teams.typed import WORDS
from bot.configuration.settings import given
from bot.wording import Wording

SCHEMAS = Path(__file__).parent / "schemas"
NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=UTC)
SETTINGS: dict[str, Any] = {
    "teams_app_id": "11111111-2222-4333-8444-555555555555",
    "teams_app_password": "x",
    "teams_tenant_id": "22222222-3333-4444-8555-666666666666",
    "peerline_public_url": "https://peerline.example.org",
}


def packed(**more: Any) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package(given(**SETTINGS | more), Wording(), NOON))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return packed()


def test_the_package_holds_these_files_at_its_top(files: dict[str, bytes]) -> None:
    assert sorted(files) == ["color.png", "fr.json", "manifest.json", "outline.png"]


@pytest.mark.parametrize(("file", "schema"), [("manifest.json", "manifest"), ("fr.json", "localization")])
@pytest.mark.parametrize(
    ("cloud", "version"), [("commercial", NEWEST), ("gcc", OLDEST), ("gcchigh", OLDEST), ("dod", OLDEST)]
)
def test_it_is_valid_against_the_published_schema(file: str, schema: str, cloud: str, version: str) -> None:
    rules = json.loads((SCHEMAS / f"{schema}-{version}.json").read_text(encoding="utf-8-sig"))
    made = json.loads(packed(teams_cloud=cloud)[file])
    assert [error.message for error in Draft4Validator(rules).iter_errors(made)] == []
    assert f"v{version}/" in made["$schema"]


def test_it_is_a_personal_bot_with_a_menu_of_words_that_work(files: dict[str, bytes]) -> None:
    made = json.loads(files["manifest.json"])
    (bot,) = made["bots"]
    assert bot["scopes"] == ["personal"]
    assert bot["botId"] == made["id"] == SETTINGS["teams_app_id"]
    (menu,) = bot["commandLists"]
    assert [each["title"] for each in menu["commands"]] == list(MENU)
    assert set(MENU) <= set(WORDS)
    assert made["version"] == "2026.1122.43205"


def test_every_text_stands_in_french_too(files: dict[str, bytes]) -> None:
    english, french = json.loads(files["manifest.json"]), json.loads(files["fr.json"])
    assert french["description.short"] != english["description"]["short"]
    for at, command in enumerate(english["bots"][0]["commandLists"][0]["commands"]):
        place = f"bots[0].commandLists[0].commands[{at}]"
        assert french[f"{place}.title"] == command["title"], "typed as it is in every language"
        assert french[f"{place}.description"] != command["description"]


def test_the_icons_are_what_teams_asks_for(files: dict[str, bytes]) -> None:
    size, color = _pixels(files["color.png"])
    assert size == 192
    assert {pixel[3] for pixel in color} == {255}
    assert len(set(color)) > 2
    size, outline = _pixels(files["outline.png"])
    assert size == 32
    assert {pixel[:3] for pixel in outline} == {(255, 255, 255)}
    assert {0, 255} <= {pixel[3] for pixel in outline}


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"peerline_public_url": ""}, "PEERLINE_PUBLIC_URL"),
        (dict.fromkeys(SETTINGS, ""), "TEAMS_APP_ID"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(CannotPackage, match=named):
        package(given(**SETTINGS | changes), Wording(), NOON)


def _pixels(png: bytes) -> tuple[int, list[tuple[int, ...]]]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, data, size = 8, b"", 0
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(kind + body),)
        if kind == b"IHDR":
            size, height, *rest = struct.unpack(">IIBBBBB", body)
            assert (height, rest) == (size, [8, 6, 0, 0, 0])
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    raw = zlib.decompress(data)
    rows = [raw[row * (4 * size + 1) + 1 : (row + 1) * (4 * size + 1)] for row in range(size)]
    return size, [tuple(row[x : x + 4]) for row in rows for x in range(0, 4 * size, 4)]
