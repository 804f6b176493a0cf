"""Double clicks, resubmissions and retries do the act once and answer the same thing."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

from django.db import IntegrityError, models, transaction

from maillage.foundation.kernel.errors import OutOfScope
from maillage.foundation.kernel.models import DoneOnce

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)


def idempotent(model: Callable[[], type[M]] | type[M]) -> Callable[[Callable[P, M]], Callable[..., M]]:
    """Make a service `verb_noun(*, actor, key, ...) -> model` safe to call twice with the same `key`.

    The key is claimed in the same transaction as the act: a second call, even concurrent, returns the row that the first
    one made and does nothing; OutOfScope when that row is no longer there. Without a key the service runs plainly. A key is
    bound to its actor: somebody else's key is never answered. `model` may be a callable that returns the class, for services
    written before their model is loaded.
    """

    # The answer takes `key` beside the arguments of the service: types cannot say "the same, and one more keyword".
    def decorate(service: Callable[P, M]) -> Callable[..., M]:
        act = f"{service.__module__}.{service.__name__}"

        @functools.wraps(service)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> M:
            key: Any = kwargs.pop("key", None)
            if key is None:
                return service(*args, **kwargs)
            actor: Any = kwargs["actor"]
            with transaction.atomic():
                row, first = _claim(key=uuid.UUID(str(key)), act=f"{act}:{actor.user_id}"[-80:], user_id=actor.user_id)
                if not first and row.result is not None:
                    made = model if isinstance(model, type) else model()
                    return _made_before(cast(type[M], made), pk=row.result)
                done = service(*args, **kwargs)
                DoneOnce.objects.filter(pk=row.pk).update(result=done.pk)
                return done

        return wrapper

    return decorate


def was_done(*, key: uuid.UUID | None, user_id: uuid.UUID | None) -> bool:
    """Was an act already done by this user under this key? A page that asks something before the act asks it once only."""
    return key is not None and DoneOnce.objects.filter(key=key, user_id=user_id, result__isnull=False).exists()


def _made_before(model: type[M], *, pk: uuid.UUID) -> M:
    found = model._base_manager.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def _claim(*, key: uuid.UUID, act: str, user_id: uuid.UUID | None) -> tuple[DoneOnce, bool]:
    try:
        with transaction.atomic():
            return DoneOnce.objects.create(key=key, act=act, user_id=user_id), True
    except IntegrityError:
        return DoneOnce.objects.get(key=key, act=act), False
