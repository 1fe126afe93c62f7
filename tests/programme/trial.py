"""A short good programme file in parts, for stories that change one of them."""

from pathlib import Path

from bot.programme import Programme, load

HEAD = """
[programme]
name = { fr = "Essai", en = "Trial" }
region = "MB"
languages = ["en", "fr"]
default_language = "en"
agreement_version = "7"
"""
POLICY = "[policy]\n"
RESOURCE = """
[[resource]]
id = "emergency"
name = "911"
audience = ["everybody"]
for_whom = { en = "Anyone", fr = "Tout le monde" }
regions = ["CA"]
phone = "911"
hours = "24/7"
open_24_7 = true
crisis = true
source = "example.org"
verified_on = 2026-11-21
"""
SITE = """
[[site]]
id = "north"
name = "North Clinic"
timezone = "America/Winnipeg"
slack_team = "T0NORTH"
teams_tenant = "0A000000-0000-0000-0000-000000000001"
phone_route = "204-555-0101"
phone_hours = "mon-fri 08:30-16:30"
coordinators = ["Kim@Example.org"]
deputy = "lee@example.org"
"""
GATHERING = """
[[gathering]]
site = "north"
title = { en = "Debrief", fr = "Retour" }
kind = "debrief"
starts_at = 2026-10-28T17:30:00
repeats = "weekly"
where = "Room 4"
"""
WHOLE = HEAD + POLICY + RESOURCE + SITE + GATHERING


def loaded(text: str) -> Programme:
    """Load the text as trial.toml in the current folder."""
    file = Path("trial.toml")
    file.write_text(text, encoding="utf-8")
    return load(file)


def changed(old: str, new: str) -> str:
    """The whole file with one passage replaced."""
    assert WHOLE.count(old) == 1, f"{old!r} must stand once in the trial file"
    return WHOLE.replace(old, new)
