"""What a programme writes down, made from its file: each site's guideline, and the list of steps to set it up."""

from bot.documents.guideline.rules import guidelines
from bot.documents.guideline.setup import Seen, checklist

__all__ = ["Seen", "checklist", "guidelines"]
