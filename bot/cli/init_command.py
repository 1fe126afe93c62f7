"""`python app.py init`: six questions, and the three files to begin with. Nothing that is there is written over."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

import typer

from bot.cli.console import Refused, sentences
from bot.programme.kinds import PHONE
from bot.programme.texts import PLACEHOLDER
from bot.roster.cells import COLUMNS

READY = Path(__file__).parents[2] / "programmes"
NEAREST = ("manitoba", "british-columbia", "ontario", "hospital")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_SLACK, _TENANT = re.compile(r"T[A-Z0-9]{6,}"), re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SITE = re.compile(r"^# --- (?:the )?sites? -.*?(?=^# --- (?:gatherings|resources) -)", re.MULTILINE | re.DOTALL)
_GATHERINGS = re.compile(r"^# --- gatherings -.*?(?=^# --- resources -)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Answers:
    ready: str  # which file of programmes/ it begins from
    name: str
    timezone: str
    coordinator: str
    email: str
    phone: str
    slack_team: str = ""
    teams_tenant: str = ""


def init(folder: Path) -> None:
    with sentences():
        files = folder / "programme.toml", folder / ".env", folder / "roster.csv"
        for each in files:
            if each.exists():
                raise Refused(f"{each} is there already; nothing was written. Choose an empty folder: init FOLDER")
        answers = _asked()
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in zip(files, (_programme(answers), _environment(answers), _roster(answers)), strict=True):
            _write(path, text)
        typer.echo(f"{', '.join(each.name for each in files)} are written. What is left to do:")
        typer.echo(f"1. {files[0]}: whatever is marked {PLACEHOLDER}; your counsel writes `reporting`.")
        typer.echo(f"2. {files[1]}: the tokens ({'docs/slack.md' if answers.slack_team else 'docs/teams.md'}).")
        typer.echo(f"3. {files[2]}: your supporters, a line each.")
        there = "" if folder == Path() else f"in {folder}: "
        typer.echo(
            f"4. {there}python app.py migrate, then roster import roster.csv, then check, which says what is missing."
        )


def _asked() -> Answers:
    ready = _ask(f"1. Which of these is nearest to you? {', '.join(NEAREST)}", _one_of(NEAREST), "hospital")
    name = _ask("2. What is the programme called, as people will read it?", _text)
    zone = _ask("3. Its time zone", _zone, _first_site(ready)["timezone"])
    who = _ask("4. Who coordinates it? First Last, name@example.org", _person)
    phone = _ask("5. Which number can people ring instead? Somebody must answer there", _phone)
    where = _ask("6. The id of your Slack workspace (T...) or of your Teams tenant", _place)
    person, _, email = who.rpartition(",")
    slack = where if _SLACK.fullmatch(where) else ""
    return Answers(ready, name, zone, person.strip(), email.strip(), phone, slack, "" if slack else where.lower())


def _ask(question: str, good: Callable[[str], str], usual: str = "") -> str:
    """Until the answer is one. `good` returns what was expected instead, "" if nothing."""
    while True:
        said = str(typer.prompt(question, default=usual or None)).strip()
        expected = good(said)
        if not expected:
            return said
        typer.echo(f"   Expected {expected}.")


def _one_of(names: tuple[str, ...]) -> Callable[[str], str]:
    return lambda said: "" if said in names else f"one of {', '.join(names)}"


def _text(said: str) -> str:
    return "" if _is_line(said) else "a line without quotes"


def _is_line(said: str) -> bool:
    return bool(said) and '"' not in said and "\\" not in said and said.isprintable()


def _phone(said: str) -> str:
    _, expected, shape = PHONE
    return "" if re.fullmatch(shape, said) else expected


def _zone(said: str) -> str:
    return "" if said in available_timezones() else "a name such as America/Winnipeg"


def _person(said: str) -> str:
    name, _, email = said.rpartition(",")
    good = name.strip() and not _text(name) and _EMAIL.fullmatch(email.strip())
    return "" if good else "a name, a comma and an e-mail: First Last, name@example.org"


def _place(said: str) -> str:
    good = _SLACK.fullmatch(said) or _TENANT.fullmatch(said.lower())
    return (
        ""
        if good
        else "T and digits or letters (Slack), or the 36 signs of a tenant's id (Teams): docs/slack.md, docs/teams.md"
    )


# --- the files -----------------------------------------------------------------------------------------------------


def _programme(answers: Answers) -> str:
    """The ready file with one site of their own; the gatherings, which were examples, are left out."""
    text = (READY / f"{answers.ready}.toml").read_text(encoding="utf-8")
    site = {
        "id": "site",
        "name": answers.name,
        "timezone": answers.timezone,
        "slack_team": answers.slack_team,
        "teams_tenant": answers.teams_tenant,
        "phone_route": answers.phone,
        "phone_name": answers.name,
        "contact_name": answers.coordinator,
        "contact_email": answers.email,
    }
    found = _SITE.search(text)
    assert found  # noqa: S101 - a test reads every ready file
    head, *blocks = found[0].split("[[site]]\n")
    lines = [_line(line, site, answers) for line in blocks[0].rstrip().splitlines()]
    own = f"{head}[[site]]\n" + "\n".join(lines) + "\n\n"
    whole = _GATHERINGS.sub("", text.replace(found[0], own)).splitlines()
    first = next(number for number, line in enumerate(whole) if line.startswith("name = "))
    whole[first] = _line(whole[first], site, answers)
    return "\n".join(whole) + "\n"


def _line(line: str, site: dict[str, str], answers: Answers) -> str:
    """A line of the ready file with their own value; a text is theirs in every language of the file."""
    key, _, was = line.partition(" = ")
    if key == "coordinators":
        return f'{key} = ["{answers.email}"]'
    if key not in site:
        return line
    value = f'"{site[key]}"'
    return f"{key} = {{ en = {value}, fr = {value} }}" if was.startswith("{") else f"{key} = {value}"


def _first_site(ready: str) -> dict[str, str]:
    text = (READY / f"{ready}.toml").read_text(encoding="utf-8")
    return dict(re.findall(r'^(timezone) = "([^"]+)"', text, re.MULTILINE)[:1])


def _environment(answers: Answers) -> str:
    if answers.slack_team:
        ways = "# SLACK_BOT_TOKEN=xoxb-...\n# SLACK_APP_TOKEN=xapp-...   # or SLACK_SIGNING_SECRET, over HTTP\n"
    else:
        ways = f"# TEAMS_APP_ID=...\n# TEAMS_TENANT_ID={answers.teams_tenant}\n# TEAMS_APP_PASSWORD=...\n"
        ways += "# PEERLINE_PUBLIC_URL=https://peer.example.org\n"
    head = "# Peerline's settings; README.md has all of them. Take a # away where you have what belongs there.\n"
    return f"{head}PEERLINE_PROGRAMME=programme.toml\n{ways}"


def _roster(answers: Answers) -> str:
    person = {
        "site": "site",
        "name": answers.coordinator,
        "roles": "coordinator",
        "email": answers.email,
    }
    cells = [person.get(each, "") for each in COLUMNS]
    return f"{','.join(COLUMNS)}\n{','.join(cells)}\n"


def _write(path: Path, text: str) -> None:
    """For its owner only: tokens will stand in one of them, names in another."""
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")
