"""As `serve` starts it says what `check` would say without asking anybody: each a line of the log, and it serves."""

import json
import select
import urllib.request
from pathlib import Path

import pytest

from bot.cli import checks
from bot.cli.checks import ground
from bot.cli.console import opened
from bot.process import logs
from storage.database import writable
from tests.cli.conftest import Shell, interrupt
from tests.doubles.teams.certificates import certificate, written

TEAMS = {
    "TEAMS_APP_ID": "11111111-2222-4333-8444-555555555555",
    "TEAMS_TENANT_ID": "22222222-3333-4444-8555-666666666666",
}


def test_an_ended_certificate_is_told_at_the_start_and_by_readyz(shell: Shell) -> None:
    """Nobody could be written to, and nothing said so but `check`."""
    key, public, _ = certificate("peerline", days=-1)
    written(shell.folder / "peerline.pem", key + public)
    shell.write(".env", "TEAMS_CERTIFICAT=peerline.pem").chmod(0o600)
    shell.run("migrate")
    environment = TEAMS | {
        "TEAMS_CERTIFICATE": "peerline.pem", "PEERLINE_PORT": "0", "PEERLINE_METRICS_PORT": "0",
        "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "",
    }  # fmt: skip
    process = shell.start("serve", **environment)
    assert process.stdout
    assert select.select([process.stdout], [], [], 60)[0]
    address = process.stdout.readline().split()[2]
    with urllib.request.urlopen(f"{address}/readyz", timeout=20) as answer:  # noqa: S310
        first, second = answer.read().decode().splitlines()
    said = interrupt(process)
    assert first == "ready"
    assert second.startswith("teams: the certificate: it ended on ")
    found = [json.loads(line) for line in said.err.splitlines() if "not_in_order" in line]
    assert [(line["level"], line["where"], line["why"].partition(" on ")[0]) for line in found] == [
        ("warning", "settings", ".env, line 1: TEAMS_CERTIFICAT is no setting; did you mean TEAMS_CERTIFICATE?"),
        (
            "error",
            "Teams",
            "PEERLINE_PUBLIC_URL is not set; without an https:// address Teams cannot reach /api/messages",
        ),
        ("error", "Teams certificate", "it ended"),
    ]


@pytest.mark.parametrize(("left", "level"), [(writable.FULL - 1, "error"), (writable.SHORT - 1, "warning")])
def test_a_full_disk_is_told_at_the_start(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], left: int, level: str
) -> None:
    monkeypatch.setattr(ground, "room", lambda _: left)
    with opened() as (settings, database):
        logs.configure()
        checks.start.tell(settings, database)
    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (line["event"], line["level"], line["where"]) == ("not_in_order", level, "database")
    assert line["why"] == f"only {left // 2**20} MiB are left on its disk; make room"
