"""How the double says no."""

from typing import Any


class Refusal(Exception):
    """A Web API answer `{"ok": false, "error": ...}`; `details` are beside the error."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = details


def invalid(error: str, problems: list[str]) -> Refusal:
    """A refusal with a list of what is wrong and where, as Slack words it."""
    return Refusal(error, errors=problems, response_metadata={"messages": [f"[ERROR] {each}" for each in problems]})
