"""Who is in one row of the roster file, and with which accounts."""

import re
from datetime import date

from bot.core.evaluates import DEPARTMENT
from bot.core.people import Person, Profession, Role
from bot.programme import Programme
from bot.roster import spellings, tongues
from bot.roster.cells import (
    AS_TEXT,
    DAY,
    EMAIL,
    EVALUATED,
    GENDER,
    HOURS,
    LINE,
    LINES,
    PROFESSION,
    ROLE,
    STAGE,
    TEAMS,
    USERS,
    phone,
    site,
    spaced,
    written_number,
)
from bot.roster.record import Record
from bot.surface import Account
from bot.values import days

ACCOUNTS = (("slack", "slack_team", "slack_user"), ("teams", "teams_tenant", "teams_user"))


def person_of(record: Record, programme: Programme) -> Person:
    entries = record.read_all("evaluates", EVALUATED)
    evaluated = [entry for entry, _ in entries]
    person = Person(
        id="",
        site=record.read("site", site(tuple(programme.sites)), "", required=True),
        name=record.read("name", LINE, "", required=True),
        roles=(roles := _roles(record)),
        profession=_profession(record, roles),
        email=record.read("email", EMAIL, "", required=True),
        phone=record.read("phone", phone(programme.country), ""),
        stage=record.read("career_stage", STAGE, None),
        specialty=record.read("specialty", LINE, ""),
        languages=_languages(record),
        gender=_gender(record),
        department=spaced(record.read("department", LINE, "")),
        evaluates_people=frozenset(entry for entry in evaluated if not entry.startswith(DEPARTMENT)),
        evaluates_departments=frozenset(
            entry.removeprefix(DEPARTMENT) for entry in evaluated if entry.startswith(DEPARTMENT)
        ),
        evaluates_settled=frozenset(entry for entry, confirmed in entries if confirmed),
        trained_hours=record.read("trained_hours", HOURS, 0),
        agreement_version=_version(record, programme),
        agreement_signed_on=_signed_on(record),
        bio=record.read("bio", LINES, ""),
    )
    _show_back(record, person)
    return person


def _show_back(record: Record, person: Person) -> None:
    """What was written in another way than it is kept: a number, a word, a day."""
    if person.phone != record.cell("phone"):
        digits = re.sub(r"\D", "", record.cell("phone"))
        if re.sub(r"\D", "", person.phone) not in {digits, digits[1:]} or "x" in person.phone:
            record.understood("phone", person.phone)
    record.understood("profession", person.profession or "")
    record.understood("career_stage", person.stage or "")
    record.understood("languages", " ".join(person.languages))
    record.understood("gender", person.gender)
    if record.cell("trained_hours").replace(",", ".") != written_number(person.trained_hours):
        record.understood("trained_hours", written_number(person.trained_hours))
    record.understood("agreement_version", person.agreement_version)
    record.understood("agreement_signed_on", person.agreement_signed_on or "")


def accounts_of(record: Record, programme: Programme) -> tuple[Account, ...]:
    """At most one of each platform; a team that no site has is worth a word, since nothing is ever sent there."""
    found: list[Account] = []
    for platform, team, user in ACCOUNTS:
        if not record.both(team, user):
            continue
        account = Account(platform, record.read(team, TEAMS[platform], ""), record.read(user, USERS[platform], ""))
        found.append(account)
        if account.team and not _is_ours(programme, account):
            record.remark(team, f'no site of the programme file has "{account.team}"; nothing reaches anybody there')
    return tuple(found)


def may_reach(programme: Programme, account: Account) -> bool:
    """Whether there can be such an account, and in a team of one of the sites."""
    if account.platform not in USERS:  # the playground's
        return True
    try:
        USERS[account.platform].validate_python(account.user)
    except ValueError:
        return False
    return _is_ours(programme, account)


def _is_ours(programme: Programme, account: Account) -> bool:
    """Where the file names no team of a platform at all, its sites are still to be connected."""
    known = programme.teams(account.platform)
    return not known or account.team in known


def _roles(record: Record) -> frozenset[Role]:
    """R60: whoever looks after the machine has no role in which they would see somebody."""
    roles = frozenset(record.read_all("roles", ROLE, between=r"[\s,;/+&]+"))
    if Role.TECHNICAL in roles and len(roles) > 1:
        record.problem("roles", f'"{Role.TECHNICAL}" stands with others; this role sees nobody, so expected it alone')
    return roles


def _profession(record: Record, roles: frozenset[Role]) -> Profession | None:
    """R75: an empty cell is a physician's, or of no profession that is listed here where the roles say so. A file
    without the column says nothing: None."""
    unsaid = Person("", "", roles=roles).works_as if record.has("profession") else None
    return record.read("profession", PROFESSION, unsaid)


def _languages(record: Record) -> tuple[str, ...]:
    codes, strange = tongues.read_languages(record.cell("languages"))
    for word in strange:
        record.problem("languages", f'"{word}" is not a language; expected {tongues.EXPECTED}')
    return codes


def _gender(record: Record) -> str:
    """R24: a wish for a woman or a man finds nobody of whom another word is stored."""
    found = record.read("gender", GENDER, "")
    if not spellings.is_known_gender(found):
        record.remark("gender", f'"{found}" is kept as it is; a wish finds "woman" and "man" only')
    return found


def _signed_on(record: Record) -> date | None:
    """A serial number counts the days differently on an old Mac, four years and a day apart."""
    day = record.read("agreement_signed_on", DAY, None)
    cell = record.cell("agreement_signed_on")
    if day and days.serial_of(cell):
        record.remark("agreement_signed_on", f"{cell} is read as {day}, as Excel for Windows counts days")
    return day


def _version(record: Record, programme: Programme) -> str:
    """R43: of another version than the programme's nobody is matched before they have signed again."""
    record.both("agreement_version", "agreement_signed_on")
    typed = record.read("agreement_version", LINE, "")
    known = programme.known_version(typed)
    if not typed or known:
        return known
    if days.looks_like_a_date(typed):
        record.problem(
            "agreement_version",
            f'"{typed}" looks like a date that a spreadsheet made of a version; expected {programme.versions}, or one '
            f"that the programme file has among earlier_agreement_versions; {AS_TEXT}",
        )
    else:
        record.remark(
            "agreement_version",
            f'the programme file knows no version "{typed}", only {programme.versions}: '
            "a supporter who signed it is matched with nobody before they have signed again",
        )
    return typed
