"""A sealed field shows nothing, and the database is never asked about its content."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.serializers import serialize
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.transaction import TransactionManagementError

from maillage.foundation.vault import Sealed, SealedField, SealedFieldMisuse, keyring, seal
from tests.foundation.vault.rows import Case, Note

MISUSES: dict[str, Callable[[Case], Any]] = {
    "filter": lambda case: Case.unscoped.filter(name=case.name),
    "filter on nothing": lambda case: Case.unscoped.filter(name=None),
    "isnull": lambda case: Case.unscoped.filter(name__isnull=True),
    "contains": lambda case: Case.unscoped.filter(name__contains=b"Z"),
    "exclude": lambda case: Case.unscoped.exclude(Q(name=case.name)),
    "through a relation": lambda case: Note.unscoped.filter(case__name=case.name),
    "order_by": lambda case: Case.unscoped.order_by("name"),
    "order_by through a relation": lambda case: list(Note.unscoped.order_by("case__name")),
    "values": lambda case: Case.unscoped.values("name"),
    "values of everything": lambda case: Case.unscoped.values(),
    "values_list": lambda case: Case.unscoped.values_list("name", flat=True),
    "values_list through a relation": lambda case: Note.unscoped.values_list("case__name"),
    "annotate": lambda case: Case.unscoped.annotate(copied=F("name")),
    "aggregate": lambda case: Case.unscoped.aggregate(Count("name")),
    "distinct": lambda case: Case.unscoped.values("pk").annotate(n=Count("name", distinct=True)),
    "update": lambda case: Case.unscoped.update(name=case.name),
    "update to nothing": lambda case: Case.unscoped.update(name=None),
    "update from another column": lambda case: Case.unscoped.update(name=F("phone")),
    "update with a value": lambda case: Case.unscoped.update(name=Value(b"x")),
    "update with a text": lambda case: Case.unscoped.update(name="plain"),
    "bulk_update": lambda case: Case.unscoped.bulk_update([case], ["name"]),
    "save_version": lambda case: case.save_version(seen=1, changes={"name": case.name}),
    "serialise": lambda case: serialize("json", [case]),
    "JSON": lambda case: json.dumps({"name": case.name}),
    "pickle": lambda case: pickle.dumps(case),
    "iterate": lambda case: list(case.name),
    "length": lambda case: len(case.name),
}


@pytest.mark.parametrize("misuse", MISUSES.values(), ids=MISUSES.keys())
def test_a_sealed_field_refuses(misuse: Callable[[Case], Any], make_case: Any) -> None:
    case = make_case()

    with pytest.raises(TypeError):
        misuse(case)


def test_a_plain_text_is_never_saved(make_case: Any) -> None:
    case = make_case()
    case.name = "Zélie Aubrac"

    with pytest.raises(SealedFieldMisuse, match="never a plain text"):
        case.save()


@pytest.mark.parametrize("show", [repr, str, "{}".format, lambda sealed: f"{sealed!r:>3}"])
def test_a_sealed_value_shows_nothing(show: Callable[[Any], str]) -> None:
    assert show(Sealed(b"\x01abcd")) == "<Sealed>"


def test_sealed_values_are_equal_by_their_bytes_only() -> None:
    assert (Sealed(b"a") == Sealed(b"a"), Sealed(b"a") == Sealed(b"b"), Sealed(b"a") == b"a") == (True, False, False)


def test_a_sealed_value_may_be_copied() -> None:
    sealed = Sealed(b"a")

    assert copy.deepcopy([sealed])[0] is sealed


def test_rows_are_loaded_saved_deferred_and_made_in_bulk_as_any_other(make_case: Any) -> None:
    first = make_case()
    second = Case(organisation_id=first.organisation_id)
    seal(second, name="Deuxième")
    Case.unscoped.bulk_create([second])
    loaded = Case.unscoped.only("version").get(pk=second.pk)
    loaded.save()
    loaded.refresh_from_db()

    assert loaded.name == second.name


def test_forgetting_a_value_empties_the_column(make_case: Any) -> None:
    case = make_case()
    seal(case, name=None)
    case.save()

    assert Case.unscoped.get(pk=case.pk).name is None


def test_no_form_shows_a_sealed_field() -> None:
    assert Case._meta.get_field("name").formfield() is None


def test_the_part_stays_out_of_migrations() -> None:
    field = Case._meta.get_field("name")

    assert field.deconstruct()[1:] == ("maillage.foundation.vault.fields.SealedField", [], {})


def test_sealing_needs_the_transaction_that_saves(make_case: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case()
    monkeypatch.setattr(keyring, "connection", SimpleNamespace(in_atomic_block=False))

    with pytest.raises(TransactionManagementError, match="open transaction"):
        seal(case, name="x")


def test_only_sealed_fields_are_sealed(make_case: Any) -> None:
    with pytest.raises(TypeError, match="is not a SealedField"):
        seal(make_case(), version="2")


def test_a_badly_declared_field_is_an_error_of_the_checks() -> None:
    class Bad(models.Model):
        code = models.CharField(max_length=3, primary_key=True)
        both = SealedField()
        lost = SealedField(part_from="nowhere")

        class Meta:
            apps = Apps()
            app_label = "vault_rows"

    found = {error.id for name in ("both", "lost") for error in Bad._meta.get_field(name).check()}

    assert found == {"mg_vault.E010", "mg_vault.E011", "mg_vault.E012", "mg_vault.E013"}


def test_a_well_declared_field_passes_the_checks() -> None:
    assert [error for model in (Case, Note) for field in model._meta.fields if field.name != "case" for error in field.check()] == []


def test_a_row_says_its_subject() -> None:
    case = Case()

    assert (Note(case=case).vault_subject(), case.vault_subject()) == (case, case)
