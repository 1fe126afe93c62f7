"""Microsoft Teams: botbuilder checks who sends, everything else is our own small HTTP."""

from bot.adapters.teams.adapter import TeamsAdapter

__all__ = ["TeamsAdapter"]
