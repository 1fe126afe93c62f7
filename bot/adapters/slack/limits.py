"""Block Kit's limits, and the errors for what breaks one. Lengths are in UTF-16 units, the strictest way to count.

Most numbers are slack_sdk's own; MESSAGE_BLOCKS and MESSAGE_TEXT are what Slack was seen to refuse.
"""

from bot.errors import PeerlineError

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 13_200  # of all blocks together; beyond it Slack says msg_blocks_too_long

SECTION_TEXT = 3000
CONTEXT_TEXT = 2000
CONTEXT_ELEMENTS = 10

BUTTON_TEXT = 75
ID = 255  # of a block_id, an action_id or a callback_id

VIEW_TITLE = 24  # submit and close have the same
PRIVATE_METADATA = 3000

FIELD_TEXT = 2000  # of a label or a hint
LINE_LENGTH = 3000
OPTIONS = 100
OPTION_TEXT = 75
OPTION_VALUE = 150
BOXES = 10  # radio buttons or checkboxes of one field


class Malformed(PeerlineError, ValueError):
    """Slack would refuse this. The sentence names the rule, never a word of what was to be shown."""


class TooBig(Malformed):
    """More than Slack takes, where nothing can be split or shortened without losing what it says."""
