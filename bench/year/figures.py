"""What a year amounts to, in numbers: the inspector's knowledge, counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.numbers import median, quantile
from bench.year.asked import Asked
from bench.year.helper import Helper, matches_in_year
from bench.year.known import Known
from bench.year.town import Kind
from bench.year.waking import ZONE, local_day
from bench.year.words import Word, reached, word

_FIVE_DAYS = timedelta(days=5)
_TWO_DAYS = timedelta(hours=48)
_CONTACT = timedelta(hours=72)
_ANSWER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Hours:
    """A spread of waiting times, in hours; all 0 where there is none."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, waits: Iterable[timedelta]) -> "Hours":
        return cls(tuple(sorted(wait.total_seconds() / 3600 for wait in waits)))

    @property
    def median(self) -> float:
        return median(self.values) if self.values else 0

    @property
    def p90(self) -> float:
        return quantile(self.values, 0.9) if self.values else 0

    def within(self, hours: float) -> float:
        """The share, in per cent."""
        return 100 * sum(value <= hours for value in self.values) / max(len(self.values), 1)


@dataclass(frozen=True, slots=True)
class Truth:
    """First contact as it really was, and as it was told. `waited` are the requests that were not given up by the
    physician within the hours and before anybody had reached them: whoever was never matched counts too."""

    in_all: Hours  # from the request until its two really reached each other
    waited: int
    in_time: int  # of these: within 72 hours of asking
    told: int  # requests of which some side said that there was contact
    false: int  # of these: nobody had reached anybody by then
    denied: int  # of how many the physician said so
    untold: int  # they reached each other, and nobody ever said so
    words: Counter[Word]  # whose word contact was in the end, of every request
    reached: Counter[Word]  # of these: how many of the two really had reached each other
    why: Counter[str]  # of those who waited longer: what came in between, the first that fits

    @property
    def share(self) -> float:
        """In per cent."""
        return 100 * self.in_time / max(self.waited, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the requests: the whole year, a quarter or a site."""

    name: str
    requests: int
    matched: int
    to_match: Hours  # from the request to its first match
    to_contact: Hours  # from each match to its first contact
    in_all: Hours  # from the request to its first contact
    truth: "Truth"
    told: int  # of how many a coordinator was told
    in_hand: int  # how many came into the hands of a person
    long: int  # how many had no first contact after five days
    unseen: int  # how many of those no coordinator had been told of by then


@dataclass(frozen=True, slots=True)
class Offers:
    made: int
    matches: int
    declined: int
    unanswered: int
    in_time: int  # answered within 24 hours of the card
    taken_back: int  # the supporter went away, or the request was over
    known: int  # they know each other, or a rule forbade it by then
    answers: Hours  # from the card to the answer


@dataclass(frozen=True, slots=True)
class Loads:
    each: tuple[int, ...]  # most matches in twelve months, of each supporter who could be asked; ascending
    ceiling: int
    recruited: int  # how many of them came in this year
    chosen: int  # beyond the ceiling, with no match there but by name, by hand or from outside
    alone: int  # beyond it with another one: nobody below it was free, or the inspector would have said so

    @property
    def beyond(self) -> int:
        return self.chosen + self.alone


@dataclass(frozen=True, slots=True)
class Figures:
    year: Part
    quarters: list[Part]
    sites: list[Part]
    offers: Offers
    loads: Loads
    outcomes: Counter[str]
    weeks: list[tuple[datetime, int, int]]  # the Monday; requests, and those of them that were matched


def count(known: Known, outcomes: Counter[str]) -> Figures:
    requests = sorted(known.requests.values(), key=lambda asked: asked.opened_at)
    return Figures(
        year=_part(known, "the year", requests),
        quarters=[
            _part(known, f"Q{number}", [each for each in requests if _quarter(each) == number])
            for number in range(1, 5)
        ],
        sites=[_part(known, site, [each for each in requests if each.site == site]) for site in known.town.places],
        offers=_offers(known),
        loads=_loads(known),
        outcomes=outcomes,
        weeks=_weeks(requests),
    )


def _part(known: Known, name: str, requests: list[Asked]) -> Part:
    return Part(
        name,
        requests=len(requests),
        matched=sum(each.first_matched_at is not None for each in requests),
        to_match=Hours.of(each.first_matched_at - each.opened_at for each in requests if each.first_matched_at),
        to_contact=Hours.of(wait for each in requests for wait in each.contact_after.values()),
        in_all=Hours.of(each.first_contact_at - each.opened_at for each in requests if each.first_contact_at),
        truth=_truth(known, requests),
        told=sum(each.told_at is not None for each in requests),
        in_hand=sum(each.in_hand for each in requests),
        long=sum(_is_long(each) for each in requests),
        unseen=sum(_is_long(each) and not _by_fifth_day(each, each.told_at) for each in requests),
    )


def _truth(known: Known, requests: list[Asked]) -> Truth:
    waited = [each for each in requests if not _gave_up_in_time(each)]
    return Truth(
        in_all=Hours.of(each.in_truth_at - each.opened_at for each in requests if each.in_truth_at),
        waited=len(waited),
        in_time=sum(_in_time(each) for each in waited),
        told=sum(each.claimed_at is not None for each in requests),
        false=sum(
            each.claimed_at is not None and (each.in_truth_at is None or each.in_truth_at > each.claimed_at)
            for each in requests
        ),
        denied=sum(each.was_denied for each in requests),
        untold=sum(each.in_truth_at is not None and each.claimed_at is None for each in requests),
        words=Counter(word(each) for each in requests),
        reached=Counter(word(each) for each in requests if reached(each)),
        why=Counter(_why_late(known, each) for each in waited if not _in_time(each)),
    )


def _in_time(asked: Asked) -> bool:
    return asked.in_truth_at is not None and asked.in_truth_at - asked.opened_at <= _CONTACT


def _why_late(known: Known, asked: Asked) -> str:
    place, matched = known.town.places[asked.site], asked.first_matched_at
    by_hand = asked.outside or place.by_hand
    if matched is None or matched - asked.opened_at > _TWO_DAYS:
        how = "never matched" if matched is None else "matched after 48 h"
        return f"{how}, {'where a person chooses' if by_hand else 'where the search goes by itself'}"
    if sum(offer.confirmed_at is not None for offer in asked.offers) > 1:
        return "matched in time, and somebody else took over"
    return "matched in time, and never reached" if asked.in_truth_at is None else "matched in time, and reached late"


def _gave_up_in_time(asked: Asked) -> bool:
    gave_up = asked.gave_up_at
    return gave_up is not None and asked.in_truth_at is None and gave_up - asked.opened_at <= _CONTACT


def _is_long(asked: Asked) -> bool:
    """Whether it was open for five days without a word of contact. What was taken back later was known until then."""
    return not _by_fifth_day(asked, asked.claimed_at) and not _by_fifth_day(asked, asked.closed_at)


def _by_fifth_day(asked: Asked, at: datetime | None) -> bool:
    return at is not None and at <= asked.opened_at + _FIVE_DAYS


def _offers(known: Known) -> Offers:
    every = list(known.offers.values())
    ends = Counter(offer.state for offer in every)
    answered = [offer for offer in every if offer.shown_at is not None and offer.answered_at is not None]
    return Offers(
        made=len(every),
        matches=sum(offer.confirmed_at is not None for offer in every),
        declined=ends["declined"],
        unanswered=sum(offer.lapsed for offer in every),
        in_time=sum(
            offer.answered_at is not None
            and offer.shown_at is not None
            and offer.answered_at - offer.shown_at <= _ANSWER
            for offer in every
        ),
        taken_back=sum(
            offer.state == "recalled" and offer.confirmed_at is None and not offer.lapsed for offer in every
        ),
        known=sum(offer.state in {"known", "conflict"} and offer.confirmed_at is None for offer in every),
        answers=Hours.of(each.answered_at - each.shown_at for each in answered if each.answered_at and each.shown_at),
    )


def _loads(known: Known) -> Loads:
    before = [known.helper(soul.user) for soul in known.town.all(Kind.SUPPORTER) if soul.trained and soul.signed]
    recruits = [helper for helper in known.helpers.values() if helper.is_recruit]
    helpers = before + recruits
    over = [list(_over_the_ceiling(known, helper)) for helper in helpers]
    return Loads(
        each=tuple(sorted(helper.most for helper in helpers)),
        ceiling=max(place.ceiling for place in known.town.places.values()),
        recruited=len(recruits),
        chosen=sum(bool(chosen) and all(chosen) for chosen in over),
        alone=sum(not all(chosen) for chosen in over),
    )


def _over_the_ceiling(known: Known, helper: Helper) -> Iterator[bool]:
    """Of each match that came on top of a full year: whether a person chose this supporter for it."""
    ceiling = known.town.places[helper.soul.site].ceiling
    days: list[int] = []
    for at, offer in sorted(
        ((offer.confirmed_at, offer) for offer in helper.offers if offer.confirmed_at), key=lambda each: each[0]
    ):
        days.append(local_day(at))
        if matches_in_year(days, days[-1]) > ceiling:
            yield known.requests[offer.request].chose(offer)


def _weeks(requests: list[Asked]) -> list[tuple[datetime, int, int]]:
    asked: Counter[datetime] = Counter()
    matched: Counter[datetime] = Counter()
    for each in requests:
        local = each.opened_at.astimezone(ZONE)
        monday = (local - timedelta(days=local.weekday())).replace(
            hour=0, minute=0, second=0, microsecond=0, tzinfo=None
        )
        asked[monday] += 1
        matched[monday] += each.first_matched_at is not None
    return [(monday, asked[monday], matched[monday]) for monday in sorted(asked)]


def _quarter(asked: Asked) -> int:
    """What was asked in the first hours of the year, which are December's where it was asked, counts as January's."""
    local = asked.opened_at.astimezone(ZONE)
    return 1 if local.year < 2026 else (local.month + 2) // 3
