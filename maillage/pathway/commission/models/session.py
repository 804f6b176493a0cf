"""A session, and the convocation of each seat."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from maillage.core.deliberation import Mode
from maillage.core.phrase import Phrase
from maillage.foundation.access.permissions import Permission
from maillage.foundation.access.records import Record, ScopedQuerySet
from maillage.foundation.access.visibility import Narrowed, National, OwnOrganisation, SeatInOpenSession, Territory
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.vault import SealedSubject
from maillage.pathway.commission.models.codes import CancelCause, Kind, ModeChoice, SendingMeans
from maillage.pathway.commission.models.commission import Commission, LocalRule, Seat, SeatHolder
from maillage.pathway.commission.workflow import LIVE_STATES, OVER_STATES, READING_STATES, WORKFLOW, State


def first_day_left(held_on: date, *, today: date) -> date:
    """Of a window that has begun, only the days to come are left."""
    return max(held_on, today)


class SessionQuerySet(ScopedQuerySet["Session"]):
    """Words of the room."""

    def live(self) -> Self:
        """Neither closed nor cancelled."""
        return self.filter(state__in=LIVE_STATES)

    def not_past(self, day: date) -> Self:
        """Whose day, or the last day of the window in which they are planned, is not over on a day."""
        return self.filter(Q(held_on__gte=day) | Q(window_until__gte=day))


class Session(SealedSubject):
    """One session. Its key seals the reading copies only, and is destroyed when it closes; what the State keeps is under `Minutes`.

    `held_on` is the day of the sitting, or the last day of a written exchange. `reading_until` is the last day of reading.
    `opened_at` and `closed_at` are the hours of those days, when somebody was there to press the button; entered afterwards, nobody knows.
    """

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="sessions")
    organisation = models.ForeignKey("mg_organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey("mg_territories.Territory", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    mode = models.CharField(max_length=12, choices=ModeChoice.choices)
    legal_basis = models.CharField(max_length=24, blank=True)
    local_rule = models.ForeignKey(LocalRule, on_delete=models.PROTECT, null=True, related_name="+")
    chair_decided_on = models.DateField(null=True)
    presiding = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    opens_on = models.DateField(null=True)
    held_on = models.DateField()
    window_until = models.DateField(null=True)
    starts_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    reading_until = models.DateField()
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State], default=State.DRAFT)
    urgency = models.CharField(max_length=200, blank=True)
    first_session = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="second_session")
    from_paper = models.BooleanField(default=False)
    current_item = models.ForeignKey("mg_commission.Item", on_delete=models.SET_NULL, null=True, related_name="+")
    planned_on = models.DateField()
    convened_on = models.DateField(null=True)
    opened_on = models.DateField(null=True)
    opened_at = models.TimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_at = models.TimeField(null=True)
    cancelled_on = models.DateField(null=True)
    cancel_cause = models.CharField(max_length=24, choices=CancelCause.choices, blank=True)

    unscoped: ClassVar = SessionQuerySet.as_manager()

    visibility = (
        Territory("territory", by=Permission.APPLICATION_LIST)
        | Territory("territory", by=Permission.SESSION_CONDUCT)
        | SeatInOpenSession(
            "convocations__reader_id",
            state_path="state",
            open_states=READING_STATES,
            until_path="convocations__reads_until",
            by=Permission.PAPERS_READ,
        )
        # Whoever audits finds the sessions that are over, to read their journal: nothing else of them opens to her.
        | Narrowed(National(by=Permission.JOURNAL_READ), "state", OVER_STATES)
        | Narrowed(OwnOrganisation("organisation_id", by=Permission.JOURNAL_READ), "state", OVER_STATES)
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "commission", "organisation", "territory", "kind", "mode", "legal_basis", "local_rule", "chair_decided_on", "presiding",
                "opens_on",
                "held_on", "window_until", "starts_at", "place", "reading_until", "state", "urgency", "first_session", "from_paper",
                "planned_on", "convened_on", "opened_on", "opened_at", "closed_on", "closed_at", "cancelled_on", "cancel_cause",
                "current_item",
            ]
        }
    )  # fmt: skip

    class Meta(Record.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="mg_commission_known_state"),
            models.CheckConstraint(
                condition=Q(mode=Mode.WRITTEN, opens_on__isnull=False, opens_on__lte=F("held_on"))
                | (~Q(mode=Mode.WRITTEN) & Q(opens_on__isnull=True)),
                name="mg_commission_written_has_a_window",
            ),
            models.CheckConstraint(
                # Planned in a window, from `held_on` to this day: the day is fixed before anything is sent.
                condition=Q(window_until__isnull=True)
                | Q(window_until__gt=F("held_on"), opens_on__isnull=True, state__in=[State.DRAFT.value, State.CANCELLED.value]),
                name="mg_commission_day_fixed_before_convening",
            ),
            models.CheckConstraint(
                condition=Q(mode=Mode.IN_PERSON) | (~Q(legal_basis="") & Q(chair_decided_on__isnull=False)),
                name="mg_commission_distance_has_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_on__isnull=False) | (~Q(state="cancelled") & Q(cancelled_on__isnull=True)),
                name="mg_commission_cancelled_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="mg_commission_closed_has_a_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.held_on)

    @property
    def is_written(self) -> bool:
        """Held by an exchange of writings."""
        return self.mode == Mode.WRITTEN

    @property
    def first_day(self) -> Any:
        """The day that the notice protects: the sitting, or the opening of the exchange."""
        return self.opens_on or self.held_on

    @property
    def last_day(self) -> Any:
        """The last day on which it may be held: its day, or the end of the window in which that day is still to be fixed."""
        return self.window_until or self.held_on

    @property
    def second_convocation(self) -> bool:
        """Convened again after a session without quorum, on the same agenda."""
        return self.first_session_id is not None

    @property
    def state_label(self) -> Phrase:
        """The state on screen."""
        return WORKFLOW.label_of(State(self.state))


class OfSession(Record):
    """A row of a session: reached by the mandates that reach the session."""

    class Meta(Record.Meta):
        abstract = True

    session: models.ForeignKey[Session, Session]

    @property
    def organisation_id(self) -> uuid.UUID:
        """The delegation: the chain of the journal."""
        return self.session.organisation_id

    @property
    def territory_id(self) -> str:
        """The department: what mandates of the State cover."""
        return self.session.territory_id


class Convocation(OfSession):
    """What was sent to one seat. `reader` may read the papers until `reads_until`, while the session is convened or open: both.

    A session convened again keeps the first letters (`replaced_on`), which open nothing any more.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="convocations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="convocations")
    holder = models.ForeignKey(SeatHolder, on_delete=models.PROTECT, related_name="convocations")
    reader = models.ForeignKey("mg_accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    reads_until = models.DateField()
    sent_on = models.DateField()
    means = models.CharField(max_length=8, choices=SendingMeans.choices, default=SendingMeans.MAIL)
    document = models.UUIDField(null=True)
    acknowledged_on = models.DateField(null=True)
    proof_on = models.DateField(null=True)
    proof_reference = models.CharField(max_length=80, blank=True)
    proof = models.UUIDField(null=True)
    replaced_on = models.DateField(null=True)

    visibility = Territory("session__territory", by=Permission.COMMISSION_MANAGE) | SeatInOpenSession(
        "reader_id", state_path="session__state", open_states=READING_STATES, until_path="reads_until", by=Permission.PAPERS_READ
    )
    data_classes: ClassVar = classify(
        {
            DataClass.OPERATIONAL: [
                "session",
                "seat",
                "holder",
                "reads_until",
                "sent_on",
                "means",
                "acknowledged_on",
                "proof_on",
                "proof_reference",
                "replaced_on",
            ],
            DataClass.PERSONAL: ["reader"],
            DataClass.TECHNICAL: ["document", "proof"],
        }
    )

    class Meta(Record.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["session", "seat"], condition=Q(replaced_on__isnull=True), name="mg_commission_one_convocation"
            ),
            # What replaced a convocation carries the reading: an old one opens nothing.
            models.CheckConstraint(
                condition=Q(replaced_on__isnull=True) | Q(reader__isnull=True), name="mg_commission_replaced_opens_nothing"
            ),
            models.CheckConstraint(condition=Q(proof_on__isnull=True) | Q(proof_on__gte=F("sent_on")), name="mg_commission_proof_after"),
            models.CheckConstraint(
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("sent_on")), name="mg_commission_acknowledged_after"
            ),
        )
