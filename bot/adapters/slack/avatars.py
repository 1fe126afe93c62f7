"""The picture that Slack itself shows of somebody who lets it be shown (R21), for readers of the same workspace.

Its address is asked of Slack for each page that is opened, and kept nowhere but in the memory of profiles. Where Slack
does not tell in time, or the person has put up no picture, there is the name alone.
"""

from dataclasses import replace

from bot.adapters.slack.profiles import Profiles
from bot.adapters.slack.workspaces import Workspace
from bot.surface import Block, Portrait, Reply


async def with_faces(reply: Reply, workspace: Workspace, profiles: Profiles) -> Reply:
    if reply.dialog is None or not any(isinstance(block, Portrait) for block in reply.dialog.blocks):
        return reply
    blocks = [await _faced(block, workspace, profiles) for block in reply.dialog.blocks]
    return replace(reply, dialog=replace(reply.dialog, blocks=tuple(blocks)))


async def _faced(block: Block, workspace: Workspace, profiles: Profiles) -> Block:
    if not isinstance(block, Portrait) or block.account is None or block.account.team != workspace.team:
        return block
    profile = await profiles.of(workspace, block.account.user)
    return replace(block, address=profile.picture)
