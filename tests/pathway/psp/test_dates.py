"""Every date is the same in the list, the file, the page of dates, the sheet, the export and the piles of the home."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from itertools import count
from typing import Any

import pypdf
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.core.clock.terms import term_end
from maillage.core.law import current_law
from maillage.core.phrase import day_in_words
from maillage.doors.portal.piles import terms as piles
from maillage.doors.portal.values import Asked
from maillage.foundation.journal.models import Entry
from maillage.pathway.psp import selectors, services, sheets
from maillage.pathway.psp.models import Allowance, Pathway, Permit, Term
from maillage.pathway.psp.panels import show_on_file
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of
from tests.pathway.psp.making import make_pathway, renew

_NUMBERS = count(1)


@pytest.fixture
def pathway(alice: Any, dana: Any, paul: Any) -> Any:
    person = make_person(alice, pseudonym="Lune", today=date(2019, 9, 1))
    return make_pathway(alice, dana=dana, paul=paul, starts_on=date(2019, 9, 20), person=person)


def _everywhere(pathway: Any, *, user: Any, today: date) -> dict[str, date]:
    """The last day of the running term wherever it is shown."""
    actor = actor_of(user)
    row = selectors.pathway_rows([pathway], actor=actor, today=today)[0]
    journey = selectors.journey_of(pathway, today=today)
    panel = show_on_file(actor=actor, obj=pathway.person, today=today)
    assert journey is not None
    assert panel is not None
    in_dates = [each.day for each in journey.dates if str(each.what) == str(journey.current.explained.what)]
    ending = next(each for each in piles.every_term(Asked(actor=actor, today=today)) if each.pathway.pk == pathway.pk)
    exported = list(csv.reader(io.StringIO(sheets.pathways_sheet([row], today=today).decode("utf-8-sig")), delimiter=";"))[2]
    section = sheets.section_of(journey.current.explained)
    return {
        "list": row.last,
        "page": journey.current.last,
        "file": panel.data["journey"].current.last,
        "dates": in_dates[-1],
        "sheet": row.last if day_in_words(row.last) in str(section["facts"]) else date.min,
        "export": date.fromisoformat(exported[3]),
        "pile": ending.held.last,
        "explanation": row.last if f"{row.explained.what} : le {day_in_words(row.last)}." in map(str, row.because) else date.min,
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_the_history_a_date_is_the_same_everywhere(pathway: Any, alice: Any, dana: Any, paul: Any, data: Any) -> None:
    starts = data.draw(st.dates(date(2018, 1, 1), date(2020, 5, 1)), label="first day")
    gaps = data.draw(st.lists(st.integers(0, 60), max_size=3), label="days lost before each renewal")
    today = starts + timedelta(days=data.draw(st.integers(0, 900), label="looked at"))
    _history(pathway, starts=starts, gaps=gaps)

    found = _everywhere(pathway, user=alice, today=today)

    assert len(set(found.values())) == 1, found


def _history(pathway: Any, *, starts: date, gaps: list[int]) -> None:
    """Terms at random: each follows the one before, or some days late."""
    first = pathway.terms.order_by("number").first()
    Term.unscoped.filter(pathway=pathway, number__gt=1).delete()
    Pathway.unscoped.filter(pk=pathway.pk).update(starts_on=starts)
    pathway.starts_on = starts
    expires = term_end(origin=starts, months_each=6, number=1)
    Term.unscoped.filter(pk=first.pk).update(starts_on=starts, expires_on=expires)
    kept = Term.unscoped.get(pk=first.pk).application
    for number, gap in enumerate(gaps, start=2):
        begins = expires + timedelta(days=gap)
        expires = term_end(origin=begins, months_each=6, number=1)
        kept.pk, kept.number, kept._state.adding = None, f"F1-x-{next(_NUMBERS)}", True
        kept.save()
        Term.unscoped.create(
            pathway=pathway, application=type(kept).unscoped.get(number=kept.number), number=number, starts_on=begins, expires_on=expires
        )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(delivered=st.dates(date(2019, 6, 1), date(2020, 5, 1)), months=st.integers(1, 12), ahead=st.integers(0, 300))
def test_a_document_ends_on_the_same_day_in_its_list_its_page_and_the_pile(
    pathway: Any, alice: Any, delivered: date, months: int, ahead: int
) -> None:
    today = delivered + timedelta(days=ahead)
    Permit.unscoped.filter(pathway=pathway).delete()
    expires = term_end(origin=delivered, months_each=months, number=1)
    permit = Permit.unscoped.create(pathway=pathway, delivered_on=delivered, expires_on=expires)
    actor = actor_of(alice, today)

    journey = selectors.journey_of(pathway, today=today)
    row = selectors.permit_rows([permit], actor=actor, today=today)[0].view.held
    alone = selectors.one_permit(permit, today=today).held
    ending = [each.held.last for each in piles.permits_ending(Asked(actor=actor, today=today))]

    assert journey is not None
    assert row is not None
    assert alone is not None
    assert {journey.permits[0].last, row.last, alone.last, *ending} == {row.explained.day}


def test_every_date_says_what_happened_the_rule_and_what_it_is_worth(pathway: Any, alice: Any, dana: Any, paul: Any) -> None:
    renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 3, 2))
    Permit.unscoped.create(pathway=pathway, delivered_on=date(2019, 10, 1), expires_on=date(2020, 3, 31))
    Allowance.unscoped.create(pathway=pathway, decided_on=date(2019, 10, 1), starts_on=date(2019, 10, 1), expires_on=date(2020, 3, 20))
    journey = selectors.journey_of(pathway, today=TODAY)

    assert journey is not None
    for explained in journey.dates:
        assert explained.events
        assert explained.rules
        assert explained.conclusion
        assert all(line.source is not None for line in explained.rules)


def test_a_regime_published_later_moves_the_term_and_not_the_one_it_followed(alice: Any, dana: Any, paul: Any, pathway: Any) -> None:
    renew(alice, pathway, dana=dana, paul=paul, on=date(2020, 3, 2))

    journey = selectors.journey_of(pathway, today=TODAY)

    assert journey is not None
    assert [(held.last, held.moved) for held in journey.terms] == [(date(2020, 3, 20), False), (date(2020, 9, 20), False)]
    assert any("La suite commence le 20 mars 2020" in str(line) for line in journey.terms[0].because)


# Pages


def test_the_page_of_dates_shows_the_regime_its_source_and_the_doubt(client: Any, alice: Any, pathway: Any) -> None:
    text = client.as_(alice).get(reverse("psp:dates", args=[pathway.pk])).content.decode()

    for words in ("Terme de la période 1", "20 septembre 2020", "FR-2020-312", "Vie publique", "À confirmer auprès de la préfecture"):
        assert words in text


def test_the_sheet_of_dates_has_the_number_and_no_name(client: Any, dana: Any, pathway: Any) -> None:
    answer = client.as_(dana).get(reverse("psp:dates_sheet", args=[pathway.pk]))
    text = " ".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(b"".join(answer) if answer.streaming else answer.content)).pages
    )

    assert pathway.entry.number in text
    assert "20 septembre 2020" in text
    assert "Lune" not in text


def test_the_export_is_what_is_on_screen_and_is_journaled(client: Any, alice: Any, pathway: Any) -> None:
    answer = client.as_(alice).get(reverse("psp:pathways_export"))
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert lines[2][:5] == ["Lune", "Association A", "1", "2020-09-20", "2020-03-20"]
    assert Entry.unscoped.filter(action="psp.pathways_exported").count() == 1


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(alice: Any, dana: Any, paul: Any) -> None:
    person = make_person(alice, pseudonym="=1+1", today=date(2019, 9, 1))
    pathway = make_pathway(alice, dana=dana, paul=paul, starts_on=date(2020, 2, 3), person=person)

    row = selectors.pathway_rows([pathway], actor=actor_of(alice), today=TODAY)[0]

    assert sheets.line_of(row)[0] == "'=1+1"


@pytest.mark.parametrize("name", ["dates", "dates_sheet", "regime", "pathway_end", "interruption", "allowance_ask"])
@pytest.mark.parametrize("who", ["charlie", "eve", "marc"])
def test_a_stranger_finds_nothing_on_a_pathway(client: Any, pathway: Any, name: str, who: str, request: pytest.FixtureRequest) -> None:
    assert client.as_(request.getfixturevalue(who)).get(reverse(f"psp:{name}", args=[pathway.pk])).status_code == 404


def test_a_regime_is_tried_on_the_page_without_changing_a_date(client: Any, alice: Any, pathway: Any) -> None:
    address = reverse("psp:regime", args=[pathway.pk])
    empty, tried = (client.as_(alice).get(address, query).content.decode() for query in ({}, {"regime": "FR-2020-312"}))

    assert "184 jours de plus" in tried
    assert "184 jours de plus" not in empty
    assert client.as_(alice).get(address, {"regime": "FR-1999-1"}).status_code == 200


def test_a_pathway_without_a_term_has_no_dates(client: Any, alice: Any, pathway: Any) -> None:
    Term.unscoped.filter(pathway=pathway).delete()

    assert client.as_(alice).get(reverse("psp:dates", args=[pathway.pk])).status_code == 404


def test_an_export_needs_the_right_to_list(marc: Any) -> None:
    from maillage.foundation.kernel.errors import Denied

    with pytest.raises(Denied):
        services.note_export(actor=actor_of(marc), today=TODAY, count=1)
    assert current_law()
