"""A release from a clean main branch: a wheel and a source archive in dist/, their checksums, and a tag.

    make release

What it needs and does is in RELEASING.md. Nothing is published; that is a person's step.
"""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


class Unready(Exception):
    """Why there is no release yet: a sentence that says what to do."""


def version(root: Path) -> str:
    return str(tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def examine(root: Path) -> str:
    """The version that can be released now. Raises Unready."""
    number = version(root)
    if _git(root, "status", "--porcelain"):
        raise Unready("files have changed since the last commit; commit them or put them away first")
    if f"v{number}" in _git(root, "tag", "--list").split():
        raise Unready(f"v{number} is there already; raise `version` in pyproject.toml and bot/__init__.py")
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## \[{re.escape(number)}\] - \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE):
        raise Unready(
            f"CHANGELOG.md has no heading `## [{number}] - YYYY-MM-DD`; give what stands under [Unreleased] one"
        )
    return number


def checksums(folder: Path) -> Path:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.iterdir())
        if file.suffix in {".whl", ".gz"}
    ]
    written = folder / "SHA256SUMS"
    written.write_text("".join(lines), encoding="utf-8")
    return written


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout  # noqa: S603, S607


def main() -> None:
    try:
        number = examine(ROOT)
    except Unready as unready:
        sys.exit(f"no release: {unready}")
    dist = ROOT / "dist"
    for old in dist.glob("*"):
        old.unlink()
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "build", "--quiet", "--out-dir", dist], cwd=ROOT, check=True)  # noqa: S603
    checksums(dist)
    _git(ROOT, "tag", "--annotate", f"v{number}", "--message", f"Peerline {number}")
    print(f"dist/ has Peerline {number} with its checksums, and the commit is tagged v{number}")
    print(f"next: git push origin v{number}, and upload dist/ to the forge's release page")


if __name__ == "__main__":
    main()
