"""Every list behind a number of the home, by its code."""

from maillage.doors.portal.piles import (
    applications,
    commission,
    dangers,
    follow_ups,
    mail,
    messages,
    openings,
    outreach,
    people,
    records,
    requests,
    rights,
    seats,
    situations,
    terms,
    waiting,
)
from maillage.doors.portal.piles.registry import PILES, Pile

__all__ = [
    "PILES",
    "Pile",
    "applications",
    "commission",
    "dangers",
    "follow_ups",
    "mail",
    "messages",
    "openings",
    "outreach",
    "people",
    "records",
    "requests",
    "rights",
    "seats",
    "situations",
    "terms",
    "waiting",
]
