"""Who may say that they pass a request on, and what is never passed on."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.configuration.forwarded import among, networks
from bot.configuration.settings import SettingsError, given
from tests.served import Running, running, settings_for, slack_programme

SLACK = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "0" * 32, "slack_api_url": "http://127.0.0.1:9/api/"}
# As nginx, Caddy, a load balancer and a content network say it.
SAID = [
    {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "peer.test", "X-Forwarded-Proto": "https"},
    {"Forwarded": "for=203.0.113.9;proto=https"},
    {"Via": "1.1 vegur"},
    {"X-Real-IP": "203.0.113.9"},
    {"CF-Connecting-IP": "203.0.113.9"},
]


class TestTeamsLocal:
    """A10: whoever reached the proxy in front was any Teams person."""

    @pytest.fixture
    async def house(self, tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[Running]:
        (tmp_path / "p.db").write_bytes(migrated_sqlite)
        settings = settings_for(f"sqlite:///{tmp_path}/p.db", slack_programme(tmp_path), teams_local=True)
        async with running(settings) as found:
            yield found

    async def _posted(self, house: Running, headers: dict[str, str]) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.post(house.address + "/api/messages", data=b"{}", headers=headers) as answer,
        ):
            return answer.status, json.loads(await answer.text())["error"]

    @pytest.mark.parametrize("said", SAID)
    async def test_what_was_passed_on_is_refused(self, house: Running, said: dict[str, str]) -> None:
        assert await self._posted(house, said) == (403, "not_local")
        assert (await self._posted(house, {}))[0] == 403
        assert (await self._posted(house, {}))[1] != "not_local"

    @pytest.mark.parametrize("beside", [SLACK, {"peerline_forwarded_from": "10.0.0.7"}])
    def test_it_stands_beside_no_door_to_the_outside(self, beside: dict[str, str]) -> None:
        with pytest.raises(SettingsError, match="nothing else may be open to the outside"):
            given(teams_local=True, **beside)

    def test_it_stands_beside_socket_mode(self) -> None:
        assert given(teams_local=True, slack_bot_token="xoxb-1", slack_app_token="xapp-1").teams_local


class TestForwardedFrom:
    @pytest.mark.parametrize(
        ("named", "status"), [("127.0.0.1", 200), ("::1,127.0.0.0/8", 200), ("10.0.0.7", 403), ("", 200)]
    )
    async def test_only_who_is_named_may_say_so(
        self, tmp_path: Path, migrated_sqlite: bytes, named: str, status: int
    ) -> None:
        (tmp_path / "p.db").write_bytes(migrated_sqlite)
        settings = settings_for(
            f"sqlite:///{tmp_path}/p.db", slack_programme(tmp_path), peerline_forwarded_from=named, **SLACK
        )
        async with running(settings) as house, aiohttp.ClientSession() as session:
            for said in SAID:
                async with session.get(house.address + "/healthz", headers=said) as answer:
                    assert answer.status == status, said
            async with session.get(house.address + "/healthz") as answer:
                assert answer.status == 200

    def test_what_is_no_address_is_a_sentence(self) -> None:
        for wrong in ("proxy.test", "*", "10.0.0.0/33"):
            with pytest.raises(SettingsError, match="PEERLINE_FORWARDED_FROM is no list of addresses"):
                given(peerline_forwarded_from=wrong)

    def test_an_address_in_other_clothes(self) -> None:
        is_ours = among(networks("10.0.0.0/8, fd00::/8"))
        assert [is_ours(each) for each in ("10.1.2.3", "::ffff:10.1.2.3", "fd00::7")] == [True] * 3
        assert [is_ours(each) for each in ("11.1.2.3", "", None, "unix")] == [False] * 4
