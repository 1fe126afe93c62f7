"""`python app.py serve` as a process of its own."""

import asyncio
import os
import sys
from pathlib import Path

from storage.database.connect import open_database
from storage.database.migrate import upgrade
from tests.doubles.slack import Slack
from tests.served import SECRET, TEAM, slack_programme

HOUSE = Path(__file__).parents[3]


class Process:
    """`python app.py serve` in a folder of its own, with Slack's double for its Slack."""

    def __init__(self, folder: Path, env: dict[str, str], *, descriptors: int = 0) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("PEERLINE_", "SLACK_", "TEAMS_"))}
        self.env = clean | {"PEERLINE_PROGRAMME": str(slack_programme(folder)), "PEERLINE_PORT": "0"} | env
        self.env |= {"PEERLINE_METRICS_PORT": env.get("PEERLINE_METRICS_PORT", "0")}
        self.folder = folder
        (folder / "var").mkdir(exist_ok=True)
        database = open_database(f"sqlite:///{folder / 'var' / 'peerline.db'}")
        upgrade(database)  # `serve` makes none
        database.close()
        self._limit = ["prlimit", f"--nofile={descriptors}:{descriptors}"] if descriptors else []
        self.address = ""

    async def start(self) -> "Process":
        pipe = asyncio.subprocess.PIPE
        self.process = await asyncio.create_subprocess_exec(
            *self._limit,
            sys.executable,
            str(HOUSE / "app.py"),
            "serve",
            cwd=self.folder,
            env=self.env,
            stdout=pipe,
            stderr=pipe,
        )
        return self

    async def serving(self) -> str:
        assert self.process.stdout
        line = (await asyncio.wait_for(self.process.stdout.readline(), 60)).decode()
        assert line.startswith("Peerline serves: "), (line, await self.ended())
        self.address = line.split()[2]
        return self.address

    async def ended(self, sign: int = 0) -> tuple[int, str, str]:
        if sign:
            self.process.send_signal(sign)
        out, err = await asyncio.wait_for(self.process.communicate(), 60)
        assert self.process.returncode is not None
        return self.process.returncode, out.decode(), err.decode()


def usual(slack: Slack) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.workspace(TEAM).token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.base_url,
    }
