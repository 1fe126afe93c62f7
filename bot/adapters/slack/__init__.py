"""Slack: the chat that physicians, supporters and coordinators use every day."""

from bot.adapters.slack.adapter import SlackAdapter

__all__ = ["SlackAdapter"]
