"""After the signature, as each side may read it: how she is told, until when she may contest, how she was heard before an end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from maillage.accompaniment.people.models import Outgoing
from maillage.accompaniment.people.moments import wall_clock
from maillage.accompaniment.people.selectors import rule_of
from maillage.accompaniment.people.selectors.contact import WayNow, ways_now
from maillage.core.appeals import AppealPeriod, appeal_period
from maillage.core.clock.calendar import Calendar
from maillage.core.law import current_law
from maillage.foundation.access.actor import Actor
from maillage.foundation.documents import OpenedDocument, documents_of, get_document, open_document
from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.moment import Moment
from maillage.foundation.vault import Part, Reason, open_part
from maillage.pathway.commission import letters
from maillage.pathway.commission.models import Contradictory, Decision, DecisionSense, Delivery
from maillage.pathway.commission.naming import civil_name
from maillage.pathway.psp.models import Application
from maillage.pathway.psp.selectors import get_application, is_own

PLAIN, INVITATION = "decision_plain", "contradictory"


def get_own_delivery(*, actor: Actor, pk: uuid.UUID, today: date) -> Application:
    """An application of the reader's own association whose decision is signed here, or OutOfScope."""
    application = get_application(actor=actor, pk=pk, today=today)
    if not is_own(actor, application) or application.person is None or signed_decision(application) is None:
        raise OutOfScope
    return application


def get_own_contradictory(*, actor: Actor, pk: uuid.UUID, today: date) -> Application:
    """An application of the reader's own association on which she is to be heard, or OutOfScope."""
    application = get_application(actor=actor, pk=pk, today=today)
    known = Contradictory.unscoped.filter(application=application).exists()
    if not known or not is_own(actor, application) or application.person is None:
        raise OutOfScope
    return application


def get_contradictory(*, actor: Actor, pk: uuid.UUID, today: date) -> Contradictory:
    """A contradictory procedure, for the State's side, or OutOfScope."""
    rows = Contradictory.objects.visible_to(actor, today=today).select_related(
        "application__organisation", "application__person", "territory"
    )
    found: Contradictory | None = rows.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def contradictory_of(application: Application) -> Contradictory | None:
    """The procedure opened before an end, if any."""
    return Contradictory.unscoped.filter(application=application).first()


def signed_decision(application: Application) -> Decision | None:
    """The decision recorded here for an application, with its delivery."""
    rows = Decision.unscoped.filter(application=application, signed_on__isnull=False)
    return rows.select_related("application__person", "application__organisation", "territory", "delivery").first()


def decision_of(application: Application) -> Decision | None:
    """The decision on an application, prepared or signed; None when nobody prepared it yet."""
    return Decision.unscoped.filter(application=application).first()


def fresh(decision: Decision) -> Decision:
    """The decision as the database has it now."""
    return Decision.unscoped.select_related("application__person", "application__organisation", "territory").get(pk=decision.pk)


def delivery_of(decision: Decision) -> Delivery | None:
    """How she is told, once something began."""
    return Delivery.unscoped.filter(decision=decision).first()


def appeal_of(decision: Decision, *, today: date) -> AppealPeriod | None:
    """The period to contest a decision that she knows; None before."""
    notified = decision.application.notified_on
    if notified is None:
        return None
    delivery = delivery_of(decision)
    return appeal_period(
        notified=notified,
        proved=delivery is not None and delivery.proved,
        stated=delivery is not None and delivery.remedies_told,
        law=current_law(),
        calendar=Calendar(department=decision.territory_id),
        known_on=today,
    )


@dataclass(frozen=True)
class Announced:
    """One time when something left towards her about this decision, for her association."""

    on: date
    way: Any
    who: str


@dataclass(frozen=True)
class DeliveryPage:
    """What her association sees to put a decision into her hands."""

    decision: Decision
    delivery: Delivery | None
    ways: tuple[WayNow, ...]
    announced: tuple[Announced, ...]
    appeal: AppealPeriod | None
    has_plain: bool

    @property
    def under_way(self) -> bool:
        """Has it left without a proof of arrival?"""
        return self.delivery is not None and self.delivery.started_on is not None and self.delivery.notified_on is None


