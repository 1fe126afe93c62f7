"""The fields of somebody on the list, and what was filled in: read as the roster's cells are, refused at the field."""

import re
from typing import Any

from bot.core import evaluates
from bot.core.people import PHYSICIANS, Person, Profession, Stage
from bot.flows.common import spoken
from bot.flows.common.contact import read_number
from bot.flows.common.desk import Desk
from bot.flows.coordinator import given_accounts
from bot.roster.cells import read_hours, spaced, written_number
from bot.roster.spellings import MAN, WOMAN
from bot.surface import Account, Choice, Field, Line, Option, People, Phrase, Submit, Tick, Verbatim, w
from bot.values.days import day_or_none
from bot.values.email import read_email

_MOST = 98  # a platform shows a hundred options
_LONGEST_LIST = 600
_LONGEST_NAME = 60
Said = tuple[dict[str, Any], dict[str, Phrase]]  # fields of Person, and what is wrong by field of the form


# --- who they are ----------------------------------------------------------------------------------------------------


def who(desk: Desk, person: Person | None) -> tuple[Field, ...]:
    known = person or Person("", "")
    chosen = given_accounts.mine_here(desk, person) if person else ()
    return (
        Line("name", w("name-is"), value=known.name, longest=_LONGEST_NAME),
        Line("email", w("contact-email"), value=known.email, kind="email"),
        Line("phone", w("person-phone"), value=known.phone, required=False, kind="tel"),
        People("account", w("person-account"), most=1, chosen=chosen),
    )


def who_again(submit: Submit, account: Account) -> tuple[Field, ...]:
    """As it was filled in, with the account that was picked under the name that its platform has for it, and a tick."""
    return (
        Line("name", w("name-is"), value=submit.one("name"), longest=_LONGEST_NAME),
        Line("email", w("contact-email"), value=submit.one("email"), kind="email"),
        Line("phone", w("person-phone"), value=submit.one("phone"), required=False, kind="tel"),
        People("account", w("person-account"), most=1, chosen=(account.user,)),
        Tick(given_accounts.tick(account), w("account-is-theirs")),
    )


def read_who(desk: Desk, submit: Submit) -> Said:
    said = {
        "name": " ".join(submit.one("name").split()),
        "email": read_email(submit.one("email")).lower(),
        "phone": read_number(desk, submit.one("phone")),
    }
    errors: dict[str, Phrase] = {}
    if not said["name"] or len(said["name"]) > _LONGEST_NAME:
        errors["name"] = w("person-name-bad")
    if not said["email"]:
        errors["email"] = w("email-bad")
    if submit.one("phone") and not said["phone"]:
        errors["phone"] = w("phone-bad")
    return said, errors


# --- what the matching reads -----------------------------------------------------------------------------------------


def matching(desk: Desk, person: Person) -> tuple[Field, ...]:
    unknown = Option("", w("not-known"))
    stages = (unknown, *(Option(each.value, w(f"form-stage-{each.value}")) for each in Stage))
    own = () if person.gender in {"", WOMAN, MAN} else (Option(person.gender, Verbatim(person.gender)),)
    genders = (unknown, Option(WOMAN, w("wish-gender-woman")), Option(MAN, w("wish-gender-man")), *own)
    day = person.agreement_signed_on if _is_current(desk, person) else None
    return (
        *_profession(desk, person),
        Choice("stage", w("form-stage"), stages, person.stage or ""),
        Choice("gender", w("person-gender"), genders, person.gender),
        *spoken.ticks(desk, person),
        Line("specialty", w("specialty"), value=person.specialty, required=False),
        _department(desk, person),
        Line(
            "evaluates",
            w("person-evaluates"),
            w("person-evaluates-hint"),
            _entries(person),
            required=False,
            longest=_LONGEST_LIST,
        ),
        Line("hours", w("training-hours"), value=written_number(person.trained_hours), required=False, longest=8),
        Line(
            "signed_on",
            w("person-signed-on"),
            w("training-day-hint"),
            day.isoformat() if day else "",
            required=False,
            longest=20,
        ),
    )


def read_matching(desk: Desk, person: Person, submit: Submit) -> Said:
    """What a picker does not offer, from the roster, is not taken away."""
    said: dict[str, Any] = {
        "profession": _read_profession(person, submit),
        "stage": Stage(submit.one("stage")) if submit.one("stage") in set(Stage) else None,
        "gender": submit.one("gender") if submit.one("gender") in {"", WOMAN, MAN, person.gender} else person.gender,
        "languages": spoken.read(desk, person, submit),
        "specialty": " ".join(submit.one("specialty").split()),
        "department": _read_department(desk, person, submit),
    }
    entries, errors = _read_entries(desk, person, submit.one("evaluates"))
    return said | entries | _read_preparation(desk, person, submit, errors), errors


