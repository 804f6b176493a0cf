"""A template engine at hand, and somebody who looks at the page."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from maillage.foundation.access.actor import NOBODY, Actor, Mandate
from maillage.foundation.access.roles import Role
from maillage.foundation.ui import places

TODAY = date(2020, 5, 19)


def somebody(role: Role = Role.CASEWORKER) -> Actor:
    """A signed-in actor with one mandate."""
    mandate = Mandate(id=uuid.UUID(int=1), role=role, organisation_id=uuid.UUID(int=2))
    return Actor(user_id=uuid.UUID(int=3), name="Alice Martin", mandates=(mandate,))


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render a piece of template as a page would: `draw('{% icon name="phone" %}', name=value)`."""

    def render(text: str, **values: Any) -> str:
        return str(Template(text).render(Context({"today": TODAY, **values})))

    return render


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., HttpRequest]:
    """A request as the middleware leaves it to a view; no room says where the actor works, so that no row is read."""
    monkeypatch.setattr(places, "_resolvers", [])

    def make(path: str = "/galerie/", *, actor: Actor = NOBODY, **cookies: str) -> HttpRequest:
        request: Any = RequestFactory().get(path)
        request.COOKIES.update(cookies)
        request.actor, request.today, request.resolver_match, request.user = actor, TODAY, None, None
        request._messages = []
        return request

    return make
