"""The version before, which `ops/previous` names: what an update comes from, and what going back leads to."""

import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]


def previous(house: Path = HOUSE) -> str:
    """Its commit. Fails the test where there is none: then nobody knows whether an update works."""
    commit = (house / "ops/previous").read_text(encoding="utf-8").strip()
    if _git(house, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}") is None:
        pytest.fail(f"ops/previous names {commit}, which is not here; in a shallow clone: git fetch --unshallow")
    if _git(house, "merge-base", "--is-ancestor", commit, "HEAD") is None:
        pytest.fail(f"ops/previous names {commit}, from which HEAD does not come; RELEASING.md says which it is")
    return commit


def listed(commit: str, folder: str) -> list[str]:
    """The files in this folder then."""
    found = _git(HOUSE, "ls-tree", "--name-only", f"{commit}:{folder}")
    assert found is not None
    return found.splitlines()


def _git(house: Path, *words: str) -> str | None:
    """What it says; None where the answer is no."""
    done = subprocess.run(["git", *words], cwd=house, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None
