"""A Python that has read all of Peerline and begins a command by forking itself.

Every command still is a process of its own, with its own folder, environment and output; what it need not do once more
is to import everything, which costs twenty times as much as most commands do.
"""

import atexit
import gc
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, TextIO

APP = Path(__file__).parents[1] / "app.py"
PATIENCE = 120.0  # seconds


@dataclass
class Said:
    code: int
    out: str
    err: str


class Warm:
    """The process that waits. One command at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(self, *words: str | Path, folder: Path, env: Mapping[str, str], typed: str = "") -> Said:
        """`python app.py WORDS` in `folder`, with `typed` for it to read. Raises TimeoutError when it does not end in
        two minutes."""
        with tempfile.TemporaryDirectory(prefix="peerline-said-") as apart:
            out, err = Path(apart) / "out", Path(apart) / "err"
            (Path(apart) / "in").write_text(typed, encoding="utf-8")
            begun = {
                "in": str(Path(apart) / "in"),
                "words": [*map(str, words)],
                "folder": str(folder),
                "env": dict(env),
            }
            code = self._asked(begun | {"out": str(out), "err": str(err)})
            return Said(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))

    def _asked(self, begun: Mapping[str, Any]) -> int:
        process = self._process = self._process or _started()
        assert process.stdin is not None
        assert process.stdout is not None
        impatient = threading.Timer(PATIENCE, self.stop)
        impatient.start()
        process.stdin.write(json.dumps(begun) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        impatient.cancel()
        if not answer:
            raise TimeoutError(f"app.py {' '.join(begun['words'])} did not end in {PATIENCE} seconds")
        return int(answer)

    def stop(self) -> None:
        """It, and the command that it may be at. The next command begins with a new one."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None


def _started() -> "subprocess.Popen[str]":
    pipe, module = subprocess.PIPE, [sys.executable, "-m", "tests.warm"]
    return subprocess.Popen(module, cwd=APP.parent, stdin=pipe, stdout=pipe, text=True, start_new_session=True)


# --- the process itself --------------------------------------------------------------------------------------------


def _wait_for_commands() -> None:
    """Comes back in the child only, which is ready to be `app.py`."""
    runpy.run_path(str(APP), run_name="warm")
    from bot import cli
    from bot.wording import Wording

    for command in pkgutil.walk_packages(cli.__path__, "bot.cli."):  # what each command loads when it is called
        import_module(command.name)
    Wording()
    gc.freeze()  # no child tidies up at its end what all of them share
    answers = os.fdopen(os.dup(1), "w")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line), answers)
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
    os._exit(0)


def _become(begun: Mapping[str, Any], answers: TextIO) -> None:
    answers.close()
    typed = os.open(begun["in"], os.O_RDONLY)
    out, err = (os.open(begun[name], os.O_WRONLY | os.O_CREAT, 0o600) for name in ("out", "err"))
    for here, there in ((typed, 0), (out, 1), (err, 2)):
        os.dup2(here, there)
        os.close(here)
    os.environ.clear()
    os.environ.update(begun["env"])
    os.chdir(begun["folder"])
    sys.argv = [str(APP), *begun["words"]]


def _ends() -> NoReturn:
    """As every process does, but for taking apart what it shares with its mother, which costs eight times what most
    commands do."""
    code: str | int | None = 0
    try:
        runpy.run_path(str(APP), run_name="__main__")
    except SystemExit as end:
        code = end.code
    if not isinstance(code, int | None):
        sys.exit(code)
    threading._shutdown()  # type: ignore[attr-defined] # waits for whoever still works
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit((code or 0) & 0xFF)


if __name__ == "__main__":
    _wait_for_commands()
    _ends()
