"""What follows the opinion, for the matrix: a proof kept, an end of A's on which she is to be heard."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from maillage.foundation.kernel.moment import PARIS, Moment
from tests.demonstration import canaries, samples

FACTS = "what is held against her, in X"


def stage() -> None:
    """In the transaction of the caller, who undoes it."""
    _keep_a_proof()
    _hear_before_an_end()


def _keep_a_proof() -> None:
    from maillage.pathway.commission.models import DeliveredBy, Proof
    from maillage.pathway.commission.services import send_decision

    moment = Moment(now=datetime.combine(samples.TODAY, time(15), tzinfo=PARIS), today=samples.TODAY)
    send_decision(
        actor=samples.actor("prefet2"), moment=moment, decision=samples.decision_signed_y(), by=DeliveredBy.DESK,
        notified_on=samples.TODAY, proof=Proof.SIGNED, scan=samples.secret_paper("a receipt signed in Y", readers={"eve"}),
    )  # fmt: skip


def _hear_before_an_end() -> None:
    from maillage.pathway.commission.models import Item, ItemSense, ItemWay
    from maillage.pathway.commission.services import (
        Examined,
        add_to_agenda,
        close_item,
        close_session,
        convene,
        open_contradictory,
        open_session,
        plan_session,
        record_attendance,
    )
    from maillage.pathway.psp.models import Application, EndReason, Extract, Pathway
    from maillage.pathway.psp.services import propose_end

    dana, today = samples.actor("dana"), samples.TODAY
    waiting = Application.unscoped.waiting().filter(person__isnull=False).values("person")
    rows = Pathway.unscoped.filter(organisation=samples.association("a"), territory="F1", ended_on=None, person__isnull=False)
    pathway = rows.exclude(person__in=waiting).order_by("starts_on", "pk").first() or rows.order_by("starts_on", "pk").first()
    code = canaries.code_of(FACTS)
    canaries.planted[code] = canaries.Canary(what=FACTS, readers={"dana", "paul"} | canaries.WORKERS["a"])
    # The letter that the association hands her bears her name and the facts: it is written to her.
    for extract in Extract.unscoped.filter(application__person=pathway.person).order_by("filed_on", "pk"):
        canaries.show_to(extract, slugs=canaries.WORKERS["a"], names=("last_name", "first_name"))
    end = propose_end(actor=dana, today=today, pathway=pathway, reason=EndReason.COMMITMENTS, words="Des rendez-vous manqués.")
    session = plan_session(actor=dana, today=today, commission=samples.commission_x(), held_on=today)
    add_to_agenda(actor=dana, today=today, session=session, application=end)
    session.refresh_from_db()
    session = open_session(
        actor=dana, today=today, session=convene(actor=dana, today=today, session=session, urgency="Une fin est proposée.")
    )
    for code_of_seat in ("chair", "magistrate", "social", "doctor", "gendarmerie"):
        for seat in session.commission.seats.filter(code=code_of_seat):
            record_attendance(actor=dana, today=today, session=session, seat=seat, channel="in_person")
    item = Item.unscoped.select_related("session").get(session=session)
    close_item(actor=dana, today=today, item=item, outcome=Examined(way=ItemWay.CONSENSUS, sense=ItemSense.FAVOURABLE))
    close_session(actor=dana, today=today, session=session)
    end.refresh_from_db()
    open_contradictory(actor=dana, today=today, application=end, facts=code, days=15)


@samples.sample
def application_end_a() -> Any:
    from maillage.pathway.commission.models import Contradictory

    return Contradictory.unscoped.get(territory="F1").application


@samples.sample
def hearing_x() -> Any:
    from maillage.pathway.commission.models import Contradictory

    return Contradictory.unscoped.get(territory="F1")


@samples.sample
def application_entrusted_a() -> Any:
    from maillage.pathway.commission.models import Delivery

    rows = Delivery.unscoped.filter(decision__application__organisation=samples.association("a"), entrusted_on__isnull=False)
    return rows.order_by("-entrusted_on", "pk").first().decision.application


@samples.sample
def return_line_x() -> Any:
    return {"pk": samples.commission_x().pk, "line": "sessions_held"}
