"""Terms that follow each other without a day between: months count from the first day of such a run (31 August, four times)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def last_run(terms: Sequence[Any]) -> list[Any]:
    """The last uninterrupted run of terms, in order; `terms` in order, taken over or decided here. Empty without a term.

    A term prolonged by a regime, or followed late, begins another run: the next one does not start on its own last day.
    """
    run: list[Any] = []
    for term in terms:
        if run and term.starts_on != run[-1].expires_on:
            run = []
        run.append(term)
    return run
