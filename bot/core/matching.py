"""Who may be offered a request, in which order, and what a coordinator may be told about it (R23-R36, R43, R51).

Greedy and explainable: the hard rules decide who may be asked, wishes and fairness only in which order. Nothing here
reads a clock: `today` is the day at the physician's site.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.evaluates import Asker, evaluates
from bot.core.likeness import plain as _plain
from bot.core.likeness import same as _same
from bot.core.matches import last_month, this_year
from bot.core.people import Person, Profession, Role, Stage
from bot.core.policy import CareerRule, Policy


class Barrier(StrEnum):
    """Why somebody is never offered a request. Only some may ever be shown by name (R31, `NAMEABLE`)."""

    TRAINING = "training"  # R51
    AGREEMENT = "agreement"  # R43
    AWAY = "away"  # R23, R56
    LIMIT = "limit"  # R35
    ROLE = "role"
    SITE = "site"  # R29, R72
    SELF = "self"
    EVALUATES = "evaluates"  # R27
    ON_LIST = "on_list"  # R27: the physician's "not these people"
    TRIED = "tried"  # R28, R31, R33: declined, expired, recalled, or they know each other
    CAREER = "career"  # R26
    PROFESSION = "profession"  # R75
    NOT_NOW = "not_now"  # R31: the supporter ticked that the shared reason is not for them right now


# What no day changes: a supporter who has seen the name is not asked again.
LASTING = frozenset({Barrier.SELF, Barrier.EVALUATES, Barrier.ON_LIST, Barrier.CAREER, Barrier.PROFESSION})


# What a supporter's own site may ask of them, whoever the request is for.
OF_THEIR_SITE = frozenset({Barrier.TRAINING, Barrier.AGREEMENT, Barrier.AWAY, Barrier.LIMIT})
# What a coordinator may read, and mend: a stage is on the supporter's page (R26).
NAMEABLE = OF_THEIR_SITE | {Barrier.CAREER}


UNKNOWN = Stage.MID  # what counts where no stage is known


class Load(StrEnum):
    """How much somebody has supported in the rolling year, against the site's ceiling (R35, R59)."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class WishKind(StrEnum):
    """What it compares; the words are the programme file's."""

    GENDER = "gender"
    SAME_SPECIALTY = "same-specialty"
    OTHER_SPECIALTY = "other-specialty"
    OTHER_DEPARTMENT = "other-department"
    TAG = "tag"  # of the site's own list, ticked by supporters of themselves (R76)


@dataclass(frozen=True, slots=True)
class Wish:
    """The one soft wish about a supporter: it may move somebody up, it never shuts anybody out (R24, R25)."""

    kind: WishKind
    value: str

    def met_by(self, person: Person) -> bool:
        """Of somebody of whom it is not known, it is not met."""
        match self.kind:
            case WishKind.GENDER:
                return _same(self.value, person.gender)
            case WishKind.SAME_SPECIALTY:
                return _same(self.value, person.specialty)
            case WishKind.OTHER_SPECIALTY:
                return _plain(person.specialty) not in {"", _plain(self.value)}
            case WishKind.OTHER_DEPARTMENT:
                return _plain(person.department) not in {"", _plain(self.value)}
            case WishKind.TAG:
                return self.value in person.standing.tags


@dataclass(frozen=True, slots=True)
class Need:
    """What one request asks of the matching. No field has a default: a hard rule must not be lost by forgetting one."""

    physician: Person  # an unrostered physician has an id and little else
    site: str
    may_be: tuple[Person, ...]  # whom of the roster their e-mails name: the vouched one, and the contact
    contact_email: str  # where the physician wants to be reached, "" for a phone number
    vouched_email: str  # what their platform vouched for at Send, "" where it did not, or may not (R27)
    department: str  # as they named it in the form, where the roster has none; "" for none
    not_these: frozenset[str]  # person ids (R27)
    tried: frozenset[str]  # person ids offered this request before, however it ended (R28, R31, R33)
    asked_for: str  # person id of a supporter asked for by name, or ""
    language: str  # "" for any
    wish: Wish | None
    outside: bool  # someone of another site, and of another site only (R29)
    reason: str  # of the closed list, where the physician shares it, else ""
    stage: Stage | None  # the physician's, as the roster has it or as they tapped it; None is unknown
    profession: Profession | None  # the same
    career_bent: bool  # a coordinator bent the career rule, and that rule only, for this request (R26)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A supporter and their load: `live` counts their open, named and confirmed offers at this moment (R35)."""

    person: Person
    live: int


@dataclass(frozen=True, slots=True)
class Explained:
    """What a coordinator may read about one candidate.

    `place` counts from 1. No place and no reasons reads "not available for this request", whatever the reason is (R31).
    """

    person: Person
    place: int | None
    reasons: tuple[Barrier, ...]


def serves(policy: Policy, stage: Stage | None) -> bool:
    """Whether the programme is there for this career stage (R07). An unknown stage is served: a gap shuts none out."""
    return stage is None or stage in policy.serves


def serves_profession(policy: Policy, profession: Profession | None) -> bool:
    """Whether the programme is there for this profession (R75). An unknown one is served too."""
    return profession is None or profession in policy.professions


def may_support(policy: Policy, profession: Profession | None) -> bool:
    """Whether somebody of this profession could be a peer to anybody here (R75)."""
    return policy.across_professions or serves_profession(policy, profession)


