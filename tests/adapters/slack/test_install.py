"""Many workspaces install the app themselves: who may, what is kept of it, and how it ends."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.adapters.slack.install import NotOurs
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace
from tests.adapters.slack.logbook import Logbook
from tests.doubles.slack import Slack
from tests.doubles.slack.grants import Visitor
from tests.served import slack_programme

OTHER = "T0HILL"
PUBLIC = "https://peerline.example.org"


def many(slack: Slack, **more: Any) -> dict[str, Any]:
    return {
        "slack_bot_token": None,
        "slack_client_id": slack.client_id,
        "slack_client_secret": slack.client_secret,
        "peerline_public_url": PUBLIC,
    } | more


@pytest.fixture
async def estate(
    fake_workspaces: FakeWorkspaces, slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[FakeWorkspace]:
    """Two workspaces of the programme's, and one that is not; the app is installed in none."""
    for team in (TEAM, OTHER, "T0ELSE"):
        slack.workspace(team).token = ""
        slack.person(team, "U0ADMIN", "Ari Admin")
    programme = slack_programme(tmp_path)
    text = programme.read_text(encoding="utf-8")
    first = text.index("[[sites]]") if "[[sites]]" in text else text.index("[[site]]")
    nxt = text.find("\n[[", first + 2)
    site = text[first:nxt] if nxt > 0 else text[first:]
    twin = site.replace('id = "demo"', 'id = "hill"').replace(TEAM, OTHER)
    programme.write_text(text[:nxt] + "\n" + twin + text[nxt:], encoding="utf-8")
    async with fake_workspaces(programme=programme, **many(slack)) as workspace:
        yield workspace


def address(workspace: FakeWorkspace) -> str:
    return f"{workspace.house.address}/slack/install"


async def installs(workspace: FakeWorkspace, team: str = TEAM, *, allows: bool = True) -> tuple[int, str]:
    """A browser goes through the pages; the public address leads to this machine, as a proxy would have it."""
    async with Browser(workspace) as browser:
        return await browser.through(team, allows=allows)


class Browser:
    """Keeps cookies; steps through the three redirects one by one."""

    def __init__(self, workspace: FakeWorkspace) -> None:
        self.workspace = workspace
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.cookies: dict[str, str] = {}

    async def __aenter__(self) -> "Browser":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._session.close()

    async def begin(self) -> str:
        """Slack's consent page."""
        async with self._session.get(address(self.workspace), allow_redirects=False) as answer:
            assert answer.status == 302
            for morsel in answer.cookies.values():
                assert morsel["secure"], "the state's cookie goes over https only"
                assert morsel["httponly"]
                self.cookies[morsel.key] = morsel.value
            return answer.headers["Location"]

    async def consent(self, page: str, team: str, *, allows: bool = True) -> str:
        """Where Slack sends the administrator back to."""
        self.workspace.slack.visitor = Visitor(team, "U0ADMIN", allows)
        async with self._session.get(page, allow_redirects=False) as answer:
            return answer.headers["Location"].replace(PUBLIC, self.workspace.house.address)

    async def back(self, url: str) -> tuple[int, str]:
        async with self._session.get(url, cookies=self.cookies) as answer:
            return answer.status, await answer.text()

    async def through(self, team: str = TEAM, *, allows: bool = True) -> tuple[int, str]:
        return await self.back(await self.consent(await self.begin(), team, allows=allows))


def stored(workspace: FakeWorkspace) -> bytes:
    path = Path(workspace.url.removeprefix("sqlite:///"))
    return b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))


