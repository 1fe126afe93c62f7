"""Words of a roster in every usual English and French spelling: professions, stages, genders, roles."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from bot.core.people import Profession, Role, Stage

W = TypeVar("W", bound=str)
WOMAN, MAN = "woman", "man"  # what the wishes of a request are compared with (R24)


def plain(text: str) -> str:
    """For comparing: no case, no accents, no signs."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(each for each in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def _table(words: Mapping[W, str]) -> dict[str, W]:
    """By each spelling, of which commas stand between."""
    return {plain(each): word for word, spellings in words.items() for each in (str(word), *spellings.split(","))}


_GENDERS = _table(
    {
        WOMAN: "w, f, women, female, fem, femme, femmes, féminin, féminine, fille, girl, lady, she, her, she/her, "
        "elle, elle/la, mme, madame, ms, mrs, cis woman, cisgender woman, trans woman, transgender woman, femme cis, "
        "femme cisgenre, femme trans, femme transgenre",
        MAN: "m, h, men, male, masc, homme, hommes, masculin, masculine, garçon, gentleman, he, him, he/him, il, "
        "il/lui, mr, monsieur, cis man, cisgender man, trans man, transgender man, homme cis, homme cisgenre, "
        "homme trans, homme transgenre",
    }
)
# No wish asks for these, and each is a person's own word: it stays as it was written.
_OWN_WORDS = _table(
    {
        "": "x, nb, enby, nonbinary, non-binary, non binaire, nonbinaire, they, them, they/them, iel, genderqueer, "
        "gender fluid, genderfluid, gender diverse, two-spirit, two-spirited, bispirituel, bispirituelle, "
        "agender, agenre",
    }
)
_PROFESSIONS = _table(
    {
        Profession.PHYSICIAN: "md, m.d., doctor, dr, medicine, surgeon, médecin, médecine, docteur, docteure, "
        "chirurgien, chirurgienne",
        Profession.PHYSICIAN_ASSISTANT: "physician assistant, physician associate, pa, adjoint au médecin, "
        "adjointe au médecin",
        Profession.NURSE: "rn, r.n., lpn, rpn, np, nursing, registered nurse, licensed practical nurse, "
        "nurse practitioner, infirmier, infirmière, soins infirmiers, infirmier praticien, infirmière praticienne, ips",
        Profession.MIDWIFE: "midwifery, sage femme",
        Profession.PHARMACIST: "pharmacy, pharmacien, pharmacienne, pharmacie",
        Profession.DENTIST: "dentistry, dentiste, médecine dentaire",
        Profession.PSYCHOLOGIST: "psychology, psychologue, psychologie",
        Profession.SOCIAL_WORKER: "social work, travail social, travailleur social, travailleuse sociale",
        Profession.THERAPIST: "rehabilitation, physiotherapist, occupational therapist, physiothérapeute, "
        "ergothérapeute, réadaptation",
        Profession.PARAMEDIC: "paramedics, ambulancier, ambulancière, paramédic",
        Profession.TECHNOLOGIST: "technician, lab, laboratory, imaging, technologue, laboratoire, imagerie",
        Profession.OTHER: "other profession, autre",
    }
)
_STAGES = _table(
    {
        Stage.TRAINEE: "resident, residency, learner, fellow, student, medical student, in training, training, pgy, "
        "en formation, résidente, résidence, stagiaire, étudiant, étudiante, externe, apprenant, apprenante",
        Stage.EARLY: "early career, first five years, début, début de carrière, en début de carrière",
        Stage.MID: "mid career, middle, middle career, mi-carrière, milieu, milieu de carrière, en milieu de carrière",
        Stage.LATE: "late career, fin, fin de carrière, en fin de carrière",
        Stage.RETIRED: "retiree, retirement, emeritus, emerita, retraite, retraité, retraitée, à la retraite",
    }
)
_ROLES = _table(
    {
        Role.SUPPORTER: "supporters, soutien, aidant, aidante, pair, paire",
        Role.COORDINATOR: "coordinators, coordonnateur, coordonnatrice, coordination",
        Role.LEAD: "leads, responsable",
        Role.PROVINCIAL: "provinciale",
        Role.REFERRER: "referrers",
        Role.TECHNICAL: "technique",
    }
)


def gender(text: str) -> str:
    """`woman` or `man`, or the text as it stands."""
    return _GENDERS.get(plain(text), text)


def is_known_gender(text: str) -> bool:
    return not text or plain(text) in _GENDERS or plain(text) in _OWN_WORDS


def profession(text: str) -> Profession | None:
    return _PROFESSIONS.get(plain(text))


def stage(text: str) -> Stage | None:
    return _STAGES.get(plain(text))


def role(text: str) -> Role | None:
    return _ROLES.get(plain(text))
