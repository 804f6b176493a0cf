"""Her page as a phone sees it: no account, no cookie, no trace; the team's pages around it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from maillage.doors.own_access import services
from maillage.doors.own_access.models import Closed, OwnAccess
from maillage.foundation.journal.models import Entry
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of
from tests.doors.own_access.making import ANSWER, EVERYTHING, QUESTION, agree, open_for, show_meeting

pytestmark = pytest.mark.django_db


def show(client: Any, opened: Any, *, answer: str = ANSWER, langue: str = "fr") -> Any:
    return client.post(reverse("own_access:show"), {"code": opened.code, "answer": answer, "langue": langue})


def test_the_code_leads_to_her_question(client: Any, alice: Any) -> None:
    opened = open_for(alice)

    page = client.post(reverse("own_access:ask"), {"code": opened.code, "langue": "fr"})

    assert QUESTION in page.text


def test_an_unknown_code_says_what_to_do(client: Any) -> None:
    page = client.post(reverse("own_access:ask"), {"code": "1" * 16, "langue": "es"})

    assert (page.status_code, "no funciona" in page.text) == (422, True)


def test_the_answer_leads_to_her_page(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    show_meeting(alice, opened.access)

    assert "jeudi 28 mai 2020" in show(client, opened).text


def test_a_wrong_answer_shows_nothing(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    show_meeting(alice, opened.access)

    page = show(client, opened, answer="chien noir")

    assert (page.status_code, "28 mai" in page.text) == (422, False)


def test_after_five_wrong_answers_even_the_right_one_waits(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    for _ in range(5):
        show(client, opened, answer="chien noir")

    assert show(client, opened).status_code == 429


def test_her_page_leaves_no_cookie(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    client.get(reverse("own_access:enter"))
    client.post(reverse("own_access:ask"), {"code": opened.code})

    show(client, opened)

    assert not client.cookies


@pytest.mark.parametrize("name", ["own_access:enter", "own_access:ask", "own_access:show"])
def test_nothing_of_her_pages_is_kept_by_a_browser(client: Any, alice: Any, name: str) -> None:
    opened = open_for(alice)
    sent = {"code": opened.code, "answer": ANSWER, "langue": "fr"}

    page = client.get(reverse(name)) if name == "own_access:enter" else client.post(reverse(name), sent)

    assert "no-store" in page.headers["Cache-Control"]


def test_her_visit_writes_nothing_in_the_journal(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    before = Entry.unscoped.count()

    show(client, opened)

    assert Entry.unscoped.count() == before


@pytest.mark.parametrize("word", ["Maillage", "prostitution", "Passerelles"])
def test_the_page_says_nothing_of_what_this_site_is_for(client: Any, alice: Any, word: str) -> None:
    assert word not in client.get(reverse("own_access:enter")).text


def test_a_language_the_association_does_not_serve_gives_her_own(client: Any, alice: Any) -> None:
    opened = open_for(alice)

    assert 'lang="fr"' in show(client, opened, langue="ar").text


def test_a_document_that_is_no_longer_shown_is_not_found(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    card = show_meeting(alice, opened.access)

    page = client.post(reverse("own_access:document", args=[card.pk]), {"code": opened.code, "answer": ANSWER})

    assert page.status_code == 404


def test_a_worker_opens_an_access_and_the_code_is_shown_once(client: Any, alice: Any) -> None:
    person = make_person(alice)
    agree(alice, person)
    sent = {
        "talked_on": "2020-05-19", "holds_phone": "she_alone", "keeps_code": "by_heart", "language": "fr", "shows": EVERYTHING,
        "question": QUESTION, "answer": ANSWER,
    }  # fmt: skip

    page = client.as_(alice).post(reverse("own_access:open", args=[person.pk]), sent)

    assert (OwnAccess.unscoped.count(), "montré une seule fois" in page.text) == (1, True)


def test_a_form_sent_again_opens_no_second_access_even_once_the_first_is_closed(client: Any, alice: Any) -> None:
    person = make_person(alice)
    agree(alice, person)
    sent = {
        "talked_on": "2020-05-19", "holds_phone": "she_alone", "keeps_code": "by_heart", "language": "fr", "shows": EVERYTHING,
        "question": QUESTION, "answer": ANSWER, "key": str(uuid.uuid4()),
    }  # fmt: skip
    url, worker = reverse("own_access:open", args=[person.pk]), client.as_(alice)
    worker.post(url, sent)
    services.close_access(actor=actor_of(alice), today=TODAY, access=OwnAccess.unscoped.get(), reason=Closed.LOST_CODE)

    again = worker.post(url, sent)

    assert (OwnAccess.unscoped.count(), again.status_code, again["Location"]) == (1, 302, reverse("own_access:manage", args=[person.pk]))


def test_the_talk_that_says_danger_comes_back_with_its_reason(client: Any, alice: Any) -> None:
    person = make_person(alice)
    agree(alice, person)
    sent = {
        "talked_on": "2020-05-19", "holds_phone": "somebody_else", "keeps_code": "by_heart", "language": "fr", "shows": EVERYTHING,
        "question": QUESTION, "answer": ANSWER,
    }  # fmt: skip

    page = client.as_(alice).post(reverse("own_access:open", args=[person.pk]), sent)

    assert (page.status_code, "danger" in page.text) == (422, True)


def test_without_her_accord_the_page_leads_to_it(client: Any, alice: Any) -> None:
    person = make_person(alice)

    page = client.as_(alice).get(reverse("own_access:manage", args=[person.pk]))

    assert reverse("people:accord_new", args=[person.pk]) in page.text


def test_what_is_ticked_is_shown_to_her(client: Any, alice: Any) -> None:
    from maillage.pathway.psp.services import note_wish
    from tests.cast import TODAY, actor_of

    opened = open_for(alice)
    application = note_wish(actor=actor_of(alice), today=TODAY, person=opened.access.person)

    client.as_(alice).post(reverse("own_access:show_chosen", args=[opened.access.pk]), {"source": f"wish:{application.pk}"})

    assert "vous avez dit que vous vouliez entrer en parcours" in show(client, opened).text


def test_an_appointment_is_shown_from_its_form(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    sent = {"day": "2020-05-28", "hour": "14:30", "words": "avec Claire"}

    client.as_(alice).post(reverse("own_access:meeting", args=[opened.access.pk]), sent)

    assert "avec Claire" in show(client, opened).text


def test_the_colleague_of_another_association_finds_no_access(client: Any, alice: Any, charlie: Any) -> None:
    opened = open_for(alice)

    assert client.as_(charlie).get(reverse("own_access:meeting", args=[opened.access.pk])).status_code == 404


def test_the_team_never_reads_a_card_again(client: Any, alice: Any) -> None:
    opened = open_for(alice)
    show_meeting(alice, opened.access, words="canari")

    page = client.as_(alice).get(reverse("own_access:manage", args=[opened.access.person_id]))

    assert ("canari" in page.text, "prochaine date" in page.text) == (False, True)


def test_a_manager_accepts_a_language(client: Any, alice: Any, hugo: Any) -> None:
    organisation = make_person(alice).organisation_id
    url = reverse("own_access:languages", args=[organisation])

    page = client.as_(hugo).post(url, {"language": "ro", "accepted": "1"}, follow=True)

    assert "non relue, acceptée" in page.text
