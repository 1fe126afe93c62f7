"""A shell in an empty folder, with a clean environment, that runs `python app.py ...`."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import structlog

from tests.warm import APP, Said, Warm

HOUSE = Path(__file__).parents[2]
DEMO = HOUSE / "programmes" / "demo.toml"
HEADER = (HOUSE / "programmes" / "demo-roster.csv").read_text(encoding="utf-8").splitlines()[0]
_OURS = ("PEERLINE_", "SLACK_", "TEAMS_", "SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")


def person(email: str, name: str, roles: str = "", user: str = "", **cells: str) -> str:
    """One row of a roster file. `user` is a Slack user of the team T0DEMO."""
    trained = {"trained_hours": "4", "agreement_version": "demo-1", "agreement_signed_on": "2026-06-01"}
    row = {"site": "demo", "email": email, "name": name, "roles": roles, "career_stage": "late"}
    row |= trained if "supporter" in roles else {}
    row |= {"slack_team": "T0DEMO", "slack_user": user} if user else {}
    row |= cells
    return ",".join(row.get(column, "") for column in HEADER.split(","))


PEOPLE = (
    person("casey.sample@example.org", "Casey Sample", "coordinator", "U0CASEY"),
    person("devon.madeup@example.org", "Devon Madeup", "coordinator", "U0DEVON"),
    person("ada.maple@example.org", "Dr. Ada Maple-Example", "supporter", "U0ADA"),
    person("robin.fictional@example.org", "Dr. Robin Fictional", user="U0ROBIN"),
)


@dataclass
class Shell:
    folder: Path
    warm: Warm
    env: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str | Path, code: int = 0, typed: str = "", **env: str) -> Said:
        """`python app.py WORDS`; `code` is the exit code that is expected, and no end may be a traceback."""
        said = self._run(words, code, env, typed)
        assert (said.err == "") == (code == 0 or said.out.startswith(("ok", "FAIL"))), said
        return said

    def warned(self, *words: str | Path, code: int = 0, **env: str) -> Said:
        """As `run`, for what is done while something is said about it beside."""
        said = self._run(words, code, env)
        assert said.err, said
        return said

    def _run(self, words: tuple[str | Path, ...], code: int, env: dict[str, str], typed: str = "") -> Said:
        said = self.warm.run(*words, folder=self.folder, env=self.env | env, typed=typed)
        assert "Traceback" not in said.err, said.err
        assert said.code == code, said
        return said

    def start(self, *words: str | Path, **env: str) -> "subprocess.Popen[str]":
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, str(APP), *map(str, words)],
            cwd=self.folder,
            env=self.env | env,
            stdout=pipe,
            stderr=pipe,
            text=True,
        )

    def write(self, name: str, *lines: str) -> Path:
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def people(self, *rows: str) -> Path:
        return self.write("roster.csv", HEADER, *(rows or PEOPLE))

    @property
    def keys(self) -> Path:
        return self.folder / "var" / "keys"

    @property
    def database(self) -> Path:
        return self.folder / "var" / "peerline.db"


@pytest.fixture
def shell(tmp_path: Path, warm: Warm) -> Shell:
    env = {name: value for name, value in os.environ.items() if not name.upper().startswith(_OURS)}
    return Shell(tmp_path, warm, env | {"PEERLINE_PROGRAMME": str(DEMO)})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same place for stories that call the parts themselves."""
    for name in [name for name in os.environ if name.upper().startswith(_OURS)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PEERLINE_PROGRAMME", str(DEMO))
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    before = (root.level, [*root.handlers])
    yield tmp_path
    root.level, root.handlers = before
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def interrupt(process: "subprocess.Popen[str]", times: int = 1) -> Said:
    """Ctrl-C, and wait for the end."""
    for _ in range(times):
        process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return Said(process.returncode, out, err)
