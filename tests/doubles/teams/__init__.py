"""A local Microsoft Teams: Bot Framework tokens, Entra, the connector, and people who press buttons.

`async with Teams.open() as teams:` starts it; `teams.person(...)` is somebody at their screen.
"""

from tests.doubles.teams.double import Teams
from tests.doubles.teams.people import Person
from tests.doubles.teams.tokens import BAD_TOKENS

__all__ = ["BAD_TOKENS", "Person", "Teams"]
