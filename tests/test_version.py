"""What `system` shows an administrator is the version of the package (R60)."""

import tomllib
from pathlib import Path

from bot import VERSION


def test_the_version_in_the_code_is_the_packages() -> None:
    file = Path(__file__).parents[1] / "pyproject.toml"
    assert tomllib.loads(file.read_text(encoding="utf-8"))["project"]["version"] == VERSION