class TestInstalling:
    async def test_two_workspaces(self, estate: FakeWorkspace) -> None:
        for team in (TEAM, OTHER):
            status, page = await installs(estate, team)
            assert (status, "Installed." in page) == (200, True), page
        for team in (TEAM, OTHER):
            person = estate.slack.person(team, "U0ROBIN")
            await person.types("Hello")
            await estate.quiet()
            assert "I am an automated scheduler" in person.messages[-1].words
            assert {call.team for call in estate.slack.calls if call.args.get("channel") == person.dm.id} == {team}

    async def test_tokens_are_sealed(self, estate: FakeWorkspace) -> None:
        await installs(estate)
        token = estate.slack.workspaces[TEAM].token
        assert token
        assert token.encode() not in stored(estate)
        assert TEAM.encode() not in stored(estate)

    async def test_no_log_line_has_the_code_the_state_or_a_token(self, estate: FakeWorkspace, logbook: Logbook) -> None:
        browser = Browser(estate)
        page = await browser.begin()
        back = await browser.consent(page, TEAM)
        assert (await browser.back(back))[0] == 200
        await browser.back(back)
        await browser.close()
        code, state = (re.search(f"{name}=([^&]+)", back)[1] for name in ("code", "state"))  # type: ignore[index]
        slack = estate.slack
        logbook.never(code, state, slack.workspaces[TEAM].token, slack.client_secret, "U0ADMIN")
        assert logbook.says("workspace_installed")

    async def test_the_consent_asks_for_the_least(self, estate: FakeWorkspace) -> None:
        async with Browser(estate) as browser:
            page = await browser.begin()
        asked = re.search("scope=([^&]*)", page)
        assert asked
        assert sorted(asked[1].replace("%3A", ":").replace("%2C", ",").split(",")) == sorted(estate.slack.scopes)
        assert "user_scope=&" in page or "user_scope" not in page

    async def test_in_french(self, estate: FakeWorkspace) -> None:
        browser = Browser(estate)
        browser._session.headers["Accept-Language"] = "fr-CA,fr;q=0.9"
        _, page = await browser.through()
        await browser.close()
        assert "C&#x27;est installé" in page
        assert 'lang="fr"' in page


class TestStates:
    async def test_whoever_only_looks_writes_nothing(self, estate: FakeWorkspace) -> None:
        """A5: 300 looks at the page made 300 rows."""
        for _ in range(5):
            async with Browser(estate) as browser:
                await browser.begin()
        assert estate.rows("SELECT count(*) FROM ticket") == [(0,)]

    async def test_one_works_once(self, estate: FakeWorkspace) -> None:
        async with Browser(estate) as browser:
            back = await browser.consent(await browser.begin(), TEAM)
            assert (await browser.back(back))[0] == 200
            token = estate.slack.workspaces[TEAM].token
            status, page = await browser.back(back)
            assert status >= 400
            assert "Nothing was kept" in page
            assert estate.slack.workspaces[TEAM].token == token

    async def test_that_of_another_browser_is_refused(self, estate: FakeWorkspace) -> None:
        """Somebody sends an administrator a link with a code of their own."""
        async with Browser(estate) as attacker, Browser(estate) as victim, Browser(estate) as nobody:
            back = await attacker.consent(await attacker.begin(), TEAM)
            await victim.begin()
            assert (await victim.back(back))[0] >= 400
            assert (await nobody.back(back))[0] >= 400
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]

    async def test_an_invented_one_is_refused(self, estate: FakeWorkspace) -> None:
        async with Browser(estate) as browser:
            back = await browser.consent(await browser.begin(), TEAM)
            for url in (re.sub("state=[^&]+", "state=invented", back), re.sub("&?state=[^&]+", "", back)):
                assert (await browser.back(url))[0] >= 400
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]

    async def test_one_that_is_too_old_is_refused(self, estate: FakeWorkspace) -> None:
        async with Browser(estate) as browser:
            back = await browser.consent(await browser.begin(), TEAM)
            await estate.house.forward(hours=1)
            assert (await browser.back(back))[0] >= 400
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]