def _profession(desk: Desk, person: Person) -> tuple[Field, ...]:
    """Where all are physicians there is nothing to choose."""
    if desk.policy(person.site).professions == PHYSICIANS and person.works_as is Profession.PHYSICIAN:
        return ()
    options = tuple(Option(each.value, w(f"profession-{each.value}")) for each in Profession)
    return (Choice("profession", w("form-profession"), options, person.works_as or Profession.PHYSICIAN),)


def _read_profession(person: Person, submit: Submit) -> Profession | None:
    said = submit.one("profession")
    return Profession(said) if said in set(Profession) and said != person.works_as else person.profession


def _department(desk: Desk, person: Person) -> Field:
    listed = desk.site(person.site).departments
    if not listed:
        return Line("department", w("form-department"), value=person.department, required=False)
    names = dict.fromkeys((*listed, *((person.department,) if person.department else ())))
    options = tuple(Option(each, Verbatim(each)) for each in list(names)[:_MOST])
    return Choice("department", w("form-department"), (Option("", w("not-known")), *options), person.department)


def _read_department(desk: Desk, person: Person, submit: Submit) -> str:
    chosen, listed = submit.one("department"), desk.site(person.site).departments
    return spaced(chosen) if not listed or chosen in {"", person.department, *listed} else person.department


def _entries(person: Person) -> str:
    """As they are typed here: departments by their names."""
    people = ((each, each) for each in sorted(person.evaluates_people))
    departments = ((each, evaluates.DEPARTMENT + each) for each in sorted(person.evaluates_departments))
    settled = person.evaluates_settled
    return ", ".join(f"{each}{evaluates.CONFIRMED * (entry in settled)}" for each, entry in (*people, *departments))


def _read_entries(desk: Desk, person: Person, typed: str) -> Said:
    """E-mails and departments with commas between; each names somebody on the list, or is confirmed."""
    people, departments, settled = set(), set(), set()
    for entry in filter(None, (each.strip() for each in re.split(r"[,;\n]", typed))):
        word = entry.rstrip(evaluates.CONFIRMED).strip()
        email = read_email(word).lower() if "@" in word else ""
        if "@" in word and not email:
            return {}, {"evaluates": w("person-evaluates-bad", entry=Verbatim(entry))}
        department = spaced(word.removeprefix(evaluates.DEPARTMENT))
        if email:
            people.add(email)
        elif department:
            departments.add(department)
        if entry.endswith(evaluates.CONFIRMED):
            settled.add(email or f"{evaluates.DEPARTMENT}{department}")
    for each in sorted(people - settled):
        named = desk.records.people.by_email(each)
        if (named is None or not named.listed) and each not in {entry for entry, _ in person.evaluates_found}:
            return {}, {"evaluates": w("person-evaluates-nobody", entry=Verbatim(each))}
    listed = desk.site(person.site).departments
    for each in sorted(departments) if listed else ():
        if f"{evaluates.DEPARTMENT}{each}" not in settled and each.casefold() not in map(str.casefold, listed):
            return {}, {"evaluates": w("person-evaluates-nobody", entry=Verbatim(each))}
    return {
        "evaluates_people": frozenset(people),
        "evaluates_departments": frozenset(departments),
        "evaluates_settled": frozenset(settled),
        "evaluates_found": frozenset(pair for pair in person.evaluates_found if pair[0] in people),
    }, {}


def _read_preparation(desk: Desk, person: Person, submit: Submit, errors: dict[str, Phrase]) -> dict[str, Any]:
    """Training and agreement: an empty day of a signature leaves it as it is."""
    today = desk.today(person.site)
    said: dict[str, Any] = {}
    try:
        said["trained_hours"] = read_hours(submit.one("hours")) if submit.one("hours") else 0.0
    except ValueError:
        errors["hours"] = w("training-hours-bad")
    if submit.one("signed_on"):
        day = day_or_none(submit.one("signed_on"))
        if day is None or day > today:
            errors["signed_on"] = w("training-day-bad", example=today.isoformat())
        elif not _is_current(desk, person) or day != person.agreement_signed_on:
            said |= {"agreement_version": desk.policy(person.site).agreement_version, "agreement_signed_on": day}
    return said


def _is_current(desk: Desk, person: Person) -> bool:
    policy = desk.policy(person.site)
    return person.agreement_version in (policy.agreement_version, *policy.agreement_was)
