"""`python app.py programme-schema`, for an editor."""

import json

from bot.programme import schema
from tests.cli.conftest import Shell


def test_the_schema_is_printed_whole(shell: Shell) -> None:
    assert json.loads(shell.run("programme-schema").out) == schema()