class TestRefusals:
    async def test_the_administrator_says_no(self, estate: FakeWorkspace) -> None:
        status, page = await installs(estate, allows=False)
        assert status >= 400 or "did not install" in page
        assert "Nothing was kept" in page
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]

    async def test_a_workspace_that_is_not_in_the_programme(self, estate: FakeWorkspace) -> None:
        status, page = await installs(estate, "T0ELSE")
        await estate.quiet()
        assert status == 403
        assert "not part of the programme" in page
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]
        assert not estate.slack.is_installed("T0ELSE"), "its token was given back"

    @pytest.mark.parametrize("how", [{"error": "invalid_code"}, {"status": 500}, {"drop_before": True}])
    async def test_slack_does_not_give_a_token(self, estate: FakeWorkspace, how: dict[str, Any]) -> None:
        estate.slack.fail("oauth.v2.access", **how)
        status, page = await installs(estate)
        assert status >= 400
        assert "Nothing was kept" in page
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]
        assert (await installs(estate))[0] == 200

    async def test_what_stands_in_the_address_is_written_down_nowhere(
        self, estate: FakeWorkspace, logbook: Logbook
    ) -> None:
        async with Browser(estate) as browser:
            _, page = await browser.back(
                f"{estate.house.address}/slack/oauth_redirect?error=<b>Zq8marker&code=Zq8marker"
            )
        assert "Zq8marker" not in page
        assert logbook.says("not_installed", "other")
        logbook.never("Zq8")

    async def test_a_whole_organisation(self, estate: FakeWorkspace) -> None:
        """An install for every workspace of an Enterprise Grid at once: its token is given back."""
        install = estate.house.served.adapters[0]._install  # type: ignore[attr-defined]
        token = estate.slack.issue_token("T0ELSE", estate.slack.scopes)
        given = Installation(user_id="U0ADMIN", enterprise_id="E1", is_enterprise_install=True, bot_token=token)
        with pytest.raises(NotOurs):
            await install.flow.settings.installation_store.async_save(given)
        await estate.quiet()
        assert estate.slack.tokens[token].trouble == "token_revoked"
        assert estate.rows("SELECT count(*) FROM installation") == [(0,)]

    @pytest.mark.long  # ten seconds of waiting for it
    async def test_the_database_is_away(self, estate: FakeWorkspace) -> None:
        with estate.held_database():
            async with aiohttp.ClientSession() as session, session.get(address(estate)) as answer:
                assert answer.status == 503
                assert "try again in a few minutes" in await answer.text()


class TestTheEnd:
    @pytest.mark.parametrize("last", ["app_uninstalled", "tokens_revoked"])
    async def test_it_forgets_the_tokens_and_tells_nobody_elsewhere(self, estate: FakeWorkspace, last: str) -> None:
        for team in (TEAM, OTHER):
            await installs(estate, team)
        await estate.asks()
        seen = len(estate.slack.seen_by("U0ADMIN", OTHER))
        await estate.slack.uninstall(TEAM, told_last=last)
        await estate.quiet()
        assert estate.rows("SELECT count(*) FROM installation") == [(1,)]
        assert estate.rows("SELECT count(*) FROM account WHERE gone = 0") == [(0,)]
        assert estate.rows("SELECT state FROM offer WHERE state = 'open'") == []
        assert len(estate.slack.seen_by("U0ADMIN", OTHER)) == seen
        assert not [call for call in estate.slack.calls if call.team == OTHER and call.method == "chat.postMessage"]
        admin = estate.slack.person(OTHER, "U0ADMIN")
        await admin.types("Hello")
        assert admin.messages[-1].bot

    async def test_people_are_back_once_they_act_after_a_new_install(self, estate: FakeWorkspace) -> None:
        await installs(estate)
        await estate.asks()
        await estate.slack.uninstall(TEAM)
        await estate.quiet()
        await installs(estate)
        supporter = estate.person("ada-maple")
        await supporter.command("/peer", "offers")
        await estate.quiet()
        assert estate.rows("SELECT count(*) FROM account WHERE gone = 0") == [(1,)]
        assert supporter.troubles == []

    @pytest.mark.parametrize("late", ["app_uninstalled", "tokens_revoked"])
    async def test_a_farewell_that_comes_after_the_new_install_undoes_nothing(
        self, estate: FakeWorkspace, late: str
    ) -> None:
        """Slack promises no order (T-F3)."""
        await installs(estate)
        await estate.asks()
        await estate.slack.uninstall(TEAM)
        await estate.quiet()
        await installs(estate)
        supporter = estate.person("ada-maple")
        await supporter.command("/peer", "offers")
        await estate.quiet()
        bot = estate.slack.workspaces[TEAM].bot_user
        await estate.slack.event(TEAM, {"type": late, "tokens": {"oauth": [], "bot": [bot]}}, always=True)
        await estate.quiet()
        assert estate.rows("SELECT count(*) FROM installation") == [(1,)]
        assert estate.rows("SELECT count(*) FROM account WHERE gone = 0") == [(1,)]
        answered = await supporter.command("/peer", "offers")
        assert [each.status for each in answered.attempts] == [200]

    async def test_before_anybody_installed_nothing_is_answered(self, estate: FakeWorkspace) -> None:
        estate.slack.workspaces[TEAM].token = estate.slack.issue_token(TEAM, estate.slack.scopes)
        typed = await estate.person().types("Hello")
        assert [(answer.status, answer.no_retry) for answer in typed.attempts] == [(403, True)]
