"""The pages of the calls: closed until opened, an outcome in one tap, a strip that leads to silences, raises and the vital list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.models import Attempt, Contact, Rhythm, RhythmRaise
from maillage.accompaniment.contacts.selectors import rhythm as reading
from maillage.accompaniment.contacts.services import RhythmDraft
from maillage.core.safe_contact import Channel
from maillage.foundation.journal.models import Entry
from tests.accompaniment.making import TODAY, actor_of, change_rule, make_person

pytestmark = pytest.mark.django_db

LONG_AGO = TODAY - timedelta(days=30)
CALLS = reverse("contacts:calls")


def silent(worker: Any, **more: Any) -> Any:
    person = make_person(worker, today=LONG_AGO, **more)
    draft = RhythmDraft(every_days=7, caller_id=worker.pk, channel=Channel.PHONE)
    services.agree_rhythm(actor=actor_of(worker, LONG_AGO), today=LONG_AGO, person=person, draft=draft, seen=0)
    return person


@pytest.fixture
def person(alice: Any) -> Any:
    return silent(alice, pseudonym="Pivoine", safe_contact="06 00 00 12 34")


def rhythm_of(person: Any) -> Any:
    return reading.rhythm_of(person)


def read(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def tap(client: Any, worker: Any, person: Any, outcome: str, **more: Any) -> Any:
    url = reverse("contacts:call_outcome", args=[person.pk])
    return client.as_(worker).post(url, {"channel": "phone", "outcome": outcome, "mood": "unknown", "seen": "0", **more})


def test_the_list_says_whom_and_why_and_opens_nothing(client: Any, alice: Any, person: Any) -> None:
    before = Entry.unscoped.count()

    page = read(client.as_(alice).get(CALLS))

    assert ("Pivoine" in page, "Contact attendu depuis 23 jours." in page, "06 00 00 12 34" in page) == (True, True, False)
    assert Entry.unscoped.count() == before


def test_opened_the_line_holds_its_number_and_its_links(client: Any, alice: Any, person: Any) -> None:
    change_rule(
        alice, person, words="le soir", number="06 00 00 12 34", code_word="mimosa", never_say="préfecture",
        ways={"phone": "allowed", "sms": "allowed"},
    )  # fmt: skip

    page = read(client.as_(alice).post(CALLS))

    for each in ('href="tel:0600001234"', 'href="sms:0600001234"', "mimosa", "préfecture"):
        assert each in page


def test_a_way_that_is_forbidden_has_no_link(client: Any, alice: Any, person: Any) -> None:
    change_rule(alice, person, words="x", number="06 00 00 12 34", ways={"phone": "allowed", "sms": "forbidden"})

    page = read(client.as_(alice).post(CALLS))

    assert ("tel:" in page, "sms:" in page) == (True, False)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("reached", "J&#x27;ai noté l&#x27;échange."),
        ("no_answer", "Prochain essai : mardi 19 mai 2020 à 12 h."),
        ("wrong_number", "mauvais numéro"),
        ("not_safe", "rien ne part vers elle avant demain"),
    ],
)
def test_an_outcome_is_one_tap_without_javascript(client: Any, alice: Any, person: Any, outcome: str, said: str) -> None:
    page = read(tap(client, alice, person, outcome))

    assert said in page
    assert Attempt.unscoped.get(person=person).outcome == outcome


def test_the_page_stays_open_after_a_tap(client: Any, alice: Any, person: Any) -> None:
    other = silent(alice, pseudonym="Lilas", safe_contact="06 00 00 99 99")

    page = read(tap(client, alice, person, "reached", opened="1"))

    assert (str(other.reference) in page, "06 00 00 99 99" in page) == (True, True)


def test_a_double_tap_is_harmless(client: Any, alice: Any, person: Any) -> None:
    key = "7b1c0a5e-1b51-4d0e-9d0f-3d8f1c6a2b12"

    for _ in range(2):
        assert tap(client, alice, person, "reached", key=key).status_code == 200

    assert Contact.unscoped.filter(person=person).count() == 1


def test_a_stale_tab_is_told_who_tried(client: Any, alice: Any, iris: Any, person: Any) -> None:
    tap(client, iris, person, "no_answer")

    answer = tap(client, alice, person, "reached")

    assert (answer.status_code, "Iris a essayé de la joindre entre-temps" in read(answer)) == (409, True)


def test_a_tap_that_says_nothing_is_refused(client: Any, alice: Any, person: Any) -> None:
    assert tap(client, alice, person, "sung").status_code == 422


def test_a_wrong_number_leads_to_its_correction(client: Any, alice: Any, person: Any) -> None:
    page = read(tap(client, alice, person, "wrong_number"))

    assert reverse("people:contact_edit", args=[person.pk]) in page


@pytest.mark.parametrize("route", ["calls", "silences", "vital"])
def test_reception_and_readers_have_no_calls(client: Any, bob: Any, route: str) -> None:
    assert client.as_(bob).get(reverse(f"contacts:{route}")).status_code == 403


def test_a_stranger_taps_nothing(client: Any, charlie: Any, person: Any) -> None:
    assert tap(client, charlie, person, "reached").status_code == 404


def test_the_list_keeps_mine(client: Any, iris: Any, person: Any) -> None:
    everybody, mine = (read(client.as_(iris).get(CALLS, query)) for query in ({}, {"qui": "moi"}))

    assert ("Pivoine" in everybody, "Pivoine" in mine) == (True, False)


def test_the_list_costs_as_many_queries_for_ten_as_for_two(client: Any, alice: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    signed, counts = client.as_(alice), []
    for more in (2, 8):
        for _ in range(more):
            silent(alice)
        with CaptureQueriesContext(connection) as queries:
            signed.post(CALLS)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 40


def test_silences_say_since_when_and_lead_to_the_search(client: Any, alice: Any, person: Any) -> None:
    page = read(client.as_(alice).get(reverse("contacts:silences")))

    assert ("Pivoine" in page, reverse("contacts:lost", args=[person.pk]) in page) == (True, True)


TYPED = {"every_days": "14", "channel": "phone", "counts_from": TODAY.isoformat(), "agreed_on": TODAY.isoformat(), "version": "1"}


def test_a_rhythm_is_agreed_from_the_file(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(reverse("contacts:rhythm", args=[person.pk]), {**TYPED, "caller": str(alice.pk)})

    assert (answer.status_code, rhythm_of(person).every_days) == (302, 14)


def test_a_rhythm_written_in_between_shows_both(client: Any, alice: Any, person: Any) -> None:
    answer = client.as_(alice).post(reverse("contacts:rhythm", args=[person.pk]), {**TYPED, "caller": str(alice.pk), "version": "0"})

    assert (answer.status_code, "14" in read(answer), rhythm_of(person).every_days) == (409, True, 7)


def test_a_pause_is_one_click_and_its_end_too(client: Any, alice: Any, person: Any) -> None:
    rhythm, signed = rhythm_of(person), client.as_(alice)

    signed.post(reverse("contacts:rhythm_suspend", args=[rhythm.pk]), {"version": "1"})
    during = rhythm_of(person).suspended_on
    signed.post(reverse("contacts:rhythm_resume", args=[rhythm.pk]), {"version": "2"})

    assert (during, rhythm_of(person).suspended_on) == (TODAY, None)


def test_a_rhythm_ends_in_one_click(client: Any, alice: Any, person: Any) -> None:
    client.as_(alice).post(reverse("contacts:rhythm_end", args=[rhythm_of(person).pk]), {"version": "1"})

    assert rhythm_of(person) is None


def test_her_contacts_show_the_rhythm_and_the_next_contact(client: Any, alice: Any, person: Any) -> None:
    page = read(client.as_(alice).get(reverse("contacts:person", args=[person.pk])))

    assert ("tous les 7 jours" in page, reverse("contacts:rhythm", args=[person.pk]) in page) == (True, True)


def raised(client: Any, who_raises: Any, person: Any, **typed: Any) -> Any:
    known = {"organisation": str(person.organisation_id), "who": "everybody", "every_days": "2", "cause": "closed", **typed}
    return client.as_(who_raises).post(reverse("contacts:raise"), known)


@pytest.mark.parametrize("typed", [{}, {"who": "silent", "silent_days": "14"}, {"who": "followed"}])
def test_rhythms_are_raised_for_everybody_or_a_group_then_put_back(
    client: Any, hugo: Any, alice: Any, person: Any, typed: dict[str, str]
) -> None:
    more = {"worker": str(alice.pk)} if typed.get("who") == "followed" else {}
    assert raised(client, hugo, person, **typed, **more).status_code == 302
    row = RhythmRaise.unscoped.get()

    client.as_(hugo).post(reverse("contacts:put_back", args=[row.pk]))

    row.refresh_from_db()
    assert (row.everybody, row.put_back_on) == (not typed, TODAY)


@pytest.mark.parametrize("typed", [{"who": "silent"}, {"who": "followed"}])
def test_a_group_says_which_one(client: Any, hugo: Any, person: Any, typed: dict[str, str]) -> None:
    assert raised(client, hugo, person, **typed).status_code == 422


def test_raises_are_listed_with_their_cause(client: Any, hugo: Any, person: Any) -> None:
    raised(client, hugo, person)

    page = read(client.as_(hugo).get(reverse("contacts:raises")))

    assert ("le lieu ferme" in page, "Remettre les rythmes" in page) == (True, True)


def test_a_raise_of_another_association_is_not_there(client: Any, hugo: Any, charlie: Any, person: Any) -> None:
    raised(client, hugo, person)

    assert client.as_(charlie).post(reverse("contacts:put_back", args=[RhythmRaise.unscoped.get().pk])).status_code == 404


def test_the_erasure_of_a_file_takes_its_rhythm_and_its_tries(client: Any, alice: Any, person: Any) -> None:
    from maillage.accompaniment.contacts.erasure import erase_rows

    tap(client, alice, person, "no_answer")

    erase_rows(person)

    assert (Rhythm.unscoped.count(), Attempt.unscoped.count()) == (0, 0)
