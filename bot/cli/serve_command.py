"""`python app.py serve` and `demo`: a process that runs until somebody stops it."""

import asyncio
import tempfile

import typer

from bot.cli.checks import start
from bot.cli.console import opened, programme_of, sentences
from bot.configuration.settings import given
from bot.process import http_server, logs, running
from bot.process.running import play


def demo(host: str, port: int) -> None:
    logs.configure("WARNING")
    with sentences(), tempfile.TemporaryDirectory(prefix="peerline-demo-") as folder:
        settings = given(peerline_database_url=f"sqlite:///{folder}/demo.db")
        asyncio.run(play(settings, host, port, _playing))


def _playing(address: str) -> None:
    typer.echo(f"Peerline playground: {address}  (stop with Ctrl-C)")


def serve() -> None:
    with sentences():
        with opened(make=False) as (settings, database):
            start.tell(settings, database)
            programme = programme_of(settings)
        asyncio.run(running.serve(http_server.serve(settings, programme), _serving))


def _serving(address: str) -> None:
    typer.echo(f"Peerline serves: {address}  (stop with Ctrl-C)")
