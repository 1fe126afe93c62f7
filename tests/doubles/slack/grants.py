"""What a person allowed on the consent page."""

from dataclasses import dataclass


@dataclass
class Visitor:
    """Who stands before the consent page, and what they will answer."""

    team: str
    user: str
    allows: bool = True


@dataclass
class Grant:
    team: str
    user: str
    scopes: tuple[str, ...]
    redirect_uri: str
    used: bool = False
