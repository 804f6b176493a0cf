"""Counted words that the sentences of the clock share."""

from __future__ import annotations

from maillage.core.phrase import Phrase, phrase


def day_count(days: int) -> Phrase:
    """ "1 jour", "40 jours": zero is singular, as French says it."""
    return phrase("{count} jours", count=days) if abs(days) > 1 else phrase("{count} jour", count=days)


def month_count(months: int) -> Phrase:
    """ "6 mois", the same word for one or many in French, two forms for the translation."""
    return phrase("{count} mois", count=months)


def clear_day_count(days: int) -> Phrase:
    """ "1 jour franc", "5 jours francs"."""
    return phrase("{count} jours francs", count=days) if days > 1 else phrase("{count} jour franc", count=days)
