"""What a site decides for itself: hours, limits and switches, one field per key of the programme file."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.core.people import PHYSICIANS, Profession, Stage


class Pathway(StrEnum):
    REACH_IN = "reach_in"
    REACH_OUT = "reach_out"


class MatchBy(StrEnum):
    AUTOMATIC = "automatic"
    COORDINATOR = "coordinator"


class Disclosure(StrEnum):
    STEPWISE = "stepwise"
    NAME_WITH_OFFER = "name_with_offer"


class CareerRule(StrEnum):
    EQUAL_OR_HIGHER = "equal_or_higher"
    NOT_EARLY = "not_early"


class ReasonShown(StrEnum):
    """When a supporter sees the reason that the physician ticked to be shared."""

    AFTER_CONFIRM = "after_confirm"
    WITH_NAME = "with_name"


class OpenTo(StrEnum):
    WORKSPACE = "workspace"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily span of local time in which nothing new is asked of anybody; it may cross midnight."""

    start: time
    end: time

    def covers(self, moment: time) -> bool:
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def end_after(self, local: datetime) -> datetime:
        """The next moment outside the span, `local` itself when it already is."""
        if not self.covers(local.time()):
            return local
        return self._next(self.end, local)

    def later(self, local: datetime, span: timedelta) -> datetime:
        """The moment by which `span` of waking time has passed since `local`, an aware one: it never falls into the
        quiet hours, and in them no time passes. The hour that summer time gives or takes is counted as it passes."""
        at, left = self._wakes(local), span
        if self.start == self.end:
            return _after(at, left)
        while (awake := _elapsed(at, begins := self._next(self.start, at))) <= left:
            left -= awake
            at = self._wakes(begins)
        return self._wakes(_after(at, left))

    def _next(self, moment: time, local: datetime) -> datetime:
        found = local.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0, fold=0)
        return found if found > local else found + timedelta(days=1)

    def _wakes(self, local: datetime) -> datetime:
        """As `end_after`, also where the clock leaps over that hour."""
        end = _after(self.end_after(local), timedelta())
        return _after(self.end_after(end), timedelta())


def _after(local: datetime, span: timedelta) -> datetime:
    """So much later as time passes, and not as the hands of the clock are set."""
    return (local.astimezone(UTC) + span).astimezone(local.tzinfo)


def _elapsed(since: datetime, until: datetime) -> timedelta:
    return until.astimezone(UTC) - since.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Terms:
    """The hours that a request was booked with: it keeps them when the policy changes. No hard rule lives here."""

    offer_open_hours: float = 24
    offer_remind_hours: float = 12
    named_hours: float = 4
    offers_before_coordinator: int = 2
    seek_escalate_hours: float = 36
    coordinator_answer_hours: float = 12
    connect_within_hours: float = 72
    connect_remind_hours: tuple[float, ...] = (48,)
    longer_hours: float = 24
    longer_times: int = 1
    tracker_after_hours: float = 48
    tracker_remind_hours: tuple[float, ...] = (48, 120)
    close_silent_days: float = 21
    conversations_usual: int = 3
    keep_days_after_close: float = 0
    ask_again_hours: float = 48  # whoever let an offer lapse may be asked again for the same request after this
    erase_silent_days: float = 30  # after the physician's last word everything is erased, whatever is open


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a site may set, with the defaults of the programme contract. Hours and days are plain numbers."""

    pathways: frozenset[Pathway] = frozenset(Pathway)  # R16
    match_by: MatchBy = MatchBy.AUTOMATIC
    disclosure: Disclosure = Disclosure.STEPWISE  # R30
    career_rule: CareerRule = CareerRule.EQUAL_OR_HIGHER  # R26
    open_to: OpenTo = OpenTo.WORKSPACE
    serves: frozenset[Stage] = frozenset(Stage)  # R07
    terms: Terms = Terms()
    concurrent_limit: int = 1  # R35
    year_ceiling: int = 7  # R35
    unanswered_before_pause: int = 3
    training_hours: float = 4  # R51
    leave_notice_days: int = 14  # R56
    invite_open_days: int = 7
    invite_again_days: int = 90
    small_cell: int = 5
    audit_keep_days: int = 90
    quiet_hours: QuietHours | None = QuietHours(time(21), time(7))
    agreement_version: str = "1"  # R43: from [programme], so that matching needs one argument only
    agreement_was: tuple[str, ...] = ()  # other names of the same text, from [programme] too
    reason_shown: ReasonShown = ReasonShown.AFTER_CONFIRM  # R30
    sessional_rate: float = 0  # dollars an hour of training, 0 for none (R52)
    credits_per_hour: float = 0  # of continuing education
    inter_site: bool = False  # R29: the site's supporters may be asked for somebody of another site
    professions: frozenset[Profession] = PHYSICIANS  # R75
    across_professions: bool = False  # R75: a supporter of any profession may be asked


def year_before(day: date) -> date:
    """The last day that no longer counts in the twelve months that end on `day` (R35)."""
    return day - timedelta(days=365)
