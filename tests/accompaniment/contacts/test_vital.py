"""The vital list: two pages for three hundred people, what her rule allows and nothing else, in the journal."""

from __future__ import annotations

from datetime import time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from maillage.accompaniment.contacts import services
from maillage.accompaniment.contacts.errors_calls import NobodyToPrint
from maillage.accompaniment.contacts.papers import vital_paper
from maillage.accompaniment.contacts.selectors.vital import VitalLine, vital_lines
from maillage.core.safe_contact import Window
from maillage.foundation.journal.models import Entry
from maillage.foundation.kernel.errors import Denied
from tests.accompaniment.making import TODAY, actor_of, change_rule, make_person, moment_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(alice: Any) -> Any:
    return make_person(alice, pseudonym="Pivoine", safe_contact="06 00 00 12 34")


def lines(worker: Any, person: Any) -> list[VitalLine]:
    return vital_lines(actor=actor_of(worker), organisation_id=person.organisation_id, reason="urgency", today=TODAY)


def printed(worker: Any, person: Any, **more: Any) -> bytes:
    known = {"moment": moment_at(10), "organisation_id": person.organisation_id, "reason": "urgency", "printed_by": "Alice", **more}
    content: bytes = services.print_vital_list(actor=actor_of(worker), **known)
    return content


def test_a_line_holds_the_pseudonym_the_ways_the_number_the_hours_and_the_word(alice: Any, person: Any) -> None:
    change_rule(
        alice, person, words="x", number="06 00 00 12 34", code_word="mimosa",
        windows=(Window(frozenset(range(5)), time(14), time(18, 30)), Window(frozenset({5, 6}), time(0), time(0))),
    )  # fmt: skip

    assert lines(alice, person) == [VitalLine("Pivoine", "tél.", "06 00 00 12 34", "lun-ven 14h-18h30, sam dim", "mimosa")]


def test_a_number_that_no_way_allows_is_not_printed(alice: Any, person: Any) -> None:
    change_rule(
        alice,
        person,
        preferred="partner",
        words="06 00 00 12 34",
        number="06 00 00 12 34",
        ways={"partner": "allowed", "phone": "forbidden"},
    )

    assert [(each.ways, each.number) for each in lines(alice, person)] == [("partenaire", "")]


def test_a_silence_that_she_asked_is_printed(alice: Any, person: Any) -> None:
    change_rule(alice, person, silent_until=TODAY + timedelta(days=3), words="x")

    assert lines(alice, person)[0].hours == "rien avant le 22/05"


def test_a_printed_list_is_in_the_journal_with_its_reason_and_its_count(alice: Any, person: Any) -> None:
    printed(alice, person)

    assert Entry.unscoped.filter(action="contacts.vital_list").count() == 1


def test_three_hundred_people_hold_on_two_pages_marked_with_who_and_when() -> None:
    many = [
        VitalLine(f"Pseudonyme {n}", "tél., messagerie", "+33 6 00 00 12 34", "lun-ven 14h-18h30, sam dim", "mimosa") for n in range(300)
    ]

    pages = PdfReader(BytesIO(vital_paper(many, moment=moment_at(10), printed_by="Alice"))).pages

    assert len(pages) == 2
    for page in pages:
        assert "Alice" in page.extract_text()
        assert "19/05/2020" in page.extract_text()


def test_an_empty_list_is_not_printed(alice: Any, association_a: Any) -> None:
    with pytest.raises(NobodyToPrint):
        services.print_vital_list(
            actor=actor_of(alice), moment=moment_at(10), organisation_id=association_a.pk, reason="urgency", printed_by="Alice"
        )


def test_another_association_prints_nothing_here(charlie: Any, person: Any) -> None:
    with pytest.raises(Denied):
        printed(charlie, person)


def test_the_page_asks_why_and_gives_the_paper(client: Any, alice: Any, person: Any) -> None:
    signed, url = client.as_(alice), reverse("contacts:vital")
    typed = {"organisation": str(person.organisation_id)}

    without, paper = signed.post(url, typed), signed.post(url, {**typed, "reason": "urgency"})

    assert (without.status_code, paper.status_code, paper["Content-Type"]) == (422, 200, "application/pdf")
