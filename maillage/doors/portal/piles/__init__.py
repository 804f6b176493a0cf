"""Every list behind a number of the home, by its code."""

from maillage.doors.portal.piles import applications, commission, follow_ups, people, requests, rights, terms, waiting
from maillage.doors.portal.piles.registry import PILES, Pile

__all__ = ["PILES", "Pile", "applications", "commission", "follow_ups", "people", "requests", "rights", "terms", "waiting"]
