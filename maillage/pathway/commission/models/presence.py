"""Who takes part in the sitting, from when to when, by which channel, and the proxies given: spans, not a state."""

from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.pathway.commission.models.codes import Presence
from maillage.pathway.commission.models.commission import Seat
from maillage.pathway.commission.models.session import OfSession, Session

SPAN_CHANNELS = [each.value for each in Presence if each is not Presence.ABSENT]


def presence_code(channel: Presence, *, by_substitute: bool = False, proxy_to: uuid.UUID | None = None) -> str:
    """One choice of the sheet of presences, absence being one."""
    if proxy_to is not None:
        return f"proxy:{proxy_to}"
    return f"substitute:{channel.value}" if by_substitute and channel is not Presence.ABSENT else channel.value


class PresenceSpanQuerySet(ScopedQuerySet["PresenceSpan"]):
    """Words of the room."""

    def lasting(self) -> Self:
        """Those that nobody ended."""
        return self.filter(left_at__isnull=True)


class PresenceSpan(OfSession):
    """A seat takes part, by its holder or a substitute, or gave its proxy, from an hour to an hour.

    No `arrived_at`: from the opening. No `left_at`: still so, or to the end. A seat without a span is absent.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="presences")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="presences")
    channel = models.CharField(max_length=10, choices=Presence.choices)
    by_substitute = models.BooleanField(default=False)
    proxy_to = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    arrived_at = models.TimeField(null=True)
    left_at = models.TimeField(null=True)

    unscoped: ClassVar = PresenceSpanQuerySet.as_manager()

    visibility = Territory("session__territory", by=Permission.SESSION_CONDUCT)
    data_classes: ClassVar = classify(
        {DataClass.OPERATIONAL: ["session", "seat", "channel", "by_substitute", "proxy_to", "arrived_at", "left_at"]}
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(fields=["session", "seat"], condition=Q(left_at__isnull=True), name="mg_commission_one_presence"),
            models.UniqueConstraint(
                fields=["session", "proxy_to"],
                condition=Q(left_at__isnull=True, proxy_to__isnull=False),
                name="mg_commission_one_proxy_per_holder",
            ),
            models.CheckConstraint(condition=Q(channel__in=SPAN_CHANNELS), name="mg_commission_absent_is_no_span"),
            models.CheckConstraint(
                condition=Q(channel="proxy", proxy_to__isnull=False, by_substitute=False)
                | (~Q(channel="proxy") & Q(proxy_to__isnull=True)),
                name="mg_commission_proxy_names_its_holder",
            ),
            models.CheckConstraint(condition=Q(proxy_to__isnull=True) | ~Q(proxy_to=F("seat")), name="mg_commission_no_proxy_to_oneself"),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="mg_commission_left_after_arrived",
            ),
        )

    @property
    def code(self) -> str:
        """How the seat takes part, as the whole sheet writes it: "video", "substitute:video", "proxy:<seat>"."""
        return presence_code(Presence(self.channel), by_substitute=self.by_substitute, proxy_to=self.proxy_to_id)

    @property
    def is_proxy(self) -> bool:
        """A vote entrusted, not a presence."""
        return self.channel == Presence.PROXY
