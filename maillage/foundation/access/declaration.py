"""How a view says who may enter. A view that says nothing is refused by the middleware."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponseBase

from maillage.foundation.access.actor import require
from maillage.foundation.access.permissions import Permission
from maillage.foundation.kernel.errors import OutOfScope

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Declaration:
    """The access of one view: a permission, or why it needs none. `loads` says that it is about one object."""

    permission: Permission | None
    public: bool = False
    because: str = ""
    loads: bool = False


class Loader(Protocol):
    """A selector `get_x(*, actor, pk, today)` that raises OutOfScope for whatever the actor may not see."""

    def __call__(self, *, actor: Any, pk: uuid.UUID, today: Any) -> Any: ...


def requires(permission: Permission, *, on: Loader | None = None) -> Callable[[View], View]:
    """The permission asked by a view.

    With `on`, the object named by the `pk` of the address is loaded first and passed to the view after the request: out of
    scope is 404, and only then does a missing permission on that object answer 403. Without, a missing permission is 403.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor, today = request.actor, request.today  # type: ignore[attr-defined]
            if on is None:
                require(actor, permission)
                return view(request, *args, **kwargs)
            found = on(actor=actor, pk=kwargs.pop("pk"), today=today)
            if found is None:
                raise OutOfScope
            require(actor, permission, on=found)
            return view(request, found, *args, **kwargs)

        wrapper.access = Declaration(permission=permission, loads=on is not None)  # type: ignore[attr-defined]
        return wrapper

    return decorate


def signed_in(because: str) -> Callable[[View], View]:
    """Open to any signed-in user, for the reason given."""
    return _declare(Declaration(permission=None, because=because))


def open_to_everyone(because: str) -> Callable[[View], View]:
    """Open without signing in, for the reason given."""
    return _declare(Declaration(permission=None, public=True, because=because))


def _declare(declaration: Declaration) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.access = declaration  # type: ignore[attr-defined]
        return view

    return decorate


THIRD_PARTY: dict[str, Declaration] = {}


def declare_third_party(names: dict[str, Declaration]) -> None:
    """Declare the views of a library by the name of their route (from an `AppConfig.ready`)."""
    THIRD_PARTY.update(names)


def declaration_of(view: Any, *, route: str | None) -> Declaration | None:
    """What a view, or the library route of this name, has declared. None: nothing, hence refused."""
    declared = getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)
    return declared or THIRD_PARTY.get(route or "")
