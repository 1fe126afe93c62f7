"""The words that can be typed: English ones, and a French one beside each, which both mean the same to everybody."""

import unicodedata
from collections.abc import Mapping

from bot.surface.words import Localised

FRENCH: Mapping[str, str] = {
    "demander": "ask",
    "urgence": "now",
    "telephone": "phone",
    "lignes": "resources",
    "confidentialite": "privacy",
    "etat": "status",
    "langue": "language",
    "rencontres": "gatherings",
    "offres": "offers",
    "absence": "away",
    "retour": "back",
    "limite": "limit",
    "profil": "profile",
    "debreffage": "debrief",
    "retrait": "leave",
    "consigner": "log",
    "file": "queue",
    "voir": "show",
    "saisir": "enter",
    "pairs": "supporters",
    "suggestions": "nominations",
    "inviter": "invite",
    "rencontre": "gathering",
    "rapport": "report",
    "exporter": "export",
    "journal": "audit",
    "machine": "system",
}
_OF_ENGLISH = {english: french for french, english in FRENCH.items()}


def understood(word: str) -> str:
    """The English word for what was typed, with or without accents; what nobody knows stays as it is."""
    word = word.lower()
    plain = "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
    return FRENCH.get(plain, word)


def listed(words: tuple[str, ...]) -> Localised:
    """Some of the words, as each reader types them."""
    french = ", ".join(_OF_ENGLISH.get(each, each) for each in words)
    return Localised((("en", ", ".join(words)), ("fr", french)))
