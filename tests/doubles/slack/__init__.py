"""A local Slack: real HTTP, signatures, OAuth and Socket Mode on 127.0.0.1, with people who read and press."""

from tests.doubles.slack.channels import Channel, Message, Sight
from tests.doubles.slack.deliveries import Answer, Delivery
from tests.doubles.slack.double import Slack
from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.eyes import Held
from tests.doubles.slack.faults import Fault
from tests.doubles.slack.people import SCOPES, User, Workspace
from tests.doubles.slack.person import Person
from tests.doubles.slack.screen import Trouble, View

__all__ = [
    "SCOPES",
    "Answer",
    "Channel",
    "Delivery",
    "Fault",
    "Held",
    "Message",
    "Person",
    "Refusal",
    "Sight",
    "Slack",
    "Trouble",
    "User",
    "View",
    "Workspace",
]
