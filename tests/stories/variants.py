"""Programmes with other rules: the demo's file with a few of its lines replaced."""

import json
from pathlib import Path

DEMO = Path(__file__).parents[2] / "programmes" / "demo.toml"

OTHER_SITE = """
[[site]]
id = "other"
name = { en = "Hillside Hospital (demo)", fr = "Hôpital Hillside (démo)" }
timezone = "America/Winnipeg"
phone_route = "204-555-0143"
coordinators = ["nobody.else@example.org"]
deputy = "somebody.else@example.org"
"""


def variant(folder: Path, *, more: str = "", site: str = "", zone: str = "", **policy: object) -> Path:
    """Write the demo's programme with these policy keys, `site` among the keys of its site, its clock in `zone`, and
    `more` tables at its end; returns its path."""
    text = DEMO.read_text(encoding="utf-8")
    lines = (text.replace("America/Winnipeg", zone) if zone else text).splitlines()
    kept = [line for line in lines if line.partition("=")[0].strip() not in policy]
    kept[kept.index("[policy]") + 1 : 0] = [f"{key} = {json.dumps(value)}" for key, value in policy.items()]
    kept.insert(kept.index("[[site]]") + 1, site)
    path = folder / "variant.toml"
    path.write_text("\n".join([*kept, more]), encoding="utf-8")
    return path
