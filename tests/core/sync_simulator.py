"""A night of phones on a bad network, told by a seed: drops, replays, reorders, duplicates, clocks that jump, a replay a week later.

The phones follow `core.sync.Outbox`; the house is whatever is given: the model of core, or the real service. The ledger is outside of both.
"""

from __future__ import annotations

import random
import uuid
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from maillage.core.sync import Outbox, Outcome, Parcel, Receipt

BEGINS = datetime(2020, 5, 19, 21, 0, tzinfo=UTC)
HOPS = [timedelta(minutes=7), timedelta(hours=2), timedelta(hours=11), timedelta(days=7)]
JUMPS = [timedelta(hours=-30), timedelta(hours=-1), timedelta(hours=1), timedelta(hours=26), timedelta(days=400)]
Accounts = dict[uuid.UUID, Counter[int]]


@dataclass(frozen=True)
class Noted:
    """What really happened: somebody noted `number` about a round. Each number is noted once."""

    about: uuid.UUID
    number: int
    device: uuid.UUID


class House(Protocol):
    """What receives."""

    def enrol(self, user: uuid.UUID) -> uuid.UUID: ...
    def shared_round(self) -> uuid.UUID: ...
    def seal(self, noted: Noted, parcel_id: uuid.UUID) -> bytes: ...
    def deliver(self, parcel: Parcel, *, sender: uuid.UUID) -> Receipt: ...
    def revoke(self, device: uuid.UUID) -> None: ...
    def accounts(self) -> Accounts: ...


@dataclass
class Phone:
    """One phone and its own idea of the hour."""

    device: uuid.UUID
    user: uuid.UUID
    outbox: Outbox = field(default_factory=Outbox)
    drift: timedelta = timedelta(0)
    revoked: bool = False
    said_lost: int = 0


@dataclass
class Night:
    """What a seed tells."""

    seed: int
    house: House
    users: list[uuid.UUID]
    steps: int = 60
    now: datetime = BEGINS
    noted: dict[uuid.UUID, Noted] = field(default_factory=dict)
    late: list[tuple[uuid.UUID, Parcel]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.phones = [Phone(device=self.house.enrol(user), user=user) for user in self.users]
        self.rounds = [self.house.shared_round() for _ in range(2)]

    def tell(self) -> Night:
        """All of it, then a network that works again."""
        acts = (
            [self._note] * 6 + [self._send] * 6 + [self._late] * 3 + [self._open] * 2 + [self._jump, self._steal, self._pass, self._revoke]
        )
        for _ in range(self.steps):
            self.rng.choice(acts)()
        for phone in self.phones:
            self._drain(phone)
        for sender, parcel in self.late:
            self.house.deliver(parcel, sender=sender)
        return self

    def _note(self) -> None:
        phone = self.rng.choice(self.phones)
        if phone.revoked:
            return
        about = self.rng.choice(self.rounds) if self.rng.random() < 0.3 else self._id()
        noted, parcel_id = Noted(about=about, number=len(self.noted) + 1, device=phone.device), self._id()
        self.noted[parcel_id] = noted
        box = self.house.seal(noted, parcel_id)
        phone.outbox = phone.outbox.keep(Parcel(id=parcel_id, device=phone.device, box=box, kept_at=self.now + phone.drift))

    def _send(self) -> None:
        phone = self.rng.choice(self.phones)
        batch = list(phone.outbox.to_send())
        fate = self.rng.random()
        self.late += [(phone.user, each) for each in batch if self.rng.random() < 0.3]
        if fate < 0.25:
            return  # the request is lost
        if fate < 0.4:
            self.rng.shuffle(batch)
        receipts = [self.house.deliver(each, sender=phone.user) for each in batch]
        if fate < 0.55:
            receipts += [self.house.deliver(each, sender=phone.user) for each in batch]
        if fate < 0.75:
            self._hear(phone, receipts)
        elif fate < 0.85:
            self._hear(phone, [each for each in receipts if self.rng.random() < 0.5])
        # else the answer is lost

    def _hear(self, phone: Phone, receipts: list[Receipt]) -> None:
        before = len(phone.outbox.parcels)
        phone.outbox = phone.outbox.hear(receipts)
        if phone.revoked and before:
            phone.said_lost += before

    def _late(self) -> None:
        if self.late:
            sender, parcel = self.late.pop(self.rng.randrange(len(self.late)))
            self.house.deliver(parcel, sender=sender)

    def _open(self) -> None:
        """The page is opened again, after the browser was killed: first it sends, if it can, then it forgets what is too old."""
        phone = self.rng.choice(self.phones)
        phone.outbox = phone.outbox.reopen()
        if self.rng.random() < 0.5:
            self._hear(phone, [self.house.deliver(each, sender=phone.user) for each in phone.outbox.to_send()])
        phone.outbox = phone.outbox.expire(now=self.now + phone.drift)

    def _jump(self) -> None:
        self.rng.choice(self.phones).drift += self.rng.choice(JUMPS)

    def _pass(self) -> None:
        self.now += self.rng.choice(HOPS)

    def _steal(self) -> None:
        """Somebody else sends what a phone sent, as herself or under the name of her own phone."""
        if not self.late or len(self.phones) < 2:
            return
        _sender, parcel = self.rng.choice(self.late)
        thief = next(each for each in self.phones if each.device != parcel.device and each.user != _sender)
        for stolen in (parcel, replace(parcel, device=thief.device)):
            if self.house.deliver(stolen, sender=thief.user).outcome is not Outcome.REFUSED:
                self.faults.append("a parcel was taken from another hand")

    def _revoke(self) -> None:
        phone = self.phones[-1]
        if not phone.revoked and self.rng.random() < 0.15:
            phone.revoked = True
            self.house.revoke(phone.device)

    def _drain(self, phone: Phone) -> None:
        phone.outbox = phone.outbox.reopen()
        while batch := phone.outbox.to_send():
            self._hear(phone, [self.house.deliver(each, sender=phone.user) for each in batch])
            if phone.revoked:
                return

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)

    def verdict(self) -> list[str]:
        """What went wrong: something lost without a word, something there twice, something nobody noted, a queue that is not empty."""
        faults, accounts = list(self.faults), self.house.accounts()
        there = Counter({(about, number): times for about, numbers in accounts.items() for number, times in numbers.items()})
        truth = {(each.about, each.number): each for each in self.noted.values()}
        faults += [f"twice: {number}" for (_about, number), times in there.items() if times > 1]
        faults += [f"nobody noted {number}" for about, number in there if (about, number) not in truth]
        for phone in self.phones:
            missing = sum(1 for key, each in truth.items() if each.device == phone.device and not there[key])
            # What was forgotten and said may have arrived all the same: said too often, never too seldom.
            if missing > len(phone.outbox.lost) + phone.said_lost:
                faults.append(f"{missing} missing, {len(phone.outbox.lost)} said")
            if phone.outbox.parcels:
                faults.append("a queue is not empty")
        return faults
