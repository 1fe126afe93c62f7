"""The programs that read ops/ for real. `.ci/run` installs them, and where it runs a missing one is a failure."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
OPS = HOUSE / "ops"
PACKAGES = {
    "caddy": "caddy",
    "promtool": "prometheus",
    "systemd-analyze": "systemd",
    "nginx": "nginx-light",
    "debootstrap": "debootstrap",
    "apt-get": "apt",
    "chroot": "coreutils",
}


def tool(name: str) -> str:
    """Its path. Skips the test on a machine without it, unless that machine is to try everything."""
    found = shutil.which(name) or shutil.which(f"/usr/sbin/{name}")
    if found:
        return found
    missing = f"there is no {name} here; on Debian: apt-get install {PACKAGES[name]}"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def run(name: str, *arguments: str | Path, **env: str) -> str:
    """What it says on either stream; it must end well."""
    done = subprocess.run(
        [tool(name), *arguments], env=os.environ | env, capture_output=True, text=True, check=False, timeout=300
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said
