"""People as the matching sees them: no account, no platform."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Career stages, lowest first. Retired ranks with late (R26)."""

    TRAINEE = "trainee"
    EARLY = "early"
    MID = "mid"
    LATE = "late"
    RETIRED = "retired"

    @property
    def rank(self) -> int:
        return _RANK[self]


_RANK = {Stage.TRAINEE: 0, Stage.EARLY: 1, Stage.MID: 2, Stage.LATE: 3, Stage.RETIRED: 3}


class Profession(StrEnum):
    """What somebody works as: a peer is of the same one, unless a site says otherwise (R75)."""

    PHYSICIAN = "physician"
    PHYSICIAN_ASSISTANT = "physician_assistant"
    NURSE = "nurse"
    MIDWIFE = "midwife"
    PHARMACIST = "pharmacist"
    DENTIST = "dentist"
    PSYCHOLOGIST = "psychologist"
    SOCIAL_WORKER = "social_worker"
    THERAPIST = "therapist"
    PARAMEDIC = "paramedic"
    TECHNOLOGIST = "technologist"
    OTHER = "other"


PHYSICIANS = frozenset({Profession.PHYSICIAN})


class Kind(StrEnum):
    """How we know somebody (rule 18). It is never told by an empty e-mail or by a missing account."""

    LISTED = "listed"  # on the roster
    FORMER = "former"  # was on it; a file that names them again brings them back as who they are
    GUEST = "guest"  # came through a chat account, on no roster; forgotten once nothing of theirs is open
    ABSENT = "absent"  # asked without any account; forgotten like a guest


class Role(StrEnum):
    """What a person may do beyond asking for a peer (R60)."""

    SUPPORTER = "supporter"
    COORDINATOR = "coordinator"
    LEAD = "lead"
    PROVINCIAL = "provincial"
    REFERRER = "referrer"
    TECHNICAL = "technical"  # looks after the machine, sees nobody, and has no other role


POSTS = (Role.COORDINATOR, Role.PROVINCIAL)
# Whoever has no role but these is no physician, unless a roster says so.
NO_PHYSICIANS = frozenset({Role.REFERRER, Role.TECHNICAL})


class Joining(StrEnum):
    """How far somebody is on the way into the role, before it is theirs (R50). `NOT_NOW` is told to volunteers only."""

    NOT = ""
    VOLUNTEERED = "volunteered"
    SUGGESTED = "suggested"  # they know nothing of it
    ASKED = "asked"  # a coordinator said yes to the suggestion; it is theirs to say now
    NOT_NOW = "not_now"


class TrainingKind(StrEnum):
    """What a training was (R51, R53)."""

    INITIAL = "initial"
    REFRESHER = "refresher"


@dataclass(frozen=True, slots=True)
class Training:
    """One session that somebody took part in (R51, R52). `credits` None: as many an hour as their site says."""

    id: str
    day: date
    hours: float
    kind: TrainingKind
    credits: float | None = None
    paid_on: date | None = None


class Shown(StrEnum):
    """What a supporter lets be seen or done, each with a tick of their own (R57, R58, R21)."""

    PAGE = "page"  # a page in the directory, with their bio
    STAGE = "stage"
    SPECIALTY = "specialty"
    PICTURE = "picture"
    BY_NAME = "by_name"  # may be asked by name
    THANKS = "thanks"  # may be thanked by name