def delivery_page(application: Application, *, moment: Moment) -> DeliveryPage:
    """The decision, the ways open now by her rule, what has left already."""
    decision = signed_decision(application)
    if decision is None or application.person is None:
        raise OutOfScope
    rows = Outgoing.unscoped.filter(person=application.person, about=decision.pk).select_related("by").order_by("-at", "pk")
    return DeliveryPage(
        decision=decision,
        delivery=delivery_of(decision),
        ways=tuple(ways_now(rule_of(application.person), moment=moment)),
        announced=tuple(Announced(on=wall_clock(row.at).date(), way=row.way_label, who=_who(row.by)) for row in rows),
        appeal=appeal_of(decision, today=moment.today),
        has_plain=any(each.purpose == PLAIN for each in documents_of(application)),
    )


def _who(user: Any) -> str:
    return user.display_name if user is not None else ""


def open_copy(*, actor: Actor, application: Application, purpose: str, today: date) -> OpenedDocument:
    """A paper entrusted to her association, opened in her file. Raises OutOfScope when there is none, Denied."""
    found = next((each for each in documents_of(application) if each.purpose == purpose), None)
    if found is None:
        raise OutOfScope
    return open_document(actor=actor, document=found, reason=Reason.FOLLOW_UP, today=today)


def print_notification(*, actor: Actor, decision: Decision, today: date) -> bytes:
    """The letter that notifies a signed decision, with her civil name. Raises OutOfScope (not signed), Denied."""
    _signed(decision)
    return letters.notification(decision, name=civil_name(decision.application, actor=actor, today=today), today=today)


def print_plain(*, actor: Actor, decision: Decision, labels: Iterable[str], today: date) -> bytes:
    """The same in plain words, for her. Raises OutOfScope (not signed), Denied."""
    _signed(decision)
    words = ""
    if DecisionSense(decision.sense).against_her:
        words = open_part(actor=actor, subject=decision, part=Part.EXTRACT, reason=Reason.DECISION, today=today).read(decision, "words")
    return letters.plain_decision(decision, motives=[str(each) for each in labels], words=words, today=today)


def print_receipt(decision: Decision, *, today: date) -> bytes:
    """The receipt to be dated and signed by her. Raises OutOfScope (not signed)."""
    _signed(decision)
    return letters.receipt(decision, today=today)


def _signed(decision: Decision) -> None:
    if not decision.is_signed:
        raise OutOfScope


def open_delivery_proof(*, actor: Actor, decision: Decision, today: date) -> OpenedDocument:
    """The proof that was kept of the notification. Raises OutOfScope when there is none, Denied."""
    delivery = delivery_of(decision)
    if delivery is None or delivery.receipt is None:
        raise OutOfScope
    return open_document(actor=actor, document=get_document(owner=decision, pk=delivery.receipt), reason=Reason.DECISION, today=today)


@dataclass(frozen=True)
class HearingWords:
    """What was held against her and what she answered, opened. Its repr shows nothing."""

    facts: str
    observations: str

    def __repr__(self) -> str:
        return "HearingWords(…)"


def open_hearing_words(*, actor: Actor, hearing: Contradictory, today: date) -> HearingWords:
    """The words of a contradictory procedure, journaled. Raises Denied."""
    opened = open_part(actor=actor, subject=hearing, part=Part.EXTRACT, reason=Reason.DECISION, today=today)
    return HearingWords(facts=opened.read(hearing, "facts"), observations=opened.read(hearing, "observations"))


def open_invitation(*, actor: Actor, hearing: Contradictory, today: date) -> OpenedDocument:
    """The letter of a contradictory procedure. Raises OutOfScope, Denied."""
    if hearing.document is None:
        raise OutOfScope
    return open_document(actor=actor, document=get_document(owner=hearing, pk=hearing.document), reason=Reason.DECISION, today=today)
