"""The page's own words: ids in locales/*/playground.ftl, sent to the page in every language it can switch to."""

from bot.adapters.playground.checks import LANGUAGES
from bot.adapters.playground.needs import Wording
from bot.surface import Words

CHROME = (
    # the page
    "playground-title",
    "playground-about",
    "playground-loading",
    "playground-lost",
    "playground-refused",
    "playground-failed",
    "playground-chats",
    "playground-language",
    "playground-close",
    # the clock
    "playground-clock",
    "playground-hour",
    "playground-day",
    "playground-deadline",
    "playground-deadline-none",
    "playground-due-gathering-remind",
    "playground-due-quarter",
    "playground-due-monthly",
    "playground-due-joining",
    "playground-due-agreement",
    "playground-due-refresher",
    "playground-due-offer-remind",
    "playground-due-offer-expire",
    "playground-due-named-expire",
    "playground-due-offer-decline",
    "playground-due-seek-news",
    "playground-due-seek-escalate",
    "playground-due-long-wait",
    "playground-due-digest",
    "playground-due-post-over",
    "playground-due-people-code-over",
    "playground-due-helm",
    "playground-due-connect-remind",
    "playground-due-connect-mark",
    "playground-due-connect-over",
    "playground-due-contact-ask",
    "playground-due-contact-again",
    "playground-due-contact-rest",
    "playground-due-contact-open",
    "playground-due-contact-denied",
    "playground-due-done-said",
    "playground-due-pointed-said",
    "playground-due-track-ask",
    "playground-due-unreached",
    "playground-due-close-silent",
    "playground-due-nomination-weigh",
    "playground-due-suggestion-weigh",
    "playground-due-nomination-over",
    "playground-due-invite-over",
    "playground-due-call-silent",
    "playground-due-call-over",
    "playground-due-helm-ask",
    "playground-due-months",
    "playground-due-erase-silent",
    "playground-due-erase",
    "playground-due-forget",
    "playground-due-leave",
    "playground-due-scrub",
    # a chat
    "playground-bot",
    "playground-app",
    "playground-card",
    "playground-edited",
    "playground-typed",
    "playground-only-you",
    "playground-dialog-note",
    "playground-write",
    "playground-write-hint",
    "playground-send",
    "playground-send-label",
    "playground-role-physician",
    "playground-role-supporter",
    "playground-role-coordinator",
    # a form
    "playground-choose",
    "playground-optional",
    "playground-required",
    "playground-too-many",
    # the drawer
    "playground-drawer",
    "playground-export",
    "playground-export-note",
    "playground-database",
    "playground-database-note",
    "playground-refresh",
    "playground-time",
    "playground-person",
    "playground-author",
    "playground-text",
    "playground-buttons",
    "playground-empty",
)


def chrome(wording: Wording) -> dict[str, dict[str, str]]:
    """Language -> id without its prefix -> text."""
    return {
        language: {id_.removeprefix("playground-"): wording.text(Words(id_), language) for id_ in CHROME}
        for language in LANGUAGES
    }
