"""The border, over the whole schema: a canary in every sealed field of every room that hangs on her; only what she agreed to passes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from maillage.accompaniment.people.models import Person
from maillage.foundation.ui import guards
from maillage.foundation.vault import seal
from maillage.foundation.vault.subjects import sealed_columns
from maillage.pathway.psp.selectors import form_version
from tests.demonstration import samples
from tests.demonstration.samples import TODAY, actor

# What she agrees to in this test, as the extract names it: these canaries pass, and no other.
EXPECTED = {
    "mg_people.Identity.last_name",
    "mg_people.Identity.first_name",
    "mg_people.Identity.nationality",
    "mg_psp.Application.project",
    "mg_psp.Application.commitments",
}
# Not words: a key, a day, or structures read at the filing itself (the form's own canaries are in tests/pathway/psp/test_form.py).
LEFT_AS_THEY_ARE = {
    "mg_documents.Document.file_key",
    "mg_people.Identity.birth_date",
    "mg_psp.ApplicationForm.content",
    "mg_psp.ApplicationForm.sent",
}
ABSENT = "no row of this model anywhere in the demonstration"
NAMES_HER = {"mg_people.Identity.last_name", "mg_people.Identity.first_name", "mg_people.Identity.nationality"}


@pytest.fixture(autouse=True, scope="module")
def _staged(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def hangs_on_a_person(model: Any) -> bool:
    """Does this row hang on the key of a person?"""
    found: Any = model
    for step in getattr(model, "vault_subject_path", "").split("__") if hasattr(model, "vault_subject_path") else ():
        found = found._meta.get_field(step).related_model
    return found is Person


def row_of_hers(model: Any, person: Any, application: Any) -> Any:
    """A row of this model that is hers: one that is there, or a copy of somebody else's."""
    if model is Person:
        return person
    if model is type(application):
        return application
    path = model.vault_subject_path
    own = model._base_manager.filter(**{path: person}).order_by("pk").first()
    if own is not None:
        return own
    donor = model._base_manager.order_by("pk").first()
    if donor is None:
        return None
    first, _, rest = path.partition("__")
    donor.pk = uuid.uuid4()
    target = person if not rest else on_the_way(model._meta.get_field(first).related_model, rest, person, application)
    setattr(donor, first, target)
    for field in model._meta.concrete_fields:
        if type(field).__name__ == "SealedField":
            setattr(donor, field.name, None)
        elif field.unique and not field.primary_key and not field.is_relation:
            setattr(donor, field.name, uuid.uuid4() if type(field).__name__ == "UUIDField" else uuid.uuid4().bytes)
    donor._state.adding = True
    return donor


def on_the_way(model: Any, path: str, person: Any, application: Any) -> Any:
    """A row between hers and her: her application, another row of hers, or somebody else's given to her."""
    if model is type(application):
        return application
    own = model._base_manager.filter(**{path: person}).order_by("pk").first()
    if own is None:
        pk = model._base_manager.order_by("pk").values_list("pk", flat=True).first()
        model._base_manager.filter(pk=pk).update(**{path: person})
        own = model._base_manager.get(pk=pk)
    return own


def write(row: Any, field: str, words: str) -> None:
    """Seal words in a row, new or not."""
    seal(row, **{field: words})
    row.save(force_insert=True) if row._state.adding else row.save(update_fields=[field])


def row_taken(model: Any, copy: Any) -> Any:
    """A row of somebody else, given to her: what the copy pointed to, it points to."""
    first = model.vault_subject_path.partition("__")[0]
    pk = model._base_manager.order_by("pk").values_list("pk", flat=True).first()
    model._base_manager.filter(pk=pk).update(**{first: getattr(copy, first)})
    return model._base_manager.get(pk=pk)


def plant(person: Any, application: Any) -> dict[str, str]:
    """A canary in each sealed column of each row that hangs on her; answers where each one stands."""
    planted: dict[str, str] = {}
    for model, field in sealed_columns():
        name = f"{model._meta.label}.{field.name}"
        if name in LEFT_AS_THEY_ARE or not hangs_on_a_person(model):
            continue
        row = row_of_hers(model, person, application)
        if row is None:
            planted[name] = ABSENT
            continue
        canary = f"canari{uuid.uuid4().hex}"
        try:
            with transaction.atomic():
                write(row, field.name, canary)
        except IntegrityError:
            # A copy is one too many (a merge has one kept file): somebody else's own row becomes hers.
            write(row_taken(model, row), field.name, canary)
        planted[name] = canary
    return planted


@pytest.fixture(scope="module")
def filed(_staged: None, django_db_blocker: Any) -> tuple[Any, dict[str, str]]:
    """Her application, filed with a canary in every sealed field."""
    from maillage.pathway.psp.models import Application
    from maillage.pathway.psp.services import agree_to_all, file_application

    alice = actor("alice")
    ready = Application.unscoped.select_related("person", "organisation", "territory").get(pk=samples.application_ready_a().pk)
    planted = plant(ready.person, ready)
    ready = Application.unscoped.select_related("person", "organisation", "territory").get(pk=ready.pk)
    agree_to_all(actor=alice, today=TODAY, application=ready, seen=form_version(ready))
    # Planted everywhere, she has a path of protection too: the guard that would stop the filing is not what is judged here.
    with mock.patch.dict(guards._providers, {"may_apply": lambda **_: guards.Answer(allowed=True)}):
        return file_application(actor=alice, today=TODAY, application=ready), planted


def test_every_room_with_sealed_words_of_hers_was_planted(filed: Any) -> None:
    rooms = {name.split(".")[0] for name in filed[1]}

    assert rooms >= {"mg_people", "mg_psp", "mg_notes", "mg_situation"}
    assert [name for name, canary in filed[1].items() if canary == ABSENT] == [], "a scene must show them"
    assert {"mg_psp.ExposureTalk.content", "mg_psp.PathwayDocument.content"} <= set(filed[1])


def test_only_what_she_agreed_to_is_in_the_extract(filed: Any) -> None:
    from maillage.pathway.psp import selectors
    from maillage.pathway.psp.models import Extract

    application, planted = filed
    content = selectors.open_extract(
        actor=actor("dana"), extract=Extract.unscoped.get(application=application), reason="instruction", today=TODAY
    )

    assert {name for name, canary in planted.items() if canary in content.dumps()} == EXPECTED
    assert {name for name, canary in planted.items() if canary in content.pseudonymised().dumps()} == EXPECTED - NAMES_HER


@pytest.mark.parametrize("slug", ["dana", "paul"])
def test_no_page_nor_paper_of_the_state_shows_anything_else(filed: Any, signed: Any, slug: str) -> None:
    application, planted = filed
    client = signed(slug)
    pk = [application.pk]
    answers = [
        client.get(reverse("psp:application", args=pk)),
        client.post(reverse("psp:extract", args=pk), {"reason": "instruction"}),
        client.get(reverse("psp:consultations", args=pk)),
        client.get(reverse("psp:acknowledgement", args=pk)),
        client.get(reverse("psp:list")),
        client.get("/"),
    ]

    shown = " ".join(answer.content.decode(errors="replace") for answer in answers)
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert {name for name, canary in planted.items() if canary in shown} == EXPECTED


def test_the_package_for_another_house_says_the_same_and_no_more(filed: Any) -> None:
    from maillage.pathway.psp import selectors

    application, planted = filed
    content = selectors.open_sent(actor=actor("alice"), application=application, reason="application", today=TODAY)
    assert content is not None

    assert {name for name, canary in planted.items() if canary in content.dumps()} == EXPECTED
