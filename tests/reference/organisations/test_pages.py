"""The pages: who is there, and one organisation explained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.reference.organisations.models import Organisation
from tests.cast import CastClient, make_accreditation, make_organisation

pytestmark = pytest.mark.django_db


def test_a_caseworker_sees_who_is_in_her_department(client: CastClient, alice: Any, association_b: Any, delegation_y: Any) -> None:
    page = client.as_(alice).get(reverse("organisations:list")).content.decode()

    assert "Association B" in page
    assert "Délégation Y" not in page


def test_somebody_without_a_department_learns_why_the_list_is_empty(client: CastClient, nora: Any) -> None:
    page = client.as_(nora).get(reverse("organisations:list")).content.decode()

    assert "attachés à aucun département" in page


def test_a_stranger_is_asked_to_sign_in(client: CastClient) -> None:
    response = client.get(reverse("organisations:list"))

    assert response.url.startswith(reverse("account_login"))


def test_the_end_of_an_accreditation_is_explained(client: CastClient, alice: Any) -> None:
    association = make_organisation(name="Association C")
    make_accreditation(organisation=association, granted_on=date(2017, 5, 18))

    page = client.as_(alice).get(reverse("organisations:show", kwargs={"pk": association.pk})).content.decode()

    assert "Pourquoi cette date" in page
    assert "2020-306" in page


def test_an_association_without_accreditation_says_so(client: CastClient, alice: Any) -> None:
    association = make_organisation(name="Association C")

    page = client.as_(alice).get(reverse("organisations:show", kwargs={"pk": association.pk})).content.decode()

    assert "agrément enregistré" in page


def test_a_manager_chooses_who_reads_the_files_from_the_page(client: CastClient, hugo: Any, association_a: Any) -> None:
    address = reverse("organisations:open_files_to", kwargs={"pk": association_a.pk})

    client.as_(hugo).post(address, {"open_to": "assigned", "version": association_a.version})

    assert Organisation.unscoped.get(pk=association_a.pk).files_open_to == "assigned"


def test_a_caseworker_is_not_offered_the_choice(client: CastClient, alice: Any, association_a: Any) -> None:
    page = client.as_(alice).get(reverse("organisations:show", kwargs={"pk": association_a.pk})).content.decode()

    assert "Qui lit nos dossiers" not in page


def test_nor_may_she_make_it(client: CastClient, alice: Any, association_a: Any) -> None:
    address = reverse("organisations:open_files_to", kwargs={"pk": association_a.pk})

    response = client.as_(alice).post(address, {"open_to": "assigned", "version": association_a.version})

    assert response.status_code == 403


def test_an_unknown_organisation_is_a_404(client: CastClient, alice: Any) -> None:
    assert client.as_(alice).get(reverse("organisations:show", kwargs={"pk": alice.pk})).status_code == 404


def test_the_list_asks_as_many_questions_whatever_its_length(client: CastClient, alice: Any, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        make_accreditation(organisation=make_organisation(name=f"Association {number}"))
    signed_in = client.as_(alice)

    with django_assert_max_num_queries(12):
        signed_in.get(reverse("organisations:list"))
