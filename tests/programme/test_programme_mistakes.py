"""What the programme file's author reads after a mistake, word for word."""

from pathlib import Path

import pytest

from bot.programme import ProgrammeError, load
from tests.programme.trial import HEAD, POLICY, RESOURCE, SITE, WHOLE, changed, loaded

LANGUAGE_TABLE = '{en = "...", fr = "..."}'


def _mistakes() -> list[tuple[str, str, str]]:
    """What is taken away, what is there instead, and the sentence, from the blocks of the text file."""
    _, *blocks = Path(__file__).with_name("mistakes.txt").read_text(encoding="utf-8").strip().split("\n\n")
    picked = [
        ["\n".join(line[2:] for line in block.splitlines() if line.startswith(mark)) for mark in "-+>"]
        for block in blocks
    ]
    return [(old, new, sentence) for old, new, sentence in picked]


MISTAKES = _mistakes()


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)


def problems(text: str) -> list[str]:
    with pytest.raises(ProgrammeError) as caught:
        loaded(text)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)


@pytest.mark.parametrize(("old", "new", "sentence"), MISTAKES, ids=[sentence[:70] for _, _, sentence in MISTAKES])
def test_a_mistake_is_named_by_file_and_key(old: str, new: str, sentence: str):
    assert problems(changed(old, new)) == [f"trial.toml: {sentence}"]


def test_a_file_with_no_resource_at_all():
    assert problems(changed(RESOURCE, "")) == ["trial.toml: resource: missing; expected at least one [[resource]]"]


def test_all_mistakes_come_at_once_in_the_order_of_the_file():
    text = changed('region = "MB"', "").replace("[policy]", "[policy]\nnamed_hours = 0")
    text = text.replace('deputy = "lee@example.org"', "").replace('kind = "debrief"', "")
    assert problems(text) == [
        "trial.toml: programme.region: missing; expected one of AB BC MB NB NL NS NT NU ON PE QC SK YT CA US",
        "trial.toml: policy.named_hours: 0 is not a number of hours; expected a number above 0",
        'trial.toml: site[1].deputy: missing; expected one such as "name@example.org"',
        "trial.toml: gathering[1].kind: missing; expected one of group debrief training community",
    ]


def test_a_service_with_no_way_to_reach_it():
    text = WHOLE + RESOURCE.replace('"emergency"', '"ghost"').replace('phone = "911"\n', "").replace(
        "= true", "= false"
    )
    assert problems(text) == ["trial.toml: resource[2].phone: missing; expected at least one of phone, text and url"]


def test_two_of_the_same_id():
    south = SITE.replace("Winnipeg", "Regina")
    assert problems(WHOLE + RESOURCE + south) == [
        'trial.toml: resource[2].id: "emergency" is the id of resource[1] already',
        'trial.toml: site[2].id: "north" is the id of site[1] already',
    ]


def test_a_gathering_of_sites_in_two_time_zones_needs_an_offset():
    south = SITE.replace('"north"', '"south"').replace("Winnipeg", "Toronto")
    text = changed('site = "north"\ntitle', "title") + south
    assert problems(text) == [
        "trial.toml: gathering[1].starts_at: the sites are in several time zones; expected an offset such as -06:00"
    ]
    assert loaded(text.replace("17:30:00", "17:30:00-05:00")).gatherings[0].starts_at is not None


def test_a_broken_base_rule_is_told_once_and_not_again_for_each_site():
    text = changed("[policy]", "[policy]\nconnect_within_hours = 40") + SITE.replace('"north"', '"south"')
    assert len(problems(text)) == 1


def test_an_empty_file_says_what_is_missing():
    assert problems("") == [
        "trial.toml: programme: missing; expected a table [programme]",
        f"trial.toml: programme.name: missing; expected a text in quotes, or {LANGUAGE_TABLE}",
        "trial.toml: programme.region: missing; expected one of AB BC MB NB NL NS NT NU ON PE QC SK YT CA US",
        'trial.toml: programme.agreement_version: missing; expected a text in quotes such as "v2026a"',
        "trial.toml: resource: missing; expected at least one [[resource]]",
        "trial.toml: site: missing; expected at least one [[site]]",
    ]


def test_tables_of_the_wrong_shape():
    assert problems("site = 3\n" + HEAD + POLICY + RESOURCE) == [
        "trial.toml: site: 3 is not a list; expected at least one [[site]]"
    ]
    assert problems("gathering = [4]\n" + HEAD + POLICY + RESOURCE + SITE)[0] == (
        "trial.toml: gathering[1]: 4 is not a table; expected keys and values"
    )


def test_a_file_that_cannot_be_read_at_all():
    assert problems("[programme") == [
        "trial.toml: not TOML: Expected ']' at the end of a table declaration (at end of document)"
    ]
    Path("latin.toml").write_bytes('name = "Hôpital"'.encode("latin-1"))
    for name, sentence in (
        ("latin.toml", "latin.toml: not UTF-8 text; save the file as UTF-8"),
        ("nowhere.toml", "nowhere.toml: cannot be read: No such file or directory"),
    ):
        with pytest.raises(ProgrammeError) as caught:
            load(Path(name))
        assert caught.value.problems == (sentence,)
