"""Before the doors open: `check` says what is there and what is not, a line each."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import checks
from bot.cli.console import in_transaction, opened, programme_of
from bot.configuration.settings import NOTHING_TO_SERVE
from bot.roster import read
from bot.runtime import roster_import
from storage.database import migrate
from storage.encryption.keys import KeyFile, fresh
from tests.cli.conftest import DEMO, HEADER, PEOPLE, Shell, person
from tests.conftest import Postgres

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)

GOOD = f"""\
ok    settings: no dangerous combination
ok    database: SQLite opens var/peerline.db
ok    migrations: at HEAD
ok    keys: one master key, and it opens what is stored
ok    programme: DEMO loads, with 1 site
warn  programme: site demo: coordinators has the example address "casey.sample@example.org"; nobody is reached there
warn  programme: site demo: deputy has the example address "devon.madeup@example.org"; nobody is reached there
warn  programme: site demo: contact_email is the example address "casey.sample@example.org"; nobody is reached there
warn  programme: site demo: phone_route is "204-555-0142" of "Lakeside Hospital (demo)", a number of fiction; nobody \
is reached there
warn  programme: site demo: supporter_advice is "204-555-0147" of "Dr. Avery Nonesuch", a number of fiction; nobody \
is reached there
warn  resources: emergency, 988, physician-family-support, manitoba-suicide-line, par, par-gathering, cmpa were only \
seen in stored copies, the last on 2026-11-21; ring each before launch and set verified_on
ok    site demo: 2 of 2 coordinators have a chat account on the roster
ok    site demo: 1 of 1 supporters are trained and signed, with a chat account on the roster
FAIL  chat: {NOTHING_TO_SERVE}
"""


def test_a_good_house_from_outside(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    found = shell.run("check", code=1).out
    head = next(line.split()[-1] for line in found.splitlines() if "migrations" in line)
    assert found == GOOD.replace("HEAD", head).replace("DEMO", str(DEMO))
    assert found.endswith(f"FAIL  chat: {shell.run('serve', code=1).err}")  # it said ok where `serve` does not start
    broken = shell.run("check", code=1, PEERLINE_PROGRAMME="")
    assert "FAIL  programme: PEERLINE_PROGRAMME is not set" in broken.out


def test_a_house_that_was_only_migrated_is_not_ready(shell: Shell) -> None:
    shell.run("migrate")
    before = {path.name for path in shell.database.parent.iterdir()}
    said = shell.run("check", code=1).out
    assert "warn  keys: there is no key file yet; it is made at the first start\n" in said
    assert "FAIL  site demo: nobody on the roster is its coordinator; " in said
    assert {path.name for path in shell.database.parent.iterdir()} == before == {"peerline.db"}


def test_it_changes_nothing(here: Path) -> None:
    assert "FAIL  database: var/peerline.db does not exist yet; run: python app.py migrate" in _found()
    assert not list(here.iterdir())


def test_settings_that_are_refused_are_all_there_is_to_say(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_APP_ID", "11111111-2222-4333-8444-555555555555")
    (line,) = _found()
    assert line.startswith("FAIL  settings: TEAMS_TENANT_ID and one of TEAMS_APP_PASSWORD, ")


def test_a_database_of_another_version(here: Path) -> None:
    _fill(here)
    _sql("UPDATE alembic_version SET version_num = '0000'")
    found = _found()
    (line,) = _about("migrations", found)
    assert line.startswith("FAIL  migrations: at 0000, which this Peerline (")  # T-F11: migrating is refused there
    assert "a newer one made it; use that one" in line
    assert not _about("keys", found)
    _sql("UPDATE alembic_version SET version_num = '0013'")
    (line,) = _about("migrations", _found())
    assert line.startswith("FAIL  migrations: at 0013, this version needs ")
    assert line.endswith("run: python app.py migrate")


def test_a_newer_database_beside_which_this_version_works(here: Path) -> None:
    _fill(here)
    newer = f"9999.{migrate.step()}"
    _sql(f"UPDATE alembic_version SET version_num = '{newer}'")  # noqa: S608 - our own word
    (line,) = _about("migrations", _found())
    ours = f"this one ({migrate.head()}) works beside it"
    assert line == f"warn  migrations: at {newer}, which a newer version of Peerline made; {ours}"


def test_a_file_that_is_no_database(here: Path) -> None:
    (here / "var").mkdir()
    (here / "var" / "peerline.db").write_text("Dear reader")
    assert _about("database", _found()) == ["FAIL  database: the database file is not an SQLite database"]


def test_a_file_that_is_damaged(here: Path) -> None:
    """3 of 4 such files were called ok (A9)."""
    _fill(here)
    path = here / "var" / "peerline.db"
    assert _about("database", _found())[0].startswith("ok")
    with closing(sqlite3.connect(path)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = link.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_audit_at'").fetchone()
        (size,) = link.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 40)
    (line,) = _about("database", _found())
    assert line.startswith("FAIL  database: it is damaged")
    assert "restore a backup" in line


def test_a_database_address_that_nobody_understands(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERLINE_DATABASE_URL", "oracle://someone:s3cret@db/peerline")
    (line,) = _about("database", _found())
    assert "not supported" in line
    assert "s3cret" not in line


class TestKeys:
    def test_there_are_none_before_the_first_start(self, here: Path) -> None:
        with opened():
            pass
        assert _about("keys", _found()) == ["warn  keys: there is no key file yet; it is made at the first start"]

    def test_the_file_is_gone(self, here: Path) -> None:
        _fill(here)
        (here / "var" / "keys").unlink()
        (line,) = _about("keys", _found())
        assert line.startswith("FAIL  keys: the key file var/keys is gone")

    def test_others_can_read_it(self, here: Path) -> None:
        _fill(here)
        (here / "var" / "keys").chmod(0o640)
        (line,) = _about("keys", _found())
        assert line == "FAIL  keys: the key file var/keys can be read by others; expected mode 0600"

    def test_it_is_another_one(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        _fill(here)
        monkeypatch.setenv("PEERLINE_KEYS", fresh())
        (line,) = _about("keys", _found())
        assert "stored values are sealed under a master key that is not in PEERLINE_KEYS or PEERLINE_KEYS_FILE" in line
        assert line.startswith("FAIL")

    def test_a_value_was_moved(self, here: Path) -> None:
        _fill(here)
        _sql("UPDATE person SET profile = (SELECT profile FROM person ORDER BY id LIMIT 1)")
        (line,) = _about("keys", _found())
        assert line == "FAIL  keys: the seal does not open in person.profile; restore a backup"

    def test_a_rotation_was_left_unfinished(self, here: Path) -> None:
        _fill(here)
        file = KeyFile(here / "var" / "keys")
        file.write([fresh(), *file.secrets()])
        (line,) = _about("keys", _found())
        assert line == "warn  keys: a rotation was begun and not finished; run: python app.py keys rotate"

    def test_given_keys_that_are_still_needed_and_one_that_is_not(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _fill(here)
        file = KeyFile(here / "var" / "keys")
        (old,) = file.secrets()
        monkeypatch.setenv("PEERLINE_KEYS", f"{fresh()},{old}")
        (line,) = _about("keys", _found())
        assert "values are still sealed under an older key; run: python app.py keys rotate" in line
        monkeypatch.setenv("PEERLINE_KEYS", f"{old},{fresh()}")
        (line,) = _about("keys", _found())
        assert line.startswith("warn  keys: nothing is sealed under the older keys")


class TestProgramme:
    def test_every_mistake_is_a_line(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PEERLINE_PROGRAMME", "none.toml")
        assert len(_about("programme", _found())) == 1
        text = DEMO.read_text(encoding="utf-8").replace('timezone = "America/Winnipeg"', 'timezone = "Mars"')
        _programme(here, monkeypatch, text.replace('region = "MB"', 'region = "ZZ"'))
        found = _about("programme", _found())
        assert len(found) == 2
        assert all(line.startswith("FAIL  programme: own.toml") for line in found)

    def test_its_own_words_are_read_too(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        _programme(here, monkeypatch, DEMO.read_text(encoding="utf-8"))
        (here / "own.en.ftl").write_text("hello = { $nobody }\n")
        assert any(line.startswith("FAIL  programme: ") and "own.en.ftl" in line for line in _found())

    def test_a_line_that_nobody_has_looked_at_for_half_a_year(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = DEMO.read_text(encoding="utf-8")
        head, mark, tail = text.partition('id = "par"')
        tail = tail.replace("seen_on = 2026-11-21", "verified_on = 2026-05-26", 1)
        _programme(here, monkeypatch, _rung(head) + mark + _rung(tail))
        (line,) = _about("resources", _found())
        assert line.startswith('warn  resources: resource "par" was verified on 2026-05-26, 181 days ago')

    def test_what_was_read_in_a_copy_is_not_called_verified(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = DEMO.read_text(encoding="utf-8")
        _programme(here, monkeypatch, _rung(text))
        assert _about("resources", _found()) == ["ok    resources: each was verified within the last 180 days"]
        _programme(here, monkeypatch, _rung(text, most=6))
        (line,) = _about("resources", _found())
        assert line.startswith("warn  resources: cmpa was only seen in a stored copy, on 2026-11-21; ring it before")
        both = "seen_on = 2026-11-21\nverified_on = 2026-05-01"  # a new copy, and a call of long ago
        _programme(here, monkeypatch, _rung(text).replace("verified_on = 2026-11-21", both, 1))
        assert _about("resources", _found())[0].startswith("warn  resources: emergency was only seen in a stored copy")

    @pytest.mark.parametrize(
        ("words", "why"),
        [("", "is missing"), ('reporting = "PLACEHOLDER: counsel writes this"', "is a placeholder")],
    )
    def test_r46_without_counsels_sentence_the_doors_stay_shut(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, words: str, why: str
    ) -> None:
        text = _without("reporting").replace('contact_name = "Casey', f'{words}\ncontact_name = "Casey', 1)
        _programme(here, monkeypatch, text)
        said = "expected your counsel's sentence, whether asking is reported to a regulator or an employer"
        assert f"FAIL  programme: site demo: reporting {why}; {said}" in _found()
        assert any(line.failed for line in checks.run(NOW) if "reporting" in line.sentence)

    def test_r77_nobody_for_a_supporter_to_ring_is_told(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        said = "warn  programme: site demo has no supporter_advice: a supporter who meets risk has nobody to ring"
        assert said not in _found()
        _programme(here, monkeypatch, _without("supporter_advice"))
        assert said in _found()

    def test_r22_a_line_of_somebody_else_under_the_sites_own_name_is_told(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = DEMO.read_text(encoding="utf-8").replace("204-555-0142", "1-204-237-8320", 1)
        _programme(here, monkeypatch, text)
        said = (
            'warn  programme: site demo: phone_route is the number of "Physicians at Risk (PAR)", and every card gives '
            'it as that of "Lakeside Hospital (demo)"; set phone_name'
        )
        assert said in _found()
        _programme(here, monkeypatch, text.replace("phone_hours =", 'phone_name = "PAR"\nphone_hours =', 1))
        assert said not in _found()

    def test_r22_a_site_that_names_nobody_on_its_home_card(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = DEMO.read_text(encoding="utf-8")
        assert not [line for line in _about("programme", _found()) if "contact_name" in line]
        _programme(here, monkeypatch, text.replace('contact_name = "Casey Sample"\n', "", 1))
        said = "warn  programme: site demo has no contact_name: its home card names nobody, only the number"
        assert said in _about("programme", _found())


class TestRoster:
    def test_r29_a_provincial_coordinator_and_no_site_that_lends(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        said = (
            "warn  roster: somebody has the role provincial and no site lends its supporters; "
            "set inter_site = true where one does"
        )
        step = "A site lends its supporters to others."
        _fill(here)
        assert said not in _found()
        assert step not in checks.look(NOW).checklist()
        _fill(here, *PEOPLE, person("noor@example.org", "Noor Invented", "provincial", "U0NOOR"))
        assert said in _found()
        assert f"[ ] {step}" in checks.look(NOW).checklist()
        text = DEMO.read_text(encoding="utf-8").replace("[policy]\n", "[policy]\ninter_site = true\n", 1)
        _programme(here, monkeypatch, text)
        assert said not in _found()
        assert f"[x] {step}" in checks.look(NOW).checklist()

    def test_r75_whoever_is_not_served_has_no_right_place_in_the_file(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _fill(here)
        assert not [line for line in _found() if "they read of no right place" in line]
        text = DEMO.read_text(encoding="utf-8")
        for_all = 'need = "talk"\naudience = ["everybody"]\n'
        assert for_all in text
        _programme(here, monkeypatch, text.replace(for_all, for_all.replace("everybody", "nurse")))
        (line,) = [line for line in _found() if "they read of no right place" in line]
        assert line.startswith("warn  programme: no resource takes physician_assistant, midwife, pharmacist, ")
        assert "nurse," not in line

    def test_r75_a_profession_that_is_served_and_has_no_peer(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        said = "warn  site demo: the site serves these professions and no supporter is a peer of theirs: nurse"
        _fill(here)
        assert said not in _found()
        text = DEMO.read_text(encoding="utf-8")
        both = text.replace("[policy]\n", '[policy]\nprofessions = ["physician", "nurse"]\n', 1)
        _programme(here, monkeypatch, both)
        assert said in _found()
        _programme(here, monkeypatch, both.replace("[policy]\n", "[policy]\nacross_professions = true\n", 1))
        assert said not in _found()

    def test_nobody_is_there(self, here: Path) -> None:
        _fill(here, person("robin.fictional@example.org", "Dr. Robin Fictional", user="U0ROBIN"))
        assert _about("site", _found()) == [
            "FAIL  site demo: nobody on the roster is its coordinator; run: python app.py roster import FILE.csv",
            "FAIL  site demo: coordinators, entry 1: nobody on the roster has this e-mail",
            "FAIL  site demo: deputy: nobody on the roster has this e-mail",
            "warn  site demo: 0 of 0 supporters are trained and signed, with a chat account on the roster",
        ]

    def test_nobody_is_there_and_no_key_either(self, here: Path) -> None:
        with opened():
            pass
        assert _about("site", _found()) == [
            "FAIL  site demo: nobody on the roster is its coordinator; run: python app.py roster import FILE.csv",
            "FAIL  site demo: coordinators, entry 1: nobody on the roster has this e-mail",
            "FAIL  site demo: deputy: nobody on the roster has this e-mail",
            "warn  site demo: 0 of 0 supporters are trained and signed, with a chat account on the roster",
        ]

    def test_people_whose_key_is_gone_are_not_called_nobody(self, here: Path) -> None:
        _fill(here)
        (here / "var" / "keys").unlink()
        assert _about("site", _found()) == []

    def test_the_coordinators_have_no_chat(self, here: Path) -> None:
        _fill(
            here,
            person("casey.sample@example.org", "Casey Sample", "coordinator"),
            person("devon.madeup@example.org", "Devon Madeup", "coordinator"),
        )
        assert _about("site", _found())[:3] == [
            "FAIL  site demo: none of its coordinators has a working chat account; a request could reach nobody",
            "warn  site demo: coordinators, entry 1: no working chat account",
            "warn  site demo: deputy: no working chat account",
        ]

    def test_the_deputy_lost_the_role(self, here: Path) -> None:
        _fill(here, PEOPLE[0], person("devon.madeup@example.org", "Devon Madeup", "lead", "U0DEVON"))
        assert "FAIL  site demo: deputy: the roster does not have this person as a coordinator of this site" in _found()

    def test_supporters_who_may_not_be_asked_are_not_counted(self, here: Path) -> None:
        _fill(
            here,
            *PEOPLE,
            person("kim@example.org", "Dr. Kim", "supporter", "U0KIM", trained_hours="3"),
            person("lee@example.org", "Dr. Lee", "supporter", "U0LEE", agreement_version="an older one"),
            person("max@example.org", "Dr. Max", "supporter", "U0MAX", agreement_signed_on="2026-12-24"),
            person("noa@example.org", "Dr. Noa", "supporter"),
        )
        assert (
            "ok    site demo: 1 of 5 supporters are trained and signed, with a chat account on the roster" in _found()
        )

    def test_signatures_that_count_for_nothing_are_named(self, here: Path) -> None:
        """T-F5: nobody falls out of matching in silence."""
        _fill(
            here,
            *PEOPLE,
            person("lee@example.org", "Dr. Lee", "supporter", "U0LEE", agreement_version="an older one"),
            person("max@example.org", "Dr. Max", "supporter", "U0MAX", agreement_signed_on="2026-12-24"),
        )
        found = _found()
        assert any('knows no agreement_version "an older one", which Dr. Lee signed' in line for line in found)
        assert any("agreement_signed_on is a day to come for Dr. Max" in line for line in found)

    def test_a_version_that_spreadsheets_spoil(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """T-F5."""
        programme = here / "dated.toml"
        programme.write_text(DEMO.read_text(encoding="utf-8").replace('"demo-1"', '"2026-1"'), encoding="utf-8")
        monkeypatch.setenv("PEERLINE_PROGRAMME", str(programme))
        assert any('agreement_version "2026-1" is a date to a spreadsheet' in line for line in _found())

    def test_teams_that_no_site_has_are_no_way_to_anybody(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """T-F4: "ok" is said of nobody whom nothing can reach."""
        _fill(here, *PEOPLE, person("lee@example.org", "Dr. Lee", "supporter", "U0LEE", slack_team="T0OTHER"))
        programme = here / "teams.toml"
        text = DEMO.read_text(encoding="utf-8").replace('id = "demo"\n', 'id = "demo"\nslack_team = "T0DEMO"\n', 1)
        programme.write_text(text, encoding="utf-8")
        monkeypatch.setenv("PEERLINE_PROGRAMME", str(programme))
        found = _found()
        assert "ok    site demo: 1 of 2 supporters are trained and signed, with a chat account on the roster" in found
        told = "an account that cannot be reached, by its id or its team, is that of Dr. Lee"
        assert f"warn  roster: {told}" in found

    def test_f1_supporters_without_a_career_stage_are_named_and_so_is_whom_a_site_can_match_with_nobody(
        self, here: Path
    ) -> None:
        only = [row for row in PEOPLE if "supporter" not in row]
        _fill(here, *only, person("kim@example.org", "Dr. Kim", "supporter", "U0KIM", career_stage=""))
        told = "no career_stage on the roster for Dr. Kim: each counts as mid until it is there"
        alone = "no supporter fits a physician of these career stages, unless the rule is bent: "
        assert f"warn  site demo: {told}" in _found()
        assert f"warn  site demo: {alone}late, retired" in _found()
        _fill(here, *only, person("kim@example.org", "Dr. Kim", "supporter", "U0KIM", career_stage="early"))
        nobody = "somebody on no roster who does not tell their career stage counts as mid, and no supporter fits them"
        assert f"warn  site demo: {nobody}" in _found()
        assert f"warn  site demo: {alone}mid, late, retired" in _found()

    def test_people_of_a_site_that_is_no_more(self, here: Path) -> None:
        _fill(here)
        _sql("UPDATE person SET site = 'closed' WHERE roles LIKE '%supporter%'")
        assert "FAIL  roster: 1 people belong to a site that the programme file does not have" in _found()


def test_what_is_asked_for_is_printed_alone_and_what_is_not_in_order_beside_it(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    asked = shell.warned("check", "--guideline", "--checklist", code=1)
    assert asked.out.startswith("# Guideline: Lakeside Peer Support (demo)\n")
    assert "\n\n# Set-up checklist: " in asked.out
    assert not [line for line in asked.out.splitlines() if line.startswith(("ok ", "warn", "FAIL"))]
    assert asked.err.splitlines() == WARNINGS
    french = shell.warned("check", "--checklist", "--language", "fr", code=1).out
    assert french.startswith("# Liste de mise en place\u00a0: ")
    good = (
        _rung(DEMO.read_text(encoding="utf-8"))
        .replace("204-555-01", "204-444-01")
        .replace("example.org", "invented.test")
    )
    rows = [row.replace("example.org", "invented.test") for row in PEOPLE]
    shell.run("roster", "import", shell.people(*rows), PEERLINE_PROGRAMME=str(shell.write("good.toml", good)))
    asked = shell.warned("check", "--guideline", code=1, PEERLINE_PROGRAMME="good.toml")
    assert asked.out.startswith("# Guideline: ")
    assert asked.err == f"FAIL  chat: {NOTHING_TO_SERVE}\n"
    broken = shell.warned("check", "--guideline", code=1, PEERLINE_PROGRAMME="none.toml")
    assert broken.out == ""
    assert "FAIL  programme: " in broken.err


class TestWhatIsWritten:
    """On request: the guideline of each site and the set-up checklist (R36, R67, R68)."""

    def test_the_guideline_comes_from_the_programme_file_in_its_language_or_another(self, here: Path) -> None:
        found = checks.look(NOW)
        assert found.guideline().startswith("# Guideline: Lakeside Peer Support (demo)\n")
        assert found.guideline("fr").startswith("# Guide\u00a0: Soutien entre pairs Lakeside (démo)\n")
        assert [str(line) for line in found.lines] == _found()

    def test_a_programmes_default_language_is_the_pages(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = DEMO.read_text(encoding="utf-8").replace('default_language = "en"', 'default_language = "fr"')
        _programme(here, monkeypatch, text)
        assert checks.look(NOW).guideline().startswith("# Guide\u00a0: ")
        assert checks.look(NOW).checklist().startswith("# Liste de mise en place\u00a0: ")

    def test_without_a_programme_file_there_is_nothing_to_write(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PEERLINE_PROGRAMME", "none.toml")
        assert (checks.look(NOW).guideline(), checks.look(NOW).checklist()) == ("", "")
        monkeypatch.setenv("TEAMS_APP_ID", "11111111-2222-4333-8444-555555555555")
        assert (checks.look(NOW).guideline(), checks.look(NOW).checklist()) == ("", "")

    def test_before_anything_is_there_only_the_file_is_ticked(self, here: Path) -> None:
        assert _ticked() == {
            "The file says whom you serve",
            "The programme file can be read.",
            "The file says if asking is reported to anyone, in words that your adviser wrote.",
            "Each number stands under the name of whoever answers it.",
            "A supporter who meets risk has someone to ring.",
            "Each site has a debrief group or a refresher in its calendar.",
        }

    def test_people_and_keys_are_ticked_once_they_are_there(self, here: Path) -> None:
        before = _ticked()
        _fill(here)
        assert _ticked() - before == {
            "The database and its keys are in order.",
            "Each site has a coordinator and a deputy whom the bot can reach.",
            "Each site has supporters on its list.",
            "Each site has a supporter who is trained, has signed, and can be reached.",
        }

    def test_a_deputy_out_of_reach_and_an_untrained_supporter_leave_their_steps_open(self, here: Path) -> None:
        _fill(here)
        everything = _ticked()
        _fill(here, person("ada.maple@example.org", "Dr. Ada Maple-Example", "supporter", "U0ADA", trained_hours="3"))
        assert everything - _ticked() == {"Each site has a supporter who is trained, has signed, and can be reached."}
        _fill(here, person("devon.madeup@example.org", "Devon Madeup", "lead", "U0DEVON"))
        assert "Each site has a coordinator and a deputy whom the bot can reach." not in _ticked()

    def test_an_old_date_and_an_unfinished_rotation_leave_their_steps_open(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _fill(here)
        text = _rung(DEMO.read_text(encoding="utf-8"))
        _programme(here, monkeypatch, text)
        everything = _ticked()
        text = text.replace("verified_on = 2026-11-21", "verified_on = 2026-05-26", 1)
        _programme(here, monkeypatch, text)
        file = KeyFile(here / "var" / "keys")
        file.write([fresh(), *file.secrets()])
        assert everything - _ticked() == {
            "Someone rang each line, or looked at its page, within the past 180 days.",
            "The database and its keys are in order.",
        }


WARNINGS = [line for line in GOOD.splitlines() if not line.startswith("ok")]


def test_on_postgresql_too(here: Path, monkeypatch: pytest.MonkeyPatch, postgres: Postgres) -> None:
    url = postgres.create()
    monkeypatch.setenv("PEERLINE_DATABASE_URL", url)
    monkeypatch.setenv("PEERLINE_KEYS", fresh())
    _fill(here)
    found = _found()
    assert "ok    database: PostgreSQL answers" in found
    assert "ok    keys: one master key, and it opens what is stored" in found
    listed = "warn  erasures: PEERLINE_ERASURES is not set"
    others = [line for line in found if not line.startswith(("ok", listed))]
    assert others == WARNINGS
    assert any(line.startswith(listed) for line in found)
    monkeypatch.setenv("PEERLINE_ERASURES", str(here / "erased"))
    assert not any("erasures" in line for line in _found())
    postgres.drop(url)
    (line,) = _about("database", _found())
    assert line.startswith("FAIL  database: the database does not answer: ")


def _fill(here: Path, *rows: str) -> None:
    text = "\n".join((HEADER, *(rows or PEOPLE)))
    with opened() as (settings, database):
        programme = programme_of(settings)
        people = read("roster.csv", text, programme)
        in_transaction(settings, database, lambda unit: roster_import.apply(unit, programme, people))


def _found() -> list[str]:
    return [str(line) for line in checks.run(NOW)]


def _ticked() -> set[str]:
    lines = checks.look(NOW).checklist().replace("\n    ", " ").splitlines()
    ticked = {line[4:] for line in lines if line.startswith("[x] ")}
    return {line.partition(":" if "whom you serve" in line else " (")[0] for line in ticked}


def _about(what: str, found: list[str]) -> list[str]:
    return [line for line in found if line[6:].startswith(what)]


def _programme(here: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (here / "own.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PEERLINE_PROGRAMME", "own.toml")


def _rung(text: str, most: int = -1) -> str:
    """With these many lines verified, all unless told."""
    return text.replace("seen_on = 2026-11-21", "verified_on = 2026-11-21", most)


def _without(key: str) -> str:
    lines = DEMO.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(f"{key} = "))


def _sql(statement: str) -> None:
    link = sqlite3.connect("var/peerline.db")
    link.execute(statement)
    link.commit()
    link.close()


def test_what_a_ready_file_leaves_to_be_filled_in_is_told(shell: Shell) -> None:
    """A name or a time zone looks like any other: beside it stands the word."""
    ready = (DEMO.parent / "hospital.toml").read_text(encoding="utf-8")
    file = shell.write("ours.toml", ready)
    (line,) = [
        line for line in shell.run("check", code=1, PEERLINE_PROGRAMME=str(file)).out.splitlines() if "marked" in line
    ]
    marked = [
        f"{text.partition(' = ')[0]} (line {number})"
        for number, text in enumerate(ready.splitlines(), start=1)
        if text.partition(" = ")[0] in {"name", "timezone", "phone_name", "phone_hours"} and "PLACEHOLDER" in text
    ]
    assert len(marked) == 5
    assert line == (
        f"warn  programme: {file} is still marked PLACEHOLDER at {', '.join(marked)}: "
        "put in what is yours, and take the word away"
    )
    file.write_text(ready.replace("# PLACEHOLDER", "# ours"), encoding="utf-8")
    assert "marked" not in shell.run("check", code=1, PEERLINE_PROGRAMME=str(file)).out
