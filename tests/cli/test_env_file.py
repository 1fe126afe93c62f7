"""A .env that is not read as it was meant: a broken line is refused, a misspelt name is told with what may be meant."""

from pathlib import Path

import pytest

from bot.configuration import settings
from bot.configuration.settings import SettingsError, load
from tests.cli.conftest import Shell

BROKEN = {
    "a line without a sign": ("PEERLINE_PORT=4000\nSLACK_BOT_TOKEN xoxb-1\n", "line 2: expected NAME=value"),
    "a name alone": ("SLACK_BOT_TOKEN\n", "line 1: expected NAME=value"),
    "a colon": ("# Teams\n\n\nTEAMS_APP_ID: 1111\n", "line 4: expected NAME=value"),
    "an open quote": ('TEAMS_APP_ID="1111\nPEERLINE_PORT=4000\n', "line 1: expected NAME=value"),
}


@pytest.mark.parametrize("story", BROKEN)
def test_a_broken_line_is_refused_with_its_number(here: Path, story: str) -> None:
    text, sentence = BROKEN[story]
    (here / ".env").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load()
    (problem,) = refused.value.problems
    assert problem.startswith(f".env, {sentence}")


def test_a_file_that_no_editor_of_ours_wrote(here: Path) -> None:
    """`check` ended with a traceback, `serve` with a defect; a folder was passed over in silence."""
    (here / ".env").write_bytes("PEERLINE_PORT=4000\n".encode("utf-16"))
    with pytest.raises(SettingsError, match=r"\.env is no plain text; save it as UTF-8"):
        load()
    (here / ".env").write_text("\ufeffPEERLINE_PORT=4000\r\nPEERLINE_LOG_LEVEL=DEBUG\r\n", encoding="utf-8")
    assert (load().peerline_port, load().peerline_log_level) == (4000, "DEBUG"), "an editor of Windows"
    (here / ".env").unlink()
    (here / ".env").mkdir()
    with pytest.raises(SettingsError, match=r"\.env cannot be read: Is a directory"):
        load()


def test_a_name_that_is_none_of_ours_is_told_with_the_one_that_may_be_meant(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = here / ".env"
    file.write_text(
        "PEERLINE_PROGRAM=p.toml\n\nSLACK_BOT_TOKN=xoxb-1\nTEAMS_TENANTID=2\nTEAMS_WEBHOOK=3\nOTHER=4\n"
        "peerline_port=4000\nPEERLINE_PORT=4001\nHTTPS_PROXY=http://proxy.test\n"
    )
    file.chmod(0o640)
    monkeypatch.setenv("PEERLINE_METRIC_PORT", "1")
    monkeypatch.setenv("PEERLINE_SERVICE_HOST", "10.0.0.1")  # of Kubernetes, for a service called so
    monkeypatch.setenv("SLACK_WEBHOOK", "https://hooks.test")
    assert settings.doubts() == [
        ".env, line 1: PEERLINE_PROGRAM is no setting; did you mean PEERLINE_PROGRAMME?",
        ".env, line 3: SLACK_BOT_TOKN is no setting; did you mean SLACK_BOT_TOKEN?",
        ".env, line 4: TEAMS_TENANTID is no setting; did you mean TEAMS_TENANT_ID?",
        ".env, line 5: TEAMS_WEBHOOK is no setting, and changes nothing",
        ".env, line 8: PEERLINE_PORT is set in line 7 already; the last one counts",
        "in the environment: PEERLINE_METRIC_PORT is no setting; did you mean PEERLINE_METRICS_PORT?",
    ]


@pytest.mark.parametrize(("mode", "told"), [(0o644, True), (0o602, True), (0o640, False), (0o600, False)])
def test_who_may_read_it(here: Path, mode: int, told: bool) -> None:
    (here / ".env").write_text("SOMETHING=else\n")
    (here / ".env").chmod(mode)
    assert settings.doubts() == [".env can be read by everybody on this machine; run: chmod 600 .env"] * told


def test_check_warns_of_it(shell: Shell) -> None:
    shell.write(".env", "PEERLINE_PROGRAM=p.toml").chmod(0o600)
    lines = shell.run("check", code=1).out.splitlines()
    assert lines[1] == (
        "warn  settings: .env, line 1: PEERLINE_PROGRAM is no setting; did you mean PEERLINE_PROGRAMME?"
    )
    shell.write(".env", "PEERLINE_PROGRAM p.toml").chmod(0o600)
    sentence = ".env, line 1: expected NAME=value, with every quote closed\n"
    assert shell.run("check", code=1).out == f"FAIL  settings: {sentence}"
    assert shell.run("serve", code=1).err == sentence
