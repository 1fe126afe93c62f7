"""What a programme writes down, made from its file: each site's guideline, and the list of steps to set it up."""

from bot.guideline.rules import guidelines
from bot.guideline.setup import Seen, checklist

__all__ = ["Seen", "checklist", "guidelines"]
