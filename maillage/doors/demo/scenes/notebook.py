"""The notebook on 18 May 2020: alice's phone sent a note that waits for its file, and two volunteers did not count the same evening."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime, time
from functools import partial

from maillage.accompaniment.outreach.captured import Captured
from maillage.accompaniment.outreach.models import CaptureKind
from maillage.accompaniment.outreach.services import RoundPlan, open_round
from maillage.accompaniment.outreach.services.captures import SentParcel, bound_to, take_parcel
from maillage.accompaniment.outreach.services.devices import enrol_device
from maillage.accompaniment.outreach.services.links import make_link, send_sheet
from maillage.doors.demo.chronicle import Chronicle
from maillage.doors.demo.stage import Stage
from maillage.foundation.kernel.moment import PARIS, Moment
from maillage.foundation.vault import intake_key, seal_to
from maillage.foundation.vault.crypto import pad
from maillage.reference.territories.models import Place, PlaceKind

EVENING = date(2020, 5, 18)
PARCEL = uuid.uuid5(uuid.NAMESPACE_URL, "maillage:demo:notebook:note")
WORDS = "Une des deux nouvelles demande où faire une prise de sang sans carte Vitale. Repassera jeudi au local."


def play(*, stage: Stage, chronicle: Chronicle) -> None:
    """Plan it."""
    chronicle.at(EVENING, partial(_note, stage=stage))
    chronicle.at(EVENING, partial(_two_volunteers, stage=stage))


def _at(day: date, hour: int) -> Moment:
    return Moment(now=datetime.combine(day, time(hour), tzinfo=PARIS), today=day)


def _note(day: date, *, stage: Stage) -> None:
    """What a phone sealed in the street, and sent when the network was there."""
    actor, house = stage.actor("alice", day), stage.organisations["a"]
    device = enrol_device(actor=actor, today=day, organisation=house, label="Firefox|phone")
    given = intake_key(house.pk, today=day)
    content = json.dumps({"kind": "note", "words": WORDS}).encode()
    box = seal_to(given.public, pad(content), bound=bound_to(PARCEL, device.pk))
    take_parcel(actor=actor, moment=_at(day, 23), parcel=SentParcel(id=PARCEL, device=device.pk, key=given.number, box=box))


def _two_volunteers(day: date, *, stage: Stage) -> None:
    """The same round, counted twice by people without account: the second sheet stands beside the first."""
    actor, house = stage.actor("alice", day), stage.organisations["a"]
    zone = Place.unscoped.open_on(day).filter(territory_id=house.territory_id, kind=PlaceKind.ZONE).order_by("name", "pk").first()
    if zone is None:
        raise LookupError("the demonstration has no zone in this department")
    plan = RoundPlan(organisation_id=house.pk, zone_id=zone.pk, day=day, starts=time(20), ends=time(22, 30), team_size=3)
    planned = open_round(actor=actor, today=day, plan=plan)
    code = make_link(actor=actor, moment=_at(day, 18), street_round=planned).code
    for met, kits in ((6, 9), (8, 9)):
        counts = {"team_size": 3, "met_new": 2, "met_known": met, "kits": kits, "masks": 20, "starts": "20:00", "ends": "22:30"}
        send_sheet(code=code, moment=_at(day, 23), captured=Captured(kind=CaptureKind.ROUND, values=counts))
