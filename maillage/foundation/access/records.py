"""The base of every row of the rooms: UUID key, version, declared visibility, and the two managers.

`Model.objects` offers `visible_to(actor, today=...)`, and for guests `shared_with(actor, today=...)`, nothing else. Django's
machinery and the services use `unscoped`.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connections, models, transaction

from maillage.foundation.access.actor import Actor
from maillage.foundation.access.visibility import Dimension, Nobody
from maillage.foundation.kernel.data_classes import DataClass, classify
from maillage.foundation.kernel.errors import OutOfScope, Stale

R = TypeVar("R", bound=models.Model)


class ScopedQuerySet(models.QuerySet[R]):
    """Words shared by every queryset of the rooms."""

    def locked(self, pk: uuid.UUID | str) -> R:
        """One row, locked until the end of the transaction. Raises OutOfScope when absent.

        SQLite has no row lock: its write transactions are immediate, so the open transaction is the lock; it is asserted.
        """
        connection = connections[self.db]
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("locked() needs an open transaction")
        try:
            return self.select_for_update(of=("self",)).get(pk=pk) if connection.features.has_select_for_update_of else self.get(pk=pk)
        except ObjectDoesNotExist:
            raise OutOfScope from None


class VisibleManager(models.Manager[Any]):
    """The only doors of the views: what this actor may see, and what is shared with her. Any other query through it raises."""

    def visible_to(self, actor: Actor, *, today: date) -> Any:
        """The rows that the model's `visibility` opens to the actor today, as the model's own queryset."""
        everything = self.model._default_manager.get_queryset()
        if actor.system:
            return everything
        return self._opened(self.model.visibility, actor, today=today)

    def shared_with(self, actor: Actor, *, today: date) -> Any:
        """The rows of other organisations that the model's `shared_visibility` opens to the actor today, as a guest."""
        return self._opened(self.model.shared_visibility, actor, today=today)

    def _opened(self, dimension: Dimension, actor: Actor, *, today: date) -> Any:
        everything = self.model._default_manager.get_queryset()
        opened = everything.filter(dimension.rows(actor, today=today))
        if sum(1 for used in opened.query.alias_refcount.values() if used) <= 1:
            return opened
        # A sub-select rather than a join: no duplicate row, whatever the paths cross.
        return everything.filter(pk__in=opened.order_by().values("pk"))

    def get_queryset(self) -> NoReturn:
        raise PermissionError(f"{self.model.__name__}.objects opens nothing but visible_to and shared_with(actor, today=...)")


class Record(models.Model):
    """A row that people work on. `version` counts its edits: a stale edit is refused, both values are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)

    unscoped = ScopedQuerySet.as_manager()
    objects = VisibleManager()

    visibility: ClassVar[Dimension] = Nobody()
    shared_visibility: ClassVar[Dimension] = Nobody()
    data_classes: ClassVar[dict[str, DataClass]] = {}
    base_data_classes: ClassVar = classify({DataClass.TECHNICAL: ["id", "version"]})

    class Meta:
        abstract = True
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"

    def save_version(self, *, seen: int, changes: dict[str, Any]) -> Self:
        """Write `changes` if nobody wrote since version `seen`.

        Raises Stale with the two values of each field, OutOfScope when the row is gone.
        """
        updated = type(self)._base_manager.filter(pk=self.pk, version=seen).update(version=seen + 1, **changes)
        current = type(self)._base_manager.filter(pk=self.pk).first()
        if current is None:
            raise OutOfScope
        if not updated:
            raise Stale(current={name: getattr(current, name) for name in changes}, submitted=changes, version=current.version)
        return current