def barriers(
    need: Need, candidate: Candidate, policy: Policy, today: date, who: Asker | None = None
) -> frozenset[Barrier]:
    """Every hard rule that is between this candidate and this request; empty means that they may be asked.

    No wish lifts one: a supporter asked for by name meets the same rules. A supporter may lower the site's concurrent
    limit for themselves and never raise it (R35). `who` is what `asker` says of this need, for whoever asks often.
    """
    person, who = candidate.person, who or asker(need)
    broken = {
        Barrier.TRAINING: not is_trained(person, policy),
        Barrier.AGREEMENT: not has_signed(person, policy, today),
        Barrier.AWAY: person.is_away(today),
        Barrier.LIMIT: candidate.live >= _limit(person, policy),
        Barrier.ROLE: not person.has(Role.SUPPORTER),
        Barrier.SITE: (person.site == need.site) is need.outside,
        Barrier.SELF: _is_physician(who, person),
        Barrier.EVALUATES: evaluates(person, who),
        Barrier.ON_LIST: person.id in need.not_these,
        Barrier.TRIED: person.id in need.tried,
        Barrier.CAREER: not (need.career_bent or career_fits(need.stage, person.stage, policy.career_rule)),
        Barrier.PROFESSION: not profession_fits(need.profession, person.works_as, policy),
        Barrier.NOT_NOW: need.reason != "" and need.reason in person.standing.not_now,
    }
    return frozenset(barrier for barrier, stands in broken.items() if stands)


def career_fits(physician: Stage | None, supporter: Stage | None, rule: CareerRule) -> bool:
    """R26: mid and late career look up or across. An unknown stage counts as mid, on either side: never as late, which
    would leave nobody to ask, and never as early, which would look down."""
    asks, helps = physician or UNKNOWN, supporter or UNKNOWN
    if asks.rank < Stage.MID.rank:
        return True
    lowest = Stage.MID if rule is CareerRule.NOT_EARLY else asks
    return helps.rank >= lowest.rank


def profession_fits(asks: Profession | None, helps: Profession | None, policy: Policy) -> bool:
    """R75: a peer is of one's own profession, unless the site says otherwise. Of whoever has not said theirs it could
    be any that the site serves: where that is one alone, it is known after all."""
    if asks is None or helps is None:
        return may_support(policy, asks or helps)
    return policy.across_professions or helps is asks


def is_trained(person: Person, policy: Policy) -> bool:
    """R51: the site's hours, whenever they were."""
    return person.trained_hours >= policy.training_hours


def has_signed(person: Person, policy: Policy, today: date) -> bool:
    """R43: the agreement as it is now, by whichever of its names; another version has to be signed anew."""
    signed_on = person.agreement_signed_on
    names = (policy.agreement_version, *policy.agreement_was)
    return person.agreement_version in names and signed_on is not None and signed_on <= today


def load(person: Person, policy: Policy, today: date) -> Load:
    """R59: a band and never a number, so that one match more or less is not to be seen."""
    matches = this_year(person.standing, today)
    if matches >= policy.year_ceiling:
        return Load.HIGH
    return Load.LOW if 2 * matches < policy.year_ceiling else Load.MIDDLE


def order(need: Need, candidates: Iterable[Candidate], policy: Policy, today: date, seed: str) -> tuple[Candidate, ...]:
    """Those who may be asked, in the order in which they are asked.

    Asked for by name, then everyone under `year_ceiling` before anyone at it (R35: no wish costs somebody their year),
    the language, the wish (R24), another department than the physician's, fewest matches in the last twelve months,
    longest idle by the month (no match is longest), and a draw by `seed`. The draw hangs on the seed and the person
    alone: the same request gives the same order on every replica, however the candidates come in.
    """

    def preference(candidate: Candidate) -> tuple[bool, bool, bool, bool, bool, int, date, bytes]:
        person = candidate.person
        return (
            person.id != need.asked_for,
            this_year(person.standing, today) >= policy.year_ceiling,
            not any(_same(need.language, spoken) for spoken in person.languages),
            need.wish is None or not need.wish.met_by(person),
            _same(person.department, need.physician.department or need.department),
            this_year(person.standing, today),
            last_month(person.standing, today) or date.min,
            hashlib.sha256(f"{seed}\0{person.id}".encode()).digest(),
        )

    who = asker(need)
    eligible = (candidate for candidate in candidates if not barriers(need, candidate, policy, today, who))
    return tuple(sorted(eligible, key=preference))


def explain(
    need: Need, candidates: Iterable[Candidate], policy: Policy, today: date, seed: str
) -> tuple[Explained, ...]:
    """Those who may be asked, by place, then everybody else by name, with reasons from `NAMEABLE` only (R31).

    A nameable reason is shown whether or not a hidden one is beside it, so it tells nothing about the hidden one.
    The place is the true one, so that a coordinator sees who is asked next. It may hint at a wish (somebody with more
    matches coming first); that a wish exists, let alone which, is said nowhere (R24).
    """
    everybody = tuple(candidates)
    placed = order(need, everybody, policy, today, seed)
    with_place = [Explained(candidate.person, place, ()) for place, candidate in enumerate(placed, start=1)]
    without = [
        Explained(candidate.person, None, tuple(sorted(broken & NAMEABLE)))
        for candidate in everybody
        if (broken := barriers(need, candidate, policy, today))
    ]
    without.sort(key=lambda row: (_plain(row.person.name), row.person.id))
    return (*with_place, *without)


def _limit(person: Person, policy: Policy) -> int:
    own = person.standing.limit
    return policy.concurrent_limit if own is None else min(own, policy.concurrent_limit)


def asker(need: Need) -> Asker:
    """What the hard rules compare: whoever they are, or may be, and what was typed."""
    emails = (need.contact_email, need.vouched_email)
    return Asker.of((need.physician, *need.may_be), emails, (need.department,))


def _is_physician(who: Asker, person: Person) -> bool:
    return person.id in who.ids or _plain(person.email) in who.emails
