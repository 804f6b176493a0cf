"""The gallery alone: somebody invented is signed in, and no row is read, so that the browser tests of the design stand by themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from maillage.config.settings.test import *  # noqa: F403
from maillage.config.settings.test import MIDDLEWARE as _MIDDLEWARE
from maillage.config.settings.test import TEMPLATES as _TEMPLATES

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "lucide",
    "csp",
    "maillage.foundation.access",
    "maillage.foundation.ui",
]
AUTH_USER_MODEL = "auth.User"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MAILLAGE_ACTOR_READER = "tests.e2e.gallery_settings.read_actor"
ROOT_URLCONF = "tests.e2e.gallery_urls"
MIDDLEWARE = [
    "tests.e2e.gallery_settings.SignedIn" if name == "django.contrib.auth.middleware.AuthenticationMiddleware" else name
    for name in _MIDDLEWARE
    if not name.startswith(("maillage.reference", "allauth"))
]
TEMPLATES = [{**_TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]


class Somebody:
    """A user that no table knows."""

    pk = uuid.UUID(int=1)
    is_authenticated = True
    is_active = True


class SignedIn:
    """Signs everybody in, except who asks not to be (`?personne`)."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        from django.contrib.auth.models import AnonymousUser

        request.user = AnonymousUser() if "personne" in request.GET else Somebody()
        return self.get_response(request)


def read_actor(*, user: Any, moment: Any) -> Any:
    """A caseworker with a long name, to see what the top bar does with it."""
    from maillage.foundation.access.actor import Actor, Mandate
    from maillage.foundation.access.roles import Role

    mandate = Mandate(id=uuid.UUID(int=2), role=Role.CASEWORKER, organisation_id=uuid.UUID(int=3))
    return Actor(user_id=user.pk, name="Alice Martin", mandates=(mandate,))
