"""What Peerline is built on, and under which licence: writes THIRD-PARTY.md from what the runtime lock names.

python -m scripts.notices            writes the file anew
python -m scripts.notices --check    ends with 1 where it is not up to date
"""

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = ROOT / "THIRD-PARTY.md"
HEAD = """# What Peerline stands on

Packages of `requirements.lock`, which is what Peerline runs with, each with the licence that it names itself. Their
texts come with the packages. Written by `python -m scripts.notices`.

| package | version | licence |
|---|---|---|
"""
FOOT = """
The font of posters and pictures is DejaVu Sans, unchanged; its licence is `bot/typesetting/fonts/LICENSE`.
"""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_ELSEWHERE = {  # for another system than the one this is written on, or named by their classifiers in too many words
    "colorama": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "tzdata": "Apache-2.0",
}


def locked() -> dict[str, str]:
    """Package -> version, as the lock has them."""
    return dict(_PINNED.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))


def licence(name: str) -> str:
    """What the package says of itself. Raises LookupError where it says nothing and we do not know it either."""
    try:
        found = _of(distribution(name))
    except PackageNotFoundError:
        found = ""
    if not (found := found or _ELSEWHERE.get(name, "")):
        raise LookupError(f"{name}: names no licence; look it up and write it into scripts/notices.py")
    return found


def _of(package: Distribution) -> str:
    said = package.metadata.json
    of_classifiers = [each.rpartition(" :: ")[2] for each in said.get("classifier", ()) if "License ::" in each]
    short = str(said.get("license", "")).strip()
    return str(said.get("license_expression") or ", ".join(of_classifiers) or (short if "\n" not in short else ""))


def page() -> str:
    rows = [f"| {name} | {version} | {licence(name)} |" for name, version in sorted(locked().items())]
    return HEAD + "\n".join(rows) + "\n" + FOOT


def main() -> None:
    if "--check" not in sys.argv:
        FILE.write_text(page(), encoding="utf-8")
    elif FILE.read_text(encoding="utf-8") != page():
        sys.exit("THIRD-PARTY.md is not what the lock says; expected: python -m scripts.notices")


if __name__ == "__main__":
    main()
