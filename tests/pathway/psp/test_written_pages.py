"""The pages written with her: the form, the document, the talk; what each says, and to whom it does not open."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.pathway.psp import services
from maillage.pathway.psp.models import ApplicationForm, ExposureTalk, PathwayDocument
from maillage.pathway.psp.sessions import register_sessions
from tests.accompaniment.making import give_identity, make_person
from tests.cast import TODAY, actor_of
from tests.e2e.papers import is_tagged, read_pdf
from tests.pathway.psp.making import make_application, make_photo, prepare_to_leave

PAGES = ("form", "form_actions", "form_pdf", "document", "document_pdf", "document_plain", "exposure", "exposure_pdf")


@pytest.fixture
def preparing(alice: Any, delegation_x: Any) -> Any:
    person = make_person(alice)
    give_identity(alice, person)
    return make_application(alice, state="preparing", person=person)


def _url(name: str, application: Any, **more: Any) -> str:
    return reverse(f"psp:{name}", kwargs={"pk": application.pk, **more})


def _write(browser: Any, application: Any, section: str, **said: Any) -> Any:
    url = _url("form_section", application, section=section)
    version = re.search(r'name="version" value="(\d+)"', browser.get(url).content.decode())
    return browser.post(url, {"version": version.group(1) if version else 0, **said}, follow=True)


@pytest.mark.parametrize("name", PAGES)
def test_a_caseworker_opens_each_page(client: Any, alice: Any, preparing: Any, name: str) -> None:
    assert client.as_(alice).get(_url(name, preparing)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("who", "status"), [("bob", 403), ("hugo", 403), ("charlie", 404), ("dana", 404)])
def test_nobody_else_does(client: Any, preparing: Any, name: str, who: str, status: int, request: Any) -> None:
    assert client.as_(request.getfixturevalue(who)).get(_url(name, preparing)).status_code == status


def test_a_section_written_shows_on_the_form_with_what_she_said(client: Any, alice: Any, preparing: Any) -> None:
    page = _write(
        client.as_(alice),
        preparing,
        "famille",
        family="Vit seule",
        family_agreed="withheld",
        children="3 et 7 ans",
        children_agreed="agreed",
    )

    words = page.content.decode()
    assert "3 et 7 ans" in words
    assert "cela ne part pas" in words


def test_one_button_says_yes_for_the_whole_section(client: Any, alice: Any, preparing: Any) -> None:
    _write(client.as_(alice), preparing, "ressources", resources="ADA", work="", work_agreed="withheld", all="1")

    content = client.as_(alice).get(_url("form_pdf", preparing)).content
    assert "ADA" in read_pdf(content)


def test_a_day_that_cannot_be_comes_back_with_its_reason(client: Any, alice: Any, preparing: Any) -> None:
    page = _write(client.as_(alice), preparing, "sejour", residence_until="9999-01-01")

    assert page.status_code == 422
    assert "pas possible" in page.content.decode()


def test_a_stale_section_is_shown_beside_what_was_typed(client: Any, alice: Any, preparing: Any) -> None:
    browser = client.as_(alice)
    _write(browser, preparing, "famille", children="3 ans", children_agreed="agreed")

    answer = browser.post(_url("form_section", preparing, section="famille"), {"version": 0, "children": "4 ans"})

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "3 ans" in words
    assert "4 ans" in words
    assert "cela part" in words


def test_an_unknown_section_is_nowhere(client: Any, alice: Any, preparing: Any) -> None:
    assert client.as_(alice).get(_url("form_section", preparing, section="sante")).status_code == 404


def test_actions_are_written_line_by_line_and_two_empty_ones_come_back(client: Any, alice: Any, preparing: Any) -> None:
    browser = client.as_(alice)
    url = _url("form_actions", preparing)

    browser.post(url, {"version": 0, "domain_0": "language", "what_0": "Cours de français", "who_0": "l'association", "agreed_0": "agreed"})

    again = browser.get(url).content.decode()
    assert "Cours de français" in again
    assert "Action 3" in again


def test_an_action_without_a_domain_comes_back_with_what_was_typed(client: Any, alice: Any, preparing: Any) -> None:
    answer = client.as_(alice).post(_url("form_actions", preparing), {"version": 0, "what_0": "Cours de français"})

    assert answer.status_code == 422
    assert "Cours de français" in answer.content.decode()


def test_saying_yes_to_all_is_one_click(client: Any, alice: Any, preparing: Any) -> None:
    client.as_(alice).post(_url("form_agree", preparing))

    assert ApplicationForm.unscoped.get(application=preparing).essentials


def test_free_text_with_a_phone_number_is_warned_about(client: Any, alice: Any, preparing: Any) -> None:
    page = _write(client.as_(alice), preparing, "ressources", resources="Appeler le 06 12 34 56 78", resources_agreed="agreed")

    assert "06 12 34 56 78" in page.content.decode()
    assert "mg-notice" in page.content.decode()


def test_the_printed_form_holds_what_she_agreed_to_and_no_other(client: Any, alice: Any, preparing: Any) -> None:
    browser = client.as_(alice)
    _write(browser, preparing, "famille", family="CANARI", family_agreed="withheld", children="3 et 7 ans", children_agreed="agreed")

    content = browser.get(_url("form_pdf", preparing)).content

    assert "3 et 7 ans" in read_pdf(content)
    assert "CANARI" not in read_pdf(content)
    assert is_tagged(content)


def test_the_document_and_its_plain_version_are_tagged_and_the_plain_one_names_nobody(client: Any, alice: Any, preparing: Any) -> None:
    from maillage.pathway.psp.form_answers import Action
    from maillage.pathway.psp.form_schema import Domain

    planned = [Action(Domain.LANGUAGE, "Cours de français", who="l'association", when="chaque mardi")]
    services.save_actions(actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=planned)
    prepare_to_leave(alice, preparing)

    document, plain = (client.as_(alice).get(_url(name, preparing)).content for name in ("document_pdf", "document_plain"))

    assert is_tagged(document)
    assert is_tagged(plain)
    assert "Cours de français l'association chaque mardi" in read_pdf(document)
    assert "R. 121-12-12" in read_pdf(document)
    assert "Cours de français. Qui : l'association. Quand : chaque mardi." in read_pdf(plain)
    assert not any(word in read_pdf(plain) for word in ("Aubrac", "prostitution", "Lune"))


def test_signing_with_the_paper_and_reading_it_back(client: Any, alice: Any, preparing: Any) -> None:
    from maillage.pathway.psp.form_answers import Action
    from maillage.pathway.psp.form_schema import Domain

    services.save_actions(
        actor=actor_of(alice), today=TODAY, application=preparing, seen=0, planned=[Action(Domain.LANGUAGE, "Cours de français")]
    )
    prepare_to_leave(alice, preparing)
    browser = client.as_(alice)

    sent = {"signed_by_her_on": "2020-05-19", "signed_by_association_on": "", "explained_in": "fr", "upload": make_photo(), "version": 0}
    page = browser.post(_url("document", preparing), sent, follow=True)

    assert "J&#x27;ai noté les signatures" in page.content.decode()
    assert PathwayDocument.unscoped.get().signed_by_her_on == TODAY
    assert browser.get(_url("document_signed", preparing)).headers["Content-Type"] == "image/png"


def test_signatures_that_a_colleague_noted_meanwhile_are_not_replaced_unseen(client: Any, alice: Any, preparing: Any) -> None:
    from maillage.pathway.psp.form_answers import Action
    from maillage.pathway.psp.form_schema import Domain

    planned, give = [Action(Domain.LANGUAGE, "Cours de français")], {"actor": actor_of(alice), "today": TODAY, "application": preparing}
    services.save_actions(**give, seen=0, planned=planned)
    prepare_to_leave(alice, preparing)
    services.sign_document(**give, signed_by_her_on=TODAY, signed_by_association_on=None, explained_in="ar")
    sent = {"signed_by_her_on": "2020-05-18", "signed_by_association_on": "", "explained_in": "fr", "version": 0}

    answer = client.as_(alice).post(_url("document", preparing), sent)

    assert (answer.status_code, PathwayDocument.unscoped.get().signed_by_her_on) == (409, TODAY)


def test_without_a_signed_paper_its_address_is_nowhere(client: Any, alice: Any, preparing: Any) -> None:
    assert client.as_(alice).get(_url("document_signed", preparing)).status_code == 404


def test_the_talk_is_noted_from_the_sheet_and_shown_again(client: Any, alice: Any, preparing: Any) -> None:
    browser = client.as_(alice)
    ExposureTalk.unscoped.all().delete()
    sent = {
        "talked_on": "2020-05-19", "language": "ro", "dublin": "concerned", "words": "Empreintes en Espagne.", "outcome": "verify",
    }  # fmt: skip

    browser.post(_url("exposure", preparing), sent)

    page = browser.get(_url("exposure", preparing)).content.decode()
    assert "Empreintes en Espagne." in page
    assert "vérifier d&#x27;abord" in page
    assert ExposureTalk.unscoped.get().language == "ro"


def test_the_sheet_says_the_four_points_and_nothing_of_hers(client: Any, alice: Any, preparing: Any) -> None:
    content = client.as_(alice).get(_url("exposure_pdf", preparing)).content

    words = read_pdf(content)
    assert is_tagged(content)
    assert all(
        title in words for title in ("Obligation de quitter le territoire", "Procédure Dublin", "Asile en cours", "Recherche, fiche")
    )
    assert "Aubrac" not in words


def test_what_left_is_on_its_own_page_for_the_association_only(client: Any, alice: Any, dana: Any) -> None:
    filed = make_application(alice, state="filed", dana=dana)

    assert "Aubrac" in client.as_(alice).get(_url("sent", filed)).content.decode()
    assert client.as_(dana).get(_url("sent", filed)).status_code == 403


def test_before_the_filing_nothing_left(client: Any, alice: Any, preparing: Any) -> None:
    assert client.as_(alice).get(_url("sent", preparing)).status_code == 404


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ([date(2020, 6, 18)], "mercredi 3 juin 2020"),
        ([date(2020, 5, 29), date(2020, 6, 18)], "trop proche : son dernier jour"),
        ([date(2020, 5, 29)], "aucune autre n'est prévue"),
        ([], "Aucune séance n'est prévue"),
    ],
)
def test_the_application_says_by_which_day_to_file(
    client: Any, alice: Any, preparing: Any, monkeypatch: pytest.MonkeyPatch, planned: list[date], said: str
) -> None:
    from maillage.pathway.psp import sessions

    monkeypatch.setattr(sessions, "_providers", [])
    monkeypatch.setattr(sessions, "_filing", [])
    register_sessions(lambda *, territory_id, today: planned)

    assert said in client.as_(alice).get(reverse("psp:application", args=[preparing.pk])).content.decode()
