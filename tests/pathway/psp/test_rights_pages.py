"""The pages of what follows a decision: who enters, what they write, what they never lose; simulations write nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from maillage.foundation.access.roles import Role
from maillage.foundation.ui import navigation
from maillage.pathway.psp import selectors, services, sessions
from maillage.pathway.psp.models import Allowance, MissedPayment, Pathway, Permit
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of, give_mandate, make_user
from tests.pathway.psp.making import make_application, make_pathway


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", today=date(2019, 9, 1))
    texts = {"asks_permit": True, "asks_allowance": True}
    return make_pathway(alice, dana=dana, paul=paul, starts_on=date(2019, 9, 20), person=person, text=texts)


@pytest.fixture
def permit(alice: Any, pathway: Any) -> Any:
    return services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2020, 2, 3))


@pytest.fixture
def allowance(alice: Any, pathway: Any) -> Any:
    return services.record_allowance(
        actor=actor_of(alice), today=TODAY, pathway=pathway, decided_on=date(2019, 10, 1), starts_on=date(2019, 10, 1),
        expires_on=date(2020, 8, 20), children=1,
    )  # fmt: skip


@pytest.fixture
def fanny(prefecture_x: Any, territory_x: Any) -> Any:
    """The foreigners service of X."""
    user = make_user("Fanny")
    give_mandate(user, Role.FOREIGNERS_SERVICE, prefecture_x, territory=territory_x)
    return user


def _url(name: str, row: Any = None) -> str:
    return reverse(f"psp:{name}", args=[row.pk] if row is not None else [])


def _text(response: Any) -> str:
    return str(response.content.decode())


# Residence documents


def test_the_foreigners_service_reads_numbers_and_days_and_no_pseudonym(client: Any, fanny: Any, permit: Any) -> None:
    listed, page = _text(client.as_(fanny).get(_url("permits"))), _text(client.as_(fanny).get(_url("permit_edit", permit)))

    for text in (listed, page):
        assert permit.pathway.entry.number in text
        assert "Lune" not in text
        assert "Apprendre le français" not in text
    assert "Attendu depuis" in listed


def test_the_foreigners_service_notes_a_delivery(client: Any, fanny: Any, permit: Any) -> None:
    typed = {"version": permit.version, "asked_on": "2020-02-03", "delivered_on": "2020-04-02", "expires_on": "2020-10-01"}

    answer = client.as_(fanny).post(_url("permit_edit", permit), typed)

    assert answer.url == _url("permits")
    assert Permit.unscoped.get().delivered_on == date(2020, 4, 2)


def test_the_foreigners_service_enters_no_pathway_and_no_application(client: Any, fanny: Any, pathway: Any) -> None:
    browser = client.as_(fanny)

    assert browser.get(_url("pathway", pathway)).status_code == 404
    assert browser.get(_url("application", pathway.entry)).status_code == 404
    assert browser.get(_url("list")).status_code == 403


def test_the_rail_leads_the_service_to_its_documents_and_nobody_twice(fanny: Any, alice: Any) -> None:
    codes = [{link.item.code for link in navigation.links_for(actor_of(user))} for user in (fanny, alice)]

    assert "psp.permits" in codes[0]
    assert "psp" not in codes[0]
    assert "psp.permits" not in codes[1]


def test_the_home_of_the_service_counts_the_documents_awaited(client: Any, fanny: Any, permit: Any) -> None:
    assert "titre de séjour attendu" in _text(client.as_(fanny).get("/"))


def test_days_that_contradict_each_other_come_back_with_what_was_typed(client: Any, alice: Any, permit: Any) -> None:
    typed = {"version": permit.version, "asked_on": "2020-02-03", "delivered_on": "2020-04-02"}

    answer = client.as_(alice).post(_url("permit_edit", permit), typed)

    assert answer.status_code == 422
    assert "porte une date de fin" in _text(answer)
    assert "2020-04-02" in _text(answer)


def test_a_document_that_a_colleague_noted_meanwhile_is_not_replaced_unseen(client: Any, alice: Any, pathway: Any) -> None:
    browser, url = client.as_(alice), _url("permit", pathway)
    services.record_permit(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2020, 4, 2))

    stale = browser.post(url, {"asked_on": "2020-05-04", "version": 0})
    version = re.search(r'name="version" value="(\d+)"', stale.content.decode())
    again = browser.post(url, {"asked_on": "2020-05-04", "version": version[1] if version else ""})

    assert ("2 avril 2020" in _text(stale), stale.status_code, again.status_code) == (True, 409, 302)


def test_a_document_is_noted_from_the_page_that_was_just_opened(client: Any, alice: Any, permit: Any) -> None:
    browser, url = client.as_(alice), _url("permit", permit.pathway)
    version = re.search(r'name="version" value="(\d+)"', _text(browser.get(url)))

    browser.post(url, {"asked_on": "2020-02-04", "version": version[1] if version else ""})

    assert Permit.unscoped.get().asked_on == date(2020, 2, 4)


def test_a_stale_page_of_a_document_shows_both(client: Any, alice: Any, permit: Any) -> None:
    services.update_permit(
        actor=actor_of(alice), today=TODAY, permit=permit, seen=1, asked_on=date(2020, 2, 3), appointment_on=date(2020, 6, 3)
    )

    answer = client.as_(alice).post(_url("permit_edit", permit), {"version": 1, "asked_on": "2020-02-04"})

    assert answer.status_code == 409


def test_a_page_of_documents_filters_by_state(client: Any, alice: Any, permit: Any) -> None:
    assert "Lune" in _text(client.as_(alice).get(_url("permits"), {"etat": "awaited"}))
    assert "Aucun titre" not in _text(client.as_(alice).get(_url("permits"), {"etat": "nonsense"}))


def test_without_a_document_the_page_teaches(client: Any, alice: Any) -> None:
    assert "Ici viendront les titres demandés" in _text(client.as_(alice).get(_url("permits")))


# The allowance


def test_the_page_of_a_pathway_shows_the_amount_the_conditions_and_the_missing_month(client: Any, alice: Any, allowance: Any) -> None:
    services.note_missed_payment(actor=actor_of(alice), today=TODAY, allowance=allowance, month=date(2020, 2, 1))

    text = _text(client.as_(alice).get(_url("pathway", allowance.pathway)))

    assert "432,00" in text
    assert "Rien n’est conclu" in text
    assert "pas venu" in text


def test_the_allowance_is_asked_then_its_conditions_are_checked(client: Any, alice: Any, pathway: Any) -> None:
    browser = client.as_(alice)
    asked = browser.post(_url("allowance_ask", pathway), {"asked_on": "2020-05-04", "children": "2", "version": 0})
    row = Allowance.unscoped.get()
    answers = dict.fromkeys(("adult", "residence", "resources", "no_other_benefit", "pathway"), "yes") | {"declared": "unknown"}
    checked = browser.post(_url("allowance_conditions", row), {"version": row.version, **answers})

    assert asked.url == _url("allowance_conditions", row)
    assert checked.url == _url("allowance_edit", row)
    assert "1 condition(s)" in _text(browser.get(_url("allowance_edit", row)))


def test_an_allowance_that_a_colleague_asked_meanwhile_is_not_replaced_unseen(client: Any, alice: Any, pathway: Any) -> None:
    browser, url = client.as_(alice), _url("allowance_ask", pathway)
    services.ask_allowance(actor=actor_of(alice), today=TODAY, pathway=pathway, asked_on=date(2020, 4, 2), children=1)

    stale = browser.post(url, {"asked_on": "2020-05-04", "children": "2", "version": 0})
    version = re.search(r'name="version" value="(\d+)"', stale.content.decode())
    again = browser.post(url, {"asked_on": "2020-05-04", "children": "2", "version": version[1] if version else ""})

    assert ("2 avril 2020" in _text(stale), stale.status_code, again.status_code) == (True, 409, 302)


def test_a_stale_page_does_not_replace_the_allowance_noted_by_a_colleague(client: Any, alice: Any, allowance: Any) -> None:
    days = {"decided_on": "2019-10-02", "starts_on": allowance.starts_on.isoformat(), "expires_on": allowance.expires_on.isoformat()}

    answer = client.as_(alice).post(_url("allowance", allowance.pathway), {**days, "version": 0})

    assert (answer.status_code, Allowance.unscoped.get().decided_on) == (409, allowance.decided_on)


def test_stale_conditions_show_both(client: Any, alice: Any, allowance: Any) -> None:
    browser = client.as_(alice)
    answers = dict.fromkeys(("adult", "residence", "resources", "no_other_benefit", "pathway", "declared"), "yes")
    browser.post(_url("allowance_conditions", allowance), {"version": 1, **answers})

    assert browser.post(_url("allowance_conditions", allowance), {"version": 1, **answers, "adult": "no"}).status_code == 409


def test_following_the_allowance_and_its_refusals(client: Any, alice: Any, allowance: Any) -> None:
    browser = client.as_(alice)
    wrong = browser.post(_url("allowance_edit", allowance), {"version": 1, "children": "1", "suspended_on": "2020-03-01"})
    right = browser.post(_url("allowance_edit", allowance), {"version": 1, "children": "1", "sent_on": "2019-10-05"})
    stale = browser.post(_url("allowance_edit", allowance), {"version": 1, "children": "3"})

    assert (wrong.status_code, right.status_code, stale.status_code) == (422, 302, 409)
    assert Allowance.unscoped.get().sent_on == date(2019, 10, 5)


def test_the_number_of_the_msa_is_closed_until_a_reason_is_said(client: Any, alice: Any, allowance: Any) -> None:
    browser = client.as_(alice)
    browser.post(_url("allowance_msa", allowance), {"number": "MSA-77-ZEPHIR"})

    assert "ZEPHIR" not in _text(browser.get(_url("allowance_edit", allowance)))
    assert browser.get(_url("allowance_msa_open", allowance)).status_code == 302
    assert "ZEPHIR" in _text(browser.post(_url("allowance_msa_open", allowance), {"reason": "follow_up"}))


def test_the_state_opens_no_number(client: Any, paul: Any, dana: Any, allowance: Any) -> None:
    for user in (paul, dana):
        assert client.as_(user).get(_url("allowance_msa", allowance)).status_code == 403
        assert client.as_(user).post(_url("allowance_msa_open", allowance), {"reason": "control"}).status_code == 403


def test_a_missing_month_is_noted_then_settled(client: Any, alice: Any, allowance: Any) -> None:
    browser = client.as_(alice)
    offered = _text(browser.get(_url("payment_missed", allowance)))
    browser.post(_url("payment_missed", allowance), {"month": "2020-01-01"})
    missed = MissedPayment.unscoped.get()
    browser.post(_url("payment_settled", missed), {"day": "2020-03-02"})

    assert "janvier 2020" in offered
    assert MissedPayment.unscoped.get().settled_on == date(2020, 3, 2)


@pytest.mark.parametrize(("who", "code"), [("bob", 403), ("hugo", 403), ("charlie", 404), ("eve", 404), ("marc", 404), ("nora", 404)])
@pytest.mark.parametrize("name", ["allowance_edit", "allowance_conditions", "allowance_msa", "payment_missed"])
def test_the_allowance_is_for_those_who_record(
    client: Any, allowance: Any, name: str, who: str, code: int, request: pytest.FixtureRequest
) -> None:
    assert client.as_(request.getfixturevalue(who)).get(_url(name, allowance)).status_code == code


# The end, the days lost


def test_the_end_says_first_what_stops_then_how_it_ended(client: Any, alice: Any, pathway: Any, allowance: Any) -> None:
    browser = client.as_(alice)
    before = _text(browser.get(_url("pathway_end", pathway)))
    answer = browser.post(_url("pathway_end", pathway), {"outcome": "autonomy", "ended_on": "2020-05-04"})

    assert "Ce qui s'arrête avec le parcours" in before.replace("&#x27;", "'")
    assert answer.status_code == 302
    assert "autonomie trouvée" in _text(browser.get(_url("pathway", pathway)))


def test_an_end_before_the_start_comes_back(client: Any, alice: Any, pathway: Any) -> None:
    answer = client.as_(alice).post(_url("pathway_end", pathway), {"outcome": "autonomy", "ended_on": "2019-01-04"})

    assert answer.status_code == 422
    assert Pathway.unscoped.get(pk=pathway.pk).ended_on is None


def test_days_without_accompaniment_are_noted_and_ended(client: Any, alice: Any, pathway: Any) -> None:
    browser = client.as_(alice)
    browser.post(_url("interruption", pathway), {"cause": "service_closed", "starts_on": "2020-03-17"})
    row = pathway.interruptions.get()
    browser.post(_url("interruption_end", row), {"day": "2020-05-10"})

    assert "lieux fermés ou ralentis" in _text(browser.get(_url("pathway", pathway)))
    assert pathway.interruptions.get().ends_on == date(2020, 5, 10)


# Simulations


@pytest.fixture
def sittings(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    days = [date(2020, 6, 18), date(2020, 9, 17)]
    monkeypatch.setattr(sessions, "_providers", [lambda *, territory_id, today: days])
    monkeypatch.setattr(sessions, "_filing", [lambda *, territory_id: 10])
    return days


def test_starting_now_or_in_two_months_side_by_side(client: Any, alice: Any, sittings: list[date]) -> None:
    application = make_application(alice, state="preparing")

    text = _text(client.as_(alice).get(_url("start_simulation", application)))

    assert "jeudi 18 juin 2020" in text
    assert "jeudi 17 septembre 2020" in text
    assert "Attendre lui ferait perdre 3 mois de droits" in text


def test_the_hypotheses_are_the_readers(client: Any, alice: Any, sittings: list[date]) -> None:
    application = make_application(alice, state="preparing")
    browser, address = client.as_(alice), _url("start_simulation", application)

    asked = _text(browser.get(address, {"later_on": "2020-06-08", "decision_days": "30"}))
    past = _text(browser.get(address, {"later_on": "2020-01-08"}))

    assert "samedi 18 juillet 2020" in asked
    assert "Ce jour est passé" in past


def test_a_renewal_counts_from_the_prolonged_term(alice: Any, pathway: Any, sittings: list[date]) -> None:
    renewal = make_application(alice, state="preparing", person=pathway.person, kind="renewal")

    page = selectors.start_of(renewal, today=TODAY)

    assert [scenario.starts_on for scenario in page.scenarios] == [date(2020, 9, 20), date(2020, 10, 2)]
    assert [scenario.without for scenario in page.scenarios] == [0, 12]


def test_when_nobody_knows_the_sittings_the_page_says_so(client: Any, alice: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_providers", [])
    application = make_application(alice, state="preparing")

    assert "Les séances du département ne sont pas connues" in _text(client.as_(alice).get(_url("start_simulation", application)))


@pytest.mark.parametrize(("who", "code"), [("bob", 403), ("hugo", 403), ("charlie", 404), ("dana", 404), ("paul", 404)])
def test_the_simulation_of_a_start_is_for_those_who_prepare(
    client: Any, alice: Any, who: str, code: int, request: pytest.FixtureRequest
) -> None:
    application = make_application(alice, state="preparing")

    assert client.as_(request.getfixturevalue(who)).get(_url("start_simulation", application)).status_code == code
