"""A secret, a certificate or the machine's own identity: each gets a token, and what is wrong with it is said."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from pydantic import SecretStr

from bot.adapters.teams import TeamsAdapter
from bot.adapters.teams.certificate import BadCertificate, read_certificate
from bot.adapters.teams.diagnostics import examine
from bot.configuration.settings import given
from bot.ports.platform import Outgoing, TokenDead
from bot.process.demo import PROGRAMMES
from bot.process.http_server import NothingToServe, serve
from bot.programme import load
from bot.surface import Account
from bot.wording import Wording
from tests.doubles.teams import Teams
from tests.doubles.teams.certificates import certificate, registered, written
from tests.doubles.teams.keys import Key
from tests.served import endpoints_of
from tests.served import settings_for as served_settings

from .house import TENANT, MemoryStore, ScriptedEngine, card, microsoft


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    async with microsoft() as teams:
        yield teams


def ways(teams: Teams, folder: Path) -> dict[str, dict[str, Any]]:
    teams.world.federated = "a.token.of-the-cluster"
    identity = {"teams_managed_identity": True}
    service = {"identity_endpoint": f"{teams.login_url}/msi/token", "identity_header": SecretStr(teams.app_password)}
    token = written(folder / "token", b"a.token.of-the-cluster\n")
    return {
        "a secret": {"teams_app_password": SecretStr(teams.app_password)},
        "a certificate": {"teams_certificate": registered(teams.world, folder)},
        "a virtual machine": identity,
        "App Service": identity | service,
        "a cluster": identity | {"azure_federated_token_file": token},
    }


WAYS = ("a secret", "a certificate", "a virtual machine", "App Service", "a cluster")


@pytest.mark.parametrize("way", WAYS)
async def test_somebody_is_written_to(teams: Teams, tmp_path: Path, way: str) -> None:
    settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, **ways(teams, tmp_path)[way])
    adapter = TeamsAdapter(
        settings, ScriptedEngine(), Wording(), MemoryStore().conversations, "en", endpoints_of(teams)
    )
    who = teams.person(TENANT, "aad-robin")
    who.account.installed = True
    try:
        for _ in range(2):
            await adapter.port.post(Outgoing(Account("teams", TENANT, "aad-robin"), "slot", card("Hello"), "en", "UTC"))
    finally:
        await adapter.stop()
    assert len(who.messages) == 2
    assert teams.count("token") == 1


@pytest.mark.parametrize("way", WAYS)
async def test_check_says_whether_entra_takes_it(teams: Teams, tmp_path: Path, way: str) -> None:
    own = ways(teams, tmp_path)[way]
    settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, **own)
    found = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
    assert [each.level for each in found] == ["ok", "ok"]
    teams.world.app_password = "another by now"
    teams.world.certificates.clear()
    teams.world.federated = ""
    teams.world.app_id = teams.app_id if way != "a virtual machine" else "00000000-2222-4333-8444-555555555555"
    first, *_ = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
    name = {"a secret": "TEAMS_APP_PASSWORD", "a certificate": "TEAMS_CERTIFICATE"}.get(way, "TEAMS_MANAGED_IDENTITY")
    assert (first.level, first.what) == ("FAIL", "Teams credentials")
    assert name in first.sentence
    assert "Entra refuses them" in first.sentence


@pytest.mark.parametrize("is_taken", ["the new one", "the old one", "neither"])
async def test_two_secrets_until_entra_takes_the_new_one(teams: Teams, is_taken: str) -> None:
    """A new secret takes Entra a while, and an old one ends on a day (TEAMS_APP_PASSWORD_OLD)."""
    old = SecretStr("a secret of before")
    secrets = {"teams_app_password": SecretStr(teams.app_password), "teams_app_password_old": old}
    settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, **secrets)
    known = {"the new one": teams.app_password, "the old one": "a secret of before"}
    teams.world.app_password = known.get(is_taken, "")
    adapter = TeamsAdapter(
        settings, ScriptedEngine(), Wording(), MemoryStore().conversations, "en", endpoints_of(teams)
    )
    who = teams.person(TENANT, "aad-robin")
    who.account.installed = True
    message = Outgoing(Account("teams", TENANT, "aad-robin"), "slot", card("Hello"), "en", "UTC")
    try:
        if is_taken == "neither":
            with pytest.raises(TokenDead):
                await adapter.port.post(message)
        else:
            await adapter.port.post(message)
    finally:
        await adapter.stop()
    assert len(who.messages) == (is_taken != "neither")
    first, *_ = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
    level, sentence = {
        "the new one": ("warn", "Entra knows them; TEAMS_APP_PASSWORD_OLD can be taken away"),
        "the old one": ("warn", "Entra takes TEAMS_APP_PASSWORD_OLD and refuses TEAMS_APP_PASSWORD; leave both until"),
        "neither": ("FAIL", "Entra refuses them; look at TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_CLOUD and TEAMS_APP_"),
    }[is_taken]
    assert first.level == level
    assert first.sentence.startswith(sentence)


async def test_check_says_when_a_certificate_ends(teams: Teams, tmp_path: Path) -> None:
    for days, level in ((365, "ok"), (20, "warn"), (-1, "FAIL")):
        path = registered(teams.world, tmp_path, days=days)
        settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, teams_certificate=path)
        first, *_ = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
        assert first.level == level, first
        assert ("end" in first.sentence) is (days < 300)


async def test_check_says_when_a_certificate_is_not_yet_good(teams: Teams, tmp_path: Path) -> None:
    key, public, _ = certificate("peerline", since=2)
    path = written(tmp_path / "soon.pem", key + public)
    settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, teams_certificate=path)
    first, *_ = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
    assert (first.level, first.what) == ("FAIL", "Teams certificate")
    assert first.sentence.startswith("it is not good before ")


async def test_check_names_a_federated_token_that_is_not_there(teams: Teams, tmp_path: Path) -> None:
    """It was told as a line that broke."""
    none = {"teams_managed_identity": True, "azure_federated_token_file": tmp_path / "none"}
    settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, **none)
    first, *_ = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
    assert first.sentence == (
        "127.0.0.1 gave no token (AZURE_FEDERATED_TOKEN_FILE cannot be read: No such file or directory); is the "
        "network open to it?"
    )


async def test_check_goes_on_without_a_certificate_that_can_be_read(teams: Teams, tmp_path: Path) -> None:
    settings = given(teams_app_id=teams.app_id, teams_tenant_id=TENANT, teams_certificate=tmp_path / "none.pem")
    found = [each async for each in examine(settings, frozenset(), endpoints_of(teams))]
    assert (found[0].level, found[0].sentence) == (
        "FAIL",
        "TEAMS_CERTIFICATE cannot be read: No such file or directory",
    )
    assert "Teams keys" in [each.what for each in found]


def test_a_certificate_that_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path) -> None:
    key, public, thumbprint = certificate("peerline")
    other, _, _ = certificate("another")
    curve, on_curve, _ = certificate("curve", curve=True)
    locked = Key("peerline").private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"word")
    )
    assert read_certificate(written(tmp_path / "both.pem", public + key)).thumbprint == thumbprint
    for pem, mode, said in (
        (b"", 0o600, "no certificate"),
        (b"\x00\xff", 0o600, "no certificate"),
        (public, 0o600, "no private key"),
        (key, 0o600, "no certificate"),
        (other + public, 0o600, "do not belong together"),
        (locked + public, 0o600, "a key with a password"),
        (curve + on_curve, 0o600, "Entra wants RSA"),
        (key + public, 0o644, "can be read by others"),
    ):
        with pytest.raises(BadCertificate, match=said):
            read_certificate(written(tmp_path / "bad.pem", pem, mode))
    assert "BEGIN" not in repr(read_certificate(written(tmp_path / "both.pem", public + key)))


def test_serve_ends_with_that_sentence(tmp_path: Path, migrated_sqlite: bytes) -> None:
    (tmp_path / "peerline.db").write_bytes(migrated_sqlite)
    path = PROGRAMMES / "demo.toml"
    settings = served_settings(
        f"sqlite:///{tmp_path}/peerline.db",
        path,
        teams_app_id="11111111-2222-4333-8444-555555555555",
        teams_tenant_id=TENANT,
        teams_certificate=tmp_path / "none.pem",
    )
    with pytest.raises(NothingToServe, match="TEAMS_CERTIFICATE cannot be read: No such file"):
        serve(settings, load(path))
