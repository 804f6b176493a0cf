"""Every read a page of this room needs."""

from maillage.accompaniment.intake.selectors.requests import (
    Counts,
    HeardWords,
    RequestRow,
    associations_of,
    counts_of,
    find_file,
    get_request,
    open_request,
    requests_of_file,
    requests_visible_to,
    rows_of,
    waiting_requests,
    zones_of,
)

__all__ = [
    "Counts",
    "HeardWords",
    "RequestRow",
    "associations_of",
    "counts_of",
    "find_file",
    "get_request",
    "open_request",
    "requests_of_file",
    "requests_visible_to",
    "rows_of",
    "waiting_requests",
    "zones_of",
]
