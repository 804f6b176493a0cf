"""The papers of the commission, as data for the printer. Agenda and minutes carry session numbers only."""

from maillage.pathway.commission.letters.convocation import convocation
from maillage.pathway.commission.letters.hearing_first import heard_words, invitation
from maillage.pathway.commission.letters.minutes import minutes, presence_rows
from maillage.pathway.commission.letters.minutes_draft import DraftBlock, HeardLine, ItemWords, chairs_of, draft_blocks, hour_words
from maillage.pathway.commission.letters.notification import notification, plain_decision, receipt
from maillage.pathway.commission.letters.order import order
from maillage.pathway.commission.letters.papers import paper_set
from maillage.pathway.commission.letters.words import base_of, in_french, mode_words, next_words, outcome_words, when_words
from maillage.pathway.commission.letters.writing import writing_opening, writing_results

__all__ = [
    "DraftBlock",
    "HeardLine",
    "ItemWords",
    "base_of",
    "chairs_of",
    "convocation",
    "draft_blocks",
    "heard_words",
    "hour_words",
    "in_french",
    "invitation",
    "minutes",
    "mode_words",
    "next_words",
    "notification",
    "order",
    "outcome_words",
    "paper_set",
    "plain_decision",
    "presence_rows",
    "receipt",
    "when_words",
    "writing_opening",
    "writing_results",
]
