"""Objects of the matrix: what waits in the inbox of A's notebook, and a link of a volunteer."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import association, sample


@sample
def capture_a() -> Any:
    from maillage.accompaniment.outreach.models import Capture

    return Capture.unscoped.filter(organisation=association("a"), state="clash").order_by("pk").first()


@sample
def capture_note_a() -> Any:
    from maillage.accompaniment.outreach.models import Capture

    return Capture.unscoped.filter(organisation=association("a"), state="note").order_by("pk").first()


@sample
def round_link_a() -> Any:
    from maillage.accompaniment.outreach.models import RoundLink

    return RoundLink.unscoped.filter(organisation=association("a")).order_by("pk").first()
