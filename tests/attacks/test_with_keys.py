"""The thief of the database and its keys, with the export, after a request closed: the roster, and nothing of the
request beyond the export."""

import hmac
import json
from datetime import UTC, datetime

from tests.attacks.test_without_keys import A_CLOCK, BY_HOURS, events, of_requests
from tests.attacks.thief import guess, hashes, ids, order, pages, times
from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.loot import Json, Loot
from tests.attacks.thief.seals import Keys

# What a thief with the keys finds by computing the index of whom they know: the roster, and no more.
THE_ROSTER = {("person", "email_index"), ("account", "address_index"), ("installation", "team_index")}
# Tables of which rows go with a request: what stood in them is gone from the files too. Of a spent ticket a hash of
# something drawn may lie there until the next cleaning; nobody is behind it.
_GO = ("request", "request_key", "offer", "slot", "copy", "deadline", "inbox", "audit")


def test_reads_the_roster(loot: Loot) -> None:
    """As docs/formats.md describes it: what follows is no thief that cannot read."""
    copy = loot.copies["begin"]
    keys = loot.keys(copy)
    read = {str(leaf) for row in copy.rows for _, leaf in keys.leaves(row)}
    listed = [each for each in loot.directory if each["supporter"]]
    assert {each["name"] for each in listed} | {each["email"] for each in listed} <= read
    assert hashes.behind_indexes(copy, keys, loot).keys() >= {("person", "email_index"), ("account", "address_index")}


def test_reads_an_open_request(loot: Loot) -> None:
    """While it is open, the keys open it; nobody ever said otherwise."""
    for answer in loot.truth:
        copy = loot.copy(answer, "open")
        keys = loot.keys(copy)
        assert any("204-555-0" in str(leaf) for row in copy.tables["request"] for _, leaf in keys.leaves(row))


def test_nothing_that_stands_in_a_chat_stands_in_it(loot: Loot) -> None:
    texts = _of_requests(loot)
    for copy in loot.quiet:
        found = {str(each) for each in ids.search(copy, texts, loot.keys(copy))}
        assert not found, f"{copy.name}: {len(found)}, such as {sorted(found)[:3]}"


def test_no_instant_in_it_is_one_of_a_chat(loot: Loot) -> None:
    """A1, and whatever falls due whole hours after anything."""
    for copy in loot.quiet:
        told = of_requests(times.instants(copy, loot.keys(copy)))
        close = [f"{each}, as a chat at {event:.3f}" for each, event in times.near(told, events(loot, copy), A_CLOCK)]
        assert not close, f"{copy.name}: {len(close)}, such as {close[:3]}"
        close = [
            f"{each}, hours after {event:.3f}"
            for each, event in times.near_by_hours(told, events(loot, copy), BY_HOURS)
        ]
        assert not close, f"{copy.name}: {len(close)}, such as {close[:3]}"


def test_no_two_rows_tell_the_same_instant(loot: Loot) -> None:
    """A1: whatever a request was called, and whether or not a chat knows of it."""
    for copy in loot.quiet:
        pairs = [f"{one} and {other}" for one, other in times.shared(times.instants(copy, loot.keys(copy)))]
        assert not pairs, f"{copy.name}: {len(pairs)}, such as {pairs[:3]}"


def test_what_is_new_tells_months(loot: Loot) -> None:
    """What was not in the database before anybody asked tells no day; only what is still to be done has its minute."""
    start = loot.copies["begin"]
    known = {(each.column, each.at) for each in times.instants(start, loot.keys(start))}
    for copy in loot.quiet:
        told = of_requests(times.instants(copy, loot.keys(copy)))
        told = [each for each in told if (each.column, each.at) not in known]
        finer = [each for each in told if not _is_month(each) and not each.is_ahead(copy.at)]
        assert not finer, f"{copy.name}: {len(finer)}, such as {[str(each) for each in finer[:3]]}"


def _of_requests(loot: Loot) -> set[str]:
    """What is in the chats of those who ask and those who help, but for what has nothing to do with either."""
    both = {*loot.physicians, *loot.supporters}
    return ids.telling(loot, [each for each in loot.export if each.user in both])


def _is_month(told: times.Instant) -> bool:
    at = datetime.fromtimestamp(told.at, UTC)
    return (at.day, at.hour, at.minute, at.second, at.microsecond) == (1, 0, 0, 0, 0)


def test_no_order_of_rows_tells_which_came_first(loot: Loot) -> None:
    copies = [*loot.copies.values()]
    found = [*order.telling(copies[-1], order.born(copies), loot.keys(copies[-1]), level=0.001)]
    assert not found


def test_no_hash_tells_who_pressed(loot: Loot) -> None:
    """A3, at any time: an hour after the close, a day, and while a last word waits."""
    for name, copy in loot.copies.items():
        found = [str(each) for each in hashes.who_pressed(copy, loot.keys(copy), loot)]
        assert not found, f"{name}: {len(found)}, such as {found[0]}"


