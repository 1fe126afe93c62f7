"""What a physician may tap without a name: how they heard of it (R18), and what they found here (R11)."""

from enum import StrEnum


class Heard(StrEnum):
    """Who or what told somebody of the programme. A site shows all of these, or some, under its own words."""

    COLLEAGUE = "colleague"
    LEADER = "leader"
    ASSOCIATION = "association"
    DIVISION = "division"
    HEALTH = "health"  # a physician health programme
    CMPA = "cmpa"
    POSTER = "poster"
    MEETING = "meeting"
    OTHER = "other"


class Goal(StrEnum):
    """The five goals of peer support (S2), as the one who was supported would name them; and none of them."""

    SAFE = "safe"  # a safe space to share
    HEARD = "heard"  # listened to without judgment
    STRENGTHS = "strengths"  # strengths and ways of coping of their own
    CONNECTED = "connected"  # with other help
    COMMUNITY = "community"
    NONE = "none"
