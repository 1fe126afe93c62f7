"""The packages that the programme's owner named: each is a dependency, and does work that every event goes through."""

import tomllib

import pytest

from tests.test_rooms import HOUSE, imported

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
WHERE = {
    "aiohttp": ("aiohttp", "bot/process/http_server.py"),
    "apscheduler": ("apscheduler", "bot/runtime/scheduler.py"),
    "botbuilder-core": ("botbuilder.core", "bot/adapters/teams/auth.py"),
    "slack-bolt": ("slack_bolt", "bot/adapters/slack/listeners.py"),
    "sqlalchemy": ("sqlalchemy", "storage/database/connect.py"),
}


def named(requirements: list[str]) -> set[str]:
    return {each.partition(">")[0] for each in requirements}


@pytest.mark.parametrize("package", WHERE)
def test_a_named_package_is_a_dependency_and_is_used_where_it_works(package: str) -> None:
    module, file = WHERE[package]
    assert package in named(PROJECT["project"]["dependencies"])
    assert [name for name in imported(HOUSE / file) if name.startswith(f"{module}.")]


def test_the_tests_run_with_pytest_asyncio() -> None:
    assert "pytest-asyncio" in named(PROJECT["dependency-groups"]["dev"])
    assert PROJECT["tool"]["pytest"]["ini_options"]["asyncio_mode"] == "auto"
