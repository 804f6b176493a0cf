"""The door of the demonstration: choose who to be, and move the day forward. Outside it, nothing is here."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from maillage.doors.demo import selectors, services
from maillage.doors.demo.forms import DayForm
from maillage.doors.demo.world import TODAY
from maillage.foundation.access.actor import system_actor
from maillage.foundation.access.declaration import open_to_everyone
from maillage.foundation.kernel.errors import OutOfScope, Refused
from maillage.foundation.ui.speech import day_words
from maillage.reference.accounts.services import sign_in_demo

OPEN = "everything is invented in a demonstration: whoever comes chooses who to be; elsewhere the answer is 404"


def only_in_demonstration(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Answers as if nothing were here, outside a demonstration."""

    @functools.wraps(view)
    def wrapper(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.MAILLAGE_DEMO:
            raise OutOfScope
        return view(request, *args, **kwargs)

    return wrapper


@open_to_everyone(OPEN)
@require_safe
@only_in_demonstration
def entry(request: Any) -> HttpResponse:
    """The cast, the departments, the tour and the day."""
    return _show(request, DayForm(initial={"day": request.today + timedelta(days=1)}))


@open_to_everyone(OPEN)
@require_POST
@only_in_demonstration
def enter_as(request: Any) -> HttpResponse:
    """Become one of the cast."""
    user = selectors.user_of(request.POST.get("slug", ""))
    if user is None:
        raise OutOfScope
    sign_in_demo(request, user)
    return redirect("portal:home")


@open_to_everyone(OPEN)
@require_POST
@only_in_demonstration
def advance(request: Any) -> HttpResponse:
    """Move the day forward, for everybody."""
    form = DayForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    actor = request.actor if request.actor.is_known else system_actor()
    try:
        day = services.advance_day(actor=actor, today=request.today, to=form.cleaned_data["day"])
    except Refused as refused:
        return _show(request, form, refused=refused.sentence, status=refused.status)
    messages.success(request, _("Nous sommes maintenant le %(day)s, pour tout le monde.") % {"day": day_words(day)})
    return redirect("demo:entry")


def _show(request: Any, form: DayForm, *, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        "sides": selectors.cast_by_side(),
        "departments": selectors.departments(),
        "tour": [{"slug": slug, "sentence": sentence} for slug, sentence in selectors.TOUR],
        "form": form,
        "refused": refused,
        "first_day": TODAY,
    }
    return render(request, "demo/entry.html", context, status=status)
