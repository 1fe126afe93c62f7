"""Asking for a refusal."""

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


async def refused(call: Awaitable[Any]) -> str:
    """The error with which Slack turned this down."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])
