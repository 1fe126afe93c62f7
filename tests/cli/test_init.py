"""Six questions, and a house that `check` takes but for what only its people can know."""

import stat

import pytest

from bot.cli.init_command import NEAREST
from bot.programme import load
from tests.cli.conftest import Shell

TENANT = "11111111-2222-3333-4444-555555555555"
# Between them what each answer is asked again for.
TALK = "\n".join(
    [
        "quebec", "{ready}", 'The "Lake" Programme', "Lake Physician Support", "Winnipeg", "America/Winnipeg",
        "Casey Sample", "Casey Sample, casey.sample@example.org", "blah", "204-555-0100", "Acme", "{where}", "",
    ]
)  # fmt: skip


def begins(shell: Shell, ready: str = "hospital", where: str = "T0ACME1") -> str:
    return shell.run("init", typed=TALK.format(ready=ready, where=where)).out


@pytest.mark.parametrize("ready", NEAREST)
def test_the_files_of_each_province_are_whole(shell: Shell, ready: str) -> None:
    out = begins(shell, ready)
    assert out.count("Expected") == 6
    assert "Expected digits such as" in out
    programme = load(shell.folder / "programme.toml")
    (site,) = programme.sites.values()
    assert (str(site.slack_team), str(site.timezone)) == ("T0ACME1", "America/Winnipeg")
    assert site.coordinators == ("casey.sample@example.org",)
    assert {words for _, words in programme.name.texts} == {"Lake Physician Support"}
    assert programme.resources
    for each in (".env", "roster.csv", "programme.toml"):
        assert stat.S_IMODE((shell.folder / each).stat().st_mode) == 0o600


def test_it_is_set_up_but_for_what_only_they_can_know(shell: Shell) -> None:
    begins(shell)
    shell.env["PEERLINE_PROGRAMME"] = "programme.toml"
    with (shell.folder / ".env").open("a") as file:
        file.write(f"SLACK_BOT_TOKEN=xoxb-1-abc\nSLACK_SIGNING_SECRET={'0' * 32}\n")
    shell.run("migrate")
    shell.run("roster", "import", "roster.csv")
    said = shell.run("check", code=1)
    failed = [line for line in said.out.splitlines() if line.startswith("FAIL") and " Slack: " not in line]
    assert [line.partition(";")[0].removeprefix("FAIL  ") for line in failed] == [
        "programme: site site: reporting is a placeholder",
        "site site: none of its coordinators has a working chat account",
        "site site: deputy: nobody on the roster has this e-mail",
    ]
    assert "nobody is reached there" in said.out, "what it began from is told as well"


def test_teams(shell: Shell) -> None:
    assert "docs/teams.md" in begins(shell, where=TENANT)
    (site,) = load(shell.folder / "programme.toml").sites.values()
    assert (site.slack_team, site.teams_tenant) == ("", TENANT)
    assert f"# TEAMS_TENANT_ID={TENANT}" in (shell.folder / ".env").read_text()


def test_nothing_is_written_over(shell: Shell) -> None:
    (shell.folder / ".env").write_text("SLACK_BOT_TOKEN=mine\n")
    said = shell.run("init", typed=TALK.format(ready="hospital", where="T0ACME1"), code=1)
    assert ".env is there already; nothing was written" in said.err
    assert (shell.folder / ".env").read_text() == "SLACK_BOT_TOKEN=mine\n"
    assert not (shell.folder / "programme.toml").exists()
