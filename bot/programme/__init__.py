"""The programme file: the site's written matching rule (R36), read at the start and refused as a whole if wrong."""

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, Field, PlainValidator, ValidationError, field_validator, model_validator

from bot.core.policy import Policy
from bot.errors import Several
from bot.programme.kinds import Info, Version, among, once
from bot.programme.policy import Keys, read_base
from bot.programme.sentences import sentences, shown
from bot.programme.taps import Reason
from bot.programme.texts import LANGUAGES, Words, is_placeholder
from bot.programme.values import (
    REGIONS,
    Advice,
    Gathering,
    Resource,
    Site,
)
from bot.programme.whole import Programme, only_seen, stale
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
    "schema",
    "stale",
]


class ProgrammeError(Several):
    """The file cannot be used. `problems` are whole sentences, each naming the file and the key path."""


class Head(BaseModel, extra="forbid"):
    """What it is called, and in which languages it speaks."""

    languages: Annotated[
        tuple[Annotated[str, among(LANGUAGES), Field(title="a language of the bot")], ...], Field(min_length=1), once()
    ] = LANGUAGES
    default_language: Annotated[
        str,
        Field(
            title="a language of this programme",
            default_factory=lambda read: read.get("languages", LANGUAGES)[0],
            validate_default=True,
        ),
    ]
    name: Words
    region: Annotated[str, among(REGIONS), Field(title="a region")]
    agreement_version: Version
    agreement_version_was: Annotated[tuple[Version, ...], once()] = ()
    earlier_agreement_versions: Annotated[tuple[Version, ...], once()] = ()

    @field_validator("default_language", mode="before")
    @classmethod
    def _first(cls, value: object, info: Info) -> object:
        languages = info.data.get("languages", LANGUAGES)
        if value not in languages:
            raise ValueError(
                f"{shown(value)} is not a language of this programme; expected one of {' '.join(languages)}"
            )
        info.context["languages"] = (value, *(each for each in languages if each != value))
        return value

    @field_validator("agreement_version_was", "earlier_agreement_versions")
    @classmethod
    def _another(cls, value: tuple[str, ...], info: Info) -> tuple[str, ...]:
        for each in value:
            if each in (info.data.get("agreement_version"), *info.data.get("agreement_version_was", ())):
                raise ValueError(f"{shown(each)} is a name of today's version already; expected another")
        return value

    @model_validator(mode="after")
    def _signed(self, info: Info) -> "Head":
        info.context["policy"] = Policy(
            agreement_version=self.agreement_version, agreement_was=self.agreement_version_was
        )
        return self


class File(BaseModel, extra="forbid"):
    programme: Annotated[Head, Field(default={}, validate_default=True)]
    policy: Annotated[
        Policy, PlainValidator(read_base, json_schema_input_type=Keys), Field(default={}, validate_default=True)
    ]
    resource: Annotated[tuple[Resource, ...], Field(min_length=1)]
    site: Annotated[tuple[Site, ...], Field(min_length=1)]
    gathering: tuple[Gathering, ...] = ()


@cache
def schema() -> Mapping[str, Any]:
    """The JSON schema of the file, for editors and for the sentences of `load`."""
    made = {**File.model_json_schema(), "title": "Programme file of Peerline"}
    sites = made["$defs"]["Site"]["properties"]
    del sites[""]
    sites |= made["$defs"]["Keys"]["properties"]  # any key of the policy may be in a site's own table
    return made


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


def load(path: Path) -> Programme:
    """Raises ProgrammeError with every problem of the file at once. Tables of a list are counted from 1."""
    try:
        content = path.read_bytes()
        values = tomllib.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise ProgrammeError((f"{path}: cannot be read: {error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise ProgrammeError((f"{path}: not UTF-8 text; save the file as UTF-8",)) from error
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeError((f"{path}: not TOML: {error}",)) from error
    try:
        file = File.model_validate(
            values, context={"languages": LANGUAGES, "policy": Policy(), "resource": {}, "site": {}}
        )
    except ValidationError as error:
        missing = [] if "programme" in values else [("programme", "missing; expected a table [programme]")]
        found = (*missing, *sentences(error, schema()))
        raise ProgrammeError(tuple(f"{path}: {key}: {sentence}" for key, sentence in found)) from None
    head = file.programme
    programme = Programme(
        head.name,
        head.region,
        head.languages,
        head.default_language,
        head.agreement_version,
        MappingProxyType({site.id: site for site in file.site}),
        file.resource,
        file.gathering,
        agreement_was=head.agreement_version_was,
        earlier_agreements=head.earlier_agreement_versions,
        digest=digest(content),
    )
    if not programme.crisis_lines(programme.default_language):
        raise ProgrammeError(
            (f"{path}: resource: no crisis line serves {programme.region}; expected at least one with crisis = true",)
        )
    return programme
