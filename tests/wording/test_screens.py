"""Every card, dialog and notice that the flows build, in both languages: short, plain, and never without the lines."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable

import pytest

from bot.configuration.settings import Settings
from bot.surface import Card, Choice, Dialog, Words, to_plain
from bot.wording import LANGUAGES, Wording, arguments, message_ids
from storage.encryption.keys import fresh
from tests.doubles.plain import as_read
from tests.stage import Stage
from tests.stages.playground import PlaygroundStage
from tests.stories import variants
from tests.wording import (
    uses,
    walks,
    walks_by_phone,
    walks_of_a_programme,
    walks_of_contact,
    walks_of_people,
    walks_of_the_post,
)
from tests.wording.screens import DATA, GRADES, MOST_WORDS, Read, Screens
from tests.wording.walking import programme

MOST_WORDS_BEFORE_SEND = 150  # consent, with a short sentence of counsel
MOST_WORDS_OF_THE_FORM = 150
LONGEST_TITLE = 24  # Slack, modal title
LONGEST_BUTTON = 75  # Slack, button and option text
LONGEST_LABEL = 2000  # Slack, input label
HIGHEST_GRADE = 8.0

Walk = Callable[[Stage], Awaitable[None]]
Change = tuple[str, str]

POLICY = "\n[policy]\n"
OTHER_SITE = f"{variants.OTHER_SITE}inter_site = true\n\n[[gathering]]"
BOTH: Change = (
    POLICY,
    POLICY + 'match_by = "coordinator"\nprofessions = ["physician", "nurse"]\nserves = ["early", "mid", "late"]\n',
)
OWN_WISH: Change = (
    "departments = [",
    'wishes = ["other-specialty", { id = "abroad", en = "Trained abroad", fr = "Formé ailleurs" }]\ndepartments = [',
)
QUIET: Change = ('quiet_hours = ""', 'quiet_hours = "00:00-23:00"')
WALKS: tuple[tuple[Walk, tuple[Change, ...]], ...] = (
    (walks.the_door, ()),
    (walks.a_supporter_alone, ()),
    (walks.the_loop, ()),
    (walks.changed_on_the_way, ()),
    (walks.not_reached, ()),
    (walks.handed_over, ()),
    (walks_of_contact.one_voicemail, ()),
    (walks_of_contact.past_the_hours, ()),
    (walks_of_contact.planned, ()),
    (walks_of_contact.decided, ()),
    (walks.not_accepted, ()),
    (walks_of_a_programme.the_desk, (("[[gathering]]", OTHER_SITE),)),
    (walks.never_answered, ()),
    (walks.withdrawn, ()),
    (walks.left_and_rematched, ()),
    (walks.away_between, ()),
    (walks.asked_by_name, ()),
    (walks.asked_by_name, ((POLICY, POLICY + 'disclosure = "name_with_offer"\n'),)),
    (
        walks.name_shown_twice,
        ((POLICY, POLICY + 'disclosure = "name_with_offer"\nreason_shown = "with_name"\n'),),
    ),
    (walks.ask_only, ((POLICY, POLICY + 'match_by = "coordinator"\n'),)),
    (walks.ask_only, ((POLICY, POLICY + "training_hours = 400\n"),)),
    (walks.ask_only, (('agreement_version = "demo-1"', 'agreement_version = "demo-2"'),)),
    (walks.refused, ((POLICY, POLICY + 'serves = ["trainee"]\n'),)),
    (walks.refused, ((POLICY, POLICY + 'pathways = ["reach_out"]\n'),)),
    (walks.refused, (('phone_hours = "mon-fri 08:30-16:30"', 'phone_hours = "24/7"'),)),
    (walks.refused, (('phone_hours = "mon-fri 08:30-16:30"', 'phone_hours = "tue 08:30-16:30"'),)),
    (walks_of_a_programme.reached_out, ()),
    (walks_of_a_programme.reached_out, ((POLICY, POLICY + 'pathways = ["reach_in"]\n'),)),
    (walks_of_a_programme.whose_account, ()),
    (walks_of_a_programme.phoned, ()),
    (walks.quiet, (QUIET,)),
    (walks_of_a_programme.into_the_role, ()),
    (walks_of_people.onto_the_list, ()),
    (walks_of_people.paid_for, ((POLICY, POLICY + "sessional_rate = 176.18\ncredits_per_hour = 1\n"),)),
    (walks_of_a_programme.not_this_time, ()),
    (walks_of_a_programme.gatherings, ()),
    (walks.asked_by_name_in_vain, ()),
    (walks_of_a_programme.word_of_the_month, ()),
    (walks_of_a_programme.leaders, ()),
    (walks_of_the_post.the_post, ()),
    (walks_of_a_programme.asked_too_often, ()),
    (walks_of_people.kept_and_erased, ()),
    (walks_by_phone.entered, ()),
    (walks_by_phone.entered, ((POLICY, POLICY + 'disclosure = "name_with_offer"\n'),)),
    (walks_by_phone.kept_from, ()),
    (walks_by_phone.taken_over, ()),
    (walks_by_phone.supporters, ()),
    (walks_of_people.no_physician, ()),
    (walks_of_people.served_as_what_they_are, (BOTH, OWN_WISH)),
)


_GATHERED: list[Screens] = []  # two other files look at the same screens


@pytest.fixture(scope="module")
def screens(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: bytes) -> Screens:
    """Everything that the walks show, gathered once."""
    if _GATHERED:
        return _GATHERED[0]
    found = Screens()

    async def play(walk: Walk, changes: tuple[Change, ...]) -> None:
        folder = tmp_path_factory.mktemp("walk")
        (folder / "walk.db").write_bytes(migrated_sqlite)
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            peerline_database_url=f"sqlite:///{folder / 'walk.db'}",
            peerline_keys=fresh(),  # type: ignore[arg-type]
            peerline_programme=programme(folder, *changes),
        )
        stage = await PlaygroundStage.open(settings)
        stage.house.engine.answer_seconds = None  # no machine is too busy
        try:
            found.watch(stage)
            await walk(stage)
        finally:
            await stage.close()

    for walk, changes in WALKS:
        asyncio.run(play(walk, changes))
    _GATHERED.append(found)
    return found


@pytest.fixture(scope="module")
def reads(screens: Screens) -> list[Read]:
    wording = Wording()
    return [Read(screen, language, wording) for screen in screens.seen.values() for language in LANGUAGES]


_AN_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")

# The other platforms' own words, and those of a picture.
_NOT_ON_THESE_SCREENS = ("slack-", "teams-", "report-chart-")


def test_the_walks_show_the_screens_that_matter(screens: Screens) -> None:
    """Messages that no walk reaches are measured one by one below; most must be seen where they stand."""
    asked = {name for name in uses.called() if not name.startswith(_NOT_ON_THESE_SCREENS)}
    unseen = asked - screens.ids()
    assert len(unseen) < len(asked) / 5, f"play these in tests/wording/walks.py: {sorted(unseen)}"


def test_no_dialog_carries_an_id(screens: Screens) -> None:
    """Each is sealed for whoever it is shown to. An id of ours is sixteen hexadecimal digits."""
    dialogs = {
        screen.name: json.dumps(to_plain(screen.shown))
        for screen in screens.seen.values()
        if isinstance(screen.shown, Dialog)
    }
    assert [name for name, text in dialogs.items() if _AN_ID.search(text)] == []


def test_no_screen_is_long(reads: list[Read]) -> None:
    wrong = [f"{read.words()} words: {read}" for read in reads if read.words() > _most(read)]
    assert not wrong, "\n".join(wrong)


def test_every_screen_reads_like_grade_eight_or_below(reads: list[Read]) -> None:
    wrong = [(read.grade(), read) for read in reads if read.paragraphs() and read.grade() > HIGHEST_GRADE]
    told = [
        f"{grade:.1f}: {read}: {' '.join(read.paragraphs())}"
        for grade, read in sorted(wrong, key=lambda each: -each[0])
    ]
    assert not told, "\n".join(told)


def test_the_crisis_lines_stand_on_every_screen(reads: list[Read]) -> None:
    shown = [read for read in reads if isinstance(read.screen.shown, (Card, Dialog))]
    wrong = [str(read) for read in shown if not {"911", "9-8-8"} <= {*as_read(read.footer()).replace(",", "").split()}]
    assert not wrong, "\n".join(wrong)


def test_no_line_breaks_inside_a_short_code_of_a_crisis_line(reads: list[Read]) -> None:
    """On a phone it was "9-8-" and, below, "8"."""
    shown = [read for read in reads if isinstance(read.screen.shown, (Card, Dialog))]
    assert not [str(read) for read in shown if "9\u20118\u20118" not in read.footer() or "9-8" in read.footer()]


def test_titles_and_buttons_fit_and_no_two_buttons_of_a_screen_are_alike(reads: list[Read]) -> None:
    wrong = []
    for read in reads:
        names = read.buttons()
        if len(read.title()) > LONGEST_TITLE:
            wrong.append(f"{len(read.title())} characters: {read.title()!r}: {read}")
        if len(names) != len(set(names)):
            wrong.append(f"alike: {names}: {read}")
        wrong += [f"{len(text)} characters: {text!r}: {read}" for text in names if len(text) > LONGEST_BUTTON]
    assert not wrong, "\n".join(wrong)


def test_options_and_labels_fit_and_no_two_options_of_a_choice_are_alike(reads: list[Read]) -> None:
    for read in reads:
        assert all(len(text) <= LONGEST_BUTTON for text in read.options()), read
        for each in read.fields():
            assert all(len(text) <= LONGEST_LABEL for text in read.labels(each)), read
            if isinstance(each, Choice):
                texts = [read.say(option.words) for option in each.options]
                assert len(texts) == len(set(texts)), read


def test_no_posted_card_names_anybody_or_says_why(screens: Screens) -> None:
    """Rule 8, as the words have it: a name or a contact is in dialogs only."""
    wording = Wording()
    for screen in screens.seen.values():
        if isinstance(screen.shown, Card):
            text = " ".join(Read(screen, "en", wording).paragraphs())
            assert "Robin" not in text
            assert "204-555-0123" not in text
            assert "Burnout" not in text


# --- what no walk reached --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_buttons_fit_wherever_they_are_written(language: str) -> None:
    wording = Wording()
    ids = message_ids(language)
    for found, longest in ((uses.titles(), LONGEST_TITLE), (uses.button_words(), LONGEST_BUTTON)):
        for id_, where in found.items():
            if id_ in ids and not uses.given().get(id_):
                text = wording.text(Words(id_), language)
                assert len(text) <= longest, f"{where}: {text!r} has {len(text)} characters, {longest} fit"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_no_walk_shows_is_plain_too(screens: Screens, language: str) -> None:
    """Whole sentences only: a label of one long word has no grade."""
    wording = Wording()
    unseen = set(uses.called()) - screens.ids()
    for id_, message in message_ids(language).items():
        text = wording.text(Words(id_, dict.fromkeys(arguments(message), 2)), language)
        if id_ in unseen and text.endswith((".", "?")) and id_ not in DATA:
            assert GRADES[language](text) <= HIGHEST_GRADE, f"{id_}: {text}"


def _most(read: Read) -> int:
    if "before-helper" in read.screen.key or "enter-helper" in read.screen.key:
        return MOST_WORDS_BEFORE_SEND
    forms = ('"form-reason"', '"enter-who"')
    return MOST_WORDS_OF_THE_FORM if any(each in read.screen.key for each in forms) else MOST_WORDS
