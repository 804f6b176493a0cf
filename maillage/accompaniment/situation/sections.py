"""The sections of her situation, in the order of the page. All optional, each asked when it serves, never as an inventory."""

from __future__ import annotations

from maillage.accompaniment.situation.sections_apart import HEALTH, OWN_WORDS, RESIDENCE
from maillage.accompaniment.situation.sections_daily import BANK, DEBTS, DOMICILIATION, HOUSEHOLD, HOUSING, LANGUAGE, RESOURCES, WORK

SECTIONS = (LANGUAGE, HOUSEHOLD, HOUSING, DOMICILIATION, RESIDENCE, WORK, RESOURCES, DEBTS, BANK, HEALTH, OWN_WORDS)
BY_CODE = {each.code: each for each in SECTIONS}

__all__ = [
    "BANK",
    "BY_CODE",
    "DEBTS",
    "DOMICILIATION",
    "HEALTH",
    "HOUSEHOLD",
    "HOUSING",
    "LANGUAGE",
    "OWN_WORDS",
    "RESIDENCE",
    "RESOURCES",
    "SECTIONS",
    "WORK",
]
