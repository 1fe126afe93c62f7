"""The programme file, and whether the roster has the people that it counts on."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.cli.checks import said
from bot.cli.checks.line import Level, Line, Subject, fail, ok, warn
from bot.core.doubles import doubles
from bot.core.matching import career_fits, has_signed, profession_fits, serves
from bot.core.people import Person, Profession, Role, Stage
from bot.core.policy import OpenTo, Policy
from bot.documents.guideline.setup import placeholders
from bot.process.bootstrap import wording_for
from bot.programme import Programme, ProgrammeError, Site, load
from bot.roster.row import may_reach
from bot.runtime import unresolved_evaluates
from bot.values.days import may_become_a_date
from storage.database.sql import Sql
from storage.database.transaction import reading
from storage.encryption.keys import GivenKeys, fresh
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork

_ANYBODY = Sql("SELECT 1 FROM person LIMIT 1")


def programme(subject: Subject) -> Iterator[Line]:
    path = subject.settings.peerline_programme
    if path is None:
        yield fail("programme", "PEERLINE_PROGRAMME is not set; expected the path of a programme file")
        return
    try:
        found = load(path)
    except ProgrammeError as error:
        yield from (fail("programme", sentence) for sentence in error.problems)
        return
    subject.wording = wording_for(found, path)
    subject.programme = found
    sites = len(found.sites)
    yield ok("programme", f"{path} loads, with {sites} {'site' if sites == 1 else 'sites'}")
    yield from said.marked(path)
    if may_become_a_date(found.agreement_version):
        yield warn(
            "programme",
            f'agreement_version "{found.agreement_version}" is a date to a spreadsheet, which spoils the roster; call '
            f'it "v2026a", say, and put "{found.agreement_version}" into agreement_version_was',
        )
    yield from said.elsewhere(found)
    for site in found.sites.values():
        if not site.contact_name:
            yield warn("programme", f"site {site.id} has no contact_name: its home card names nobody, only the number")
        for placeholder in placeholders(site):
            yield warn("programme", f"site {site.id}: {placeholder}; nobody is reached there")
        yield from said.site(found, site)


def roster(subject: Subject) -> Iterator[Line]:
    """A site at a time: who takes a request in hand, and who can be offered one."""
    if subject.database is None or subject.programme is None:
        return
    with reading(subject.database) as link:
        keys = subject.keys
        if keys is None:
            if link.one(_ANYBODY):
                return
            keys = GivenKeys(fresh())  # that nobody is there can be seen with any key
        unit = UnitOfWork(link, Keyring(keys.current()), subject.now)
        for site in subject.programme.sites.values():
            hands = [*_coordinators(unit, subject.programme, site), *_named(unit, subject.programme, site)]
            if all(line.level is Level.OK for line in hands):
                subject.staffed.add(site.id)
            yield from hands
            yield from _supporters(unit, subject, subject.programme, site)
        subject.provincial = bool(unit.people.with_role(Role.PROVINCIAL))
        yield from said.lending(subject)
        everybody = unit.people.everybody()
        yield from _strays(everybody, subject.programme)
        yield from _evaluates(everybody, subject.programme)
        yield from _nowhere(unit, everybody, subject.programme)
        yield from _doubles(everybody)


def _coordinators(unit: UnitOfWork, programme: Programme, site: Site) -> Iterator[Line]:
    what = f"site {site.id}"
    found = unit.people.with_role(Role.COORDINATOR, site.id)
    reachable = [person for person in found if _reachable(unit, programme, person)]
    if not found:
        yield fail(what, "nobody on the roster is its coordinator; run: python app.py roster import FILE.csv")
    elif not reachable:
        yield fail(what, "none of its coordinators has a working chat account; a request could reach nobody")
    else:
        yield ok(what, f"{len(reachable)} of {len(found)} coordinators have a chat account on the roster")


def _named(unit: UnitOfWork, programme: Programme, site: Site) -> Iterator[Line]:
    """The e-mails of the programme file, told by their place there."""
    places = [(f"coordinators, entry {place}", email) for place, email in enumerate(site.coordinators, start=1)]
    for place, email in [*places, ("deputy", site.deputy)]:
        person = unit.people.by_email(email)
        what = f"site {site.id}"
        if person is None:
            yield fail(what, f"{place}: nobody on the roster has this e-mail")
        elif person.site != site.id or not person.has(Role.COORDINATOR):
            yield fail(what, f"{place}: the roster does not have this person as a coordinator of this site")
        elif not _reachable(unit, programme, person):
            yield warn(what, f"{place}: no working chat account")
    contact = unit.people.by_email(site.contact_email) if site.contact_email else None
    if contact is not None and not (contact.has(Role.COORDINATOR) or contact.has(Role.PROVINCIAL)):
        yield warn(f"site {site.id}", "contact_email is of somebody who is no coordinator any more: no card names them")


def _supporters(unit: UnitOfWork, subject: Subject, programme: Programme, site: Site) -> Iterator[Line]:
    found = unit.people.with_role(Role.SUPPORTER, site.id)
    policy, today = site.policy, subject.now.date()
    ready = [
        person
        for person in found
        if person.trained_hours >= policy.training_hours
        and has_signed(person, policy, today)
        and _reachable(unit, programme, person)
    ]
    if found:
        subject.volunteers.add(site.id)
    if ready:
        subject.trained.add(site.id)
    what = f"site {site.id}"
    sentence = f"{len(ready)} of {len(found)} supporters are trained and signed, with a chat account on the roster"
    yield ok(what, sentence) if ready else warn(what, sentence)
    yield from (warn(what, told) for told in _signatures(programme, found, today))
    yield from (warn(what, told) for told in _stages(found, ready, policy))
    yield from (warn(what, told) for told in _professions(ready, policy))


def _signatures(programme: Programme, found: list[Person], today: date) -> Iterator[str]:
    """R43: signatures that count for nothing, and may have been meant to."""
    versions = sorted({each.agreement_version for each in found if each.agreement_version})
    for version in versions:
        if not programme.known_version(version):
            names = ", ".join(each.name for each in found if each.agreement_version == version)
            yield (
                f'the programme file knows no agreement_version "{version}", which {names} signed: they are matched '
                "with nobody before they have signed again"
            )
    early = [each.name for each in found if each.agreement_signed_on and each.agreement_signed_on > today]
    if early:
        yield f"agreement_signed_on is a day to come for {', '.join(early)}: nobody is matched with them until then"


def _stages(found: list[Person], ready: list[Person], policy: Policy) -> Iterator[str]:
    """R26: gaps in the roster that the career rule meets, and whom it leaves with nobody to ask."""
    unknown = [person.name for person in found if person.stage is None]
    if unknown:
        yield f"no career_stage on the roster for {', '.join(unknown)}: each counts as mid until it is there"
    if not ready:
        return

    def fits(stage: Stage | None) -> bool:
        return any(career_fits(stage, person.stage, policy.career_rule) for person in ready)

    if policy.open_to is OpenTo.WORKSPACE and not fits(None):
        yield "somebody on no roster who does not tell their career stage counts as mid, and no supporter fits them"
    alone = [stage.value for stage in Stage if serves(policy, stage) and not fits(stage)]
    if alone:
        yield f"no supporter fits a physician of these career stages, unless the rule is bent: {', '.join(alone)}"


def _professions(ready: list[Person], policy: Policy) -> Iterator[str]:
    """R75: who is served on paper, and has no peer to talk to."""
    served = [each for each in Profession if each in policy.professions]
    alone = [each for each in served if not any(profession_fits(each, person.works_as, policy) for person in ready)]
    if ready and alone:
        yield f"the site serves these professions and no supporter is a peer of theirs: {', '.join(alone)}"


def _strays(everybody: list[Person], programme: Programme) -> Iterator[Line]:
    """People of a site that the programme file does not have any more: no flow could act for them."""
    lost = sum(person.site not in programme.sites for person in everybody)
    if lost:
        yield fail("roster", f"{lost} people belong to a site that the programme file does not have")


def _evaluates(everybody: list[Person], programme: Programme) -> Iterator[Line]:
    """R27. Who evaluates whom is told by the import alone, to whoever has the file; here it is only counted."""
    counts = Counter(each.person.id for each in unresolved_evaluates.entries(programme, everybody))
    strange = Counter(each.person.site for each in unresolved_evaluates.departments(programme, everybody))
    how = "roster import FILE.csv --dry-run names each"
    for person in everybody:
        if counts[person.id]:
            yield fail(
                f"site {person.site}",
                f"{person.name}: {counts[person.id]} of the evaluates entries {_name(counts[person.id])} nobody on the "
                f"roster, so that they may be offered a request of whom they evaluate; {how}",
            )
    for site, number in sorted(strange.items()):
        yield fail(
            f"site {site}",
            f"{number} {'person has' if number == 1 else 'people have'} a department that is not among the site's "
            f"departments, so that whoever evaluates one may be offered their request; {how}",
        )
    yield from (warn(f"site {site.id}", _UNASKED) for site in programme.sites.values() if _unasked(everybody, site))


_UNASKED = (
    "supporters evaluate departments, and the site lists none (departments = [...]): somebody on no roster is not "
    "asked for theirs"
)


def _unasked(everybody: list[Person], site: Site) -> bool:
    evaluates = any(each.site == site.id and each.evaluates_departments for each in everybody)
    return evaluates and not site.departments and site.policy.open_to is OpenTo.WORKSPACE


def _name(number: int) -> str:
    return "names" if number == 1 else "name"


def _doubles(everybody: list[Person]) -> Iterator[Line]:
    """Who may be one person on two lines: listed, and never made one (rule 18)."""
    for group, what in doubles(everybody):
        names = " and ".join(each.name for each in group)
        yield warn("roster", f"{names} of site {group[0].site} have one {what} and may be one person on two lines")


def _nowhere(unit: UnitOfWork, everybody: list[Person], programme: Programme) -> Iterator[Line]:
    """Accounts to which nothing can be sent: of a team that no site has, or with an id that no platform gives."""
    accounts = [(person, account) for person in everybody for account in unit.people.accounts(person.id)]
    lost = sorted({person.name for person, account in accounts if person.listed and not may_reach(programme, account)})
    if lost:
        yield warn("roster", f"an account that cannot be reached, by its id or its team, is that of {', '.join(lost)}")


def _reachable(unit: UnitOfWork, programme: Programme, person: Person) -> bool:
    """Whether the roster gives them an account that can exist, in a team of a site, and that the platform has not
    called gone. Whether a message arrives there is known once one was sent."""
    return any(may_reach(programme, account) for account in unit.people.accounts(person.id))
