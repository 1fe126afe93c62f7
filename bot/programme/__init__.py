"""The programme file: the site's written matching rule (R36), read at the start and refused as a whole if wrong."""

import tomllib
from pathlib import Path
from types import MappingProxyType

from bot.core.policy import Policy
from bot.errors import OperatorError
from bot.programme.kinds import VERSION, one_of, shown
from bot.programme.policy import read_policy
from bot.programme.section import Problems, Section
from bot.programme.tables import localised, read_gathering, read_resource, read_site
from bot.programme.values import (
    LANGUAGES,
    PROVINCES,
    REGIONS,
    Advice,
    Gathering,
    Programme,
    Reason,
    Resource,
    Site,
    is_placeholder,
    only_seen,
    stale,
)
from bot.surface import Localised

__all__ = [
    "Advice",
    "Gathering",
    "Localised",
    "Programme",
    "ProgrammeError",
    "Reason",
    "Resource",
    "Site",
    "is_placeholder",
    "load",
    "only_seen",
    "stale",
]


class ProgrammeError(OperatorError):
    """The file cannot be used. `problems` are whole sentences, each naming the file and the key path."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(path: Path) -> Programme:
    """Raises ProgrammeError with every problem of the file at once. Tables of a list are counted from 1."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ProgrammeError((f"{path}: cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise ProgrammeError((f"{path}: not UTF-8 text; save the file as UTF-8",)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError((f"{path}: not TOML: {error}",)) from error
    problems = Problems(str(path))
    programme = _programme(Section(problems, "", values))
    if problems.found:
        raise ProgrammeError(tuple(problems.found))
    return programme


def _programme(root: Section) -> Programme:
    head = root.section("programme", required=True)
    languages = head.read_all("languages", one_of("a language of the bot", LANGUAGES), LANGUAGES, least=1)
    default = head.read("default_language", one_of("a language of this programme", languages), languages[0])
    texts = localised((default, *(language for language in languages if language != default)))
    name = head.read("name", texts, Localised.same(""), required=True)
    region = head.read("region", one_of("a region", REGIONS), PROVINCES[0], required=True)
    agreement = head.read("agreement_version", VERSION, "", required=True)
    was = head.read_all("agreement_version_was", VERSION, ())
    earlier = head.read_all("earlier_agreement_versions", VERSION, ())
    for key, others, taken in (
        ("agreement_version_was", was, {agreement}),
        ("earlier_agreement_versions", earlier, {agreement, *was}),
    ):
        for other in others:
            if other in taken:
                head.problem(key, f"{shown(other)} is a name of today's version already; expected another")
    head.finish()

    rules = root.section("policy")
    policy = read_policy(rules, Policy(agreement_version=agreement, agreement_was=was))
    rules.finish()

    resources = tuple(read_resource(section, texts) for section in root.sections("resource", least=1))
    sites = tuple(read_site(section, texts, policy) for section in root.sections("site", least=1))
    by_id = {site.id: site for site in sites}
    gatherings = tuple(read_gathering(section, texts, by_id) for section in root.sections("gathering"))
    root.finish()
    programme = Programme(
        name,
        region,
        languages,
        default,
        agreement,
        MappingProxyType(by_id),
        resources,
        gatherings,
        agreement_was=was,
        earlier_agreements=earlier,
    )
    _check_whole(root, programme, sites)
    return programme


def _check_whole(root: Section, programme: Programme, sites: tuple[Site, ...]) -> None:
    """What no table can know alone: ids are unique, and nobody is left without a crisis line (rule 6)."""
    for table, ids in (("resource", [item.id for item in programme.resources]), ("site", [item.id for item in sites])):
        for place, id_ in enumerate(ids, start=1):
            if id_ and id_ in ids[: place - 1]:
                root.problem(f"{table}[{place}].id", f"{shown(id_)} is the id of {table}[{ids.index(id_) + 1}] already")
    if not root.problems.found and not programme.crisis_lines(programme.default_language):
        root.problem("resource", f"no crisis line serves {programme.region}; expected at least one with crisis = true")
