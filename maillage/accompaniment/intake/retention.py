"""How long a request that no file came of may be kept, and which are due."""

from __future__ import annotations

from datetime import date

from maillage.accompaniment.intake.models import FirstRequest
from maillage.core.clock.terms import add_months
from maillage.core.law import current_law


def keep_until(request: FirstRequest) -> date:
    """The day from which what was said must go, when there is no file (parameter retention.first_request_months)."""
    months = current_law().value("retention.first_request_months", on=request.received_on).value
    return add_months(request.received_on, months)


def due_for_erasure(*, today: date) -> list[FirstRequest]:
    """Requests without a file, past their term, of which something is left to forget."""
    rows = FirstRequest.unscoped.never_filed().filter(forgotten=False, received_on__lt=today).order_by("received_on", "pk")
    return [each for each in rows if keep_until(each) <= today]
