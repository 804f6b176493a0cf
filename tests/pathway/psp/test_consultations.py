"""Prior consultation: which service received which identity, when, on which basis; the association reads it all."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.foundation.kernel.errors import Denied, OutOfScope, Stale
from maillage.foundation.notifications.models import Notice
from maillage.pathway.psp import selectors, services
from maillage.pathway.psp.errors import AnsweredBeforeAsked, ConsultedAlready, DateInFuture, NotConsultable, NothingSent
from maillage.pathway.psp.models import Consultation, ConsultationAnswer, ConsultationBasis, ConsultedService
from maillage.pathway.psp.services.consulting import IDENTITY_SENT
from tests.accompaniment.making import actions_on
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_application

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def filed(alice: Any, dana: Any) -> Any:
    return make_application(alice, state="filed", dana=dana)


def _consult(user: Any, application: Any, **more: Any) -> Consultation:
    given = {"service": ConsultedService.POLICE, "basis": ConsultationBasis.INSTRUCTION, "identity_sent": ["last_name"], **more}
    return services.consult_service(actor=actor_of(user), today=TODAY, application=application, **given)


def _answer(user: Any, consultation: Consultation, answer: str = "objection", **more: Any) -> Consultation:
    given = {"seen": consultation.version, "answer": ConsultationAnswer(answer), **more}
    return services.answer_consultation(actor=actor_of(user), today=TODAY, consultation=consultation, **given)


def test_the_association_sees_whom_with_what_when_and_why(alice: Any, dana: Any, filed: Any) -> None:
    _consult(dana, filed, identity_sent=["nationality", "last_name"])

    found = selectors.get_application(actor=actor_of(alice), pk=filed.pk, today=TODAY)
    shown = selectors.consultations_of(found)[0]
    assert (shown.row.service, shown.row.basis, shown.row.sent_on) == ("police", "instruction", TODAY)
    assert [str(label) for label in shown.sent] == ["Nom", "Nationalité"]
    assert "psp.consulted" in actions_on(filed)


def test_the_key_worker_is_told_at_the_question_and_at_the_answer(alice: Any, dana: Any, filed: Any) -> None:
    consultation = _consult(dana, filed)

    _answer(dana, consultation)

    assert Notice.unscoped.filter(user_id=alice.pk, topic="psp.consulted").count() == 2


def test_only_identity_ever_leaves_towards_a_service(dana: Any, filed: Any) -> None:
    consultation = _consult(dana, filed, identity_sent=["project", "kept_here", "birth_date"])

    assert consultation.identity_sent == ["birth_date"]
    assert set(IDENTITY_SENT) == {"last_name", "first_name", "birth_date", "birth_place", "nationality"}


@pytest.mark.parametrize("answer", ["no_objection", "objection", "to_discuss", "no_answer"])
def test_an_answer_is_of_the_list_and_dated(dana: Any, filed: Any, answer: str) -> None:
    done = _answer(dana, _consult(dana, filed), answer)

    assert (done.answer, done.answered_on) == (answer, TODAY)


def test_an_answer_noted_by_mistake_goes_back_to_awaited(dana: Any, filed: Any) -> None:
    answered = _answer(dana, _consult(dana, filed))

    assert _answer(dana, answered, "awaited").answered_on is None


@pytest.mark.parametrize("who", ["alice", "hugo", "eve", "paul", "marc"])
def test_only_the_secretariat_of_the_department_consults(filed: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises((Denied, OutOfScope)):
        _consult(request.getfixturevalue(who), filed)


def test_refusals(dana: Any, filed: Any) -> None:
    for more, refusal in (
        ({"identity_sent": ["project"]}, NothingSent), ({"sent_on": TOMORROW}, DateInFuture), ({"sent_on": YESTERDAY}, NotConsultable),
    ):  # fmt: skip
        with pytest.raises(refusal):
            _consult(dana, filed, **more)


def test_a_service_is_asked_once(dana: Any, filed: Any) -> None:
    _consult(dana, filed)

    with pytest.raises(ConsultedAlready):
        _consult(dana, filed)


def test_before_the_filing_and_after_the_decision_nobody_is_consulted(alice: Any, dana: Any, paul: Any) -> None:
    for state in ("ready", "decided"):
        with pytest.raises(NotConsultable):
            _consult(dana, make_application(alice, state=state, dana=dana, paul=paul))


def test_an_answer_does_not_precede_the_question(dana: Any, filed: Any) -> None:
    with pytest.raises(AnsweredBeforeAsked):
        _answer(dana, _consult(dana, filed), answered_on=YESTERDAY)
    with pytest.raises(DateInFuture):
        _answer(dana, Consultation.unscoped.get(), answered_on=TOMORROW)


def test_a_stale_answer_is_told_so(dana: Any, filed: Any) -> None:
    consultation = _consult(dana, filed)
    _answer(dana, consultation)

    with pytest.raises(Stale):
        _answer(dana, consultation, "no_objection", seen=1)


def test_the_same_key_consults_once(dana: Any, filed: Any) -> None:
    key = uuid.uuid4()

    first, second = (_consult(dana, filed, key=key) for _ in range(2))

    assert first.pk == second.pk


@pytest.mark.parametrize("who", ["charlie", "eve", "nora"])
def test_nobody_else_knows_of_it(dana: Any, filed: Any, who: str, request: pytest.FixtureRequest) -> None:
    consultation = _consult(dana, filed)

    with pytest.raises(OutOfScope):
        selectors.get_consultation(actor=actor_of(request.getfixturevalue(who)), pk=consultation.pk, today=TODAY)


@pytest.mark.db_truth
@pytest.mark.parametrize("change", [{"answer": "objection"}, {"answered_on": TODAY}, {"answer": "objection", "answered_on": YESTERDAY}])
def test_the_database_refuses_an_answer_without_its_day(dana: Any, filed: Any, change: dict[str, Any]) -> None:
    _consult(dana, filed)

    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.unscoped.update(**change)


def test_the_pages_from_the_question_to_the_answer(client: Any, alice: Any, dana: Any, filed: Any) -> None:
    browser = client.as_(dana)
    sent = {"service": "foreigners", "basis": "residence", "identity_sent": ["last_name", "birth_date"], "sent_on": "2020-05-19"}
    browser.post(reverse("psp:consult", args=[filed.pk]), sent)
    row = Consultation.unscoped.get()
    answer = {"answer": "to_discuss", "answered_on": "2020-05-19", "version": row.version}
    browser.post(reverse("psp:consultation", args=[row.pk]), answer)

    page = client.as_(alice).get(reverse("psp:consultations", args=[filed.pk])).content.decode()

    assert "service des étrangers de la préfecture" in page
    assert "élément à discuter en séance" in page
    assert "Date de naissance" in page
    assert reverse("psp:consult", args=[filed.pk]) not in page


def test_the_page_of_the_application_names_them_on_both_sides(client: Any, alice: Any, dana: Any, filed: Any) -> None:
    _consult(dana, filed)

    for user in (alice, dana):
        assert "police nationale" in client.as_(user).get(reverse("psp:application", args=[filed.pk])).content.decode()
