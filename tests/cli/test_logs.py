"""What the log holds: random ids, kinds and places; no person, whatever a library would like to say."""

import json
import logging
import warnings
from pathlib import Path

import pytest
import structlog

from bot.configuration.settings import given
from bot.process import logs
from storage.encryption.keys import fresh
from tests.stage import PHYSICIAN
from tests.stages.playground import PlaygroundStage

WORDS = ("Robin", "Fictional", "robin", "204-555", "Winnipeg", "example.org")


async def test_a_whole_conversation_at_debug_names_nobody(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    logs.configure("DEBUG")
    for name in logging.root.manager.loggerDict:
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
    settings = given(peerline_database_url=f"sqlite:///{here}/peerline.db", peerline_keys=fresh())
    stage = await PlaygroundStage.open(settings)
    await stage.ask()
    await stage.match()
    assert _lines(capsys) == []

    nobody: dict[str, str] = {}
    monkeypatch.setattr(stage.house.engine, "_act", lambda *_: nobody["Dr. Robin Fictional, 204-555-0150"])
    await stage.actors[PHYSICIAN].raw("press", ref="", verb="status", token="", version=0)
    await stage.close()
    (line,) = _lines(capsys)
    assert (line["event"], line["kind"]) == ("event_failed", "KeyError")
    assert str(line["code"]) in stage.physician.notice


def test_a_library_gets_its_name_into_the_log_and_not_its_words(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    logs.configure("DEBUG")
    loud = logging.getLogger("somebodys.library")
    loud.setLevel(logging.DEBUG)
    loud.debug("Sending a request - body: %s", "Dr. Robin Fictional")
    loud.info("robin.fictional@example.org")
    assert _lines(capsys) == []
    try:
        int("Dr. Robin Fictional, 204-555-0150")
    except ValueError:
        loud.exception("failed for Robin")
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        warnings.warn("deprecated: robin.fictional@example.org", DeprecationWarning, stacklevel=1)
    first, second = _lines(capsys)
    assert (first["logger"], first["kind"]) == ("somebodys.library", "ValueError")
    assert (second["logger"], second["kind"]) == ("py.warnings", "WARNING")


def test_what_is_not_on_the_list_is_dropped(capsys: pytest.CaptureFixture[str], here: Path) -> None:
    logs.configure("INFO")
    structlog.get_logger("anything").info("said", name="Robin", person="Fictional", code="7f3a")
    structlog.get_logger("anything").debug("quiet")
    (line,) = _lines(capsys)
    assert line.keys() == {"event", "level", "timestamp", "code"}


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    out, err = capsys.readouterr()
    assert out == ""
    assert not [word for word in WORDS if word in err], err
    lines = [json.loads(line) for line in err.splitlines()]
    assert all(line.keys() <= logs.ALLOWED for line in lines)
    return lines
