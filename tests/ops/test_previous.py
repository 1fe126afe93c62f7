"""ops/previous names a version that is there; who tests without it is told so, and nothing is skipped."""

import subprocess
from pathlib import Path

import pytest

from tests.ops.previous import HOUSE, previous


def git(folder: Path, *words: str | Path) -> str:
    who = ("-c", "user.name=Ada Fictional", "-c", "user.email=ada@example.org")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Two commits, of which the newer names the older."""
    git(tmp_path, "init", "--quiet", "house")
    house = tmp_path / "house"
    git(house, "commit", "--quiet", "--allow-empty", "--message", "Release 0.1.0")
    (house / "ops").mkdir()
    (house / "ops/previous").write_text(git(house, "rev-parse", "HEAD") + "\n")
    git(house, "add", ".")
    git(house, "commit", "--quiet", "--message", "After 0.1.0")
    return house


def test_the_version_before_is_there() -> None:
    assert len(previous()) == 40
    assert (HOUSE / "ops/previous").read_text().count("\n") == 1


def test_it_is_the_one_that_the_file_names(history: Path) -> None:
    assert previous(history) == git(history, "rev-parse", "HEAD~1")


def test_a_shallow_clone_fails_with_what_to_do(history: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{history}", "shallow")
    with pytest.raises(pytest.fail.Exception, match="which is not here; in a shallow clone: git fetch --unshallow"):
        previous(tmp_path / "shallow")


def test_a_commit_of_another_branch_is_none(history: Path) -> None:
    git(history, "checkout", "--quiet", "--orphan", "other")
    git(history, "commit", "--quiet", "--allow-empty", "--message", "Elsewhere")
    with pytest.raises(pytest.fail.Exception, match="from which HEAD does not come"):
        previous(history)
