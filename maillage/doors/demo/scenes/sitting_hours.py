"""A sitting told by the hour: items called, the association heard then gone, a late arrival, a proxy, a recusal discovered in session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from maillage.foundation.access.actor import Actor
from maillage.pathway.commission.models import (
    HeardKind,
    Interpreter,
    Item,
    OwnOpinion,
    Presence,
    PresenceSpan,
    RecusalReason,
    Seat,
    Session,
)
from maillage.pathway.commission.models.presence import PresenceSpanQuerySet
from maillage.pathway.commission.services import (
    Heard,
    call_item,
    declare_recusal,
    end_hearing,
    record_attendance,
    record_departure,
    record_hearing,
    record_proxy,
)

_PRESENTED = (
    (OwnOpinion.FAVOURABLE, "Le projet est travaillé depuis six mois, les rendez-vous sont tenus."),
    (OwnOpinion.RESERVED, "L'hébergement n'est pas encore stable : nous demandons six mois de plus pour le logement."),
)


@dataclass
class Course:
    """The course of one session, from two o'clock, twenty minutes for each item."""

    actor: Actor
    day: date
    session: Session

    def before(self, item: Item, *, rank: int) -> None:
        """What happens until the commission deliberates on this item."""
        self._come_and_go(rank)
        call_item(actor=self.actor, today=self.day, item=item, at=self.at(rank, 0))
        self.hear(item, rank=rank)
        if rank == 1:
            self._hear_her(item, rank=rank)
            self._recuse(item, at=self.at(rank, 11))

    def at(self, rank: int, minute: int = 0) -> time:
        """The hour of an item, or so many minutes into it."""
        moment = datetime.combine(self.day, time(14)) + timedelta(minutes=20 * min(rank, 25) + minute)
        return moment.time()

    def hear(self, item: Item, *, rank: int) -> None:
        """The association presents the request, gives its own opinion, and leaves."""
        sense, words = _PRESENTED[rank % len(_PRESENTED)]
        heard = Heard(kind=HeardKind.ASSOCIATION, arrived_at=self.at(rank, 1), who="Cheffe de service de l'association")
        hearing = record_hearing(actor=self.actor, today=self.day, item=item, heard=heard)
        end_hearing(actor=self.actor, today=self.day, hearing=hearing, at=self.at(rank, 9), sense=sense, words=words)

    def _hear_her(self, item: Item, *, rank: int) -> None:
        heard = Heard(
            kind=HeardKind.PERSON,
            arrived_at=self.at(rank, 5),
            left_at=self.at(rank, 10),
            wished_on=self.day - timedelta(days=9),
            interpreter=Interpreter.PHONE,
            words="Elle dit ce qu'elle attend de la formation.",
        )
        record_hearing(actor=self.actor, today=self.day, item=item, heard=heard)

    def _recuse(self, item: Item, *, at: time) -> None:
        recused = set(item.recusals.order_by("pk").values_list("seat_id", flat=True))
        seat = next((each for each in self._there() if each.pk not in recused and not each.chairs), None)
        if seat is not None:
            declare_recusal(actor=self.actor, today=self.day, item=item, seat=seat, reason=RecusalReason.PERSONAL, at=at)

    def _come_and_go(self, rank: int) -> None:
        """At the first item somebody joins by video; at the third a member leaves and gives her proxy, another changes channel."""
        who: dict[str, Any] = {"actor": self.actor, "today": self.day, "session": self.session}
        if rank == 0:
            late = self._absent()
            if late is not None:
                record_attendance(**who, seat=late, channel=Presence.VIDEO, at=time(14, 0))
        elif rank == 2:
            holder, giver, *_others = [seat for seat in self._there() if not self._holds_a_proxy(seat)]
            record_proxy(**who, giver=giver, holder=holder, at=self.at(rank, 0))
        elif rank == 3:
            span = self._spans().filter(channel=Presence.VIDEO).first()
            if span is not None:
                record_departure(**who, span=span, at=self.at(rank, 0))

    def _spans(self) -> PresenceSpanQuerySet:
        return PresenceSpan.unscoped.lasting().filter(session=self.session).select_related("seat").order_by("seat__rank", "pk")

    def _there(self) -> list[Seat]:
        return [span.seat for span in self._spans() if not span.is_proxy]

    def _holds_a_proxy(self, seat: Seat) -> bool:
        return self._spans().filter(proxy_to=seat).exists()

    def _absent(self) -> Seat | None:
        known = self._spans().values("seat_id")
        return Seat.unscoped.filter(commission_id=self.session.commission_id).exclude(pk__in=known).order_by("rank", "pk").first()
