"""What an operator watches and alarms on: figures that name nobody, and a door that says when it is being shut."""

import asyncio
import json
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from bot import VERSION
from tests.adapters.slack.fake_workspace import FakeWorkspace
from tests.adapters.slack.process import Process, usual
from tests.doubles.slack import Slack
from tests.served import USERS


async def figures(workspace: FakeWorkspace) -> dict[str, float]:
    """What Prometheus reads, by the name of the series; labels are left out where there is one series."""
    answer = await workspace.house.served.metrics._page(None)  # type: ignore[arg-type]
    assert isinstance(answer.body, bytes)
    families = text_string_to_metric_families(answer.body.decode())
    return {sample.name: sample.value for family in families for sample in family.samples}


async def test_an_offer_that_waits_a_match_without_contact_and_a_search_that_takes_too_long(
    workspace: FakeWorkspace,
) -> None:
    assert (await figures(workspace))["peerline_offers_open"] == 0
    await workspace.asks()
    found = await figures(workspace)
    assert (found["peerline_offers_open"], found["peerline_requests_late"], found["peerline_matches_late"]) == (1, 0, 0)
    workspace.house.clock.forward(timedelta(hours=37))  # longer than seek_escalate_hours
    await workspace.quiet()
    assert (await figures(workspace))["peerline_requests_late"] == 1
    await workspace.matched()
    found = await figures(workspace)
    assert (found["peerline_offers_open"], found["peerline_requests_late"], found["peerline_matches_late"]) == (0, 0, 0)
    workspace.house.clock.forward(timedelta(hours=73))
    await workspace.quiet()
    assert (await figures(workspace))["peerline_matches_late"] == 1


async def test_posts_in_doubt_until_it_is_settled_what_became_of_them(workspace: FakeWorkspace) -> None:
    for user in ("ada-maple", "ines-exemple", "sam-placeholder"):
        workspace.slack.fail("chat.postMessage", drop_after=True, user=USERS[user])
    history = workspace.slack.fail("conversations.history", times=None, status=500)
    await workspace.asks()
    assert (await figures(workspace))["peerline_posts_in_doubt"] == 1
    history.stop()
    await workspace.house.forward(hours=0.1)
    assert (await figures(workspace))["peerline_posts_in_doubt"] == 0


async def test_the_last_backup(workspace: FakeWorkspace) -> None:
    assert "peerline_backup_age_seconds" not in await figures(workspace)
    await workspace.house.served.house.engine.run(lambda unit: unit.ledger.note_command("backup"))
    workspace.house.clock.forward(timedelta(days=2))
    age = timedelta(seconds=(await figures(workspace))["peerline_backup_age_seconds"])
    assert timedelta(days=2) <= age < timedelta(days=3)


async def test_the_lines_were_rung_ninety_days_ago(workspace: FakeWorkspace) -> None:
    house = workspace.house.served.house
    assert "peerline_lines_verified_age_seconds" not in await figures(workspace), "the ready files' were read only"
    day = house.clock.now().date() - timedelta(days=90)
    rung = tuple(replace(each, verified_on=day if each.crisis else None) for each in house.programme.resources)
    house.in_force.take(replace(house.programme, resources=rung))
    age = timedelta(seconds=(await figures(workspace))["peerline_lines_verified_age_seconds"])
    assert timedelta(days=90) <= age < timedelta(days=91)


async def test_what_is_refused_what_runs_and_no_noise(workspace: FakeWorkspace) -> None:
    await workspace.slack.knock("{}", {"Content-Type": "application/json"})  # unsigned
    answer = await workspace.house.served.metrics._page(None)  # type: ignore[arg-type]
    assert isinstance(answer.body, bytes)
    page = answer.body.decode()
    assert 'peerline_answers_total{status="401"} 1.0' in page
    assert f'peerline_build_info{{version="{VERSION}"}} 1.0' in page
    assert "process_resident_memory_bytes" in page
    assert "process_start_time_seconds" in page
    assert "_created" not in page


async def test_a_changed_programme_file_is_taken_at_sighup(tmp_path: Path, slack: Slack) -> None:
    server = await Process(tmp_path, usual(slack)).start()
    address = await server.serving()
    change_a_number(Path(server.env["PEERLINE_PROGRAMME"]))
    server.process.send_signal(signal.SIGHUP)
    async with aiohttp.ClientSession() as session:
        while "tel:989" not in await _text(session, f"{address}/"):  # noqa: ASYNC110 - as a person looks again
            await asyncio.sleep(0.05)
    code, _, err = await server.ended(signal.SIGTERM)
    assert code == 0
    assert [json.loads(line)["event"] for line in err.splitlines()].count("programme_taken") == 1


def change_a_number(programme: Path) -> None:
    text = programme.read_text(encoding="utf-8")
    programme.write_text(text.replace('phone = "9-8-8"', 'phone = "9-8-9"'), encoding="utf-8")


class TestTheEnd:
    async def test_whoever_looks_after_us_hears_it_first(self, tmp_path: Path, slack: Slack) -> None:
        """A cluster that asks every second: it reads 503 while presses are answered still, and then we go."""
        server = await Process(tmp_path, usual(slack)).start()
        address = await server.serving()
        async with aiohttp.ClientSession() as session:
            assert await _status(session, f"{address}/readyz") == 200
            server.process.send_signal(signal.SIGTERM)
            while await _status(session, f"{address}/readyz") != 503:  # noqa: ASYNC110 - as a cluster asks
                await asyncio.sleep(0.05)
            assert await _status(session, f"{address}/healthz") == 200
        code, _, err = await server.ended()
        assert code == 0
        lines = [each for each in map(json.loads, err.splitlines()) if each["event"] != "not_in_order"]
        assert [each["event"] for each in lines] == ["started", "stopping", "stopped"]
        assert {each["version"] for each in lines} == {VERSION}
        assert lines[0]["address"] == address


async def _status(session: aiohttp.ClientSession, address: str) -> int:
    async with session.get(address) as answer:
        return answer.status


async def _text(session: aiohttp.ClientSession, address: str) -> str:
    async with session.get(address) as answer:
        return await answer.text()
