"""Objects of the matrix: a point without application, a numbered set of papers, a convocation whose sending is proven by a scan."""

from __future__ import annotations

from typing import Any

from tests.demonstration.samples import TODAY, actor, sample, secret_paper, session_draft_x, session_open_x


def stage() -> None:
    """What the session under way and the one in preparation have beside their applications."""
    from maillage.pathway.commission.models import PointKind
    from maillage.pathway.commission.services import add_point, hand_out_papers, record_proof

    dana, session = actor("dana"), session_open_x()
    add_point(actor=dana, today=TODAY, session=session_draft_x(), kind=PointKind.STATE_OF_PLAY, title="État des lieux partagé")
    doctor = session.commission.seats.get(code="doctor")
    hand_out_papers(actor=dana, today=TODAY, session=session, seats=[doctor.pk])
    record_proof(
        actor=dana,
        today=TODAY,
        session=session,
        seats=[doctor.pk],
        reference="LR 2C 118",
        scan=secret_paper("a proof of sending", readers={"dana"}),
    )


@sample
def point_x() -> Any:
    return session_draft_x().points.get()


@sample
def paper_set_x() -> Any:
    return session_open_x().paper_sets.get()


@sample
def convocation_proven_x() -> Any:
    return session_open_x().convocations.get(proof__isnull=False)
