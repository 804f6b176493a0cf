"""Every field of every model of ours says how it is protected."""

from __future__ import annotations

import pytest
from django.apps import apps

from maillage.foundation.kernel.data_classes import DESCRIPTIONS, DataClass, classify

MODELS = [model for model in apps.get_models() if model.__module__.startswith("maillage.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_of_a_model_has_a_data_class(model: type) -> None:
    declared = {**getattr(model, "base_data_classes", {}), **getattr(model, "data_classes", {})}
    fields = {field.name for field in model._meta.local_concrete_fields if getattr(field, "name", "") != "pk"}  # type: ignore[attr-defined]

    assert fields - set(declared) == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_data_class_speaks_of_a_field_that_is_gone(model: type) -> None:
    fields = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]

    assert set(getattr(model, "data_classes", {})) - fields == set()


def test_a_field_has_one_class() -> None:
    with pytest.raises(ValueError, match="two data classes"):
        classify({DataClass.PUBLIC: ["name"], DataClass.SEALED: ["name"]})


def test_every_class_is_described() -> None:
    assert set(DESCRIPTIONS) == set(DataClass)
