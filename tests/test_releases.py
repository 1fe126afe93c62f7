"""What a release needs is checked before anything is built, and what it is on is told truly (RELEASING.md)."""

import hashlib
import subprocess
import tomllib
from pathlib import Path

import pytest

from scripts import notices, release

ROOT = Path(__file__).parents[1]
PROJECT = '[project]\nname = "peerline"\nversion = "0.2.0"\n'
CHANGES = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n- Something.\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada Fictional", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(PROJECT)
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Release 0.2.0")
    return tmp_path


def test_a_clean_checkout_with_its_changes_told_is_ready(checkout: Path) -> None:
    assert release.examine(checkout) == "0.2.0"


def test_a_change_that_is_not_committed_stops_it(checkout: Path) -> None:
    (checkout / "new.txt").write_text("half an idea")
    with pytest.raises(release.Unready, match="commit them"):
        release.examine(checkout)


def test_a_version_is_released_once(checkout: Path) -> None:
    git(checkout, "tag", "--annotate", "v0.2.0", "--message", "Peerline 0.2.0")
    with pytest.raises(release.Unready, match=r"v0\.2\.0 is there already"):
        release.examine(checkout)


def test_a_version_of_which_nobody_was_told_stops_it(checkout: Path) -> None:
    (checkout / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n- Something.\n")
    git(checkout, "commit", "--all", "--quiet", "--message", "Changes")
    with pytest.raises(release.Unready, match=r"no heading `## \[0\.2\.0\]"):
        release.examine(checkout)


def test_the_checksums_are_those_of_the_archives(tmp_path: Path) -> None:
    (tmp_path / "peerline-0.2.0.tar.gz").write_bytes(b"source")
    (tmp_path / "peerline-0.2.0-py3-none-any.whl").write_bytes(b"wheel")
    (tmp_path / ".gitignore").write_text("*")
    lines = release.checksums(tmp_path).read_text().splitlines()
    assert lines == [
        f"{hashlib.sha256(b'wheel').hexdigest()}  peerline-0.2.0-py3-none-any.whl",
        f"{hashlib.sha256(b'source').hexdigest()}  peerline-0.2.0.tar.gz",
    ]


def test_whatever_the_product_reads_is_packaged() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    packaged = {pattern.removeprefix("*") for pattern in setuptools["package-data"]["*"]}
    files = [file for room in ("bot", "storage", "programmes") for file in (ROOT / room).rglob("*.*") if file.is_file()]
    read = {file.suffix for file in files if file.suffix not in (".py", ".pyc")}
    assert {".png", ".ftl"} <= read <= packaged


def test_the_notices_name_what_the_lock_names() -> None:
    assert notices.FILE.read_text(encoding="utf-8") == notices.page()


def test_a_package_without_a_licence_is_not_passed_over() -> None:
    with pytest.raises(LookupError, match="names no licence"):
        notices.licence("no-such-package")
