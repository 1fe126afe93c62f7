"""Microsoft Teams: botbuilder checks who sends, everything else is our own small HTTP."""

from bot.adapters.teams.adapter import TeamsAdapter
from bot.adapters.teams.certificate import BadCertificate

__all__ = ["BadCertificate", "TeamsAdapter"]
