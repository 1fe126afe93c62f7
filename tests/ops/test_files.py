"""The files of ops/, each read by the program that it is for; and nothing in them is a name that Peerline lacks."""

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot import VERSION
from bot.configuration.fields import Fields
from tests.doubles.authority import Authority
from tests.ops.tools import OPS, run

KUBERNETES = sorted(each for each in (OPS / "kubernetes").glob("*.yaml") if each.name != "kustomization.yaml")
SETTING = re.compile(r"\b(?:PEERLINE|SLACK|TEAMS)_[A-Z_]+\b")
COMPOSE = yaml.safe_load((OPS / "compose.yaml").read_text(encoding="utf-8"))
KUSTOMIZATION = yaml.safe_load((OPS / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))


def test_every_setting_in_them_is_one() -> None:
    known = {name.upper() for name in Fields.model_fields}
    for file in OPS.rglob("*"):
        if file.is_file():
            assert set(SETTING.findall(file.read_text(encoding="utf-8"))) <= known, file


def test_caddy_takes_its_file() -> None:
    where = {"PEER_HOST": "peer.example.org", "PEER_UPSTREAM": "127.0.0.1:3978"}
    assert "Valid configuration" in run(
        "caddy", "validate", "--adapter", "caddyfile", "--config", OPS / "Caddyfile", **where
    )


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    authority = Authority()
    authority.write(tmp_path)
    authority.speaks_for("peer.example.org")
    text = (OPS / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"/etc/ssl/peerline/\w+\.pem", f"{tmp_path}/peer.example.org.pem", text)
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\nhttp {{\n{text}\n}}\n")
    assert "test is successful" in run("nginx", "-t", "-e", f"{tmp_path}/log", "-c", whole)


@pytest.mark.parametrize("unit", ["peerline.service", "peerline-backup.service"])
def test_systemd_reads_the_units_and_finds_little_that_is_open(unit: str) -> None:
    said = run("systemd-analyze", "security", "--offline=true", "--no-pager", OPS / "systemd" / unit)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found, said
    assert float(found[1]) < (2.0 if unit == "peerline.service" else 5.0), said


def test_systemd_finds_nothing_wrong_in_the_units(tmp_path: Path) -> None:
    """At the places that they name, as far as these can be made here."""
    for each in (OPS / "systemd").iterdir():
        text = each.read_text(encoding="utf-8").replace("/opt/peerline/.venv/bin/python", "/bin/true")
        (tmp_path / each.name).write_text(text)
    said = run("systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir()))
    assert not [line for line in said.splitlines() if str(tmp_path) in line], said


@pytest.mark.parametrize("file", KUBERNETES, ids=lambda each: each.stem)
def test_kubernetes_knows_every_field(file: Path) -> None:
    for each in yaml.safe_load_all(file.read_text(encoding="utf-8")):
        kubernetes_validate.validate(each, "1.29", strict=True)


def test_the_kustomization_names_every_file_and_the_version() -> None:
    assert sorted(KUSTOMIZATION["resources"]) == [each.name for each in KUBERNETES]
    assert KUSTOMIZATION["images"] == [{"name": "peerline", "newTag": VERSION}]


def test_what_the_cluster_runs_is_not_root_and_writes_to_its_volumes_only() -> None:
    pods = [pod for file in KUBERNETES for each in yaml.safe_load_all(file.read_text()) for pod in _pods(each)]
    assert len(pods) == 3
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"] is True
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_every_secret_and_volume_of_the_composition_is_there() -> None:
    for name, service in COMPOSE["services"].items():
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"]), name
        named = {each.partition(":")[0] for each in service.get("volumes", []) if each[0] not in "./$"}
        assert named <= set(COMPOSE["volumes"]), name
    settings = COMPOSE["services"]["peerline"]["environment"]
    for value in settings.values():
        if str(value).startswith("/run/secrets/"):
            assert value.removeprefix("/run/secrets/") in COMPOSE["secrets"]
    assert COMPOSE["services"]["peerline"]["deploy"]["replicas"] == 2


def _pods(found: Any) -> list[Any]:
    """Pod specs, however deep."""
    if isinstance(found, dict):
        inner = [pod for value in found.values() for pod in _pods(value)]
        return [found, *inner] if "containers" in found else inner
    return [pod for each in found for pod in _pods(each)] if isinstance(found, list) else []
