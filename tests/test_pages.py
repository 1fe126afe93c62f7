"""The pages that the app names to Slack and Teams: they are there, in both languages, and say nothing of anybody."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.adapters.teams.package import manifest
from bot.process.demo import PROGRAMMES
from bot.process.pages import PAGES, Pages
from bot.programme import load
from bot.programme.in_force import InForce
from bot.surface import Localised
from bot.wording import LANGUAGES, Wording
from tests.doubles.plain import as_read
from tests.doubles.teams import Teams
from tests.served import TENANT, Running, endpoints_of, running, settings_for, teams_programme, teams_settings

MOST_WORDS = 200  # of a page that is read at a desk


@asynccontextmanager
async def served(folder: Path, database: bytes, public: str) -> AsyncIterator[Running]:
    (folder / "peerline.db").write_bytes(database)
    async with Teams.open() as teams:
        teams.world.tenant = TENANT
        settings = settings_for(
            f"sqlite:///{folder}/peerline.db",
            teams_programme(folder),
            peerline_public_url=public,
            **teams_settings(teams),
        )
        async with running(settings, [], microsoft=endpoints_of(teams)) as house:
            yield house


@pytest.mark.parametrize("public", ["https://peer.example.org", "https://apps.example.org/peerline"])
async def test_the_packages_links_lead_somewhere_and_on(tmp_path: Path, migrated_sqlite: bytes, public: str) -> None:
    """Under a path too, with every link of every page."""
    async with served(tmp_path, migrated_sqlite, public) as house, ClientSession() as session:
        settings = house.served.house.settings.model_copy(
            update={"teams_app_id": "11111111-2222-4333-8444-555555555555"}
        )
        made = manifest(settings, Wording(), datetime(2026, 11, 30, tzinfo=UTC))["developer"]
        waiting = {URL(made[name]) for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl")}
        assert len(waiting) == 3
        seen: set[URL] = set()
        while waiting:
            url = waiting.pop()
            seen.add(url)
            here = URL(house.address).join(url.relative())
            async with session.get(here) as answer:
                assert (answer.status, answer.content_type) == (200, "text/html"), url
                text = await answer.text()
                assert "Set-Cookie" not in answer.headers
                assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
            async with session.head(here) as answer:
                assert answer.status == 200
            linked = {url.join(URL(each)) for each in re.findall(r'href="([^":]+)"', text)}
            assert all(each.human_repr().startswith(public) for each in linked)
            waiting |= linked - seen
        assert len(seen) == 3 + 3 * len(LANGUAGES)


async def test_the_language_is_the_links_then_the_browsers_then_the_programmes(
    tmp_path: Path, migrated_sqlite: bytes
) -> None:
    async with served(tmp_path, migrated_sqlite, "") as house, ClientSession() as session:
        for query, accepted, language in (
            ("", "", "en"),
            ("", "de, fr-CA;q=0.9, en;q=0.8", "fr"),
            ("?lang=fr", "en", "fr"),
            ("?lang=en", "fr", "en"),
            ("?lang=%22><script>", "fr", "fr"),
            ("?lang=de", "\u00e9;;,,", "en"),
        ):
            headers = {"Accept-Language": accepted.encode("ascii", "ignore").decode()}
            async with session.get(f"{house.address}/terms{query}", headers=headers) as answer:
                text = await answer.text()
                assert f'<html lang="{language}">' in text, (query, accepted)
                assert "script" not in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("name", ["demo", "manitoba", "hospital"])
def test_each_is_short_and_begins_with_the_lines(name: str, path: str, language: str) -> None:
    programme = load(PROGRAMMES / f"{name}.toml")
    text = Pages(InForce(programme), Wording()).html(path, language)
    said = as_read(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", text))))
    assert len(said.split()) <= MOST_WORDS
    line = programme.crisis_lines(language)[0]
    assert 0 < said.find(line.phone) < 250
    for site in programme.sites.values():
        assert not site.contact_name or site.contact_name not in said
        assert not site.contact_email or site.contact_email not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_crisis_line_is_one_touch_away(path: str, language: str) -> None:
    programme = load(PROGRAMMES / "demo.toml")
    first, _, rest = Pages(InForce(programme), Wording()).html(path, language).partition("</strong>")
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', first) == [("tel:911", "911"), ("tel:988", "9\u20118\u20118")]
    assert "tel:" not in rest
    assert "</a> (" in first


@pytest.mark.parametrize(
    ("phone", "text", "links"),
    [
        ("1-888-555-0148", "", ["tel:18885550148"]),
        ("+1 204 555 0148 x12", "686868", ["tel:+12045550148", "sms:686868"]),
        ("", "741741", ["sms:741741"]),
        ("211", "211", ["tel:211"]),
    ],
)
def test_a_line_of_any_kind_is_a_link(phone: str, text: str, links: list[str]) -> None:
    programme = load(PROGRAMMES / "demo.toml")
    crisis = programme.crisis_lines("en")[0]
    line = replace(crisis, phone=phone, text=text)
    others = tuple(each for each in programme.resources if not each.crisis)
    page = Pages(InForce(replace(programme, resources=(line, *others))), Wording()).html("/privacy", "en")
    assert re.findall(r'href="((?:tel|sms):[^"]+)"', page) == links


def test_a_programme_may_be_called_anything() -> None:
    programme = replace(load(PROGRAMMES / "demo.toml"), name=Localised((("en", "<b>& Peers"), ("fr", "<b>& Pairs"))))
    text = Pages(InForce(programme), Wording()).html("/", "en")
    assert "<b>" not in text
    assert "&lt;b&gt;&amp; Peers" in text


def test_terms_say_what_counsel_wrote_and_no_placeholder() -> None:
    programme = load(PROGRAMMES / "demo.toml")
    site = next(iter(programme.sites.values()))
    for words, shown in ((Localised((("en", "Asking is not reported."), ("fr", "Rien."))), True), (None, False)):
        sites = {site.id: replace(site, reporting=words)}
        text = Pages(InForce(replace(programme, sites=sites)), Wording()).html("/terms", "en")
        assert ("Asking is not reported." in text) is shown
