"""Objects of the matrix: opinions asked before the session, of a member and of a seat without account, with a secret in their words."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.demonstration import canaries
from tests.demonstration.samples import actor, association, sample

ASKED_ON = date(2020, 5, 15)


def stage(session: Any) -> None:
    """On the session that the matrix opens, while it is only convened. The open one is read by who reads the item, the other by two."""
    from maillage.pathway.commission.models import Convocation, OpinionRequest
    from maillage.pathway.commission.services import answer_request, ask_opinions

    dana = actor("dana", day=ASKED_ON)
    item = session.items.select_related("application").get(application__organisation=association("a"))
    sent = Convocation.unscoped.filter(session_id=item.session_id).select_related("seat")
    presenting = item.application.organisation_id
    on_paper = sent.filter(reader=None).exclude(seat__holder_organisation=presenting).order_by("seat__rank", "pk")
    members = {
        "marc": (sent.get(reader__email="marc@demonstration.test").seat, False, {"dana", "jean", "marc"}),
        "paper": (on_paper.first().seat, True, {"dana", "jean"}),
    }
    for who, (seat, confidential, readers) in members.items():
        asked = {"seats": [seat], "due_on": date(2020, 5, 18), "confidential": confidential}
        ask_opinions(actor=dana, today=ASKED_ON, item=item, question=_secret(f"a question to {who}", readers), **asked)
        request = OpinionRequest.unscoped.get(item=item, seat=seat)
        if who == "paper":
            words = _secret("an answer on paper", readers)
            answer_request(actor=dana, today=ASKED_ON, request=request, seen=request.version, answer=words)
    _send_results()


def _send_results() -> None:
    """A session of F1 that is over, to which jean and marc were convened: what an exchange of writings leaves is put beside it."""
    from maillage.pathway.commission.models import Session, Writing

    session = Session.unscoped.filter(territory="F1", state="closed").order_by("-held_on").first()
    day = session.held_on
    Writing.unscoped.create(session=session, exchanges_closed_on=day, vote_opened_on=day, vote_until=day, results_sent_on=day)


def _secret(name: str, readers: set[str]) -> str:
    code = canaries.code_of(name)
    canaries.planted[code] = canaries.Canary(what=name, readers=readers)
    return code


def _request(**where: Any) -> Any:
    from maillage.pathway.commission.models import OpinionRequest

    return OpinionRequest.unscoped.get(item__session__state="open", item__session__territory="F1", **where)


@sample
def request_member_x() -> Any:
    return _request(confidential=False)


@sample
def request_paper_x() -> Any:
    return _request(confidential=True)


@sample
def session_results_x() -> Any:
    from maillage.pathway.commission.models import Writing

    return Writing.unscoped.get(session__territory="F1", results_sent_on__isnull=False).session
