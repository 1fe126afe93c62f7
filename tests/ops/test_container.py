"""The image without an engine: RUN, COPY, ENV and USER of the Containerfile, done in a Debian root of its own."""

import os
import re
import shlex
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import VERSION
from tests.ops.tools import HOUSE, OPS, run, tool

LINES = [
    line.split(" ", 1)
    for line in (OPS / "Containerfile").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


# How this machine reaches its mirrors: names, pip's settings, and authorities of a proxy that opens TLS.
_AUTHORITIES = Path(ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt")
_OF_THIS_MACHINE = (Path("/etc/resolv.conf"), Path("/etc/pip.conf"), _AUTHORITIES)


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("a root of its own is made by root only")
    root = tmp_path_factory.mktemp("image")
    (base,) = [rest for word, rest in LINES if word == "FROM"]
    suite = base.removeprefix("debian:").removesuffix("-slim")
    run("debootstrap", "--variant=minbase", suite, root, _mirror())
    root.chmod(0o755)  # its / is for everybody
    for each in _OF_THIS_MACHINE:
        if each.is_file():
            shutil.copy(each, root / "etc" / each.name)
    subprocess.run(["mount", "--bind", "/dev", root / "dev"], check=True)
    try:
        for word, rest in LINES:
            if word == "RUN":
                inside(root, rest)
            elif word == "COPY":
                _copied(root, *shlex.split(rest))
        yield root
    finally:
        subprocess.run(["umount", "-l", root / "dev"], check=True)


def inside(root: Path, command: str, *, user: str = "") -> str:
    """As the shell of a RUN line, or as the image's user."""
    as_user = [f"--userspec={user}"] if user else []
    env = {"PATH": "/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"}
    env |= {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    env["PIP_CERT"] = f"/etc/{_AUTHORITIES.name}"
    env |= {name: value for word, rest in LINES if word == "ENV" for name, value in _pairs(rest)}
    done = subprocess.run(
        [tool("chroot"), *as_user, root, "/bin/sh", "-c", command],
        env=env, capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_what_the_image_runs(image: Path) -> None:
    (user,) = [rest for word, rest in LINES if word == "USER"]
    there = inside(image, "cd /var/lib/peerline && peerline migrate && peerline roster export && id -u", user=user)
    assert there.splitlines()[-1] == "10001"
    assert (image / "var/lib/peerline/var/peerline.db").stat().st_uid == 10001
    assert inside(image, "peerline --version", user=user).strip() == f"peerline {VERSION}"
    with pytest.raises(AssertionError, match=r"denied|Read-only"):
        inside(image, "touch /opt/peerline/bot/x", user=user)


def _copied(root: Path, *paths: str) -> None:
    *sources, target = paths
    for each in sources:
        source, into = HOUSE / each, root / target.lstrip("/")
        if source.is_dir():
            shutil.copytree(source, into, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            into.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, into)


def _pairs(rest: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (each.partition("=") for each in shlex.split(rest))]


def _mirror() -> str:
    """Where this machine has its own packages from."""
    said = run("apt-get", "indextargets", "--format", "$(SITE)|$(RELEASE)")
    return re.sub(r"\|.*", "", next(line for line in said.splitlines() if "security" not in line))
