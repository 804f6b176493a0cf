"""Samples of the doors: her own access, and imports."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import association, sample


@sample
def own_access_a() -> Any:
    from maillage.doors.own_access.models import OwnAccess

    return OwnAccess.unscoped.open().filter(organisation=association("a")).order_by("opened_on", "pk").first()


@sample
def own_card_a() -> Any:
    return own_access_a().cards.order_by("published_on", "pk").first()


@sample
def import_ready_a() -> Any:
    from maillage.doors.exchange.models import ImportBatch, Stage

    return ImportBatch.unscoped.filter(organisation=association("a"), stage=Stage.READY).order_by("received_on", "pk").first()
