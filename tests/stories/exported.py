"""What an employer's export holds of the bot's messages: each with all that it ever carried, edits included."""

import json
import re
from typing import Any

from bot.surface import to_plain
from storage import tables
from storage.database.sql import Sql
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Stage
from tests.stages.playground import PlaygroundStage
from tests.stages.slack import SlackStage
from tests.stages.teams import TeamsStage

_IDS = re.compile(r"[0-9a-f]{16,}")
_SLACKS_OWN = re.compile(r'"block_id": "(?!copy-)[^"]*"')  # what we do not name, Slack does


def messages(stage: Stage) -> dict[str, list[str]]:
    """By the platform's own id: every version of every message, as JSON, the oldest first."""
    found: dict[str, list[Any]] = {}
    if isinstance(stage, SlackStage):
        for channel in stage.slack.channels.values():
            for sent in (each for each in channel.record if each.bot):
                now = {"text": sent.text, "blocks": sent.blocks, "metadata": sent.metadata}
                found[f"{channel.id} {sent.ts}"] = [*sent.versions, now]
    elif isinstance(stage, TeamsStage):
        for chat in stage.teams.world.conversations.values():
            for posted in chat.messages:
                found[f"{chat.id} {posted.id}"] = [version.body for version in posted.versions]
    elif isinstance(stage, PlaygroundStage):
        for shown in stage.demo.chat.record():
            found.setdefault(shown.ref, []).append([to_plain(shown.card), shown.slot])
    return {ref: [json.dumps(each) for each in versions] for ref, versions in found.items()}


def ids(text: str) -> set[str]:
    """Everything in it that could be an id."""
    return set(_IDS.findall(text))


def without_ids(text: str) -> str:
    return _IDS.sub("…", _SLACKS_OWN.sub("", text))


async def in_the_tables(stage: Stage, wanted: set[str]) -> list[str]:
    """Which of these are in any column of any table, as text or as bytes."""

    def look(unit: UnitOfWork) -> list[str]:
        found = []
        for table in tables.metadata.sorted_tables:
            for row in unit.link.all(Sql(table.select())):
                for column, cell in zip(table.columns, row, strict=True):
                    text = cell.hex() + cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
                    found += [f"{table.name}.{column.name}: {each}" for each in wanted if each in text]
        return found

    result: list[str] = await stage.read(look)
    return result