# Nothing is shown before they say so. That they can be asked for by name is the rule where colleagues know them (R21).
SHOWN_AT_FIRST = (Shown.BY_NAME,)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a supporter is right now. It moves with the days; what the roster says lives in Person.

    `matches` are the months of the confirmed matches of the last twelve months, a date each (core/matches.py): a count
    for fair rotation (R35) that is linked to no request. `unanswered` counts offers left without an answer in a row; a
    decline is never counted (R31).
    """

    paused: bool = False
    away_until: date | None = None
    leaving_on: date | None = None
    limit: int | None = None
    unanswered: int = 0
    matches: tuple[date, ...] = ()
    debrief_wanted: bool = False
    joining: Joining = Joining.NOT
    shown: tuple[Shown, ...] = SHOWN_AT_FIRST
    refresher_on: date | None = None  # when the next refresher is due (R53)
    not_now: tuple[str, ...] = ()  # reasons of the closed list that are not for them right now
    tags: tuple[str, ...] = ()  # wishes of their site's own list that they meet: their ticks, seen by nobody (R76)
    post_away: bool = False  # a coordinator who is away from their post, until they are back or until that day is over
    post_away_until: date | None = None
    post_deputy: str = ""  # whom they named to stand in for as long as they are away
    amended: tuple[tuple[str, str], ...] = ()  # what was changed in the chat, and the file's word then (amending.py)


@dataclass(frozen=True, slots=True)
class Person:
    """One human being, whichever chat accounts they have."""

    id: str
    site: str
    name: str = ""
    email: str = ""
    phone: str = ""
    roles: frozenset[Role] = frozenset()
    profession: Profession | None = None  # as a roster has it; None: nothing says it, so `works_as`
    stage: Stage | None = None
    specialty: str = ""
    languages: tuple[str, ...] = ()
    gender: str = ""
    department: str = ""
    evaluates_people: frozenset[str] = frozenset()  # e-mails as typed, lower case (R27; core/evaluates.py)
    evaluates_departments: frozenset[str] = frozenset()  # as typed
    evaluates_settled: frozenset[str] = frozenset()  # entries that somebody confirmed as not on the roster
    evaluates_found: frozenset[tuple[str, str]] = frozenset()  # entry and person id, whatever their e-mail is by now
    evaluates_marks: frozenset[str] = frozenset()  # of those who were erased
    trained_hours: float = 0
    agreement_version: str = ""
    agreement_signed_on: date | None = None
    bio: str = ""
    kind: Kind = Kind.LISTED
    language: str = ""  # the language chosen in the chat, "" until chosen
    standing: Standing = field(default=Standing())

    def has(self, role: Role) -> bool:
        return role in self.roles

    @property
    def has_post(self) -> bool:
        """Whether they are a coordinator, of a site or of the province."""
        return not self.roles.isdisjoint(POSTS)

    @property
    def listed(self) -> bool:
        """Whether they are on the roster. An e-mail says nothing of it."""
        return self.kind is Kind.LISTED

    @property
    def stays(self) -> bool:
        """Whether they are known for good, and not only while something of theirs is open."""
        return self.kind in {Kind.LISTED, Kind.FORMER}

    @property
    def may_stand_in(self) -> bool:
        """Whether a coordinator who is away may name them: a colleague of the roster who evaluates nobody and is no
        lead. Whoever asked already could not put them on their list as a coordinator."""
        evaluates = bool(self.evaluates_people or self.evaluates_departments or self.evaluates_marks)
        return self.listed and self._is_colleague and not evaluates and not self.has(Role.LEAD)

    @property
    def works_as(self) -> Profession | None:
        """Their profession. Whoever is on the roster without one is a physician, unless they have no role but those
        that no physician has. Of somebody on no roster it is not known: None."""
        if self.profession is not None or not self.listed:
            return self.profession
        return Profession.PHYSICIAN if self._is_colleague else Profession.OTHER

    @property
    def _is_colleague(self) -> bool:
        return not self.roles or bool(self.roles - NO_PHYSICIANS)

    def shows(self, what: Shown) -> bool:
        return what in self.standing.shown

    def is_away(self, today: date) -> bool:
        """Paused, away today, or past the day on which they leave the role (R23, R56)."""
        standing = self.standing
        return (
            standing.paused
            or (standing.away_until is not None and today <= standing.away_until)
            or (standing.leaving_on is not None and today >= standing.leaving_on)
        )

    def is_off_post(self, today: date) -> bool:
        """A coordinator who is away, until they say that they are back or until that day is over (R59)."""
        until = self.standing.post_away_until
        return self.standing.post_away or (until is not None and today <= until)