def test_the_inbox_is_what_it_is_said_to_be(loot: Loot) -> None:
    """Whoever had what Slack drew beside each press would find them for half an hour: the thief reads it rightly."""
    drawn = json.loads((loot.folder / "triggers.json").read_text(encoding="utf-8"))
    found = set()
    for answer in loot.truth:
        copy = loot.copy(answer, "waiting")
        recent = [each for each in drawn if -900 < float(each.partition(":")[0]) - copy.at < 0]
        hashes_ = {row.cells["hash"] for row in copy.tables["inbox"]}
        for secret in hashes.found_secrets(copy, loot.keys(copy)):
            for each in recent:
                if hmac.digest(secret, f"slack:T0LAKE:press:{each}".encode(), "sha256")[:16] in hashes_:
                    found.add(answer.physician)
    assert len(found) > 5
    assert not any(copy.tables.get("inbox") for copy in loot.quiet), "a day later nothing of it is there"


def test_who_only_opened_the_app_is_not_known(loot: Loot) -> None:
    """A12: rows of physicians without a role say the same whether they came or not; of unlisted ones there are none."""
    copy = loot.copies["begin"]
    keys = loot.keys(copy)
    told: dict[bool, set[frozenset[str]]] = {True: set(), False: set()}
    for person in loot.directory:
        rows = _rows_of(person, copy, keys)
        if person["physician"] and person["listed"]:
            told[person["comes"]] |= {_filled(row, keys) for row in rows}
        elif person["physician"]:
            assert not rows, f"{person['name']} only looked, and stands in {rows[0].table}"
    assert told[True] == told[False]


def test_nothing_but_the_roster_speaks_of_who_asked(loot: Loot) -> None:
    for copy in loot.quiet:
        keys = loot.keys(copy)
        for person in loot.directory:
            if person["physician"]:
                tables = {row.table for row in _rows_of(person, copy, keys)}
                allowed = {"person", "account"} if person["listed"] else set()
                assert tables <= allowed, f"{copy.name}: {person['name']} stands in {tables}"


def _rows_of(person: Json, copy: Stolen, keys: Keys) -> list[Row]:
    """The rows that name them, and those that name these."""
    known = {person["name"], person["email"], *(user for _, _, user in person["accounts"])}
    leaves = {row: {str(leaf) for _, leaf in keys.leaves(row)} for row in copy.rows}
    own = [row for row, said in leaves.items() if said & known]
    ids = {row.key for row in own}
    return [*own, *(row for row, said in leaves.items() if row not in own and said & ids)]


def _filled(row: Row, keys: Keys) -> frozenset[str]:
    """Which parts of a row say anything."""
    return frozenset(f"{row.table}.{place}" for place, leaf in keys.leaves(row) if leaf not in (None, "", 0))


def test_no_index_tells_of_more_than_the_roster(loot: Loot) -> None:
    for copy in (loot.quiet[0], loot.copies["end"]):
        found = hashes.behind_indexes(copy, loot.keys(copy), loot, _of_requests(loot))
        assert found.keys() <= THE_ROSTER, f"{copy.name}: {found.keys()}"


def test_what_is_gone_lies_in_no_file(loot: Loot) -> None:
    """Free pages and the journal, a day after each close. What ordered the last cleaning is written after it."""
    copies, beside = [*loot.copies.values()], {(row.table, row.key) for copy in loot.quiet for row in copy.rows}
    for copy in loot.quiet:
        found = [*pages.remains(copies[: copies.index(copy)], copy, _GO, beside, but="scrub")]
        assert not found, f"{copy.name}: {len(found)}, such as {found[:4]}"


def test_raises_the_guesses_of_the_export_by_nothing(loot: Loot) -> None:
    """The rows of every supporter are taken for another's: guesses from the true ones are no better."""
    for with_keys in (False, True):
        asked = guess.FromDatabase(loot, with_keys=with_keys, with_export=True).scores()
        for grain in (guess.SECOND, guess.DAY, guess.MONTH):
            alone = guess.FromChats(loot, grain).scores()
            right, drawn = guess.hits(loot, alone, asked), guess.by_chance(loot, [alone], asked)
            better = sum(each >= right for each in drawn) / len(drawn)
            assert better > 0.01 or right <= guess.hits(loot, alone), (with_keys, grain, right, sorted(drawn)[-5:])
        right, drawn = guess.hits(loot, asked), guess.by_chance(loot, [], asked)
        assert sum(each >= right for each in drawn) / len(drawn) > 0.01, (with_keys, right, sorted(drawn)[-5:])


def test_guesses_at_chance_without_the_export(loot: Loot) -> None:
    for with_keys in (False, True):
        asked = guess.FromDatabase(loot, with_keys=with_keys, with_export=False).scores()
        right, drawn = guess.hits(loot, asked), guess.by_chance(loot, [], asked)
        assert sum(each >= right for each in drawn) / len(drawn) > 0.01, (with_keys, right, sorted(drawn)[-5:])
