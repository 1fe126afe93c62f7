"""The alarms of ops/alerts.yaml, played by promtool: each has a case in which it rings and one in which it is quiet."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.process.gauges import GAUGES
from tests.adapters.slack.conftest import fake_workspaces, slack, workspace
from tests.adapters.slack.fake_workspace import FakeWorkspace
from tests.adapters.slack.test_watching import figures
from tests.ops.tools import HOUSE, OPS, run

__all__ = ["fake_workspaces", "slack", "workspace"]

RULES = {each["alert"]: each for each in yaml.safe_load((OPS / "alerts.yaml").read_text())["groups"][0]["rules"]}
DAY = 24 * 60
# Of each: the series while it is quiet, the series when it rings, and after how many minutes it does.
CASES: dict[str, tuple[dict[str, str], dict[str, str], int]] = {
    "PeerlineDown": ({'up{job="peerline"}': "1x60"}, {'up{job="peerline"}': "0x60"}, 10),
    "PeerlineDeadlinesLate": (
        {'peerline_late_seconds{what="deadline"}': "600x60"}, {'peerline_late_seconds{what="deadline"}': "1000x60"}, 15,
    ),
    "PeerlineMessagesLate": (
        {'peerline_late_seconds{what="message"}': "600x60", 'peerline_late_seconds{what="deadline"}': "9000x60"},
        {'peerline_late_seconds{what="message"}': "1000x60"}, 15,
    ),
    "PeerlineFiguresMissing": ({"peerline_offers_open": "3x60"}, {"peerline_backup_age_seconds": "1x60"}, 15),
    "PeerlineSendsFail": (
        {'peerline_sends_total{outcome="sent"}': "0+9x120", 'peerline_sends_total{outcome="tokendead"}': "0+1x120"},
        {'peerline_sends_total{outcome="sent"}': "0+1x120", 'peerline_sends_total{outcome="tokendead"}': "0+9x120"}, 90,
    ),
    "PeerlineRequestsLate": ({"peerline_requests_late": "0x1600"}, {"peerline_requests_late": "1x1600"}, DAY + 5),
    "PeerlineMatchesLate": ({"peerline_matches_late": "0x1600"}, {"peerline_matches_late": "2x1600"}, DAY + 5),
    "PeerlinePostsInDoubt": ({"peerline_posts_in_doubt": "0x90"}, {"peerline_posts_in_doubt": "1x90"}, 70),
    "PeerlineBackupOld": (
        {"peerline_backup_age_seconds": "90000x90"}, {"peerline_backup_age_seconds": "200000x90"}, 70,
    ),
    "PeerlineRefusesMany": (
        {'peerline_answers_total{status="401"}': "0+1x60", 'peerline_answers_total{status="200"}': "0+90x60"},
        {'peerline_answers_total{status="401"}': "0+60x60"}, 40,
    ),
    "PeerlineSlow": (
        {'peerline_event_seconds_bucket{le="0.1"}': "0+99x60", 'peerline_event_seconds_bucket{le="+Inf"}': "0+99x60"},
        {'peerline_event_seconds_bucket{le="0.1"}': "0+50x60", 'peerline_event_seconds_bucket{le="3"}': "0+99x60",
         'peerline_event_seconds_bucket{le="+Inf"}': "0+99x60"}, 40,
    ),
    "PeerlineProgrammesDiffer": (
        {'peerline_programme_info{digest="a", instance="1"}': "1x90", 'peerline_programme_info{digest="a"}': "1x90"},
        {'peerline_programme_info{digest="a"}': "1x90", 'peerline_programme_info{digest="b"}': "1x90"}, 70,
    ),
    "PeerlineLinesNotRung": (
        {"peerline_lines_verified_age_seconds": "8640000x90"},
        {"peerline_lines_verified_age_seconds": "17280000x90"}, 70,
    ),
}  # fmt: skip


def test_there_is_a_case_for_every_alarm() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("alarm", CASES)
def test_it_rings_when_it_should_and_is_quiet_otherwise(tmp_path: Path, alarm: str) -> None:
    quiet, ringing, after = CASES[alarm]
    _play(tmp_path, alarm, quiet, after, rings=False)
    _play(tmp_path, alarm, ringing, after, rings=True)


@pytest.mark.parametrize("alarm", ["PeerlineBackupOld", "PeerlineLinesNotRung"])
def test_what_never_happened_rings_as_well(tmp_path: Path, alarm: str) -> None:
    _play(tmp_path, alarm, {"peerline_offers_open": "3x90"}, 70, rings=True)
    _play(tmp_path, alarm, {"up": "1x90"}, 70, rings=False)  # the database is away: that alarm has its own name


async def test_every_series_in_the_alarms_and_on_the_dashboard_is_one_of_ours(workspace: FakeWorkspace) -> None:
    await workspace.asks()
    await workspace.slack.knock("{}", {"Content-Type": "application/json"})
    there = {*(await figures(workspace)), *GAUGES, "peerline_doubts_total", "peerline_programme_info", "up"}
    text = (OPS / "alerts.yaml").read_text() + (OPS / "dashboard.json").read_text()
    named = {word for word in _words(text) if word.startswith("peerline_")}
    assert named
    assert named <= there


def test_the_page_says_for_each_alarm_what_to_do() -> None:
    page = (HOUSE / "docs" / "operating.md").read_text(encoding="utf-8")
    for alarm in RULES:
        assert f"`{alarm}`" in page


def _play(folder: Path, alarm: str, series: dict[str, str], after: int, *, rings: bool) -> None:
    rule = RULES[alarm]
    told = {"exp_labels": _told(rule, series), "exp_annotations": rule["annotations"]}
    case: dict[str, Any] = {
        "rule_files": [str(OPS / "alerts.yaml")],
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": name, "values": values} for name, values in series.items()],
                "alert_rule_test": [
                    {"alertname": alarm, "eval_time": f"{after}m", "exp_alerts": [told] if rings else []}
                ],
            }
        ],
    }
    file = folder / "case.yaml"
    file.write_text(yaml.safe_dump(case))
    assert "SUCCESS" in run("promtool", "test", "rules", file)


def _told(rule: dict[str, Any], series: dict[str, str]) -> dict[str, str]:
    job = {"job": "peerline"} if 'up{job="peerline"}' in series else {}
    return {**rule["labels"], **job}


def _words(text: str) -> set[str]:
    return set("".join(each if each.isalnum() or each == "_" else " " for each in text).split())
