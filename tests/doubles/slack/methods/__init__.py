"""The Web API: every method that the double knows."""

from tests.doubles.slack.methods import chat, conversations, files, identity, oauth, views
from tests.doubles.slack.methods.call import Call, Method

METHODS: dict[str, Method] = {
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **identity.METHODS,
    **oauth.METHODS,
    **views.METHODS,
}

__all__ = ["METHODS", "Call", "Method"]
