"""A Slack with one workspace, and the real SDK's client for it."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as double:
        double.workspace("T1", "Fictional Hospital")
        yield double


@pytest.fixture
def client(slack: Slack) -> AsyncWebClient:
    return AsyncWebClient(token=slack.workspaces["T1"].token, base_url=slack.base_url, timeout=5)
