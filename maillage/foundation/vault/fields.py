"""The field of a model that holds a `Sealed`: everything a database could do with its content raises."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core import checks
from django.db import models

from maillage.foundation.vault.errors import SealedFieldMisuse
from maillage.foundation.vault.parts import Part
from maillage.foundation.vault.sealed import Sealed


class _Saving:
    """What `save()` hands to the database, and `update()` cannot make."""

    __slots__ = ("value",)

    def __init__(self, value: Sealed | None) -> None:
        self.value = value


class SealedField(models.BinaryField):
    """Holds what `seal()` made, or nothing. Filtering, ordering, `update()`, `bulk_update()` and `values()` raise.

    `part` says which part opens it; `part_from` names the attribute of the row that says it, where it differs by row.
    """

    def __init__(self, *args: Any, part: Part | None = None, part_from: str | None = None, **kwargs: Any) -> None:
        kwargs["null"] = kwargs["blank"] = True
        self.part = Part(part) if part is not None else None
        self.part_from = part_from
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        # The part is no column of the database: left out of migrations, so that changing it rebuilds no table.
        name, path, args, kwargs = super().deconstruct()
        for key in ("null", "blank"):
            kwargs.pop(key, None)
        return name, path, args, kwargs

    def part_of(self, row: models.Model) -> Part:
        """The part that this field of this row belongs to."""
        if self.part is not None:
            return self.part
        return Part(getattr(row, self.part_from or ""))

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if (self.part is None) == (self.part_from is None):
            found.append(checks.Error("A SealedField names one of `part` and `part_from`.", obj=self, id="mg_vault.E010"))
        if self.part_from and self.part_from not in {field.name for field in self.model._meta.concrete_fields}:
            found.append(checks.Error("`part_from` names a column of the same row.", obj=self, id="mg_vault.E013"))
        if not isinstance(self.model._meta.pk, models.UUIDField):
            found.append(checks.Error("A row with a SealedField has a UUID as primary key.", obj=self, id="mg_vault.E011"))
        if not hasattr(self.model, "vault_subject"):
            found.append(checks.Error("A row with a SealedField says its vault_subject().", obj=self, id="mg_vault.E012"))
        return found

    @property
    def path_infos(self) -> NoReturn:
        # Django asks this of each field that a query names (filter, order_by, values, aggregates, constraints), and of
        # none that it merely loads: the one place where naming can be told from loading.
        raise SealedFieldMisuse(f"{self}: a sealed field is not filtered, sorted, aggregated nor listed: open it with open_part().")

    def get_lookup(self, lookup_name: str) -> NoReturn:
        raise SealedFieldMisuse(f"{self}: a sealed field has no lookup.")

    def get_transform(self, lookup_name: str) -> NoReturn:
        raise SealedFieldMisuse(f"{self}: a sealed field has no transform.")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def to_python(self, value: Any) -> Sealed | None:
        if value is None or isinstance(value, Sealed):
            return value
        raise SealedFieldMisuse(f"{self} takes what seal() makes, never a plain text.")

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        return _Saving(self.to_python(getattr(model_instance, self.attname)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if not isinstance(value, _Saving):
            raise SealedFieldMisuse(f"{self} is written by seal() and save(), never by update() nor bulk_update().")
        return None if value.value is None else connection.Database.Binary(value.value.ciphertext)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        if hasattr(value, "as_sql"):
            raise SealedFieldMisuse(f"{self} is written by seal() and save(), never from another column.")
        return str(super().get_placeholder(value, compiler, connection))  # type: ignore[misc]

    def value_to_string(self, obj: Any) -> NoReturn:
        raise SealedFieldMisuse(f"{self} is not serialised.")

    def formfield(self, **kwargs: Any) -> None:
        """No form shows a sealed field."""
        return
