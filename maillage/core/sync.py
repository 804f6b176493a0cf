"""What a phone and the house say to each other, so that nothing noted without network is lost and nothing counts twice.

A phone keeps sealed parcels, sends them in small batches, and forgets one only when the house says that it has it: kept, kept already,
or kept beside another sheet of the same round, which somebody will settle. The house knows each parcel by the id that the phone drew: it
may come ten times, late, in any order, and does its work once. No clock is believed for more than one thing: a parcel older than 72 hours
leaves the phone, and its loss is said. The service of the outreach room and the page's own queue (outreach/queue.js) follow this module;
the simulator of the tests drives all three.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

KEPT = timedelta(hours=72)
BATCH = 20
BOX_LIMIT = 24_000  # bytes of a parcel: a page of notes is a third of it
WRONG_PINS = 5


class Outcome(StrEnum):
    """What the house answers about one parcel."""

    KEPT = "kept"
    ALREADY = "already"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Why(StrEnum):
    """Why a parcel is refused."""

    UNKNOWN_DEVICE = "unknown_device"
    REVOKED = "revoked"
    NOT_YOURS = "not_yours"
    OTHER_CONTENT = "other_content"
    UNREADABLE = "unreadable"


SETTLED = frozenset({Outcome.KEPT, Outcome.ALREADY, Outcome.CONFLICT})
"""Answers after which the phone may forget: the house has it."""


@dataclass(frozen=True)
class Parcel:
    """One thing noted, sealed. `kept_at` is the phone's own clock and never leaves it."""

    id: uuid.UUID
    device: uuid.UUID
    box: bytes
    kept_at: datetime


@dataclass(frozen=True)
class Receipt:
    """The answer about one parcel."""

    id: uuid.UUID
    outcome: Outcome
    why: Why | None = None


@dataclass(frozen=True)
class Outbox:
    """The queue of a phone. `held` were refused and wait for the next opening; `lost` are the hours of what was not sent in time."""

    parcels: tuple[Parcel, ...] = ()
    held: frozenset[uuid.UUID] = frozenset()
    lost: tuple[datetime, ...] = ()

    def keep(self, parcel: Parcel) -> Self:
        """Put a parcel at the end; the same one twice is there once."""
        return self if any(each.id == parcel.id for each in self.parcels) else replace(self, parcels=(*self.parcels, parcel))

    def to_send(self) -> tuple[Parcel, ...]:
        """The next batch, oldest first, without those that wait for another opening."""
        return tuple(each for each in self.parcels if each.id not in self.held)[:BATCH]

    def hear(self, receipts: Iterable[Receipt]) -> Self:
        """What the answers change: settled parcels leave, refused ones wait. A revoked phone forgets everything."""
        told = {each.id: each for each in receipts}
        if any(each.why is Why.REVOKED for each in told.values()):
            return replace(self, parcels=(), held=frozenset())
        left = tuple(each for each in self.parcels if each.id not in told or told[each.id].outcome not in SETTLED)
        refused = {each.id for each in left if each.id in told}
        return replace(self, parcels=left, held=(self.held & {each.id for each in left}) | refused)

    def reopen(self) -> Self:
        """Opened again: what was refused is tried again, by whoever is signed in now."""
        return replace(self, held=frozenset())

    def expire(self, *, now: datetime) -> Self:
        """Forget what is 72 hours old, and say its hour. A clock that went back begins the 72 hours again: nothing stays for ever."""
        rebased = tuple(replace(each, kept_at=now) if each.kept_at > now else each for each in self.parcels)
        left = tuple(each for each in rebased if now - each.kept_at < KEPT)
        gone = tuple(each.kept_at for each in rebased if now - each.kept_at >= KEPT)
        return replace(self, parcels=left, held=self.held & {each.id for each in left}, lost=self.lost + gone)

    def told(self) -> Self:
        """The losses were read."""
        return replace(self, lost=())


@dataclass(frozen=True)
class Device:
    """What the house knows of a phone."""

    user: uuid.UUID
    revoked: bool = False


@dataclass(frozen=True)
class Known:
    """What the house knows of a parcel that it has: from which phone, and the digest of its box."""

    device: uuid.UUID
    digest: bytes


def judge(
    *, parcel_id: uuid.UUID, device: Device | None, sender: uuid.UUID, known: Known | None, sent_by: uuid.UUID, digest: bytes
) -> Receipt | None:
    """The answer that a parcel gets before its box is opened; None when it is new and may be.

    `sent_by` is the phone that it names. A revoked phone learns it whoever is signed in; another person's phone learns nothing else.
    """
    if device is None:
        return Receipt(parcel_id, Outcome.REFUSED, Why.UNKNOWN_DEVICE)
    if device.revoked:
        return Receipt(parcel_id, Outcome.REFUSED, Why.REVOKED)
    if device.user != sender:
        return Receipt(parcel_id, Outcome.REFUSED, Why.NOT_YOURS)
    if known is None:
        return None
    if known.device != sent_by:
        return Receipt(parcel_id, Outcome.REFUSED, Why.NOT_YOURS)
    if known.digest != digest:
        return Receipt(parcel_id, Outcome.REFUSED, Why.OTHER_CONTENT)
    return Receipt(parcel_id, Outcome.ALREADY)


Facts = Mapping[str, Any]


def differences(first: Facts, second: Facts) -> tuple[str, ...]:
    """The fields on which two sheets of the same round do not agree, by name. What both leave out agrees."""
    return tuple(sorted(name for name in {*first, *second} if first.get(name) != second.get(name)))


@dataclass
class Inbox:
    """The house as the simulator needs it: which parcels it has, which sheet of each round counts, which stand beside.

    `placed` gives the sheet that counts for each round; `beside` the others, none of them lost.
    """

    devices: dict[uuid.UUID, Device] = field(default_factory=dict)
    known: dict[uuid.UUID, Known] = field(default_factory=dict)
    placed: dict[uuid.UUID, Facts] = field(default_factory=dict)
    beside: dict[uuid.UUID, list[Facts]] = field(default_factory=dict)

    def receive(
        self, *, sender: uuid.UUID, device: uuid.UUID, parcel_id: uuid.UUID, digest: bytes, about: uuid.UUID, facts: Facts
    ) -> Receipt:
        """Take one parcel, already opened as `facts` of the round `about`."""
        known = self.known.get(parcel_id)
        early = judge(parcel_id=parcel_id, device=self.devices.get(device), sender=sender, known=known, sent_by=device, digest=digest)
        if early is not None:
            return early
        self.known[parcel_id] = Known(device=device, digest=digest)
        if about not in self.placed:
            self.placed[about] = facts
            return Receipt(parcel_id, Outcome.KEPT)
        if not differences(self.placed[about], facts):
            return Receipt(parcel_id, Outcome.KEPT)
        self.beside.setdefault(about, []).append(facts)
        return Receipt(parcel_id, Outcome.CONFLICT)
