"""The playground is started and stopped."""

import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Shell, interrupt


def test_it_prints_its_address_answers_there_and_ends_with_ctrl_c(shell: Shell) -> None:
    process = shell.start("demo", "--port", "0", TMPDIR=str(shell.folder))
    address = _address(process)
    with urllib.request.urlopen(address, timeout=10) as page:  # noqa: S310 - our own
        assert page.status == 200
        assert b"<title>Peerline" in page.read()
    assert [path for path in shell.folder.iterdir() if path.name.startswith("peerline-demo-")]
    limits = Path(f"/proc/{process.pid}/limits")
    if limits.exists():  # on Linux; what is in memory may lie in no file (A11)
        assert re.search(r"Max core file size +0 +0 ", limits.read_text())
    said = interrupt(process)
    assert (said.code, said.err) == (0, "")
    assert list(shell.folder.iterdir()) == []


def test_ctrl_c_twice_ends_it_no_worse(shell: Shell) -> None:
    process = shell.start("demo", "--port", "0", TMPDIR=str(shell.folder))
    _address(process)
    said = interrupt(process, times=3)
    assert (said.code, said.err) == (0, "")
    assert list(shell.folder.iterdir()) == []


def test_no_setting_turns_it_elsewhere(shell: Shell) -> None:
    shell.write(".env", "TEAMS_APP_ID=half-a-setting", "PEERLINE_DATABASE_URL=sqlite:///real.db")
    process = shell.start("demo", "--port", "0", PEERLINE_PORT="many", PEERLINE_DATABASE_URL="postgresql://real")
    _address(process)
    assert interrupt(process).code == 0
    assert {path.name for path in shell.folder.iterdir()} == {".env"}


def test_a_busy_port_gets_a_sentence(shell: Shell) -> None:
    with _taken() as port:
        said = shell.run("demo", "--port", str(port), code=1, TMPDIR=str(shell.folder))
    assert said.err.startswith(
        f"port {port} is in use already; stop what runs there, or choose another one with --port"
    )
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize("host", ["0.0.0.0", "peerline.example.org"])  # noqa: S104 - refused
def test_other_machines_cannot_be_let_in(shell: Shell, host: str) -> None:
    assert "listens on this machine only" in shell.run("demo", "--host", host, "--port", "0", code=1).err


def _address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Peerline playground: http://127.0.0.1:"), line
    return line.split()[2]


@contextmanager
def _taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]
