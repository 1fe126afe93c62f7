"""The lines of docs/running.md do what it says of them."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import move_in
from tests.cli.conftest import HOUSE, Shell
from tests.warm import APP

PAGE = (HOUSE / "docs" / "running.md").read_text(encoding="utf-8")


@pytest.fixture
def house(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    move_in(shell, tmp_path_factory.mktemp("lived-in"))
    (shell.folder / "backups").mkdir()
    return shell


def night(house: Shell, kind: str) -> "subprocess.CompletedProcess[str]":
    """The line as cron, or systemd, hands it to a shell."""
    if kind == "cron":
        (line,) = re.findall(r"^    15 2 \* \* \* peerline (.*)$", PAGE, re.MULTILINE)
        line = line.replace(r"\%", "%")
    else:
        (line,) = re.findall(r"^    ExecStart=/bin/sh -c '(.*)'$", PAGE, re.MULTILINE)
        line = line.replace("$$", "$").replace("%%", "%")
    here = {
        "/var/backups/peerline": str(house.folder / "backups"),
        "/opt/peerline": str(house.folder),
        ".venv/bin/python app.py": shlex.join([sys.executable, str(APP)]),
    }
    for name, place in here.items():
        line = line.replace(name, place)
    return subprocess.run(["/bin/sh", "-c", line], cwd=house.folder, env=house.env, capture_output=True, text=True)


@pytest.mark.parametrize("kind", ["cron", "systemd"])
def test_the_second_night_is_like_the_first_and_the_31st_ends_the_oldest(house: Shell, kind: str) -> None:
    """Under one name the second night was refused."""
    copies = house.folder / "backups"
    assert night(house, kind).returncode == 0
    (first,) = copies.glob("20*")
    shutil.copy(first, copies / "2026-01-01")
    subprocess.run(["touch", "-d", "32 days ago", copies / "2026-01-01"], check=True)
    (copies / "notes").touch()
    again = night(house, kind)
    assert (again.returncode, again.stderr) == (0, "")
    assert {path.name for path in copies.iterdir()} == {first.name, "erased", "notes"}
    house.run("restore", first, "--force")


@pytest.mark.parametrize("kind", ["cron", "systemd"])
def test_the_first_night_may_come_before_the_service(shell: Shell, kind: str) -> None:
    shell.run("roster", "import", shell.people())
    (shell.folder / "backups").mkdir()
    first = night(shell, kind)
    assert (first.returncode, first.stderr) == (0, "")
    assert (shell.folder / "backups" / "erased").exists()


@pytest.mark.parametrize("kind", ["cron", "systemd"])
def test_a_night_that_fails_takes_nothing_away(house: Shell, kind: str) -> None:
    copies = house.folder / "backups"
    assert night(house, kind).returncode == 0
    (first,) = copies.glob("20*")
    subprocess.run(["touch", "-d", "32 days ago", first], check=True)
    before = first.read_bytes()
    house.database.unlink()
    failed = night(house, kind)
    assert failed.returncode == 1
    assert failed.stderr.startswith("var/peerline.db is gone")
    assert first.read_bytes() == before


def test_its_unit_is_one(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("this machine has no systemd to ask")
    unit = PAGE.partition("peerline.service`:\n\n")[2].partition("\n\n    [Install]")[0].replace("\n    ", "\n").strip()
    here = {"/opt/peerline/.venv/bin/python": sys.executable, "User=peerline\n": "", "/opt/peerline": str(tmp_path)}
    for name, place in here.items():
        unit = unit.replace(name, place)
    path = tmp_path / "peerline.service"
    path.write_text(unit + "\n")
    said = subprocess.run(["systemd-analyze", "verify", path], capture_output=True, text=True)
    assert [line for line in said.stderr.splitlines() if "peerline" in line] == []
