"""Which messages the code asks for: every string constant, and every f-string with what can be in its braces."""

import ast
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from bot.adapters.teams.package import MENU
from bot.core.afterwards import Goal, Heard
from bot.core.hours import DAYS
from bot.core.matching import OF_THEIR_SITE, Load
from bot.core.nomination import Moment
from bot.core.people import Joining, Profession, Role, Shown, Stage, TrainingKind
from bot.core.report import TABLES, TARGETS
from bot.core.report.measures import HEADS
from bot.core.request import Able, Next, Outcome, RequestState, TookPlace, Useful
from bot.flows.coordinator import audit_log
from bot.flows.coordinator.steps_taken import Step
from bot.flows.match import plans
from bot.flows.outreach.newsletter import TEXTS
from bot.flows.physician.request_form import TIMES, WAYS
from bot.programme.taps import REASONS, WISHES
from bot.programme.texts import LANGUAGES
from bot.programme.values import GATHERING_KINDS, NEEDS

ROOT = Path(__file__).parents[2]


def _dashed(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value.replace("_", "-") for value in values)


# An f-string's beginning -> what its braces can hold. An f-string that is not here fails the test that looks for it.
FAMILIES: dict[str, tuple[str, ...]] = {
    "able-": _dashed(Able),
    "account-": ("slack", "teams", "playground"),
    "again-": tuple(plans.AGAIN),
    "audit-": (*audit_log.OF_A_REQUEST, *audit_log.OF_NONE, *audit_log.OF_COMMANDS),
    "away-from-": ("post", "offers", "both"),
    "barrier-": tuple(barrier.value for barrier in OF_THEIR_SITE),
    "career-": tuple(Stage),
    "at-stage-": tuple(Stage),
    "form-stage-": tuple(Stage),
    "goal-": tuple(Goal),
    "heard-": tuple(Heard),
    "status-ends-": _dashed((Outcome.HANDED_ON, Outcome.UNREACHABLE, Outcome.UNFILLED)),
    "close-": _dashed((Outcome.HANDED_ON, Outcome.UNREACHABLE, Outcome.UNFILLED)),
    "day-": DAYS,
    "gathering-kind-": GATHERING_KINDS,
    "heads-": HEADS,
    "kept-role-": tuple(Role),
    "language-": LANGUAGES,
    "load-": tuple(Load),
    "moment-": tuple(Moment),
    "monthly-": TEXTS,
    "need-": NEEDS,
    "next-": _dashed(Next),
    "queue-why-": ("busy", "nobody", "unfit"),
    "profession-": tuple(Profession),
    "reason-": REASONS,
    "report-group-": tuple(
        f"{table.id}-{group}"
        for table in TABLES
        if len(table.groups) > 1 and (table.each or not table.steps)
        for group in table.groups[: table.told]
    ),
    "report-table-": tuple(table.id for table in TABLES),
    "report-target-": tuple(target.id for target in TARGETS),
    "shown-": _dashed(Shown),
    "stage-": tuple(Stage),
    "step-taken-": tuple(Step),
    "state-": tuple(RequestState),
    "teams-word-": MENU,
    "template-": tuple(Moment),
    "talk-": tuple(plans.FIRST),
    "when-": plans.WHEN,
    "times-": TIMES,
    "way-": WAYS,
    "training-": tuple(TrainingKind),
    "took-": _dashed(TookPlace),
    "useful-": tuple(Useful),
    "waiting-": tuple(Joining)[1:4],
    "wish-": WISHES,
    "{}-card": ("resources", "privacy"),
}
# Beginnings that make something else: event keys and slots of the playground, logs.
_NO_WORDS = re.compile(r"typed-|reply-")
_CALLS = {"w", "Words", "button"}


@lru_cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    paths = sorted(path for room in ("bot", "storage") for path in (ROOT / room).rglob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


@lru_cache
def constants() -> set[str]:
    """Every string of the code: what is asked for by its whole name, directly or through a parameter."""
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@lru_cache
def called() -> dict[str, str]:
    """Message id -> where, for every w("...") whose name is written out or made by an f-string."""
    found: dict[str, str] = {}
    for path, call in _calls():
        where = f"{path.relative_to(ROOT)}:{call.lineno}"
        asked = call.args[0]
        # An id may be chosen between two by a condition.
        for node in (asked.body, asked.orelse) if isinstance(asked, ast.IfExp) else (asked,):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[node.value] = where
            if isinstance(node, ast.JoinedStr):
                found |= dict.fromkeys(_members(node, where), where)
    return found


def _calls() -> Iterable[tuple[Path, ast.Call]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS and node.args:
                yield path, node


def _members(node: ast.JoinedStr, where: str) -> list[str]:
    """What an f-string can become."""
    shape = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if _NO_WORDS.match(shape):
        return []
    family = FAMILIES.get(shape) or FAMILIES.get(shape.removesuffix("{}"))
    assert family, f"{where}: tests/wording/uses.py does not know what f{shape!r} can be"
    return [shape.replace("{}", member) for member in family]


@lru_cache
def given() -> dict[str, set[str]]:
    """Message id -> the names of the arguments that every w("id", ...) of the code gives it."""
    found: dict[str, set[str]] = {}
    for _, call in _calls():
        asked = call.args[0]
        if isinstance(call.func, ast.Name) and call.func.id == "w" and isinstance(asked, ast.Constant):
            names = {keyword.arg for keyword in call.keywords if keyword.arg}
            assert found.setdefault(str(asked.value), names) == names, f"{asked.value!r} is given different arguments"
    return found


@lru_cache
def titles() -> dict[str, str]:
    """Message id -> where, for the first argument of every dialog."""
    return _placed({"dialog": 0, "Dialog": 0})


@lru_cache
def button_words() -> dict[str, str]:
    return _placed({"Button": 0, "Option": 1})


def _placed(places: dict[str, int]) -> dict[str, str]:
    """Message ids that are written directly at these places of these calls."""
    found: dict[str, str] = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name not in places or len(node.args) <= places[name]:
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            for inner in ast.walk(node.args[places[name]]):
                if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") == "w" and inner.args:
                    asked = inner.args[0]
                    if isinstance(asked, ast.Constant):
                        found[str(asked.value)] = where
                    elif isinstance(asked, ast.JoinedStr):
                        found |= dict.fromkeys(_members(asked, where), where)
    return found
