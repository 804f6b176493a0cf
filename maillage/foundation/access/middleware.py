"""The edge: makes the moment and the actor, denies by default, turns refusals into pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from maillage.core.law.errors import NoValueInForce
from maillage.foundation.access.actor import NOBODY, Actor
from maillage.foundation.access.declaration import declaration_of
from maillage.foundation.kernel.errors import Refused
from maillage.foundation.kernel.moment import Moment, read_moment

# The words of Python itself, the only sign by which a day too far differs from any other wrong value.
_BEYOND_THE_CALENDAR = re.compile(r"date value out of range|^year (-?\d+ )?is out of range")

_FEW_WORDS = 5  # beyond, a text; up to it, a name, a choice, a token, which are quickly typed again


class ActorReader(Protocol):
    """Reads the actor of a signed-in user from the database (given by `reference.accounts` through the settings)."""

    def __call__(self, *, user: Any, moment: Moment) -> Actor: ...


class AccessMiddleware:
    """Sets `request.now`, `request.today` and `request.actor`; refuses a view that declares nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.read_actor: ActorReader = import_string(settings.MAILLAGE_ACTOR_READER)

    def __call__(self, request: Any) -> HttpResponseBase:
        moment = read_moment()
        request.moment, request.now, request.today = moment, moment.now, moment.today
        user = getattr(request, "user", None)
        request.actor = self.read_actor(user=user, moment=moment) if user is not None and user.is_authenticated else NOBODY
        response = self.get_response(request)
        # Nothing seen while signed in stays in a cache, whatever the view said; elsewhere a view may say otherwise.
        if request.actor.is_known or "Cache-Control" not in response:
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        declared = declaration_of(view, route=match.view_name if match else None)
        if declared is None:
            return self.refuse(request, status=404)
        if not declared.public and not request.actor.is_known:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        return None

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        refused = exception if isinstance(exception, Refused) else _impossible_day(exception)
        if refused is not None:
            return self.refuse(request, status=refused.status, sentence=refused.sentence)
        return None

    @staticmethod
    def refuse(request: Any, *, status: int, sentence: str = "") -> HttpResponse:
        """The page of a refusal: same body for everything that is out of scope."""
        name = status if status in (403, 404) else 422
        kept = _long_text(request) if status in (409, 410) else ""
        return render(request, f"ui/errors/{name}.html", {"sentence": sentence if status != 404 else "", "kept": kept}, status=status)


def _long_text(request: Any) -> str:
    """What was written at length in a form that comes too late: our pages are kept nowhere, going back would not find it."""
    typed = (value for values in request.POST.lists() for value in values[1] if isinstance(value, str))
    longest = max(typed, key=len, default="")
    return longest if len(longest.split()) > _FEW_WORDS else ""


def _impossible_day(exception: Exception) -> Refused | None:
    """The refusal that a day without law, or beyond the calendar, deserves; None for any other failure, which stays a failure."""
    if isinstance(exception, NoValueInForce):
        return Refused(_("Aucune règle de droit n'est connue ce jour-là : vérifiez les dates."))
    beyond = isinstance(exception, (OverflowError, ValueError)) and _BEYOND_THE_CALENDAR.search(str(exception))
    return Refused(_("Cette date sort du calendrier : vérifiez les dates.")) if beyond else None
