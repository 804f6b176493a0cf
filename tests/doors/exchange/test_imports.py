"""From a sheet to files: nothing before the confirmation, each line whole or not at all, never twice, then the sheet is destroyed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.accompaniment.people.models import Identity, Person
from maillage.accompaniment.people.selectors import label_of, rule_of
from maillage.doors.exchange import selectors, services
from maillage.doors.exchange.errors import ColumnTwice, ImportOver, NoRoomToImport, PseudonymColumnMissing
from maillage.doors.exchange.models import Fate, ImportBatch, ImportedRow, Stage
from maillage.foundation.kernel.errors import Denied, OutOfScope
from maillage.foundation.vault import SealErased
from maillage.pathway.psp.models import Pathway
from tests.accompaniment.making import make_person
from tests.cast import TODAY, actor_of

pytestmark = pytest.mark.django_db

SHEET = (
    "Pseudonyme;Tél;Nom;Prénom;Décision;Remarques\n"
    "Lune;06 00 00 00 01;Aubrac;Zélie;;x\n"
    "نور;;;;13/01/2020;y\n"
    ";06 00 00 00 02;;;;z\n"
)  # fmt: skip


def association_of(user: Any) -> Any:
    return actor_of(user).mandates[0].organisation_id


def receive(user: Any, text: str = SHEET) -> ImportBatch:
    return services.receive_sheet(actor=actor_of(user), today=TODAY, organisation_id=association_of(user), content=text.encode())


def ready(user: Any, text: str = SHEET) -> ImportBatch:
    batch = receive(user, text)
    return services.choose_columns(actor=actor_of(user), today=TODAY, batch=batch, seen=batch.version, columns=selectors.columns_of(batch))


def run(user: Any, text: str = SHEET, *, lines: tuple[int, ...] = (2, 3, 4)) -> ImportBatch:
    batch = ready(user, text)
    batch = services.confirm_import(actor=actor_of(user), today=TODAY, batch=batch, seen=batch.version, chosen=lines)
    while batch.stage == Stage.RUNNING:
        batch = services.treat_next(actor=actor_of(user), today=TODAY, batch=batch)
    return batch


def fates(batch: ImportBatch) -> list[str]:
    return list(ImportedRow.unscoped.filter(batch=batch).order_by("line").values_list("fate", flat=True))


def test_columns_are_guessed_from_the_headings(alice: Any) -> None:
    assert selectors.columns_of(receive(alice)) == {
        0: "pseudonym", 1: "safe_contact", 2: "last_name", 3: "first_name", 4: "decided_on_1",
    }  # fmt: skip


def test_nothing_is_written_before_the_confirmation(alice: Any) -> None:
    selectors.preview_of(ready(alice), actor=actor_of(alice), today=TODAY)

    assert (Person.unscoped.count(), Identity.unscoped.count(), Pathway.unscoped.count()) == (0, 0, 0)


def test_the_preview_counts_what_each_line_would_make(alice: Any) -> None:
    make_person(alice, pseudonym="lune")

    preview = selectors.preview_of(ready(alice), actor=actor_of(alice), today=TODAY)

    assert preview.counts() == {"ready": 1, "pathways": 1, "alike": 1, "wrong": 1}


def test_two_lines_of_one_pseudonym_are_not_ticked(alice: Any) -> None:
    preview = selectors.preview_of(ready(alice, "Pseudonyme;Nom\nLune;A\nLUNE;B\n"), actor=actor_of(alice), today=TODAY)

    assert [each.ticked for each in preview.lines] == [False, False]


def test_each_line_has_its_fate(alice: Any) -> None:
    assert fates(run(alice)) == [Fate.OPENED, Fate.WITH_PATHWAY, Fate.LEFT_OUT]


def test_what_was_in_the_line_is_in_the_file(alice: Any) -> None:
    batch = run(alice)
    person = ImportedRow.unscoped.get(batch=batch, line=2).person

    assert (label_of(person, actor=actor_of(alice), today=TODAY), Identity.unscoped.filter(person=person).exists()) == ("Lune", True)


def test_a_line_that_is_not_ticked_is_left_out(alice: Any) -> None:
    assert fates(run(alice, lines=(3,))) == [Fate.LEFT_OUT, Fate.WITH_PATHWAY, Fate.LEFT_OUT]


def test_a_line_that_a_rule_refuses_leaves_nothing_and_says_why(alice: Any) -> None:
    batch = run(alice, "Pseudonyme;Nom;Décision\nLune;Aubrac;13/01/2015\nSauge;;\n", lines=(2, 3))

    refused = ImportedRow.unscoped.get(batch=batch, line=2)
    assert (refused.fate, bool(refused.reason), Person.unscoped.count()) == (Fate.REFUSED, True, 1)


def test_the_same_line_in_another_sheet_is_known(alice: Any) -> None:
    run(alice)

    assert Counter(fates(run(alice))) == Counter([Fate.KNOWN, Fate.KNOWN, Fate.LEFT_OUT])


def test_a_second_click_takes_no_line_twice(alice: Any) -> None:
    batch = ready(alice)
    batch = services.confirm_import(actor=actor_of(alice), today=TODAY, batch=batch, seen=batch.version, chosen=(2, 3))
    stale = ImportBatch.unscoped.get(pk=batch.pk)
    services.treat_next(actor=actor_of(alice), today=TODAY, batch=batch)

    with pytest.raises(SealErased):
        services.treat_next(actor=actor_of(alice), today=TODAY, batch=stale)

    assert Person.unscoped.count() == 2


def test_at_the_end_the_sheet_is_destroyed(alice: Any) -> None:
    batch = run(alice)

    assert (batch.stage, ImportBatch.unscoped.get().content) == (Stage.DONE, None)


def test_giving_up_destroys_the_sheet(alice: Any) -> None:
    batch = services.give_up(actor=actor_of(alice), today=TODAY, batch=ready(alice))

    with pytest.raises(ImportOver):
        selectors.table_of(batch, actor=actor_of(alice), today=TODAY)


def test_a_sheet_left_for_a_week_is_destroyed(alice: Any) -> None:
    from maillage.foundation.access.actor import system_actor

    ready(alice)

    gone = [services.forget_old_sheets(actor=system_actor(), today=TODAY + timedelta(days=days)) for days in (6, 7)]

    assert gone == [0, 1]


def test_a_long_sheet_is_taken_in_chunks(alice: Any) -> None:
    text = "Pseudonyme\n" + "".join(f"Étoile {number}\n" for number in range(45))
    batch = ready(alice, text.replace("\n", ";x\n"))
    batch = services.confirm_import(actor=actor_of(alice), today=TODAY, batch=batch, seen=batch.version, chosen=range(2, 60))

    treated = []
    while batch.stage == Stage.RUNNING:
        batch = services.treat_next(actor=actor_of(alice), today=TODAY, batch=batch)
        treated.append(batch.treated)

    assert treated == [20, 40, 45]


def test_the_report_says_the_line_that_the_spreadsheet_shows(alice: Any) -> None:
    batch = run(alice, "Pseudonyme;Nom\n\nLune;\n\n\nSauge;\n", lines=(3, 6))

    assert [(row.line, row.fate) for row in selectors.report_of(batch)] == [(3, Fate.OPENED), (6, Fate.OPENED)]


@pytest.mark.parametrize(
    ("columns", "refused"), [({1: "safe_contact"}, PseudonymColumnMissing), ({0: "pseudonym", 1: "pseudonym"}, ColumnTwice)]
)
def test_columns_that_cannot_be_are_refused(alice: Any, columns: dict[int, str], refused: Any) -> None:
    batch = receive(alice)

    with pytest.raises(refused):
        services.choose_columns(actor=actor_of(alice), today=TODAY, batch=batch, seen=batch.version, columns=columns)


def test_a_finished_import_does_not_begin_again(alice: Any) -> None:
    batch = run(alice)

    with pytest.raises(ImportOver):
        services.confirm_import(actor=actor_of(alice), today=TODAY, batch=batch, seen=batch.version, chosen=(2,))


def test_a_manager_imports_files_without_identity_nor_pathway(hugo: Any) -> None:
    assert set(selectors.columns_of(receive(hugo)).values()) == {"pseudonym", "safe_contact"}


def test_a_column_not_offered_is_denied(hugo: Any) -> None:
    batch = receive(hugo)

    with pytest.raises(Denied):
        services.choose_columns(
            actor=actor_of(hugo), today=TODAY, batch=batch, seen=batch.version, columns={0: "pseudonym", 2: "last_name"}
        )


def test_nobody_imports_into_another_association(alice: Any, charlie: Any) -> None:
    with pytest.raises(NoRoomToImport):
        services.receive_sheet(actor=actor_of(alice), today=TODAY, organisation_id=association_of(charlie), content=SHEET.encode())


@pytest.mark.parametrize("who", ["charlie", "hugo", "iris"])
def test_nobody_else_finds_the_sheet_even_in_the_same_association(alice: Any, who: str, request: Any) -> None:
    with pytest.raises(OutOfScope):
        selectors.get_batch(actor=actor_of(request.getfixturevalue(who)), pk=receive(alice).pk, today=TODAY)


def test_the_pages_lead_from_the_sheet_to_the_report(client: Any, alice: Any) -> None:
    page = client.as_(alice)
    sheet = SimpleUploadedFile("reprise.csv", SHEET.encode(), content_type="text/csv")
    page.post(reverse("exchange:new"), {"sheet": sheet, "organisation": str(association_of(alice))})
    batch = ImportBatch.unscoped.get()
    columns = {f"column_{place}": code for place, code in selectors.columns_of(batch).items()}
    page.post(reverse("exchange:columns", args=[batch.pk]), {"version": batch.version, **columns})
    batch.refresh_from_db()
    page.post(reverse("exchange:confirm", args=[batch.pk]), {"version": batch.version, "line": ["2", "3"]})

    done = page.post(reverse("exchange:next", args=[batch.pk]))

    assert ("dossier ouvert et parcours repris" in done.text, Person.unscoped.count()) == (True, 2)


def test_a_file_that_is_no_sheet_comes_back_with_its_reason(client: Any, alice: Any) -> None:
    sheet = SimpleUploadedFile("photo.csv", b"\x89PNG\x00\x00", content_type="text/csv")

    page = client.as_(alice).post(reverse("exchange:new"), {"sheet": sheet, "organisation": str(association_of(alice))})

    assert (page.status_code, "CSV, XLSX ou ODS" in page.text) == (422, True)


def test_an_empty_list_teaches(client: Any, alice: Any) -> None:
    assert "Déposez un tableau" in client.as_(alice).get(reverse("exchange:list")).text


def test_a_number_in_a_sheet_is_not_a_safe_way(alice: Any) -> None:
    run(alice, "Pseudonyme;Tél\nLune;ne jamais appeler, son mari\n", lines=(2,))

    (person,) = Person.unscoped.all()
    assert (person.channel, rule_of(person).by_phone) == ("none_known", "unknown")
