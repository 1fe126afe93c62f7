"""The JSON schema with which an editor marks mistakes in a programme file, and from which our sentences are made."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.programme import ProgrammeError, load, schema
from tests.programme.trial import WHOLE, changed

FILES = sorted((Path(__file__).parents[2] / "programmes").glob("*.toml"))


def as_an_editor_reads(text: str) -> Any:
    """TOML's dates are texts to JSON."""
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def wrong(text: str) -> list[str]:
    """The paths of what the schema refuses."""
    found = Draft202012Validator(dict(schema())).iter_errors(as_an_editor_reads(text))
    return [each.json_path for each in found]


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_the_files_that_we_ship_fit(file: Path) -> None:
    assert wrong(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("[policy]", "[policy]\nsmall_cel = 5", "$.policy"),
        ("[policy]", "[policy]\nsmall_cell = 2", "$.policy.small_cell"),
        ("[policy]", '[policy]\nserves = ["senior"]', "$.policy.serves[0]"),
        ('deputy = "lee@example.org"', "", "$.site[0]"),
        (
            'deputy = "lee@example.org"',
            'deputy = "lee@example.org"\nconnect_within_hours = 0',
            "$.site[0].connect_within_hours",
        ),
        ('timezone = "America/Winnipeg"', 'timezone = "America/Winnipeg"\npolicy = {}', "$.site[0]"),
        ('phone = "911"', 'phone = "CALL-NOW"', "$.resource[0].phone"),
        ('name = "911"', 'name = { de = "Notruf" }', "$.resource[0].name"),
        ('kind = "debrief"', 'kind = "party"', "$.gathering[0].kind"),
    ],
)
def test_an_editor_marks_what_is_wrong(old: str, new: str, where: str) -> None:
    assert wrong(WHOLE) == []
    assert wrong(changed(old, new)) == [where]


def test_a_site_may_set_every_key_of_the_policy_and_is_shown_the_defaults() -> None:
    site, rules = (schema()["$defs"][name]["properties"] for name in ("Site", "Keys"))
    assert rules.items() <= site.items()
    assert rules["connect_within_hours"]["default"] == 72


@pytest.mark.parametrize("value", ["3.5", "[]", "[[]]", "{}", '"?"', "2026-11-21"])
def test_whatever_stands_at_any_key_ends_in_a_sentence(value: str, tmp_path: Path) -> None:
    file = tmp_path / "trial.toml"
    for table, name in {
        "programme": "Head",
        "policy": "Keys",
        "resource": "Resource",
        "site": "Site",
        "gathering": "Gathering",
    }.items():
        for key in schema()["$defs"][name]["properties"]:
            text = tomllib.loads(WHOLE)
            (text[table][0] if isinstance(text[table], list) else text[table])[key] = tomllib.loads(f"it = {value}")[
                "it"
            ]
            file.write_text(as_toml(text), encoding="utf-8")
            first, *_ = [*said(file), f"{file}: {table}: nothing; all is well"]
            assert first.startswith(f"{file}: {table}"), (key, first)
            assert "; " in first


def said(file: Path) -> tuple[str, ...]:
    try:
        load(file)
    except ProgrammeError as error:
        return error.problems
    return ()


def as_toml(tables: dict[str, Any]) -> str:
    """Tables at the top, and whatever is in them on a line."""
    found = []
    for name, table in tables.items():
        for each in table if isinstance(table, list) else [table]:
            found.append(f"[[{name}]]" if isinstance(table, list) else f"[{name}]")
            found += [f"{key} = {_inline(value)}" for key, value in each.items()]
    return "\n".join(found)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)
