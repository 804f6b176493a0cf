"""What the tests of the notebook share: a phone that seals as the page does, and a house for the simulator made of the real service."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from typing import Any

from maillage.accompaniment.outreach.models import Capture, CaptureKind, Device, Round
from maillage.accompaniment.outreach.services.captures import SentParcel, bound_to, take_parcel
from maillage.accompaniment.outreach.services.devices import enrol_device, revoke_device
from maillage.accompaniment.outreach.services.rounds import RoundPlan, open_round
from maillage.accompaniment.outreach.services.settling import open_captured
from maillage.core.sync import Parcel, Receipt
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.vault import intake_key, seal_to
from maillage.foundation.vault.crypto import pad
from maillage.reference.territories.models import Place
from tests.cast import NOW, TODAY, actor_of, make_territory
from tests.core.sync_simulator import Accounts, Noted

MOMENT = Moment(now=NOW, today=TODAY)


def zone(name: str = "Quais nord", *, territory: str = "F1") -> Any:
    """A wide zone, made once."""
    return Place.unscoped.get_or_create(territory=make_territory(territory), kind="zone", name=name)[0]


def sheet(**values: Any) -> dict[str, Any]:
    """A sheet as the page of the phone writes it."""
    said = {"zone": str(zone().pk), "day": TODAY.isoformat(), "starts": "21:00", "ends": "23:30", "team_size": 2, "met_new": 3, "kits": 4}
    more = {name: values.pop(name) for name in ("about", "words", "minor", "minor_words") if name in values}
    return {"kind": "round", "values": {**said, **values}, **more}


def sealed(device: Device, content: Any, *, parcel_id: uuid.UUID | None = None) -> SentParcel:
    """A parcel as the phone would send it."""
    pk = parcel_id or uuid.uuid4()
    given = intake_key(device.organisation_id, today=TODAY)
    plain = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SentParcel(id=pk, device=device.pk, key=given.number, box=seal_to(given.public, pad(plain), bound=bound_to(pk, device.pk)))


def send(user: Any, parcel: SentParcel) -> Receipt:
    """The parcel arrives while this user is signed in."""
    return take_parcel(actor=actor_of(user), moment=MOMENT, parcel=parcel)


def phone_of(user: Any, organisation: Any) -> Device:
    """A phone that this user enrolled."""
    return enrol_device(actor=actor_of(user), today=TODAY, organisation=organisation, label="Chrome|phone")


def planned_round(user: Any, organisation: Any) -> Round:
    """A round planned for tonight."""
    plan = RoundPlan(organisation_id=organisation.pk, zone_id=zone().pk, day=TODAY)
    return open_round(actor=actor_of(user), today=TODAY, plan=plan)


class RealHouse:
    """The service itself, for the simulator."""

    def __init__(self, *, people: dict[uuid.UUID, Any], organisation: Any) -> None:
        self.people, self.organisation = people, organisation
        self.devices: dict[uuid.UUID, Device] = {}
        self.reader = next(iter(people.values()))

    def enrol(self, user: uuid.UUID) -> uuid.UUID:
        device = phone_of(self.people[user], self.organisation)
        self.devices[device.pk] = device
        return device.pk

    def shared_round(self) -> uuid.UUID:
        return planned_round(self.reader, self.organisation).pk

    def seal(self, noted: Noted, parcel_id: uuid.UUID) -> bytes:
        return sealed(self.devices[noted.device], sheet(about=str(noted.about), met_new=noted.number), parcel_id=parcel_id).box

    def deliver(self, parcel: Parcel, *, sender: uuid.UUID) -> Receipt:
        return send(self.people[sender], SentParcel(id=parcel.id, device=parcel.device, key=1, box=parcel.box))

    def revoke(self, device: uuid.UUID) -> None:
        revoke_device(actor=actor_of(self.people[self.devices[device].user_id]), today=TODAY, device_id=device)

    def accounts(self) -> Accounts:
        """Numbers by round, as the phones name it: those of the sheets, and those that wait beside."""
        accounts: Accounts = {}
        phones = {row.round_id: row.about for row in Capture.unscoped.filter(round__isnull=False).order_by("pk")}
        for each in Round.unscoped.done().order_by("pk"):
            accounts.setdefault(phones[each.pk], Counter())[each.met_new] += 1
        for waiting in Capture.unscoped.waiting().filter(kind=CaptureKind.ROUND).order_by("pk"):
            captured = open_captured(actor=actor_of(self.reader), today=TODAY, capture=waiting)
            accounts.setdefault(waiting.about, Counter())[captured.values["met_new"]] += 1
        return accounts
