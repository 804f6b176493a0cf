"""Rounds, online rounds, observations and alerts of invented associations, noted through the services."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.cast import TODAY, actor_of, give_mandate, make_user


def make_zone(territory: Any, name: str = "Rive droite") -> Any:
    """A wide zone of a department, once."""
    from maillage.reference.territories.models import Place, PlaceKind

    return Place.unscoped.get_or_create(territory=territory, name=name, kind=PlaceKind.ZONE)[0]


def make_walker(association: Any, name: str = "Maud") -> Any:
    """Somebody who goes out at night, and opens no identity."""
    from maillage.foundation.access.roles import Role

    user = make_user(name)
    give_mandate(user, Role.OUTREACH_WORKER, association)
    return user


def sheet(association: Any, **more: Any) -> Any:
    """A quiet night on the right bank, unless said otherwise."""
    from maillage.accompaniment.outreach.services import RoundDraft

    zone = more.pop("zone", None) or make_zone(association.territory)
    fields = {"day": TODAY, "team_size": 2, "met_new": 1, "met_known": 3, "kits": 4, "masks": 8, **more}
    return RoundDraft(organisation_id=association.pk, zone_id=zone.pk, **fields)


def plan(worker: Any, association: Any, *, day: date = TODAY, today: date = TODAY, **more: Any) -> Any:
    """A round to come."""
    from maillage.accompaniment.outreach.services import RoundPlan, open_round

    zone = make_zone(association.territory)
    draft = RoundPlan(organisation_id=association.pk, zone_id=zone.pk, day=day, **more)
    return open_round(actor=actor_of(worker, today), today=today, plan=draft)


def walk(worker: Any, association: Any, *, today: date = TODAY, planned: Any = None, key: Any = None, **more: Any) -> Any:
    """A round that took place."""
    from maillage.accompaniment.outreach.services import record_round

    draft = sheet(association, **more)
    return record_round(actor=actor_of(worker, today), today=today, draft=draft, planned=planned, key=key)


def observe(worker: Any, association: Any, *, today: date = TODAY, key: Any = None, **more: Any) -> Any:
    """The street is down, a partner says."""
    from maillage.accompaniment.outreach.services import ObservationDraft, record_observation

    fields = {
        "theme": "street", "direction": "down", "certainty": "reported", "source": "partner", "reference": "Maison Verveine",
        "starts_on": date(2020, 4, 6), **more,
    }  # fmt: skip
    draft = ObservationDraft(organisation_id=association.pk, **fields)
    return record_observation(actor=actor_of(worker, today), today=today, draft=draft, key=key)


def count_online(worker: Any, association: Any, *, today: date = TODAY, key: Any = None, **more: Any) -> Any:
    """An online round."""
    from maillage.accompaniment.outreach.services import CampaignDraft, note_campaign

    fields = {
        "site": "specialised", "method": "sms", "starts_on": date(2020, 4, 6), "seen": 120, "reached": 60, "answered": 14, "met": 3,
        "accompanied": 1, **more,
    }  # fmt: skip
    return note_campaign(actor=actor_of(worker, today), today=today, draft=CampaignDraft(organisation_id=association.pk, **fields), key=key)


def alert(worker: Any, association: Any, *, today: date = TODAY, key: Any = None, **more: Any) -> Any:
    """Somebody met outside may be a minor."""
    from maillage.accompaniment.outreach.services import AlertDraft, raise_alert

    draft = AlertDraft(organisation_id=association.pk, **{"words": "Très jeune, seule.", **more})
    return raise_alert(actor=actor_of(worker, today), today=today, draft=draft, key=key)
