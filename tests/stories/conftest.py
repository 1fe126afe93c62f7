from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from bot.configuration.settings import Settings, given
from storage.encryption.keys import fresh
from tests import again
from tests.doubles.network import Network
from tests.stage import MONDAY, Stage
from tests.stages.playground import PlaygroundStage
from tests.stages.slack import SlackStage
from tests.stages.teams import TeamsStage
from tests.stories.variants import variant

KEY_FILE = "in a file"
# Every event comes twice (tests/again.py): a selection in test_again.py, every story under `make test-long`.
FORGOTTEN, REPLICA = "again-forgotten", "again-replica"
Opens = Callable[..., Awaitable[Stage]]

STAGES: dict[str, Callable[[Settings, datetime], Awaitable[Stage]]] = {
    "playground": PlaygroundStage.open,
    FORGOTTEN: partial(PlaygroundStage.open, again=again.forgotten),
    REPLICA: partial(PlaygroundStage.open, again=again.on_another_replica),
    "slack": SlackStage.open,
    "slack-socket": partial(SlackStage.open, socket=True),
    "teams": TeamsStage.open,
    "teams-older": partial(TeamsStage.open, older=True),
    "slack-proxied": lambda settings, at: SlackStage.open(settings, at, network=Network(prefix="/peer")),
    "socket-proxied": lambda settings, at: SlackStage.open(settings, at, socket=True, network=Network()),
    "teams-proxied": lambda settings, at: TeamsStage.open(settings, at, network=Network(prefix="/a/b", strips=True)),
}


@pytest.fixture(scope="module", autouse=True)
def no_machine_is_too_busy() -> Iterator[None]:
    """A press of a story waits for its answer; the story of a database that does not answer gives the seconds back. A
    module's, since a house can be older than the story that presses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.runtime.engine.ANSWER_SECONDS", 60.0)
        yield


@pytest.fixture(
    params=[
        "playground", "slack", "teams",
        pytest.param(FORGOTTEN, marks=pytest.mark.long), pytest.param(REPLICA, marks=pytest.mark.long),
    ]
)  # fmt: skip
def platform(request: pytest.FixtureRequest) -> str:
    """Every story is played on every platform: Teams' share of them takes 90 seconds of one core.

    What a client may do otherwise (Socket Mode, the fallbacks of an older Teams) is played by the whole loop alone.
    """
    name: str = request.param
    return name


# What is no story of presses: it looks at a clock that moves with each of them here, or at the database itself.
_NEVER_TWICE = {
    "test_an_open_request_keeps_the_hours_it_was_booked_with",
    "test_typed_words_are_answered_while_the_database_is_gone",
    "test_the_word_now_is_answered_while_the_database_is_gone",
}
# And what counts the looks at a name or a contact: each is noted, since each is shown, also what comes again too late.
_COUNTS_LOOKS = {
    "test_r32_the_contact_can_be_looked_up_while_the_match_lives_and_every_look_is_noted",
    "test_the_audit_has_older_pages",
    "test_a_tap_and_a_line_and_a_coordinator_phones",
    "test_name_and_contact_are_for_phoning_and_every_look_is_noted",
    "test_r74_a_yes_by_phone_is_a_match_like_any_other",
    "test_a_thief_with_the_keys_tries_everybody_on_every_press_and_names_nobody",  # there is nothing in the inbox
}
# A second "I couldn't reach them" is read as one more try and is thanked for; nothing else comes of it.
_THANKED_AGAIN = {"test_not_reached_before_contact_asks_for_the_contact_and_the_hours_run_on"}
# Emptying the inbox frees the pages of a disk that is to be full.
_FREES_PAGES = {"test_send_while_the_disk_is_full_keeps_nothing_and_brings_the_lines"}
NOT_TWICE = {FORGOTTEN: _NEVER_TWICE | _COUNTS_LOOKS | _THANKED_AGAIN | _FREES_PAGES, REPLICA: _NEVER_TWICE}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left = [
        item for item in items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec")
        and item.originalname in NOT_TWICE.get(str(item.callspec.params.get("platform")), ())
    ]  # fmt: skip
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


# Weeks in steps of minutes: on the platforms they take ten seconds each, and are played with the long ones.
WEEKS = pytest.mark.parametrize(
    "platform",
    ["playground", *(pytest.param(each, marks=pytest.mark.long) for each in ("slack", "teams", FORGOTTEN, REPLICA))],
    indirect=True,
)
ON_PLAYGROUND = pytest.mark.parametrize("platform", ["playground"], indirect=True)
# Teams keeps no history for a bot, and no word of ours beside a message: what may have arrived is posted again there.
WHERE_ONE_CAN_LOOK = pytest.mark.parametrize("platform", ["playground", "slack"], indirect=True)
EVERY_WAY = pytest.mark.parametrize(
    "platform", ["playground", "slack", "slack-socket", "teams", "teams-older"], indirect=True
)


# A proxy on the way out that opens TLS, and on the way in one with a prefix that it takes off or leaves.
BEHIND_PROXIES = pytest.mark.parametrize(
    "platform", ["slack-proxied", "socket-proxied", "teams-proxied"], indirect=True
)


@pytest.fixture
async def opens(platform: str, tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[Opens]:
    """Open a stage, on a database and a programme of the test's choice; SQLite and the demo unless told."""
    opened: list[Stage] = []

    async def stage(url: str = "", programme: Path | None = None, at: datetime = MONDAY, keys: str = "") -> Stage:
        if not url:
            path = tmp_path / f"peerline{len(opened)}.db"
            path.write_bytes(migrated_sqlite)
            url = f"sqlite:///{path}"
        # Without a key file beside the database, unless the story wants one.
        given_keys = {} if keys == KEY_FILE else {"peerline_keys": keys or fresh()}
        settings = given(peerline_database_url=url, peerline_programme=programme, **given_keys)
        found = await STAGES[platform](settings, at)
        opened.append(found)
        return found

    yield stage
    for each in opened:
        await each.close()


@pytest.fixture
def under(opens: Opens, tmp_path: Path) -> Opens:
    """Open a stage under other rules: the policy keys as a programme file names them."""

    async def stage(at: datetime = MONDAY, more: str = "", site: str = "", zone: str = "", **policy: object) -> Stage:
        return await opens(programme=variant(tmp_path, more=more, site=site, zone=zone, **policy), at=at)

    return stage


@pytest.fixture
async def stage(opens: Opens) -> Stage:
    return await opens()
