"""The papers of the commission, as data for the printer. Agenda and minutes carry session numbers only."""

from maillage.pathway.commission.letters.convocation import convocation
from maillage.pathway.commission.letters.minutes import minutes
from maillage.pathway.commission.letters.order import order
from maillage.pathway.commission.letters.words import base_of, in_french, mode_words, next_words, outcome_words, when_words

__all__ = [
    "base_of",
    "convocation",
    "in_french",
    "minutes",
    "mode_words",
    "next_words",
    "order",
    "outcome_words",
    "when_words",
]
